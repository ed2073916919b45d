"""Lines of a PDF column -> paragraphs, by gaps, indents, short lines and type."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise, zip_longest

from summarize.nlp.patterns import end_pattern
from summarize.sources.pdf.lines import END_MARK, Line
from summarize.sources.pdf.segments import Segment, find_main

BULLET_SYMBOL = re.compile(
    r"[•‣▪◦●○■□➢✓\ue000-\uf8ff]\s*(?=\w)|[•‣▪◦·●○■□➢✓–—*!\ue000-\uf8ff-]\s+(?=\S)"
)
"""The symbol of a list's item and the space behind it, which some programs leave to a tab."""

BULLET = re.compile(BULLET_SYMBOL.pattern + r"|\(?(?:\d{1,2}|[a-zA-Z]|[ivx]{1,4})[.)]\s+(?=\S)")
"""The symbol, number or letter of a list's item and the space behind it."""

_GAP = 1.3  # of the usual distance between lines: wider, and a paragraph ends
INDENT = 0.8  # of the size: from where a line is indented
_WIDE = 1.8  # of the size: a distance that is common only in double-spaced text
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
        return find_main(((line.segment.size, len(line.text)) for line in self.lines), 0.0)

    @property
    def is_bold(self) -> bool:
        """Whether all of it is bold."""
        return all(line.segment.is_bold for line in self.lines)

    @property
    def word_count(self) -> int:
        """Its words, roughly."""
        return sum(len(line.text.split()) for line in self.lines)


def build_paragraphs(lines: Sequence[Line], column: int) -> list[Paragraph]:
    """Return the paragraphs of one column; `column` is its number over all pages."""
    if not lines:
        return []
    shape = _ColumnLayout(lines)
    groups: list[list[Line]] = [[lines[0]]]
    for line, following in zip_longest(lines[1:], lines[2:]):
        if shape.starts_paragraph(groups[-1], line, following):
            groups.append([])
        groups[-1].append(line)
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
        # The smallest common distance: wider ones are between paragraphs.
        self._distances = {
            size: min(step for step, count in steps.items() if count * 2 >= max(steps.values()))
            for size, steps in distances.items()
        }

    def starts_paragraph(self, group: Sequence[Line], line: Line, following: Line | None) -> bool:
        """Whether a new paragraph begins with `line` behind the lines of `group`."""
        last, this = group[-1].segment, line.segment
        if group[-1].cells or line.cells:
            apart = this.baseline - last.baseline > 4 * this.size
            return apart or bool(group[-1].cells) != bool(line.cells)
        if abs(this.size - last.size) > 0.08 * max(this.size, last.size) + 0.2:
            # A bit of formula or a lone mark in other type is inside a paragraph.
            return len(this.text) > 2 or abs(this.baseline - last.baseline) >= 0.8 * last.size
        usual = self._distances.get(round(this.size), 1.2 * this.size)
        distance = min(max(usual, this.size), 2.6 * this.size)
        if not 0 <= this.baseline - last.baseline <= _GAP * distance:
            return True
        if usual >= _WIDE * this.size and END_MARK.search(last.text) and not this.text[0].islower():
            return True  # each paragraph may have one line
        if this.is_mono or last.is_mono:
            return this.is_mono != last.is_mono and not self._continues_sentence(last, this)
        bold_ends = last.is_bold and not this.starts_bold
        bold_begins = this.is_bold and not last.ends_bold
        return (
            ((bold_ends or bold_begins) and not self._continues_sentence(last, this))
            or self._is_item(group, this)
            or self._is_shifted(group, this, following)
            or self._ended_early(last, this)
        )

    def _continues_sentence(self, last: Segment, this: Segment) -> bool:
        """Whether a sentence certainly continues from one line to the next."""
        full = last.x1 > self.right - 0.1 * (self.right - self.left)
        return full and not END_MARK.search(last.text) and this.text[:1].islower()

    def _is_item(self, group: Sequence[Line], this: Segment) -> bool:
        mark = BULLET.match(this.text)
        if mark is None:
            return False
        if not mark[0][0].isalnum() and mark[0][0] not in "(-–—*":
            return True
        first, last = group[0].segment, group[-1].segment
        if _SENTENCE_END.search(last.text) or self._is_short(last):
            return True
        beside = abs(first.x0 - this.x0) < 0.3 * this.size
        if beside and not mark[0][0].isalnum() and first.text.startswith(mark[0]):
            return True
        hangs = len(group) > 1 and group[1].segment.x0 > first.x0 + 0.5 * this.size
        return hangs and beside and BULLET.match(first.text) is not None

    def _is_shifted(self, group: Sequence[Line], this: Segment, after: Line | None) -> bool:
        """Whether a line is an indented first line, or the first behind an indented block."""
        first, last = group[0].segment, group[-1].segment
        shift = (this.x0 - last.x0) / this.size
        if abs(shift) <= INDENT:
            return False
        stopped = END_MARK.search(last.text) is not None or self._is_short(last)
        if shift > 0:
            back = after is None or after.segment.x0 < this.x0 - 0.5 * this.size
            return stopped and (back or shift < _MAX_INDENT)
        # The lines of a hanging indent are all to the right of the first.
        rest = [line.segment for line in group[1:]]
        hanging = all(one.x0 > first.x0 + INDENT * one.size for one in rest)
        return bool(rest) and (stopped or hanging)

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
