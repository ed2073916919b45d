"""Tables and code in plain text: lines, one below the other, that are no prose.

Only what is certain: three lines or more that are divided alike, and hold no sentences.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import groupby

from summarize.document import Exclusion, Span
from summarize.sources.text.prose import goes_on, has_sentence_words, reads_as_prose

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
    code = _CODE.match(line[:_SEARCHED_CHARACTERS]) and not has_sentence_words(line)
    return "code" if code else ""


def _is_consistent(kind: str, lines: Sequence[str]) -> bool:
    if kind == "code":
        return True
    border = {"columns": _GAP, "pipes": _PIPE, "cells": _CELLS}[kind]
    counts = [len(border.findall(line)) for line in lines]
    # Justified lines have wide gaps, and what is said stands behind one tab, or none.
    if reads_as_prose(lines) and (goes_on(lines) or sum(counts) <= len(lines)):
        return False
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
