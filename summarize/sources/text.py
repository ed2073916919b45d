"""Plain text -> Layout.

Blank lines divide paragraphs. A single line end is a soft wrap in a text that is
hard-wrapped, and ends a paragraph in one that is not (most scraped news has a
paragraph on every line). A text is hard-wrapped if most lines that are followed
by another, without a blank line between, are so full that its first word would
not have fitted on them (the longest line of the block is the measure), and many
stop in the middle of a sentence: without an end mark, before a line that begins
in lower case.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise, takewhile

from summarize.boilerplate import furniture
from summarize.document import Exclusion, Role, Span
from summarize.sources.layout import (
    LIST_MARKER,
    Layout,
    Paragraph,
    has_words,
    lines_of,
    without_marker,
)

MAX_WIDTH = 140
"""Nobody wraps by hand beyond this column; longer lines are paragraphs."""

_FULL_SHARE = 0.5  # of the inner lines must be full
_MIDDLE_SHARE = 0.35  # of the inner lines must stop in the middle of a sentence
_FEW_LINES = 3  # with fewer inner lines, all must stop there
_SHORT = 0.6  # of the width: a line that stops there was stopped on purpose
_END_MARK = re.compile(r"[.!?…:。！？][”\"’')\]]*$")
_HEADING_WORDS = 10
_HEADING_CHARACTERS = 80
_HEADING_RUN = 3
_NO_HEADING = re.compile(
    r"[.!?…:;,。！？：；、”\"’')\]]$|[a-z]{3}[.!?] +[\"“]?[A-Z]|\w\.\w{2}|@|://"
)
_CHAPTER = re.compile(r"(?:chapter|part|section|book|volume|appendix|canto|act|scene)\b", re.I)
_RULE_LINE = re.compile(r"[\W_]+$")
_UNDERLINE = re.compile(r"(?:={3,}|-{3,}|~{3,})$")


@dataclass(frozen=True, slots=True)
class _Unit:
    """A paragraph, or a line of its own, before it is judged; `alone` between blank lines."""

    span: Span
    underlined: bool
    alone: bool


def parse(text: str) -> Layout:
    """Take a plain text apart; see the module's docstring for the rule on line ends."""
    blocks = lines_of(text)
    wrapped = is_hard_wrapped(text, blocks)
    units = [unit for block in blocks for unit in _units(text, block, wrapped)]
    dividers = [unit for unit in units if not has_words(text, unit.span)]
    rest = [unit for unit in units if has_words(text, unit.span)]
    excluded = furniture(text, [unit.span for unit in rest])
    gone = {exclusion.span for exclusion in excluded}
    article = [unit for unit in rest if unit.span not in gone]
    marks = (Exclusion(unit.span, "divider") for unit in dividers)
    ordered = sorted((*excluded, *marks), key=lambda exclusion: exclusion.span)
    paragraphs = _paragraphs(text, article)
    return Layout(paragraphs, tuple(ordered), _headline(text, paragraphs))


def _headline(text: str, paragraphs: Sequence[Paragraph]) -> str | None:
    """The title: the longest heading above the prose, as a page's own name is short."""
    above = takewhile(lambda paragraph: paragraph.role is Role.HEADING, paragraphs)
    lines = (" ".join(text[one.span.start : one.span.end].split()) for one in above)
    return max(lines, key=len, default=None)


def _paragraphs(text: str, units: Sequence[_Unit]) -> tuple[Paragraph, ...]:
    """Prose and headings, list markers left out.

    Headings are short lines without an end mark, at most three in a row and then
    prose. A longer row is a list of things, and prose, but for what stands in
    capitals or is called a chapter.
    """
    likely: list[bool] = []
    above_all = True
    for unit in units:
        likely.append(_looks_like_heading(text, unit, above_all))
        above_all = above_all and likely[-1]
    headings: list[bool] = []
    for is_likely, group in groupby(range(len(units)), key=likely.__getitem__):
        run = list(group)
        above_prose = run[-1] + 1 < len(units)
        headings += [
            is_likely and above_prose and (len(run) <= _HEADING_RUN or _is_emphatic(text, units[i]))
            for i in run
        ]
    return tuple(
        Paragraph(
            without_marker(text, unit.span),
            Role.HEADING if heading or unit.underlined else Role.PROSE,
        )
        for unit, heading in zip(units, headings, strict=True)
    )


