"""Lists of references -> no prose, by the heading above them, in many languages, or their marks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from summarize.sources.blocks import PROSE_KINDS, Block, BlockKind

_REFERENCES = re.compile(
    r"(?:[\dIVX]+\.?\s+)?(?:references?|bibliography|works cited|literature cited|cited works|"
    r"literatur(?:verzeichnis)?|bibliographie|références|referencias|bibliografía|"
    r"bibliografia|riferimenti|referências|литература|参考文献|참고문헌)",
    re.IGNORECASE,
)
_NOTE = re.compile(r"(?:\[\d{1,3}\]|[¹²³⁴⁵⁶⁷⁸⁹][⁰¹²³⁴⁵⁶⁷⁸⁹]?)\s?\S")


def mark_notes(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks with the notes at their end as references: "[1] See the deed."

    A text that is nothing but such paragraphs has no notes.
    """
    place = len(blocks)
    while place and (
        _NOTE.match(blocks[place - 1].text) or blocks[place - 1].kind not in PROSE_KINDS
    ):
        place -= 1
    notes = [
        replace(one, kind=BlockKind.REFERENCE) if one.kind in PROSE_KINDS else one
        for one in blocks[place:]
    ]
    return [*blocks[:place], *notes] if place else list(blocks)


def mark_references(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks with those below a heading "References" or the like as references."""
    found: list[Block] = []
    level: int | None = None
    for block in blocks:
        if block.kind is BlockKind.HEADING and (level is None or block.level <= level):
            level = block.level if _REFERENCES.fullmatch(block.text.strip(" .:")) else None
        listed = level is not None and block.kind in PROSE_KINDS
        found.append(replace(block, kind=BlockKind.REFERENCE) if listed else block)
    return found
