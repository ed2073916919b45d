"""Figures of two sentences that stand for each other and are not the same. Pure."""

from __future__ import annotations

from summarize.multidocument.readings import (
    DocumentReadings,
    Reading,
    is_event,
    list_people,
    share_forms,
)
from summarize.nlp.normalize.numbers import AMBIGUOUS_MARK, is_ordinal
from summarize.verification.checks.amounts import PLAIN, Amount, is_close, is_rounding_of

# A figure without a unit or a thing that it counts has so many words around it in both.
_LEAST_AROUND = 2
SAME_AROUND = 0.6
"""Of the words around two figures, this share of those around one stand around the other."""


def find_rivals(one: Reading, other: Reading) -> list[tuple[Amount, Amount]]:
    """Return the figures that stand for each other, and are not the same or one of them rounded."""
    left, right = list(one.amounts), list(other.amounts)
    for first in one.amounts:  # what both say
        same = next((second for second in right if _is_same(first, second)), None)
        if same is not None:
            left.remove(first)
            right.remove(same)
    found = []
    for first in left:
        profile = one.profile(first)
        rivals = [second for second in right if _may_rival(first, profile, second, other)]
        back = [
            another
            for another in left
            if rivals and _may_rival(another, one.profile(another), rivals[0], other)
        ]
        if len(rivals) == 1 and len(back) == 1:
            found.append((first, rivals[0]))
    return found


def _is_same(one: Amount, other: Amount) -> bool:
    """Whether two figures may be the same: rounded, with an "about", written otherwise."""
    if one.token.key == other.token.key:
        return True
    if AMBIGUOUS_MARK in one.token.key + other.token.key:
        return True
    pairs = ((one, other), (other, one))
    return any(is_rounding_of(a, b) or is_close(a, b) for a, b in pairs)


def _may_rival(one: Amount, profile: frozenset[str], other: Amount, there: Reading) -> bool:
    """Whether two figures are of one thing: same unit, and the same words around them."""
    if one.sort != other.sort or is_ordinal(one.token) or is_ordinal(other.token):
        return False
    if one.sort == PLAIN and not _count_alike(one, other):
        return False
    around = there.profile(other)
    common = share_forms(profile, around)
    if len(common) < SAME_AROUND * min(len(profile), len(around)):
        return False
    mine, theirs = (frozenset(filter(is_event, forms)) for forms in (profile, around))
    if mine - theirs and theirs - mine:  # "killed 12", "injured 30"
        return False
    shared = common - list_people()
    bare = one.sort == PLAIN and not (one.counted and other.counted)
    return len(shared) >= (_LEAST_AROUND if bare else 1)


def is_of_one_event(one: Amount, mine: Reading, other: Amount, theirs: Reading) -> bool:
    """Whether two figures are surely of one thing, whatever else is said: "killed 12 people"."""
    shared = share_forms(mine.profile(one), theirs.profile(other))
    return len(shared) >= _LEAST_AROUND and any(map(is_event, shared))


def _count_alike(one: Amount, other: Amount) -> bool:
    """Whether two plain figures may count the same: "12 people", "14 dead", "14 people"."""
    heads = [amount.counted[0] if amount.counted else "" for amount in (one, other)]
    if not all(heads):
        return True
    if heads[0] == heads[1]:  # "one international goal", "two international caps"
        more = [set(amount.counted[1:]) for amount in (one, other)]
        return heads[0] in list_people() or not all(more) or not more[0].isdisjoint(more[1])
    return all(head in list_people() or is_event(head) for head in heads)


def says_figure(document: DocumentReadings, amount: Amount, said: Reading) -> bool:
    """Whether a document has another's figure anywhere, of a thing with the same words around."""
    profile = said.profile(amount)
    for number in document.annotated.find_by_key(amount.token.key):
        reading = document.read(number)
        for own in reading.amounts:
            if own.token.key == amount.token.key and profile & reading.profile(own):
                return True
    return False


def has_other_figures(one: Reading, other: Reading) -> bool:
    """Whether both sentences have figures that the other one lacks: they tell of two things."""
    left, right = ({amount.token.key for amount in reading.amounts} for reading in (one, other))
    return bool(left - right) and bool(right - left)