def _looks_like_heading(text: str, unit: _Unit, above_all: bool) -> bool:
    """Whether a line could be a heading; those above all prose may be long: titles."""
    content = text[unit.span.start : unit.span.end]
    if len(content) > _HEADING_CHARACTERS * (2 if above_all else 1) or "\n" in content:
        return False
    if _NO_HEADING.search(content) or (LIST_MARKER.match(content) and not unit.alone):
        return False
    letters = [char for char in content if char.isalpha()]
    digits = sum(char.isdigit() for char in content)
    if not letters or letters[0].islower() or digits > len(letters):
        return False
    speaks = not above_all and ": " in content and not content.isupper()
    return not speaks and len(content.split()) <= _HEADING_WORDS * (2 if above_all else 1)


def _is_emphatic(text: str, unit: _Unit) -> bool:
    content = text[unit.span.start : unit.span.end]
    return content.isupper() or _CHAPTER.match(content) is not None


def is_hard_wrapped(text: str, blocks: Sequence[Sequence[Span]]) -> bool:
    """Whether single line ends are soft wraps; see the module's docstring for the rule."""
    inner = full = middles = 0
    for block in blocks:
        width = _width(block)
        for line, following in pairwise(block):
            inner += 1
            full += _is_full(text, line, following, width)
            middles += width <= MAX_WIDTH and _goes_on(text, line, following)
    if inner < _FEW_LINES:
        return 0 < inner == middles
    return full >= _FULL_SHARE * inner and middles >= _MIDDLE_SHARE * inner


def _width(block: Sequence[Span]) -> int:
    return max(len(line) for line in block)


def _goes_on(text: str, line: Span, following: Span) -> bool:
    first = text[following.start]
    ended = _END_MARK.search(text, line.start, line.end) is not None
    return first.isalpha() and not first.isupper() and not ended


def _is_full(text: str, line: Span, following: Span, width: int) -> bool:
    """Whether the next line's first word would not have fitted on this line."""
    word = text[following.start : following.end].split(maxsplit=1)[0]
    return len(line) + 1 + len(word) > width


def _units(text: str, block: Sequence[Span], wrapped: bool) -> Iterator[_Unit]:
    """The paragraphs of a block: its lines, joined where the text is hard-wrapped."""
    width = _width(block) if wrapped else 0
    start = 0
    for index, line in enumerate(block):
        following = block[index + 1] if index + 1 < len(block) else None
        if following is not None and not _is_border(text, line, following, width):
            continue
        span = Span(block[start].start, line.end)
        alone = start == 0 and following is None
        yield _Unit(span, _is_underlined(text, block, start, index), alone)
        start = index + 1


def _is_underlined(text: str, block: Sequence[Span], start: int, index: int) -> bool:
    if index != start or index + 1 >= len(block):
        return False
    below = block[index + 1]
    return _UNDERLINE.match(text, below.start, below.end) is not None


def _is_border(text: str, line: Span, following: Span, width: int) -> bool:
    """Whether a paragraph ends between these two lines of one block."""
    if not width or _RULE_LINE.match(text, following.start, following.end):
        return True
    if LIST_MARKER.match(text, following.start, following.end) or not has_words(text, line):
        return True
    if _is_full(text, line, following, width):
        return False
    ended = _END_MARK.search(text, line.start, line.end) is not None
    return ended or (len(line) < _SHORT * width and not _goes_on(text, line, following))
