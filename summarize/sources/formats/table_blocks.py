"""The cells of a table -> its block, or the paragraphs of a page that a table lays out."""

from __future__ import annotations

from collections.abc import Iterable

from summarize.document import count_words
from summarize.nlp.patterns import end_pattern
from summarize.sources.blocks import Block, BlockKind

_LONG_CELL = 60  # words; cells that hold paragraphs lay out a page
_SENTENCE_END = end_pattern()

Rows = list[list[list[Block]]]
"""The rows of a table; a cell is the blocks in it."""


def render_table(rows: Rows, *, layout: bool = True) -> list[Block]:
    """Return a table as one block, `cell | cell` a line; a page's layout as the paragraphs in it.

    With `layout`, what has one column only, or cells of paragraphs, is no table.
    """
    rows = [row for row in rows if any(row)]
    if layout and _is_layout(rows):
        return [block for row in rows for cell in row for block in cell]
    lines = [" | ".join(_join_cell(cell) for cell in row) for row in rows]
    places = (block.place for row in rows for cell in row for block in cell)
    place = next(places, "")
    return [Block("\n".join(lines), BlockKind.TABLE, place=place)] if lines else []


def _is_layout(rows: Rows) -> bool:
    if all(sum(map(bool, row)) <= 1 for row in rows):
        return True
    cells = [cell for row in rows for cell in row if cell]
    words = sum(count_words(block.text) for cell in cells for block in cell)
    nested = any(block.kind is BlockKind.TABLE for cell in cells for block in cell)
    headed = sum(map(_is_section, cells))
    return nested or words > _LONG_CELL * len(cells) or headed * 2 >= len(cells)


def _is_section(cell: list[Block]) -> bool:
    """Whether a cell is a heading with sentences below it, as those that lay out a page."""
    below = [block.text for block in cell[1:] if block.kind is BlockKind.PROSE]
    return cell[0].kind is BlockKind.HEADING and any(map(_SENTENCE_END.search, below))


def _join_cell(blocks: Iterable[Block]) -> str:
    return " ".join(" ".join(block.text.split()) for block in blocks)
