"""Lists that somebody has typed, with bullets and line ends in a paragraph -> items."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from summarize.sources.blocks import Block, BlockKind

_BULLET = re.compile(r"[•‣▪●◦·➢✓➔►*–-]\s+(?=\w)")


def split_items(lines: Sequence[str], place: str) -> list[Block]:
    """Return the lines of a paragraph as items if bullets are typed before them; else nothing.

    `["• Milk", "• Bread"], "" -> [Block("Milk", ITEM), Block("Bread", ITEM)]`
    """
    lines = [" ".join(line.split()) for line in lines]
    if not any(map(_BULLET.match, lines)):
        return []
    dashes = sum(line.startswith(("- ", "– ", "* ")) for line in lines)
    found: list[Block] = []
    for line in filter(None, lines):
        mark = _BULLET.match(line)
        if mark and (line[0] not in "-–*" or dashes > 1):
            found.append(Block(line[mark.end() :], BlockKind.ITEM, place=place))
        elif found and found[-1].kind is BlockKind.PROSE:
            found[-1] = replace(found[-1], text=f"{found[-1].text} {line}")
        else:
            found.append(Block(line, place=place))
    return found if any(one.kind is BlockKind.ITEM for one in found) else []
