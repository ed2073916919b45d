"""Dates at which two sentences put one thing. Pure."""

from __future__ import annotations

from summarize.multidocument.differing_figures import SAME_AROUND, has_other_figures
from summarize.multidocument.readings import (
    DocumentReadings,
    Reading,
    find_subject,
    is_event,
    share_forms,
)
from summarize.nlp.tokens import Token, plain_at

Marks = tuple[tuple[Token, ...], tuple[Token, ...]]
"""The words of one sentence and of the other in which they differ."""

# So many content words two sentences share at least if a date in them may be of the same.
_LEAST_SHARED = 2


def find_other_dates(one: Reading, other: Reading) -> Marks | None:
    """Return the dates in which two sentences differ; None if no kind of date stands in both."""
    mine: list[Token] = []
    theirs: list[Token] = []
    for kind in ("year", "month", "day", "weekday"):
        own, others = one.dates.get(kind, {}), other.dates.get(kind, {})
        if kind == "day" and mine:  # "1 January", "1 July": the month says it
            continue
        if own and others and own.keys().isdisjoint(others):
            mine += own.values()
            theirs += others.values()
    return (tuple(mine), tuple(theirs)) if mine else None


def differ_in_date(one: Reading, other: Reading, dated: Marks) -> bool:
    """Whether two sentences say of one thing that it is at two dates, and nothing else."""
    single = len(dated[0]) == len(dated[1]) == 1
    return single and _have_one_subject(one, other) and not has_other_figures(one, other)


def _have_one_subject(one: Reading, other: Reading) -> bool:
    """Whether all that the shorter subject of two sentences names is in the other's, too."""
    first, second = sorted((find_subject(one), find_subject(other)), key=len)
    return bool(first) and share_forms(first, second) == first


def are_dated_alike(one: Reading, other: Reading, dated: Marks, *, alike: bool) -> bool:
    """Whether the same stands around two dates: "will open in May", "opens in June".

    Where nothing happens there, the sentences must be `alike`.
    """
    around, before = [], []
    for reading, (token, *_) in zip((one, other), dated, strict=True):
        place = next(at for at, own in enumerate(reading.tokens) if own is token)
        around.append(reading.find_forms_around(place))
        before.append(plain_at(reading.tokens, place - 1))
    shared = share_forms(*around)
    enough = len(shared) >= SAME_AROUND * min(map(len, around))
    return before[0] == before[1] and (any(map(is_event, shared)) or (alike and enough))


def says_date(document: DocumentReadings, token: Token, said: Reading) -> bool:
    """Whether a document has another's date in a sentence that may be about the same."""
    for number in document.annotated.find_by_key(token.key):
        reading = document.read(number)
        has = any(
            token.key == own.key for found in reading.dates.values() for own in found.values()
        )
        if has and len(reading.forms.keys() & said.forms.keys()) >= _LEAST_SHARED:
            return True
    return False
