"""Tests of claim and evidence that say the same but for some words or figures."""

from __future__ import annotations

import pytest

from summarize.document import Document
from summarize.nlp.annotated_document import AnnotatedDocument
from summarize.nlp.normalize import tokenize
from summarize.verification.checks.same_proposition import (
    find_corresponding,
    find_slot,
    is_same_but_for_figures,
    is_same_proposition,
)
from summarize.verification.comparison import Comparison

NOTHING = AnnotatedDocument(Document(text="", origin="-", sentences=())).vocabulary


def held_against(part: str, source: str) -> Comparison:
    return Comparison(tokenize(part), tokenize(source), NOTHING)


@pytest.mark.parametrize(
    ("part", "source", "aside", "expected"),
    [
        ("Sales rose in May", "Sales fell in May.", "rose", True),
        ("Sales rose in May", "Sales fell in May.", "", False),
        ("Sales rose in May", "In May sales fell.", "rose", False),  # in another order
        ("Lee left the old harbour", "Kim left the new bridge.", "", False),
        ("Rose", "Fell.", "rose", False),
        ("", "", "", False),
    ],
)
def test_same_matter(part: str, source: str, aside: str, expected: bool) -> None:
    pair = held_against(part, source)
    assert is_same_proposition(pair, [t for t in pair.claim if t.plain == aside]) is expected


def test_too_little_in_common() -> None:
    pair = held_against("Sales rose", "Sales rose in May.")
    assert is_same_proposition(pair, (), least=2)
    assert not is_same_proposition(pair, (), least=3)


@pytest.mark.parametrize(
    ("part", "source", "found"),
    [
        ("Kim did not win the race", "Kim won the race.", ("win", "won")),
        ("Kim won the race", "Kim did not win the race.", ("won", "win")),
        ("Kim did not win the race", "Kim sold the race.", None),
    ],
)
def test_other_forms_correspond(part: str, source: str, found: tuple[str, str] | None) -> None:
    pair = held_against(part, source)
    more = set(find_corresponding(pair)) - set(pair.alignment)
    told = [(pair.claim[mine].plain, pair.evidence[theirs].plain) for mine, theirs in more]
    assert told == ([found] if found else [])


@pytest.mark.parametrize(
    ("part", "source", "expected"),
    [
        ("Lee sold 5 boats on Friday", "Lee sold 6 boats on Monday", True),
        ("Lee sold 5 miles of rope", "Lee sold 6 metres of rope", True),
        ("Lee burnt 5 boats", "Lee sold 5 houses", False),
        ("5 boats", "6 boats", False),  # one word is too little to tell
        ("", "6 boats", False),
    ],
)
def test_figures_and_dates_aside(part: str, source: str, expected: bool) -> None:
    assert is_same_but_for_figures(held_against(part, source)) is expected


@pytest.mark.parametrize(
    ("part", "place", "source", "words"),
    [
        ("Lee sold 5 boats", 2, "Lee sold 6 boats", ["6"]),
        ("Lee sold boats on Friday", 4, "Lee sold boats on Monday", ["on", "Monday"]),
        ("Friday Lee sold boats", 0, "Monday Lee sold boats", ["Monday"]),
        ("Lee left on Friday", 3, "Lee left, the firm of Ito said on Monday",
         [",", "the", "firm", "of", "Ito"]),
        ("", 0, "", []),
    ],
)  # fmt: skip
def test_slot(part: str, place: int, source: str, words: list[str]) -> None:
    compared = held_against(part, source)
    assert [compared.evidence[at].surface for at in find_slot(compared, place)] == words
