"""ODT -> blocks: `content.xml` read for its text, the styles for what its paragraphs are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from summarize.errors import SourceError
from summarize.sources.blocks import BlockKind, Extract
from summarize.sources.formats import xml_tree as xml
from summarize.sources.formats.block_writer import LINE, TablePart, TreeParser, render_superscript
from summarize.sources.formats.word_processing import StyledWriter
from summarize.sources.formats.zip_container import ZipContainer, password_error

_WHAT = "OpenDocument text"
_DROPPED_TAGS = frozenset(
    "tracked-changes annotation annotation-end note-citation table-of-content alphabetical-index "
    "user-index illustration-index table-index object-index bibliography-source sequence-decls "
    "variable-decls user-field-decls forms hidden-text hidden-paragraph title desc "
    "page-number ruby-text binary-data event-listeners script shapes note-ref".split()
)
_MAX_SPACES = 100  # of one `text:s`; a file can ask for a billion
_STYLE_KINDS = {
    **dict.fromkeys(("subtitle", "header", "footer"), BlockKind.METADATA),
    **dict.fromkeys(("caption", "illustration", "drawing", "figure", "table"), BlockKind.CAPTION),
    **dict.fromkeys(("footnote", "endnote"), BlockKind.NOTE),
    "preformatted text": BlockKind.CODE,
}
_CHARACTERS = {"tab": " ", "line-break": LINE}
_PARAGRAPH_TAGS = ("p", "h")
_BETWEEN_PARAGRAPHS = ("text", "section", "list", "list-item", "table", "table-row")
_MANIFEST = "META-INF/manifest.xml"


def extract(data: bytes, name: str) -> Extract:
    """Return the text as it is shown: deleted and hidden text left out, notes at the end.

    Raises SourceError if it is damaged, needs a password, is no text document or empty.
    """
    container = ZipContainer(data, name, _WHAT)
    if container.has(_MANIFEST) and b"encryption-data" in container.read(_MANIFEST):
        raise password_error(name, _WHAT)
    root = container.parse("content.xml")
    text = xml.find_child(root, "body", "text")
    if text is None:
        what = f"{name} is an OpenDocument file, but holds no text document"
        raise SourceError(what, "export its text, and give that")
    styles = container.parse_if_present("styles.xml", recover=True)
    parser = _OdtParser(styles=_parse_styles(root, styles))
    parser.parse(text)
    meta = xml.find_child(container.parse_if_present("meta.xml", recover=True), "meta")
    author = xml.child_text(meta, "initial-creator") or xml.child_text(meta, "creator")
    language = (xml.child_text(meta, "language") or "").lower()[:2] or None
    return parser.writer.build_extract(name, xml.child_text(meta, "title"), author, language)


@dataclass(frozen=True, slots=True)
class _Style:
    name: str = ""
    parent: str = ""
    bold: bool = False
    raised: bool = False
    hidden: bool = False


_NO_STYLE = _Style()


def _parse_styles(*parts: xml.Element | None) -> dict[str, _Style]:
    """Return styles by name: the document's own ones, and those made by hand for a paragraph."""
    named: dict[str, _Style] = {}
    for element in (one for part in parts for one in xml.find_descendants(part, "style")):
        text = xml.find_child(element, "text-properties")
        style = _Style(
            xml.get_attribute(element, "name"),
            xml.get_attribute(element, "parent-style-name"),
            xml.get_attribute(text, "font-weight") == "bold",
            xml.get_attribute(text, "text-position").startswith("super"),
            xml.get_attribute(text, "display") == "none",
        )
        named.setdefault(style.name, style)
    return named


@dataclass
class _OdtParser(TreeParser):
    table_tags: ClassVar[Mapping[str, TablePart]] = {
        "table": TablePart.TABLE, "table-row": TablePart.ROW, "table-cell": TablePart.CELL,
    }  # fmt: skip

    writer: StyledWriter = field(default_factory=StyledWriter)
    styles: Mapping[str, _Style] = field(kw_only=True)  # by their names
    items: list[bool] = field(default_factory=list)  # lists' items: whether one has begun
    bibliographies: int = 0  # open ones
    bold: bool = True

    def replace(self, element: xml.Element) -> str | None:
        tag = xml.local_name(element)
        if tag in _DROPPED_TAGS or xml.get_attribute(element, "display") == "none":
            return ""
        if tag == "s":
            count = xml.get_attribute(element, "c")
            return " " * min(int(count), _MAX_SPACES) if count.isdecimal() else " "
        if tag not in ("span", *_PARAGRAPH_TAGS):
            return _CHARACTERS.get(tag)
        style = self._find_style(element)
        if style.hidden:
            return ""
        if style.raised and tag == "span" and not any(map(xml.local_name, element)):
            return render_superscript(self.writer.tail, element.text or "")
        return None

    def add_text(self, element: xml.Element, text: str) -> None:
        """Add text; white space between paragraphs is none of it."""
        tag = xml.local_name(element)
        if tag in _BETWEEN_PARAGRAPHS:
            return
        if text.strip():
            self.bold = self.bold and tag == "span" and self._find_style(element).bold
        self.writer.add_text(text)

    def start(self, element: xml.Element, tag: str) -> None:
        if tag in _PARAGRAPH_TAGS:
            self.bold = True
        elif tag in ("text-box", "note"):
            self.writer.begin_frame()
        elif tag == "list-item":
            self.items.append(False)
        elif tag == "bibliography":
            self.bibliographies += 1

    def end(self, element: xml.Element, tag: str) -> None:
        if tag in _PARAGRAPH_TAGS:
            self._end_paragraph(element, tag)
        elif tag == "text-box":
            self.writer.end_text_box()
        elif tag == "note":
            self.writer.end_note()
        elif tag == "list-item":
            self.items.pop()
        elif tag == "bibliography":
            self.bibliographies -= 1

    def _find_style(self, element: xml.Element) -> _Style:
        return self.styles.get(xml.get_attribute(element, "style-name"), _NO_STYLE)

    def _find_usual_name(self, style: _Style) -> str:
        """Return the name of the style that a user chose: `P7 -> "title"`."""
        for _ in range(20):
            name = style.name.replace("_20_", " ").lower()
            if name in _STYLE_KINDS or name == "title" or not style.parent:
                return name
            style = self.styles.get(style.parent, _Style(style.parent))
        return ""

    def _end_paragraph(self, element: xml.Element, tag: str) -> None:
        style = self._find_style(element)
        name = self._find_usual_name(style)
        kind, level = self._find_kind(element, tag, name)
        written = self.writer.end_styled(
            kind,
            level,
            is_title=name == "title",
            in_outline=tag == "h",
            is_bold=not self.items and (self.bold or style.bold),
        )
        if written and self.items:
            self.items[-1] = True

    def _find_kind(self, element: xml.Element, tag: str, name: str) -> tuple[BlockKind, int]:
        if name == "title":
            return BlockKind.HEADING, 1
        if tag == "h":
            level = xml.get_attribute(element, "outline-level")
            return BlockKind.HEADING, min(max(int(level), 1), 6) if level.isdecimal() else 1
        if self.bibliographies:
            return BlockKind.REFERENCE, 0
        first = bool(self.items) and not self.items[-1]
        return _STYLE_KINDS.get(name, BlockKind.ITEM if first else BlockKind.PROSE), 0
