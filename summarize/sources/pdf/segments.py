"""Words -> segments: what stands on one line without a wide gap.

A segment never reaches over the gap between two columns, but a widely spaced line
may fall apart into several; the lines of a column put it together again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from summarize.sources.pdf.page import Segment, Word, segment_of

_GAP = 0.9  # of the type's size: wider, and something else begins
_OVERLAP = 0.65  # of the size: how far a word may go back (half-width marks, accents set apart)
_ROW = 24.0  # points: what is looked at together; marks are raised by less
_LONGEST_MARK = 4  # characters of a raised mark
_CLOSE = 0.45  # of the size: a gap in which no column can end


def segments_of(words: Iterable[Word]) -> list[Segment]:
    """Segments of words in the order of the file, which mostly is that of the line."""
    runs: list[list[Word]] = []
    for word in words:
        if runs and _goes_on(runs[-1][-1], word):
            runs[-1].append(word)
        else:
            runs.append([word])
    return [segment_of(run) for run in _with_marks(_merged(runs))]


def _goes_on(before: Word, word: Word) -> bool:
    size = min(before.style.size, word.style.size)
    gap = word.x0 - before.x1
    return -_OVERLAP * size < gap < _GAP * size and _on_one_line(before, word)


def _on_one_line(one: Word, other: Word) -> bool:
    """Whether the smaller one's middle lies within the larger one's height."""
    large, small = (one, other) if one.style.size >= other.style.size else (other, one)
    middle = small.base - 0.3 * small.style.size
    height = large.style.size
    if height < 1.1 * small.style.size:
        return abs(large.base - small.base) < 0.35 * height
    return large.base - 0.95 * height < middle < large.base + 0.15 * height


def _merged(runs: list[list[Word]]) -> list[list[Word]]:
    """Runs that the file holds apart though they close up on the page."""
    runs.sort(key=lambda run: (round(run[0].base), run[0].x0))
    ends: dict[int, list[list[Word]]] = {}
    kept: list[list[Word]] = []
    for run in runs:
        row = round(run[0].base)
        near = (other for y in (row - 1, row, row + 1) for other in ends.get(y, ()))
        home = next((other for other in near if _closes_up(other, run)), None)
        if home is None:
            kept.append(run)
            ends.setdefault(row, []).append(run)
        else:
            home.extend(run)
    return kept


def _closes_up(before: Sequence[Word], run: Sequence[Word]) -> bool:
    last, first = before[-1], run[0]
    size = min(last.style.size, first.style.size)
    return -_OVERLAP * size < first.x0 - last.x1 < _CLOSE * size and _on_one_line(last, first)


def _with_marks(runs: list[list[Word]]) -> list[list[Word]]:
    """Raised marks that the file holds apart, put to the word they follow or lead."""
    largest = max((run[0].style.size for run in runs), default=0.0)
    marks = [
        run
        for run in runs
        if len(run) == 1
        and len(run[0].text) <= _LONGEST_MARK
        and run[0].style.size * 1.15 <= largest
    ]
    if not marks:
        return runs
    rows: dict[int, list[list[Word]]] = {}
    for run in runs:
        rows.setdefault(int(run[0].base // _ROW), []).append(run)
    gone: set[int] = set()
    for mark in marks:
        word = mark[0]
        row = int(word.base // _ROW)
        for run in (*rows.get(row, ()), *rows.get(row + 1, ()), *rows.get(row - 1, ())):
            if id(run) in gone or run[0].style.size < word.style.size * 1.15:
                continue
            place = _place_in(run, word)
            if place is not None:
                run.insert(place, word._replace(glued=place > 0))
                gone.add(id(mark))
                break
    return [run for run in runs if id(run) not in gone]


def _place_in(run: Sequence[Word], mark: Word) -> int | None:
    """Where in a run a mark belongs: behind the word that it touches, or before all."""
    size = run[0].style.size
    if not (run[0].x0 - size < mark.x0 < run[-1].x1 + size and _on_one_line(run[0], mark)):
        return None
    if _touches(mark, run[0]):
        return 0
    behind = (place for place, word in enumerate(run, start=1) if _touches(word, mark))
    return next(behind, None)


def _touches(before: Word, word: Word) -> bool:
    size = max(before.style.size, word.style.size)
    return -_OVERLAP * size < word.x0 - before.x1 < 0.5 * size and _on_one_line(before, word)
