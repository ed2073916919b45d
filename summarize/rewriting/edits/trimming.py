"""Larger pieces that a long sentence can lose: subordinate and coordinate clauses. English. Pure.

`loose_clauses` cuts clauses between a subject and its verb. Here are a leading clause, a trailing
one, a second main clause, an aside between dashes. The speaker, the time and conditions always
stay.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

from summarize.document import Span
from summarize.nlp.english.function_words import (
    ANAPHORIC_PRONOUNS,
    CLAUSE_OPENERS,
    CONCESSIVE_AND_CAUSAL_CONJUNCTIONS,
    DETERMINERS,
    FUNCTION_WORDS,
    PREPOSITIONS,
    SUBJECT_PRONOUNS,
)
from summarize.nlp.english.irregular_forms import ING_NON_VERBS
from summarize.nlp.english.stance_words import ATTRIBUTION, FINITE_VERBS
from summarize.rewriting.edits.changes import Words, is_inside_quotation, split_words
from summarize.rewriting.edits.loose_clauses import (
    find_sentence_end,
    has_date,
    has_main_verb,
    is_binding,
    is_verb,
)

# Begin a leading piece with a reason or a circumstance, no condition.
_LEADING = CONCESSIVE_AND_CAUSAL_CONJUNCTIONS | {"despite", "besides", "whilst"}
_TRAILING = frozenset("including despite although though because amid after".split())
# Participles that begin a sentence: "Built by Lee, the pier".
_PASSIVE = frozenset(
    """built born known founded based located renowned designed dubbed nicknamed backed led
    inspired armed dressed""".split()
)
# Begin an aside between dashes that is part of the statement: "a win – or a draw – counts".
_ADDING = frozenset("or and nor not but if unless even".split())
# The most words between "with" and its participle: "with one worker making a bag".
_ABSOLUTE = 6
_SUBJECTS = DETERMINERS | SUBJECT_PRONOUNS | {"there"}
_REPORTING = frozenset("claims claimed warns warned believes believed thinks fears feared".split())
_PAIRED = frozenset("either neither both between if unless whether not only".split())
_DASHES = frozenset("–—")
# In a clause the verb is among its first so many words.
_NEAR = 9
_FEWEST = 4
_LONGEST = 30


def find_trims(text: str) -> Iterator[Span]:
    """Yield the pieces that can be cut, each by itself or with the others, in no order.

    `"Despite the rain, Ito sang, and the crowd danced."` has two.
    """
    words = split_words(text)
    end = find_sentence_end(words)
    commas = [at for at in range(end) if words[at].plain == ","]
    places = [*_find_leading(words, commas, end), *_find_second_clause(words, commas, end)]
    places += [*_find_trailing(words, commas, end), *_find_dash_aside(words, end)]
    for left, right in places:
        start = words[left].span.start
        stop = words[right].span.end if right < end else words[end - 1].span.end
        if not any(is_inside_quotation(text, at) for at in (start, stop)):
            yield Span(start, stop)


def _must_stay(piece: Words) -> bool:
    """Whether a piece has something that must stay: a speaker, a quotation, a date, a number."""
    reported = any(word.plain in _REPORTING for word in piece)
    quoted = any(word.plain in {'"', "“", "”"} for word in piece)
    return reported or quoted or has_date(piece) or any(word.plain.isdecimal() for word in piece)


def _find_leading(words: Words, commas: Sequence[int], end: int) -> Iterator[tuple[int, int]]:
    """Yield "Despite the rain," or "Speaking in Kallen," before the subject."""
    first = words[0] if words else None
    if first is None or not commas:
        return
    participle = first.plain.endswith("ing") and first.plain not in ING_NON_VERBS
    if not (participle or first.plain in _LEADING | _PASSIVE):
        return
    for comma in commas:
        piece, rest = words[:comma], words[comma + 1 : end]
        if _is_clause(rest):
            bound = is_binding(piece[1:]) or _must_stay(piece)
            named = any(word.text[:1].isupper() for word in piece[1:])
            pointing = rest[0].plain in ANAPHORIC_PRONOUNS and named
            if not bound and not pointing and len(piece) <= _LONGEST:
                yield 0, comma
            return


def _is_clause(rest: Words) -> bool:
    """Whether a main clause begins here: "the crowd danced", not "the drums and the band"."""
    if not rest:
        return False
    subject = rest[0].plain in _SUBJECTS or rest[0].text[:1].isupper()
    near = list(takewhile(lambda word: not word.is_mark, rest[:_NEAR]))
    subordinate = any(word.plain in CLAUSE_OPENERS | {"who", "which", "that"} for word in near[:2])
    finite = any(_is_finite(near, at) for at in range(1, len(near)))
    return subject and finite and not subordinate


def _is_finite(words: Words, at: int) -> bool:
    """Whether the verb at this index is finite: not in "the pier closed by the council"."""
    word = words[at]
    passive = at + 1 < len(words) and words[at + 1].plain in PREPOSITIONS - {"to"}
    sure = word.plain in FINITE_VERBS
    return sure or (is_verb(word) and not passive and words[at - 1].plain not in PREPOSITIONS)


def _find_second_clause(words: Words, commas: Sequence[int], end: int) -> Iterator[tuple[int, int]]:
    """Yield ", and the crowd danced" at the end, or what follows a semicolon."""
    joints = {"and", "while", "whereas"}
    places = [(at, at + 2) for at in commas if at + 1 < end and words[at + 1].plain in joints]
    places += [(at, at + 1) for at in range(end) if words[at].plain == ";"]
    for mark, start in places:
        if _are_independent(words, mark, start, end):
            yield mark, end
            return


def _are_independent(words: Words, mark: int, start: int, end: int) -> bool:
    """Whether both sides of a mark are sentences, the second independent of the first."""
    before, piece = words[:mark], words[start:end]
    if len(before) < _FEWEST or not has_main_verb(before) or not _is_clause(piece):
        return False
    hanging = any(word.plain in _PAIRED for word in before) or before[0].plain in CLAUSE_OPENERS
    speaks = any(word.plain in ATTRIBUTION | _REPORTING for word in piece)
    commas = [at for at, word in enumerate(before) if word.plain == ","]
    begins = any(_is_clause(before[at:]) for at in (0, *(comma + 1 for comma in commas)))
    listed = bool(commas) and not begins
    return not (hanging or speaks or listed or is_binding(piece))


def _find_trailing(words: Words, commas: Sequence[int], end: int) -> Iterator[tuple[int, int]]:
    """Yield ", including Kallen" or ", despite the rain" at the end."""
    for comma in commas:
        before, piece = words[:comma], words[comma + 1 : end]
        if not piece or not _is_trailing(piece) or any(word.plain == ":" for word in before):
            continue
        kept = is_binding(piece[1:]) or _must_stay(piece)
        closed = any(word.plain == "," for word in piece)
        clause = closed and any(is_verb(word) for word in piece)
        if not kept and not clause and has_main_verb(before) and len(piece) <= _LONGEST:
            yield comma, end
            return


def _is_trailing(piece: Words) -> bool:
    """Whether a piece behind a comma is a circumstance: "as the wind fell", "such as Lee"."""
    first, second = piece[0].plain, piece[1].plain if len(piece) > 1 else ""
    reason = first == "as" and _is_clause(piece[1:])
    doing = any(word.plain.endswith("ing") for word in piece[2:_ABSOLUTE])
    absolute = first == "with" and doing and not any(map(is_verb, piece))
    return first in _TRAILING or reason or absolute or (first, second) == ("such", "as")


def _find_dash_aside(words: Words, end: int) -> Iterator[tuple[int, int]]:
    """Yield an aside between two dashes: "The pier – built by Lee – is closed"."""
    places = [at for at in range(end) if words[at].plain in _DASHES]
    if len(places) != 2 or places[0] == 0:
        return
    left, right = places
    piece, after = words[left + 1 : right], words[right + 1 : end]
    restarts = bool(after) and (is_verb(after[0]) or after[0].plain in FUNCTION_WORDS)
    fits = 0 < len(piece) <= _LONGEST and piece[0].plain not in _ADDING
    if fits and restarts and not is_binding(piece) and not has_date(piece):
        yield left, right
