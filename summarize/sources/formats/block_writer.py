"""Text and borders in, blocks out: what all readers of marked-up documents share."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from summarize.document import count_words
from summarize.sources.blocks import Block, BlockKind

LINE = "\u2028"
"""A line end that the document asks for. Two of them end a paragraph."""

SOFT_HYPHEN = "\u00ad"
"""A place where a word may be divided; no character of it."""

_PARAGRAPH_END = re.compile(rf"{LINE}(?:\s*{LINE})+")
_LONG_CELL = 60  # words; cells that hold paragraphs lay out a page
_NOTE_MARK = re.compile(r"[\[(]?(?:\d{1,3}|[*†‡§¶#]{1,3})(?:\s*[,;–-]\s*\d{1,3})*[\])]?|[,;–-]")
_LETTER_MARK = re.compile(r"[\[(]?[a-z][\])]?")
_EXPONENTS = str.maketrans("0123456789+-−–()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁽⁾")
_POWERED = re.compile(r"(?:(?:^|[\W\d_])[A-Za-zµΩα-ω]{1,2}|[\d⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻])$")
_CLOSING = tuple(".,;:!?\"'”’)]»。、")
_REFERENCES = re.compile(
    r"(?:[\dIVX]+\.?\s+)?(?:references?|bibliography|works cited|literature cited|cited works|"
    r"literatur(?:verzeichnis)?|bibliographie|références|referencias|bibliografía|"
    r"bibliografia|riferimenti|referências|литература|参考文献|참고문헌)",
    re.IGNORECASE,
)

Rows = list[list[list[Block]]]
"""The rows of a table; a cell is the blocks in it."""


@dataclass
class Box:
    """What the text of an element becomes; elements without a say of their own share it."""

    kind: BlockKind = BlockKind.PROSE
    level: int = 0


@dataclass
class _Frame:
    """A page of its own: the document, a cell, a note, a text box."""

    blocks: list[Block] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    after: list[Block] = field(default_factory=list)


@dataclass
class BlockWriter:
    """Collects blocks. `open` and `done` put cells, notes and text boxes on frames of their own."""

    notes: list[Block] = field(default_factory=list)
    _frames: list[_Frame] = field(default_factory=lambda: [_Frame()])
    _tables: list[Rows] = field(default_factory=list)

    def add_text(self, text: str) -> None:
        """More text of the paragraph."""
        self._frames[-1].parts.append(text)

    @property
    def tail(self) -> str:
        """The last characters of the paragraph as far as it is written."""
        return "".join(self._frames[-1].parts[-4:])[-20:]

    @property
    def text(self) -> str:
        """The paragraph as far as it is written, on one line."""
        return " ".join("".join(self._frames[-1].parts).replace(SOFT_HYPHEN, "").split())

    def end_paragraph(self, kind: BlockKind = BlockKind.PROSE, level: int = 0) -> bool:
        """End the paragraph; whether there was one. Text boxes in it follow it."""
        frame = self._frames[-1]
        text = "".join(frame.parts).replace(SOFT_HYPHEN, "")
        frame.parts.clear()
        made = [Block(part, kind, level) for part in _paragraphs(text, kind)]
        frame.blocks += made + frame.after
        frame.after.clear()
        return bool(made)

    def discard_paragraph(self) -> None:
        """Forget the paragraph."""
        self._frames[-1].parts.clear()

    def add_blocks(self, blocks: Iterable[Block]) -> None:
        """Whole blocks, between paragraphs."""
        self._frames[-1].blocks += blocks

    def begin_frame(self) -> None:
        """Begin a frame of its own."""
        self._frames.append(_Frame())

    def end_frame(self) -> list[Block]:
        """End the frame; its blocks."""
        self.end_paragraph()
        return self._frames.pop().blocks

    def add_after_paragraph(self, blocks: Iterable[Block]) -> None:
        """Blocks that stand beside the open paragraph, and follow it."""
        self._frames[-1].after += blocks

    def open_table(self) -> None:
        """Begin a table; rows and cells are opened one by one."""
        self._tables.append([])

    def open_row(self) -> None:
        """Begin a row of the table."""
        self._tables[-1].append([])

    def open_cell(self) -> None:
        """Begin a cell, on a frame of its own."""
        if not self._tables[-1]:
            self.open_row()
        self.begin_frame()

    def close_cell(self) -> None:
        """End the cell."""
        cell = self.end_frame()
        self._tables[-1][-1].append(cell)

    def drop_row(self) -> None:
        """Forget the last row (one that was deleted)."""
        self._tables[-1].pop()

    def close_table(self, *, layout: bool = True) -> None:
        """End the table. With `layout`, one that only lays out a page gives its cells' blocks."""
        self.add_blocks(render_table(self._tables.pop(), layout=layout))

    def finish(self) -> tuple[Block, ...]:
        """All blocks, the notes at their end."""
        return (*self.end_frame(), *self.notes)


def _paragraphs(text: str, kind: BlockKind) -> list[str]:
    if kind is BlockKind.CODE:
        return [text.replace(LINE, "\n").strip("\n")] if text.strip() else []
    return [" ".join(part.split()) for part in _PARAGRAPH_END.split(text) if part.strip()]


def render_table(rows: Rows, *, layout: bool = True) -> list[Block]:
    """A table as one block, `cell | cell` a line; a page's layout as the paragraphs in it.

    With `layout`, what has one column only, or cells of paragraphs, is no table.
    """
    rows = [row for row in rows if any(row)]
    if layout and _is_layout(rows):
        return [block for row in rows for cell in row for block in cell]
    lines = [" | ".join(_cell(cell) for cell in row) for row in rows]
    return [Block("\n".join(lines), BlockKind.TABLE)] if lines else []


def _is_layout(rows: Rows) -> bool:
    if all(sum(map(bool, row)) <= 1 for row in rows):
        return True
    cells = [cell for row in rows for cell in row if cell]
    words = sum(count_words(block.text) for cell in cells for block in cell)
    nested = any(block.kind is BlockKind.TABLE for cell in cells for block in cell)
    return nested or words > _LONG_CELL * len(cells)


def _cell(blocks: Iterable[Block]) -> str:
    return " ".join(" ".join(block.text.split()) for block in blocks)


def render_superscript(before: str, text: str) -> str:
    """What a superscript comes to behind `before`: an exponent, or "" for the mark of a note.

    `"as was shown." "12" -> ""`, `"5 km" "2" -> "²"`, `"the 1" "st" -> "st"`
    """
    text, last = text.strip(), before[-1:]
    powers = text != "" and all(char in "0123456789+-−–()" for char in text)
    if powers and (_POWERED.search(before) or not last.strip()):
        return text.translate(_EXPONENTS)
    if last.strip() and not last.isdigit() and _NOTE_MARK.fullmatch(text):
        return ""
    if _LETTER_MARK.fullmatch(text) and (last.islower() or last in _CLOSING):
        return ""
    return text.translate(_EXPONENTS) if powers else text


def mark_references(blocks: Sequence[Block]) -> list[Block]:
    """The same; what stands below a heading "References" or the like, as references."""
    found: list[Block] = []
    level: int | None = None
    for block in blocks:
        if block.kind is BlockKind.HEADING and (level is None or block.level <= level):
            level = block.level if _REFERENCES.fullmatch(block.text.strip(" .:")) else None
        listed = level is not None and block.kind in (BlockKind.PROSE, BlockKind.ITEM)
        found.append(replace(block, kind=BlockKind.REFERENCE) if listed else block)
    return found
