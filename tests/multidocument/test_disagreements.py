"""What two sentences of different documents say differently, and what only looks like it."""

from __future__ import annotations

import pytest

from summarize.multidocument.disagreements import Party, find_disagreements
from summarize.multidocument.readings import DocumentReadings
from summarize.nlp.annotated_document import AnnotatedDocument
from summarize.sources import read
from summarize.verification.checker import Checker

PAIRS = [
    ("At least 12 people died in the fire in Mallow.", "Fourteen died in the fire in Mallow."),
    ("The fire in Mallow killed 12 people on Monday.", "In Mallow, 14 people died on Monday."),
    ("The bridge over the Tarn cost £4.2 million.", "The bridge over the Tarn cost £5 million."),
    ("The museum in Brod opens on 3 May.", "The museum in Brod opens on 5 May."),
    ("The fair in Brod will open in May.", "The old fair in Brod opens in June."),
    ("Mayor Rosa Kim will resign on Friday.", "Mayor Rosa Kim will not resign on Friday."),
    ("Sales of Larch rose sharply in March.", "Sales of Larch fell sharply in March."),
]  # fmt: skip
ALIKE = [
    ("The union in Ostby wants 9 per cent more.", "Ostby offers the union 5 per cent more pay."),
    ("About 1,300 people in Ostby lost their jobs.", "In Ostby, 1,312 people lost their jobs."),
    ("In 2023 Tarn Water supplied 212,000 homes.", "In 2024 Tarn Water supplied 215,000 homes."),
    ("The fire in Mallow injured 12 people.", "The fire in Tern injured 14 people."),
    ("The fire in Mallow killed 12 people.", "The fire in Mallow injured 30 people."),
    ("The railway to Ness is closed on Thursday.", "Schools in Ness are closed on Monday."),
    ("Kim welcomed the new bridge over the Tarn.", "Sorel welcomed the new bridge over the Tarn."),
    ("Did 12 people die in the fire in Mallow?", "Fourteen died in the fire in Mallow."),
    ("Kim had one international goal for Ness.", "Kim had two international caps for Ness."),
]  # fmt: skip


def party(place: int, text: str) -> Party:
    checker = Checker(AnnotatedDocument(read(text=text, language="en")))
    annotated = checker.annotated
    return Party(place, checker, DocumentReadings(annotated), list(annotated.numbers))


def differ(one: str, other: str) -> bool:
    return bool(list(find_disagreements(party(1, one), party(2, other))))


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_a_difference_is_found_from_either_side(one: str, other: str) -> None:
    assert differ(one, other)
    assert differ(other, one)


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_what_is_of_something_else_is_no_difference(one: str, other: str) -> None:
    assert not differ(one, other)
    assert not differ(other, one)


def test_a_document_that_has_both_figures_does_not_differ() -> None:
    known = "Fourteen people died in the fire in Mallow. On Monday 12 people had died in Mallow."
    assert not differ("At least 12 people died in the fire in Mallow.", known)


def test_the_words_that_differ_are_those_of_each_document() -> None:
    (found,) = find_disagreements(party(1, PAIRS[0][0]), party(2, PAIRS[0][1]))
    assert [token.surface for token in found.own] == ["12"]
    assert [token.surface for token in found.others] == ["Fourteen"]
    assert (found.here, found.there) == ((1, 1), (2, 1))
