"""Running heads, page numbers, tables and code in plain text: the lines that are no prose.

Pages as `pdftotext` makes them: form feeds, running heads, page numbers. Of tables and
code only what is certain: three lines or more, one below the other, that are divided alike.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import groupby

from summarize.document import Exclusion, Span
from summarize.sources.boilerplate import exclude_boilerplate

_MIN_LINES = 3  # two lines that look alike may do so by chance
_MAX_LINE = 1000  # characters; what is longer is a paragraph
_GAP = re.compile(r"(?<=[^\s.!?:;,])(?: {2,}| *\t+ *)(?=\S)")
_PIPE = re.compile(r"(?:^|(?<=\s))[|│](?=\s|$)")
_RULE_SIGNS = frozenset("+|=- " + "".join(map(chr, range(0x2500, 0x2580))))
_DRAWN_SIGNS = frozenset("+|" + "".join(map(chr, range(0x2500, 0x2580))))
_SPACELESS_COMMA = re.compile(r"[,;](?=\S|$)")
_CELLS = re.compile(r"[,;]")
_CODE = re.compile(
    r"""^\s*(?:
    .*[()\[\]=<>_].*[;{]|[})\]]+[;,)]?|.*\)\s*\{
    |(?:def|class)\s\w+.*:|(?:from\s[\w.]+\s)?import\s[\w.,\s*{}]+|\#include\s*[<"].*
    |return\b.*[;)\]]|(?:var|let|const)\s\w+\s*=.*|@\w+(?:\(.*\))?|//\s.*|\w+(?:\.\w+)*\(.*\);?
    |[\w.\[\]]+\s*[-+*/|]?=\s*[\w\[({"'].*
    )\s*$""",
    re.VERBOSE,
)
_CELL_WORDS = 4  # on average
_SEARCHED_CHARACTERS = 200  # characters that are searched: patterns with gaps must not see more
_MIN_PAGES = 3  # a running head is on so many pages, and on a third of all
_EDGE_LINES = 3  # lines from the top and from the bottom of a page that are looked at
_MAX_CHARACTERS = 120
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"[-–—\[( ]*(?:(?:page|p\.|seite|s\.)\s*)?(?:\d{1,4}|[ivxlc]{1,7})"
    r"(?:\s*(?:/|of|von|de)\s*\d{1,4})?[-–—\]) .]*",
    re.IGNORECASE,
)


def _classify_line(line: str) -> str:
    if len(line) > _MAX_LINE:
        return ""
    # The border of a table: `+----+----+`.
    is_rule = _RULE_SIGNS.issuperset(line) and not _DRAWN_SIGNS.isdisjoint(line)
    if is_rule or len(_PIPE.findall(line)) >= 2:
        return "pipes"
    if "\t" in line or len(_GAP.findall(line)) >= 2:
        return "columns"
    if len(_CELLS.findall(line)) >= 2 and _SPACELESS_COMMA.search(line):
        return "cells"
    return "code" if _CODE.match(line[:_SEARCHED_CHARACTERS]) else ""


def _is_consistent(kind: str, lines: Sequence[str]) -> bool:
    if kind == "code":
        return True
    border = {"columns": _GAP, "pipes": _PIPE, "cells": _CELLS}[kind]
    counts = [len(border.findall(line)) for line in lines]
    most = max(Counter(counts).values())
    if kind == "cells":
        # No prose is written without spaces behind its commas.
        spaceless = sum(len(_SPACELESS_COMMA.findall(line)) for line in lines)
        return most >= 0.9 * len(lines) and spaceless >= 0.8 * sum(counts)
    # Cells are short: prose with wide spaces is no table.
    cells = [len(cell.split()) for line in lines for cell in border.split(line)]
    if sum(cells) > _CELL_WORDS * len(cells):
        return False
    return kind == "pipes" or most >= 0.6 * len(lines) or _is_aligned(lines)


def _is_aligned(lines: Sequence[str]) -> bool:
    """Whether columns begin or end at the same places on most lines."""
    starts = Counter(place for line in lines for place in {m.end() for m in _GAP.finditer(line)})
    ends = Counter(place for line in lines for place in {m.start() for m in _GAP.finditer(line)})
    return max(*starts.values(), *ends.values(), 0) >= 0.7 * len(lines)


def split_off_tables_and_code(
    text: str, blocks: Sequence[Sequence[Span]]
) -> tuple[list[list[Span]], list[Exclusion]]:
    """Return the blocks without their tables and code, and these as exclusions.

    `"a  b  c\\n1  2  3\\n4  5  6" -> [], [Exclusion(Span(0, 23), "table")]`
    """
    rest: list[list[Span]] = []
    found: list[Exclusion] = []
    for block in blocks:
        lines = [text[line.start : line.end] for line in block] if len(block) >= _MIN_LINES else []
        start = last = 0
        for kind, group in groupby(map(_classify_line, lines)):
            end = start + len(list(group))
            if kind and end - start >= _MIN_LINES and _is_consistent(kind, lines[start:end]):
                rest.append(list(block[last:start]))
                reason = "code" if kind == "code" else "table"
                found.append(Exclusion(Span(block[start].start, block[end - 1].end), reason))
                last = end
            start = end
        rest.append(list(block[last:]))
    return [block for block in rest if block], found


def find_page_starts(text: str) -> tuple[int, ...]:
    """Return where pages 1, 2, ... start, if form feeds divide the text; else nothing.

    `"one\\ftwo\\f" -> (0, 4)`
    """
    end = len(text.rstrip())
    breaks = [match.end() for match in re.finditer("\f", text) if match.end() <= end]
    return (0, *breaks) if breaks else ()


def find_running_lines(text: str, lines: Sequence[Span], pages: Sequence[int]) -> list[Exclusion]:
    """Return running heads and page numbers: lines that recur at the top or bottom of pages."""
    if len(pages) < 2:
        return []
    by_page: defaultdict[int, list[Span]] = defaultdict(list)
    for line in lines:
        by_page[bisect_right(pages, line.start)].append(line)
    places: defaultdict[str, list[Span]] = defaultdict(list)
    for page in by_page.values():
        for line in (*page[:_EDGE_LINES], *page[_EDGE_LINES:][-_EDGE_LINES:]):
            if len(line) <= _MAX_CHARACTERS:
                places[_normalise_line(text[line.start : line.end])].append(line)
    found: list[Exclusion] = []
    for pattern, same in places.items():
        number = pattern == "#"
        if len(same) >= (2 if number else max(_MIN_PAGES, len(pages) // 3)):
            reason = "page number" if number else "running head"
            found += [exclude_boilerplate(line, reason) for line in same]
    return sorted(found, key=lambda exclusion: exclusion.span)


def _normalise_line(line: str) -> str:
    """Return a line without its numbers: `"Report 12" -> "report #"`, `"- 3 -" -> "#"`."""
    folded = " ".join(line.split())
    return "#" if _PAGE_NUMBER.fullmatch(folded) else _DIGITS.sub("#", folded.lower())
