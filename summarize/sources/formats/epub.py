"""EPUB -> blocks: the chapters in the order of the spine.

Contents, covers, indexes and the like are left out; title and copyright pages and the
distributor's licence are kept as metadata, which is no prose.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from summarize.document import Metadata, count_words
from summarize.errors import SourceError
from summarize.sources.blocks import Block, BlockKind, Extract, primary_subtag
from summarize.sources.formats import xml_tree as xml
from summarize.sources.formats.chapters import place_chapters
from summarize.sources.formats.epub_package import Package, Titles
from summarize.sources.formats.publication_dates import parse_date
from summarize.sources.formats.xhtml import drop_unseen, extract_all_blocks
from summarize.sources.formats.zip_container import ZipContainer
from summarize.sources.references import mark_references
from summarize.sources.unread_text import LeftOut

_WHAT = "EPUB book"
_SECTION_TAGS = ("section", "div", "nav", "article")
_DROPPED_TYPES = frozenset(
    "cover toc landmarks loi lot lop loa page-list index doc-cover doc-toc doc-index".split()
)
_METADATA_TYPES = frozenset(
    "titlepage title-page halftitlepage halftitle copyright-page copyright imprint imprimatur "
    "colophon other-credits errata".split()
)
_RIGHTS_PHRASES = re.compile(
    r"\bISBN\b|©|\bcopyright\b|all rights reserved|\bpublished by\b|\bfirst published\b|"
    r"printed in|library of congress|british library|no part of this",
    re.IGNORECASE,
)
_NOBODY = re.compile(r"unknown(?: (?:author|title))?|anonymous|untitled", re.IGNORECASE)
_MAX_RIGHTS_WORDS = 600  # a page of rights is no longer
_MAX_LICENCE_SIZE = 30_000  # characters; half as long again as the longest in use
_GUTENBERG_START = re.compile(r"\*{3}\s*START OF TH(?:E|IS) PROJECT GUTENBERG", re.IGNORECASE)
_GUTENBERG_END = re.compile(
    r"\*{3}\s*END OF TH(?:E|IS) PROJECT GUTENBERG|End of (?:the )?Project Gutenberg['’]s",
    re.IGNORECASE,
)
_GUTENBERG_CLASSES = frozenset(("pg-boilerplate", "pgheader", "pgfooter"))


def extract(data: bytes, name: str) -> Extract:
    """Return the book: chapters with their headings, level 1 the outermost.

    Raises SourceError if it is damaged, protected (DRM) or has no text.
    """
    package = Package(ZipContainer(data, name, _WHAT))
    left_out = LeftOut()
    chapters = [_extract_chapter(package, member, left_out) for member in package.spine]
    blocks = [block for chapter, _ in chapters for block in chapter]
    starts = _find_starts([chapter for chapter, _ in chapters])
    # Many books begin with h2 or h3: the outermost headings become level 1.
    above = min((block.level for block in blocks if block.kind is BlockKind.HEADING), default=1) - 1
    blocks = [
        replace(block, level=block.level - above) if block.kind is BlockKind.HEADING else block
        for block in blocks
    ]
    if not any(block.kind is BlockKind.PROSE for block in blocks):
        raise SourceError(f"{name} holds no text", "a book of pictures can't be summarised")
    blocks = mark_references(_mark_licence(place_chapters(blocks, starts)))
    left_pages = sorted({kind for _, kind in chapters} - {""})
    dates = (parse_date(date) for date in package.values("date"))
    title, site, language = (
        next(iter(package.values(key)), None) for key in ("title", "publisher", "language")
    )
    names = [one for one in package.values("creator") if not _NOBODY.fullmatch(one)]
    author = ", ".join(dict.fromkeys(names)) or None
    title = None if _NOBODY.fullmatch(title or "") else title
    metadata = Metadata(title, author, next(filter(None, dates), None), site)
    notes = (*((f"left out: {', '.join(left_pages)}",) if left_pages else ()), *left_out.notes)
    language, cut_off = primary_subtag(language), package.container.cut_off
    return Extract(tuple(blocks), metadata, language, notes, left_out.warnings, cut_off)


def _find_starts(pages: Sequence[Sequence[Block]]) -> set[int]:
    """Return which blocks begin chapters: the first heading of a page, and others of its level."""
    starts: set[int] = set()
    at = 0
    for page in pages:
        headings = [block.level for block in page if block.kind is BlockKind.HEADING]
        for place, block in enumerate(page, at):
            if block.kind is BlockKind.HEADING and block.level == headings[0]:
                starts.add(place)
        at += len(page)
    return starts


def _extract_chapter(
    package: Package, member: str, left_out: LeftOut
) -> tuple[Sequence[Block], str]:
    """Return the blocks of a page, and what it is if it is left out: "toc", "cover"."""
    root = _parse_page(package.container.read(member), package.container.name)
    if root is None:
        return (), ""
    types = _find_types(root) | package.spine[member]
    dropped = _DROPPED_TYPES & types
    if dropped:
        return (), min(dropped).removeprefix("doc-")
    drop_unseen(root, left_out, package.read_rules(root, member))
    headings = root.iter(*(f"{{*}}h{level}" for level in range(1, 7)))
    titles = {} if any(map(xml.text_content, headings)) else package.titles.get(member, {})
    blocks = extract_all_blocks(root, titles)
    if _is_contents(root, blocks):
        return (), "toc"
    if _METADATA_TYPES & types or _states_rights(blocks) or _is_boilerplate(root):
        return [replace(block, kind=BlockKind.METADATA, level=0) for block in blocks], ""
    return _add_title(blocks, titles), ""


def _parse_page(data: bytes, name: str) -> xml.Element | None:
    """Parse a chapter; it is XHTML, in principle."""
    from summarize.sources.decoding import decode

    if not data.strip():
        return None
    try:
        return xml.parse_xml(data, name, _WHAT)
    except xml.IllFormedError:
        return xml.parse_html(decode(data, name).text, name)


def _find_types(root: xml.Element) -> frozenset[str]:
    """Return what the page as a whole says it is: its body, or the one section in it."""
    body = xml.find_child(root, "body")
    found: list[str] = []
    while body is not None:
        for key in ("type", "role"):
            found += xml.get_attribute(body, key).split()
        inner = [one for one in body if xml.local_name(one)]
        alone = len(inner) == 1 and xml.local_name(inner[0]) in _SECTION_TAGS
        body = inner[0] if alone else None
    return frozenset(found)


def _is_contents(root: xml.Element, blocks: Sequence[Block]) -> bool:
    """Whether nearly all of a page's text is links."""
    links = [link for link in root.iter("{*}a") if xml.get_attribute(link, "href")]
    texts = [text for text in map(xml.text_content, links) if len(text) > 4]
    written = sum(len(block.text) for block in blocks if block.kind is not BlockKind.HEADING)
    return len(texts) >= 5 and sum(map(len, texts)) > 0.8 * written


