"""Turns the words of a page the way they are read, and drops what can't be.

Text that runs up or down the margin, lies outside the visible page, is too small to
see or was printed twice to look bold is no second text to read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from summarize.sources.pdf.page import CJK, Word

Box = tuple[float, float, float, float]
"""Left, bottom, right, top, in points, `y` growing upward."""

_LEAST_SIZE = 1.0  # points; smaller type is not there to be read
_LARGEST_SIZE = 500.0
_SLACK = 2.0  # points that a word may stand over the edge
_ABOVE_BASE = 0.88  # of the size: how high an ideograph stands over its base


def upright(words: Sequence[Word], box: Box) -> tuple[list[Word], float, float]:
    """The words as they are read, and the width and height of the page that way.

    `box` is the visible part of the page. Vertical text comes out as if it had been
    written in lines: its columns, from the right, become lines from the top.
    """
    angle = _direction(words)
    u0, v0, u1, v1 = _turned(box, angle)
    kept = [
        Word(word.text, word.x0 - u0, word.x1 - u0, v1 - word.base, word.style, word.glued)
        for word in words
        if word.style.angle == angle and _LEAST_SIZE <= word.style.size <= _LARGEST_SIZE
    ]
    inside = [word for word in kept if _is_inside(word, u1 - u0, v1 - v0)]
    if _is_vertical(inside):
        return list(_lying(_running_down(inside), u1 - u0)), v1 - v0, u1 - u0
    return list(_once(inside)), u1 - u0, v1 - v0


def _direction(words: Iterable[Word]) -> int:
    votes: Counter[int] = Counter()
    for word in words:
        votes[word.style.angle] += len(word.text)
    return votes.most_common(1)[0][0] if votes else 0


def _turned(box: Box, angle: int) -> Box:
    left, bottom, right, top = box
    if angle == 1:
        return bottom, -right, top, -left
    if angle == 2:
        return -right, -top, -left, -bottom
    if angle == 3:
        return -top, left, -bottom, right
    return box


def _is_inside(word: Word, width: float, height: float) -> bool:
    middle = (word.x0 + word.x1) / 2
    return -_SLACK <= middle <= width + _SLACK and -_SLACK <= word.base <= height + _SLACK


def _is_vertical(words: Sequence[Word]) -> bool:
    """Whether most ideographs stand below the one before them."""
    down = along = 0
    for before, word in pairwise(words):
        if not (CJK.match(word.text) and CJK.match(before.text)):
            continue
        size = word.style.size
        down += abs(word.x0 - before.x0) < 0.6 * size and 0.3 < (word.base - before.base) / size < 2
        along += abs(word.base - before.base) < 0.3 * size
    return down > along


def _running_down(words: Sequence[Word]) -> Iterator[Word]:
    """Without what is written across the columns: the running head of a vertical page."""
    edges = (None, *words, None)
    for before, word, after in zip(edges, words, edges[2:], strict=False):
        slack = 0.1 * word.style.size
        if not any(near and abs(near.base - word.base) < slack for near in (before, after)):
            yield word


def _lying(words: Iterable[Word], width: float) -> Iterator[Word]:
    for word in words:
        start = word.base - _ABOVE_BASE * word.style.size
        yield word._replace(x0=start, x1=start + word.style.size, base=width - word.x0)


def _once(words: Iterable[Word]) -> Iterator[Word]:
    """Without words that were printed twice at one place."""
    seen: dict[tuple[str, int], list[Word]] = {}
    for word in words:
        row = int(word.base)
        slack = 0.2 * word.style.size
        same = seen.setdefault((word.text, row), [])
        near = [*same, *seen.get((word.text, row - 1), ()), *seen.get((word.text, row + 1), ())]
        for other in near:
            if abs(other.x0 - word.x0) < slack and abs(other.base - word.base) < slack:
                break
        else:
            same.append(word)
            yield word
