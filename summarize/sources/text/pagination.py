"""Pages in plain text, as `pdftotext` makes them: form feeds, running heads, page numbers."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence

from summarize.document import Exclusion, Span

MIN_PAGES = 3
"""On so many pages, and on a third of all, a line must stand to be a running head."""

_EDGE = 3  # lines from the top and from the bottom of a page that are looked at
_MAX_CHARACTERS = 120
_DIGITS = re.compile(r"\d+")
_NUMBER = re.compile(
    r"[-–—\[( ]*(?:(?:page|p\.|seite|s\.)\s*)?(?:\d{1,4}|[ivxlc]{1,7})"
    r"(?:\s*(?:/|of|von|de)\s*\d{1,4})?[-–—\]) .]*",
    re.IGNORECASE,
)


def page_starts(text: str) -> tuple[int, ...]:
    """Where pages 1, 2, ... start, if form feeds divide the text; else nothing.

    `"one\\ftwo\\f" -> (0, 4)`
    """
    end = len(text.rstrip())
    breaks = [match.end() for match in re.finditer("\f", text) if match.end() <= end]
    return (0, *breaks) if breaks else ()


def running_lines(text: str, lines: Sequence[Span], pages: Sequence[int]) -> tuple[Exclusion, ...]:
    """The lines at the top and bottom of pages that are there on many: heads and numbers."""
    if len(pages) < 2:
        return ()
    places: defaultdict[str, list[Span]] = defaultdict(list)
    for line in _edges(lines, pages):
        content = text[line.start : line.end]
        if len(content) <= _MAX_CHARACTERS:
            places[_pattern(content)].append(line)
    found: list[Exclusion] = []
    for pattern, same in places.items():
        number = pattern == "#"
        if len(same) >= (2 if number else max(MIN_PAGES, len(pages) // 3)):
            reason = "furniture: page number" if number else "furniture: running head"
            found += [Exclusion(line, reason) for line in same]
    return tuple(sorted(found, key=lambda exclusion: exclusion.span))


def _edges(lines: Sequence[Span], pages: Sequence[int]) -> Iterator[Span]:
    by_page: defaultdict[int, list[Span]] = defaultdict(list)
    for line in lines:
        by_page[bisect_right(pages, line.start)].append(line)
    for page in by_page.values():
        yield from page[:_EDGE]
        yield from page[max(_EDGE, len(page) - _EDGE) :]


def _pattern(line: str) -> str:
    """`"Annual Report 12" -> "annual report #"`; a page number alone is `"#"`."""
    folded = " ".join(line.split())
    return "#" if _NUMBER.fullmatch(folded) else _DIGITS.sub("#", folded.lower())
