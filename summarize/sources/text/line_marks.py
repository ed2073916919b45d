"""Signs in the margin of plain text: quotation marks of mail, comments, boxes, line numbers.

They belong to the line and not to its words: `> The toll`, `* The toll`, `| The toll |`,
`12  The toll`. A line's content is what is between them; a line of nothing else is blank.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from summarize.document import Span
from summarize.sources import layout
from summarize.sources.text import line_wrapping
from summarize.sources.text.inline_marks import find_tags
from summarize.sources.text.prose import has_sentence_end, reads_as_prose

_Lines = list[Span]


@dataclass(frozen=True, slots=True)
class _Margin:
    """Marks at both ends of lines, and how many lines in a row have them at the fewest."""

    opening: re.Pattern[str]
    closing: re.Pattern[str]
    fewest: int


_QUOTE = re.compile(r"(?:>[ \t]?)+[ \t]*")
_QUOTED_WORD = re.compile(r"[^\W\d_]|[“\"‘'(\[]")
_PROMPT = re.compile(r">>> .*[()=.\[]|>>> import ")  # of Python: "def f(x):" is no mail
_BARS = _Margin(re.compile(r"(?:[|│┃║▌][ \t]*)+|»[ \t]+"), re.compile(r"[ \t]*[|│┃║▐]+$"), fewest=2)
_INNER_BAR = re.compile(r"(?<=\s)[|│┃║](?=\s)")
_COMMENTS = _Margin(
    re.compile(r"(?:/\*+|\*+/?|#+|//+!?|;+|--+|%+|!+|dnl|REM)(?:[ \t]+|$)"),
    re.compile(r"[ \t]*(?:\*+/|(?<=\s)[*#]+)$"),
    fewest=3,
)
_NUMBER = re.compile(r"(\d{1,5})(?:[.:)]|[ \t]?[|│])?(?:([ \t]{2,}|\t)|[ \t]+|$)")
_RIGHT_NUMBER = re.compile(r"(?<=\S)[ \t]{2,}(\d{1,4})$")
_LINE_BREAK = re.compile(r"</?br\b", re.IGNORECASE)
_EDIT = re.compile(
    r"[ \t]*\[ ?(?:edit(?: source| section)?|hide|show)(?: ?\| ?edit source)? ?\]$", re.IGNORECASE
)
_MIN_NUMBERED = 6
_MIN_NUMBERED_SHARE = 0.7  # of the lines, where each has its number
_SPARSE_STEPS = (5, 10)
_MIN_SPARSE = 4
_SEARCHED_CHARACTERS = 40


def group_lines(text: str) -> list[list[Span]]:
    """Return the contents of the lines, in groups between blank ones, without signs in the margin.

    `"> a\\n>\\n> b" -> [[Span(2, 3)], [Span(8, 9)]]`; `"* a" -> [[Span(0, 3)]]`
    """
    blocks = _split_at_tags(text, layout.group_lines(text))
    for strip in (_cut_edit_link, _strip_quotes, _strip_bars, _strip_comments):
        blocks = [group for block in blocks for group in strip(text, block)]
    return _strip_line_numbers(text, blocks)


def _split_at_tags(text: str, blocks: list[_Lines]) -> list[_Lines]:
    """Split lines at the tags of HTML that end one (`<br>`) or a paragraph (`</p>`)."""
    breaks = [tag for tag, ends_line in find_tags(text) if ends_line]
    if not breaks:
        return blocks
    split: list[_Lines] = []
    for block in blocks:
        split.append([])
        for line in block:
            start = line.start
            first = bisect_left(breaks, line.start, key=lambda tag: tag.end)
            last = bisect_left(breaks, line.end, key=lambda tag: tag.start)
            for tag in breaks[first:last]:
                split[-1].append(Span(start, max(start, tag.start)))
                start = max(start, min(tag.end, line.end))
                if not _LINE_BREAK.match(text, tag.start):
                    split.append([])
            split[-1].append(Span(start, line.end))
    trimmed = ([layout.trim_span(text, line) for line in block] for block in split)
    return [filled for block in trimmed if (filled := [line for line in block if line])]


def _cut_edit_link(text: str, block: _Lines) -> Iterator[_Lines]:
    """Cut `[edit]` off the headings of a copied wiki."""
    yield [_cut_end(text, line, _EDIT) for line in block]


def _strip_quotes(text: str, block: _Lines) -> Iterator[_Lines]:
    """Strip the `>` of quoted lines; where the depth changes, a group ends."""
    for depth, group in groupby(block, key=lambda line: _measure_depth(text, line)):
        lines = list(group)
        if any(_PROMPT.match(text, line.start, line.end) for line in lines):
            yield lines
            continue
        # A single ">" before a figure is "more than".
        alone = len(lines) == 1 and depth == 1
        stripped = [_cut_start(text, line, _QUOTE) for line in lines] if depth else lines
        if alone and stripped[0] and not _QUOTED_WORD.match(text, stripped[0].start):
            stripped = lines
        yield from _split_at_blanks(stripped)


def _measure_depth(text: str, line: Span) -> int:
    quote = _QUOTE.match(text, line.start, line.end)
    return quote.group().count(">") if quote else 0


def _strip_bars(text: str, block: _Lines) -> Iterator[_Lines]:
    """Strip the bars beside prose: `| The toll |`; those of a table stay."""

    def holds_prose(lines: _Lines) -> bool:
        contents = [text[line.start : line.end] for line in lines]
        inner = sum(_INNER_BAR.search(content) is not None for content in contents)
        return 5 * inner <= len(lines) and reads_as_prose(contents)

    yield from _strip_runs(text, block, _BARS, holds_prose)


def _strip_comments(text: str, block: _Lines) -> Iterator[_Lines]:
    """Strip the signs of comments: `* The toll`, `// The toll`; those of a list stay."""

    def is_wrapped(lines: _Lines) -> bool:
        contents = [text[line.start : line.end] for line in lines]
        wrapped = line_wrapping.is_hard_wrapped(text, [lines])
        return wrapped and has_sentence_end(contents) and reads_as_prose(contents)

    yield from _strip_runs(text, block, _COMMENTS, is_wrapped)


def _strip_runs(
    text: str, block: _Lines, marks: _Margin, holds: Callable[[_Lines], bool]
) -> Iterator[_Lines]:
    """Strip the marks of each run of lines that begin with one, if it is long and holds prose."""
    kept: _Lines = []
    for marked, group in groupby(
        block, key=lambda line: marks.opening.match(text, line.start, line.end) is not None
    ):
        lines = list(group)
        started = (_cut_start(text, line, marks.opening) for line in lines)
        bare = [_cut_end(text, line, marks.closing) for line in started]
        filled = [line for line in bare if line]
        if marked and len(lines) >= marks.fewest and filled and holds(filled):
            yield from _split_at_blanks(kept)
            kept = []
            yield from _split_at_blanks(bare)
        else:
            kept += lines
    yield from _split_at_blanks(kept)


def _strip_line_numbers(text: str, blocks: list[_Lines]) -> list[_Lines]:
    """Strip the numbers in the margin of depositions and preprints, on every or every fifth line.

    They rise by one from line to line, and may start again on each page. What is left has to
    be prose: the ranks of a table stay, and so do the numbers of a list.
    """
    lines = [line for block in blocks for line in block]
    if len(lines) < _MIN_NUMBERED:
        return blocks
    numbers = [_NUMBER.match(text, line.start, line.end) for line in lines]
    numbered = _find_consecutive(numbers) or _find_sparse(numbers)
    if not numbered:
        return _strip_right_numbers(text, blocks)
    bare = {
        lines[i]: layout.trim_span(text, Span(match.end(), lines[i].end))
        for i in numbered
        if (match := numbers[i])
    }
    stripped = [[bare.get(line, line) for line in block] for block in blocks]
    contents = [text[line.start : line.end] for block in stripped for line in block if line]
    wide = sum(
        bool((match := numbers[i]) and (match[2] or match.end() == lines[i].end)) for i in numbered
    )
    filled = ([line for line in block if line] for block in stripped)
    wrapped = line_wrapping.is_hard_wrapped(text, [block for block in filled if block])
    certain = wrapped or 2 * wide >= len(numbered)
    if not certain or not reads_as_prose(contents):
        return blocks
    return [group for block in stripped for group in _split_at_blanks(block)]


def _strip_right_numbers(text: str, blocks: list[_Lines]) -> list[_Lines]:
    """Strip the numbers at the right of every fifth line, as in bills and poems."""
    lines = [line for block in blocks for line in block]
    numbers = [_RIGHT_NUMBER.search(text, line.start, line.end) for line in lines]
    numbered = _find_sparse(numbers)
    if not numbered or len(numbered) < sum(map(bool, numbers)):
        return blocks
    bare = {
        lines[i]: Span(lines[i].start, match.start()) for i in numbered if (match := numbers[i])
    }
    return [[bare.get(line, line) for line in block] for block in blocks]


def _find_consecutive(numbers: Sequence[re.Match[str] | None]) -> list[int]:
    """Return the lines with a number one above that of the numbered line before, or 1 again."""
    found = [i for i, match in enumerate(numbers) if match]
    if len(found) < max(_MIN_NUMBERED, _MIN_NUMBERED_SHARE * len(numbers)):
        return []
    values = [int(match[1]) for match in numbers if match]
    rising = {
        i
        for (i, value), (j, following) in pairwise(zip(found, values, strict=True))
        if following == value + 1
        for i in (i, j)
    }
    return sorted(rising) if len(rising) >= 0.9 * len(found) else []


def _find_sparse(numbers: Sequence[re.Match[str] | None]) -> list[int]:
    """Return the lines with a number that rises by five every five lines, or by ten."""
    found = [(i, int(match[1])) for i, match in enumerate(numbers) if match]
    for step in _SPARSE_STEPS:
        steps = [(i, value) for i, value in found if value % step == 0]
        right = sum(b - a == step for (_, a), (_, b) in pairwise(steps))
        regular = sum(j - i == step for (i, _), (j, _) in pairwise(steps))
        counted = len(steps) >= 2 and all(value == i + 1 for i, value in steps)
        if counted:
            return [i for i, _ in steps]
        if len(steps) >= _MIN_SPARSE and min(right, regular) >= 0.8 * (len(steps) - 1):
            return [i for i, _ in steps]
    return []


def _cut_start(text: str, line: Span, pattern: re.Pattern[str]) -> Span:
    match = pattern.match(text, line.start, line.end)
    return Span(match.end(), line.end) if match else line


def _cut_end(text: str, line: Span, pattern: re.Pattern[str]) -> Span:
    # No longer: a pattern of blanks must not see a long line.
    match = pattern.search(text, max(line.start, line.end - _SEARCHED_CHARACTERS), line.end)
    return layout.trim_span(text, Span(line.start, match.start() if match else line.end))


def _split_at_blanks(lines: Sequence[Span]) -> Iterator[_Lines]:
    for filled, group in groupby(lines, key=lambda line: len(line) > 0):
        if filled:
            yield list(group)
