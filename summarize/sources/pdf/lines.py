"""The lines of a column: segments on one height put together, and runs of rows that are tables."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from summarize.sources.pdf.page import CJK, Segment, line_of, rows_of

_FEWEST_ROWS = 3
_LONG_CELL = 8  # words; a table has few cells as long
_NUMBER = re.compile(r"[-–—+$€£¥(]*\d[\d,.:%/)]*[*†‡]?$|[-–—.…]+$|(?:n/?a|nil|yes|no)$", re.I)
_MARK = re.compile(r"(?:[^\w\s]|\(?[\dA-Za-z]{1,3}[.)]|[一二三四五六七八九十]{1,3})$")
_LEADERS = re.compile(r"(?:\s*\.\s*){4,}")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a column with its page; `cells` has more than one segment in a table only."""

    segment: Segment
    page: int
    cells: tuple[Segment, ...] = ()

    @property
    def text(self) -> str:
        """What stands on it."""
        return self.segment.text


def lines_of(column: Sequence[Segment], page: int) -> list[Line]:
    """The lines of one column, from its top; the rows of a table keep their cells."""
    rows = rows_of(column)
    tabular = _tabular(rows)
    return [
        Line(line_of(row), page, tuple(row) if in_table else ())
        for row, in_table in zip(rows, tabular, strict=True)
    ]


def _tabular(rows: Sequence[Sequence[Segment]]) -> list[bool]:
    """For each row, whether it belongs to a table."""
    flags = [False] * len(rows)
    for start, end in _runs(rows):
        run = [row for row in rows[start:end] if len(row) > 1]
        if len(run) >= _FEWEST_ROWS and _are_cells(rows[start:end]) and _is_aligned(run):
            flags[start:end] = [True] * (end - start)
    return flags


def _runs(rows: Sequence[Sequence[Segment]]) -> Iterator[tuple[int, int]]:
    """Stretches from one row of several segments to another; a single one may stand within."""
    start = last = -1
    for place, row in enumerate(rows):
        if len(row) < 2:
            continue
        apart = start >= 0 and (place - last > 2 or _far(rows[last], rows[last + 1]))
        if apart:
            yield start, last + 1
        if start < 0 or apart:
            start = place
        last = place
    if start >= 0:
        yield start, last + 1


def _far(above: Sequence[Segment], below: Sequence[Segment]) -> bool:
    return below[0].base - above[0].base > 4 * max(above[0].size, below[0].size)


def _are_cells(run: Sequence[Sequence[Segment]]) -> bool:
    if sum(_MARK.match(row[0].text) is not None and len(row) == 2 for row in run) * 2 > len(run):
        return False
    cells = [segment for row in run for segment in row]
    long = sum(_is_long(cell.text) for cell in cells)
    numbers = sum(_NUMBER.match(cell.text) is not None for cell in cells)
    return long * 4 <= len(cells) or numbers * 3 >= len(cells)


def _is_long(text: str) -> bool:
    return len(text.split()) + len(CJK.findall(text)) / 2 > _LONG_CELL


def _is_aligned(run: Sequence[Sequence[Segment]]) -> bool:
    """Whether most cells behind the first start, end or are centred where others do."""
    votes: Counter[tuple[str, int]] = Counter()
    for row in run:
        votes.update({key for cell in row[1:] for key in _anchors(cell)})
    cells = [cell for row in run for cell in row[1:]]
    many = len(cells) >= 3 * len(run)  # so many pieces in each row are no accident
    needed = 2 if many and len(run) <= 5 else max(_FEWEST_ROWS, 0.5 * len(run))
    good = sum(any(votes[key] >= needed for key in _anchors(cell)) for cell in cells)
    return good * 10 >= 6 * len(cells)


def _anchors(cell: Segment) -> Iterator[tuple[str, int]]:
    for name, x in (("start", cell.x0), ("end", cell.x1), ("middle", (cell.x0 + cell.x1) / 2)):
        place = round(x / 3)
        yield name, place
        yield name, place + (1 if x / 3 > place else -1)


def row_text(line: Line) -> str:
    """A row of a table as text: its cells divided by two spaces, leaders left out."""
    cells = line.cells or (line.segment,)
    texts = (_LEADERS.sub(" ", cell.text).strip() for cell in cells)
    return "  ".join(text for text in texts if text)
