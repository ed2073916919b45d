"""Numbers in one form: digits, number words, scales, ordinals, rounding."""

from __future__ import annotations

import pytest

from summarize.nlp.normalize import tokenize
from summarize.nlp.normalize.numbers import (
    canonicalize_number,
    count_significant_digits,
    is_ordinal,
    is_plain_number,
    is_rounded,
    join_number_words,
    last_digit_value,
    restore_surfaces,
    scale_number,
)
from summarize.nlp.tokens import Kind, Token


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
    assert canonicalize_number(digits) == key


@pytest.mark.parametrize(
    ("key", "plain"),
    [("5", True), ("-5.25", True), ("1.2.3", False), ("1980s", False), ("9" * 40, False)],
)
def test_is_plain(key: str, plain: bool) -> None:
    assert is_plain_number(key) is plain


def test_scaled_multiplies_quantities_and_marks_codes() -> None:
    assert scale_number("3.5", 1000) == "3500"
    assert scale_number("1.2.3", 1000) != scale_number("1.2.3", 1_000_000)


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
        ("a million boats", "1000000 boats"),
        ("a boat", "a boat"),
        ("half a million", "500000"),
        ("half a boat", "half a boat"),
        ("two dozen boats", "24 boats"),
        ("a dozen", "12"),
        ("2 hundred six", "200 6"),
        ("2 hundred and six", "200 6"),
        ("boat", "boat"),
    ],
)
def test_join_numbers(words: str, joined: str) -> None:
    tokens = [t for t in tokenize(words, "xx") if t.plain != "and"]
    assert " ".join(token.key for token in join_number_words(tokens)) == joined


def test_a_joined_number_keeps_the_words_it_was_written_in() -> None:
    (token,) = join_number_words([word("twenty"), word("five")])
    assert (token.kind, token.key, token.surface) == (Kind.NUMBER, "25", "twenty five")


@pytest.mark.parametrize(
    ("words", "joined"),
    [
        ("two hundred and six bones", "206 bones"),
        ("a thousand and one nights", "1001 nights"),
        ("a hundred and they left", "100 and they left"),
        ("200 and six", "200 and 6"),
        ("five and six", "5 and 6"),
        ("twenty first", "21th"),
        ("twenty boats first", "20 boats first"),
        ("six first", "6 first"),
    ],
)
def test_and_goes_on_only_behind_a_hundred_or_thousand(words: str, joined: str) -> None:
    tokens = join_number_words([word(one) for one in words.split()])
    assert " ".join(token.key for token in tokens) == joined


def test_a_number_of_several_words_is_shown_as_it_was_written() -> None:
    (token,) = restore_surfaces(
        join_number_words([word("twenty"), word("five")]), "Over twenty-five came"
    )
    assert token.surface == "twenty-five"
    (lost,) = restore_surfaces(join_number_words([word("twenty"), word("five")]), "elsewhere")
    assert lost.surface == "twenty five"


@pytest.mark.parametrize(
    ("number", "exact", "expected"),
    [
        ("1300000", "1312000", True),
        ("1400000", "1312000", False),
        ("2.5", "2.52", True),
        ("2.6", "2.52", False),
        ("2.5", "2.45", True),
        ("2000", "1960", True),
        ("2014", "2013", False),
        ("1310", "1300", False),
        ("-5", "-5.2", True),
        ("1.2.3", "1.2", False),
        ("0", "0.4", False),
        ("33", "33.3333", True),
    ],
)
def test_rounds(number: str, exact: str, expected: bool) -> None:
    assert is_rounded(number, exact) is expected


def test_how_far_a_number_is_given() -> None:
    assert [count_significant_digits(n) for n in ("1300000", "2.5", "0.05", "-70", "0")] == [
        2,
        2,
        1,
        1,
        0,
    ]
    assert [str(last_digit_value(n).normalize()) for n in ("1300000", "2.5", "7")] == [
        "1E+5",
        "0.1",
        "1",
    ]


def test_is_ordinal() -> None:
    assert [is_ordinal(token) for token in tokenize("the third and 21st boat, 3")] == [
        False, True, False, True, False, False, False,
    ]  # fmt: skip
