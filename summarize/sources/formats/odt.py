"""ODT -> blocks: `content.xml` read for its text, the styles for what its paragraphs are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import ClassVar

from summarize.errors import SourceError
from summarize.sources.blocks import BlockKind, Extract
from summarize.sources.formats import xml_tree as xml
from summarize.sources.formats.block_writer import LINE, TablePart, TreeParser
from summarize.sources.formats.looks import NO_LOOK, UNKNOWN, Look
from summarize.sources.formats.odt_styles import (
    NO_STYLE,
    OdtStyle,
    OdtStyles,
    parse_styles,
    read_page_color,
)
from summarize.sources.formats.omml import FORMULA
from summarize.sources.formats.word_processing import StyledWriter
from summarize.sources.formats.zip_container import (
    ZipContainer,
    password_error,
    resolve_reference,
)
from summarize.sources.html.formulas import render_mathml
from summarize.sources.superscripts import render_shifted
from summarize.sources.symbol_fonts import render_symbols

_WHAT = "OpenDocument text"
_DROPPED_TAGS = frozenset(
    "annotation annotation-end note-citation table-of-content alphabetical-index "
    "user-index illustration-index table-index object-index bibliography-source sequence-decls "
    "variable-decls user-field-decls forms hidden-paragraph title desc "
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
_HIDDEN_TAGS = ("section", "table-row", "table-column", "hidden-text", "p", "h")
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
    parser = _OdtParser(
        container=container,
        styles=parse_styles(root, styles),
        backgrounds=[read_page_color(styles)],
    )
    parser.parse(text)
    parser.writer.cut_off = container.cut_off
    meta = xml.find_child(container.parse_if_present("meta.xml", recover=True), "meta")
    author = xml.child_text(meta, "initial-creator") or xml.child_text(meta, "creator")
    language = (xml.child_text(meta, "language") or "").lower()[:2] or None
    return parser.writer.build_extract(name, xml.child_text(meta, "title"), author, language)


@dataclass
class _OdtParser(TreeParser):
    table_tags: ClassVar[Mapping[str, TablePart]] = {
        "table": TablePart.TABLE, "table-row": TablePart.ROW, "table-cell": TablePart.CELL,
    }  # fmt: skip

    writer: StyledWriter = field(default_factory=lambda: StyledWriter(numbered=True))
    container: ZipContainer = field(kw_only=True)
    styles: OdtStyles = field(kw_only=True)
    looks: list[Look] = field(default_factory=list)  # of open paragraphs and spans
    backgrounds: list[str] = field(kw_only=True)  # of the page, of open cells and boxes
    resolved: dict[tuple[str, str], Look] = field(default_factory=dict)  # by family and style
    items: list[bool] = field(default_factory=list)  # lists' items: whether one has begun
    bibliographies: int = 0  # open ones
    bold: bool = True

    def replace(self, element: xml.Element) -> str | None:
        tag = xml.local_name(element)
        if tag in _DROPPED_TAGS:
            return ""
        if tag == "tracked-changes":
            for deleted in xml.find_descendants(element, "deletion"):
                self.writer.left_out.end_stretch()
                self.writer.left_out.add_struck(_collect_text(deleted))
            return ""
        if tag == "s":
            count = xml.get_attribute(element, "c")
            return " " * min(int(count), _MAX_SPACES) if count.isdecimal() else " "
        if _says_hidden(element, tag):
            self.writer.leave_out(_collect_text(element), struck=False)
            return ""
        if tag == "object":
            return self._render_object(element)
        return _CHARACTERS.get(tag)

    def _render_object(self, element: xml.Element) -> str | None:
        """Return a formula as text; charts and the like have none."""
        inner = xml.find_child(element, "math")
        target = resolve_reference("", xml.get_attribute(element, "href"))
        if inner is None and self.container.has(f"{target}/content.xml"):
            root = self.container.parse(f"{target}/content.xml", recover=True)
            inner = root if xml.local_name(root) == "math" else None
        if inner is not None:
            return render_mathml(inner)
        is_lost = "opendocument.formula" in xml.get_attribute(element, "type")
        return FORMULA if is_lost else None

    def add_text(self, element: xml.Element, text: str) -> None:
        """Add text that is shown; white space between paragraphs is none of it."""
        tag = xml.local_name(element)
        if tag in _BETWEEN_PARAGRAPHS:
            return
        look = self.looks[-1] if self.looks else NO_LOOK
        if look.struck or (look.unseen and any(map(str.isalnum, text))):
            self.writer.leave_out(text, struck=not look.unseen)
            return
        if text.strip():
            self.bold = self.bold and tag == "span" and self._find_style(element, "text").bold
        text = render_symbols(text)
        if look.shift:
            text = render_shifted(self.writer.tail, text, look.shift)
        self.writer.add_text(text)

    def start(self, element: xml.Element, tag: str) -> None:
        if tag in _PARAGRAPH_TAGS:
            self.bold = True
            behind = Look(background=self.backgrounds[-1])
            self.looks.append(self._resolve_look(element, "paragraph").over(behind))
        elif tag == "span":
            around = self.looks[-1] if self.looks else NO_LOOK
            self.looks.append(self._resolve_look(element, "text").over(around))
        elif tag in ("text-box", "note"):
            self.backgrounds.append(UNKNOWN)
            self.writer.begin_frame()
        elif tag == "table-cell":
            self.backgrounds.append(UNKNOWN)
        elif tag == "list-item":
            self.items.append(False)
        elif tag == "bibliography":
            self.bibliographies += 1

    def end(self, element: xml.Element, tag: str) -> None:
        if tag in _PARAGRAPH_TAGS:
            self._end_paragraph(element, tag)
            self.looks.pop()
        elif tag == "span":
            self.looks.pop()
        elif tag == "text-box":
            self.writer.end_text_box()
        elif tag == "note":
            self.writer.end_note()
        elif tag == "list-item":
            self.items.pop()
        elif tag == "bibliography":
            self.bibliographies -= 1
        if tag in ("text-box", "note", "table-cell"):
            self.backgrounds.pop()

    def _find_style(self, element: xml.Element, family: str) -> OdtStyle:
        return self.styles.get((family, xml.get_attribute(element, "style-name")), NO_STYLE)

    def _resolve_look(self, element: xml.Element, family: str) -> Look:
        """Return what the style of an element says, and those that it is derived from."""
        key = family, xml.get_attribute(element, "style-name")
        if key not in self.resolved:
            self.resolved[key] = self._resolve_style(self.styles.get(key, NO_STYLE), family)
        return self.resolved[key]

    def _resolve_style(self, style: OdtStyle, family: str) -> Look:
        look = style.look
        for _ in range(20):
            above = self.styles.get((family, style.parent))
            if above is None or not style.name:
                break
            style = above
            look = look.over(style.look)
        return replace(look, shift=look.shift if family == "text" else None)

    def _find_usual_name(self, style: OdtStyle) -> str:
        """Return the name of the style that a user chose: `P7 -> "title"`."""
        for _ in range(20):
            name = style.name.replace("_20_", " ").lower()
            if name in _STYLE_KINDS or name == "title" or not style.parent:
                return name
            style = self.styles.get(("paragraph", style.parent), OdtStyle(style.parent))
        return ""

    def _end_paragraph(self, element: xml.Element, tag: str) -> None:
        style = self._find_style(element, "paragraph")
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


def _says_hidden(element: xml.Element, tag: str) -> bool:
    """Whether an element is hidden by what it says itself, or by a field in the paragraph."""
    if xml.get_attribute(element, "display") == "none":
        return True
    if tag not in _HIDDEN_TAGS:
        return False
    if tag in _PARAGRAPH_TAGS:
        fields = xml.find_descendants(element, "hidden-paragraph")
        return any(xml.get_attribute(one, "is-hidden") == "true" for one in fields)
    if xml.get_attribute(element, "visibility") in ("collapse", "filter"):
        return True
    hidden = xml.get_attribute(element, "is-hidden")
    return hidden == "true" or (tag == "hidden-text" and hidden != "false")


def _collect_text(element: xml.Element) -> str:
    """Return the text of an element, its paragraphs apart."""
    paragraphs = list(element.iter("{*}p", "{*}h"))
    return " ".join(map(xml.text_content, paragraphs)) or xml.raw_text(element)
