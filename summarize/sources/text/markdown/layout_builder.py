"""Pieces of Markdown and their inline marks -> Layout: paragraphs, and what is left out."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from summarize.document import Exclusion, Span, count_words
from summarize.sources.boilerplate import find_boilerplate
from summarize.sources.gaps import STRUCK, Mark, close_gaps, merge_marks, show
from summarize.sources.layout import Layout, Paragraph, trim_span
from summarize.sources.text.markdown.block_parser import Blocks, read_blocks
from summarize.sources.text.markdown.code_or_prose import is_prose
from summarize.sources.text.markdown.front_matter import parse_fields, read_front_matter
from summarize.sources.text.markdown.html_elements import (
    BLOCK_NAMES,
    HIDDEN,
    Element,
    Tag,
    find_elements,
    parse_tag,
)
from summarize.sources.text.markdown.inline_extensions import COMMENT
from summarize.sources.text.markdown.inline_parser import Scan
from summarize.sources.text.markdown.marks import clip_marks, mark_subscript, mark_superscript
from summarize.sources.text.markdown.piece_lines import Piece
from summarize.sources.text.markdown.piece_parts import Part, cut_piece, mark_beginnings
from summarize.sources.text.markdown.properties import find_properties
from summarize.sources.unread_text import describe_hidden, describe_unread

_SENTENCE_END = re.compile(r"[.!?…。！？][\"'”’»)\]]*\s*$")
_SPACED_TAGS = BLOCK_NAMES | {"br", "hr", "wbr"}
_QUOTE_MARKS = {False: "“", True: "”"}
_SHIFTS = {"sup": mark_superscript, "sub": mark_subscript}
_LOOK_BACK = 20  # characters that tell a power from the mark of a note
_ANY_TAG = re.compile(r"<[^<>]*>|~~")
_ANCHOR = re.compile(r"\[[^\[\]\n]{1,300}\]\(#[^()\s]*(?:\([^()\s]*\)[^()\s]*)*\)[.,;]?")
_FEWEST_LINKS = 3  # in a row: a list of contents


def build_layout(text: str) -> Layout:
    """Return the layout of a Markdown text; its title is the front matter's, if it has one."""
    start, metadata = read_front_matter(text)
    properties = find_properties(text, start)
    if properties and not start:
        metadata = parse_fields(text[properties.start : properties.end])
    blocks = read_blocks(text, start)
    _set_aside(blocks, properties)
    scans = [blocks.scan(piece) for piece in blocks.pieces]
    tags = [
        [parse_tag(piece.locate_span(one.start, one.end), one.source) for one in scan.tags]
        for piece, scan in zip(blocks.pieces, scans, strict=True)
    ]
    builder = _LayoutBuilder(text, find_elements([tag for own in tags for tag in own]))
    for piece, scan, own in zip(blocks.pieces, scans, tags, strict=True):
        builder.add_piece(piece, scan, own)
    excluded = [*builder.excluded, *blocks.excluded]
    if start:
        excluded.append(Exclusion(trim_span(text, Span(0, start)), "front matter"))
    unwanted = find_boilerplate(builder.blank_marks(), [one.span for one in builder.paragraphs])
    removed = {exclusion.span for exclusion in unwanted}
    return Layout(
        tuple(one for one in builder.paragraphs if one.span not in removed),
        tuple(_order(excluded, unwanted)),
        metadata,
        notes=describe_unread("struck-out", builder.struck),
        warnings=describe_hidden(builder.hidden_words),
    )


def _set_aside(blocks: Blocks, properties: Span | None) -> None:
    """Exclude the properties, and runs of items that only link to headings of the same file."""
    gone: set[Span] = set()
    if properties:
        inside = [one for one in blocks.pieces if properties.start <= one.lines[0].start]
        gone.update(one.lines[0] for one in inside if one.lines[0].start < properties.end)
        blocks.excluded.append(Exclusion(properties, "properties"))
    for linked, group in groupby(blocks.pieces, key=_is_menu_item):
        items = list(group)
        if linked and (len(items) >= _FEWEST_LINKS or items[0].content == "TOC"):
            gone.update(one.lines[0] for one in items)
            lines = (line for one in items for line in one.lines)
            blocks.excluded += [Exclusion(line, "menu") for line in lines]
    blocks.pieces = [one for one in blocks.pieces if one.lines[0] not in gone]


def _is_menu_item(piece: Piece) -> bool:
    return piece.item and (
        _ANCHOR.fullmatch(piece.content) is not None or piece.content in ("TOC", "toc")
    )


def _order(excluded: Iterable[Exclusion], unwanted: Iterable[Exclusion]) -> Iterator[Exclusion]:
    """Yield exclusions in order, without those inside others."""
    end = 0
    for one in sorted((*excluded, *unwanted), key=lambda one: (one.span.start, -one.span.end)):
        if one.span.start >= end:
            yield one
            end = one.span.end


