"""Loose clauses: set apart by commas, the sentence is complete without them. English. Pure.

They are recognised by the words around the commas. Whatever is not certainly loose is kept: a
list, a restrictive clause, a speaker, anything in quotation marks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from summarize.document import Span
from summarize.nlp.english.function_words import (
    ADJUNCT_OPENERS,
    CLAUSE_OPENERS,
    CONDITIONAL_CONJUNCTIONS,
    DETERMINERS,
    DISCOURSE_CONNECTIVES,
    FUNCTION_WORDS,
    NEGATORS,
    PREPOSITIONS,
    PREVERBAL_ADVERBS,
    RELATIVE_CLAUSE_OPENERS,
)
from summarize.nlp.english.irregular_forms import ED_NON_VERBS, ING_NON_VERBS, PAST_FORMS
from summarize.nlp.english.number_words import DATE_NAMES, DATE_WORDS
from summarize.nlp.english.stance_words import (
    ATTRIBUTION,
    FINITE_VERBS,
    HEDGES,
    RESTRICTIVE_PARTICIPLES,
    RESTRICTIVE_WORDS,
)
from summarize.rewriting.edits.changes import Word, Words, is_inside_quotation, split_words

# Words that may begin a sentence before its subject: "On Friday, Ito", "However, Ito".
_LEADING = CLAUSE_OPENERS | PREPOSITIONS | DISCOURSE_CONNECTIVES
_NEVER_FINITE = frozenset("being been pictured born based aged".split())
_MARKS = frozenset(",;:-–—")
# The most words of a subject.
_LONGEST_SUBJECT = 12
# "With his wife, Ann, asleep": how many words back a "with" is searched.
_ABSOLUTE = 10
_KEPT = RESTRICTIVE_WORDS | HEDGES | NEGATORS | CONDITIONAL_CONJUNCTIONS | ATTRIBUTION
_DATES = DATE_WORDS | DATE_NAMES


def is_binding(words: Words) -> bool:
    """Whether a piece has words that the rest may depend on: "only", "may", "said"."""
    far = {at - 1 for at, word in enumerate(words) if word.plain == "far"}  # "so far" is a time
    return any(
        (word.plain in _KEPT and not (word.plain == "so" and at in far))
        or word.plain.endswith("n't")
        for at, word in enumerate(words)
    )


def has_date(words: Words) -> bool:
    """Whether a piece has a time: a day, a month, "next week"."""
    return any(word.plain in _DATES for word in words)


def is_verb(word: Word) -> bool:
    """Whether a word looks like a finite verb: "was", "sank"; not "runs"."""
    plain = word.plain
    looks = plain.endswith("ed") and len(plain) > 4 and plain not in ED_NON_VERBS
    return plain in FINITE_VERBS or plain in PAST_FORMS or looks or plain.endswith("n't")


def has_main_verb(words: Words) -> bool:
    """Whether a piece has a main verb, not one behind "who" or "when"."""
    opened, begun = False, False
    for at, word in enumerate(words):
        if word.plain in _MARKS:
            opened, begun = False, False
        elif word.plain in RELATIVE_CLAUSE_OPENERS | CLAUSE_OPENERS | {"that"}:
            opened = True
        elif not opened and is_verb(word) and (begun or (at and word.plain in FINITE_VERBS)):
            return True
        elif not word.is_mark:
            begun = True
    return False


def find_sentence_end(words: Words) -> int:
    """Return the index behind the last word, where the final marks begin."""
    end = len(words)
    while end and words[end - 1].is_mark:
        end -= 1
    return end


def find_loose_clauses(text: str) -> Iterator[Span]:
    """Yield the loose clauses, each with the commas that go with it."""
    words = split_words(text)
    end = find_sentence_end(words)
    commas = [at for at in range(end) if words[at].plain == ","]
    cuts = [*_find_inner_clauses(words, commas), *_find_last_clause(words, commas, end)]
    for left, right in cuts:
        stop = words[right].span.end if right < end else words[end - 1].span.end
        span = Span(words[left].span.start, stop)
        if not any(is_inside_quotation(text, at) for at in (span.start, span.end)):
            yield span


def _find_inner_clauses(words: Words, commas: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield runs of loose clauses between a subject and its verb: "Ito, who is 31, resigned"."""
    for nth, right in enumerate(commas):
        first = nth
        while first and _is_loose(words, commas[first - 1], commas[first]):
            first -= 1
        left = commas[first]
        if first < nth and _has_verb_after(words, right) and _ends_with_subject(words[:left]):
            yield left, right


