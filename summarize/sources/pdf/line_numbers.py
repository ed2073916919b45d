"""Removal of the numbers of lines beside the text: preprints, depositions, bills, patents.

They stand one below the other, count up by one or by five, and beside them are lines
of running text, one for each step. The numbers of a table's rows or of a list's items
stand beside cells, or beside items that each begin anew.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from summarize.sources.pdf.words import Word

_NUMBER = re.compile(r"\d{1,4}$")
_FEWEST = {1: 5, 2: 4, 5: 3, 10: 3}  # numbers of a page, by their step
_EDGE = 1.5  # points: numbers below each other end, or begin, within
_APART = 0.3  # of the size: how far text keeps from them
_ROW = 0.45  # of the size: what is on one row
_BESIDE = 8.0  # of the size: how far away the lines may begin
_CELL_GAP = 1.5  # of the size
_CELL_WORDS = 3
_LINE_WORDS = 4
_EVEN = 0.3  # of the usual distance
_SHORT_PAGE = 12  # rows: what is too short to tell by itself


@dataclass(frozen=True, slots=True)
class _Row:
    """Words on one line of text, from the left, with the number that counts it."""

    words: tuple[Word, ...]

    @property
    def cells(self) -> list[list[Word]]:
        cells = [[self.words[0]]]
        for before, word in pairwise(self.words):
            if word.x0 - before.x1 > _CELL_GAP * word.style.size:
                cells.append([])
            cells[-1].append(word)
        return cells


def remove_line_numbers(words: Sequence[Word]) -> tuple[list[Word], tuple[float, ...]]:
    """Return the words of a page without the numbers of its lines, and the x where those were."""
    found: list[Word] = []
    for run in _find_runs(words):
        if not set(map(id, run)) & set(map(id, found)) and _counts_lines(run, words):
            found += _extend_run(run, words)
    removed = set(map(id, found))
    kept = [word for word in words if id(word) not in removed]
    return kept, tuple(sorted({word.x1 for word in found} | {word.x0 for word in found}))


def remove_numbers_at(words: Sequence[Word], places: Sequence[float]) -> list[Word]:
    """Return the words without numbers that begin or end at one of the x of other pages."""
    return [
        word
        for word in words
        if not (
            _NUMBER.match(word.text)
            and any(min(abs(word.x0 - x), abs(word.x1 - x)) < _EDGE for x in places)
        )
    ]


def is_short(words: Sequence[Word]) -> bool:
    """Whether a page has too few lines to tell by itself whether they are numbered."""
    few = len(words) <= _SHORT_PAGE * 25
    return few and len({round(word.baseline / 4) for word in words}) <= _SHORT_PAGE


def _find_runs(words: Sequence[Word]) -> Iterator[list[Word]]:
    """Yield runs of numbers that stand below each other and count up evenly, the longest first."""
    numbers = [word for word in words if _NUMBER.match(word.text) and not word.glued]
    runs: list[list[Word]] = []
    for edge in ("x1", "x0"):
        rest = sorted(numbers, key=lambda word: getattr(word, edge))
        group: list[Word] = []
        for word in [*rest, None]:
            if word and group and getattr(word, edge) - getattr(group[0], edge) <= _EDGE:
                group.append(word)
                continue
            if len(group) >= min(_FEWEST.values()):
                runs += (_find_longest(group, step) for step in _FEWEST)
            group = [word] if word else []
    long = (run for run in runs if len(run) > 2 and len(run) >= _FEWEST[_find_step(run)])
    yield from sorted(long, key=len, reverse=True)


def _find_step(run: Sequence[Word]) -> int:
    return int(run[1].text) - int(run[0].text)


def _find_longest(group: Sequence[Word], step: int) -> list[Word]:
    """Return the longest run, from the top, in which each number is `step` more than the last."""
    longest: dict[int, list[Word]] = {}
    for word in sorted(group, key=lambda one: one.baseline):
        value = int(word.text)
        run = [*longest.get(value - step, ()), word]
        if len(run) > len(longest.get(value, ())):
            longest[value] = run
    return max(longest.values(), key=len)


def _extend_run(run: Sequence[Word], words: Sequence[Word]) -> list[Word]:
    """Return a run with the numbers before and behind it that have fewer or more digits."""
    step, size = _find_step(run), run[0].style.size
    left, right = min(word.x0 for word in run) - size, max(word.x1 for word in run) + size
    near = [one for one in words if left <= one.x0 and one.x1 <= right and _NUMBER.match(one.text)]
    done = list(run)
    for word in sorted(near, key=lambda one: -one.baseline):
        if word.baseline < done[0].baseline and int(word.text) == int(done[0].text) - step:
            done.insert(0, word)
    for word in sorted(near, key=lambda one: one.baseline):
        if word.baseline > done[-1].baseline and int(word.text) == int(done[-1].text) + step:
            done.append(word)
    return done


def _counts_lines(run: Sequence[Word], words: Sequence[Word]) -> bool:
    size = median(word.style.size for word in run)
    left, right = min(word.x0 for word in run), max(word.x1 for word in run)
    top, foot = run[0].baseline - size, run[-1].baseline + 0.5 * size
    own = set(map(id, run))
    near = [one for one in words if top <= one.baseline <= foot and id(one) not in own]
    slack = _APART * size
    within = [one for one in near if one.x1 > left - slack and one.x0 < right + slack]
    if len(within) * 10 > len(run):
        return False
    after = _group_rows([one for one in near if one.x0 > right])
    close = [row for row in after if _keeps_near(row, left, right, size)]
    if len(close) >= len(run) * 0.4:
        return _are_lines(run, close, size)
    # Numbers behind their lines have nothing behind them, or another column.
    if len(after) >= len(run) * 0.4 and not _begin_with_lines(after):
        return False
    before = _group_rows([one for one in near if one.x1 < left])
    close = [row for row in before if _keeps_near(row, left, right, size)]
    return len(close) >= len(run) * 0.4 and _are_lines(run, close, size)


def _keeps_near(row: _Row, left: float, right: float, size: float) -> bool:
    far = _BESIDE * size
    return any(0 <= one.x0 - right < far or 0 <= left - one.x1 < far for one in row.words)


def _group_rows(words: Sequence[Word]) -> list[_Row]:
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda one: one.baseline):
        if rows and word.baseline - rows[-1][0].baseline < _ROW * word.style.size:
            rows[-1].append(word)
        else:
            rows.append([word])
    return [_Row(tuple(sorted(row, key=lambda one: one.x0))) for row in rows]


def _are_lines(run: Sequence[Word], rows: Sequence[_Row], size: float) -> bool:
    """Whether rows are lines of running text, one for each step of the run."""
    step = _find_step(run)
    tables = sum(len(row.cells) > 1 and len(row.cells[-1]) <= _CELL_WORDS for row in rows)
    if tables * 2 > len(rows) or median(map(_count_words, rows)) < _LINE_WORDS:
        return False
    if not _begin_with_lines(rows):
        return False
    if step > 1:
        counts = [
            sum(one.baseline < row.words[0].baseline + 0.4 * size <= two.baseline + 0.8 * size
                for row in rows) - step
            for one, two in pairwise(run)
        ]  # fmt: skip
        return sum(-2 <= count <= 1 for count in counts) * 10 >= 6 * len(counts)
    heights = [word.baseline for word in run]
    counted = [
        row
        for row in rows
        if any(abs(row.words[0].baseline - height) < 0.6 * size for height in heights)
    ]
    if len(counted) * 100 < 85 * len(rows):
        return False
    going_on = sum(_find_initial(row).islower() for row in counted)
    bare = len(run) - len(counted)
    distances = [two - one for one, two in pairwise(heights)]
    usual = median(distances)
    even = sum(abs(one - usual) < _EVEN * usual for one in distances) * 10 >= 9 * len(distances)
    return going_on * 4 >= len(counted) or (even and bare >= 2 and going_on > 0)


def _begin_with_lines(rows: Sequence[_Row]) -> bool:
    """Whether rows begin with lines of text rather than with cells of a table."""
    begun = [row for row in rows if _count_letters(row.cells[0]) > _CELL_WORDS]
    return len(begun) * 5 >= 2 * len(rows)


def _count_words(row: _Row) -> int:
    return _count_letters(row.words)


def _count_letters(words: Sequence[Word]) -> int:
    """Return how many words have letters."""
    return sum(any(map(str.isalpha, word.text)) for word in words)


def _find_initial(row: _Row) -> str:
    return next((char for word in row.words for char in word.text if char.isalpha()), "")
