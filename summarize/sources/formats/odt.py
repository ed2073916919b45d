"""ODT -> blocks: `content.xml` read for its text, the styles for what its paragraphs are."""

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
from summarize.sources.formats.word_processing import DeclaredMetadata, describe, is_heading
from summarize.sources.formats.xml_tree import (
    START,
    TEXT,
    find_child,
    find_descendants,
    get_attribute,
    local_name,
    text_content,
)
from summarize.sources.formats.zip_container import ZipContainer, password_error

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

WHAT = "OpenDocument text"
_DROPPED = frozenset(
    "tracked-changes annotation annotation-end note-citation table-of-content alphabetical-index "
    "user-index illustration-index table-index object-index bibliography-source sequence-decls "
    "variable-decls user-field-decls forms hidden-text hidden-paragraph title desc "
    "page-number ruby-text binary-data event-listeners script shapes note-ref".split()
)
_MOST_SPACES = 100  # of one `text:s`; a file can ask for a billion
_NAMED = {
    "subtitle": BlockKind.METADATA, "caption": BlockKind.CAPTION, "illustration": BlockKind.CAPTION,
    "drawing": BlockKind.CAPTION, "figure": BlockKind.CAPTION, "table": BlockKind.CAPTION,
    "preformatted text": BlockKind.CODE, "footnote": BlockKind.NOTE, "endnote": BlockKind.NOTE,
    "header": BlockKind.METADATA, "footer": BlockKind.METADATA,
}  # fmt: skip
_CHARACTERS = {"tab": " ", "line-break": LINE}
_PARAGRAPHS = ("p", "h")


def extract(data: bytes, name: str) -> Extract:
    """The text as it is shown: deleted and hidden text left out, notes at the end.

    Raises SourceError if it is damaged, needs a password, is no text document or empty.
    """
    archive = ZipContainer(data, name, WHAT)
    _refuse_encrypted(archive)
    root = xml_tree.parse_xml(archive.read("content.xml"), name, WHAT)
    text = find_child(root, "body", "text")
    if text is None:
        raise SourceError(
            f"{name} is an OpenDocument file, but holds no text document",
            "export its text, and give that",
        )
    reader = _Reader(_Styles.of(root, _part(archive, "styles.xml")))
    reader.read(text)
    blocks = mark_references(reader.writer.finish())
    if not blocks:
        raise SourceError(f"{name} holds no text", "pictures of text can't be read")
    meta = _part(archive, "meta.xml")
    blocks, metadata = describe(blocks, _facts(meta, reader.title), name)
    language = _fact(meta, "language")
    return Extract(tuple(blocks), metadata, language.lower()[:2] if language else None)


def _refuse_encrypted(archive: ZipContainer) -> None:
    data = archive.read_if_present("META-INF/manifest.xml")
    if data is not None and b"encryption-data" in data:
        raise password_error(archive.name, WHAT)


def _part(archive: ZipContainer, member: str) -> Element | None:
    data = archive.read_if_present(member)
    return None if data is None else xml_tree.parse_xml(data, archive.name, WHAT, recover=True)


def _facts(meta: Element | None, heading: str | None) -> DeclaredMetadata:
    author = _fact(meta, "initial-creator") or _fact(meta, "creator")
    return DeclaredMetadata(_fact(meta, "title"), author, heading)


def _fact(meta: Element | None, name: str) -> str | None:
    found = None if meta is None else find_child(meta, "meta", name)
    return None if found is None else text_content(found) or None


@dataclass(frozen=True, slots=True)
class _Style:
    name: str = ""
    parent: str = ""
    bold: bool = False
    raised: bool = False
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class _Styles:
    """Styles by name: the document's own ones, and those made by hand for a paragraph."""

    named: dict[str, _Style] = field(default_factory=dict)

    @classmethod
    def of(cls, *parts: Element | None) -> _Styles:
        named: dict[str, _Style] = {}
        for part in parts:
            for element in find_descendants(part, "style") if part is not None else ():
                named.setdefault(get_attribute(element, "name"), _style(element))
        return cls(named)

    def get(self, element: Element) -> _Style:
        return self.named.get(get_attribute(element, "style-name"), _Style())

    def usual(self, style: _Style) -> str:
        """The name of the style that a user chose: `P7 -> "title"`."""
        for _ in range(20):
            name = style.name.replace("_20_", " ").lower()
            if name in _NAMED or name == "title" or not style.parent:
                return name
            style = self.named.get(style.parent, _Style(style.parent))
        return ""


