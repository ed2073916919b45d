"""Cuts that remove wrong words from a statement and leave a sentence. English. Pure.

The evidence is a guide: a word that ends a phrase there may end the statement, too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from summarize.document import Span
from summarize.nlp.english.function_words import (
    ADJUNCT_OPENERS,
    CLAUSE_OPENERS,
    COORDINATING_CONJUNCTIONS,
    DETERMINERS,
    FUNCTION_WORDS,
    NEGATORS,
    PREPOSITIONS,
    PREVERBAL_ADVERBS,
    PRONOUN_GROUPS,
    RELATIVE_CLAUSE_OPENERS,
)
from summarize.nlp.english.stance_words import ATTRIBUTION, FINITE_VERBS, FOCUS_ADVERBS
from summarize.rewriting.edits.changes import (
    Word,
    Words,
    find_overlapping,
    is_inside_quotation,
    split_words,
)
from summarize.rewriting.edits.loose_clauses import (
    find_loose_clauses,
    find_sentence_end,
    has_main_verb,
    is_verb,
)

_OPENERS = ADJUNCT_OPENERS | {"and", "but"}
# How many phrases before the wrong word are tried, from the nearest on.
_PHRASES = 2
_ENDS = {"there", "here", "it", "him", "her", "them", "one", "so"}
_NO_END = (FUNCTION_WORDS - _ENDS) | PREPOSITIONS | FOCUS_ADVERBS
_SUBJECTS = DETERMINERS | frozenset().union(*PRONOUN_GROUPS) | {"it", "they", "there"}


def find_cuts(text: str, wrong: Sequence[Span], evidence: Sequence[Words]) -> Iterator[Span]:
    """Yield cuts that remove all `wrong` words and leave a sentence, the smallest first."""
    words = split_words(text)
    places = find_overlapping(words, wrong)
    if not places or any(is_inside_quotation(text, words[at].span.start) for at in places):
        return
    first, last = places[0], places[-1]
    if last - first + 1 == len(places) and _is_modifier(words, first, last, evidence):
        yield Span(words[first].span.start, words[last].span.end)
    start, stop = words[first].span.start, words[last].span.end
    for span in find_loose_clauses(text):
        if span.start <= start and stop <= span.end:
            yield span
    end = find_sentence_end(words)
    yield from _find_tails(words, first, end, evidence)
    yield from _find_head(words, last, end)


def has_complete_end(words: Words) -> bool:
    """Whether a sentence has an end: "It sank in." has none."""
    end = find_sentence_end(words)
    return bool(end) and words[end - 1].plain not in _NO_END


def has_comma_before_verb(words: Words) -> bool:
    """Whether a single comma separates a subject from its verb: "The boat that sank, was old."."""
    commas = [at for at, word in enumerate(words[:-1]) if word.plain == ","]
    verbs = FINITE_VERBS - ATTRIBUTION - {"tells", "adds"}
    return len(commas) == 1 and words[commas[0] + 1].plain in verbs


def _is_modifier(words: Words, first: int, last: int, evidence: Sequence[Words]) -> bool:
    """Whether words modify those behind them: "the *huge* fire", "*quickly* sank"."""
    if not 0 < first <= last < len(words) - 1:
        return False
    before, after = words[first - 1], words[last + 1]
    joined = after.is_mark or is_verb(after) or after.plain in FUNCTION_WORDS | PREPOSITIONS
    lower = before.text.islower() and not before.is_mark
    led = lower or before.plain in DETERMINERS | PREPOSITIONS
    cut = words[first : last + 1]
    there = {(one.plain, two.plain) for theirs in evidence for one, two in pairwise(theirs)}
    helping = any(word.plain in FINITE_VERBS for word in cut)  # "the break will | stay"
    active = helping or (any(is_verb(word) for word in cut) and before.plain not in DETERMINERS)
    joints = FUNCTION_WORDS | PREPOSITIONS | ADJUNCT_OPENERS
    if active or any(word.plain in joints for word in cut) or (cut[-1].plain, after.plain) in there:
        return False
    if before.plain in COORDINATING_CONJUNCTIONS or any(word.plain in NEGATORS for word in cut):
        return False
    named = any(word.text[:1].isupper() or not word.plain.isalpha() for word in cut)
    adverb = first == last and words[first].plain.endswith("ly") and not before.is_mark
    return adverb or (led and not joined and not named)


def _find_tails(words: Words, first: int, end: int, evidence: Sequence[Words]) -> Iterator[Span]:
    """Yield cuts from the beginning of a phrase before the first wrong word to the end."""
    tried = 0
    for at in range(first, 2, -1):
        comma = words[at - 1].plain == ","
        opens = words[at].plain in _OPENERS or (comma and words[at].plain.endswith("ing"))
        if not opens:
            continue
        before = words[: at - 1 if comma else at]
        if any(word.plain in {",", '"', "“", "”"} for word in words[at:end]):
            continue
        clause = words[at].plain not in {"and", "but"} or any(map(is_verb, words[at + 1 : end]))
        whole = has_complete_end(before) and has_main_verb(before)
        if clause and whole and (comma or _may_end(before[-1], words[at], evidence)):
            yield Span(before[-1].span.end, words[end - 1].span.end)
            tried += 1
            if tried == _PHRASES:
                return


def _may_end(last: Word, opener: Word, evidence: Sequence[Words]) -> bool:
    """Whether the evidence continues after a word with something else than this opener.

    A verb must end a clause there: "is looking" may need its "for".
    """
    verbal = is_verb(last) or last.plain.endswith("ing")
    goes_on = frozenset[str]() if verbal else _OPENERS | CLAUSE_OPENERS | RELATIVE_CLAUSE_OPENERS
    return any(
        word.plain == last.plain
        and following.plain != opener.plain
        and (following.is_mark or following.plain in goes_on)
        for words in evidence
        for word, following in pairwise(words)
    )


def _find_head(words: Words, last: int, end: int) -> Iterator[Span]:
    """Yield a leading phrase, "In May 2004,", that contains all wrong words."""
    comma = next((at for at in range(last + 1, end) if words[at].plain == ","), None)
    if comma is None or words[0].plain not in PREPOSITIONS | CLAUSE_OPENERS | ADJUNCT_OPENERS:
        return
    if any(words[at].plain == "," for at in range(last)):
        return
    following = words[comma + 1]
    subject = following.plain in _SUBJECTS or following.text[:1].isupper()
    subject = subject and following.plain not in PREVERBAL_ADVERBS
    if subject and has_main_verb(words[comma + 1 : end]):
        yield Span(0, words[comma].span.end)
