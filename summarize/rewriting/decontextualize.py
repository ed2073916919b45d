"""Decontextualization: a sentence with a name for its "He" or "The company", checked.

A sentence that depends on the one before it misleads alone, though it is often an important one.
Where coreference is certain, the name replaces the pronoun or description. Coreference is that
of the annotated document, so that the checker accepts the same names from a model.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from summarize.document import Span, count_words
from summarize.nlp.annotated_document import AnnotatedDocument
from summarize.nlp.coreference.definite_descriptions import find_description
from summarize.nlp.coreference.pronoun_resolution import ResolvedSentence
from summarize.nlp.coreference.subjects import is_subject_pronoun
from summarize.nlp.english.function_words import OBJECT_PRONOUNS, POSSESSIVE_PRONOUNS
from summarize.nlp.english.stance_words import ATTRIBUTION
from summarize.nlp.normalize import has_tables, tokenize
from summarize.nlp.quotations import balance_quotation_marks
from summarize.nlp.speaker_turns import strip_label
from summarize.results import CheckedClaim, Claim, ClaimKind, Origin, Verdict
from summarize.rewriting.edits import changes
from summarize.rewriting.self_contained import has_dangling_pronoun, is_first_person
from summarize.verification.checker import Checker
from summarize.verification.verdicts import ClaimVerifier

_TITLE = r"(?:Mrs?|Ms|Miss|Sir|Dame|Lord|Lady|Dr|Prof|Professor)\.?\s+"
POSSESSIVE = re.compile("['’]s?$")
"""The "'s" behind a name."""

# Between the words of a name: "Jean-Luc Orr".
_NAME_SEPARATOR = r"[\s\-‐‑.]+"
# A shorter quotation says nothing: "Grad B: “OK.”"
_MIN_QUOTED_WORDS = 5
_QUOTATION_MARKS = '“”"„«»'


def resolve_reference(number: int, checker: Checker) -> CheckedClaim | None:
    """Return the sentence with this number made self-contained; None if it can't be, or is.

    It gets the name that its pronoun or description certainly refers to: `"She sold it in May."
    -> "Rosa Kim sold it in May."` behind a sentence about Rosa Kim. It also gets the quotation
    mark that the neighbouring sentence has. Its own sentence is the first evidence, those that
    give the name follow.
    """
    if not has_tables(checker.annotated.language):
        return None
    own, quoted = checker.quote_sentence(number), checker.annotated.quoted
    whole = balance_quotation_marks(
        checker.annotated.fluent_text(number),
        goes_on=number + 1 in quoted,
        began=number in quoted,
    )
    text = whole or own.text
    tokens = tokenize(text, checker.annotated.language)
    if is_first_person(tokens, checker.annotated.style) or (number in quoted and not whole):
        return None
    if not (has_dangling_pronoun(tokens) or find_description(tokens)):
        return check_rewritten(whole, number, (), checker) if whole else None
    reading = next((one for one in checker.annotated.resolve(number) if one.name), None)
    if reading is None or (
        len(reading.replaced) == 1 and not is_subject_pronoun(tokens, reading.replaced[0])
    ):
        return None
    name = find_printed_name(reading, checker.annotated)
    # "The trust" -> "The Harbour Trust", if the name has its "the" in the article
    texts = map(checker.annotated.sentence_text, reading.antecedents)
    the = len(reading.replaced) > 1 and any(
        re.search(rf"\b[Tt]he {re.escape(name)}\b", other) for other in texts
    )
    change = _build_change(text, reading, f"The {name}" if the else name)
    if change is None:
        return None
    found = check_rewritten(
        changes.apply_changes(text, [change]), number, reading.antecedents, checker
    )
    # who is just named and followed by a verb of saying is the speaker
    after = [word.plain for word in changes.split_words(text[change.span.end :])[:2]]
    speaker = own.attributed_to if ATTRIBUTION.isdisjoint(after) else name
    return replace(found, attributed_to=speaker) if found else None


def check_rewritten(
    text: str, number: int, antecedents: Sequence[int], checker: Checker
) -> CheckedClaim | None:
    """Return the text as a statement if its own sentence and those with the name support it."""
    found = checker.check(Claim(text))
    evidence = set(found.sentence_numbers)
    places = dict.fromkeys((number, *antecedents))
    if found.verdict is not Verdict.SUPPORTED or number not in evidence or evidence - places.keys():
        return None
    return replace(
        found, origin=Origin.EDITED, evidence=tuple(map(checker.annotated.evidence, places))
    )


def expand_name(number: int, checker: Checker) -> CheckedClaim | None:
    """Return the sentence with the full name of whom it begins with: "Kim left" -> "Rosa Kim left".

    This is for the first mention in a summary. None if the article has no full name for it, or
    several.
    """
    reading = checker.annotated.expand_name(number)
    if reading is None or number in checker.annotated.quoted:
        return None
    text = _put_full_name(checker.quote_sentence(number).text, reading, checker.annotated)
    return check_rewritten(text, number, reading.antecedents, checker) if text else None


def expand_drafted_name(statement: CheckedClaim, verifier: ClaimVerifier) -> CheckedClaim | None:
    """Return a drafted statement with the full name of whom it begins with, checked anew.

    None if the article has no full name for it, or several, or does not support it so.
    """
    annotated = verifier.checker.annotated
    reading = annotated.expand_name_in(tokenize(statement.text, annotated.language))
    text = _put_full_name(statement.text, reading, annotated) if reading else None
    if reading is None or text is None:
        return None
    (found,) = verifier.check_all([Claim(text)])
    if found.verdict is not Verdict.SUPPORTED:
        return None
    places = dict.fromkeys((*found.sentence_numbers, *reading.antecedents))
    return replace(found, evidence=tuple(map(annotated.evidence, places)))


def _put_full_name(
    text: str, reading: ResolvedSentence, annotated: AnnotatedDocument
) -> str | None:
    """Return a text with the full name for the short one that it begins with."""
    short = re.match(rf"(?:{_TITLE})?[^\W\d_][\w.-]*(?=['’]s\b|\W|\Z)", text)
    if short is None or not short.group().lower().endswith(reading.replaced[-1]):
        return None
    name = find_printed_name(reading, annotated)
    return changes.apply_changes(text, [changes.Change(Span(*short.span()), name)])


def add_speaker(number: int, checker: Checker) -> CheckedClaim | None:
    """Return a transcript's sentence as a quotation behind its speaker's name; None for others.

    `"Grad B: I think it rains." -> "Grad B: “I think it rains.”"`; for a later sentence of
    the turn, too, with the one that has the label as further evidence.
    """
    turn = checker.annotated.turns.get(number)
    words = checker.annotated.fluent_text(number)[turn.label_length :].strip() if turn else ""
    broken = words[:1].islower() or not words.endswith((".", "!", "?"))
    quotes = any(mark in words for mark in _QUOTATION_MARKS)
    if turn is None or broken or quotes or count_words(words) < _MIN_QUOTED_WORDS:
        return None
    found = checker.check(Claim(f"{turn.speaker}: “{words}”"))
    if found.verdict is not Verdict.SUPPORTED or number not in found.sentence_numbers:
        return None
    places = dict.fromkeys((number, turn.label_sentence))
    return replace(
        found,
        origin=Origin.EDITED,
        evidence=tuple(map(checker.annotated.evidence, places)),
        attributed_to=turn.speaker,
        kind=ClaimKind.QUOTE,
    )


def name_speaker(claim: CheckedClaim, annotated: AnnotatedDocument) -> CheckedClaim:
    """Return what somebody says in a chat or transcript behind their name.

    What several said, and a statement that names its speaker, is unchanged.
    `"The roof leaks." -> "Dan Hill: The roof leaks."`
    """
    turns = [annotated.turns.get(number) for number in claim.sentence_numbers]
    speakers = {turn.speaker if turn else None for turn in turns}
    speaker = speakers.pop() if len(speakers) == 1 else None
    if speaker is None:
        return claim
    names = [name for name in speaker.split() if len(name) > 2]
    if claim.text.startswith(f"{speaker}:") or any(
        re.search(rf"\b{re.escape(name)}\b", claim.text) for name in names
    ):
        return claim
    places = dict.fromkeys(
        (*claim.sentence_numbers, *(turn.label_sentence for turn in turns if turn))
    )
    return replace(
        claim,
        text=f"{speaker}: {claim.text}",
        evidence=tuple(map(annotated.evidence, places)),
        attributed_to=speaker,
    )


def print_turn(claim: CheckedClaim, annotated: AnnotatedDocument) -> CheckedClaim:
    """Return what somebody says in a transcript without marks: all turns are printed in one form.

    `"Grad B: “I think it rains.”" -> "Grad B: I think it rains."`
    """
    turn = annotated.turns.get(claim.sentence_numbers[0]) if claim.evidence else None
    said = strip_label(claim.text, turn)
    whole = claim.text == f"{turn.speaker}: “{said}”" if turn else False
    return replace(claim, text=f"{turn.speaker}: {said}") if turn and whole else claim


def _build_change(text: str, reading: ResolvedSentence, name: str) -> changes.Change | None:
    """Return the change of the pronoun or description to the name, with "'s" for a "his"."""
    if len(name.rsplit(maxsplit=1)[-1]) == 1:  # "Rosa P.": cut off behind an initial
        return None
    words = changes.split_words(text)
    apostrophe = "'" if "'" in text and "’" not in text else "’"
    first, length = reading.replaced[0], len(reading.replaced)
    for at, word in enumerate(words):
        if word.plain != first or changes.is_inside_quotation(text, word.span.start):
            continue
        last = words[at + length - 1]
        if length > 1:  # "The club", "The 31-year-old", "The club's"
            owns = last.plain.endswith("'s")
            if last.plain.removesuffix("'s").removesuffix("-year-old") != reading.replaced[-1]:
                return None
        else:
            noun = any(not following.is_mark for following in words[at + 1 : at + 2])
            owns = word.plain in POSSESSIVE_PRONOUNS and (noun or word.plain not in OBJECT_PRONOUNS)
        return changes.Change(Span(word.span.start, last.span.end), name + f"{apostrophe}s" * owns)
    return None


def find_printed_name(reading: ResolvedSentence, annotated: AnnotatedDocument) -> str:
    """Return the name as the article prints it, a single word with its title."""
    words = [POSSESSIVE.sub("", token.surface) for token in reading.name]
    pattern = rf"(?:{_TITLE})?" * (len(words) == 1) + _NAME_SEPARATOR.join(map(re.escape, words))
    for number in reversed(reading.antecedents):
        text = annotated.sentence_text(number)
        match = re.search(rf"\b{pattern}\b", text)
        if match:
            return " ".join(match.group().split())
    return " ".join(words)
