"""EPUB -> blocks: the chapters in the order of the spine.

Contents, covers, indexes and the like are left out; title and copyright pages and the
distributor's licence are kept as metadata, which is no prose.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from summarize.document import Metadata, count_words
from summarize.errors import SourceError
from summarize.sources.blocks import Block, BlockKind, Extract
from summarize.sources.formats import xml_tree
from summarize.sources.formats.block_writer import mark_references, parse_date
from summarize.sources.formats.epub_metadata import Package, SpineItem
from summarize.sources.formats.xhtml import extract_blocks
from summarize.sources.formats.zip_container import ZipContainer

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

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
_MAX_RIGHTS_WORDS = 600  # a page of rights is no longer
_MAX_LICENCE_CHARACTERS = 30_000  # half as long again as the longest in use
_GUTENBERG_START = re.compile(r"\*{3}\s*START OF TH(?:E|IS) PROJECT GUTENBERG", re.IGNORECASE)
_GUTENBERG_END = re.compile(
    r"\*{3}\s*END OF TH(?:E|IS) PROJECT GUTENBERG|End of (?:the )?Project Gutenberg['’]s",
    re.IGNORECASE,
)
_GUTENBERG_CLASSES = frozenset(("pg-boilerplate", "pgheader", "pgfooter"))


def extract(data: bytes, name: str) -> Extract:
    """The book: chapters with their headings, level 1 the outermost.

    Raises SourceError if it is damaged, protected (DRM) or has no text.
    """
    archive = ZipContainer(data, name, "EPUB book")
    package = Package.read(archive)
    chapters = [_extract_chapter(archive, package, item) for item in package.spine]
    blocks = _raise_levels([block for chapter in chapters for block in chapter.blocks])
    if not any(block.kind is BlockKind.PROSE for block in blocks):
        raise SourceError(f"{name} holds no text", "a book of pictures can't be summarised")
    blocks = mark_references(_mark_licence(blocks))
    left_out = sorted({chapter.left_out for chapter in chapters} - {""})
    notes = (f"left out: {', '.join(left_out)}",) if left_out else ()
    return Extract(tuple(blocks), _metadata(package), _language(package), notes)


@dataclass(frozen=True, slots=True)
class _Chapter:
    blocks: Sequence[Block]
    left_out: str = ""


def _extract_chapter(archive: ZipContainer, package: Package, item: SpineItem) -> _Chapter:
    root = _parse_page(archive.read(item.member), archive.name)
    if root is None:
        return _Chapter(())
    types = _find_types(root) | item.types
    dropped = _DROPPED_TYPES & types
    if dropped:
        return _Chapter((), min(dropped).removeprefix("doc-"))
    blocks = extract_blocks(root, {} if _has_headings(root) else package.titles.get(item.member))
    if _is_contents(root, blocks):
        return _Chapter((), "toc")
    if _METADATA_TYPES & types or _states_rights(blocks) or _is_boilerplate(root):
        return _Chapter([_to_metadata(block) for block in blocks])
    return _Chapter(_add_title(blocks, package.titles.get(item.member, {}), _has_headings(root)))


def _parse_page(data: bytes, name: str) -> Element | None:
    """A chapter is XHTML, in principle."""
    from summarize.sources.decoding import decode

    if not data.strip():
        return None
    try:
        return xml_tree.parse_xml(data, name, "EPUB book")
    except xml_tree.IllFormedError:
        return xml_tree.parse_html(decode(data, name).text, name)


def _find_types(root: Element) -> frozenset[str]:
    """What the page as a whole says it is: its body, or the one section in it."""
    body = xml_tree.find_child(root, "body")
    found: list[str] = []
    while body is not None:
        for key in ("type", "role"):
            found += xml_tree.get_attribute(body, key).split()
        inner = [one for one in body if xml_tree.local_name(one)]
        alone = len(inner) == 1 and xml_tree.local_name(inner[0]) in (
            "section",
            "div",
            "nav",
            "article",
        )
        body = inner[0] if alone else None
    return frozenset(found)


def _has_headings(root: Element) -> bool:
    tags = [f"{{*}}h{level}" for level in range(1, 7)]
    return any(xml_tree.text_content(heading) for heading in root.iter(*tags))


def _is_contents(root: Element, blocks: Sequence[Block]) -> bool:
    """Whether nearly all of a page's text is links."""
    links = [
        xml_tree.text_content(link)
        for link in root.iter("{*}a")
        if xml_tree.get_attribute(link, "href")
    ]
    texts = [link for link in links if len(link) > 4]
    written = sum(len(block.text) for block in blocks if block.kind is not BlockKind.HEADING)
    return len(texts) >= 5 and sum(map(len, texts)) > 0.8 * written


