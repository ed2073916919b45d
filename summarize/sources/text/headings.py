"""Headings of a plain text and their levels."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from summarize.characters import HAN, KANA, WIDE_MARKS
from summarize.document import Span
from summarize.sources.layout import LIST_MARKER, is_section_name

_MAX_WORDS = 10
_MAX_CHARACTERS = 80  # columns: a character of Chinese takes two
_MAX_RUN = 3
_NO_HEADING = re.compile(
    r"[.!?…:;,。！？：；、”\"’')\]]$|[a-z]{3}[.!?] +[\"“]?[A-Z]|(?<!\d)\w\.\w{2}|@|://|\d[.,:]\d+$"
)
_CHAPTER = re.compile(
    r"(?:chapter|part|section|book|volume|appendix|canto|act|scene"
    r"|preface|foreword|prologue|(?:first |second )?epilogue|afterword)\b",
    re.I,
)
# A line of a formula: "Y = 1", "B ≤", "∑ x".
_FORMULA = re.compile(r"[−=≤≥∑∏∫√∇∂∈∼≈‖|]|[<>+/(\[]$|\A\)")
# A numbered heading in capitals, "4.2 RESULTS (OLD)"; also behind the prose above it.
_NUMBERED_CAPITALS = re.compile(
    r"(?:\d{1,2}|[A-Z](?=\.))(?:\.\d{1,2}){0,3} [A-Z][A-Z]+(?:[ ,:&()/’'-]+[A-Z]+)*\)?\Z"
)
_RUN_IN = re.compile(rf"(?<=\s){_NUMBERED_CAPITALS.pattern}")
_FEWEST_RUN_IN = 3
_OUTERMOST = re.compile(r"(?:part|book|volume)\b", re.I)
_NUMBERED = re.compile(r"(\d{1,3}(?:\.\d{1,3}){0,4})\.?\s+(?=[^\W\d_])")
_WIDE = re.compile(f"[{HAN}{KANA}{WIDE_MARKS}]")
_LEVELS = {"=": 1, "-": 2, "~": 3}


@dataclass(frozen=True, slots=True)
class TextUnit:
    """A paragraph, or a line of its own, before it is known whether it is a heading.

    `alone`: between blank lines; `underline`: the sign that it is underlined with, or ""; `verse`:
    one of a stanza.
    """

    span: Span
    alone: bool = False
    underline: str = ""
    verse: bool = False


def find_heading_levels(text: str, units: Sequence[TextUnit]) -> list[int | None]:
    """Return the level of each unit that is a heading, 0 if it is unknown; None for prose.

    The names of the sections of papers and patents are headings in any case, and formulas are none.
    Headings are short lines without an end mark, at most three in a row and then
    prose. A longer row is a list, and prose, except lines in capitals or called a
    chapter. Those above all prose may be long: titles.
    """
    contents = [text[unit.span.start : unit.span.end] for unit in units]
    likely: list[bool] = []
    above_all = True
    for unit, content in zip(units, contents, strict=True):
        stanza = unit.verse and not content.isupper()
        likely.append(not stanza and _looks_like_heading(content, unit.alone, above_all))
        above_all = above_all and likely[-1]
    found: list[int | None] = []
    for is_likely, group in groupby(range(len(units)), key=likely.__getitem__):
        run = list(group)
        above_prose = run[-1] + 1 < len(units)
        for i in run:
            emphatic = contents[i].isupper() or _CHAPTER.match(contents[i])
            is_heading = is_likely and above_prose and (len(run) <= _MAX_RUN or emphatic)
            # The level is by underline or else number: `"2.1 Tides" -> 2`.
            numbered = _NUMBERED.match(contents[i])
            by_number = numbered[1].count(".") + 1 if numbered else 0
            level = _LEVELS.get(units[i].underline, 0) or by_number
            found.append(level if units[i].underline or is_heading else None)
    # Chapters and the like have level 1, or 2 where the text has parts or books, too.
    # What stands between two of them, like the opening of a letter, is inside one.
    open_levels = [i for i, level in enumerate(found) if level == 0]
    parts = {i for i in open_levels if _OUTERMOST.match(contents[i])}
    chapters = [i for i in open_levels if _CHAPTER.match(contents[i])]
    for i in chapters:
        found[i] = 2 if parts and i not in parts else 1
    for i in open_levels:
        if len(chapters) > 1 and found[i] == 0 and i > chapters[0]:
            found[i] = 3
    return found


def split_run_in_headings(text: str, units: Sequence[TextUnit]) -> list[TextUnit]:
    """Split numbered headings in capitals off the ends of paragraphs, where a text has several.

    Texts taken out of PDF have them there: `"They differ. 4 RESULTS"` becomes two units.
    """
    longest = 2 * _MAX_CHARACTERS
    ends = [
        _RUN_IN.search(text, max(unit.span.start + 1, unit.span.end - longest), unit.span.end)
        for unit in units
    ]
    if sum(end is not None for end in ends) < _FEWEST_RUN_IN:
        return list(units)
    found: list[TextUnit] = []
    for unit, end in zip(units, ends, strict=True):
        if end is None:
            found.append(unit)
        else:
            above = len(text[unit.span.start : end.start()].rstrip())
            found.append(TextUnit(Span(unit.span.start, unit.span.start + above)))
            found.append(TextUnit(Span(end.start(), unit.span.end)))
    return found


def _looks_like_heading(content: str, alone: bool, above_all: bool) -> bool:
    factor = 2 if above_all else 1
    columns = len(content) + len(_WIDE.findall(content))
    if columns > _MAX_CHARACTERS * factor or "\n" in content:
        return False
    if is_section_name(content) or _NUMBERED_CAPITALS.match(content):
        return True
    if _FORMULA.search(content) and not above_all:
        return False
    if _NO_HEADING.search(content) or (LIST_MARKER.match(content) and not alone):
        return False
    letters = [char for char in content if char.isalpha()]
    digits = sum(char.isdigit() for char in content)
    if not letters or letters[0].islower() or digits > len(letters):
        return False
    speaks = not above_all and ": " in content and not content.isupper()
    return not speaks and len(content.split()) <= _MAX_WORDS * factor
