"""Numbers in one form, whatever they were written in, and figures before what they count."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from itertools import pairwise

from summarize.checking.english.words import CURRENCIES, MONTHS, NUMBER_WORDS, SCALES
from summarize.checking.tokens import OWNS, Kind, Token

_GROUPED = re.compile(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?")
# Longer digit strings are codes, not quantities that "million" could multiply.
_PLAIN_NUMBER = re.compile(r"-?\d{1,15}(?:\.\d{1,15})?")
_LARGEST = Decimal(10) ** 18
MONTH_NAMES = frozenset([*MONTHS.values(), "march", "april", "may", "june", "july"])
_DAY = re.compile(r"(?:[1-9]|[12]\d|3[01])(?:th)?")
_BEFORE_PRONOUN = frozenset("the this that which any no not every each another".split())


def canonical(digits: str) -> str:
    """`"10,000" -> "10000"`, `"3.50" -> "3.5"`; what is no plain number stays: `"1.2.3"`."""
    plain = digits.replace(",", "") if _GROUPED.fullmatch(digits) else digits.replace(",", ".")
    try:
        value = format(Decimal(plain), "f")
    except InvalidOperation:
        return digits
    return value.rstrip("0").rstrip(".") if "." in value else value


def is_plain(key: str) -> bool:
    """Whether a canonical number is a quantity that can be reckoned with: not "1.2.3", "1980s"."""
    return _PLAIN_NUMBER.fullmatch(key) is not None


def scaled(value: str, factor: int) -> str:
    """A canonical number times a scale: `"3.5", 1000 -> "3500"`; codes are only marked."""
    if not is_plain(value):
        return f"{value}x{factor}"
    return format((Decimal(value) * factor).normalize(), "f")


def one_order(tokens: Sequence[Token]) -> list[Token]:
    """Figures before what they count: "£5" as "5 pounds", "October 7th" as "7 October"."""
    ordered = list(tokens)
    for place in range(len(ordered) - 1):
        left, right = ordered[place], ordered[place + 1]
        dated = place > 0 and _DAY.fullmatch(ordered[place - 1].key)  # "7 October, 14 divers"
        month = left.plain in MONTH_NAMES and not dated and _DAY.fullmatch(right.key)
        if month or (left.plain in CURRENCIES and right.kind is Kind.NUMBER):
            ordered[place], ordered[place + 1] = right, left
    return [_day(token, follower) for token, follower in pairwise([*ordered, OWNS])]


def _day(token: Token, follower: Token) -> Token:
    """ "7th" before "October" is the number 7."""
    if follower.plain in MONTH_NAMES and token.key.endswith("th") and _DAY.fullmatch(token.key):
        return replace(token, key=token.key[:-2], kind=Kind.NUMBER)
    return token


def join_numbers(tokens: Sequence[Token]) -> list[Token]:
    """Number words become numbers, and scales are multiplied in: "3.5 million" -> 3500000."""
    joined: list[Token] = []
    place = 0
    while place < len(tokens):
        token, used = _number_at(tokens, place)
        joined.append(token)
        place += used
    return joined


def _number_at(tokens: Sequence[Token], start: int) -> tuple[Token, int]:
    """The token at `start`, or the number that begins there and how many tokens it takes."""
    total, current = Decimal(0), None
    place = start
    while place < len(tokens):
        token = tokens[place]
        # "in 2000 five people": number words do not continue figures
        joins = place == start or tokens[start].kind is not Kind.NUMBER or token.plain in SCALES
        step = _number_step(token, current) if joins else None
        if step is None:
            break
        current, finished = step
        if finished:
            total, current = total + current, Decimal(0)
        place += 1
    used = place - start
    if current is None or (used == 1 and tokens[start].kind is Kind.NUMBER):
        return tokens[start], 1
    if used == 1 and tokens[start].plain == "one" and not _counts(tokens, start):
        return tokens[start], 1
    value = format((total + current).normalize(), "f")
    surface = " ".join(token.surface for token in tokens[start:place])
    return Token(value, Kind.NUMBER, surface, value), used


def _counts(tokens: Sequence[Token], place: int) -> bool:
    """Whether "one" is a figure here ("one diver") and no pronoun ("the one", "one might")."""
    follower = tokens[place + 1] if place + 1 < len(tokens) else OWNS
    before = tokens[place - 1].plain if place else ""
    return (follower.content or follower.plain == "of") and before not in _BEFORE_PRONOUN


def _number_step(token: Token, current: Decimal | None) -> tuple[Decimal, bool] | None:
    """The running value after `token`, and whether it closes a group ("thousand"); None if no part.

    A second plain number does not continue the first, unless it fills up a ten or
    a hundred: "twenty five" is 25, "two three" are two numbers.
    """
    scale = SCALES.get(token.plain) if len(token.plain) > 1 else None  # "5 m" are metres
    if scale and current is not None and current <= _LARGEST:
        return current * scale, scale >= SCALES["thousand"]
    if token.plain in NUMBER_WORDS:
        value = NUMBER_WORDS[token.plain]
        if not current:
            return Decimal(value), False
        room = 100 if current % 100 == 0 else 10 if current % 10 == 0 and current % 100 >= 20 else 1
        return (current + value, False) if value < room else None
    if token.kind is Kind.NUMBER and current is None and is_plain(token.key):
        return Decimal(token.key), False
    return None
