"""Plain text -> Layout.

Blank lines divide paragraphs. A single line end is a soft wrap in a text that is
hard-wrapped, and ends a paragraph in one that is not (most scraped news has a
paragraph on every line). A text is hard-wrapped if nearly every line, where
another follows without a blank line, is so full that the next word would not
have fitted on it, and many of them stop in the middle of a sentence: without an
end mark, before a line that begins in lower case.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

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

_FULL_SHARE = 0.7  # of the inner lines must be full
_MIDDLE_SHARE = 0.35  # of the inner lines must stop in the middle of a sentence
_FEW_LINES = 3  # with fewer inner lines, all must stop there
_SHORT = 0.6  # of the width: a line that stops there was stopped on purpose
_END_MARK = re.compile(r"[.!?…:。！？][”\"’')\]]*$")
_HEADING_WORDS = 14
_HEADING_CHARACTERS = 100
_HEADING_RUN = 3
_NO_HEADING_END = re.compile(r"[.!?…:;,。！？：；、”\"’)\]]$")
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
    width = wrap_width(text, blocks)
    units = [unit for block in blocks for unit in _units(text, block, width)]
    dividers = [unit for unit in units if not has_words(text, unit.span)]
    rest = [unit for unit in units if has_words(text, unit.span)]
    excluded = furniture(text, [unit.span for unit in rest])
    gone = {exclusion.span for exclusion in excluded}
    article = [unit for unit in rest if unit.span not in gone]
    marks = (Exclusion(unit.span, "divider") for unit in dividers)
    ordered = sorted((*excluded, *marks), key=lambda exclusion: exclusion.span)
    return Layout(_paragraphs(text, article), tuple(ordered))


def _paragraphs(text: str, units: Sequence[_Unit]) -> tuple[Paragraph, ...]:
    """Prose and headings, list markers left out.

    A heading is one short line without an end mark that is followed by prose,
    perhaps over other headings. More than three in a row are a list of things,
    not headings, unless they are in capitals or called a chapter.
    """
    found: list[Paragraph] = []
    run, above_prose = 0, False
    for unit in reversed(units):
        content = text[unit.span.start : unit.span.end]
        likely = _looks_like_heading(content, unit)
        fits = above_prose and (run < _HEADING_RUN or _is_emphatic(content))
        heading = unit.underlined or (likely and fits)
        run = run + 1 if heading else 0
        above_prose = above_prose or not likely
        role = Role.HEADING if heading else Role.PROSE
        found.append(Paragraph(without_marker(text, unit.span), role))
    return tuple(reversed(found))


def _looks_like_heading(content: str, unit: _Unit) -> bool:
    first = next((char for char in content if char.isalnum()), "")
    return (
        len(content) <= _HEADING_CHARACTERS
        and len(content.split()) <= _HEADING_WORDS
        and "\n" not in content
        and not first.islower()
        and _NO_HEADING_END.search(content) is None
        and (unit.alone or LIST_MARKER.match(content) is None)
    )


def _is_emphatic(content: str) -> bool:
    return content.isupper() or _CHAPTER.match(content) is not None


def wrap_width(text: str, blocks: Sequence[Sequence[Span]]) -> int:
    """The column at which the text is hard-wrapped, 0 if it is not."""
    inner = [pair for block in blocks for pair in pairwise(block)]
    if not inner:
        return 0
    lengths = sorted(len(line) for line, _ in inner)
    width = lengths[int(0.95 * (len(lengths) - 1))]
    middles = sum(_goes_on(text, line, following) for line, following in inner)
    full = sum(_is_full(text, line, following, width) for line, following in inner)
    if width > MAX_WIDTH or full < _FULL_SHARE * len(inner):
        return 0
    if len(inner) < _FEW_LINES:
        return width if middles == len(inner) else 0
    return width if middles >= _MIDDLE_SHARE * len(inner) else 0


def _goes_on(text: str, line: Span, following: Span) -> bool:
    first = text[following.start]
    ended = _END_MARK.search(text, line.start, line.end) is not None
    return first.isalpha() and not first.isupper() and not ended


def _is_full(text: str, line: Span, following: Span, width: int) -> bool:
    """Whether the next line's first word would not have fitted on this line."""
    word = text[following.start : following.end].split(maxsplit=1)[0]
    return len(line) + 1 + len(word) > width


def _units(text: str, block: Sequence[Span], width: int) -> Iterator[_Unit]:
    """The paragraphs of a block: its lines, joined where the text is hard-wrapped."""
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
    return ended or len(line) < _SHORT * width
