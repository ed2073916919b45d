"""Dates as documents write them -> ISO 8601."""

from __future__ import annotations

import re
from email.utils import parsedate_to_datetime

_ISO = re.compile(r"\s*(\d{4})(?:-?(\d{2})(?:-?(\d{2}))?)?(?!\d)")


def parse_date(text: str | None) -> str | None:
    """The day in an ISO or mail date, as exact as it is; None if there is none to be sure of.

    `"2012-01-18T12:47:00Z" -> "2012-01-18"`, `"Wed, 5 Mar 2003 10:00:00 GMT" -> "2003-03-05"`
    """
    if not text:
        return None
    found = _ISO.match(text)
    if found:
        return join_date(*found.groups())
    try:
        return parsedate_to_datetime(text.strip()[:100]).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def join_date(year: str | None, month: str | None = None, day: str | None = None) -> str | None:
    """`("2020", "6", "1") -> "2020-06-01"`; what is out of range is left out."""
    if not year or not year.isdecimal() or not 1000 <= int(year) <= 2999:
        return None
    if not month or not month.isdecimal() or not 1 <= int(month) <= 12:
        return year
    if not day or not day.isdecimal() or not 1 <= int(day) <= 31:
        return f"{year}-{int(month):02}"
    return f"{year}-{int(month):02}-{int(day):02}"
