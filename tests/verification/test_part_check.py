"""Tests of each wrong token is reported once, with the best reason."""

from __future__ import annotations

import pytest

from summarize.nlp.normalize import tokenize
from summarize.verification.comparison import Reason
from summarize.verification.part_check import deduplicate_reasons

NUMBER, MILES, NORTH = tokenize("31 miles north")
SAYS = Reason("the source says 31 metres, not 31 miles", True, (NUMBER, MILES), "31 metres")


@pytest.mark.parametrize(
    ("other", "kept"),
    [
        (Reason("the source does not say “miles” of this", False, (MILES,)), False),
        (Reason("the source does not name Miles", True, (MILES,)), False),
        (Reason("“miles” and “north” are not there", False, (MILES, NORTH)), True),
        (Reason("leaves out “may”", False), True),
        (Reason("the source says feet, not miles", False, (MILES,), "feet"), True),
    ],
)
def test_a_word_is_told_once(other: Reason, kept: bool) -> None:
    assert (other in list(deduplicate_reasons([SAYS, other]))) is kept
    assert SAYS in deduplicate_reasons([SAYS, other])


def test_the_more_telling_reason_must_come_first_and_be_as_hard() -> None:
    doubt = Reason("the source says May, not June", False, (MILES,), "May")
    lie = Reason("the source does not name June", True, (MILES,))
    assert list(deduplicate_reasons([doubt, lie])) == [doubt, lie]
    assert list(deduplicate_reasons([lie, SAYS])) == [lie, SAYS]
    assert list(deduplicate_reasons([])) == []
