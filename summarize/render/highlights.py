"""Statement -> its words, the wrong ones apart, so that every format can highlight them.

Where there is neither colour nor underline, asterisks mark them: `**16**`. They are in every
font, and in Markdown the words are bold.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from summarize.document import Span
from summarize.render.sanitize import sanitize_line, sanitize_text
from summarize.results import CheckedClaim

MARK = "**"
_SYMBOLS = "£$€¥%"


def split_at_marks(statement: CheckedClaim) -> list[tuple[str, bool]]:
    """Split a statement, on one line, where wrong words begin and end; True with those.

    `"It cost 9 crowns."` of which the 9 is wrong ->
    `[("It cost ", False), ("9", True), (" crowns.", False)]`
    """
    line: list[tuple[str, bool]] = []
    for text, wrong in _cut_at_marks(statement.text, statement.wrong_spans):
        words = sanitize_line(text)
        spaced = sanitize_text(text)[:1].isspace() and bool(line)
        if spaced and line[-1][0][-1:] != " ":
            line.append((" ", False))
        if words:
            line.append((words, wrong))
        if words and sanitize_text(text)[-1:].isspace():
            line.append((" ", False))
    while line and line[-1][0] == " ":
        line.pop()
    return _join_unmarked(line)


def mark_with_asterisks(
    statement: CheckedClaim, escape: Callable[[str], str] = lambda text: text
) -> str:
    """Return the statement on one line with the wrong words marked: `"It cost **9** crowns."`.

    All but the marks goes through `escape`.
    """
    return "".join(
        f"{MARK}{escape(text)}{MARK}" if is_wrong else escape(text)
        for text, is_wrong in split_at_marks(statement)
    )


def _cut_at_marks(text: str, marks: Sequence[Span]) -> Iterator[tuple[str, bool]]:
    start = 0
    for mark in _merge_marks(text, marks):
        yield text[start : mark.start], False
        yield text[mark.start : mark.end], True
        start = mark.end
    yield text[start:], False


def _merge_marks(text: str, marks: Sequence[Span]) -> list[Span]:
    """Merge overlapping and neighbouring marks: "9.9 million" and not "9.9" "million"."""
    merged: list[Span] = []
    for mark in sorted(
        _widen_to_symbols(text, mark) for mark in marks if text[mark.start : mark.end].strip()
    ):
        if merged and not text[merged[-1].end : mark.start].strip():
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, mark.end))
        else:
            merged.append(mark)
    return merged


def _widen_to_symbols(text: str, mark: Span) -> Span:
    """Widen a mark to the "£" of "£9" or to the figure after it; no spaces at the ends.

    Markdown has no emphasis that ends between the two.
    """
    words = text[mark.start : mark.end]
    start = mark.start + len(words) - len(words.lstrip())
    end = mark.start + len(words.rstrip())
    while start and text[start - 1] in _SYMBOLS:
        start -= 1
    while end < len(text) and text[end] in _SYMBOLS:
        end += 1
    if not text[start].isalnum():
        while start and text[start - 1].isalnum():
            start -= 1
    if not text[end - 1].isalnum():
        while end < len(text) and text[end].isalnum():
            end += 1
    return Span(start, end)


def _join_unmarked(line: Sequence[tuple[str, bool]]) -> list[tuple[str, bool]]:
    """Join neighbouring pieces that are not wrong."""
    joined: list[tuple[str, bool]] = []
    for text, wrong in line:
        if joined and not wrong and not joined[-1][1]:
            joined[-1] = (joined[-1][0] + text, False)
        else:
            joined.append((text, wrong))
    return joined
