"""The marks inside a paragraph, which are no words of it, for `layout.Paragraph.marks`.

What is between its lines (signs in the margin, blank lines, a running head), hyphens of
divided words, tags of HTML, marks of notes and of emphasis.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence, Set
from functools import cached_property
from itertools import pairwise

from summarize.document import Span
from summarize.sources.text import inline_marks, word_division

_ESCAPES = re.compile(r'\\(?=["/\\])|"(?=")')


class InsideMarks:
    """Finds the marks in parts of one text. `lines` are the contents of its lines, in order.

    With `escaped`, quotation marks have a backslash before them, or are doubled: those of data.
    """

    def __init__(self, text: str, lines: Sequence[Span], *, escaped: bool = False) -> None:
        self._text, self._lines, self._escaped = text, lines, escaped
        self._letters = inline_marks.find_letters(text)
        tags = (tag for tag, _ in inline_marks.find_tags(text))
        self._tags = sorted((*tags, *inline_marks.find_superscripts(text)))

    @cached_property
    def _known(self) -> Set[str]:
        return word_division.collect_words(self._text, self._lines)

    def find(self, span: Span) -> tuple[Span, ...]:
        """Return the marks inside a part, in order and without overlaps."""
        first = bisect_left(self._tags, span.start, key=lambda tag: tag.start)
        last = bisect_left(self._tags, span.end, key=lambda tag: tag.start)
        found = [
            *self._find_between(span),
            *self._tags[first:last],
            *inline_marks.find_inline_marks(self._text, span, self._letters),
        ]
        if self._escaped:
            escapes = _ESCAPES.finditer(self._text, span.start, span.end)
            found += (Span(one.start(), one.start() + 1) for one in escapes)
        return tuple(_drop_overlaps(sorted(found), span.end))

    def _find_between(self, span: Span) -> Iterator[Span]:
        """Yield what is no white space between the lines of a part, and divided words' hyphens."""
        first = max(0, bisect_left(self._lines, span.start, key=lambda line: line.end))
        last = bisect_left(self._lines, span.end, key=lambda line: line.start)
        for line, following in pairwise(self._lines[first:last]):
            gap = self._text[line.end : following.start]
            if word_division.ends_inside_word(self._text, line, following):
                yield word_division.find_division(self._text, line, following, self._known)
            elif gap.strip() or gap.count("\n") > 1:
                # One blank stays, so that the words are not glued.
                blank = next(i for i, char in enumerate(gap) if char.isspace())
                yield Span(line.end, line.end + blank)
                yield Span(line.end + blank + 1, following.start)


def _drop_overlaps(found: Iterable[Span], end: int) -> Iterator[Span]:
    last = 0
    for one in found:
        if one and last <= one.start and one.end <= end:
            yield one
            last = one.end
