"""Chapters of books -> the places of their blocks, as a reader would look for them.

`"chapter 3, The ferry"`: the number is the book's own where it gives one, else it is counted;
what stands before and behind the chapters ("Preface") has its title alone.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from summarize.sources.blocks import Block, BlockKind

_NAMED = re.compile(
    r"(?:chapter|kapitel|chapitre|cap[ií]tulo|capitolo|hoofdstuk|rozdział|глава|章|第.{1,6}[章回])",
    re.IGNORECASE,
)
_UNNUMBERED = re.compile(
    r"(?:preface|foreword|introduction|prologue|epilogue|afterword|postscript|acknowledge?ments?|"
    r"dedication|appendix|notes?|glossary|bibliography|references|conclusion|contents|index|"
    r"about the authors?|part|book|volume|act|vorwort|einleitung|nachwort|prolog|epilog|anhang|"
    r"teil|"
    r"préface|avant-propos|prologue|épilogue|partie|prólogo|prefacio|epílogo|parte|prefazione|"
    r"пролог|эпилог|предисловие|часть)\b",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"(\d{1,3}(?=[.:)\s]|$)|[IVXLC]{1,7}(?=[.:)]|\s+[–—-]|$))[.:)]?\s*(?:[–—-]\s+)?(.*)", re.DOTALL
)
_MAX_TITLE = 80  # characters


def place_chapters(blocks: Sequence[Block], starts: Collection[int]) -> list[Block]:
    """Return the blocks with their places; a chapter begins at each of `starts` that is a heading.

    Headings that follow each other are one: "1" and "The ferry" -> "chapter 1, The ferry".
    """
    found: list[Block] = []
    place, count, run_end = "", 0, 0
    for at, block in enumerate(blocks):
        if at in starts and at >= run_end and block.kind is BlockKind.HEADING:
            run_end = at
            while run_end < len(blocks) and blocks[run_end].kind is BlockKind.HEADING:
                run_end += 1
            place, count = _name_chapter([one.text for one in blocks[at:run_end]], count)
        found.append(replace(block, place=place))
    return found


def _name_chapter(titles: Sequence[str], count: int) -> tuple[str, int]:
    """Return the place that these headings name, and the number of its chapter."""
    titles = [" ".join(title.split())[:_MAX_TITLE] for title in titles[-2:]]
    last = titles[-1]
    for at, title in enumerate(titles):
        if _NAMED.match(title):
            return ", ".join(dict.fromkeys(titles[at:])), count + 1
    numbered = _NUMBERED.fullmatch(titles[0]) or _NUMBERED.fullmatch(last)
    if numbered:
        rest = numbered[2] or (last if last != titles[0] else "")
        count = int(numbered[1]) if numbered[1].isdecimal() else count + 1
        return ", ".join(filter(None, (f"chapter {numbered[1]}", rest))), count
    if _UNNUMBERED.match(last):
        return last, count
    return f"chapter {count + 1}, {last}", count + 1
