"""Text, tables and notes of marked-up documents -> blocks: what all formats share."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import ClassVar

from summarize.characters import collapse_spaces
from summarize.sources.blocks import Block, BlockKind
from summarize.sources.formats.table_blocks import Rows, render_table
from summarize.sources.formats.typed_items import split_items
from summarize.sources.formats.xml_tree import START, TEXT, Element, local_name, walk
from summarize.sources.unread_text import GAP, LeftOut, mark_gap, remove_gaps

LINE = "\u2028"
"""A line end that the document asks for. Two of them end a paragraph."""

SOFT_HYPHEN = "\u00ad"
"""A place where a word may be divided; no character of it."""

_PARAGRAPH_END = re.compile(rf"{LINE}(?:\s*{LINE})+")


@dataclass
class Box:
    """What the text of an element becomes; elements that say nothing of it share their parent's."""

    kind: BlockKind = BlockKind.PROSE
    level: int = 0


class TablePart(StrEnum):
    """What a tag opens and closes in a table."""

    TABLE = "table"
    ROW = "row"
    CELL = "cell"


@dataclass
class _Frame:
    """The blocks and the open paragraph of the document, a cell, a note or a text box."""

    blocks: list[Block] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    after: list[Block] = field(default_factory=list)
    aside: bool = False  # a note or a text box: its paragraphs have no number
    struck: bool = False  # whether struck-out text stands in the open paragraph


@dataclass
class BlockWriter:
    """Collects text into blocks. Cells, notes and text boxes are written on frames of their own.

    With `numbered`, the place of a block is "paragraph 14", counted as a reader counts:
    what is empty or hidden is none, what is struck out is one.
    """

    numbered: bool = False
    paragraphs: int = 0
    notes: list[Block] = field(default_factory=list)
    left_out: LeftOut = field(default_factory=LeftOut)
    _frames: list[_Frame] = field(default_factory=lambda: [_Frame()])
    _tables: list[Rows] = field(default_factory=list)

    def add_text(self, text: str) -> None:
        """Add text to the paragraph."""
        self._frames[-1].parts.append(text)
        if text.strip():
            self.left_out.end_stretch()

    def leave_out(self, text: str, *, struck: bool) -> None:
        """Note text of the paragraph that is struck out, or else hidden, and leave it out."""
        if not text:
            return
        frame = self._frames[-1]
        frame.parts.append(mark_gap(text))
        if struck:
            frame.struck = frame.struck or bool(text.strip())
            self.left_out.add_struck(text)
        else:
            self.left_out.add_hidden(text)

    @property
    def size(self) -> int:
        """How many blocks there are before the open paragraph."""
        return len(self._frames[-1].blocks)

    @property
    def tail(self) -> str:
        """The last characters of the open paragraph."""
        return "".join(self._frames[-1].parts[-4:]).replace(GAP, "")[-20:]

    @property
    def text(self) -> str:
        """The open paragraph, on one line."""
        return collapse_spaces(self._join_parts())

    def _join_parts(self) -> str:
        return remove_gaps("".join(self._frames[-1].parts).replace(SOFT_HYPHEN, ""))

    def end_paragraph(self, kind: BlockKind = BlockKind.PROSE, level: int = 0) -> bool:
        """End the paragraph; whether there was one. Text boxes in it follow it."""
        frame = self._frames[-1]
        parts = _split_paragraphs(self._join_parts(), kind)
        frame.parts.clear()
        place = self._count_paragraph() if parts or frame.struck else ""
        frame.struck = False
        self.left_out.end_stretch()
        for part in parts:
            items = split_items(part.split(LINE), place) if kind is BlockKind.PROSE else []
            frame.blocks += items or [Block(_join_lines(part, kind), kind, level, place=place)]
        frame.blocks += [replace(block, place=place) if place else block for block in frame.after]
        frame.after.clear()
        return bool(parts)

    def _count_paragraph(self) -> str:
        """Return the place of the next paragraph."""
        if not self.numbered or any(frame.aside for frame in self._frames):
            return ""
        self.paragraphs += 1
        return f"paragraph {self.paragraphs}"

    def discard_paragraph(self) -> None:
        """Forget the text of the paragraph; it is counted, as it is shown."""
        if self.text:
            self._count_paragraph()
        self._frames[-1].parts.clear()
        self._frames[-1].struck = False

    def add_blocks(self, blocks: Iterable[Block]) -> None:
        """Add whole blocks, between paragraphs."""
        self._frames[-1].blocks += blocks

    def begin_frame(self, *, aside: bool = True) -> None:
        """Begin a note or a text box (`aside`), or a cell."""
        self._frames.append(_Frame(aside=aside))

    def end_frame(self) -> list[Block]:
        """End the frame and return its blocks."""
        self.end_paragraph()
        return self._frames.pop().blocks

    def end_text_box(self) -> None:
        """End the frame; its blocks follow the paragraph that it is anchored in."""
        blocks = self.end_frame()
        self._frames[-1].after += blocks

    def end_note(self) -> None:
        """End the frame; its text becomes one note, at the end of the document."""
        texts = [block.text for block in self.end_frame()]
        if texts:
            self.notes.append(Block(" ".join(texts), BlockKind.NOTE))

    def begin_table_part(self, part: TablePart) -> None:
        """Begin a table, a row or a cell; a row or cell outside of any table is passed over."""
        if part is TablePart.TABLE:
            self._tables.append([])
        elif self._tables:
            rows = self._tables[-1]
            if part is TablePart.ROW or not rows:
                rows.append([])
            if part is TablePart.CELL:
                self.begin_frame(aside=False)

    def end_table_part(self, part: TablePart, *, layout: bool = True) -> None:
        """End a table, a row or a cell. `layout` as in `render_table`."""
        if part is TablePart.TABLE:
            self.add_blocks(render_table(self._tables.pop(), layout=layout))
        elif part is TablePart.CELL and self._tables:
            cell = self.end_frame()
            self._tables[-1][-1].append(cell)

    def finish(self) -> tuple[Block, ...]:
        """Return all blocks, the notes at their end."""
        return (*self.end_frame(), *self.notes)


