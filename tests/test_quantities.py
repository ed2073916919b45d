from __future__ import annotations

import pytest

from summarize.checking.folding import fold
from summarize.checking.quantities import canonical, is_plain, join_numbers, one_order, scaled
from summarize.checking.tokens import Kind, Token


def word(text: str) -> Token:
    return Token(text, Kind.WORD, text, text)


def number(text: str) -> Token:
    return Token(text, Kind.NUMBER, text, text)


@pytest.mark.parametrize(
    ("digits", "key"),
    [
        ("10,000", "10000"),
        ("1,234,567.50", "1234567.5"),
        ("-1,000", "-1000"),
        ("3.50", "3.5"),
        ("3.0", "3"),
        ("100", "100"),
        ("0", "0"),
        ("1.2.3", "1.2.3"),
        ("1,5", "1.5"),
        ("12,34", "12.34"),
        ("١٢", "12"),
    ],
)
def test_canonical(digits: str, key: str) -> None:
    assert canonical(digits) == key


@pytest.mark.parametrize(
    ("key", "plain"),
    [("5", True), ("-5.25", True), ("1.2.3", False), ("1980s", False), ("9" * 40, False)],
)
def test_is_plain(key: str, plain: bool) -> None:
    assert is_plain(key) is plain


def test_scaled_multiplies_quantities_and_marks_codes() -> None:
    assert scaled("3.5", 1000) == "3500"
    assert scaled("1.2.3", 1000) != scaled("1.2.3", 1_000_000)


@pytest.mark.parametrize(
    ("words", "joined"),
    [
        ("three hundred and six", "306"),
        ("ninety nine", "99"),
        ("two three", "2 3"),
        ("twenty million", "20000000"),
        ("five hundred thousand", "500000"),
        ("two million five hundred thousand", "2500000"),
        ("thirty thirty", "30 30"),
        ("12 million", "12000000"),
        ("12 five", "12 5"),
        ("million", "million"),
        ("boat", "boat"),
    ],
)
def test_join_numbers(words: str, joined: str) -> None:
    tokens = [t for t in fold(words, "xx") if t.plain != "and"]
    assert " ".join(token.key for token in join_numbers(tokens)) == joined


def test_a_joined_number_keeps_the_words_it_was_written_in() -> None:
    (token,) = join_numbers([word("twenty"), word("five")])
    assert (token.kind, token.key, token.surface) == (Kind.NUMBER, "25", "twenty five")


def test_figures_stand_before_what_they_count() -> None:
    assert one_order([word("pound"), number("5")]) == [number("5"), word("pound")]
    assert one_order([word("boat"), number("5")]) == [word("boat"), number("5")]
    assert one_order([word("october"), number("7")]) == [number("7"), word("october")]


def test_a_dated_month_keeps_its_place_before_another_number() -> None:
    tokens = [number("7"), word("october"), number("14"), word("boats")]
    assert one_order(tokens) == tokens


def test_no_day_no_date() -> None:
    tokens = [word("october"), number("2013")]
    assert one_order(tokens) == tokens
    assert one_order([]) == []
