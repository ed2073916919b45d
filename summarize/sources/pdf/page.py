"""What a page holds before it is understood: words with their places, segments, lines.

Lengths are points (1/72 inch). `x` grows to the right; `y` grows *downward* from the
page's upper edge, as one reads, whatever way the page was turned.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

CJK = re.compile(
    r"[\u2e80-\u303f\u3041-\u30ff\u31f0-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff00-\uffef]"
)
"""A character of a script that is written without spaces (or, Korean, set like them)."""

END_MARK = re.compile(r"[.!?…。！？][”’\"')\]」』）¹²³⁰⁴-⁹]*$")
"""What a sentence ends with."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a stretch of text is set: `size` in points as printed, `angle` in degrees / 90."""

    size: float
    bold: bool = False
    mono: bool = False
    angle: int = 0


class Word(NamedTuple):
    """Characters without white space between them, all of one style.

    `base` is the y of the line they stand on. `glued`: no white space before it.
    """

    text: str
    x0: float
    x1: float
    base: float
    style: Style
    glued: bool = False


@dataclass(frozen=True, slots=True)
class Segment:
    """Words on one line with no wide gap between them: a line of a column, or a cell.

    `bold_start`, `bold_end` and `bold` tell of its first word, its last word and all
    of them; `mono`, whether most of it is typewriter type; `lead`, the width of its
    first word in points.
    """

    text: str
    x0: float
    x1: float
    base: float
    size: float
    lead: float
    bold: bool
    bold_start: bool
    bold_end: bool
    mono: bool


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it was read: its 1-based number, size, and segments in no order."""

    number: int
    width: float
    height: float
    segments: tuple[Segment, ...]


def segment_of(words: Sequence[Word]) -> Segment:
    """The segment that these words make, left to right."""
    size, base = _main_line(words)
    first, last = words[0], words[-1]
    typed = sum(len(word.text) for word in words if word.style.mono)
    return Segment(
        text=_joined(words, base, size),
        x0=min(word.x0 for word in words),
        x1=max(word.x1 for word in words),
        base=base,
        size=size,
        lead=first.x1 - first.x0,
        bold=all(word.style.bold for word in words),
        bold_start=first.style.bold,
        bold_end=last.style.bold,
        mono=typed * 10 >= 8 * sum(len(word.text) for word in words),
    )


def line_of(row: Sequence[Segment]) -> Segment:
    """One segment of several on one height, left to right."""
    if len(row) == 1:
        return row[0]
    main = max(row, key=lambda one: len(one.text))
    return Segment(
        text=" ".join(one.text for one in row),
        x0=min(one.x0 for one in row),
        x1=max(one.x1 for one in row),
        base=main.base,
        size=main.size,
        lead=row[0].lead,
        bold=all(one.bold for one in row),
        bold_start=row[0].bold_start,
        bold_end=row[-1].bold_end,
        mono=all(one.mono for one in row),
    )


def _main_line(words: Sequence[Word]) -> tuple[float, float]:
    """Size and base of most of its characters: raised marks do not count."""
    if len(words) == 1:
        return words[0].style.size, words[0].base
    votes: Counter[tuple[float, float]] = Counter()
    for word in words:
        votes[word.style.size, word.base] += len(word.text)
    return votes.most_common(1)[0][0]


_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_MARK = re.compile(r"\d{1,3}(?:,\d{1,3})*$")


def is_raised(word: Word, base: float, size: float) -> bool:
    """Whether a word stands above the line in smaller type: a note's number, an exponent."""
    return word.style.size < 0.85 * size and word.base < base - 0.15 * size


def _joined(words: Sequence[Word], base: float, size: float) -> str:
    parts: list[str] = []
    for place, word in enumerate(words):
        before = words[place - 1] if place else None
        if before is not None and not _closes_up(before, word, size):
            parts.append(" ")
        raised = _MARK.match(word.text) and is_raised(word, base, size)
        parts.append(word.text.translate(_RAISED) if raised else word.text)
    return "".join(parts)


def _closes_up(before: Word, word: Word, size: float) -> bool:
    """Whether no space stands between two words: parts of one, or ideographs."""
    if word.x0 - before.x1 > 0.3 * size:
        return False
    return word.glued or bool(CJK.match(word.text) and CJK.match(before.text[-1]))


def rows_of(segments: Iterable[Segment]) -> list[list[Segment]]:
    """Segments on one height together, from the top, each row from the left."""
    rows: list[list[Segment]] = []
    for segment in sorted(segments, key=lambda one: one.base):
        if rows and segment.base - rows[-1][0].base < 0.45 * min(segment.size, rows[-1][0].size):
            rows[-1].append(segment)
        else:
            rows.append([segment])
    for row in rows:
        row.sort(key=lambda one: one.x0)
    return rows