def _style(element: Element) -> _Style:
    text = find_child(element, "text-properties")
    if text is None:
        text = element.makeelement("none")
    return _Style(
        get_attribute(element, "name"),
        get_attribute(element, "parent-style-name"),
        get_attribute(text, "font-weight") == "bold",
        get_attribute(text, "text-position").startswith("super"),
        get_attribute(text, "display") == "none",
    )


@dataclass
class _Reader:
    styles: _Styles
    writer: BlockWriter = field(default_factory=BlockWriter)
    items: list[bool] = field(default_factory=list)  # lists' items: whether one has begun
    references: int = 0
    bold: bool = True
    title: str | None = None
    level: int = 0  # of the last heading

    def read(self, root: Element) -> None:
        for event, element, text in xml_tree.walk(root, self.instead):
            if event == TEXT:
                self._add(element, text)
            elif event == START:
                self._start(element, local_name(element))
            else:
                self._end(element, local_name(element))

    def instead(self, element: Element) -> str | None:
        tag = local_name(element)
        if tag in _DROPPED or get_attribute(element, "display") == "none":
            return ""
        if tag == "s":
            count = get_attribute(element, "c")
            return " " * min(int(count), _MOST_SPACES) if count.isdecimal() else " "
        if tag in ("span", *_PARAGRAPHS):
            return self._styled(element, tag)
        return _CHARACTERS.get(tag)

    def _styled(self, element: Element, tag: str) -> str | None:
        style = self.styles.get(element)
        if style.hidden:
            return ""
        if style.raised and tag == "span" and not any(map(local_name, element)):
            return render_superscript(self.writer.tail, element.text or "")
        return None

    def _add(self, element: Element, text: str) -> None:
        """White space between paragraphs is none of the text."""
        if local_name(element) in ("text", "section", "list", "list-item", "table", "table-row"):
            return
        if text.strip():
            inner = local_name(element) == "span" and self.styles.get(element).bold
            self.bold = self.bold and inner
        self.writer.add_text(text)

    def _start(self, element: Element, tag: str) -> None:
        if tag in _PARAGRAPHS:
            self.bold = True
        elif tag in ("text-box", "note"):
            self.writer.begin_frame()
        elif tag == "list-item":
            self.items.append(False)
        elif tag == "table":
            self.writer.open_table()
        elif tag == "table-row":
            self.writer.open_row()
        elif tag == "table-cell":
            self.writer.open_cell()
        elif tag == "bibliography":
            self.references += 1

    def _end(self, element: Element, tag: str) -> None:
        if tag in _PARAGRAPHS:
            self._close(element, tag)
        elif tag == "text-box":
            self.writer.add_after_paragraph(self.writer.end_frame())
        elif tag == "note":
            texts = [block.text for block in self.writer.end_frame()]
            self.writer.notes.append(Block(" ".join(texts), BlockKind.NOTE))
        elif tag == "list-item":
            self.items.pop()
        elif tag == "table":
            self.writer.close_table()
        elif tag == "table-cell":
            self.writer.close_cell()
        elif tag == "bibliography":
            self.references -= 1

    def _close(self, element: Element, tag: str) -> None:
        text = self.writer.text
        kind, level = self._kind(element, tag, text)
        if kind is BlockKind.HEADING and text and tag == "h":
            self.level = level
        if self.writer.end_paragraph(kind, level) and self.items:
            self.items[-1] = True

    def _kind(self, element: Element, tag: str, text: str) -> tuple[BlockKind, int]:
        style = self.styles.get(element)
        usual = self.styles.usual(style)
        if usual == "title":
            self.title = self.title or text or None
            return BlockKind.HEADING, 1
        if tag == "h":
            level = get_attribute(element, "outline-level")
            return BlockKind.HEADING, min(max(int(level), 1), 6) if level.isdecimal() else 1
        kind = BlockKind.REFERENCE if self.references else _NAMED.get(usual)
        if kind is None and self.items:
            kind = BlockKind.PROSE if self.items[-1] else BlockKind.ITEM
        if kind is not None:
            return kind, 0
        if (self.bold or style.bold) and is_heading(text):
            return BlockKind.HEADING, min(self.level + 1, 6)
        return BlockKind.PROSE, 0
