"""Tests of numbers with their unit, counted thing and bound; roundings and false bounds."""

from __future__ import annotations

import pytest

from summarize.nlp.normalize import tokenize
from summarize.verification.checks.amounts import (
    DAY,
    ORDINAL,
    PLAIN,
    YEAR,
    Amount,
    breaks_bound,
    find_amounts,
    is_close,
    is_rounding_of,
)


def only(text: str) -> Amount:
    (amount,) = find_amounts(tokenize(text))
    return amount


@pytest.mark.parametrize(
    ("text", "sort"),
    [
        ("31 metres", "metre"),
        ("£5 million", "pound"),
        ("on 7 October", DAY),
        ("in 2013", YEAR),
        ("the 2013 season", PLAIN),
        ("the third boat", ORDINAL),
        ("five boats", PLAIN),
        ("Tim, 12, left", "aged"),
        ("5 years", "year"),
        ("the second day", ORDINAL),
    ],
)
def test_sorts(text: str, sort: str) -> None:
    assert only(text).sort == sort


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("31 metres", "31 metres"),
        ("£5 million", "£5 million"),
        ("5 million pounds", "5 million pounds"),
        ("60%", "60%"),
        ("60 per cent", "60 per cent"),
        ("A$5", "A$5"),
        ("five boats", "five"),
        ("12-year-old Tim", "aged 12"),
        ("the 100m final", "100m"),
    ],
)
def test_text_is_what_a_reader_writes(text: str, shown: str) -> None:
    assert only(text).text == shown


def test_what_is_counted() -> None:
    assert only("five elderly local people and dogs").counted == ("elder", "local", "peopl")
    assert only("five of the boats").counted == ("boat",)
    assert only("five, boats").counted == ()
    assert only("five and boats").counted == ()
    assert only("60 per cent of boats").counted == ("boat",)


def test_the_first_of_a_range_has_the_unit_of_the_last() -> None:
    low, high = find_amounts(tokenize("between 5 and 7 miles"))
    assert low.unit == high.unit
    assert low.sort == "mile"


@pytest.mark.parametrize(
    ("mine", "theirs", "right", "close"),
    [
        ("£1.3m", "£1,312,000", True, True),
        ("£1.3 million", "£1,312,000", True, True),
        ("£1.4m", "£1,312,000", False, False),
        ("£1m", "£1,312,000", False, False),
        ("about 1,300 boats", "1,312 boats", True, True),
        ("1,300 boats", "1,312 boats", False, True),
        ("nearly 1,400 boats", "1,390 boats", True, True),
        ("nearly 1,300 boats", "1,312 boats", False, True),
        ("more than 1,300 boats", "1,312 boats", True, True),
        ("more than 1,300 boats", "1,290 boats", False, True),
        ("more than 300 boats", "390 boats", True, False),
        ("about 400 boats", "310 boats", False, False),
        ("35%", "34.7%", True, True),
        ("37%", "34.7%", False, False),
        ("about 75 boats", "73 boats", True, False),
        ("about 1,530 boats", "about 1,500 boats", False, False),
        ("in 2010", "in 2013", False, False),
        ("the 2010 season", "the 2013 season", False, False),
        ("30 metres", "31 miles", False, False),
        ("the 7:30 boat", "the 7:31 boat", False, False),
    ],
)
def test_rounding(mine: str, theirs: str, right: bool, close: bool) -> None:
    assert is_rounding_of(only(mine), only(theirs)) is right
    assert is_close(only(mine), only(theirs)) is close


@pytest.mark.parametrize(
    ("mine", "theirs", "broken"),
    [
        ("more than 400 boats", "310 boats", True),
        ("more than 300 boats", "310 boats", False),
        ("fewer than 300 boats", "310 boats", True),
        ("about 400 boats", "310 boats", True),
        ("about 330 boats", "310 boats", False),
        ("more than 400 boats", "more than 310 boats", True),
        ("more than 400 boats", "310 miles", False),
    ],
)
def test_breaks_bound(mine: str, theirs: str, broken: bool) -> None:
    assert breaks_bound(only(mine), only(theirs)) is broken
