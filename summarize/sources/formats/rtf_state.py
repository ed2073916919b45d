"""What the control words of an RTF document add up to: groups, paragraphs, tables, notes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from summarize.errors import SourceError
from summarize.sources.blocks import Block, BlockKind
from summarize.sources.formats.block_writer import BlockWriter, render_superscript
from summarize.sources.formats.rtf_charsets import SYMBOL
from summarize.sources.formats.word_processing import is_heading

BODY = 9
"""The outline level of what is no heading."""

_MAX_DEPTH = 1000
_STYLE_HEADING = re.compile(r"(?:heading|überschrift|titre|título|titolo|заголовок) (\d)", re.I)


@dataclass(frozen=True, slots=True)
class State:
    """What holds inside a group, and ends with it.

    `apart` names the destination that text goes to instead of the document ("" for
    none); `skip` counts the characters that stand for a Unicode one.
    """

    apart: str = ""
    font: str = ""
    skip: int = 1
    hidden: bool = False
    deleted: bool = False
    raised: bool = False
    bold: bool = False
    opened: str = ""  # the note or text box that this group is


@dataclass
class Page:
    """The open paragraph and table of the document, of a note, or of a text box."""

    style: str = ""
    outline: int = BODY
    item: bool = False
    in_table: bool = False  # what the paragraph says
    table: bool = False  # whether one is open
    cell: bool = False
    bold: bool = True


@dataclass
class Assembly:
    """The document as far as it is read; `state` holds for the group, `page` for the paragraph."""

    name: str
    writer: BlockWriter = field(default_factory=BlockWriter)
    facts: dict[str, str] = field(default_factory=dict)
    title: str | None = None
    state: State = State()
    stack: list[State] = field(default_factory=list)
    codec: str = "cp1252"
    fonts: dict[str, str] = field(default_factory=dict)  # number -> codec
    styles: dict[str, str] = field(default_factory=dict)  # number -> name
    pending: bytearray = field(default_factory=bytearray)  # not decoded yet
    skipping: int = 0
    entry: str = ""  # the font or style that is being described
    high: int = 0  # first half of a character beyond the 65,536 that \u can name
    page: Page = field(default_factory=Page)
    pages: list[Page] = field(default_factory=list)
    level: int = 0  # of the last heading

    def open_group(self) -> None:
        """Begin a group; SourceError beyond a thousand in each other."""
        self.decode()
        if len(self.stack) >= _MAX_DEPTH:
            raise SourceError(f"{self.name} is nested too deeply to be read", "save it anew")
        self.stack.append(self.state)
        self.state = replace(self.state, opened="")

    def close_group(self) -> None:
        """End a group, and the note or text box that it is."""
        self.decode()
        self.skipping = 0
        opened, self.state = self.state.opened, self.stack.pop() if self.stack else State()
        if not opened:
            return
        self.leave_table()
        self.page = self.pages.pop()
        blocks = self.writer.end_frame()
        if opened == "shptxt":
            self.writer.add_after_paragraph(blocks)
        elif blocks:
            self.writer.notes.append(Block(" ".join(one.text for one in blocks), BlockKind.NOTE))

    def data(self, data: bytes) -> None:
        """Text in the code page of the font."""
        skipped = min(self.skipping, len(data))
        self.skipping -= skipped
        self.pending += data[skipped:]

    def decode(self) -> None:
        """Write what is pending: bytes of one character may come in several tokens."""
        if self.pending:
            codec = self.fonts.get(self.state.font, self.codec)
            text = "" if codec == SYMBOL else self.pending.decode(codec, errors="replace")
            self.pending.clear()
            self.write(text)

    def write(self, text: str) -> None:
        """Characters, to wherever text goes now."""
        apart = self.state.apart
        if apart in ("title", "author"):
            self.facts[apart] = (self.facts.get(apart, "") + text)[:300]
        elif apart == "stylesheet":
            self.styles[self.entry] = self.styles.get(self.entry, "") + text
        if apart or self.state.hidden or self.state.deleted:
            return
        if self.page.in_table and not self.page.cell:
            self._enter_cell()
        elif not self.page.in_table and text.strip():
            self.leave_table()
        if text.strip():
            self.page.bold = self.page.bold and self.state.bold
        self.writer.add_text(
            render_superscript(self.writer.tail, text) if self.state.raised else text
        )

    def unicode(self, code: int) -> None:
        """A UTF-16 code unit; what follows says the same for old programs."""
        self.decode()
        if 0xD800 <= code < 0xDC00:
            self.high = code
        elif 0xDC00 <= code < 0xE000:
            self.write(chr(0x10000 + ((self.high & 0x3FF) << 10) + (code & 0x3FF)))
        else:
            self.write(chr(code))
        self.skipping = self.state.skip

    def aside(self, word: str) -> None:
        """A note or a text box: a page of its own."""
        if self.state.apart not in ("", "*", "shpinst"):
            return
        self.writer.begin_frame()
        self.pages.append(self.page)
        self.page = Page()
        self.state = replace(self.state, apart="", opened=word, raised=False, hidden=False)

    def _enter_cell(self) -> None:
        if not self.page.table:
            self.paragraph()
            self.writer.open_table()
            self.writer.open_row()
        self.page.table = self.page.cell = True
        self.writer.open_cell()

    def end_cell(self, _: int | None = None) -> None:
        """End a cell, the table's first one included."""
        if not self.page.cell:
            self._enter_cell()
        self.paragraph()
        self.writer.close_cell()
        self.page.cell = False

    def end_row(self, _: int | None = None) -> None:
        """End a row of the table."""
        if self.page.cell:
            self.end_cell()
        if self.page.table:
            self.writer.open_row()

    def leave_table(self) -> None:
        """End the table, if one is open."""
        if self.page.cell:
            self.end_cell()
        if self.page.table:
            self.writer.close_table()
        self.page.table = False

    def paragraph(self, _: int | None = None) -> None:
        """End the paragraph."""
        if self.state.apart:
            return
        kind, level = self._kind()
        text = self.writer.text
        if self.writer.end_paragraph(kind, level):
            if kind is BlockKind.HEADING and self._name() == "title":
                self.title = self.title or text
            self.page.item, self.page.bold = False, True

    def _name(self) -> str:
        """The name of the paragraph's style: `heading 1`."""
        return self.styles.get(self.page.style, "").strip(" ;").lower()

    def _kind(self) -> tuple[BlockKind, int]:
        name, text = self._name(), self.writer.text
        heading = _STYLE_HEADING.fullmatch(name)
        if text and (heading or self.page.outline < BODY):
            self.level = min(int(heading.group(1)) if heading else self.page.outline + 1, 6)
            return BlockKind.HEADING, self.level
        if name == "title":
            return BlockKind.HEADING, 1
        if name in ("caption", "subtitle"):
            return (BlockKind.CAPTION if name == "caption" else BlockKind.METADATA), 0
        if self.page.item:
            return BlockKind.ITEM, 0
        if self.page.bold and is_heading(text) and not self.page.cell:
            return BlockKind.HEADING, min(self.level + 1, 6)
        return BlockKind.PROSE, 0
