"""Removal of running heads, running feet and page numbers of a PDF.

They are found over all pages: a line at the head or the foot of a page that recurs
at the same height, apart from its numbers, or one that counts the pages.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import chain, groupby, takewhile

from summarize.sources.pdf.lines import group_rows
from summarize.sources.pdf.segments import Page, Segment

_EDGE_ROWS = 3  # at the head and at the foot of a page are looked at
_SAME_HEIGHT = 8  # points: lines at one height differ by less
_NEAR_PAGES = 3  # pages before and behind
_DIGITS = re.compile(r"\d+")
_COUNTER = re.compile(
    r"(?:page|seite|p\.|pg\.?)?\s*[-–—\[(|]*\s*(\d{1,4}|[ivxl]{1,7})\s*[-–—\])|]*"
    r"(?:\s*(?:/|of|von|de)\s*\d{1,4})?$",
    re.I,
)
_NUMBER_AT_END = re.compile(r"^(\d{1,4})\b|(?<![\w.,$])[-–—]?(\d{1,4})[-–—]?$")


@dataclass(frozen=True, slots=True)
class _EdgeRow:
    """A row at the edge of a page: `zone` is "head" or "foot", `rank` 0 outermost."""

    page: int
    zone: str
    rank: int
    segments: tuple[Segment, ...]
    is_set_apart: bool

    @property
    def text(self) -> str:
        return " ".join(segment.text for segment in self.segments)

    @property
    def baseline(self) -> float:
        return self.segments[0].baseline

    @property
    def is_outermost(self) -> bool:
        return self.rank == 0 and self.is_set_apart


def remove_running_heads(pages: Sequence[Page]) -> list[Page]:
    """Return the pages without running heads, running feet and page numbers."""
    rows = [row for page in pages for row in _find_edge_rows(page)]
    found = _find_repeated(rows, len(pages)) + _find_similar(rows) + _find_page_numbers(rows)
    # Nothing but a number or "Page 1 of 2" is one by itself.
    found += (row for row in rows if row.is_outermost and _COUNTER.match(row.text))
    likely = set(map(id, found))
    removed: set[int] = set()
    for _, edge in groupby(rows, key=lambda row: (row.page, row.zone)):
        run = list(takewhile(lambda row: id(row) in likely, edge))
        while run and not run[-1].is_set_apart:
            run.pop()
        removed.update(id(segment) for row in run for segment in row.segments)
    return [
        replace(page, segments=tuple(one for one in page.segments if id(one) not in removed))
        for page in pages
    ]


def _find_edge_rows(page: Page) -> Iterator[_EdgeRow]:
    rows = group_rows(page.segments)
    for zone, ranked in (("head", rows), ("foot", rows[::-1])):
        for rank, row in enumerate(ranked[:_EDGE_ROWS]):
            # A row is set apart from the next one by a gap or by its type.
            first, other = row[0], ranked[min(rank + 1, len(rows) - 1)][0]
            size = max(first.size, other.size)
            gap = abs(other.baseline - first.baseline) > 1.6 * size
            apart = gap or abs(first.size - other.size) > 0.08 * size or rank + 1 == len(rows)
            yield _EdgeRow(page.number, zone, rank, tuple(row), apart)


def _find_repeated(rows: Iterable[_EdgeRow], pages: int) -> list[_EdgeRow]:
    """Return rows that recur on other pages at the same height."""
    same: dict[tuple[str, str], list[_EdgeRow]] = defaultdict(list)
    for row in rows:
        same[row.zone, _DIGITS.sub("#", row.text.casefold())].append(row)
    needed = 2 if pages < 6 else 3
    return [
        row
        for group in same.values()
        for row in group
        if needed
        <= len({one.page for one in group if abs(one.baseline - row.baseline) < _SAME_HEIGHT})
    ]


def _find_similar(rows: Iterable[_EdgeRow]) -> list[_EdgeRow]:
    """Return outermost rows that are nearly the same on the next pages, as in scans."""
    outermost = [row for row in rows if row.is_outermost and len(row.text) < 120]
    found: list[_EdgeRow] = []
    for zone in ("head", "foot"):
        here = [row for row in outermost if row.zone == zone]
        for place, row in enumerate(here):
            near = here[max(0, place - _NEAR_PAGES) : place + 1 + _NEAR_PAGES]
            if sum(_is_alike(row, other) for other in near if other is not row) >= 2:
                found.append(row)
    return found


def _is_alike(one: _EdgeRow, other: _EdgeRow) -> bool:
    a, b = ("".join(filter(str.isalpha, row.text)) for row in (one, other))
    return min(len(a), len(b)) > 5 and SequenceMatcher(None, a, b).ratio() > 0.75


def _find_page_numbers(rows: Sequence[_EdgeRow]) -> list[_EdgeRow]:
    """Return rows set apart from the text with a number that counts the pages."""
    offsets = [{number - row.page for number in _parse_numbers(row)} for row in rows]
    votes = Counter(chain.from_iterable(offsets))
    if not votes:
        return []
    offset = votes.most_common(1)[0][0]
    counting = [
        (row, round(row.baseline / _SAME_HEIGHT))
        for row, own in zip(rows, offsets, strict=True)
        if row.is_set_apart and row.rank < 2 and offset in own
    ]
    heights = Counter(height for _, height in counting)
    return [row for row, at in counting if sum(heights[at + d] for d in (-1, 0, 1)) >= 3]


def _parse_numbers(row: _EdgeRow) -> set[int]:
    if len(row.text) > 120:
        return set()
    matches = chain.from_iterable(_NUMBER_AT_END.finditer(one.text) for one in row.segments)
    found = {int(match[1] or match[2]) for match in matches}
    counter = _COUNTER.match(row.text)
    if counter and counter[1].isdigit():
        found.add(int(counter[1]))
    return found
