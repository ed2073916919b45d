"""Page numbers and running heads in plain text, with form feeds and without.

With form feeds they are what recurs at the top or bottom of pages. Without, page numbers
rise by one, and a running head stands beside them or recurs in the middle of sentences.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence, Set
from itertools import pairwise

from summarize.document import Exclusion, Span
from summarize.sources.boilerplate import exclude_boilerplate
from summarize.sources.text.line_wrapping import continues_sentence

_MIN_PAGES = 3  # a running head is on so many pages, or on both, and on a third of all
_EDGE_LINES = 3  # lines from the top and from the bottom of a page that are looked at
_MAX_CHARACTERS = 120
_MIN_PAGE = 300  # characters between two page numbers without more to them than the figure
_MIN_INTERRUPTED = 30  # characters of a line that goes on behind a running head
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"[-–—\[( ]*(?:(?:page|p\.|seite|s\.)\s*)?(?:\d{1,4}|[ivxlc]{1,7})"
    r"(?:\s*(?:/|of|von|de)\s*\d{1,4})?[-–—\]) .]*",
    re.IGNORECASE,
)
_SURE_NUMBER = re.compile(
    r"[-–—\[( ]*(?:page|seite)\s*(\d{1,4})(?:\s*(?:/|of|von|de)\s*\d{1,4})?[-–—\]) .]*"
    r"|[-–—]+\s*(\d{1,4})\s*[-–—]+|(\d{1,4})\s*\|\s*page",
    re.IGNORECASE,
)
_BARE_NUMBER = re.compile(r"\[?(\d{1,4})(?:\s*/\s*\d{1,4})?\]?")


def find_page_starts(text: str) -> tuple[int, ...]:
    """Return where pages 1, 2, ... start, if form feeds divide the text; else nothing.

    `"one\\ftwo\\f" -> (0, 4)`
    """
    end = len(text.rstrip())
    breaks = [match.end() for match in re.finditer("\f", text) if match.end() <= end]
    return (0, *breaks) if breaks else ()


def find_running_lines(text: str, lines: Sequence[Span], pages: Sequence[int]) -> list[Exclusion]:
    """Return running heads and page numbers, in order."""
    found: dict[Span, str] = {}
    if len(pages) >= 2:
        found |= _find_at_edges(text, lines, pages)
    else:
        numbers = _find_page_numbers(text, lines)
        found |= dict.fromkeys((lines[i] for i in numbers), "page number")
        found |= dict.fromkeys(_find_heads(text, lines, numbers), "running head")
    if len(found) == len(lines):
        return []
    return [exclude_boilerplate(line, reason) for line, reason in sorted(found.items())]


def _find_at_edges(text: str, lines: Sequence[Span], pages: Sequence[int]) -> dict[Span, str]:
    """Return the lines that recur at the top or bottom of pages, with the reason."""
    by_page: defaultdict[int, list[Span]] = defaultdict(list)
    for line in lines:
        by_page[bisect_right(pages, line.start)].append(line)
    places: defaultdict[str, list[Span]] = defaultdict(list)
    for page in by_page.values():
        for line in (*page[:_EDGE_LINES], *page[_EDGE_LINES:][-_EDGE_LINES:]):
            if len(line) <= _MAX_CHARACTERS:
                places[_normalise_line(text[line.start : line.end])].append(line)
    found: dict[Span, str] = {}
    fewest = max(min(_MIN_PAGES, len(pages)), len(pages) // 3)
    for pattern, same in places.items():
        number = pattern == "#"
        sure = number and any(_SURE_NUMBER.fullmatch(text[one.start : one.end]) for one in same)
        if len(same) >= (1 if sure else 2 if number else fewest):
            found |= dict.fromkeys(same, "page number" if number else "running head")
    return found


def _find_page_numbers(text: str, lines: Sequence[Span]) -> list[int]:
    """Return the lines that are page numbers: "Page 3 of 9", "- 3 -", and 3, 4, 5 on their own."""
    found: list[int] = []
    bare: list[tuple[int, int]] = []
    for i, line in enumerate(lines):
        if len(line) > _MAX_CHARACTERS // 4:
            continue
        content = text[line.start : line.end]
        if _SURE_NUMBER.fullmatch(content):
            found.append(i)
        elif match := _BARE_NUMBER.fullmatch(content):
            bare.append((i, int(match[1])))
    last: dict[int, list[int]] = {}  # value -> the lines of the row of numbers that ends with it
    for i, value in bare:
        row = last.pop(value - 1, [])
        row.append(i)
        last[value] = row
    rows = (row for row in last.values() if len(row) >= _MIN_PAGES)
    found += [i for row in rows if _divides_pages(text, lines, row) for i in row]
    return sorted(found)


def _divides_pages(text: str, lines: Sequence[Span], row: Sequence[int]) -> bool:
    """Whether there are pages between these numbers, or they interrupt sentences: no column."""
    sizes = [lines[j].start - lines[i].end for i, j in pairwise(row)]
    numbers = set(row)
    if min(sizes) >= _MIN_PAGE:
        return True
    # Below the number may be a running head.
    beside = sum(
        _interrupts(text, lines, i, numbers) or _interrupts(text, lines, i, numbers, heads=1)
        for i in row
    )
    return 2 * beside >= len(row)


def _find_heads(text: str, lines: Sequence[Span], numbers: Sequence[int]) -> Iterator[Span]:
    """Yield the lines that recur beside page numbers, or in the middle of sentences."""
    numbered = set(numbers)
    places: defaultdict[str, list[int]] = defaultdict(list)
    for i, line in enumerate(lines):
        if i not in numbered and len(line) <= _MAX_CHARACTERS:
            places[_normalise_line(text[line.start : line.end])].append(i)
    for same in places.values():
        if len(same) < min(_MIN_PAGES, max(2, len(numbered))):
            continue
        beside = sum(i - 1 in numbered or i + 1 in numbered for i in same)
        inside = sum(_interrupts(text, lines, i, numbered) for i in same)
        most = 3 * beside >= 2 * len(same) or (2 * inside >= len(same) >= _MIN_PAGES)
        if most:
            yield from (lines[i] for i in same)


def _interrupts(
    text: str, lines: Sequence[Span], place: int, numbered: Set[int], heads: int = 0
) -> bool:
    """Whether a sentence goes on from the line above this one to the line below it.

    `heads` is how many lines below it are left out, too.
    """
    above, below = place - 1, place + 1 + heads
    for _ in range(_EDGE_LINES):
        above -= above in numbered
        below += below in numbered
    if above < 0 or below >= len(lines):
        return False
    long = min(len(lines[above]), len(lines[below])) >= _MIN_INTERRUPTED
    return long and continues_sentence(text, lines[above], lines[below])


def _normalise_line(line: str) -> str:
    """Return a line without its numbers: `"Report 12" -> "report #"`, `"- 3 -" -> "#"`."""
    folded = " ".join(line.split())
    return "#" if _PAGE_NUMBER.fullmatch(folded) else _DIGITS.sub("#", folded.lower())
