"""FictionBook (FB2) -> blocks: sections with their titles, notes at the end."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from summarize.document import Metadata
from summarize.errors import SourceError
from summarize.sources.blocks import BlockKind, Extract
from summarize.sources.formats.block_writer import LINE, BlockWriter, parse_date
from summarize.sources.formats.xml_dialects import parse_dialect
from summarize.sources.formats.xml_tree import (
    START,
    TEXT,
    find_child,
    find_descendants,
    get_attribute,
    local_name,
    text_content,
    walk,
)

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_WHAT = "FictionBook"
_LINES = ("p", "v", "subtitle", "text-author", "date")


def extract(data: bytes, name: str) -> Extract:
    """The book; its sections' titles are headings by their nesting.

    Raises SourceError if it is damaged or holds no text.
    """
    found = parse_dialect(data, name, _WHAT)
    reader = _Reader()
    for part in found.root:
        if local_name(part) == "body":
            reader.notes = get_attribute(part, "name") in ("notes", "comments")
            reader.read(part)
    blocks = reader.writer.finish()
    if not any(block.kind is BlockKind.PROSE for block in blocks):
        raise found.damage or SourceError(f"{name} holds no text", "give a book with words in it")
    info = find_child(found.root, "description", "title-info")
    language = _fact(info, "lang")
    return Extract(blocks, _metadata(info), language and language.lower()[:2], found.notes)


def _fact(info: Element | None, name: str) -> str | None:
    found = None if info is None else find_child(info, name)
    return None if found is None else text_content(found) or None


def _metadata(info: Element | None) -> Metadata:
    if info is None:
        return Metadata()
    people = (one for one in find_descendants(info, "author") if one.getparent() is info)
    authors = [_person(one) for one in people]
    written = find_child(info, "date")
    stated = (
        get_attribute(written, "value") or text_content(written) if written is not None else None
    )
    return Metadata(
        _fact(info, "book-title"), ", ".join(filter(None, authors)) or None, parse_date(stated)
    )


def _person(author: Element) -> str:
    names = (_fact(author, part) for part in ("first-name", "middle-name", "last-name"))
    return " ".join(filter(None, names)) or _fact(author, "nickname") or ""


@dataclass
class _Reader:
    writer: BlockWriter = field(default_factory=BlockWriter)
    notes: bool = False
    depth: int = 0  # of sections
    titles: int = 0  # open ones; their paragraphs make one heading

    def read(self, body: Element) -> None:
        for event, element, text in walk(body, self._instead):
            tag = local_name(element)
            if event == TEXT:
                self.writer.add_text(text)
            elif event == START:
                self._start(tag)
            else:
                self._end(tag)

    def _instead(self, element: Element) -> str | None:
        tag = local_name(element)
        if tag == "a" and get_attribute(element, "type") == "note":
            return ""
        if tag == "title" and self.notes:
            return ""  # the numbers of the notes
        return "" if tag in ("image", "binary", "style-sheet") else None

    def _start(self, tag: str) -> None:
        if tag == "section":
            self.depth += 1
        elif tag == "title":
            self.titles += 1
        elif tag == "table":
            self.writer.open_table()
        elif tag == "tr":
            self.writer.open_row()
        elif tag in ("td", "th"):
            self.writer.open_cell()

    def _end(self, tag: str) -> None:
        if tag in _LINES and self.titles:
            self.writer.add_text(" ")
        elif tag == "v":
            self.writer.add_text(LINE)
        elif tag in (*_LINES, "stanza"):
            self._close(tag)
        elif tag == "title":
            self.titles -= 1
            self.writer.end_paragraph(BlockKind.HEADING, min(max(self.depth, 1), 6))
        elif tag == "section":
            self.depth -= 1
        elif tag == "table":
            self.writer.close_table()
        elif tag in ("td", "th"):
            self.writer.close_cell()

    def _close(self, tag: str) -> None:
        if self.notes:
            self.writer.end_paragraph(BlockKind.NOTE)
        elif tag == "subtitle":
            self.writer.end_paragraph(BlockKind.HEADING, min(self.depth + 1, 6))
        else:
            self.writer.end_paragraph(BlockKind.METADATA if tag == "date" else BlockKind.PROSE)