def _states_rights(blocks: Sequence[Block]) -> bool:
    text = " ".join(block.text for block in blocks)
    if count_words(text[: _MAX_RIGHTS_WORDS * 20]) > _MAX_RIGHTS_WORDS:
        return False
    return len({found.lower() for found in _RIGHTS_PHRASES.findall(text)}) >= 3


def _is_boilerplate(root: Element) -> bool:
    body = xml_tree.find_child(root, "body")
    inner = [one for one in body if xml_tree.local_name(one)] if body is not None else []
    return bool(inner) and all(
        _GUTENBERG_CLASSES & set((one.get("class") or "").split()) for one in inner
    )


def _to_metadata(block: Block) -> Block:
    return replace(block, kind=BlockKind.METADATA, level=0)


def _add_title(
    blocks: list[Block], titles: Mapping[str, tuple[str, int]], has_headings: bool
) -> list[Block]:
    """A chapter without a heading gets its title in the contents; never twice."""
    if not has_headings and blocks and "" in titles:
        title, level = titles[""]
        blocks = [Block(title, BlockKind.HEADING, level), *blocks]
    kept: list[Block] = []
    for block in blocks:
        above = kept[-1] if kept else None
        if (
            above is None
            or above.kind is not BlockKind.HEADING
            or not _same(above.text, block.text)
        ):
            kept.append(block)
    return kept


def _same(one: str, other: str) -> bool:
    return _letters(one) == _letters(other) != ""


def _letters(text: str) -> str:
    return "".join(char for char in text.casefold()[:300] if char.isalnum())


def _raise_levels(blocks: Iterable[Block]) -> list[Block]:
    """The outermost headings of the book are level 1: many books begin with h2 or h3."""
    blocks = list(blocks)
    above = min((block.level for block in blocks if block.kind is BlockKind.HEADING), default=1) - 1
    return [
        replace(block, level=block.level - above) if block.kind is BlockKind.HEADING else block
        for block in blocks
    ]


def _mark_licence(blocks: list[Block]) -> list[Block]:
    """Project Gutenberg's header and licence are no part of the book.

    A line with more than a licence above or below it says so of another book.
    """
    first, last = 0, len(blocks)
    above, size = 0, sum(len(block.text) for block in blocks)
    for place, block in enumerate(blocks):
        start = block.text[:200]
        if above <= _MAX_LICENCE_CHARACTERS and _GUTENBERG_START.search(start):
            first = place + 1
        elif (
            size - above <= _MAX_LICENCE_CHARACTERS
            and _GUTENBERG_END.search(start)
            and place > first
        ):
            last = place
            break
        above += len(block.text)
    return [
        block if first <= place < last else _to_metadata(block)
        for place, block in enumerate(blocks)
    ]


def _metadata(package: Package) -> Metadata:
    authors = package.values("creator")
    dates = [date for date in map(parse_date, package.values("date")) if date]
    return Metadata(
        title=next(iter(package.values("title")), None),
        author=", ".join(dict.fromkeys(authors)) or None,
        date=next(iter(dates), None),
        site=next(iter(package.values("publisher")), None),
    )


def _language(package: Package) -> str | None:
    declared = next(iter(package.values("language")), "")
    return re.split(r"[-_]", declared.lower())[0] or None
