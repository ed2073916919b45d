"""Tests of each wrong token is reported once, with the best reason."""

from __future__ import annotations

import pytest

from summarize.nlp.normalize import tokenize
from summarize.results import Claim, Verdict
from summarize.verification.comparison import Reason
from summarize.verification.part_check import deduplicate_reasons
from support.checkers import checker_for

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


@pytest.mark.parametrize("marks", ["“”", '""', "‘’", "''", "„“", "«»"])
def test_what_is_inside_a_quotation_is_no_fact(marks: str) -> None:
    said = "I am the king. The guards said no. Marle is on fire."
    checker = checker_for(f"The prisoner cried: {marks[0]}{said}{marks[1]} It was late.", "en")
    for claim in ("The guards said no.", "Marle is on fire.", "Marle is on fire"):
        assert checker.check(Claim(claim)).verdict is not Verdict.SUPPORTED
    assert checker.check(Claim("It was late.")).verdict is Verdict.SUPPORTED


def test_a_word_in_quotation_marks_leaves_the_rest_a_fact() -> None:
    checker = checker_for("Orrin called the mill a “wreck” and sold it to Hale in May.", "en")
    assert (
        checker.check(Claim("Orrin called the mill a wreck and sold it to Hale in May.")).verdict
        is Verdict.SUPPORTED
    )


@pytest.mark.parametrize(
    "text",
    [
        *("{} Not true.", "Imagine this. {}", "Hale denies that:\n- {}", "It is a myth that\n\n{}"),
        "There is no proof that Hale Ltd. {}",
    ],
)
def test_what_surrounds_a_sentence_may_take_it_back(text: str) -> None:
    fact = "Orrin sold the mill."
    assert checker_for(fact, "en").check(Claim(fact)).verdict is Verdict.SUPPORTED
    assert checker_for(text.format(fact), "en").check(Claim(fact)).verdict is Verdict.UNSURE
