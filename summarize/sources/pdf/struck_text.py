"""Words of a PDF page with a line through their middle: found, and left out.

PDF knows no struck-out text: somebody paints a line over it, or an annotation says so.
A line below the middle underlines, and one that goes on beside the words is a rule.
"""

from __future__ import annotations

import ctypes
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

from summarize.sources.pdf.painting import HorizontalLine
from summarize.sources.pdf.words import Word

# Of the size above the baseline: where a line strikes out.
_MIDDLE, _BESIDE_MIDDLE = 0.3, 0.14
_OVER_END = 0.6  # of the size: a line that reaches further over what it strikes is a rule
_ALL, _HALF, _NOTHING = 0.95, 0.5, 0.05  # of a word's width
_ROW = 8.0  # points: lines are looked up by height
_HIDDEN_FLAG = 2  # of an annotation


class StrikeFinder:
    """The lines that may strike out words of a page; they are numbered from 1."""

    def __init__(self, lines: Iterable[HorizontalLine]) -> None:
        self.lines = tuple(lines)
        self._rows: defaultdict[int, list[int]] = defaultdict(list)
        for number, line in enumerate(self.lines, start=1):
            row = int(line.y // _ROW)
            for near in (row - 1, row, row + 1):
                self._rows[near].append(number)

    def find(self, word: Word, *, whole: bool = False) -> int | None:
        """Return the line through an upright word, 0 if there is none, None if through a part.

        With `whole`, most of the word decides for all of it.
        """
        if not self._rows or word.style.angle:
            return 0
        size = word.style.size
        middle = word.baseline + _MIDDLE * size
        near = self._rows.get(int(middle // _ROW))
        for number in near or ():
            line = self.lines[number - 1]
            if abs(line.y - middle) > _BESIDE_MIDDLE * size:
                continue
            width = max(word.x1 - word.x0, 0.1)
            share = (min(line.x1, word.x1) - max(line.x0, word.x0)) / width
            if share > (_HALF if whole else _NOTHING):
                return number if whole or share >= _ALL else None
        return 0


def split_struck(words: Sequence[Word], strikes: StrikeFinder) -> tuple[list[Word], list[str]]:
    """Return the words that are not struck out, and the texts that are, a line each."""
    marked: defaultdict[int, list[Word]] = defaultdict(list)
    for word in words:
        if word.strike:
            marked[word.strike].append(word)
    struck = {number for number, some in marked.items() if _is_strike(strikes, number, some)}
    if not struck:
        return list(words), []
    kept: list[Word] = []
    texts: list[str] = []
    for is_struck, run in groupby(words, key=lambda word: word.strike in struck):
        if is_struck:
            texts.append(_join(list(run)))
        else:
            kept += run
    return kept, texts


def _is_strike(strikes: StrikeFinder, number: int, words: Sequence[Word]) -> bool:
    line = strikes.lines[number - 1]
    over = _OVER_END * max(word.style.size for word in words)
    left, right = min(word.x0 for word in words), max(word.x1 for word in words)
    spoken = any(any(map(str.isalnum, word.text)) for word in words)
    return spoken and left - over <= line.x0 and line.x1 <= right + over


def _join(words: Sequence[Word]) -> str:
    return "".join(
        word.text if word.glued or not place else f" {word.text}"
        for place, word in enumerate(words)
    )


def read_strikeouts(page: Any) -> Iterator[HorizontalLine]:
    """Yield a line for each stretch of text that an annotation strikes out."""
    from pypdfium2 import raw

    for place in range(raw.FPDFPage_GetAnnotCount(page.raw)):
        note = raw.FPDFPage_GetAnnot(page.raw, place)
        if not note:
            continue
        wanted = raw.FPDFAnnot_GetSubtype(note) == raw.FPDF_ANNOT_STRIKEOUT
        if wanted and not raw.FPDFAnnot_GetFlags(note) & _HIDDEN_FLAG:
            yield from _read_quads(raw, note)
        raw.FPDFPage_CloseAnnot(note)


def _read_quads(raw: Any, note: Any) -> Iterator[HorizontalLine]:
    quad = raw.FS_QUADPOINTSF()
    for place in range(raw.FPDFAnnot_CountAttachmentPoints(note)):
        if raw.FPDFAnnot_GetAttachmentPoints(note, place, ctypes.byref(quad)):
            xs = (quad.x1, quad.x2, quad.x3, quad.x4)
            ys = (quad.y1, quad.y2, quad.y3, quad.y4)
            yield HorizontalLine(min(xs), max(xs), (min(ys) + max(ys)) / 2)
