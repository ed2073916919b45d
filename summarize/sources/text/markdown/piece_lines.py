"""Lines of a file that are read together, and where each of their characters stands in it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise

from summarize.document import Role, Span


@dataclass(frozen=True)
class Piece:
    """A paragraph, heading or stretch of HTML: its lines without the marks of what they are in.

    `lines` are their spans in `text`, the whole file. `quoted` and `item` say whether it is the
    beginning of a quotation or a list item; `role` and `level` are as in `Paragraph`.
    """

    text: str
    lines: tuple[Span, ...]
    role: Role = Role.PROSE
    level: int = 0
    quoted: bool = False
    item: bool = False

    @cached_property
    def content(self) -> str:
        """The lines, a line feed between them: `"> one\\n> two" -> "one\\ntwo"`."""
        return "\n".join(self.text[line.start : line.end] for line in self.lines)

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *accumulate(len(line) + 1 for line in self.lines)][: len(self.lines)]

    def locate(self, place: int) -> int:
        """Return the offset in the file of the character at `place` in the content."""
        line = bisect_right(self._starts, place) - 1
        return self.lines[line].start + place - self._starts[line]

    def locate_span(self, start: int, end: int) -> Span:
        """Return the span in the file of `content[start:end]`."""
        return Span(self.locate(start), self.locate(end - 1) + 1) if start < end else Span(0, 0)

    def find(self, offset: int) -> int:
        """Return the place in the content of a file offset, the nearest if it is not in it."""
        line = max(0, bisect_right(self.lines, offset, key=lambda span: span.start) - 1)
        inside = min(max(0, offset - self.lines[line].start), len(self.lines[line]))
        return self._starts[line] + inside

    def find_gaps(self, start: int, end: int) -> list[Span]:
        """Return what stands between the lines of `content[start:end]` in the file: `>`."""
        gaps: list[Span] = []
        first = bisect_right(self._starts, start) - 1
        last = bisect_right(self._starts, max(start, end - 1)) - 1
        for before, after in pairwise(self.lines[first : last + 1]):
            between = self.text[before.end : after.start]
            if bare := between.strip():
                at = before.end + between.index(bare)
                gaps.append(Span(at, at + len(bare)))
        return gaps


def match_lines(
    text: str, lines: Sequence[Span], first: int, contents: Sequence[str]
) -> tuple[Span, ...]:
    """Return where the lines of a block stand in the file; `lines` are the file's.

    What a parser says is in line `first` and those behind it is the end of that line, or
    inside it: `"> ## News ##"` has `"News"`.
    """
    found: list[Span] = []
    for line, content in zip(lines[first : first + len(contents)], contents, strict=False):
        whole, bare = text[line.start : line.end], content.strip()
        trimmed = whole.rstrip()
        start = len(trimmed) - len(bare) if trimmed.endswith(bare) else whole.rfind(bare)
        if start < 0:  # a character that the parser replaces, like NUL
            start, bare = len(whole) - len(whole.lstrip()), whole.strip()
        found.append(Span(line.start + start, line.start + start + len(bare)))
    return tuple(found)
