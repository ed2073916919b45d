"""Lines of a PDF column -> paragraphs, by gaps, indents, short lines and type."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from summarize.nlp.patterns import end_pattern
from summarize.sources.pdf.lines import END_MARK, Line, Segment

BULLET_SYMBOL = re.compile(r"[•‣▪◦·●○■□➢✓–—*!\ue000-\uf8ff-]\s+(?=\S)")
"""The symbol of a list's item and the space behind it."""

BULLET = re.compile(BULLET_SYMBOL.pattern + r"|\(?(?:\d{1,2}|[a-zA-Z]|[ivx]{1,4})[.)]\s+(?=\S)")
"""The symbol, number or letter of a list's item and the space behind it."""

_GAP = 1.3  # of the usual distance between lines: wider, and a paragraph ends
_INDENT = 0.8  # of the size
_MAX_INDENT = 6.0  # of the size: further in, and it is another block
_SHORT = 0.85  # of the column's width
_VERY_SHORT = 0.55
_SENTENCE_END = end_pattern(":;", "」』¹²³⁰⁴-⁹")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that belong together. `left` and `right` are the edges of their column.

    `column` numbers the columns over all pages.
    """

    lines: tuple[Line, ...]
    column: int
    left: float
    right: float

    @property
    def size(self) -> float:
        """The size of most of its type."""
        votes: Counter[float] = Counter()
        for line in self.lines:
            votes[line.segment.size] += len(line.text)
        return votes.most_common(1)[0][0]

    @property
    def is_table(self) -> bool:
        """Whether it is rows of cells."""
        return bool(self.lines[0].cells)

    @property
    def is_mono(self) -> bool:
        """Whether it is monospaced."""
        return all(line.segment.is_mono for line in self.lines)

    @property
    def is_bold(self) -> bool:
        """Whether all of it is bold."""
        return all(line.segment.is_bold for line in self.lines)

    @property
    def word_count(self) -> int:
        """Its words, roughly."""
        return sum(len(line.text.split()) for line in self.lines)

    @property
    def fills_last_line(self) -> bool:
        """Whether its last line reaches the edge of the column, so that it may go on elsewhere."""
        last = self.lines[-1].segment
        return last.x1 >= self.right - 0.15 * max(self.right - self.left, 1.0)

    @property
    def is_indented(self) -> bool:
        """Whether its first line is indented."""
        first = self.lines[0].segment
        return first.x0 > self.left + _INDENT * first.size


def build_paragraphs(lines: Sequence[Line], column: int) -> list[Paragraph]:
    """Return the paragraphs of one column; `column` is its number over all pages."""
    if not lines:
        return []
    shape = _ColumnLayout(lines)
    groups: list[list[Line]] = [[lines[0]]]
    for place in range(1, len(lines)):
        following = lines[place + 1] if place + 1 < len(lines) else None
        if shape.starts_paragraph(groups[-1], lines[place], following):
            groups.append([])
        groups[-1].append(lines[place])
    return [Paragraph(tuple(group), column, shape.left, shape.right) for group in groups]


class _ColumnLayout:
    """The edges of a column and the usual distance of its lines, by size of type."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.left = min(line.segment.x0 for line in lines)
        self.right = max(line.segment.x1 for line in lines)
        distances: dict[float, Counter[float]] = {}
        for above, below in pairwise(lines):
            one, other = above.segment, below.segment
            if abs(one.size - other.size) < 0.3 and other.baseline > one.baseline:
                step = round(2 * (other.baseline - one.baseline)) / 2
                distances.setdefault(round(one.size), Counter())[step] += 1
        self._distances = {size: _find_usual_distance(votes) for size, votes in distances.items()}

    def starts_paragraph(self, group: Sequence[Line], line: Line, following: Line | None) -> bool:
        """Whether a new paragraph begins with `line` behind the lines of `group`."""
        last, this = group[-1].segment, line.segment
        if group[-1].cells or line.cells:
            apart = this.baseline - last.baseline > 4 * this.size
            return apart or bool(group[-1].cells) != bool(line.cells)
        if abs(this.size - last.size) > 0.08 * max(this.size, last.size) + 0.2:
            return not _is_fragment(this, last)
        if (
            this.baseline - last.baseline > _GAP * self._line_distance(this)
            or this.baseline < last.baseline
        ):
            return True
        if this.is_mono or last.is_mono:
            return this.is_mono != last.is_mono and not self._continues_sentence(last, this)
        return (
            self._changes_weight(last, this)
            or self._is_item(group, this)
            or self._is_shifted(group, this, following)
            or self._ended_early(last, this)
        )

    def _line_distance(self, segment: Segment) -> float:
        usual = self._distances.get(round(segment.size), 1.2 * segment.size)
        return min(max(usual, segment.size), 2.6 * segment.size)

    def _continues_sentence(self, last: Segment, this: Segment) -> bool:
        """Whether a sentence certainly continues from one line to the next."""
        full = last.x1 > self.right - 0.1 * (self.right - self.left)
        return full and not END_MARK.search(last.text) and this.text[:1].islower()

    def _changes_weight(self, last: Segment, this: Segment) -> bool:
        """Whether a bold line is above a plain one, or a plain one above a bold one."""
        changes = (last.is_bold and not this.starts_bold) or (this.is_bold and not last.ends_bold)
        return changes and not self._continues_sentence(last, this)

    def _is_item(self, group: Sequence[Line], this: Segment) -> bool:
        mark = BULLET.match(this.text)
        if mark is None:
            return False
        if not mark[0][0].isalnum() and mark[0][0] not in "(-–—*":
            return True
        last = group[-1].segment
        ended = _SENTENCE_END.search(last.text) is not None or self._is_short(last)
        return ended or (
            BULLET.match(group[0].text) is not None and self._is_hanging_item(group, this)
        )

    def _is_hanging_item(self, group: Sequence[Line], this: Segment) -> bool:
        first = group[0].segment
        hangs = len(group) > 1 and group[1].segment.x0 > first.x0 + 0.5 * this.size
        return abs(first.x0 - this.x0) < 0.3 * this.size and hangs

    def _is_shifted(self, group: Sequence[Line], this: Segment, after: Line | None) -> bool:
        """Whether a line is an indented first line, or the first behind an indented block."""
        last = group[-1].segment
        shift = (this.x0 - last.x0) / this.size
        ended = END_MARK.search(last.text) is not None
        if shift > _INDENT:
            back = after is not None and after.segment.x0 < this.x0 - 0.5 * this.size
            stopped = ended or self._is_short(last)
            return stopped and (back or after is None or shift < _MAX_INDENT)
        if shift < -_INDENT:
            return len(group) > 1 and (ended or self._is_short(last) or _has_hanging_indent(group))
        return False

    def _is_short(self, segment: Segment) -> bool:
        return segment.x1 - self.left < _SHORT * (self.right - self.left)

    def _ended_early(self, last: Segment, this: Segment) -> bool:
        """Whether the line above was ended on purpose: the next word would have fitted."""
        room = self.right - last.x1
        if room < this.first_word_width + 0.6 * this.size:
            return False
        width = max(self.right - self.left, 1.0)
        if END_MARK.search(last.text):
            return room > 0.12 * width
        begins = this.text[:1].isupper() or not this.text[:1].isalpha()
        return begins and last.x1 - self.left < _VERY_SHORT * width


def _find_usual_distance(votes: Counter[float]) -> float:
    """Return the smallest common distance: wider ones are between paragraphs."""
    most = max(votes.values())
    return min(step for step, count in votes.items() if count * 2 >= most)


def _is_fragment(this: Segment, last: Segment) -> bool:
    """Whether a line is a bit of formula or a lone mark in other type, inside a paragraph."""
    return len(this.text) <= 2 and abs(this.baseline - last.baseline) < 0.8 * last.size


def _has_hanging_indent(group: Sequence[Line]) -> bool:
    """Whether the first line begins to the left of all others."""
    first, *rest = group
    return all(line.segment.x0 > first.segment.x0 + _INDENT * line.segment.size for line in rest)
