"""Source code -> the prose in it: comments and documentation strings; the rest is code."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import groupby

from summarize.document import Exclusion, Span
from summarize.sources.layout import trim_span
from summarize.sources.text.prose import has_sentence_words, is_sentence

_COMMENT = re.compile(
    r"(?P<text>(?:\"\"\"(?:(?!\"\"\").)*\"\"\"|'''(?:(?!''').)*''')"
    r"|/\*(?:(?!\*/).)*\*/|<!--(?:(?!-->).)*-->|\{-(?:(?!-\}).)*-\}|--\[\[(?:(?!\]\]).)*\]\])",
    re.DOTALL,
)
_LINE_COMMENT = re.compile(r"[ \t]*(?:#+!?|//+!?|--+(?!\[)|;+|%+)[ \t]+")
_SIGNS_BEFORE = re.compile(
    r"[ \t]*(?:[rRuUbBfF]?(?:\"\"\"|''')|/\*+!?|\*+(?!/)|<!--|\{-|--\[\[|#+!?|//+!?|--+|;+"
    r"|%+)?[ \t]*"
)
_SIGNS_BEHIND = re.compile(r"[ \t]*(?:\"\"\"|'''|\*+/|-->|-\}|\]\])[ \t]*$")
_FIELD = re.compile(r"[@\\:]\w+|\w+\s*(?:\(.*\))?\s*:\s*$|>>> |\.\.\. ")
_MAX_TEXT = 2_000_000  # characters: longer code is not searched for comments


def split_comments(
    text: str, blocks: Sequence[Sequence[Span]]
) -> tuple[list[list[Span]], list[Exclusion]]:
    """Return the prose of comments, in groups of lines without signs, and the code as exclusions.

    Comments without a sentence, such as code that was commented out, are code, too.
    """
    inside = find_comments(text)
    groups: list[list[Span]] = []
    code: list[Exclusion] = []
    for block in blocks:
        for comment, group in groupby(block, key=lambda line: _find_comment(text, line, inside)):
            lines = list(group)
            if comment is None:
                code.append(Exclusion(Span(lines[0].start, lines[-1].end), "code"))
                continue
            for filled, part in groupby(
                (_strip_signs(text, line) for line in lines), key=lambda line: len(line) > 0
            ):
                if filled:
                    groups += _split_fields(text, list(part))
    prose: list[list[Span]] = []
    for lines in groups:
        joined = " ".join(text[line.start : line.end] for line in lines)
        if is_sentence(joined) or has_sentence_words(joined):
            prose.append(lines)
        else:
            code.append(Exclusion(Span(lines[0].start, lines[-1].end), "code"))
    return prose, sorted(code, key=lambda one: one.span)


def find_comments(text: str) -> list[Span]:
    """Return the comments and documentation strings of several lines, with their signs."""
    if len(text) > _MAX_TEXT:
        return []
    return [Span(*match.span()) for match in _COMMENT.finditer(text)]


def is_inside(line: Span, comments: Sequence[Span]) -> bool:
    """Whether a line begins in one of the comments, which are in order."""
    return _find_place(line, comments) is not None


def _find_place(line: Span, comments: Sequence[Span]) -> int | None:
    place = bisect_left(comments, line.end, key=lambda one: one.start) - 1
    inside = place >= 0 and comments[place].start <= line.start + 1 < comments[place].end
    return place if inside else None


def _find_comment(text: str, line: Span, inside: Sequence[Span]) -> int | None:
    """Return which comment a line is in, -1 for those of one line; None for code."""
    place = _find_place(line, inside)
    if place is None and _LINE_COMMENT.match(text, line.start, line.end):
        return -1
    return place


def _strip_signs(text: str, line: Span) -> Span:
    signs = _SIGNS_BEFORE.match(text, line.start, line.end)
    start = signs.end() if signs else line.start
    behind = _SIGNS_BEHIND.search(text, max(start, line.end - 40), line.end)
    return trim_span(text, Span(start, max(start, behind.start() if behind else line.end)))


def _split_fields(text: str, lines: list[Span]) -> Iterator[list[Span]]:
    """Split documentation at the lines of parameters and examples: `@param name`, `Args:`."""
    current: list[Span] = []
    for line in lines:
        if _FIELD.match(text, line.start, line.end) and current:
            yield current
            current = []
        current.append(line)
    yield current