def _has_verb_after(words: Words, comma: int, *, last: bool = False) -> bool:
    """Whether the main verb follows: not "Ito, 31, pictured in May, resigned"."""
    after = [word for word in words[comma + 1 : comma + 3] if word.plain not in PREVERBAL_ADVERBS]
    if not after or not is_verb(after[0]) or after[0].plain in _NEVER_FINITE:
        return False
    following = (at for at in range(comma + 1, len(words)) if words[at].plain == ",")
    beyond = None if last else next(following, None)
    finite = after[0].plain in FINITE_VERBS or beyond is None
    return finite or not _has_verb_after(words, beyond or 0, last=True)


def _ends_with_subject(before: Words) -> bool:
    """Whether a piece ends with a subject only: "On Friday, Ito"; not "He met Ito"."""
    start = len(before)
    while start and before[start - 1].plain not in CLAUSE_OPENERS | _MARKS | ATTRIBUTION | {"that"}:
        start -= 1
    subject = before[start:]
    led = not start or before[start - 1].plain != "," or before[0].plain in _LEADING
    short = 0 < len(subject) <= _LONGEST_SUBJECT
    return led and short and not any(is_verb(word) for word in subject)


def _find_last_clause(words: Words, commas: Sequence[int], end: int) -> Iterator[tuple[int, int]]:
    """Yield the clause behind the last comma, if the sentence can end before it."""
    if not commas:
        return
    left, piece = commas[-1], words[commas[-1] + 1 : end]
    before = words[:left]
    if not piece or not before or is_binding(piece):
        return
    first = piece[0].plain
    # where nothing but a participle follows, the main verb can only stand before it
    aside = _is_participle(piece[0]) and _is_clause_before_participle(before)
    aside = aside and any(map(is_verb, before))
    relative = first in RELATIVE_CLAUSE_OPENERS or first == "while"
    if aside or (has_main_verb(before) and (relative or _is_apposition(before[-1], piece))):
        yield left, end


def _is_clause_before_participle(before: Words) -> bool:
    """Whether a participle behind this refers to it all: not "with his wife, Ann, sleeping"."""
    piece = list(takewhile(lambda word: word.plain != ",", reversed(before)))
    led = any(word.plain == "with" for word in before[-_ABSOLUTE:])
    return len(piece) > 2 and not led and not before[-1].plain.endswith("ing")


def _is_loose(words: Words, left: int, right: int) -> bool:
    """Whether the words between two commas only describe the noun before them."""
    piece = words[left + 1 : right]
    if not piece or not left or is_binding(piece):
        return False
    age = len(piece) == 1 and _is_age(piece[0])
    relative = piece[0].plain in RELATIVE_CLAUSE_OPENERS and len(piece) > 2
    aside = _is_participle(piece[0]) or _is_past_participle_phrase(piece)
    noun = words[left - 3] if left > 2 and _is_age(words[left - 1]) else words[left - 1]
    return age or relative or aside or _is_apposition(noun, piece)


def _is_age(word: Word) -> bool:
    return word.plain.isdecimal() and len(word.plain) < 4


def _is_past_participle_phrase(piece: Words) -> bool:
    """Whether a piece is "born in Kallen" or "pictured on the left", without a date."""
    numbered = any(word.plain.isdecimal() for word in piece)
    participle = is_verb(piece[0]) and piece[0].plain not in FINITE_VERBS
    return len(piece) > 1 and participle and not numbered and not has_date(piece)


def _is_participle(word: Word) -> bool:
    plain = word.plain
    barred = ING_NON_VERBS | RESTRICTIVE_PARTICIPLES
    return plain.endswith("ing") and plain not in barred and word.text.islower()


def _is_apposition(noun: Word, piece: Words) -> bool:
    """Whether a piece is an apposition to a name: "Ito, the mayor of Kallen"."""
    named = noun.text[:1].isupper() and noun.plain not in _DATES
    first = piece[0]
    article = first.plain in {"a", "an", "the", "its", "his", "her", "their"}
    barred = FUNCTION_WORDS | PREPOSITIONS | DETERMINERS | PREVERBAL_ADVERBS | ADJUNCT_OPENERS
    shape = first.text.islower() and not first.plain.endswith(("ly", "s"))
    bare = shape and first.plain not in barred and any(w.plain in PREPOSITIONS for w in piece)
    main = takewhile(lambda word: word.plain not in RELATIVE_CLAUSE_OPENERS, piece)
    active = any(map(is_verb, main)) or _is_participle(first)
    listed = any(word.plain in {"or", "nor", ";", ":"} for word in piece) or _is_list(piece)
    return named and (article or bare) and not active and not listed


def _is_list(piece: Words) -> bool:
    """Whether an "and" adds another: "a nurse and Lee", "a nurse and the boys"."""
    return any(
        word.plain == "and" and (after.text[:1].isupper() or after.plain in DETERMINERS)
        for word, after in pairwise(piece)
    )
