"""FictionBook (FB2) -> blocks: sections with their titles, notes at the end."""

from __future__ import annotations

from dataclasses import dataclass, field

from summarize.document import Metadata
from summarize.errors import SourceError
from summarize.sources.blocks import BlockKind, Extract
from summarize.sources.formats import xml_tree as xml
from summarize.sources.formats.block_writer import LINE, TreeParser
from summarize.sources.formats.chapters import place_chapters
from summarize.sources.formats.publication_dates import parse_date
from summarize.sources.formats.xml_dialects import parse_dialect
from summarize.sources.superscripts import lower_digits, render_superscript

_LINE_TAGS = ("p", "v", "subtitle", "text-author", "date")


def extract(data: bytes, name: str) -> Extract:
    """Return the book; its sections' titles are headings by their nesting.

    Raises SourceError if it is damaged or holds no text.
    """
    found = parse_dialect(data, name, "FictionBook")
    parser = _Fb2Parser()
    for part in found.root:
        if xml.local_name(part) == "body":
            parser.in_notes = xml.get_attribute(part, "name") in ("notes", "comments")
            parser.parse(part)
    blocks = place_chapters(parser.writer.finish(), parser.starts)
    if not any(block.kind is BlockKind.PROSE for block in blocks):
        raise found.damage or SourceError(f"{name} holds no text", "give a book with words in it")
    info = xml.find_child(found.root, "description", "title-info")
    authors: list[str | None] = []
    for author in info if info is not None else ():
        if xml.local_name(author) == "author":
            names = (xml.child_text(author, f"{part}-name") for part in ("first", "middle", "last"))
            authors.append(" ".join(filter(None, names)) or xml.child_text(author, "nickname"))
    title, language = xml.child_text(info, "book-title"), xml.child_text(info, "lang")
    day = xml.get_attribute(xml.find_child(info, "date"), "value") or xml.child_text(info, "date")
    metadata = Metadata(title, ", ".join(filter(None, authors)) or None, parse_date(day))
    left_out = parser.writer.left_out
    notes, language = (*found.notes, *left_out.notes), language and language.lower()[:2]
    return Extract(tuple(blocks), metadata, language, notes, left_out.warnings, found.cut_off)


@dataclass
class _Fb2Parser(TreeParser):
    in_notes: bool = False
    depth: int = 0  # of sections
    titles: int = 0  # open ones; their paragraphs make one heading
    starts: set[int] = field(default_factory=set)  # of chapters: places of their headings

    def replace(self, element: xml.Element) -> str | None:
        tag = xml.local_name(element)
        is_mark = tag == "a" and xml.get_attribute(element, "type") == "note"
        is_number = tag == "title" and self.in_notes
        if is_mark or is_number or tag in ("image", "binary", "style-sheet"):
            return ""
        text = xml.text_content(element) if tag in ("sup", "sub", "strikethrough") else ""
        if tag == "strikethrough":
            self.writer.leave_out(xml.raw_text(element), struck=True)
            return ""
        if tag == "sub":
            return lower_digits(text, self.writer.tail)
        return render_superscript(self.writer.tail, text) if tag == "sup" else None

    def start(self, element: xml.Element, tag: str) -> None:
        if tag == "section":
            self.depth += 1
        elif tag == "title":
            self.titles += 1

    def end(self, element: xml.Element, tag: str) -> None:
        if tag in _LINE_TAGS and self.titles:
            self.writer.add_text(" ")
        elif tag == "v":
            self.writer.add_text(LINE)
        elif tag in (*_LINE_TAGS, "stanza"):
            kind, level = BlockKind.METADATA if tag == "date" else BlockKind.PROSE, 0
            if self.in_notes:
                kind = BlockKind.NOTE
            elif tag == "subtitle":
                kind, level = BlockKind.HEADING, min(self.depth + 1, 6)
            self.writer.end_paragraph(kind, level)
        elif tag == "title":
            self.titles -= 1
            if self._names_chapter(element):
                self.starts.add(self.writer.size)
            self.writer.end_paragraph(BlockKind.HEADING, min(max(self.depth, 1), 6))
        elif tag == "section":
            self.depth -= 1

    def _names_chapter(self, title: xml.Element) -> bool:
        """Whether a title is of a chapter: an outer section, or one in a part without own text."""
        if self.in_notes or self.depth not in (1, 2):
            return False
        section = title.getparent()
        around = section.getparent() if section is not None else None
        return self.depth == 1 or xml.find_child(around, "p") is None
