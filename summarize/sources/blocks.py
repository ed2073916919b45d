"""Blocks: what is extracted from PDF, HTML, DOCX ..., in reading order; blocks -> text and layout.

The text is joined from the blocks, once for all such formats, so that every offset
holds in it; `summarize text` prints it. Boilerplate never becomes a block. Tables, code
and notes do: they belong to the document and are printed with it, but are no prose and
excluded from the sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from summarize.document import Exclusion, Metadata, Place, Role, Span
from summarize.sources.layout import Layout, Paragraph
from summarize.unseen import remove_unseen

# Line and page ends of every kind, and what terminals obey.
_SPACES = re.compile(r"\s+")
# Ends that are no white space to Python; what is no character; private use: the icons and
# pictures of a font.
_NO_TEXT = re.compile(r"[\x1c-\x1f\ufdd0-\ufdef\ufffe\uffff\ue000-\uf8ff\U000f0000-\U0010ffff]")
_LINE_ENDS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_ITEM_MARKER = "• "


class BlockKind(StrEnum):
    """What a block is. The value of one that is no prose is the reason for its exclusion."""

    PROSE = "prose"
    ITEM = "item"
    HEADING = "heading"
    TABLE = "table"
    CODE = "code"
    CAPTION = "caption"
    NOTE = "footnote"
    REFERENCE = "reference"
    METADATA = "metadata"


PROSE_KINDS = frozenset({BlockKind.PROSE, BlockKind.ITEM})
"""What sentences are taken from."""

_ROLES = {BlockKind.PROSE: Role.PROSE, BlockKind.ITEM: Role.PROSE, BlockKind.HEADING: Role.HEADING}
_MULTILINE_KINDS = frozenset({BlockKind.TABLE, BlockKind.CODE})


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, an item of a list, a heading, or something that is no prose.

    `text` may hold line ends in tables and code alone; elsewhere all white space is
    one space. `level` of a heading: 1 for a chapter, down to 6. `pages` are pairs
    of an offset into `text` and the 1-based page that begins there, the first at 0;
    empty where the format has no pages. `place` is where a person finds the block in the
    original, in words: `"00:02:10"`, `"chapter 3, The ferry"`; "" if only its number tells.
    """

    text: str
    kind: BlockKind = BlockKind.PROSE
    level: int = 0
    pages: tuple[tuple[int, int], ...] = ()
    place: str = ""


@dataclass(frozen=True, slots=True)
class Extract:
    """The blocks of a document in reading order, and what it says of itself.

    `language` is what the document declares, used only where it can't be detected.
    `notes` say how it was read, for `-v`; `warnings` are what everybody should know of
    it; `cut_off` is whether the end of the document is missing. `speakers` are the names
    that begin the blocks of a chat or transcript, as `"Ana: Hi all"`.
    """

    blocks: tuple[Block, ...]
    metadata: Metadata = Metadata()
    language: str | None = None
    notes: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    cut_off: bool = False
    speakers: tuple[str, ...] = ()


def build_layout(extract: Extract) -> tuple[str, Layout]:
    """Join the blocks to a text, with an empty line between them; return it and its layout.

    `Extract((Block("A", HEADING, 1), Block("One. Two."))) -> "A\\n\\nOne. Two.\\n", ...`
    """
    blocks = [block for block in map(clean_block, extract.blocks) if block.text]
    parts: list[str] = []
    paragraphs: list[Paragraph] = []
    excluded: list[Exclusion] = []
    pages: list[tuple[int, int]] = []
    size = 0
    for place, block in enumerate(blocks):
        # No empty line between items of one list.
        within = place and blocks[place - 1].kind is block.kind is BlockKind.ITEM
        before = "\n" if within else "\n\n" if place else ""
        mark = _ITEM_MARKER if block.kind is BlockKind.ITEM else ""
        parts += [before, mark, block.text]
        start = size + len(before) + len(mark)
        size = start + len(block.text)
        pages += [(start + offset, page) for offset, page in block.pages]
        role = _ROLES.get(block.kind)
        if role is None:
            excluded.append(Exclusion(Span(start, size), block.kind.value))
        else:
            paragraphs.append(Paragraph(Span(start, size), role, level=block.level))
    text = "".join([*parts, "\n"])
    starts = _find_page_starts(pages)
    layout = Layout(
        tuple(paragraphs),
        tuple(excluded),
        extract.metadata,
        starts,
        extract.language,
        extract.notes,
        extract.warnings,
        extract.cut_off,
        () if starts else _find_places(blocks, paragraphs),
        extract.speakers,
    )
    return text, layout


def _find_places(blocks: Iterable[Block], paragraphs: Iterable[Paragraph]) -> tuple[Place, ...]:
    """Return where each paragraph is: by its block's own place, else by counting paragraphs."""
    places: list[Place] = []
    number = 0
    for block, paragraph in zip(
        (block for block in blocks if block.kind in _ROLES), paragraphs, strict=True
    ):
        number += block.kind is not BlockKind.HEADING
        label = block.place or f"paragraph {max(1, number)}"
        places.append(Place(paragraph.span.start, label))
    return tuple(places)


def clean_block(block: Block) -> Block:
    """Return the block without control characters, and with single spaces but in tables and code.

    Offsets of pages move along.
    """
    pages = tuple((len(_clean_text(block.text[:at], block.kind)), page) for at, page in block.pages)
    lead = len(block.text) - len(block.text.lstrip())
    text = _clean_text(block.text[lead:], block.kind).strip()
    shift = len(_clean_text(block.text[:lead], block.kind))
    moved = tuple((min(len(text), max(0, at - shift)), page) for at, page in pages)
    return replace(block, text=text, pages=moved)


def _clean_text(text: str, kind: BlockKind) -> str:
    text = remove_unseen(_NO_TEXT.sub("", _LINE_ENDS.sub("\n", text)))
    return text if kind in _MULTILINE_KINDS else _SPACES.sub(" ", text)


def primary_subtag(language: str | None) -> str | None:
    """Return the language of a language tag: `"en-GB" -> "en"`; None if it is empty."""
    return re.split(r"[-_]", language.strip().lower())[0] or None if language else None


def _find_page_starts(pages: Iterable[tuple[int, int]]) -> tuple[int, ...]:
    """Return where each page starts, from page 1: `[(0, 1), (9, 1), (20, 3)] -> (0, 20, 20)`."""
    starts: list[int] = []
    for offset, page in sorted(pages):
        starts += [offset] * (page - len(starts))
    return tuple(starts)
