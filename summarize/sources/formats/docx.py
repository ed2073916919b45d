"""DOCX -> blocks, straight from the parts of the package.

python-docx would unpack every picture of the container without a bound, and shows
neither notes nor text boxes nor what tracked changes come to; the few dozen elements
that carry text are read here instead.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from summarize.errors import SourceError
from summarize.sources.blocks import Block, BlockKind, Extract
from summarize.sources.formats import xml_tree
from summarize.sources.formats.block_writer import (
    LINE,
    BlockWriter,
    mark_references,
    render_superscript,
)
from summarize.sources.formats.docx_styles import Style, Stylesheet, is_on, stylesheet
from summarize.sources.formats.word_processing import DeclaredMetadata, describe, is_heading
from summarize.sources.formats.xml_tree import (
    START,
    TEXT,
    find_child,
    get_attribute,
    local_name,
    text_content,
)
from summarize.sources.formats.zip_container import ZipContainer, resolve_reference

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

WHAT = "Word document"
_PART = "word/document.xml"
_NAMESPACES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
}

# Deleted or moved away, said about the text rather than in it, or a number that leads elsewhere.
_DROPPED = frozenset(
    "w:del w:moveFrom w:delText w:delInstrText w:instrText w:rPr w:pPr w:tblPr w:trPr w:tcPr "
    "w:tblGrid w:sectPr w:sdtPr w:sdtEndPr w:ffData w:footnoteReference w:endnoteReference "
    "w:commentReference w:footnoteRef w:endnoteRef w:annotationRef w:rt w:rubyPr".split()
)
_CHARACTERS = {
    "w:tab": " ", "w:ptab": " ", "w:br": LINE, "w:cr": LINE, "w:noBreakHyphen": "-",
    "w:softHyphen": "",
}  # fmt: skip
_FORMULAS = {"m:sup": "^", "m:sub": "_", "m:den": "/"}
_NO_NOTES = ("separator", "continuationSeparator", "continuationNotice")


def extract(data: bytes, name: str) -> Extract:
    """The document's text as it is shown: headings by their styles, notes at the end.

    Raises SourceError if it is damaged or holds no text.
    """
    archive = ZipContainer(data, name, WHAT)
    part = _main_part(archive)
    body = find_child(xml_tree.parse_xml(archive.read(part), name, WHAT), "body")
    if body is None:
        raise archive.damage_error()
    styles = stylesheet(_sibling(archive, part, "styles.xml"))
    reader = _Reader(styles)
    reader.read(body)
    for notes in ("footnotes.xml", "endnotes.xml"):
        reader.read_notes(_sibling(archive, part, notes))
    blocks = mark_references(reader.writer.finish())
    if not blocks:
        raise SourceError(f"{name} holds no text", "pictures of text can't be read")
    blocks, metadata = describe(blocks, _facts(archive, reader.title), name)
    remarks = tuple(dict.fromkeys(reader.remarks))
    return Extract(tuple(blocks), metadata, styles.language, remarks)


def _main_part(archive: ZipContainer) -> str:
    """Where the text is: in the usual place, or where the package says."""
    if archive.has(_PART):
        return _PART
    data = archive.read_if_present("_rels/.rels")
    for relation in xml_tree.parse_xml(data, archive.name, WHAT) if data is not None else ():
        if get_attribute(relation, "Type").endswith("/officeDocument"):
            part = resolve_reference("", get_attribute(relation, "Target"))
            if archive.has(part):
                return part
    raise archive.damage_error()


def _sibling(archive: ZipContainer, part: str, member: str) -> Element | None:
    data = archive.read_if_present(resolve_reference(part, member))
    return None if data is None else xml_tree.parse_xml(data, archive.name, WHAT)


def _facts(archive: ZipContainer, heading: str | None) -> DeclaredMetadata:
    data = archive.read_if_present("docProps/core.xml")
    if data is None:
        return DeclaredMetadata(heading=heading)
    root = xml_tree.parse_xml(data, archive.name, WHAT, recover=True)
    title, author = (find_child(root, name) for name in ("title", "creator"))
    return DeclaredMetadata(
        None if title is None else text_content(title),
        None if author is None else text_content(author),
        heading,
    )


def _tag(element: Element) -> str:
    """An element's name with its usual prefix: `w:p`; without one if it is none of Word's."""
    namespace, _, name = str(element.tag).rpartition("}")
    prefix = _NAMESPACES.get(namespace[1:])
    return f"{prefix}:{name}" if prefix else name


@dataclass
class _Paragraph:
    """An open paragraph. Whether all its letters are bold, and whether all are formulas."""

    style: Style
    bold: bool = True
    formula: bool = True


@dataclass
class _Reader:
    styles: Stylesheet
    writer: BlockWriter = field(default_factory=BlockWriter)
    paragraphs: list[_Paragraph] = field(default_factory=list)
    codes: list[bool] = field(default_factory=list)  # of open fields: whether in their code
    remarks: list[str] = field(default_factory=list)
    title: str | None = None
    level: int = 0  # of the last heading by style

    def read(self, root: Element) -> None:
        for event, element, text in xml_tree.walk(root, self.instead):
            if event == TEXT:
                self._add(element, text)
            elif event == START:
                self._start(element, _tag(element))
            else:
                self._end(element, _tag(element))

    def read_notes(self, root: Element | None) -> None:
        for one in root if root is not None else ():
            if (
                local_name(one) in ("footnote", "endnote")
                and get_attribute(one, "type") not in _NO_NOTES
            ):
                self.writer.begin_frame()
                self.read(one)
                texts = [block.text for block in self.writer.end_frame()]
                if texts:
                    self.writer.notes.append(Block(" ".join(texts), BlockKind.NOTE))

    def instead(self, element: Element) -> str | None:
        tag = _tag(element)
        left_out = (
            tag in _DROPPED
            or (tag == "mc:Fallback" and element.getprevious() is not None)
            or (tag == "w:r" and self._is_hidden(element))
            or (tag == "w:sdt" and _is_generated(element))
            or (tag == "w:tr" and find_child(element, "trPr", "del") is not None)
        )
        if left_out:
            return ""
        if tag in ("w:altChunk", "w:subDoc"):
            self.remarks.append("left out: a document inside the document")
            return ""
        return _symbol(element) if tag == "w:sym" else _CHARACTERS.get(tag)

    def _is_hidden(self, run: Element) -> bool:
        direct = find_child(run, "rPr", "vanish")
        if direct is not None:
            return is_on(direct)
        style = find_child(run, "rPr", "rStyle")
        if style is not None and self.styles.named(get_attribute(style, "val")).hidden:
            return True
        return bool(self.paragraphs) and self.paragraphs[-1].style.hidden

    def _start(self, element: Element, tag: str) -> None:
        if tag == "w:p":
            self.paragraphs.append(_Paragraph(self.styles.of_paragraph(element)))
        elif tag == "w:fldChar":
            self._field(get_attribute(element, "fldCharType"))
        elif tag == "w:txbxContent":
            self.writer.begin_frame()
        elif tag == "w:tbl":
            self.writer.end_paragraph()
            self.writer.open_table()
        elif tag == "w:tr":
            self.writer.open_row()
        elif tag == "w:tc":
            self.writer.open_cell()
        elif tag in _FORMULAS and not any(self.codes):
            self.writer.add_text(_FORMULAS[tag])

    def _end(self, element: Element, tag: str) -> None:
        if tag == "w:p":
            self._close(self.paragraphs.pop(), element)
        elif tag == "w:txbxContent":
            self.writer.add_after_paragraph(self.writer.end_frame())
        elif tag == "w:tbl":
            self.writer.close_table()
        elif tag == "w:tc":
            self.writer.close_cell()

    def _add(self, element: Element, text: str) -> None:
        tag = _tag(element)
        if any(self.codes) or tag not in ("w:t", "m:t", "w:sym", *_CHARACTERS):
            return
        run = element.getparent() if tag == "w:t" else None
        if tag == "w:t" and text.strip() and self.paragraphs:
            paragraph = self.paragraphs[-1]
            paragraph.formula = False
            bold = None if run is None else find_child(run, "rPr", "b")
            paragraph.bold = paragraph.bold and is_on(bold)
        align = None if run is None else find_child(run, "rPr", "vertAlign")
        if align is not None and get_attribute(align, "val") == "superscript":
            text = render_superscript(self.writer.tail, text)
        self.writer.add_text(text)

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self.codes.append(True)
        elif kind == "separate" and self.codes:
            self.codes[-1] = False
        elif kind == "end" and self.codes:
            self.codes.pop()

    def _close(self, paragraph: _Paragraph, element: Element) -> None:
        # A field whose code never ends would swallow the rest of the document.
        self.codes = [False for _ in self.codes]
        style = paragraph.style
        if style.contents:
            self.writer.discard_paragraph()
        if find_child(element, "pPr", "rPr", "del") is not None:
            return  # its end was deleted: the next paragraph goes on from here
        text = self.writer.text
        kind, level = style.kind, style.level
        if kind is BlockKind.HEADING and text:
            self.level = level
            self.title = self.title or (text if style.title else None)
        elif kind is BlockKind.PROSE and paragraph.formula:
            kind = BlockKind.CODE
        elif kind is BlockKind.PROSE and paragraph.bold and is_heading(text):
            kind, level = BlockKind.HEADING, min(self.level + 1, 6)
        self.writer.end_paragraph(kind, level)


def _is_generated(element: Element) -> bool:
    """A table of contents, or "Click here to enter text"."""
    if find_child(element, "sdtPr", "showingPlcHdr") is not None:
        return True
    gallery = find_child(element, "sdtPr", "docPartObj", "docPartGallery")
    return gallery is not None and get_attribute(gallery, "val") == "Table of Contents"


def _symbol(element: Element) -> str:
    """A character of a font; those of picture fonts, in the private area, say nothing."""
    try:
        code = int(get_attribute(element, "char"), 16)
    except ValueError:
        return ""
    return chr(code) if 0x20 <= code < 0xD800 else ""
