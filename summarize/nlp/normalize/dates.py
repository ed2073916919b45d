"""Normalize dates and times of day: "October 7th" -> "7 October", "19:30" -> "7:30 pm"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from summarize.nlp.english import number_words
from summarize.nlp.tokens import Kind, Token, Tokens

_DAY = re.compile(r"(?:[1-9]|[12]\d|3[01])(?:th)?")
_YEAR = re.compile(r"1\d{3}|20\d\d")
_AMBIGUOUS_NAMES = frozenset(["may", "march"])


def is_year(key: str) -> bool:
    """Whether a canonical number may be a year: 1000 to 2099."""
    return _YEAR.fullmatch(key) is not None


def is_weekday(tokens: Tokens, place: int) -> bool:
    """Whether a token is "Monday" or one of its like."""
    return tokens[place].plain in number_words.WEEKDAYS


def is_month(tokens: Tokens, place: int) -> bool:
    """Whether a token is a month: "May" and "March" only as names or in a date."""
    token = tokens[place]
    if token.plain not in number_words.MONTH_NAMES:
        return False
    if token.plain not in _AMBIGUOUS_NAMES or token.kind is Kind.NAME:
        return True
    return place > 0 and tokens[place - 1].kind is Kind.NUMBER and not token.surface.islower()


def expand_date_name(plain: str, surface: str) -> str:
    """Return the full name of an abbreviated month or weekday: `"sept", "Sept" -> "september"`."""
    return number_words.DATE_ABBREVIATIONS.get(plain, plain) if surface[:1].isupper() else plain


def find_day_and_month(first: int, second: int) -> tuple[int, int] | None:
    """Return the day and month of "25/12" or "12/25"; None where it could be either: "7/10"."""
    if first == second and first <= 12:
        return first, second
    if 12 < first <= 31 and 1 <= second <= 12:
        return first, second
    if 12 < second <= 31 and 1 <= first <= 12:
        return second, first
    return None


def parse_numeric_date(parts: Sequence[str]) -> tuple[str, str, str] | None:
    """Return day, month name and year of a date's three numbers; None if ambiguous or none.

    `["25", "12", "2023"] -> ("25", "december", "2023")`; `["2023", "12", "07"]` likewise.
    """
    numbers = [int(part) for part in parts]
    if len(parts[0]) == 4:
        day, month = numbers[2], numbers[1]
        found = (day, month) if 1 <= day <= 31 and 1 <= month <= 12 else None
        year = parts[0]
    else:
        found, year = find_day_and_month(numbers[0], numbers[1]), parts[2]
    return (str(found[0]), number_words.MONTHS_IN_ORDER[found[1] - 1], year) if found else None


def normalize_time(hours: str, minutes: str, *, half: str = "") -> tuple[str, str]:
    """Return a time of day on the 12-hour clock, and its half of the day if known.

    `"19", "30" -> ("7:30", "pm")`; `"7", "30" -> ("7:30", "")`; `"07", "30" -> "morning"`.
    """
    hour = int(hours)
    if not half and hours[0] == "0" and len(hours) == 2:  # on the 24-hour clock
        hour, half = hour or 12, "morning"
    if 12 < hour < 24:
        hour, half = hour - 12, "pm"
    return (f"{hour}:{minutes}" if int(minutes) else str(hour)), half


def reorder_dates(tokens: Tokens) -> list[Token]:
    """Put each day before its month: "October 7th", "the 7th of October" -> "7 October"."""
    if not any(token.plain in number_words.MONTH_NAMES for token in tokens):
        return list(tokens)
    ordered: list[Token] = []
    for place, token in enumerate(tokens):
        dated = bool(ordered) and _has_day(ordered)  # "7 October, 14 divers"
        if ordered and _DAY.fullmatch(token.key) and not dated and _ends_with_month(ordered):
            follower = tokens[place + 1] if place + 1 < len(tokens) else None
            # "the October third quarter"
            if token.plain[0].isdigit() or follower is None or not follower.is_content:
                ordered.insert(-1, _build_day(token))
                continue
        if len(ordered) > 1 and ordered[-1].plain == "to" and _is_range_end(ordered, token):
            ordered[-2:] = [ordered[-1], token, ordered[-2]]  # "October 7-9"
            continue
        if token.plain in number_words.MONTH_NAMES and _ends_with_day(ordered):
            if ordered[-1].plain == "of":
                ordered.pop()
            ordered[-1] = _build_day(ordered[-1])
        ordered.append(token)
    return ordered


def _ends_with_month(ordered: Tokens) -> bool:
    month = ordered[-1]
    doubtful = month.plain in _AMBIGUOUS_NAMES and month.surface.islower()
    return month.plain in number_words.MONTH_NAMES and not doubtful


def _is_range_end(ordered: Tokens, token: Token) -> bool:
    """Whether the range "7 October to 9" ends here, written "October 7-9"."""
    is_day = token.kind is Kind.NUMBER and _DAY.fullmatch(token.key) is not None
    return is_day and _has_day(ordered[:-1]) and _ends_with_month(ordered[:-1])


def _has_day(ordered: Tokens) -> bool:
    """Whether the month that comes last has its day before it."""
    return len(ordered) > 1 and _DAY.fullmatch(ordered[-2].key) is not None


def _ends_with_day(ordered: Tokens) -> bool:
    """Whether a day comes last, or a day and "of": "7th", "7th of"."""
    if len(ordered) > 1 and ordered[-1].plain == "of":
        return ordered[-2].key.endswith("th") and _DAY.fullmatch(ordered[-2].key) is not None
    return bool(ordered) and _DAY.fullmatch(ordered[-1].key) is not None


def _build_day(token: Token) -> Token:
    """Return the number 7 for "7th" in a date."""
    if token.kind is Kind.NUMBER:
        return token
    key = token.key.removesuffix("th")
    return replace(token, key=key, plain=key, kind=Kind.NUMBER)
