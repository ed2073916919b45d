"""Dates and times of day in one form: months, weekdays, order of day and month."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.nlp.normalize import tokenize
from summarize.nlp.normalize.dates import (
    expand_date_name,
    find_day_and_month,
    is_month,
    is_weekday,
    is_year,
    normalize_time,
    parse_numeric_date,
    reorder_dates,
)
from summarize.nlp.tokens import Kind, Token


def word(text: str) -> Token:
    return Token(text, Kind.WORD, text, text)


def number(text: str) -> Token:
    return Token(text, Kind.NUMBER, text, text)


def keys(text: str) -> list[str]:
    return [token.key for token in tokenize(text) if token.kind is not Kind.MARK]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("7 October 2023", "October 7, 2023"),
        ("7 October 2023", "October 7th, 2023"),
        ("7 October", "7th of October"),
        ("25/12/2023", "25 December 2023"),
        ("12/25/2023", "25 December 2023"),
        ("2023-12-07", "7 December 2023"),
        ("6/6/2023", "6 June 2023"),
        ("on Tues", "on Tuesday"),
        ("on Thurs 7 Oct", "on Thursday 7 October"),
        ("7-9 October", "October 7-9"),
        ("May 5", "5 May"),
        ("at 19:30", "at 7:30 p.m."),
        ("at 7.30pm", "at 7:30 p.m."),
        ("at 19:00", "at 7pm"),
        ("7:30 a.m.", "7.30am"),
        ("the October 7th attack", "the 7 October attack"),
        ("at noon", "at 12pm"),
        ("until 12 midnight", "until midnight"),
        ("at 09:30", "at 9.30am"),
        ("at 00:15", "at 12.15am"),
        ("from 9.30am to 5pm", "from 9:30 to 17:00"),
        ("between 9am and noon", "from 9 to 12 noon"),
        ("open 9-5pm", "open from 9am to 5pm"),
        ("open 9am–5pm", "open from 9 a.m. to 5 p.m."),
        ("from 2 to 5pm", "from 14:00 to 17:00"),
        ("from 10 to 2am", "from 22:00 to 2:00"),
        ("from 12.30 to 2pm", "from 12:30 to 14:00"),
    ],
)
def test_forms_of_a_date_fold_to_the_same(one: str, other: str) -> None:
    assert keys(one) == keys(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("7/10/2023", "7 October 2023"),
        ("7/10/2023", "10 July 2023"),
        ("7:30 am", "7:30 pm"),
        ("at 7.30", "at 7:30"),
        ("7 March", "8 March"),
        ("7 October 2023", "7 October 2024"),
        ("Friday", "Saturday"),
        ("at noon", "at midnight"),
        ("from 9 to 5pm", "from 9pm to 5pm"),
        ("from 2:30 to 17:00", "from 2.30pm to 5pm"),
        ("a time of 2:15:30", "a time of 2:15"),
        ("5/12/2024", "12/5/2024"),
    ],
)
def test_what_may_be_another_date_folds_to_something_else(one: str, other: str) -> None:
    assert keys(one) != keys(other)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [(25, 12, (25, 12)), (12, 25, (25, 12)), (6, 6, (6, 6)), (7, 10, None), (32, 12, None),
     (13, 13, None), (0, 25, None), (25, 0, None)],
)  # fmt: skip
def test_day_and_month(first: int, second: int, expected: tuple[int, int] | None) -> None:
    assert find_day_and_month(first, second) == expected


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (["25", "12", "2023"], ("25", "december", "2023")),
        (["2023", "12", "07"], ("7", "december", "2023")),
        (["2023", "13", "07"], None),
        (["7", "10", "2023"], None),
    ],
)
def test_numeric_date(parts: list[str], expected: tuple[str, str, str] | None) -> None:
    assert parse_numeric_date(parts) == expected


@pytest.mark.parametrize(
    ("hours", "minutes", "half", "expected"),
    [
        ("19", "30", "", ("7:30", "pm")),
        ("7", "30", "", ("7:30", "")),
        ("7", "00", "pm", ("7", "pm")),
        ("07", "30", "", ("7:30", "morning")),
        ("07", "30", "pm", ("7:30", "pm")),
        ("00", "15", "", ("12:15", "morning")),
        ("0", "15", "", ("0:15", "")),
        ("24", "00", "", ("24", "")),
    ],
)
def test_clock(hours: str, minutes: str, half: str, expected: tuple[str, str]) -> None:
    assert normalize_time(hours, minutes, half=half) == expected


def test_names_cut_short_are_written_with_a_capital() -> None:
    assert expand_date_name("sept", "Sept") == "september"
    assert expand_date_name("thurs", "Thurs") == "thursday"
    assert expand_date_name("mar", "mar") == "mar"
    assert expand_date_name("boat", "Boat") == "boat"


def test_may_and_march_are_months_as_names_or_in_a_date_only() -> None:
    assert is_month(tokenize("They left in May"), 3)
    assert is_month(tokenize("5 May"), 1)
    assert not is_month(tokenize("They may leave"), 1)
    assert not is_month(tokenize("they march on"), 1)
    assert is_month([word("october")], 0)
    assert not is_month([word("boat")], 0)


def test_years_and_weekdays() -> None:
    assert [is_year(key) for key in ("1066", "2023", "999", "2150", "2023s")] == [
        True, True, False, False, False,
    ]  # fmt: skip
    assert is_weekday(tokenize("Tuesday"), 0)
    assert not is_weekday(tokenize("day"), 0)


@pytest.mark.parametrize(
    "tokens",
    [
        [],
        [word("october"), number("2013")],
        [number("7"), word("october"), number("14"), word("boats")],
        [word("boat"), number("5")],
        [word("march"), number("5"), word("miles")],
    ],
)
def test_what_is_no_day_keeps_its_place(tokens: list[Token]) -> None:
    assert reorder_dates(tokens) == tokens


def test_the_day_comes_before_its_month() -> None:
    month, day = word("october"), number("7")
    assert reorder_dates([month, day]) == [day, month]
    assert reorder_dates([month, Token("7th", Kind.WORD, "7th", "7th")])[0].key == "7"


@given(st.lists(st.sampled_from("October May 7 7th of to - 2023 , 5-9 25/12/2023".split())))
def test_no_date_is_lost(words: list[str]) -> None:
    folded = tokenize(" ".join(words))
    assert sum(token.plain == "october" for token in folded) == words.count("October")
