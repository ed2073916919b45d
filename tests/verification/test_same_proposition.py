from __future__ import annotations

import pytest

from summarize.document import Document
from summarize.nlp.annotated_document import AnnotatedDocument
from summarize.nlp.normalize import tokenize
from summarize.verification.checks.same_proposition import corresponding, same_proposition
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
    assert same_proposition(pair, [t for t in pair.claim if t.plain == aside]) is expected


def test_too_little_in_common() -> None:
    pair = held_against("Sales rose", "Sales rose in May.")
    assert same_proposition(pair, (), least=2)
    assert not same_proposition(pair, (), least=3)


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
    more = set(corresponding(pair)) - set(pair.pairs)
    told = [(pair.claim[mine].plain, pair.evidence[theirs].plain) for mine, theirs in more]
    assert told == ([found] if found else [])
