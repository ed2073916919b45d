"""Segments of a PDF column -> its lines; runs of rows that are aligned are tables."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from summarize.nlp.english.function_words import FUNCTION_WORDS
from summarize.nlp.patterns import end_pattern
from summarize.sources.pdf.segments import CJK, Segment

END_MARK = end_pattern(closers="」』）¹²³⁰⁴-⁹ᵃ-ᶻ*†‡")
"""The mark that ends a sentence, with quotation marks and notes behind it."""

_MIN_ROWS = 3
_LONG_CELL = 8  # words; a table has few cells as long
_NUMBER = re.compile(r"[-–—+$€£¥(]*\d[\d,.:%/)]*[*†‡]?$|[-–—.…]+$|(?:n/?a|nil|yes|no)$", re.I)
_ITEM_MARK = re.compile(r"(?:[^\w\s]|\(?[\dA-Za-z]{1,3}[.)]|[一二三四五六七八九十]{1,3})$")
_LEADERS = re.compile(r"(?:\s*\.\s*){4,}")


def _join_segments(row: Sequence[Segment]) -> Segment:
    """Return one segment of several at one height, left to right."""
    if len(row) == 1:
        return row[0]
    return replace(
        max(row, key=lambda one: len(one.text)),
        text=" ".join(one.text for one in row),
        x0=min(one.x0 for one in row),
        x1=max(one.x1 for one in row),
        first_word_width=row[0].first_word_width,
        is_bold=all(one.is_bold for one in row),
        starts_bold=row[0].starts_bold,
        ends_bold=row[-1].ends_bold,
        is_mono=all(one.is_mono for one in row),
    )


def group_rows(segments: Iterable[Segment]) -> list[list[Segment]]:
    """Return the segments grouped by height, from the top, each row from the left."""
    rows: list[list[Segment]] = []
    for segment in sorted(segments, key=lambda one: one.baseline):
        first = rows[-1][0] if rows else segment
        if rows and segment.baseline - first.baseline < 0.45 * min(segment.size, first.size):
            rows[-1].append(segment)
        else:
            rows.append([segment])
    for row in rows:
        row.sort(key=lambda one: one.x0)
    return rows


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a column with its page; `cells` has more than one segment in a table only."""

    segment: Segment
    page: int
    cells: tuple[Segment, ...] = ()

    @property
    def text(self) -> str:
        """Its text."""
        return self.segment.text


def build_lines(column: Sequence[Segment], page: int) -> list[Line]:
    """Return the lines of one column, from its top; the rows of a table keep their cells."""
    rows = group_rows(column)
    tabular: set[int] = set()
    for start, end in _find_row_runs(rows):
        run = [row for row in rows[start:end] if len(row) > 1]
        if len(run) >= _MIN_ROWS and _are_cells(rows[start:end]) and _is_aligned(run):
            tabular.update(range(start, end))
    return [
        Line(_join_segments(row), page, tuple(row) if place in tabular else ())
        for place, row in enumerate(rows)
    ]


def _find_row_runs(rows: Sequence[Sequence[Segment]]) -> list[list[int]]:
    """Return start and end of runs of rows of several segments; one row of one may be within."""
    runs: list[list[int]] = []
    for place, row in enumerate(rows):
        if len(row) < 2:
            continue
        end = runs[-1][1] if runs else 0
        last, below = rows[end - 1][0], rows[end][0]
        far = below.baseline - last.baseline > 4 * max(last.size, below.size)
        if not runs or place - end > 1 or far:
            runs.append([place, place + 1])
        else:
            runs[-1][1] = place + 1
    return runs


def _are_cells(run: Sequence[Sequence[Segment]]) -> bool:
    items = sum(_ITEM_MARK.match(row[0].text) is not None and len(row) == 2 for row in run)
    if items * 2 > len(run):
        return False
    if _reads_on(run):
        return False
    cells = [segment.text for row in run for segment in row]
    long = sum(len(cell.split()) + len(CJK.findall(cell)) / 2 > _LONG_CELL for cell in cells)
    # The first cell may count items: sentences that begin behind it, or run on below.
    ended = sum(END_MARK.search(row[-1].text) is not None for row in run)
    counted = (
        cells
        if ended * 2 < sum(len(row) > 1 for row in run)
        else [one.text for row in run for one in row[1:]]
    )
    numbers = sum(_NUMBER.match(cell) is not None for cell in counted)
    return long * 4 <= len(cells) or numbers * 3 >= len(cells)


def _reads_on(run: Sequence[Sequence[Segment]]) -> bool:
    """Whether rows are lines of text with wide gaps between the words, as in narrow columns."""
    behind = [one.text for row in run for one in row[1:]]
    words = [word.strip(".,;:!?").casefold() for row in run for one in row
             for word in one.text.split()]  # fmt: skip
    small = sum(text[:1].islower() for text in behind)
    common = sum(word in FUNCTION_WORDS for word in words)
    many = len(behind) >= 3 * sum(len(row) > 1 for row in run)
    return many and small * 10 >= 6 * len(behind) and common * 4 >= len(words)


def _is_aligned(run: Sequence[Sequence[Segment]]) -> bool:
    """Whether most cells behind the first start, end or are centred where others do."""
    votes: Counter[tuple[str, int]] = Counter()
    for row in run:
        votes.update({key for cell in row[1:] for key in _alignment_keys(cell)})
    cells = [cell for row in run for cell in row[1:]]
    many = len(cells) >= 3 * len(run)  # so many pieces in each row are no accident
    needed = 2 if many and len(run) <= 5 else max(_MIN_ROWS, 0.5 * len(run))
    good = sum(any(votes[key] >= needed for key in _alignment_keys(cell)) for cell in cells)
    return good * 10 >= 6 * len(cells)


def _alignment_keys(cell: Segment) -> Iterator[tuple[str, int]]:
    for name, x in (("start", cell.x0), ("end", cell.x1), ("middle", (cell.x0 + cell.x1) / 2)):
        place = round(x / 3)
        yield name, place
        yield name, place + (1 if x / 3 > place else -1)


def format_row(line: Line) -> str:
    """Return a row of a table as text: two spaces between its cells, leaders left out."""
    cells = line.cells or (line.segment,)
    texts = (_LEADERS.sub(" ", cell.text).strip() for cell in cells)
    return "  ".join(text for text in texts if text)
