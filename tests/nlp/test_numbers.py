"""Numbers in one form: digits, number words, scales, ordinals, rounding."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
        ("1 234 567", "1234567"),
        ("1'234'567.5", "1234567.5"),
        ("1.234.567,5", "1234567.5"),
        ("1.234,56", "1234.56"),
        ("12,34,567", "1234567"),
        ("1,23,45", "1,23,45"),
        ("192.168.100.120", "192.168.100.120"),
        ("5 1/2", "5.5"),
        ("-2 3/4", "-2.75"),
        ("1⁄3", "0.333333"),
        ("1/0", "1/0"),
        ("10^6", "1000000"),
        ("2^10", "1024"),
        ("10^99", "10^99"),
        ("3.5e-4", "0.00035"),
        ("6 × 10^3", "6000"),
        ("±5", "±5"),
        ("007", "007"),
        ("07", "7"),
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


@given(st.integers(1_000, 10**12), st.sampled_from([*list(", '’"), "\u00a0", "\u2009", "\u202f"]))
def test_grouping_changes_no_value_and_a_part_of_a_number_is_none(value: int, mark: str) -> None:
    grouped = f"{value:,}".replace(",", mark)
    assert numbers(f"About {grouped} boats") == [str(value)]
    for cut in range(1, len(grouped.split(mark))):
        part = mark.join(grouped.split(mark)[cut:])
        assert not {*numbers(f"About {part} boats")} & {str(value)}


def numbers(text: str) -> list[str]:
    return [token.key for token in tokenize(text) if token.kind is Kind.NUMBER]


@pytest.mark.parametrize(
    ("texts", "keys"),
    [
        ("1.200.000 boats | 1,200,000 boats | 12,00,000 boats | 12 lakh boats", "1200000"),
        ("Rs 1,20,000 crore | ₹1.2 lakh crore | Rs. 1.2 trillion", "1200000000000"),
        ("5½ miles | 5 1/2 miles | 5-1/2 miles | five and a half miles | 5.5 miles", "5.5"),
        ("a mile and a half | 1½ miles | one and a half miles | one-and-a-half miles", "1.5"),
        ("half a mile | ½ mile | 1/2 mile | half of a mile | a half-mile walk", "0.5"),
        ("¾ of a mile | three quarters of a mile | 3/4 mile | 0.75 miles", "0.75"),
        ("two thirds of it | ⅔ of it | 2/3 of it", "66.6667"),
        ("2½ million | 2 1/2 million | two and a half million | 2.5m", "2500000"),
        ("a quarter of a million people | 250,000 people", "250000"),
        ("10⁶ | 10^6 | 1e6 | 1 million", "1000000"),
        ("6 × 10³ | 6x10^3 | 6e3 | 6 000", "6000"),
        ("10⁻⁹ | 10^-9 | 1E-9", "0.000000001"),
        ("minus 5 degrees | -5 degrees | −5 degrees | minus five degrees", "-5"),
        ("10 000–12 000 boats | 10,000 to 12,000 boats", "10000 12000"),
        ("two thousand million | 2bn", "2000000000"),
        ("a .5 point fall | a 0.5 point fall", "0.5"),
        ("In 2019 300 came", "2019 300"),
        ("In 2019 1 200 000 came", "2019 1200000"),
        ("won 6-3 6-4", "6 3 6 4"),
        ("rooms 12 and 13", "12 13"),
        ("by 5 100 metres | At 5 100 had come", "5_100"),
        ("On May 5 300 came | Room 5 300 came", "5_300"),
        ("the Boeing 737 800 | the 737 800-seat", "737_800"),
        ("0800 123 456", "0800 123 456"),
        ("+44 20 7946 0018", "+44 20 7946 0018"),
        ("01 42 68 53 00", "01 42 68 53 00"),
        ("2/3 | 24/7 | 12 24/7", "2 3 | 24 7 | 12 24 7"),
        ("1 200 1/2 miles | 1,200½ miles", "1200.5"),
        ("in 1990 1/2 of them", "1990_1/2"),
        ("12.06.2023", "12.06.2023"),
        ("a lap of 1:59.40", "1:59.40"),
        ("five and a third man", "5"),
        ("10 minus 5", "10 5"),
        ("two pounds and a half pint", "2 0.5"),
        ("in 2019²", "2019 2"),
    ],
)
def test_a_number_has_one_key_in_all_its_forms(texts: str, keys: str) -> None:
    forms, wanted = texts.split(" | "), keys.split(" | ")
    assert [" ".join(numbers(one)) for one in forms] == (wanted * len(forms))[: len(forms)]


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
