from __future__ import annotations

import pytest

from summarize.render.phrases import number_evidence
from support.render_samples import by_model, evidence


def test_numbers_follow_first_use_and_the_same_sentence_keeps_its_number() -> None:
    first, second, third = by_model("a", 9, 2), by_model("b", 2, 9, 2), by_model("c", 4)
    references = number_evidence((first, second, third))
    assert references.evidence == (evidence(9), evidence(2), evidence(4))
    assert references.numbers_for(first) == (1, 2)
    assert references.numbers_for(second) == (2, 1)
    assert references.numbers_for(third) == (3,)
    assert list(references) == [(1, evidence(9)), (2, evidence(2)), (3, evidence(4))]


def test_no_evidence_no_numbers() -> None:
    statement = by_model("a")
    assert number_evidence((statement,)).numbers_for(statement) == ()
    assert list(number_evidence(())) == []


def test_a_statement_that_was_not_collected_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        number_evidence((by_model("a", 2),)).numbers_for(by_model("b", 3))


def test_statements_may_come_from_an_iterator() -> None:
    assert number_evidence(iter([by_model("a", 3)])).evidence == (evidence(3),)
