"""An (X)HTML element -> blocks, for chapters of books, entries of feeds, and mail.

Everything in it is taken for the document: what is furniture of a web page is none
of this module's business. Note numbers, page numbers and hidden parts are left out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from summarize.sources.blocks import Block, BlockKind
from summarize.sources.formats.block_writer import LINE, BlockWriter, Box, render_superscript
from summarize.sources.formats.xml_tree import (
    START,
    TEXT,
    get_attribute,
    local_name,
    text_content,
    walk,
)

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu "
    "ol option p pre section summary table tbody td tfoot th thead tr ul".split()
)
_DROPPED = frozenset(
    "annotation annotation-xml applet audio button canvas embed head iframe input map nav "
    "noframes noscript object rp rt script select style svg template textarea title video".split()
)
_NOTES = frozenset(
    "footnote footnotes endnote endnotes rearnote rearnotes doc-footnote doc-endnote doc-endnotes "
    "doc-footnotes".split()
)
_REFERENCES = frozenset(("bibliography", "biblioentry", "doc-bibliography", "doc-biblioentry"))
_LEFT_OUT = frozenset(
    ("noteref", "doc-noteref", "pagebreak", "doc-pagebreak", "toc", "landmarks", "page-list")
)
_PAGE_NUMBERS = frozenset("pagenum pagenumber pageno page-number pagebreak page_number".split())
_CAPTIONS = frozenset("caption wp-caption-text figcaption image-caption".split())
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all")
_HEADING = re.compile(r"h([1-6])")
_MARK = re.compile(r"[\[({]?(?:\d{1,4}|[*†‡§¶]{1,4}|[a-z]|[ivxlc]{1,6})[\])}]?")
_BRACKETED = re.compile(r"\[(?:\d{1,4}|[a-z]|note \d+|[*†‡§¶]+)\]|[*†‡§¶]+|[↩↑^⏎]\ufe0e?")
_NOTE_TARGET = re.compile(r"#_?(?:fn|ftn|foot|note|endnote|edn|en\d|nt\d)", re.IGNORECASE)


def extract_blocks(
    root: Element, titles: Mapping[str, tuple[str, int]] | None = None
) -> list[Block]:
    """The blocks of an element, in order; notes stay where they are.

    `titles` are headings (text, level) that are written before the elements with
    these identifiers, because the document itself has none there.
    """
    reader = _Reader(titles or {})
    for event, element, text in walk(root, reader.instead):
        if event == TEXT:
            reader.writer.add_text(text)
        elif event == START:
            reader.start(element)
        else:
            reader.end(element)
    return list(reader.writer.finish())


@dataclass
class _Reader:
    titles: Mapping[str, tuple[str, int]]
    writer: BlockWriter = field(default_factory=BlockWriter)
    boxes: list[Box] = field(default_factory=lambda: [Box()])
    opened: list[str] = field(default_factory=list)  # tables, rows and cells around

    def instead(self, element: Element) -> str | None:
        tag = local_name(element)
        if tag in _DROPPED or _is_hidden(element) or _LEFT_OUT & _types(element):
            return ""
        if tag == "a" and _is_note_link(element):
            return ""
        if tag == "sup":
            return self._superscript(element)
        return element.get("alttext") if tag == "math" else None

    def _superscript(self, element: Element) -> str:
        text = text_content(element)
        parent = element.getparent()
        linked = next(element.iter("{*}a"), None) is not None or (
            parent is not None and local_name(parent) == "a"
        )
        return (
            "" if linked and _MARK.fullmatch(text) else render_superscript(self.writer.tail, text)
        )

    def start(self, element: Element) -> None:
        tag = local_name(element)
        if self.titles and (title := self.titles.get(element.get("id") or "")):
            self._close()
            self.writer.add_blocks([Block(title[0], BlockKind.HEADING, title[1])])
        if tag == "br":
            self.writer.add_text(LINE)
        elif tag == "q":
            self.writer.add_text("“")
        elif tag in _BLOCKS:
            self._close()
            self._open_part(tag)
            self.boxes.append(self._box(element, tag))

    def end(self, element: Element) -> None:
        tag = local_name(element)
        if tag == "q":
            self.writer.add_text("”")
        elif tag in _BLOCKS:
            self._close()
            self.boxes.pop()
            self._close_part(tag)

    def _close(self) -> None:
        box = self.boxes[-1]
        if self.writer.end_paragraph(box.kind, box.level) and box.kind is BlockKind.ITEM:
            box.kind = BlockKind.PROSE  # the second paragraph of an item

    def _open_part(self, tag: str) -> None:
        if tag == "table":
            self.writer.open_table()
        elif not self.opened:
            return  # a stray row or cell
        elif tag == "tr":
            self.writer.open_row()
        elif tag in ("td", "th"):
            self.writer.open_cell()
        if tag in ("table", "td", "th"):
            self.opened.append(tag)

    def _close_part(self, tag: str) -> None:
        if not self.opened or tag not in ("table", "td", "th"):
            return
        self.opened.pop()
        if tag == "table":
            self.writer.close_table()
        else:
            self.writer.close_cell()

    def _box(self, element: Element, tag: str) -> Box:
        around = self.boxes[-1]
        types = _types(element)
        if tag in ("td", "th", "table") and around.kind is not BlockKind.NOTE:
            return Box()
        if _NOTES & types:
            return Box(BlockKind.NOTE)
        if around.kind not in (BlockKind.PROSE, BlockKind.ITEM):
            return around
        if _REFERENCES & types:
            return Box(BlockKind.REFERENCE)
        if tag in ("figcaption", "caption") or _CAPTIONS & _classes(element):
            return Box(BlockKind.CAPTION)
        return _own(element, tag) or around


def _own(element: Element, tag: str) -> Box | None:
    if tag == "pre":
        return Box(BlockKind.CODE)
    if tag in ("li", "dt"):
        return Box(BlockKind.ITEM)
    if tag == "dd":
        return Box()
    heading = _HEADING.fullmatch(tag)
    if heading:
        return Box(BlockKind.HEADING, int(heading.group(1)))
    if element.get("role") == "heading":
        level = element.get("aria-level") or "2"
        return Box(BlockKind.HEADING, int(level) if level in tuple("123456") else 2)
    return None


def _types(element: Element) -> frozenset[str]:
    """What an element is by its `epub:type` or `role`."""
    if len(element.attrib) == 0:
        return frozenset()
    kind = next((v for k, v in element.attrib.items() if str(k).endswith("}type")), "")
    return frozenset(f"{kind} {element.get('role') or ''}".split())


def _classes(element: Element) -> frozenset[str]:
    return frozenset((element.get("class") or "").lower().split())


def _is_hidden(element: Element) -> bool:
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    if _PAGE_NUMBERS & _classes(element):
        return True
    return _HIDDEN.search((element.get("style") or "").lower()) is not None


def _is_note_link(element: Element) -> bool:
    """Whether a link is the number of a note, or leads back from the note."""
    target = get_attribute(element, "href")
    if "#" not in target:
        return False
    text = text_content(element)
    if _BRACKETED.fullmatch(text):
        return True
    return _MARK.fullmatch(text) is not None and _NOTE_TARGET.search(target) is not None
