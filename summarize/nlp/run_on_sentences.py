"""Sentences that follow a caption without an end mark: "Lee won the cup Fans of hers cheered".

A text that was scraped has the caption of a picture amid its sentences, and no mark behind it.
A new sentence begins there if a word with a capital is part of no name and each half has a verb
of its own. English. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from summarize.document import Span
from summarize.nlp.clauses import has_finite_verb, is_finite_verb, may_be_verb
from summarize.nlp.english import words
from summarize.nlp.english.caption_words import (
    GROUP_NOUNS,
    PLAIN_SUBJECTS,
    RUN_ON_OPENERS,
    TITLE_NOUNS,
)
from summarize.nlp.english.function_words import (
    ADVERBIAL_CONJUNCTIONS,
    AUXILIARY_VERBS,
    BE_FORMS,
    COORDINATING_CONJUNCTIONS,
    DETERMINERS,
    FUNCTION_WORDS,
    INDEFINITE_DETERMINERS,
    POSSESSIVE_PRONOUNS,
    PREPOSITIONS,
    RELATIVE_PRONOUNS,
    SUBJECT_PRONOUNS,
)
from summarize.nlp.english.nouns import (
    HONORIFICS,
    NON_PERSON_NOUNS,
    PERSON_NOUNS,
    PERSON_SUFFIXES,
)
from summarize.nlp.english.number_words import DATE_NAMES
from summarize.nlp.english.stance_words import (
    ATTRIBUTION,
    BELIEF_VERBS,
    CLAIM_VERBS,
    SPEECH_VERBS,
)
from summarize.nlp.normalize import tokenize
from summarize.nlp.tokens import is_past_form

# Words of half a sentence, and of a quotation that is a sentence of its own.
_FEWEST_WORDS, _FEWEST_QUOTED_WORDS = 4, 3
# Characters of a name before an agency's: "KALLEN, Brannick (AP)".
_LONGEST_PLACE = 40

# So many characters around a sentence tell whether a word is a common one: a book is too long.
_NEAR = 10_000

# Only whole words, and none endlessly long: a search from within one is lost time.
_BEFORE = r"(?<![\w£$€’'.-])(?P<before>[\w£$€’'.-]{0,60}[\w%])(?P<closed>[)”\"]?)\s+"
_CAPITAL = re.compile(rf"{_BEFORE}(?=(?P<word>[A-Z][\w’'-]*),? (?P<after>[\w£$€][\w’'-]*))")
_LABEL = re.compile(
    rf"{_BEFORE}(?=(?P<word>[A-Z][a-z’'-]+)(?P<more>(?: [a-z][a-z’'-]*){{0,4}}): ['‘“\"]?[A-Z])"
)
# "by police Orr denied it", "by police Mr Orr, a clerk, denied it"
_NAMED = re.compile(
    rf"{_BEFORE}(?=(?P<title>(?:Mrs?|Ms|Miss|Dr) )?(?P<word>[A-Z][a-z]+(?:-[A-Z][a-z]+)?)"
    r"(?P<behind>,? [a-z][a-z’']*))"
)
_APPOSITION = re.compile(r", (?:an?|the|who)\Z")
_QUOTED = re.compile(rf"{_BEFORE}(?=(?P<mark>[‘“'\"])[A-Z])")
_CLOSING = {"‘": "’", "“": "”", "'": "'", '"': '"'}
# Words and marks stand apart in what was transcribed or taken apart: no page with pictures.
_SPACED = re.compile(r"\w [,.](?:\s|\Z)")
_PICTURED = re.compile(
    r"\((?:above|below|left|right|centre|center|(?:[\w ]{0,30} )?pictured(?: (?:above|right|left))?"
    r"|(?:picture )?posed by (?:an? )?models?"
    r"|(?:file|stock|library|archive) (?:photo|picture|image|pic)s?)\)\s+(?=[A-Z‘“'\"])"
)
# What stands between the video and the text on every page of some newspapers.
_SCROLL = re.compile(r"\bscroll down for (?:the )?videos?\b\s*(?=['‘“\"A-Z])", re.IGNORECASE)
_AGENCY = re.compile(
    rf"\A(?:[A-Z][\w.,’' -]{{2,{_LONGEST_PLACE}}})?"
    r"\((?:CNN|AP|AFP|UPI|PA|EFE|BBC|Reuters|Xinhua|Bloomberg)\)(?=[A-Z‘“'\"])"
)
_WORD = re.compile(r"[^\W_][\w’'-]*")
# So few words behind one of these a name belongs to the same sentence: "police said Orr left".
_REPORT_REACH = 9
_REPORTS = (ATTRIBUTION | CLAIM_VERBS | BELIEF_VERBS | SPEECH_VERBS) | words(
    "how why whether that feel feels fear fears feared know knows knew hope hopes hoped vowed"
)
_CLAUSE_OPENERS = ADVERBIAL_CONJUNCTIONS | RELATIVE_PRONOUNS | {"where", "if", "although"}
# Behind one of these no sentence ends.
_OPEN_ENDED = (
    PREPOSITIONS
    | DETERMINERS
    | COORDINATING_CONJUNCTIONS
    | RELATIVE_PRONOUNS
    | AUXILIARY_VERBS
    | SPEECH_VERBS
    | TITLE_NOUNS
    | HONORIFICS
    | {"not", "than", "as"}
)


def split_run_ons(text: str, span: Span) -> list[Span]:
    """Cut one sentence of a text where another begins without a mark.

    `"Lee won the cup easily The fans had left." -> "Lee won the cup easily ", "The fans ..."`. None
    in a text whose marks stand apart from its words ("Well , Lee won .").
    """
    sentence = text[span.start : span.end]
    if _SPACED.search(sentence):
        return [span]
    fixed = [match.end() for kind in (_SCROLL, _AGENCY) for match in kind.finditer(sentence)]
    borders = sorted({0, len(sentence), *fixed})
    near = text[max(0, span.start - _NEAR) : span.end + _NEAR]
    found = {
        start + cut
        for start, end in pairwise(borders)
        for cut in _find_run_ons(sentence[start:end], near)
    }
    borders = sorted({*borders, *found})
    return [Span(span.start + a, span.start + b) for a, b in pairwise(borders)]


def _find_run_ons(sentence: str, text: str) -> Iterator[int]:
    """Yield where a second sentence begins, and a third."""
    start = 0
    for cut in sorted({*_find_openings(sentence, text)}):
        if _may_be_sentence(sentence[start:cut]) and _is_sentence(sentence[cut:]):
            yield cut
            start = cut


def _find_openings(sentence: str, text: str) -> Iterator[int]:
    """Yield the capitals and marks of quotation that may begin another sentence."""
    for match in _PICTURED.finditer(sentence):
        yield match.end()
    kinds = (
        (_CAPITAL, _opens_sentence),
        (_NAMED, _opens_with_name),
        (_LABEL, _opens_label),
        (_QUOTED, _opens_quotation),
    )
    for pattern, opens in kinds:
        for match in pattern.finditer(sentence):
            if match["before"].lower() not in _OPEN_ENDED and opens(match, text):
                yield match.end()


def _opens_sentence(match: re.Match[str], text: str) -> bool:
    """Whether the word with the capital is part of no name."""
    word, after = match["word"], match["after"]
    if after[0].isupper() or (word.isupper() and len(word) > 1):
        return False
    if word == "A":  # not "of the tensors A and B", "opening 3 A additionally"
        return after not in FUNCTION_WORDS and not after.endswith("ly")
    if word.lower() in RUN_ON_OPENERS or word.lower() in GROUP_NOUNS:
        return True
    before = match["before"]
    small = (before.islower() or before.isdecimal()) and not match["closed"]
    if word.lower() in FUNCTION_WORDS:
        return small and word.lower() in INDEFINITE_DETERMINERS
    return small and (word.lower() in PLAIN_SUBJECTS or _is_common(word, text))


def _opens_with_name(match: re.Match[str], text: str) -> bool:
    """Whether somebody's name, and a verb, begin a sentence behind a whole one.

    `"Lee was held by police Orr denied it." -> True`. Not where the name goes on: "the boat Orr
    sold", "he said Orr left", "captain Orr left".
    """
    before, word = match["before"], match["word"]
    known = match["title"] or re.search(rf"[A-Z][a-z]+ {re.escape(word)}(?![\w’'-])", text)
    small = before.islower() or before.lower() in DATE_NAMES
    if not known or not small or match["closed"] or _is_person(before):
        return False
    rest = tokenize(match.string[match.end() :], "en")
    verb = 2 if match["title"] else 1
    acts = verb < len(rest) and is_finite_verb(rest, verb)
    if not (acts or _APPOSITION.search(match["behind"])):
        return False
    first = match.string[: match.end("before")]
    said = [one.lower() for one in _WORD.findall(re.split(r"[,;:–—]", first)[-1])]
    reported = not _REPORTS.isdisjoint(said[-_REPORT_REACH:])
    return not (reported or _is_open(said) or _waits(said)) and _is_sentence(first)


def _is_person(word: str) -> bool:
    """Whether a word says who somebody is whose name follows: "captain Orr", "winner Orr"."""
    formed = word.endswith(PERSON_SUFFIXES) and word not in NON_PERSON_NOUNS
    return formed or word in PERSON_NOUNS or word in FUNCTION_WORDS or word.endswith("-old")


def _is_open(said: Sequence[str]) -> bool:
    """Whether what follows may belong to the last words: "the boat", "he met"."""
    if any(is_past_form(one) for one in tokenize(said[-1], "en")):  # "had been tricked" is whole
        return BE_FORMS.isdisjoint(said[-3:-1])
    within = next((one for one in reversed(said) if one in FUNCTION_WORDS - {"same"}), "")
    return within in DETERMINERS or within in POSSESSIVE_PRONOUNS or not within


def _waits(said: Sequence[str]) -> bool:
    """Whether a clause has no verb yet, or another has to follow it.

    `said` is what stands behind the last mark. `"as on Friday" -> True`, `"As he left" -> True`
    """
    place = max((at for at, word in enumerate(said) if word in _CLAUSE_OPENERS), default=None)
    if place is None:
        return False
    clause = tokenize(" ".join(said[place + 1 :]), "en")
    return place == 0 or not any(is_finite_verb(clause, at) for at in range(len(clause)))


def _opens_label(match: re.Match[str], text: str) -> bool:
    """Whether a caption with a label begins here: "in the race Narrow win: Lee at the finish"."""
    first, more = match["word"], match["more"].split()
    if not (SPEECH_VERBS | SUBJECT_PRONOUNS).isdisjoint([first.lower(), *more]):
        return False
    if not more:
        return match["before"].islower() and _is_common(first, text)
    # "Kim retorted:", "a British rom-com': After"
    return len(more) > 1 or not more[0].endswith(("ed", "s", "’", "'"))


def _opens_quotation(match: re.Match[str], _: str) -> bool:
    """Whether what is quoted is a sentence, which nothing before it introduces."""
    # The mark that closes it is none of "it's".
    closing = re.compile(rf"{_CLOSING[match['mark']]}(?!\w)").search(match.string, match.end() + 1)
    quoted = match.string[match.end() + 1 : closing.start() if closing else None].rstrip()
    clause = re.split(r"[,;:]", match.string[: match.start("closed")])[-1]
    told = any(word.lower() in SPEECH_VERBS for word in _WORD.findall(clause))
    long = len(_WORD.findall(quoted)) >= _FEWEST_QUOTED_WORDS
    return quoted.endswith((",", ".", "!", "?")) and long and not told


def _is_common(word: str, text: str) -> bool:
    """Whether a text has a word in small letters, and with a capital amid a sentence only here."""
    small = re.search(rf"(?<![\w’'-]){re.escape(word.lower())}(?![\w’'-])", text)
    amid = re.findall(rf"[\w,;)] {re.escape(word)}(?![\w’'-])", text)
    return small is not None and len(amid) == 1


def _may_be_sentence(half: str) -> bool:
    """Whether words may have a verb: "Rosa Kim walks off"."""
    tokens = tokenize(half, "en")
    return len(_WORD.findall(half)) >= _FEWEST_WORDS and any(map(may_be_verb, tokens[1:]))


def _is_sentence(half: str) -> bool:
    """Whether words surely have a finite verb: "The fans left", "A man who sang left"."""
    if len(_WORD.findall(half)) < _FEWEST_WORDS:
        return False
    tokens = tokenize(half, "en")
    finite = sum(is_finite_verb(tokens, place) for place in range(len(tokens)))
    return finite > 1 or has_finite_verb(tokens)
