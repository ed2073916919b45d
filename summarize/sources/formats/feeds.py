"""Feeds (RSS 0.9 to 2.0, Atom 0.3 and 1.0, RDF) -> blocks: each entry under its title."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from summarize.document import Metadata
from summarize.errors import SourceError
from summarize.sources.blocks import Block, BlockKind, Extract, primary_subtag
from summarize.sources.formats import xml_tree as xml
from summarize.sources.formats.publication_dates import parse_date
from summarize.sources.formats.xhtml import extract_blocks
from summarize.sources.formats.xml_dialects import parse_dialect
from summarize.sources.unread_text import LeftOut

_ENTRY_TAGS = ("item", "entry")
# The whole entry before what sums it up.
_CONTENT_TAGS = ("encoded", "content", "body", "description", "summary")
_DATE_TAGS = ("published", "pubDate", "issued", "date", "created", "updated", "modified")
_MARKUP = re.compile(r"<[a-zA-Z/!]|&[#\w]{1,32};")
_WITH_ADDRESS = re.compile(r"^\S+@\S+\s*\((.+)\)$|^(.+?)\s*<\S+@\S+>$")
_EMPTY_LINE = re.compile(r"\n\s*\n")


def extract(data: bytes, name: str) -> Extract:
    """Return the entries of a feed in its order, each a heading with its text.

    The feed's own title is title and site. SourceError if it has no entry with words.
    """
    found = parse_dialect(data, name, "feed")
    entries = [one for kind in _ENTRY_TAGS for one in xml.find_descendants(found.root, kind)]
    left_out = LeftOut()
    blocks = [block for entry in entries for block in _extract_entry(entry, name, left_out)]
    if not blocks:
        empty = SourceError(f"{name} is a feed without entries", "give the page it belongs to")
        raise found.damage or empty
    channel = xml.find_child(found.root, "channel")
    head = found.root if channel is None else channel
    title = _extract_line(xml.find_child(head, "title"), name)
    date = _find_date(entries[0]) if len(entries) == 1 else None
    metadata = Metadata(title, _find_author(head), date, title)
    language = xml.child_text(head, "language") or xml.get_attribute(found.root, "lang")
    notes, subtag = (*found.notes, *left_out.notes), primary_subtag(language)
    return Extract(tuple(blocks), metadata, subtag, notes, left_out.warnings, found.cut_off)


def _extract_entry(entry: xml.Element, name: str, left_out: LeftOut) -> Iterator[Block]:
    title = _extract_line(xml.find_child(entry, "title"), name)
    if title:
        yield Block(title, BlockKind.HEADING, 1, place=title)
    byline = ", ".join(filter(None, (_find_author(entry), _find_date(entry))))
    if byline:
        yield Block(byline, BlockKind.METADATA)
    for tag in _CONTENT_TAGS:
        content = _extract_content(xml.find_child(entry, tag), name, left_out)
        for block in content:
            # A heading in the entry is below the entry's title.
            level = min(block.level + 1, 6) if block.kind is BlockKind.HEADING else 0
            yield replace(block, level=level, place=title or "")
        if content:
            return


def _extract_content(element: xml.Element | None, name: str, left_out: LeftOut) -> list[Block]:
    """Return the blocks of content: a tree (XHTML), markup written as text, or text."""
    if element is None:
        return []
    if any(map(xml.local_name, element)):
        return extract_blocks(element, left_out)
    text = xml.raw_text(element)
    kind = xml.get_attribute(element, "type")
    if kind in ("text", "text/plain") or not _MARKUP.search(text):
        return [Block(" ".join(one.split())) for one in _EMPTY_LINE.split(text) if one.strip()]
    root = xml.parse_html(text, name)
    return extract_blocks(root, left_out) if root is not None else []


def _extract_line(element: xml.Element | None, name: str) -> str | None:
    """Return a title on one line; some are marked up, too."""
    texts = (block.text for block in _extract_content(element, name, LeftOut()))
    return " ".join(texts) or None


def _find_author(element: xml.Element) -> str | None:
    for tag in ("creator", "author", "managingEditor"):
        found = xml.find_child(element, tag)
        named = xml.find_child(found, "name")
        text = xml.child_text(found if named is None else named)
        if text:
            return _WITH_ADDRESS.sub(r"\1\2", text)
    return None


def _find_date(entry: xml.Element) -> str | None:
    dates = (parse_date(xml.child_text(entry, tag)) for tag in _DATE_TAGS)
    return next(filter(None, dates), None)
