"""trafilatura's tree of the article -> blocks.

Its tags are p, head, list, item, quote, table, row, cell, code, lb (a line break), div
and inline elements. Text may be anywhere in it, also behind an element.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from statistics import fmean
from typing import TYPE_CHECKING

from summarize.sources.blocks import Block, BlockKind

if TYPE_CHECKING:
    from lxml.etree import _Element

_BLOCK_TAGS = frozenset({"p", "head", "list", "item", "quote", "table", "row", "cell", "div"})
_SPACES = re.compile(r"\s+")
_EMPTY_LINES = re.compile(r"(?: ?\n){2,} ?")
_SENTENCE_LINE_END = re.compile(r"(?<=[.!?…:。！？])([”\"’')\]]{0,3}) ?\n ?")
_LAYOUT_CELL = 100  # characters: cells as long on average hold prose, not data
_LEVEL = re.compile(r"h([1-6])")
_DEFAULT_LEVEL = 2


def build_article_blocks(body: _Element) -> tuple[Block, ...]:
    """Return the blocks of the article in reading order.

    A line break ends a paragraph where it ends a sentence, too, and where there are two.
    """
    walk = _BlockBuilder()
    walk.build(body)
    return tuple(walk.blocks)


@dataclass
class _OpenBlock:
    """The kind of text; an item shares it with its paragraphs, as only the first is marked."""

    kind: BlockKind = BlockKind.PROSE
    level: int = 0


@dataclass
class _BlockBuilder:
    """One pass over the tree, without recursion, as pages may be nested deeply."""

    blocks: list[Block] = field(default_factory=list)
    open_blocks: list[_OpenBlock] = field(default_factory=lambda: [_OpenBlock()])
    parts: list[str] = field(default_factory=list)

    def build(self, body: _Element) -> None:
        from lxml.etree import iterwalk

        walker = iterwalk(body, events=("start", "end"))
        for event, element in walker:
            if event == "end":
                self._leave(element, last=element is body)
            elif self._take_whole(element):
                walker.skip_subtree()
            else:
                self._enter(element)
        self._close_block()

    def _take_whole(self, element: _Element) -> bool:
        """Add the block of a table or of code; whether the element is one."""
        if _is_table(element):
            block = Block(_format_table(element), BlockKind.TABLE)
        elif _is_code(element):
            block = Block(_read_code(element), BlockKind.CODE)
        else:
            return False
        self._close_block()
        self.blocks.append(block)
        return True

    def _enter(self, element: _Element) -> None:
        if _is_block_element(element):
            self._close_block()
            self.open_blocks.append(self._open_block(element))
        elif element.tag == "lb":
            self.parts.append("\n")
        self._add_text(element.text)

    def _open_block(self, element: _Element) -> _OpenBlock:
        if element.tag == "head":
            level = _LEVEL.match(element.get("rend", ""))
            return _OpenBlock(BlockKind.HEADING, int(level.group(1)) if level else _DEFAULT_LEVEL)
        if element.tag == "item":
            return _OpenBlock(BlockKind.ITEM)
        return self.open_blocks[-1]

    def _leave(self, element: _Element, *, last: bool) -> None:
        if _is_block_element(element) and not _is_table(element):
            self._close_block()
            self.open_blocks.pop()
        if not last:
            self._add_text(element.tail)

    def _add_text(self, text: str | None) -> None:
        if text:
            self.parts.append(_SPACES.sub(" ", text))

    def _close_block(self) -> None:
        """End the block; of a list item's paragraphs, only the first is the item."""
        text = "".join(self.parts)
        self.parts = []
        state = self.open_blocks[-1]
        for part in _split_paragraphs(text) if state.kind is not BlockKind.HEADING else [text]:
            line = _SPACES.sub(" ", part).strip()
            if line:
                self.blocks.append(Block(line, state.kind, state.level))
                if state.kind is BlockKind.ITEM:
                    state.kind = BlockKind.PROSE


def _split_paragraphs(text: str) -> list[str]:
    marked = _SENTENCE_LINE_END.sub(r"\1\n\n", text)
    return _EMPTY_LINES.split(marked) if "\n" in text else [text]


def _is_block_element(element: _Element) -> bool:
    """Whether an element begins a new line; a quotation inside a paragraph does not."""
    if element.tag != "quote":
        return element.tag in _BLOCK_TAGS
    parent = element.getparent()
    return parent is None or parent.tag not in ("p", "head")


def _is_code(element: _Element) -> bool:
    parent = element.getparent()
    inline = parent is not None and parent.tag in ("p", "item", "head", "cell", "hi", "ref")
    return element.tag == "code" and not inline


def _is_table(element: _Element) -> bool:
    """Whether an element is a table of data; one that arranges prose on the page is not."""
    if element.tag != "table":
        return False
    rows = [_read_cells(row) for row in element.iter("row")]
    cells = [cell for row in rows for cell in row if cell]
    if not cells or max(map(len, rows)) < 2:
        return False
    return fmean(map(len, cells)) < _LAYOUT_CELL


def _read_cells(row: _Element) -> list[str]:
    return [_SPACES.sub(" ", "".join(cell.itertext())).strip() for cell in row.iter("cell")]


def _format_table(table: _Element) -> str:
    """Return a line for each row, `a | b`; empty cells keep their place."""
    rows = (_read_cells(row) for row in table.iter("row"))
    return "\n".join(" | ".join(cells) for cells in rows if any(cells))


def _read_code(code: _Element) -> str:
    for line_break in code.iter("lb"):
        line_break.text = "\n"
    return "".join(code.itertext()).strip("\n")
