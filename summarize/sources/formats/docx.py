"""DOCX -> blocks, straight from the parts of the package.

python-docx would unpack every picture of the container without a bound, and shows
neither notes nor text boxes nor what tracked changes come to; the few dozen elements
that carry text are read here instead.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from summarize.sources.blocks import BlockKind, Extract, primary_subtag
from summarize.sources.formats import xml_tree as xml
from summarize.sources.formats.block_writer import LINE, TablePart, TreeParser
from summarize.sources.formats.docx_elements import (
    decode_symbol,
    has_text,
    is_equation,
    is_generated,
    name_tag,
    read_font,
)
from summarize.sources.formats.docx_styles import (
    Style,
    StyleSheet,
    apply_properties,
    get_value,
    is_on,
    parse_styles,
    read_shading,
)
from summarize.sources.formats.looks import NO_LOOK, PAGE, UNKNOWN, Look
from summarize.sources.formats.omml import FORMULA, render_omml
from summarize.sources.formats.word_processing import StyledWriter
from summarize.sources.formats.zip_container import ZipContainer, resolve_reference
from summarize.sources.superscripts import render_shifted
from summarize.sources.symbol_fonts import render_symbols

# Moved away, said about the text rather than in it, or a number that leads elsewhere.
_DROPPED_TAGS = frozenset(
    "w:moveFrom w:delText w:delInstrText w:instrText w:rPr w:pPr w:tblPr w:trPr w:tcPr "
    "w:tblGrid w:sectPr w:sdtPr w:sdtEndPr w:ffData w:footnoteReference w:endnoteReference "
    "w:commentReference w:footnoteRef w:endnoteRef w:annotationRef w:rt w:rubyPr".split()
)
_CHARACTERS = {
    "w:tab": " ", "w:ptab": " ", "w:br": LINE, "w:cr": LINE, "w:noBreakHyphen": "-",
    "w:softHyphen": "",
}  # fmt: skip
_SEPARATOR_TYPES = ("separator", "continuationSeparator", "continuationNotice")
_DELETED_TAGS = ("w:t", "w:delText")
_DROP_CAP = re.compile(r"[\"'“‘«„¿¡]?[^\W\d_a-z]{1,2}['’]?")


def extract(data: bytes, name: str) -> Extract:
    """Return the document's text as it is shown: headings by their styles, notes at the end.

    Raises SourceError if it is damaged or holds no text.
    """
    container = ZipContainer(data, name, "Word document")
    part = "word/document.xml"
    if not container.has(part):
        relations = container.parse_if_present("_rels/.rels")
        found = (
            resolve_reference("", xml.get_attribute(relation, "Target"))
            for relation in (relations if relations is not None else ())
            if xml.get_attribute(relation, "Type").endswith("/officeDocument")
        )
        part = next(filter(container.has, found), "")  # which no member is called
    body = xml.find_child(container.parse(part), "body")
    if body is None:
        raise container.damage_error()
    stylesheet = container.parse_if_present(resolve_reference(part, "styles.xml"))
    parser = _DocxParser(styles=parse_styles(stylesheet))
    parser.backgrounds.append(_read_page_color(body))
    parser.parse(body)
    parser.backgrounds.append(UNKNOWN)
    for notes in ("footnotes.xml", "endnotes.xml"):
        parser.parse_notes(container.parse_if_present(resolve_reference(part, notes)))
    parser.writer.cut_off = container.cut_off
    properties = container.parse_if_present("docProps/core.xml", recover=True)
    title, author = xml.child_text(properties, "title"), xml.child_text(properties, "creator")
    language = primary_subtag(get_value(stylesheet, "docDefaults", "rPrDefault", "rPr", "lang"))
    return parser.writer.build_extract(name, title, author, language, parser.remarks)


def _read_page_color(body: xml.Element) -> str:
    background = xml.find_child(body.getparent(), "background")
    return PAGE if background is None else UNKNOWN


@dataclass
class _Paragraph:
    """An open paragraph. Whether all its letters are bold, and whether all are formulas."""

    style: Style
    look: Look
    bold: bool = True
    formula: bool = True


@dataclass(frozen=True, slots=True)
class _Setting:
    """How a run is set. `font` is one of pictures, or ""; `web_hidden`: not seen on a screen."""

    look: Look = NO_LOOK
    bold: bool = False
    web_hidden: bool = False
    font: str = ""


@dataclass
class _DocxParser(TreeParser):
    table_tags: ClassVar[Mapping[str, TablePart]] = {
        "w:tbl": TablePart.TABLE, "w:tr": TablePart.ROW, "w:tc": TablePart.CELL,
    }  # fmt: skip

    writer: StyledWriter = field(default_factory=lambda: StyledWriter(numbered=True))
    styles: StyleSheet = field(kw_only=True)
    backgrounds: list[str] = field(default_factory=list)  # of the page, and of open cells
    paragraphs: list[_Paragraph] = field(default_factory=list)
    codes: list[bool] = field(default_factory=list)  # of open fields: whether in their code
    remarks: list[str] = field(default_factory=list)
    run: xml.Element | None = None  # the last one, and how it is set
    setting: _Setting = _Setting()
    settings: dict[tuple[Look, tuple[tuple[str, ...], ...]], _Setting] = field(default_factory=dict)

    def parse_notes(self, root: xml.Element | None) -> None:
        for one in root if root is not None else ():
            kind = xml.get_attribute(one, "type")
            if xml.local_name(one) in ("footnote", "endnote") and kind not in _SEPARATOR_TYPES:
                self.writer.begin_frame()
                self.parse(one)
                self.writer.end_note()

    @staticmethod
    def name_tag(element: xml.Element) -> str:
        """Return the name with its usual prefix: `w:p`; without one if it is none of Word's."""
        return name_tag(str(element.tag))

    def replace(self, element: xml.Element) -> str | None:
        tag = self.name_tag(element)
        if tag in _DROPPED_TAGS or (tag == "mc:Fallback" and element.getprevious() is not None):
            return ""
        if tag == "w:r":
            return self._replace_run(element)
        if tag == "w:del":
            self.writer.leave_out(self._collect_text(element), struck=True)
            return ""
        if tag == "w:tr":
            return self._replace_row(element)
        if tag == "w:sdt" and is_generated(element):
            self.writer.paragraphs += sum(map(has_text, element.iter("{*}p")))
            return ""
        if tag == "m:oMath":
            before = element.getprevious()
            apart = " " if before is not None and self.name_tag(before) == tag else ""
            return "" if any(self.codes) else apart + render_omml(element)
        if tag in ("w:altChunk", "w:subDoc"):
            self.remarks.append("left out: a document inside the document")
            return ""
        if tag == "w:object":
            return FORMULA if is_equation(element) else None
        return decode_symbol(element) if tag == "w:sym" else _CHARACTERS.get(tag)

    def _replace_run(self, run: xml.Element) -> str | None:
        """Leave out a run that is struck out or that nobody sees; None for any other."""
        set_as = self.setting = self._find_setting(run)
        if set_as.web_hidden:
            return ""  # page numbers in a table of contents
        self.run, look = run, set_as.look
        if not look.struck and not look.unseen:
            return None
        for char in run.iter("{*}fldChar"):  # what it opens or closes counts all the same
            self.start(char, "w:fldChar")
        text = self._collect_text(run)
        if not look.struck and not any(map(str.isalnum, text)):
            return None if look.hidden is not True else ""  # dots and spaces of a layout
        self.writer.leave_out(text, struck=not look.unseen)
        return ""

    def _replace_row(self, row: xml.Element) -> str | None:
        """Leave out a row that was deleted or is hidden."""
        struck = xml.find_child(row, "trPr", "del") is not None
        if not struck and not is_on(xml.find_child(row, "trPr", "hidden")):
            return None
        self.writer.leave_out(self._collect_text(row), struck=struck)
        return ""

    def _collect_text(self, element: xml.Element) -> str:
        if any(self.codes):
            return ""
        found: list[str] = []
        for one in element.iter("{*}t", "{*}delText", "{*}tab", "{*}br", "{*}p"):
            tag = self.name_tag(one)
            found.append((one.text or "") if tag in _DELETED_TAGS else " ")
        return "".join(found)

    def _find_setting(self, run: xml.Element) -> _Setting:
        """Return how a run is set; the same properties mean the same in the same paragraph."""
        around = self.paragraphs[-1].look if self.paragraphs else self.styles.default.look
        properties = xml.find_child(run, "rPr")
        given = () if properties is None else properties
        key = tuple((str(one.tag), *map(str, one.values())) for one in given)
        if (around, key) not in self.settings:
            self.settings[around, key] = _Setting(
                self.styles.find_look(run, around),
                is_on(xml.find_child(properties, "b")),
                xml.find_child(properties, "webHidden") is not None,
                read_font(properties),
            )
        return self.settings[around, key]

    def start(self, element: xml.Element, tag: str) -> None:
        if tag == "w:p":
            self._start_paragraph(xml.find_child(element, "pPr"))
        elif tag == "w:tbl":
            self.writer.end_paragraph()
        elif tag == "w:tc":
            cell = read_shading(xml.find_child(element, "tcPr")).background
            self.backgrounds.append(cell or UNKNOWN)
        elif tag == "w:fldChar":
            kind = xml.get_attribute(element, "fldCharType")
            if kind == "begin":
                self.codes.append(True)
            elif kind == "separate" and self.codes:
                self.codes[-1] = False
            elif kind == "end" and self.codes:
                self.codes.pop()
        elif tag == "w:txbxContent":
            self.backgrounds.append(UNKNOWN)
            self.writer.begin_frame()

    def _start_paragraph(self, properties: xml.Element | None) -> None:
        named = xml.find_child(properties, "pStyle") is not None
        style = self.styles.find(properties, "pStyle") if named else self.styles.default
        style = apply_properties(style, properties)
        behind = Look(background=self.backgrounds[-1] if self.backgrounds else UNKNOWN)
        look = read_shading(properties).over(style.look).over(behind)
        self.paragraphs.append(_Paragraph(style, look))

    def end(self, element: xml.Element, tag: str) -> None:
        if tag == "w:p":
            self._end_paragraph(element)
        elif tag == "w:txbxContent":
            self.writer.end_text_box()
            self.backgrounds.pop()
        elif tag == "w:tc":
            self.backgrounds.pop()

    def add_text(self, element: xml.Element, text: str) -> None:
        tag = self.name_tag(element)
        if any(self.codes) or tag not in ("w:t", "m:oMath", "w:object", "w:sym", *_CHARACTERS):
            return
        run = element.getparent() if tag == "w:t" else None
        if tag == "w:t" and text.strip() and self.paragraphs:
            self.paragraphs[-1].formula = False
        if run is not None:
            set_as = self.setting if run is self.run else self._find_setting(run)
            if text.strip() and self.paragraphs:
                self.paragraphs[-1].bold = self.paragraphs[-1].bold and set_as.bold
            text, shift = render_symbols(text, set_as.font), set_as.look.shift
            text = render_shifted(self.writer.tail, text, shift) if shift else text
        self.writer.add_text(text)

    def _end_paragraph(self, element: xml.Element) -> None:
        # A field whose code never ends would swallow the rest of the document.
        self.codes = [False for _ in self.codes]
        paragraph = self.paragraphs.pop()
        style = paragraph.style
        if style.contents:
            self.writer.discard_paragraph()
        if xml.find_child(element, "pPr", "rPr", "del") is not None:
            return  # its end was deleted: the next paragraph goes on from here
        if self._is_drop_cap(element):
            return  # the next paragraph begins with it
        kind = style.kind
        if kind is BlockKind.PROSE and paragraph.formula:
            kind = BlockKind.CODE
        self.writer.end_styled(kind, style.level, is_title=style.title, is_bold=paragraph.bold)

    def _is_drop_cap(self, paragraph: xml.Element) -> bool:
        """Whether a paragraph is the initial of the next one: in a frame, large, one letter."""
        frame = xml.find_child(paragraph, "pPr", "framePr")
        if frame is None:
            return False
        declared = xml.get_attribute(frame, "dropCap") in ("drop", "margin")
        return declared or _DROP_CAP.fullmatch(self.writer.text) is not None
