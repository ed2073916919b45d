"""Adjuncts (times, places, clauses of time) moved to where the evidence has them. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from summarize.nlp.english.function_words import (
    ADVERBIAL_CONJUNCTIONS,
    EQUIVALENT_PREPOSITIONS,
    MOVABLE_ADJUNCT_OPENERS,
    RELATIVE_PRONOUNS,
)
from summarize.nlp.english.number_words import (
    CALENDAR_PERIODS,
    DATE_NAMES,
    DAY_ADVERBS,
    TIME_MODIFIERS,
    WEEKDAYS,
)
from summarize.nlp.english.stance_words import ATTRIBUTION, HEDGES
from summarize.nlp.tokens import Kind, Token, Tokens, is_past_form
from summarize.verification.comparison import find_common_subsequence

_COMMA = Token(",", Kind.MARK, "", ",")


def move_adjunct(claim: Tokens, evidence: Tokens) -> Iterator[tuple[Token, ...]]:
    """Yield the claim with a time, place or clause of time moved to where the evidence has it.

    Only where the claim has one event, so that the adjunct certainly belongs to it.
    """
    if not _has_one_event(claim):
        return
    for place in range(len(claim)):
        if _begins_adjunct(claim, place):
            found = _move_phrase(claim, place, evidence)
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
    if not _may_move(segment, evidence_place, evidence):
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
    if _is_time(segment) or evidence_place == 0:
        return True
    follows = evidence[evidence_place - 1]
    return follows.kind in (Kind.NAME, Kind.NUMBER) or is_past_form(follows)


def _crosses_event(segment: Tokens, evidence_place: int, evidence: Tokens) -> bool:
    """Whether the phrase in the evidence may belong to another event."""
    end = evidence_place + len(segment)
    outside = [*evidence[:evidence_place], *evidence[end:]]
    events = sum(is_past_form(token) for token in outside)
    planned = any(one.plain == "to" and two.kind is Kind.WORD for one, two in pairwise(outside))
    return planned or events > 1 or any(token.plain in RELATIVE_PRONOUNS for token in outside)


def _is_time(segment: Tokens) -> bool:
    """Whether all content is a date, a day or "last year"."""
    content = [token for token in segment if token.is_content]
    return all(
        t.plain in DATE_NAMES | DAY_ADVERBS | TIME_MODIFIERS | CALENDAR_PERIODS
        or t.kind is Kind.NUMBER
        for t in content
    )


def _has_one_event(claim: Tokens) -> bool:
    """Whether there is one event, which nobody says, thinks or plans."""
    reported = any(t.plain in ATTRIBUTION | HEDGES or t.plain in RELATIVE_PRONOUNS for t in claim)
    opened = next((n for n, t in enumerate(claim) if t.plain in ADVERBIAL_CONJUNCTIONS), None)
    main = claim if opened is None else _strip_time_clause(claim, opened)
    return not reported and sum(is_past_form(token) for token in main) <= 1


def _strip_time_clause(claim: Tokens, opened: int) -> Tokens:
    """Strip the clause of time that begins at `opened`."""
    if opened:
        return claim[:opened]
    end = next((n for n, token in enumerate(claim) if token.plain == ","), len(claim))
    return claim[end:]


def _begins_adjunct(tokens: Tokens, place: int) -> bool:
    token = tokens[place]
    follower = tokens[place + 1].plain if place + 1 < len(tokens) else ""
    timed = token.plain in TIME_MODIFIERS and follower in CALENDAR_PERIODS | DATE_NAMES
    return token.plain in MOVABLE_ADJUNCT_OPENERS | DAY_ADVERBS | WEEKDAYS or timed


def _find_longest_run(claim: Tokens, place: int, evidence: Tokens) -> tuple[int, int]:
    """Return start and length of the longest run in the evidence of the tokens from `place`."""
    best = (0, 0)
    for start in range(len(evidence)):
        length = 0
        while (
            place + length < len(claim)
            and start + length < len(evidence)
            and _normalize_preposition(claim[place + length])
            == _normalize_preposition(evidence[start + length])
            and claim[place + length].kind is not Kind.MARK
        ):
            length += 1
        if length > best[1]:
            best = (start, length)
    return best


def _normalize_preposition(token: Token) -> str:
    return EQUIVALENT_PREPOSITIONS.get(token.plain, token.key)


def _find_target(rest: Tokens, evidence_place: int, evidence: Tokens) -> int:
    """Return where in `rest` a phrase goes: behind the same words as in the evidence."""
    left = [token.key if token.is_content else f"\0{n}" for n, token in enumerate(rest)]
    right = [token.key for token in evidence[:evidence_place]]
    pairs = find_common_subsequence(left, right)
    return pairs[-1][0] + 1 if pairs else 0
