"""Dates of files and mails -> ISO 8601, as exact as they are."""

from __future__ import annotations

import re

_ISO_DATE = re.compile(r"\s*(\d{4})(?:-?(\d{2})(?:-?(\d{2}))?)?(?!\d)")


def parse_date(text: str | None) -> str | None:
    """Return the day in an ISO or mail date, as exact as it is; None if there is no certain one.

    `"2012-01-18T12:47:00Z" -> "2012-01-18"`, `"Wed, 5 Mar 2003 10:00:00 GMT" -> "2003-03-05"`
    """
    if not text:
        return None
    found = _ISO_DATE.match(text)
    if found:
        return join_date(*found.groups())
    from email.utils import parsedate_to_datetime

    try:
        return parsedate_to_datetime(text.strip()[:100]).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def join_date(year: str | None, month: str | None = None, day: str | None = None) -> str | None:
    """Return an ISO date, without what is out of range: `("2020", "6", "1") -> "2020-06-01"`."""
    if not year or not year.isdecimal() or not 1000 <= int(year) <= 2999:
        return None
    if not month or not month.isdecimal() or not 1 <= int(month) <= 12:
        return year
    if not day or not day.isdecimal() or not 1 <= int(day) <= 31:
        return f"{year}-{int(month):02}"
    return f"{year}-{int(month):02}-{int(day):02}"
