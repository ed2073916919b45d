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
from itertools import groupby, takewhile

from summarize.sources.pdf.lines import Page, Segment, group_rows

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
    def key(self) -> tuple[str, str]:
        return self.zone, _DIGITS.sub("#", self.text.casefold())


def remove_running_heads(pages: Sequence[Page]) -> list[Page]:
    """Return the pages without running heads, running feet and page numbers."""
    rows = [row for page in pages for row in _find_edge_rows(page)]
    likely = {
        *map(id, _find_repeated(rows, len(pages)) + _find_similar(rows) + _find_page_numbers(rows))
    }
    likely.update(map(id, _find_lone_numbers(rows)))
    removed: dict[int, set[int]] = defaultdict(set)
    for page, edge in groupby(rows, key=lambda row: (row.page, row.zone)):
        for row in _find_outer(list(edge), likely):
            removed[page[0]].update(map(id, row.segments))
    return [
        replace(page, segments=tuple(s for s in page.segments if id(s) not in removed[page.number]))
        for page in pages
    ]


def _find_outer(edge: Sequence[_EdgeRow], likely: set[int]) -> Sequence[_EdgeRow]:
    """Return the outermost rows that are likely, up to the last that is set apart."""
    run = list(takewhile(lambda row: id(row) in likely, edge))
    while run and not run[-1].is_set_apart:
        run.pop()
    return run


def _find_edge_rows(page: Page) -> Iterator[_EdgeRow]:
    rows = group_rows(page.segments)
    count = min(_EDGE_ROWS, len(rows))
    for zone, ranked in (("head", rows[:count]), ("foot", rows[::-1][:count])):
        for rank, row in enumerate(ranked):
            place = rank if zone == "head" else len(rows) - 1 - rank
            alone = _is_set_apart(rows, place, 1 if zone == "head" else -1)
            yield _EdgeRow(page.number, zone, rank, tuple(row), alone)


def _is_set_apart(rows: Sequence[Sequence[Segment]], place: int, inward: int) -> bool:
    """Whether a row is set apart from the text by a gap or by its type."""
    if not 0 <= place + inward < len(rows):
        return True
    row, other = rows[place][0], rows[place + inward][0]
    size = max(row.size, other.size)
    gap = abs(other.baseline - row.baseline) > 1.6 * size
    return gap or abs(row.size - other.size) > 0.08 * size


def _find_repeated(rows: Iterable[_EdgeRow], pages: int) -> list[_EdgeRow]:
    """Return rows that recur on other pages at the same height."""
    same: dict[tuple[str, str], list[_EdgeRow]] = defaultdict(list)
    for row in rows:
        same[row.key].append(row)
    needed = 2 if pages < 6 else 3
    return [
        row
        for group in same.values()
        for row in group
        if len({other.page for other in group if _is_same_height(row, other)}) >= needed
    ]


def _find_similar(rows: Iterable[_EdgeRow]) -> list[_EdgeRow]:
    """Return outermost rows that are nearly the same on the next pages, as in scans."""
    outermost = [row for row in rows if row.rank == 0 and row.is_set_apart and len(row.text) < 120]
    found: list[_EdgeRow] = []
    for zone in ("head", "foot"):
        here = sorted((row for row in outermost if row.zone == zone), key=lambda one: one.page)
        for place, row in enumerate(here):
            near = (
                here[max(0, place - _NEAR_PAGES) : place]
                + here[place + 1 : place + 1 + _NEAR_PAGES]
            )
            if sum(_is_alike(row, other) for other in near) >= 2:
                found.append(row)
    return found


def _is_alike(one: _EdgeRow, other: _EdgeRow) -> bool:
    a, b = ("".join(char for char in row.text if char.isalpha()) for row in (one, other))
    return min(len(a), len(b)) > 5 and SequenceMatcher(None, a, b).ratio() > 0.75


def _is_same_height(one: _EdgeRow, other: _EdgeRow) -> bool:
    return abs(one.segments[0].baseline - other.segments[0].baseline) < _SAME_HEIGHT


def _find_page_numbers(rows: Sequence[_EdgeRow]) -> list[_EdgeRow]:
    """Return rows set apart from the text with a number that counts the pages."""
    votes: Counter[int] = Counter()
    for row in rows:
        votes.update({number - row.page for number in _parse_numbers(row)})
    if not votes:
        return []
    offset = votes.most_common(1)[0][0]
    counting = [
        row
        for row in rows
        if row.is_set_apart
        and row.rank < 2
        and any(n - row.page == offset for n in _parse_numbers(row))
    ]
    heights = Counter(round(row.segments[0].baseline / _SAME_HEIGHT) for row in counting)
    return [
        row
        for row in counting
        if sum(heights[round(row.segments[0].baseline / _SAME_HEIGHT) + d] for d in (-1, 0, 1)) >= 3
    ]


def _parse_numbers(row: _EdgeRow) -> set[int]:
    if len(row.text) > 120:
        return set()
    found = {
        int(group)
        for segment in row.segments
        for match in _NUMBER_AT_END.finditer(segment.text)
        for group in match.groups()
        if group
    }
    counter = _COUNTER.match(row.text)
    if counter and counter[1].isdigit():
        found.add(int(counter[1]))
    return found


def _find_lone_numbers(rows: Iterable[_EdgeRow]) -> list[_EdgeRow]:
    """Return outermost rows of nothing but a number or "Page 1 of 2", set apart from the text."""
    return [row for row in rows if row.rank == 0 and row.is_set_apart and _COUNTER.match(row.text)]
