"""Columns of a PDF page in reading order.

A gutter is a strip that next to nothing crosses, with lines of text on both its
sides. What crosses it (a title, a wide figure) divides the page into bands; in each
band the left side is read before the right one, and each side is looked at again.
A strip between the cells of a table is no gutter: there the rows are what is read.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import takewhile
from statistics import median

from summarize.sources.pdf.lines import group_rows
from summarize.sources.pdf.segments import CJK, Segment

_MIN_LINES = 3  # on each side of a gutter, in one band at least
_MIN_GUTTER = 0.45  # of the type's size: how wide a gutter is
_PROSE_WORDS = 3.5  # of a line of a column, in the median
_ALIGNED = 0.75  # of the lines of one side have a neighbour at their height: rows
_MIN_TABLE_ROWS = 4  # of a table above or below columns of text
_CELL_WORDS = 2.5  # at most, on average
_MAX_DEPTH = 8  # of the recursion; a page of more columns is no page to read

Band = tuple[bool, list[Segment]]  # whether it crosses the gutter, and what is in it


def split_columns(segments: Sequence[Segment], depth: int = 0) -> list[list[Segment]]:
    """Return groups of segments in reading order, each a column or part of one, from its top."""
    ordered = sorted(segments, key=lambda one: (one.baseline, one.x0))
    gutter = _find_gutter(ordered) if depth < _MAX_DEPTH else None
    if gutter is None:
        return [ordered] if ordered else []
    groups: list[list[Segment]] = []
    for full, band in _merge_bands(ordered, gutter):
        left = [one for one in band if one.x1 <= gutter]
        right = [one for one in band if one.x1 > gutter]
        for part in (band,) if full else (left, right):
            groups += split_columns(part, depth + 1)
    return groups


def _find_gutter(segments: Sequence[Segment]) -> float | None:
    """Return the x of the best gutter, if there is one."""
    if len(segments) < 2 * _MIN_LINES:
        return None
    least = _MIN_GUTTER * median(one.size for one in segments)
    scores = {x: _score_gutter(segments, x) for x in _find_strips(segments, least)}
    best = max(scores, key=scores.__getitem__, default=None)
    return best if best is not None and scores[best] > 0 else None


def _find_strips(segments: Sequence[Segment], least: float) -> Iterator[float]:
    """Yield the x of vertical strips `least` points wide between what ends and begins there."""
    ends = sorted({round(one.x1, 1) for one in segments})
    starts = sorted({round(one.x0, 1) for one in segments})
    for start in starts:
        place = bisect_right(ends, start - least)
        if not place:
            continue
        end = ends[place - 1]
        between = bisect_right(starts, end)
        if between < len(starts) and starts[between] == start:
            yield (end + start) / 2


def _score_gutter(segments: Sequence[Segment], x: float) -> int:
    """Return how many lines face each other across `x`, less what crosses it; 0: no gutter."""
    score = crossing = 0
    for full, band in _split_bands(segments, x):
        left = [one for one in band if one.x1 <= x]
        right = [one for one in band if one.x1 > x]
        if full:
            crossing += len(band)
        elif min(len(left), len(right)) >= _MIN_LINES and _are_columns(left, right):
            score += _count_beside(left, right) + _count_beside(right, left)
    return score - crossing if score > crossing // 4 else 0


def _count_beside(side: Sequence[Segment], other: Sequence[Segment]) -> int:
    top = min(one.baseline - one.size for one in other)
    foot = max(one.baseline for one in other)
    return sum(top <= one.baseline <= foot + one.size for one in side)


def _are_columns(left: Sequence[Segment], right: Sequence[Segment]) -> bool:
    """Whether two sides are columns of text rather than the cells of a table."""
    if min(_count_beside(left, right), _count_beside(right, left)) < _MIN_LINES:
        return False
    if _median_line_words(left) >= _PROSE_WORDS and _median_line_words(right) >= _PROSE_WORDS:
        return True
    few, many = sorted((group_rows(left), group_rows(right)), key=len)
    heights = sorted(row[0].baseline for row in many)
    aligned = 0
    for one, *_ in few:
        place = bisect_right(heights, one.baseline - 0.2 * one.size)
        aligned += place < len(heights) and heights[place] <= one.baseline + 0.2 * one.size
    return aligned < _ALIGNED * len(few)


def _median_line_words(side: Sequence[Segment]) -> float:
    return median(sum(_count_words(segment.text) for segment in row) for row in group_rows(side))


@lru_cache(maxsize=2048)
def _count_words(text: str) -> float:
    """Return how many words have letters: numbers in cells are none."""
    ideographs = len(CJK.findall(text))
    if ideographs:
        return ideographs / 2
    return sum(any(char.isalpha() for char in word) for word in text.split())


def _split_bands(segments: Sequence[Segment], x: float) -> Iterator[Band]:
    """Yield runs, from the top, of what crosses `x` and what does not; `segments` are in order."""
    tops = [one.baseline for one in segments if one.x0 < x < one.x1]
    # The lines that cross `x` have odd numbers, what is between them even ones.
    bands: defaultdict[int, list[Segment]] = defaultdict(list)
    for one in segments:
        if one.x0 < x < one.x1:
            bands[2 * bisect_right(tops, one.baseline) - 1].append(one)
        else:
            bands[2 * bisect_right(tops, one.baseline - 0.3 * one.size)].append(one)
    for number, band in sorted(bands.items()):
        yield number % 2 == 1, band


def _merge_bands(segments: Sequence[Segment], x: float) -> list[Band]:
    """Return the bands of `_split_bands`, with those that are no columns joined to what crosses."""
    raw = [part for band in _split_bands(segments, x) for part in _split_off_tables(*band, x)]
    found: list[Band] = []
    for place, (crosses, band) in enumerate(raw):
        # A band of one side only, or with so little on the other, is of what crosses.
        left = sum(one.x1 <= x for one in band)
        fewer = min(left, len(band) - left)
        lone = 0 < place < len(raw) - 1 and fewer == 1 and len(band) <= 4
        full = crosses or fewer == 0 or lone
        rest = band
        if found and found[-1][0] and not full:
            tail, rest = _split_off_tail(found[-1][1], band, x)
            found[-1][1].extend(tail)
        if found and found[-1][0] and full:
            found[-1][1].extend(rest)
        elif rest:
            found.append((full, rest))
    return found


def _split_off_tables(crosses: bool, band: list[Segment], x: float) -> Iterator[Band]:
    """Split the rows of a table at the top and foot of a band off as bands of their own."""
    if crosses:
        yield crosses, band
        return
    rows = group_rows(band)
    head = len(list(takewhile(lambda row: _is_table_row(row, x), rows)))
    head = head if head >= _MIN_TABLE_ROWS else 0
    foot = len(list(takewhile(lambda row: _is_table_row(row, x), reversed(rows[head:]))))
    end = len(rows) - (foot if foot >= _MIN_TABLE_ROWS else 0)
    for of_table, part in ((True, rows[:head]), (False, rows[head:end]), (True, rows[end:])):
        if part:
            yield of_table, [segment for row in part for segment in row]


def _is_table_row(row: Sequence[Segment], x: float) -> bool:
    """Whether a row has more than three segments, all short, on both sides of `x`."""
    sides = {segment.x1 <= x for segment in row}
    words = sum(len(segment.text.split()) for segment in row)
    return len(sides) == 2 and len(row) > 3 and words <= _CELL_WORDS * len(row)


def _split_off_tail(
    above: Sequence[Segment], band: Sequence[Segment], x: float
) -> tuple[list[Segment], list[Segment]]:
    """Split off the lines at the top of a band that continue what is above it, none beside."""
    right_top = min((one.baseline - one.size for one in band if one.x1 > x), default=0.0)
    last = max(above, key=lambda one: one.baseline)
    tail: list[Segment] = []
    for segment in band:
        close = segment.baseline - last.baseline < 1.35 * segment.size
        alike = abs(segment.size - last.size) < 0.3
        if segment.baseline >= right_top or not (close and alike and segment.x1 <= x):
            break
        tail.append(segment)
        last = segment
    return tail, list(band[len(tail) :])