@dataclass
class TreeParser:
    """Walks a tree and writes its blocks: the base of the parsers of marked-up formats.

    `table_tags` are the tags of tables, rows and cells; `layout` as in `render_table`.
    A format overrides what a tag is called, what is put in place of an element, and
    what its start, text and end do.
    """

    table_tags: ClassVar[Mapping[str, TablePart]] = {
        "table": TablePart.TABLE, "tr": TablePart.ROW, "td": TablePart.CELL, "th": TablePart.CELL,
    }  # fmt: skip
    layout: ClassVar[bool] = True

    writer: BlockWriter = field(default_factory=BlockWriter)

    def parse(self, root: Element) -> None:
        """Write the blocks of an element."""
        add_text, start, end, name_tag = self.add_text, self.start, self.end, self.name_tag
        for event, element, text in walk(root, self.replace):
            if event == TEXT:
                add_text(element, text)
                continue
            tag = name_tag(element)
            (start if event == START else end)(element, tag)
            if tag in self.table_tags:
                part = self.table_tags[tag]
                if event == START:
                    self.writer.begin_table_part(part)
                else:
                    self.writer.end_table_part(part, layout=self.layout)

    @staticmethod
    def name_tag(element: Element) -> str:
        """Return what the format calls an element."""
        return local_name(element)

    def replace(self, element: Element) -> str | None:
        """Return the text to put in place of an element, or None to go into it."""
        return None

    def add_text(self, element: Element, text: str) -> None:
        """Add the text of an element to the paragraph."""
        self.writer.add_text(text)

    def start(self, element: Element, tag: str) -> None:
        """Begin an element."""

    def end(self, element: Element, tag: str) -> None:
        """End an element."""


@dataclass
class BoxParser(TreeParser):
    """A parser of formats whose blocks are in each other: a paragraph has the kind of its box."""

    block_tags: ClassVar[frozenset[str]] = frozenset()

    boxes: list[Box] = field(default_factory=lambda: [Box()])

    def is_inline(self, element: Element, tag: str) -> bool:
        """Whether an element is none of the blocks, though its tag is one of theirs."""
        return False

    def find_box(self, element: Element, tag: str) -> Box:
        """Return what the text of a block becomes."""
        raise NotImplementedError

    def start(self, element: Element, tag: str) -> None:
        """Begin an element."""
        if tag in self.block_tags and not self.is_inline(element, tag):
            self.end_paragraph()
            self.boxes.append(self.find_box(element, tag))

    def end(self, element: Element, tag: str) -> None:
        """End an element."""
        if tag in self.block_tags and not self.is_inline(element, tag):
            self.end_paragraph()
            self.boxes.pop()

    def end_paragraph(self) -> None:
        """End the paragraph, with the kind of the box that it is in."""
        box = self.boxes[-1]
        if self.writer.end_paragraph(box.kind, box.level) and box.kind is BlockKind.ITEM:
            box.kind = BlockKind.PROSE  # the second paragraph of an item


def _split_paragraphs(text: str, kind: BlockKind) -> list[str]:
    if kind is BlockKind.CODE:
        return [text.replace(LINE, "\n").strip("\n")] if text.strip() else []
    return [part for part in _PARAGRAPH_END.split(text) if part.strip()]


def _join_lines(text: str, kind: BlockKind) -> str:
    return text if kind is BlockKind.CODE else " ".join(text.split())
