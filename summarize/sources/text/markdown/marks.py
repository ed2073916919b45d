"""Marks in Markdown: what is raised or lowered, and the marks in a part of a text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from summarize.sources.gaps import Mark
from summarize.sources.superscripts import lower_digits, render_superscript


def mark_superscript(before: str, raised: str, start: int, end: int) -> Mark:
    """Return the mark for raised text: a power ("10⁶"), plain letters ("19th"), or a note's."""
    shown = render_superscript(before, raised.replace("\\ ", " "))
    return Mark(start, end, shown, "" if shown else "footnote mark")


def mark_subscript(before: str, lowered: str, start: int, end: int) -> Mark:
    """Return the mark for lowered text, whose figures stay apart from those before it."""
    return Mark(start, end, lower_digits(lowered, before))


def clip_marks(marks: Sequence[Mark], start: int, end: int) -> list[Mark]:
    """Return what of the marks is in `content[start:end]`; they are in order, none overlap."""
    first = bisect_left(marks, start, key=lambda mark: mark.end)
    behind = bisect_left(marks, end, key=lambda mark: mark.start)
    inside = (
        mark._replace(start=max(mark.start, start), end=min(mark.end, end))
        for mark in marks[first:behind]
    )
    return [mark for mark in inside if mark.start < mark.end]
