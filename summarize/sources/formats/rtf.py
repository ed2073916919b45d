"""RTF -> blocks: headings, tables and notes, in one pass over the control words.

Of the libraries, striprtf loses notes, prints hidden and deleted text, and writes the
address behind every link; so the format, whose grammar is five kinds of token, is read here.
Control words as in Microsoft's Rich Text Format specification 1.9.1.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from summarize.errors import SourceError
from summarize.sources.blocks import BlockKind, Extract
from summarize.sources.decoding import find_codec
from summarize.sources.formats.block_writer import TablePart
from summarize.sources.formats.looks import MIN_SHIFT, PAGE, UNKNOWN, Look
from summarize.sources.formats.omml import FORMULA
from summarize.sources.formats.rtf_state import BODY_LEVEL, Flow, Group
from summarize.sources.formats.rtf_words import (
    CHARACTERS,
    CHARSETS,
    CODECS,
    CONTROL_SYMBOLS,
    INDICES,
    OPENED_BY,
    SHIFTS,
    SWITCHES,
    SYMBOL,
)
from summarize.sources.formats.word_processing import StyledWriter
from summarize.sources.superscripts import render_shifted
from summarize.sources.symbol_fonts import name_symbol_font, render_symbols

_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,11})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|[\r\n]+|"
    rb"([^\\{}\r\n]+)|\\"
)

_TINY = 2  # half-points: what is larger is seen
_MAX_DROP_CAP = 3  # characters
_LAST_WORDS = (b"\\par", b"\\pard", b"\\row", b"\\sect")
_MAX_DEPTH = 1000
_HEADING_STYLE = re.compile(r"(?:heading|überschrift|titre|título|titolo|заголовок) (\d)", re.I)
_CONTENTS_FIELD = re.compile(r"\s*(?:TOC|INDEX)\b")
_STYLE_KINDS = {"caption": BlockKind.CAPTION, "subtitle": BlockKind.METADATA}


def extract(data: bytes, name: str) -> Extract:
    """Return the text with its headings (by their styles), tables and notes.

    Hidden and deleted text, headers, pictures and comments are left out. Raises
    SourceError if it is damaged beyond reading, or holds no text.
    """
    if not data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{\\rtf"):
        raise SourceError(f"{name} is a damaged RTF document", "save it anew")
    parser = _RtfParser(name)
    parser.parse(data)
    return parser.writer.build_extract(name, **parser.properties)


@dataclass
class _RtfParser:
    name: str
    writer: StyledWriter = field(default_factory=lambda: StyledWriter(numbered=True))
    properties: dict[str, str] = field(default_factory=dict)  # "title" and "author"
    group: Group = field(default_factory=Group)
    groups: list[Group] = field(default_factory=list)  # around it
    codec: str = "cp1252"
    colors: list[list[int] | None] = field(default_factory=lambda: [None])
    fonts: dict[str, str] = field(default_factory=dict)  # number -> codec
    font_names: dict[str, str] = field(default_factory=dict)  # number -> name
    styles: dict[str, str] = field(default_factory=dict)  # number -> name
    pending: bytearray = field(default_factory=bytearray)  # not decoded yet
    skipping: int = 0
    instruction: str = ""  # of the field whose result follows
    entry: str = ""  # the font or style that is being described
    high: int = 0  # first half of a character beyond the 65,536 that \u can name
    flow: Flow = field(default_factory=Flow)
    flows: list[Flow] = field(default_factory=list)  # around it

    def parse(self, data: bytes) -> None:
        at = 0
        while at < len(data) and (token := _TOKEN.match(data, at)) is not None:
            at = token.end()
            word, number, code, symbol, brace, text = token.groups()
            if word:
                at += self._handle_word(word.decode("ascii"), int(number) if number else None)
            elif brace == b"{":
                self._decode_pending()
                if len(self.groups) >= _MAX_DEPTH:
                    message = f"{self.name} is nested too deeply to be read"
                    raise SourceError(message, "save it anew")
                self.groups.append(self.group)
                self.group = replace(self.group, frame="")
            elif brace:
                self._close_group()
                if not self.groups:
                    break  # what follows the document is none of it
            elif symbol:
                self._handle_symbol(symbol.decode("latin-1"))
            elif code or text:
                added = bytes.fromhex(code.decode("ascii")) if code else text
                skipped = min(self.skipping, len(added))
                self.skipping -= skipped
                self.pending += added[skipped:]
        self._decode_pending()
        # Some programs forget the last bracket; then the last paragraph is whole.
        ended = len(self.groups) <= 1 and data.rstrip().endswith(_LAST_WORDS)
        self.writer.cut_off = bool(self.groups) and not ended
        while self.groups:
            self._close_group()
        self._end_table()
        self._end_paragraph()

    def _handle_symbol(self, symbol: str) -> None:
        if symbol in CONTROL_SYMBOLS and self.skipping:
            self.skipping -= 1
            return
        self._decode_pending()
        if symbol == "*":
            self.group.destination = self.group.destination or "*"
        elif symbol in "\r\n":
            self._end_paragraph()
        elif symbol in CONTROL_SYMBOLS:
            self._write(CONTROL_SYMBOLS[symbol])

    def _handle_word(self, word: str, number: int | None) -> int:
        """Obey a control word; return how many bytes behind it to pass over."""
        if word == "bin":
            return max(0, number or 0)
        if word == "u":
            self._add_code_unit((number or 0) & 0xFFFF)
            return 0
        self._decode_pending()
        self.skipping = 0
        if word in CHARACTERS:
            self._write(CHARACTERS[word])
        elif word in SWITCHES:
            setattr(self.group, SWITCHES[word], number != 0)
        elif word in INDICES:
            setattr(self.group, INDICES[word], number or 0)
        elif word in SHIFTS:
            self.group.shift = SHIFTS[word]
        elif word in ("up", "dn"):
            moved = 6 if number is None else number
            self.group.shift = (moved if word == "up" else -moved) if moved >= MIN_SHIFT else 0
        elif word in CODECS:
            self.codec = CODECS[word]
        else:
            self._handle_command(word, number)
        return 0

    def _handle_command(self, word: str, number: int | None) -> None:
        group, flow = self.group, self.flow
        match word:
            case "par" | "sect" | "page":
                self._end_paragraph()
            case "cell" | "nestcell":
                self._end_cell()
            case "row" | "nestrow":
                if flow.cell:
                    self._end_cell()
                if flow.table:
                    self.writer.begin_table_part(TablePart.ROW)
            case "listtext" | "pntext":  # the mark of a list's item: the item follows
                flow.item = flow.item or not group.destination
                group.destination = "listtext"
            case "uc":
                group.skip = max(0, number if number is not None else 1)
            case "moMath" if group.destination == "*":
                self._write_plain(FORMULA)
            case "fldinst" if group.destination in ("", "*"):
                self.instruction, group.destination = "", "fldinst"
            case "fldrslt" if not group.destination and _CONTENTS_FIELD.match(self.instruction):
                group.destination = "contents"
            case "footnote" | "shptxt" if group.destination in ("", "*", "shpinst"):
                self.writer.begin_frame()
                self.flows.append(flow)
                self.flow = Flow()
                self.group = Group(font=group.font, skip=group.skip, frame=word)
            case _ if group.destination in OPENED_BY.get(word, ()):
                group.destination = word
            case _ if group.destination in ("fonttbl", "colortbl"):
                self._describe_entry(word, number)
            case _:
                self._set_property(word, number)

    def _describe_entry(self, word: str, number: int | None) -> None:
        """Obey a word in the table of fonts or of colours."""
        match word:
            case "f":
                self.entry = str(number)
            case "fcharset" if number in CHARSETS:
                self.fonts[self.entry] = CHARSETS[number]
            case "cpg" if codec := find_codec(f"cp{number}"):
                self.fonts[self.entry] = codec
            case "red" | "green" | "blue":
                channels = self.colors[-1] or [0, 0, 0]
                channels[("red", "green", "blue").index(word)] = min(max(number or 0, 0), 255)
                self.colors[-1] = channels

    def _set_property(self, word: str, number: int | None) -> None:
        """Obey a word about the document, the paragraph or its characters."""
        group, flow = self.group, self.flow
        match word:
            case "f":
                group.font = str(number)
            case "plain":
                self.group = Group(group.destination, skip=group.skip, frame=group.frame)
            case "pard" if not group.destination:
                flow.style, flow.outline, flow.in_table = "", BODY_LEVEL, False
                flow.shading, flow.drop_cap = 0, False
            case "s":
                self.entry = str(number)
                flow.style = flow.style if group.destination else self.entry
            case "outlinelevel" if not group.destination:
                flow.outline = BODY_LEVEL if number is None else number
            case "intbl" if not group.destination:
                flow.in_table = True
            case "cbpat" if not group.destination:
                flow.shading = number or 0
            case "dropcapli" | "dropcapt":
                flow.drop_cap = True
            case "cpg" | "ansicpg":
                self.codec = find_codec(f"cp{number}") or self.codec

    def _close_group(self) -> None:
        """End a group, and the note or text box that it is."""
        self._decode_pending()
        self.skipping = 0
        frame, self.group = self.group.frame, self.groups.pop() if self.groups else Group()
        if frame:
            self._end_table()
            self.flow = self.flows.pop()
            if frame == "shptxt":
                self.writer.end_text_box()
            else:
                self.writer.end_note()

    def _decode_pending(self) -> None:
        """Write what is pending: bytes of one character may come in several tokens."""
        if self.pending:
            codec = self.fonts.get(self.group.font, self.codec)
            if codec == SYMBOL:
                text = render_symbols(self.pending.decode("latin-1"), self._name_font())
            else:
                text = self.pending.decode(codec, errors="replace")
            self.pending.clear()
            self._write(text)

    def _name_font(self) -> str:
        """Return the name of the font if its letters are pictures."""
        is_symbol = self.fonts.get(self.group.font) == SYMBOL
        name = self.font_names.get(self.group.font, "").strip(" ;0123456789")  # with its panose
        return (name_symbol_font(name) or name) if is_symbol else ""

    def _write(self, text: str) -> None:
        """Add characters to the document or to another destination."""
        destination = self.group.destination
        if destination in ("title", "author"):
            self.properties[destination] = (self.properties.get(destination, "") + text)[:300]
        elif destination == "stylesheet":
            self.styles[self.entry] = self.styles.get(self.entry, "") + text
        elif destination == "fonttbl":
            self.font_names[self.entry] = (self.font_names.get(self.entry, "") + text)[:100]
        elif destination == "fldinst":
            self.instruction += text[:100]
        elif destination == "colortbl":
            self.colors += [None] * text.count(";")
        elif destination == "objclass" and text.startswith("Equation"):
            self._write_plain(FORMULA)
        if not destination:
            self._write_plain(text)

    def _write_plain(self, text: str) -> None:
        """Add characters to the document, unless they are struck out or hidden."""
        if self.flow.in_table and not self.flow.cell:
            self._begin_cell()
        elif not self.flow.in_table and text.strip():
            self._end_table()
        group, unseen = self.group, self._is_unseen(text)
        if unseen or group.struck or group.doubly_struck or group.deleted:
            self.writer.leave_out(text, struck=not unseen)
            return
        if text.strip():
            self.flow.bold = self.flow.bold and self.group.bold
        if group.shift:
            text = render_shifted(self.writer.tail, text, group.shift)
        self.writer.add_text(text)

    def _is_unseen(self, text: str) -> bool:
        group, flow = self.group, self.flow
        if group.hidden:
            return True
        if not group.color and group.size > _TINY:
            return False
        usual = UNKNOWN if flow.in_table or self.flows else PAGE
        behind = group.background or flow.shading
        background = self._find_color(behind) if behind else usual
        color = self._find_color(group.color)
        look = Look(color=color, background=background, size=group.size / 2)
        return look.unseen and any(map(str.isalnum, text))

    def _find_color(self, place: int) -> str | None:
        """Return a colour of the document's table; None for the usual one."""
        channels = self.colors[place] if 0 <= place < len(self.colors) else None
        return None if channels is None else bytes(channels).hex()

    def _add_code_unit(self, code: int) -> None:
        """Add a UTF-16 code unit; what follows says the same for old programs."""
        self._decode_pending()
        if 0xD800 <= code < 0xDC00:
            self.high = code
        elif 0xDC00 <= code < 0xE000:
            self._write(chr(0x10000 + ((self.high & 0x3FF) << 10) + (code & 0x3FF)))
        else:
            self._write(render_symbols(chr(code), self._name_font()))
        self.skipping = self.group.skip

    def _begin_cell(self) -> None:
        if not self.flow.table:
            self._end_paragraph()
            self.writer.begin_table_part(TablePart.TABLE)
        self.flow.table = self.flow.cell = True
        self.writer.begin_table_part(TablePart.CELL)

    def _end_cell(self) -> None:
        """End a cell, the table's first one included."""
        if not self.flow.cell:
            self._begin_cell()
        self._end_paragraph()
        self.writer.end_table_part(TablePart.CELL)
        self.flow.cell = False

    def _end_table(self) -> None:
        """End the table, if one is open."""
        if self.flow.cell:
            self._end_cell()
        if self.flow.table:
            self.writer.end_table_part(TablePart.TABLE)
        self.flow.table = False

    def _end_paragraph(self) -> None:
        if self.group.destination:
            return
        flow = self.flow
        if flow.drop_cap and len(self.writer.text) <= _MAX_DROP_CAP:
            return  # the next paragraph begins with it
        style = self.styles.get(flow.style, "").strip(" ;").lower()
        heading = _HEADING_STYLE.fullmatch(style)
        in_outline = heading is not None or flow.outline < BODY_LEVEL
        kind, level = _STYLE_KINDS.get(style, BlockKind.PROSE), 0
        if in_outline:
            level = min(int(heading.group(1)) if heading else flow.outline + 1, 6)
            kind = BlockKind.HEADING
        elif style == "title":
            kind, level = BlockKind.HEADING, 1
        elif kind is BlockKind.PROSE and flow.item:
            kind = BlockKind.ITEM
        written = self.writer.end_styled(
            kind,
            level,
            is_title=style == "title",
            in_outline=in_outline,
            is_bold=flow.bold and not flow.cell,
        )
        if written:
            flow.item, flow.bold = False, True