@dataclass
class _LayoutBuilder:
    """Collects the paragraphs of a file and what is excluded; `elements` are left out of it."""

    text: str
    elements: Sequence[Element]
    paragraphs: list[Paragraph] = field(default_factory=list)
    excluded: list[Exclusion] = field(default_factory=list)
    struck: list[str] = field(default_factory=list)
    hidden_words: int = 0

    def add_piece(self, piece: Piece, scan: Scan, tags: Sequence[Tag]) -> None:
        """Add the paragraphs of a piece, and exclude what of it has no words."""
        if not piece.content.strip():
            return
        boxes = [Mark(place[0], place[1], reason=why) for place, why in self._find_boxes(piece)]
        gone = [box for box in boxes if box.reason != "code"]
        marks = merge_marks(
            [*scan.marks, *mark_beginnings(piece), *_mark_tags(piece, tags, scan.marks), *gone]
        )
        self._tell(piece.content, marks)
        for part in cut_piece(piece, tags):
            coded = any(box.reason == "code" and box.start <= part.start < box.end for box in boxes)
            self._add_part(piece, part, marks, coded)

    def _find_boxes(self, piece: Piece) -> Iterator[tuple[tuple[int, int], str]]:
        """Yield the stretches of a piece that are in an element that is left out."""
        first, last = piece.lines[0].start, piece.lines[-1].end
        at = bisect_left(self.elements, first + 1, key=lambda one: one.span.end)
        while at < len(self.elements) and self.elements[at].span.start < last:
            span = self.elements[at].span
            place = (piece.find(max(span.start, first)), piece.find(min(span.end, last)))
            yield place, self.elements[at].reason
            at += 1

    def _add_part(self, piece: Piece, part: Part, marks: Sequence[Mark], coded: bool) -> None:
        content = piece.content
        inside = trim_span(content, Span(part.start, part.end))
        if not inside:
            return
        start, end = inside.start, inside.end
        own = close_gaps(content, start, end, clip_marks(marks, start, end))
        shown = show(content, start, end, own)
        reason = _find_reason(shown, own, part, coded)
        if reason:
            self._exclude(piece, piece.locate_span(start, end), reason)
            return
        found = [(piece.locate_span(mark.start, mark.end), mark.substitute) for mark in own]
        found += [(gap, "") for gap in piece.find_gaps(start, end)]
        spans: list[Span] = []
        substitutes: list[tuple[int, str]] = []
        for span, substitute in sorted(found):
            if not spans or span.start >= spans[-1].end:
                spans.append(span)
                substitutes += [(span.start, substitute)] if substitute else []
        whole = piece.locate_span(start, end)
        self.paragraphs.append(
            Paragraph(whole, part.role, tuple(spans), part.level, tuple(substitutes))
        )

    def _exclude(self, piece: Piece, span: Span, reason: str) -> None:
        """Exclude a span of a piece, with the one before it if there is nothing between them."""
        last = self.excluded[-1] if self.excluded else None
        same = last and last.reason == reason and last.span.start >= piece.lines[0].start
        if last and same and not self.text[last.span.end : span.start].strip():
            span = Span(self.excluded.pop().span.start, span.end)
        self.excluded.append(Exclusion(span, reason))

    def _tell(self, content: str, marks: Iterable[Mark]) -> None:
        for mark in marks:
            words = " ".join(_ANY_TAG.sub(" ", content[mark.start : mark.end]).split())
            if mark.reason == STRUCK:
                self.struck.append(words)
            elif mark.reason == HIDDEN:
                self.hidden_words += count_words(words)

    def blank_marks(self) -> str:
        """Return the text with spaces for marks, so that offsets hold."""
        parts: list[str] = []
        start = 0
        for mark in (mark for paragraph in self.paragraphs for mark in paragraph.marks):
            parts += [self.text[start : mark.start], " " * len(mark)]
            start = mark.end
        return "".join([*parts, self.text[start:]])


def _find_reason(shown: str, marks: Sequence[Mark], part: Part, coded: bool) -> str:
    """Return why a part is no paragraph; "" if it is one."""
    if not any(char.isalnum() for char in shown):
        reasons = [mark.reason for mark in marks if mark.reason]
        return max(reasons, key=lambda one: (one == STRUCK, one == HIDDEN), default="") or (
            "markup" if marks else "divider"
        )
    if coded and not is_prose(shown.split("\n"), fenced=True):
        return "code"
    if part.is_title and not _SENTENCE_END.search(shown):
        return "box title"
    return ""


def _mark_tags(piece: Piece, tags: Sequence[Tag], marks: Sequence[Mark]) -> Iterator[Mark]:
    """Yield the marks of tags, and of what is raised between two of them."""
    places = [(piece.find(tag.span.start), piece.find(tag.span.end)) for tag in tags]
    for tag, (start, end) in zip(tags, places, strict=True):
        if not tag.name:
            yield Mark(start, end, reason=COMMENT)
        elif tag.name == "q":
            yield Mark(start, end, _QUOTE_MARKS[tag.closing])
        elif tag.name == "img":
            yield Mark(start, end, reason="image")
        else:
            yield Mark(start, end, " " if tag.name in _SPACED_TAGS else "")
    for (tag, (start, first)), (following, (last, end)) in pairwise(zip(tags, places, strict=True)):
        if tag.name == following.name and following.closing and not tag.closing:
            if tag.name not in _SHIFTS:
                continue
            inner = clip_marks(merge_marks(marks), first, last)
            before = piece.content[max(0, start - _LOOK_BACK) : start]
            shown = show(piece.content, first, last, inner)
            yield _SHIFTS[tag.name](before, shown, start, end)
