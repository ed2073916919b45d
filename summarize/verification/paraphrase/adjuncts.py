"""Adjuncts (times, places, clauses of time) moved to where the evidence has them. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise, takewhile

from summarize.nlp.english import number_words
from summarize.nlp.english.function_words import (
    ADVERBIAL_CONJUNCTIONS,
    EQUIVALENT_PREPOSITIONS,
    MOVABLE_ADJUNCT_OPENERS,
    RELATIVE_PRONOUNS,
)
from summarize.nlp.english.stance_words import ATTRIBUTION, HEDGES
from summarize.nlp.english.synonym_sets import SUBJECT_MATTER_VERBS
from summarize.nlp.tokens import Kind, Token, Tokens, is_past_form, lemmatize, plain_at
from summarize.verification.comparison import find_common_subsequence

_OPENERS = MOVABLE_ADJUNCT_OPENERS | number_words.DAY_ADVERBS | number_words.WEEKDAYS
_PERIODS = number_words.DATE_NAMES | number_words.CALENDAR_PERIODS
_TIMES = _PERIODS | number_words.DAY_ADVERBS | number_words.TIME_MODIFIERS
_REPORTED = ATTRIBUTION | HEDGES | RELATIVE_PRONOUNS
_MATTER_OPENERS = frozenset({"for", "about", "over", "against"})
_COMMA = Token(",", Kind.MARK, "", ",")


def move_adjunct(claim: Tokens, evidence: Tokens) -> Iterator[tuple[Token, ...]]:
    """Yield the claim with a time, place or clause of time moved to where the evidence has it.

    Only where the claim has one event, so that the adjunct certainly belongs to it.
    """
    if not _has_one_event(claim):
        return
    for place, token in enumerate(claim):
        timed = (
            token.plain in number_words.TIME_MODIFIERS and plain_at(claim, place + 1) in _PERIODS
        )
        found = _move_phrase(claim, place, evidence) if timed or token.plain in _OPENERS else None
        if found:
            yield found


def _move_phrase(claim: Tokens, place: int, evidence: Tokens) -> tuple[Token, ...] | None:
    """Return the claim with the phrase that begins at `place` moved; None if it can't be."""
    evidence_place, length = _find_longest_run(claim, place, evidence)
    segment = claim[place : place + length]
    if not any(token.is_content for token in segment) or length == len(claim):
        return None
    before, after = list(claim[:place]), list(claim[place + length :])
    if not before and after and after[0].kind is Kind.MARK:
        after = after[1:]
    elif before and before[-1].plain == ",":
        before = before[:-1]
    rest = [*before, *after]
    if _has_rival(segment, rest) or not _may_move(segment, evidence_place, evidence):
        return None
    target = _find_target(rest, evidence_place, evidence)
    behind = evidence[evidence_place + length : evidence_place + length + 1]
    comma = (_COMMA,) if not target and behind and behind[0].plain == "," else ()
    return (*rest[:target], *segment, *comma, *rest[target:])


def _may_move(segment: Tokens, evidence_place: int, evidence: Tokens) -> bool:
    """Whether a phrase surely says when or where it happened, in both texts.

    A time does. A place or clause behind a noun may modify that noun: "a shop in London"; behind
    a verb or a name, or at the beginning, it does not.
    """
    if _crosses_event(segment, evidence_place, evidence):
        return False
    if _may_belong_to_object(evidence, evidence_place):
        return False
    content = (token for token in segment if token.is_content)
    timed = all(_is_time(token) for token in content)
    if timed or evidence_place == 0:
        return True
    follows = evidence[evidence_place - 1]
    return follows.kind in (Kind.NAME, Kind.NUMBER) or is_past_form(follows)


def _has_subject_matter(verb: Token) -> bool:
    """Whether the object of a verb may have a time of its own: "discussed", "promised"."""
    return not {verb.key, lemmatize(verb)}.isdisjoint(SUBJECT_MATTER_VERBS)


def _may_belong_to_object(tokens: Tokens, place: int) -> bool:
    """Whether a phrase behind an object may say when that was: "discussed the storm in 1987".

    So may one behind what something is for or about: "thanked them for their work in 2020".
    """
    before = tokens[:place]
    if not before or before[-1].plain in ATTRIBUTION or is_past_form(before[-1]):
        return False
    matter = any(map(_has_subject_matter, before))
    return matter or any(token.plain in _MATTER_OPENERS for token in before)


def _has_rival(segment: Tokens, rest: Tokens) -> bool:
    """Whether there is another phrase of its kind, with which it may have changed places.

    "Born in 1958, Ito was elected in 1924" and "Born in 1924, Ito was elected in 1958".
    """
    timed = any(_is_time(token) for token in segment)
    if timed and any(_is_time(token) for token in rest):
        return True
    group = EQUIVALENT_PREPOSITIONS.get(segment[0].plain, segment[0].plain)
    return not timed and any(
        EQUIVALENT_PREPOSITIONS.get(one.plain, one.plain) == group and not _is_time(two)
        for one, two in pairwise(rest)
    )


def _is_time(token: Token) -> bool:
    return token.plain in _TIMES or token.kind is Kind.NUMBER


def _crosses_event(segment: Tokens, evidence_place: int, evidence: Tokens) -> bool:
    """Whether the phrase in the evidence may belong to another event."""
    end = evidence_place + len(segment)
    outside = [*evidence[:evidence_place], *evidence[end:]]
    events = sum(is_past_form(token) for token in outside)
    planned = any(one.plain == "to" and two.kind is Kind.WORD for one, two in pairwise(outside))
    return planned or events > 1 or any(token.plain in RELATIVE_PRONOUNS for token in outside)


def _has_one_event(claim: Tokens) -> bool:
    """Whether there is one event, which nobody says, thinks or plans."""
    reported = any(token.plain in _REPORTED for token in claim)
    main, plain = claim, [token.plain for token in claim]
    opened = next((n for n, word in enumerate(plain) if word in ADVERBIAL_CONJUNCTIONS), None)
    if opened is not None:  # a clause of time, in the beginning up to its comma
        main = claim[:opened] or claim[plain.index(",") if "," in plain else len(claim) :]
    return not reported and sum(is_past_form(token) for token in main) <= 1


def _find_longest_run(claim: Tokens, place: int, evidence: Tokens) -> tuple[int, int]:
    """Return start and length of the longest run in the evidence of the tokens from `place`."""
    words, evidence_words = (
        [EQUIVALENT_PREPOSITIONS.get(token.plain, token.key) for token in tokens]
        for tokens in (takewhile(lambda t: t.kind is not Kind.MARK, claim[place:]), evidence)
    )
    best = (0, 0)
    for start in range(len(evidence)):
        length = 0
        for word, other in zip(words, evidence_words[start:], strict=False):
            if word != other:
                break
            length += 1
        if length > best[1]:
            best = (start, length)
    return best


def _find_target(rest: Tokens, evidence_place: int, evidence: Tokens) -> int:
    """Return where in `rest` a phrase goes: behind the same words as in the evidence."""
    left = [token.key if token.is_content else f"\0{n}" for n, token in enumerate(rest)]
    right = [token.key for token in evidence[:evidence_place]]
    pairs = find_common_subsequence(left, right)
    return pairs[-1][0] + 1 if pairs else 0
