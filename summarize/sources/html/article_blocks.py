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
from summarize.sources.html.tree_edits import SENTENCE

if TYPE_CHECKING:
    from lxml.etree import _Element

_BLOCK_TAGS = frozenset({"p", "head", "list", "item", "quote", "table", "row", "cell", "div"})
_INLINE_PARENTS = frozenset({"p", "item", "head", "cell", "hi", "ref"})  # of code
_SPACES = re.compile(r"\s+")
_BULLET = re.compile(r"[•‣▪◦●○■□·]\s+(?=\S)")
_EMPTY_LINES = re.compile(r"(?: ?\n){2,} ?")
_SENTENCE_LINE_END = re.compile(r"(?<=[.!?…:。！？])([”\"’')\]]{0,3}) ?\n ?")
_LAYOUT_CELL = 100  # characters: cells as long on average hold prose, not data
_PROSE_CELLS = 0.75  # of the cells have sentences: they are read
_TERM_CELLS = 0.4  # or so many, beside a column of terms
_LEVEL = re.compile(r"h([1-6])")
_DEFAULT_LEVEL = 2


@dataclass(frozen=True, slots=True)
class PlacedBlock:
    """A block, the element that holds it, and how many of its characters are links."""

    block: Block
    element: _Element
    linked: int = 0


def build_article_blocks(body: _Element) -> tuple[Block, ...]:
    """Return the blocks of the article in reading order.

    A line break ends a paragraph where it ends a sentence, too, and where there are two.
    """
    return tuple(placed.block for placed in build_placed_blocks(body))


def build_placed_blocks(body: _Element) -> list[PlacedBlock]:
    """Return the blocks of the article in reading order, with where they stand in the tree."""
    from lxml.etree import iterwalk

    builder = _BlockBuilder([body])
    walker = iterwalk(body, events=("start", "end"))
    for event, element in walker:
        if event == "end":
            builder.leave(element, last=element is body)
        elif builder.add_whole(element):
            walker.skip_subtree()
        else:
            builder.enter(element)
    builder.close_block()
    return builder.blocks


@dataclass
class _OpenBlock:
    """The kind of text; an item shares it with its paragraphs, as only the first is marked."""

    kind: BlockKind = BlockKind.PROSE
    level: int = 0


@dataclass
class _BlockBuilder:
    """One pass over the tree, without recursion, as pages may be nested deeply."""

    open_elements: list[_Element]
    open_blocks: list[_OpenBlock] = field(default_factory=lambda: [_OpenBlock()])
    blocks: list[PlacedBlock] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    open_links: int = 0
    linked: int = 0

    def add_whole(self, element: _Element) -> bool:
        """Add the block of a table or of code; whether the element is one.

        A row of a table is a line, `a | b`; empty cells keep their place.
        """
        if _is_table(element):
            rows = map(_read_cells, element.iter("row"))
            text, kind = "\n".join(" | ".join(row) for row in rows if any(row)), BlockKind.TABLE
        elif element.tag == "code" and _parent_tag(element) not in _INLINE_PARENTS:
            for line_break in element.iter("lb"):
                line_break.text = "\n"
            text, kind = "".join(element.itertext()).strip("\n"), BlockKind.CODE
        else:
            return False
        self.close_block()
        linked = sum(len("".join(link.itertext())) for link in element.iter("ref"))
        self.blocks.append(PlacedBlock(Block(text, kind), element, linked))
        return True

    def enter(self, element: _Element) -> None:
        if _is_block_element(element):
            self.close_block()
            state = self.open_blocks[-1]
            if element.tag == "head":
                level = _LEVEL.match(element.get("rend", ""))
                state = _OpenBlock(BlockKind.HEADING, int(level[1]) if level else _DEFAULT_LEVEL)
            elif element.tag == "item":
                state = _OpenBlock(BlockKind.ITEM)
            self.open_blocks.append(state)
            self.open_elements.append(element)
        elif element.tag == "lb":
            self.parts.append("\n")
        self.open_links += element.tag == "ref"
        self.add_text(element.text)

    def add_text(self, text: str | None) -> None:
        line = _SPACES.sub(" ", text or "")
        self.parts.append(line)
        self.linked += len(line.strip()) if self.open_links else 0

    def leave(self, element: _Element, *, last: bool) -> None:
        if _is_block_element(element) and not _is_table(element):
            self.close_block()
            self.open_blocks.pop()
            self.open_elements.pop()
        self.open_links -= element.tag == "ref"
        if not last:
            self.add_text(element.tail)

    def close_block(self) -> None:
        """End the block; of a list item's paragraphs, only the first is the item."""
        text, linked = "".join(self.parts), self.linked
        self.parts, self.linked = [], 0
        state = self.open_blocks[-1]
        paragraphs = [text]
        if state.kind is not BlockKind.HEADING and "\n" in text:
            paragraphs = _EMPTY_LINES.split(_SENTENCE_LINE_END.sub(r"\1\n\n", text))
        for paragraph in paragraphs:
            line = _SPACES.sub(" ", paragraph).strip()
            if line:
                share = linked * len(line) // max(1, len(text))
                bullet = _BULLET.match(line) if state.kind is not BlockKind.HEADING else None
                kind = BlockKind.ITEM if bullet else state.kind
                block = Block(line[bullet.end() :] if bullet else line, kind, state.level)
                self.blocks.append(PlacedBlock(block, self.open_elements[-1], share))
                if state.kind is BlockKind.ITEM:
                    state.kind = BlockKind.PROSE


def _is_block_element(element: _Element) -> bool:
    """Whether an element begins a new line; a quotation inside a paragraph does not."""
    in_paragraph = element.tag == "quote" and _parent_tag(element) in ("p", "head")
    return element.tag in _BLOCK_TAGS and not in_paragraph


def _parent_tag(element: _Element) -> str:
    parent = element.getparent()
    return "" if parent is None else parent.tag


def _is_table(element: _Element) -> bool:
    """Whether an element is a table of data; one that arranges prose on the page is not."""
    if element.tag != "table":
        return False
    rows = [_read_cells(row) for row in element.iter("row")]
    cells = [cell for row in rows for cell in row if cell]
    if not cells or max(map(len, rows)) < 2 or fmean(map(len, cells)) >= _LAYOUT_CELL:
        return False
    sentences = [cell for cell in cells if SENTENCE.search(cell)]
    if max(map(len, rows)) == 2 and sum(map(len, sentences)) > _PROSE_CELLS * sum(map(len, cells)):
        return len(sentences) < _TERM_CELLS * len(cells)
    return len(sentences) < _PROSE_CELLS * len(cells)


def _read_cells(row: _Element) -> list[str]:
    return [_SPACES.sub(" ", _join_cell(cell)).strip() for cell in row.iter("cell")]


def _join_cell(cell: _Element) -> str:
    """Return a cell's text, with a space where a paragraph or a line ends in it."""
    parts = [cell.text or ""]
    for element in cell.iterdescendants():
        space = " " if element.tag in _BLOCK_TAGS or element.tag == "lb" else ""
        parts += [space, element.text or "", space, element.tail or ""]
    return "".join(parts)
