"""Lists of references -> no prose, by the heading above them, in many languages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from summarize.sources.blocks import Block, BlockKind

_REFERENCES = re.compile(
    r"(?:[\dIVX]+\.?\s+)?(?:references?|bibliography|works cited|literature cited|cited works|"
    r"literatur(?:verzeichnis)?|bibliographie|références|referencias|bibliografía|"
    r"bibliografia|riferimenti|referências|литература|参考文献|참고문헌)",
    re.IGNORECASE,
)


def mark_references(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks with those below a heading "References" or the like as references."""
    found: list[Block] = []
    level: int | None = None
    for block in blocks:
        if block.kind is BlockKind.HEADING and (level is None or block.level <= level):
            level = block.level if _REFERENCES.fullmatch(block.text.strip(" .:")) else None
        listed = level is not None and block.kind in (BlockKind.PROSE, BlockKind.ITEM)
        found.append(replace(block, kind=BlockKind.REFERENCE) if listed else block)
    return found
