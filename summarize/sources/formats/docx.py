"""DOCX -> blocks, straight from the parts of the package.

python-docx would unpack every picture of the container without a bound, and shows
neither notes nor text boxes nor what tracked changes come to; the few dozen elements
that carry text are read here instead.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import ClassVar

from summarize.sources.blocks import BlockKind, Extract, primary_subtag
from summarize.sources.formats import xml_tree as xml
from summarize.sources.formats.block_writer import LINE, TablePart, TreeParser, render_superscript
from summarize.sources.formats.word_processing import StyledWriter
from summarize.sources.formats.zip_container import ZipContainer, resolve_reference

_NAMESPACES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
}

# Deleted or moved away, said about the text rather than in it, or a number that leads elsewhere.
_DROPPED_TAGS = frozenset(
    "w:del w:moveFrom w:delText w:delInstrText w:instrText w:rPr w:pPr w:tblPr w:trPr w:tcPr "
    "w:tblGrid w:sectPr w:sdtPr w:sdtEndPr w:ffData w:footnoteReference w:endnoteReference "
    "w:commentReference w:footnoteRef w:endnoteRef w:annotationRef w:rt w:rubyPr".split()
)
_CHARACTERS = {
    "w:tab": " ", "w:ptab": " ", "w:br": LINE, "w:cr": LINE, "w:noBreakHyphen": "-",
    "w:softHyphen": "",
}  # fmt: skip
_FORMULAS = {"m:sup": "^", "m:sub": "_", "m:den": "/"}
_SEPARATOR_TYPES = ("separator", "continuationSeparator", "continuationNotice")
_BODY_LEVEL = 9  # the outline level of what is no heading
_HEADING_STYLE = re.compile(r"heading (\d)")
_CONTENTS_STYLE = re.compile(r"toc\b.*|table of (?:figures|contents|authorities)|contents heading")
_STYLE_KINDS = {
    **dict.fromkeys(("subtitle", "header", "footer"), BlockKind.METADATA),
    **dict.fromkeys(("footnote text", "endnote text"), BlockKind.NOTE),
    **dict.fromkeys(("html preformatted", "source code", "code"), BlockKind.CODE),
    "caption": BlockKind.CAPTION,
    "bibliography": BlockKind.REFERENCE,
}
_LIST_STYLE = re.compile(r"list (?:bullet|number)(?: \d)?")


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
    parser = _DocxParser(styles=_parse_styles(stylesheet))
    parser.parse(body)
    for notes in ("footnotes.xml", "endnotes.xml"):
        parser.parse_notes(container.parse_if_present(resolve_reference(part, notes)))
    properties = container.parse_if_present("docProps/core.xml", recover=True)
    title, author = xml.child_text(properties, "title"), xml.child_text(properties, "creator")
    language = primary_subtag(_get_value(stylesheet, "docDefaults", "rPrDefault", "rPr", "lang"))
    return parser.writer.build_extract(name, title, author, language, parser.remarks)


@dataclass
class _Paragraph:
    """An open paragraph. Whether all its letters are bold, and whether all are formulas."""

    style: _Style
    bold: bool = True
    formula: bool = True


@dataclass
class _DocxParser(TreeParser):
    table_tags: ClassVar[Mapping[str, TablePart]] = {
        "w:tbl": TablePart.TABLE, "w:tr": TablePart.ROW, "w:tc": TablePart.CELL,
    }  # fmt: skip

    writer: StyledWriter = field(default_factory=StyledWriter)
    styles: Mapping[str, _Style] = field(kw_only=True)  # by their identifiers
    paragraphs: list[_Paragraph] = field(default_factory=list)
    codes: list[bool] = field(default_factory=list)  # of open fields: whether in their code
    remarks: list[str] = field(default_factory=list)

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
        namespace, _, name = str(element.tag).rpartition("}")
        prefix = _NAMESPACES.get(namespace[1:])
        return f"{prefix}:{name}" if prefix else name

    def replace(self, element: xml.Element) -> str | None:
        tag = self.name_tag(element)
        left_out = (
            tag in _DROPPED_TAGS
            or (tag == "mc:Fallback" and element.getprevious() is not None)
            or (tag == "w:r" and self._is_hidden(element))
            or (tag == "w:sdt" and _is_generated(element))
            or (tag == "w:tr" and xml.find_child(element, "trPr", "del") is not None)
        )
        if left_out:
            return ""
        if tag in ("w:altChunk", "w:subDoc"):
            self.remarks.append("left out: a document inside the document")
            return ""
        return _decode_symbol(element) if tag == "w:sym" else _CHARACTERS.get(tag)

    def _is_hidden(self, run: xml.Element) -> bool:
        direct = xml.find_child(run, "rPr", "vanish")
        if direct is not None:
            return _is_on(direct)
        around = self.paragraphs[-1].style if self.paragraphs else _NO_STYLE
        return around.hidden or self._find_style(run, "rPr", "rStyle").hidden

    def _find_style(self, element: xml.Element | None, *path: str) -> _Style:
        """Return the style that a property along a path names, or one that says nothing."""
        return self.styles.get(_get_value(element, *path), _NO_STYLE)

    def start(self, element: xml.Element, tag: str) -> None:
        if tag == "w:p":
            properties = xml.find_child(element, "pPr")
            style = _apply_properties(self._find_style(properties, "pStyle"), properties)
            self.paragraphs.append(_Paragraph(style))
        elif tag == "w:tbl":
            self.writer.end_paragraph()
        elif tag == "w:fldChar":
            kind = xml.get_attribute(element, "fldCharType")
            if kind == "begin":
                self.codes.append(True)
            elif kind == "separate" and self.codes:
                self.codes[-1] = False
            elif kind == "end" and self.codes:
                self.codes.pop()
        elif tag == "w:txbxContent":
            self.writer.begin_frame()
        elif tag in _FORMULAS and not any(self.codes):
            self.writer.add_text(_FORMULAS[tag])

    def end(self, element: xml.Element, tag: str) -> None:
        if tag == "w:p":
            self._end_paragraph(element)
        elif tag == "w:txbxContent":
            self.writer.end_text_box()

    def add_text(self, element: xml.Element, text: str) -> None:
        tag = self.name_tag(element)
        if any(self.codes) or tag not in ("w:t", "m:t", "w:sym", *_CHARACTERS):
            return
        run = element.getparent() if tag == "w:t" else None
        if tag == "w:t" and text.strip() and self.paragraphs:
            paragraph = self.paragraphs[-1]
            paragraph.formula = False
            paragraph.bold = paragraph.bold and _is_on(xml.find_child(run, "rPr", "b"))
        if _get_value(run, "rPr", "vertAlign") == "superscript":
            text = render_superscript(self.writer.tail, text)
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
        kind = style.kind
        if kind is BlockKind.PROSE and paragraph.formula:
            kind = BlockKind.CODE
        self.writer.end_styled(kind, style.level, is_title=style.title, is_bold=paragraph.bold)


def _is_generated(element: xml.Element) -> bool:
    """Whether a control holds a table of contents, or "Click here to enter text"."""
    gallery = _get_value(element, "sdtPr", "docPartObj", "docPartGallery")
    placeholder = xml.find_child(element, "sdtPr", "showingPlcHdr")
    return gallery == "Table of Contents" or placeholder is not None


def _decode_symbol(element: xml.Element) -> str:
    """Return a character of a font; those of picture fonts, in the private area, say nothing."""
    try:
        code = int(xml.get_attribute(element, "char"), 16)
    except ValueError:
        return ""
    return chr(code) if 0x20 <= code < 0xD800 else ""


@dataclass(frozen=True, slots=True)
class _Style:
    """What a paragraph of this style is.

    `title` for the document's title, `contents` for lines of a table of contents,
    `hidden` for text that is not shown.
    """

    kind: BlockKind = BlockKind.PROSE
    level: int = 0
    title: bool = False
    contents: bool = False
    hidden: bool = False


_NO_STYLE = _Style()


def _is_on(toggle: xml.Element | None) -> bool:
    """Whether an on-off property is there and not switched off."""
    return toggle is not None and xml.get_attribute(toggle, "val") not in ("0", "false", "off")


def _parse_styles(root: xml.Element | None) -> dict[str, _Style]:
    """Parse `word/styles.xml`; each style takes over what those it is based on say."""
    found = (one for one in root if xml.local_name(one) == "style") if root is not None else ()
    elements = {xml.get_attribute(one, "styleId"): one for one in found}
    styles: dict[str, _Style] = {}
    for identifier in elements:
        chain: list[str] = []
        base = identifier
        while base in elements and base not in chain and len(chain) < 20:
            chain.append(base)
            base = _get_value(elements[base], "basedOn")
        styles[identifier] = _NO_STYLE
        for one in reversed(chain):
            styles[identifier] = _apply_element(styles[identifier], elements[one])
    return styles


def _apply_element(style: _Style, element: xml.Element) -> _Style:
    name = _get_value(element, "name").lower()
    heading = _HEADING_STYLE.fullmatch(name)
    if name == "title":
        style = _Style(BlockKind.HEADING, 1, title=True)
    elif heading:
        style = _Style(BlockKind.HEADING, int(heading.group(1)))
    elif name in _STYLE_KINDS:
        style = _Style(_STYLE_KINDS[name])
    elif _CONTENTS_STYLE.fullmatch(name):
        style = _Style(contents=True)
    elif _LIST_STYLE.fullmatch(name):
        style = _Style(BlockKind.ITEM)
    style = _apply_properties(style, xml.find_child(element, "pPr"))
    vanish = xml.find_child(element, "rPr", "vanish")
    return style if vanish is None else replace(style, hidden=_is_on(vanish))


def _apply_properties(style: _Style, properties: xml.Element | None) -> _Style:
    """Return a style with what `w:pPr` adds to it: an outline level, or that it is in a list."""
    outline = _get_value(properties, "outlineLvl")
    if outline.isdecimal() and not style.contents and not style.title:
        level = int(outline)
        if level < _BODY_LEVEL:
            return replace(style, kind=BlockKind.HEADING, level=min(level + 1, 6))
        if style.kind is BlockKind.HEADING:
            style = replace(style, kind=BlockKind.PROSE, level=0)
    listed = xml.find_child(properties, "numPr", "numId")
    if listed is None or style.kind not in (BlockKind.PROSE, BlockKind.ITEM):
        return style
    off = xml.get_attribute(listed, "val") == "0"
    return replace(style, kind=BlockKind.PROSE if off else BlockKind.ITEM)


def _get_value(element: xml.Element | None, *path: str) -> str:
    """Return the `w:val` of the first descendant along a path; "" if there is none."""
    return xml.get_attribute(xml.find_child(element, *path), "val")
