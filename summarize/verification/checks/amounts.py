"""Amounts in tokens: numbers with their unit, the thing that they count, their bound."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from summarize.nlp.english import number_words
from summarize.nlp.english.function_words import DETERMINERS
from summarize.nlp.normalize.dates import is_month, is_year
from summarize.nlp.normalize.numbers import (
    AMBIGUOUS_MARK,
    count_significant_digits,
    is_ordinal,
    is_plain_number,
    is_rounded,
    last_digit_value,
)
from summarize.nlp.normalize.units import UNIT_KEYS
from summarize.nlp.tokens import Kind, Token, Tokens

# The sorts of amounts without a unit; none is the name of a unit.
DAY, YEAR, ORDINAL, PLAIN = "in a month", "in the calendar", "in order", "no unit"
# In letters: "kg", "km", "bn".
_LONGEST_SIGN = 2
# In content words: how far behind a number the thing may be that it counts: "five elderly people".
_REACH = 3
_SIGNS = frozenset("$£€¥₹")
# As a share of its value: how far off a round number may be behind an "about".
_ROUND_DIGITS = 2
_LOOSE = Decimal("0.03")
# How far off a number may be without "about", even if it is correctly rounded.
_CLOSE = Decimal("0.05")
_FAR = Decimal("0.2")
_NEAR = Decimal("0.1")  # "nearly 500" are 450 or more


@dataclass(frozen=True, slots=True)
class Amount:
    """A number at `place`, its unit, the keys of what it counts, and the word that bounds it.

    Amounts of different `sort` never denote the same: a day of the month, a year, an ordinal,
    a plain number; the sort of one with a unit is the unit.
    """

    place: int
    token: Token
    unit: Token | None
    counted: tuple[str, ...]
    bound_token: Token | None
    sort: str

    @property
    def bound(self) -> str:
        """The normalized bound: "more" for "in excess of"; "" if there is none."""
        return self.bound_token.plain if self.bound_token else ""

    @property
    def tokens(self) -> tuple[Token, ...]:
        """The number and its unit."""
        return (self.token, self.unit) if self.unit else (self.token,)

    @property
    def text(self) -> str:
        """The number with its unit as people write it: "£5 million", "31 metres"."""
        number, unit = self.token.surface, self.unit.surface if self.unit else ""
        if self.sort == number_words.AGED:
            return f"{number_words.AGED} {number}"
        if not unit or unit in number:
            return number
        if unit in _SIGNS or unit.endswith("$"):
            return unit + number
        if unit.casefold() in number_words.MONEY_CODES:
            return f"{unit} {number}"
        return f"{number}%" if unit == "%" else f"{number} {unit}"


def find_amounts(tokens: Tokens) -> list[Amount]:
    """Find all amounts of a text in order: numbers and ordinals."""
    found = []
    for place, token in enumerate(tokens):
        if token.kind is not Kind.NUMBER and not is_ordinal(token):
            continue
        unit = None if is_ordinal(token) else find_unit(tokens, place)
        aged = place > 0 and tokens[place - 1].plain == number_words.AGED
        before = tokens[place - aged - 1] if place - aged else None
        bounded = before and before.kind is Kind.FUNCTION and before.plain in number_words.BOUNDS
        counted = () if aged else tuple(_find_counted(tokens, place + 1 + bool(unit)))
        sort = number_words.AGED if aged else _find_sort(tokens, place, unit)
        found.append(Amount(place, token, unit, counted, before if bounded else None, sort))
    return found


def find_unit(tokens: Tokens, place: int) -> Token | None:
    """Find the unit of the number at `place`: in "5 long weeks" weeks, of 5 in "5 to 7 km" km."""
    behind = tokens[place + 1 : place + 4]
    if len(behind) > 1 and behind[0].plain in number_words.BEFORE_UNITS:
        behind = behind[1:]
    if behind and behind[0].kind is Kind.WORD and behind[0].plain in UNIT_KEYS:
        return behind[0]
    ranged = len(behind) == 3 and behind[0].plain == "to" and behind[1].kind is Kind.NUMBER
    return behind[2] if ranged and behind[2].plain in UNIT_KEYS else None


def _find_sort(tokens: Tokens, place: int, unit: Token | None) -> str:
    token = tokens[place]
    if is_ordinal(token):
        return ORDINAL
    if unit:
        return unit.plain
    month_behind = place + 1 < len(tokens) and is_month(tokens, place + 1)
    if month_behind and len(token.key) <= 2:
        return DAY
    behind = place + 1 < len(tokens) and tokens[place + 1].is_content
    dated = place and (is_month(tokens, place - 1) or tokens[place - 1].plain in ("in", "since"))
    return YEAR if is_year(token.key) and (dated or not behind) else PLAIN


def _find_counted(tokens: Tokens, start: int) -> Iterator[str]:
    """Yield the keys of the content words behind a number, or behind its "of" if there are none."""
    found = 0
    for place in range(start, min(len(tokens), start + 2 * _REACH)):
        token = tokens[place]
        if token.kind in (Kind.WORD, Kind.NAME):
            yield token.key
            found += 1
        linked = not found and token.plain in DETERMINERS | {"of"}
        if not (linked or token.kind in (Kind.WORD, Kind.NAME)) or found == _REACH:
            return


def is_rounding_of(amount: Amount, other: Amount) -> bool:
    """Whether an amount is the other correctly rounded: "about 1,300", "£1.3m" for £1,312,000.

    A plain number with fewer digits counts as rounded only if its form shows it: a scale
    ("1.3 million") or decimals. Both must be plain numbers of the same sort.
    """
    if not _is_comparable(amount, other) or other.bound not in ("", amount.bound):
        return False
    nearest = is_rounded(amount.token.key, other.token.key)
    finer = count_significant_digits(amount.token.key) > count_significant_digits(other.token.key)
    if finer or (other.bound and not nearest):
        return False
    if amount.bound:
        return _satisfies_bound(amount, other, nearest)
    scaled = "." in amount.token.key or any(char.isalpha() for char in amount.token.surface)
    return nearest and (scaled or "." in other.token.key) and _is_near(amount, other)


def _is_comparable(amount: Amount, other: Amount) -> bool:
    """Whether one amount may be the other rounded: dates never are."""
    plain = is_plain_number(amount.token.key) and is_plain_number(other.token.key)
    years = not amount.unit and is_year(amount.token.surface) and is_year(other.token.surface)
    return plain and amount.sort == other.sort and amount.sort not in (YEAR, DAY) and not years


def _satisfies_bound(amount: Amount, other: Amount, nearest: bool) -> bool:
    """Whether an amount with an "about" or "more than" is true of the other, and not far off."""
    number, exact = Decimal(amount.token.key), Decimal(other.token.key)
    off = abs(number - exact)
    if amount.bound in number_words.LOWER_BOUNDS:
        return number <= exact and (nearest or off < last_digit_value(amount.token.key))
    if amount.bound in number_words.UPPER_BOUNDS:
        most = min(_NEAR * exact, last_digit_value(amount.token.key))
        return number >= exact and (nearest or off <= most)
    few = count_significant_digits(amount.token.key) <= _ROUND_DIGITS
    return nearest or (few and off <= _LOOSE * abs(exact))


def _is_near(amount: Amount, other: Amount) -> bool:
    number, exact = Decimal(amount.token.key), Decimal(other.token.key)
    return abs(number - exact) <= _CLOSE * abs(exact)


def is_close(amount: Amount, other: Amount) -> bool:
    """Whether an amount would be the other rounded if it had an "about": 30 for 31.

    Nobody knows how far off "5 100" is where it may be two numbers.
    """
    if AMBIGUOUS_MARK in amount.token.key + other.token.key:
        return True
    rounded = _is_comparable(amount, other) and is_rounded(amount.token.key, other.token.key)
    return rounded and _is_near(amount, other)


def breaks_bound(amount: Amount, other: Amount) -> bool:
    """Whether a bound is false: "more than 400" where the evidence has 310.

    An "about" is false where it is far off, any bound where the evidence has the same bound
    before another number.
    """
    plain = is_plain_number(amount.token.key) and is_plain_number(other.token.key)
    if not plain or amount.sort != other.sort:
        return False
    number, exact = Decimal(amount.token.key), Decimal(other.token.key)
    if amount.bound == other.bound:
        return True
    if amount.bound in number_words.LOWER_BOUNDS:
        return exact < number
    if amount.bound in number_words.UPPER_BOUNDS:
        return exact > number
    return abs(number - exact) > _FAR * abs(exact)


def is_period(tokens: Tokens, place: int) -> bool:
    """Whether a token is a period such as "week" without a number before it."""
    name = number_words.UNIT_NAMES.get(tokens[place].plain)
    return name in number_words.RATE_PERIODS and is_unit(tokens, place)


def is_unit(tokens: Tokens, place: int) -> bool:
    """Whether a token is a unit such as "miles" without a number before it."""
    word = tokens[place].plain
    counted = place > 0 and tokens[place - 1].kind is Kind.NUMBER
    unit = len(word) > _LONGEST_SIGN and number_words.UNIT_NAMES.get(word, word) in UNIT_KEYS
    return unit and not counted and word not in number_words.TWELVES.values()


def is_vague(tokens: Tokens, place: int) -> bool:
    """Whether a token is a number that names no figure: "hundreds", "a few hundred"."""
    word = tokens[place].plain
    scale = len(word) > _LONGEST_SIGN and word in number_words.SCALES
    return tokens[place].kind is Kind.WORD and (scale or word in number_words.VAGUE_NUMBERS)
