"""JATS articles -> blocks: title, abstract, body, notes and references.

Funding, contributions and the like are kept as metadata. Reviews and replies that
travel in the same file (sub-articles) are other people's words, and left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from summarize.document import Metadata
from summarize.errors import SourceError
from summarize.sources.blocks import PROSE_KINDS, Block, BlockKind, Extract, primary_subtag
from summarize.sources.formats import xml_tree as xml
from summarize.sources.formats.block_writer import LINE, Box, BoxParser
from summarize.sources.formats.publication_dates import join_date
from summarize.sources.formats.xml_dialects import parse_dialect
from summarize.sources.html.formulas import render_mathml
from summarize.sources.superscripts import render_shifted

_BLOCK_TAGS = frozenset(
    "sec title p list list-item def-list def-item disp-quote boxed-text fig table-wrap "
    "table thead tbody tfoot tr td th fn fn-group ack app app-group ref-list ref glossary "
    "bio verse-group trans-title statement speech preformat code disp-formula "
    "supplementary-material table-wrap-foot abstract trans-abstract kwd-group notes attrib media "
    "fig-group array floats-group body back subtitle title-group".split()
)
_DROPPED_TAGS = frozenset(
    "tex-math object-id alt-text long-desc index-term graphic inline-graphic sub-article response "
    "annotation permissions related-object label x institution-id sec-meta processing-meta".split()
)
_METADATA_TAGS = frozenset(("ack", "glossary", "bio", "trans-abstract", "kwd-group", "notes"))
_METADATA_SECTIONS = (
    "funding", "additional-information", "supplementary", "data-availability", "author-contrib",
    "coi", "conflict", "competing", "ethics", "display-objects",
)  # fmt: skip
_TEASER_TYPES = ("graphical", "teaser", "toc", "short", "web-summary")
_NOTE_LINK_TYPES = ("fn", "table-fn", "aff", "author-notes", "corresp")
_NUMBERS = re.compile(r"\d{1,3}(?:\s*[-–,]\s*\d{1,3})*")
_IN_BRACKETS = re.compile(r"[\[(][^\])]*$|\d$")
_NESTING_TAGS = frozenset(
    "sec abstract trans-abstract ack app ref-list glossary boxed-text".split()
)
_KINDS = {
    **dict.fromkeys(("fn", "table-wrap-foot", "fn-group"), BlockKind.NOTE),
    **dict.fromkeys(("list-item", "def-item"), BlockKind.ITEM),
    **dict.fromkeys(("preformat", "code", "disp-formula"), BlockKind.CODE),
    **dict.fromkeys(("attrib", "fig", "supplementary-material", "media"), BlockKind.CAPTION),
}
_CITATION_TAGS = ("element-citation", "nlm-citation")
_CITATION_FIELDS = tuple("year article-title data-title chapter-title source volume fpage".split())


def extract(data: bytes, name: str) -> Extract:
    """Return the article; sections' titles are headings by their nesting, level 1 the outermost.

    Raises SourceError if it is damaged or holds no text.
    """
    found = parse_dialect(data, name, "JATS article")
    article = found.root
    parser = _JatsParser()
    meta = next(article.iter("{*}article-meta", "{*}book-part-meta"), None)
    title = _find_title(meta)
    if title:
        parser.writer.add_blocks([Block(title, BlockKind.HEADING, 1)])
    for tag in ("abstract", "trans-abstract"):
        for part in xml.find_descendants(meta, tag):
            parser.parse(part)
    for part in xml.find_descendants(meta, "kwd-group"):
        words = [xml.text_content(word) for word in xml.find_descendants(part, "kwd")]
        parser.writer.add_blocks([Block(f"Keywords: {', '.join(words)}", BlockKind.METADATA)])
    for part in article:
        if xml.local_name(part) in ("body", "back", "floats-group"):
            parser.parse(part)
    blocks = parser.writer.finish()
    if not any(block.kind in PROSE_KINDS for block in blocks):
        raise found.damage or SourceError(f"{name} holds no text", "give the article with its body")
    left_out = dict.fromkeys(
        xml.get_attribute(part, "article-type") or xml.local_name(part)
        for part in article
        if xml.local_name(part) in ("sub-article", "response")
    )
    notes = (*found.notes, f"left out: {', '.join(left_out)}") if left_out else found.notes
    language = primary_subtag(xml.get_attribute(article, "lang"))
    notes += parser.writer.left_out.notes
    metadata = _build_metadata(meta, title)
    return Extract(blocks, metadata, language, notes, (), found.cut_off)


def _find_title(meta: xml.Element | None) -> str | None:
    for tag in ("article-title", "title"):
        for found in xml.find_descendants(meta, tag):
            return xml.text_content(found, _drop_note_link) or None
    return None


def _drop_note_link(element: xml.Element) -> str | None:
    return "" if xml.local_name(element) in ("xref", "fn") else None


def _build_metadata(meta: xml.Element | None, title: str | None) -> Metadata:
    if meta is None:
        return Metadata(title)
    authors: list[str] = []
    for one in xml.find_descendants(meta, "contrib"):
        if xml.get_attribute(one, "contrib-type") in ("author", ""):
            named = next(one.iter("{*}name", "{*}string-name", "{*}collab"), None)
            authors.append(_format_person(named) if named is not None else "")
    sites = map(xml.text_content, xml.find_descendants(meta.getparent(), "journal-title"))
    author = ", ".join(filter(None, authors)) or None
    return Metadata(title, author, _find_date(meta), next(sites, None))


def _format_person(named: xml.Element) -> str:
    given, surname = xml.child_text(named, "given-names"), xml.child_text(named, "surname")
    return f"{given or ''} {surname}".strip() if surname else xml.text_content(named)


def _find_date(meta: xml.Element) -> str | None:
    """Return the day of publication: on the web rather than in an issue, if both are given."""
    dates = list(xml.find_descendants(meta, "pub-date"))
    kinds = [xml.get_attribute(d, "pub-type") or xml.get_attribute(d, "date-type") for d in dates]
    wanted = [kinds.index(kind) for kind in ("epub", "pub", "epub-ppub", "ppub") if kind in kinds]
    date = dates[wanted[0] if wanted else 0] if dates else None
    return join_date(*(xml.child_text(date, name) for name in ("year", "month", "day")))


@dataclass
class _JatsParser(BoxParser):
    block_tags = _BLOCK_TAGS
    layout = False

    depth: int = 0  # of sections

    def replace(self, element: xml.Element) -> str | None:
        tag = xml.local_name(element)
        if tag in _DROPPED_TAGS or tag == "break":
            return LINE if tag == "break" else ""
        if tag in ("sup", "sub"):
            shift = 1 if tag == "sup" else -1
            return render_shifted(self.writer.tail, xml.text_content(element), shift)
        if tag == "strike":
            self.writer.leave_out(xml.raw_text(element), struck=True)
            return ""
        if tag == "math":
            return render_mathml(element)
        if tag == "xref":
            return self._replace_link(element)
        if tag not in ("caption", "ref", *_CITATION_TAGS):
            return None
        self.end_paragraph()
        if tag == "caption":
            self.writer.add_blocks([_build_caption(element)])
        else:
            self.writer.add_blocks([_build_reference([element] if tag != "ref" else element)])
        return ""

    def _replace_link(self, element: xml.Element) -> str | None:
        """Leave out numbers on a word, which lead to notes and references; others are text."""
        if xml.get_attribute(element, "ref-type") in _NOTE_LINK_TYPES:
            return ""
        before = self.writer.tail
        hangs = before[-1:].strip() != "" and not _IN_BRACKETS.search(before)
        return "" if hangs and _NUMBERS.fullmatch(xml.text_content(element)) else None

    def start(self, element: xml.Element, tag: str) -> None:
        super().start(element, tag)
        self.depth += tag in _NESTING_TAGS
        if tag == "abstract" and xml.find_child(element, "title") is None:
            aside = self.boxes[-1].kind is BlockKind.METADATA
            heading = (BlockKind.METADATA, 0) if aside else (BlockKind.HEADING, 1)
            self.writer.add_blocks([Block("Abstract", *heading)])

    def end(self, element: xml.Element, tag: str) -> None:
        super().end(element, tag)
        self.depth -= tag in _NESTING_TAGS

    def is_inline(self, element: xml.Element, tag: str) -> bool:
        """Whether an element is a formula in the middle of a sentence."""
        parent = element.getparent()
        return tag == "disp-formula" and parent is not None and xml.local_name(parent) == "p"

    def find_box(self, element: xml.Element, tag: str) -> Box:
        around = self.boxes[-1]
        if around.kind not in PROSE_KINDS:
            return around
        kind = xml.get_attribute(element, f"{tag}-type").lower()
        is_aside_section = tag == "sec" and kind.startswith(_METADATA_SECTIONS)
        is_teaser = tag == "abstract" and kind in _TEASER_TYPES
        if tag in _METADATA_TAGS or is_aside_section or is_teaser:
            return Box(BlockKind.METADATA)
        if tag in ("title", "subtitle"):
            return Box(BlockKind.HEADING, min(max(self.depth, 1) + (tag == "subtitle"), 6))
        return Box(_KINDS[tag]) if tag in _KINDS else around


def _build_caption(caption: xml.Element) -> Block:
    """Return a caption with its label: `Figure 1. Eels. (A) Long ones.`"""
    parent = caption.getparent()
    label = xml.find_child(parent, "label") if parent is not None else None
    parts = [label, *caption] if label is not None else list(caption)
    texts = (xml.text_content(part) for part in parts if xml.local_name(part))
    return Block(" ".join(texts), BlockKind.CAPTION)


def _build_reference(citations: Iterable[xml.Element]) -> Block:
    """Return citations as they are written, or put together from their fields."""
    texts = []
    for citation in citations:
        if xml.local_name(citation) in ("mixed-citation", "citation", "note"):
            texts.append(xml.text_content(citation))
        elif xml.local_name(citation) in _CITATION_TAGS:
            names = [_format_person(one) for one in citation.iter("{*}name", "{*}collab")]
            fields = (xml.child_text(citation, tag) for tag in _CITATION_FIELDS)
            texts += [", ".join(filter(None, names)), *filter(None, fields)]
    return Block(". ".join(filter(None, texts)), BlockKind.REFERENCE)
