"""Pooling and ordering: numbers apart, what documents share, what leans on something before it."""

from __future__ import annotations

import pytest

from summarize.multidocument.merged_order import order_units
from summarize.multidocument.pooling import locate, refers_back, restore
from summarize.results import CheckedClaim, Origin, Verdict
from summarize.selection.optimizer import Candidate


def candidate(source: int, number: int, text: str = "Kim opened the bridge.") -> Candidate:
    claim = CheckedClaim(text, Origin.SOURCE, Verdict.SUPPORTED)
    return Candidate(claim, frozenset(text.split()), 4, source * 10_000_000 + number)


def test_a_pooled_candidate_knows_its_source_and_its_sentence() -> None:
    assert locate(candidate(3, 17)) == (3, 17)
    assert restore(candidate(3, 17)).sentence_number == 17


@pytest.mark.parametrize(
    ("text", "refers"),
    [
        ("Nearly all of them came back.", True),
        ("Workers had laid felt there.", True),
        ("The work was put off, they said.", True),
        ("It cost £4 million.", True),
        ("There are four bridges.", False),
        ("The club wants to build its own stand.", False),
        ("Kim opened the bridge.", False),
    ],
)
def test_what_refers_to_something_before_it(text: str, refers: bool) -> None:
    assert refers_back(text) is refers


def order(*chosen: Candidate, subjects: dict[int, int]) -> list[list[tuple[int, int]]]:
    sizes, dates = dict.fromkeys(subjects, 10), dict.fromkeys(subjects, "")
    found = order_units(chosen, subjects, sizes, dates, {})
    return [[locate(one) for unit in part for one in unit] for part in found]


def test_the_subject_of_most_documents_comes_first_and_each_is_a_paragraph() -> None:
    chosen = (candidate(1, 1), candidate(2, 1), candidate(3, 1))
    found = order(*chosen, subjects={1: 0, 2: 1, 3: 1})
    assert found == [[(2, 1), (3, 1)], [(1, 1)]]


def test_what_leans_on_its_neighbour_stays_behind_it() -> None:
    chosen = (candidate(1, 1), candidate(1, 5, "The club agreed."), candidate(2, 2, "Lee left."))
    found = order(*chosen, subjects={1: 0, 2: 0})
    assert found == [[(1, 1), (1, 5), (2, 2)]]
