from __future__ import annotations

import pytest

from summarize.render.references import collect
from support.render_samples import by_model, evidence


def test_numbers_follow_first_use_and_the_same_sentence_keeps_its_number() -> None:
    first, second, third = by_model("a", 9, 2), by_model("b", 2, 9, 2), by_model("c", 4)
    references = collect((first, second, third))
    assert references.evidence == (evidence(9), evidence(2), evidence(4))
    assert references.of(first) == (1, 2)
    assert references.of(second) == (2, 1)
    assert references.of(third) == (3,)
    assert list(references) == [(1, evidence(9)), (2, evidence(2)), (3, evidence(4))]


def test_no_evidence_no_numbers() -> None:
    statement = by_model("a")
    assert collect((statement,)).of(statement) == ()
    assert list(collect(())) == []


def test_a_statement_that_was_not_collected_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        collect((by_model("a", 2),)).of(by_model("b", 3))


def test_statements_may_come_from_an_iterator() -> None:
    assert collect(iter([by_model("a", 3)])).evidence == (evidence(3),)