def _states_rights(blocks: Sequence[Block]) -> bool:
    text = " ".join(block.text for block in blocks)
    if count_words(text[: _MAX_RIGHTS_WORDS * 20]) > _MAX_RIGHTS_WORDS:
        return False
    return len({found.lower() for found in _RIGHTS_PHRASES.findall(text)}) >= 3


def _is_boilerplate(root: xml.Element) -> bool:
    body = xml.find_child(root, "body")
    inner = [one for one in body if xml.local_name(one)] if body is not None else []
    classes = [(one.get("class") or "").split() for one in inner]
    return bool(inner) and not any(map(_GUTENBERG_CLASSES.isdisjoint, classes))


def _add_title(blocks: list[Block], titles: Titles) -> list[Block]:
    """Give a chapter without a heading its title in the table of contents; never twice."""
    if blocks and "" in titles:
        title, level = titles[""]
        blocks = [Block(title, BlockKind.HEADING, level), *blocks]
    kept: list[Block] = []
    for block in blocks:
        heading = kept[-1].text if kept and kept[-1].kind is BlockKind.HEADING else ""
        if not _fold_letters(heading) or _fold_letters(heading) != _fold_letters(block.text):
            kept.append(block)
    return kept


def _fold_letters(text: str) -> str:
    return "".join(char for char in text.casefold()[:300] if char.isalnum())


def _mark_licence(blocks: list[Block]) -> list[Block]:
    """Make Project Gutenberg's header and licence metadata: they are no part of the book.

    A line with more than a licence above or below it says so of another book.
    """
    first, last = 0, len(blocks)
    above, size = 0, sum(len(block.text) for block in blocks)
    for at, block in enumerate(blocks):
        start = block.text[:200]
        if above <= _MAX_LICENCE_SIZE and _GUTENBERG_START.search(start):
            first = at + 1
        elif at > first and size - above <= _MAX_LICENCE_SIZE and _GUTENBERG_END.search(start):
            last = at
            break
        above += len(block.text)
    return [
        block if first <= place < last else replace(block, kind=BlockKind.METADATA, level=0)
        for place, block in enumerate(blocks)
    ]
