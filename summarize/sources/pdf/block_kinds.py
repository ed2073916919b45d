"""Classification of PDF paragraphs: prose, heading, item, caption, note, code, table, reference."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from summarize.sources.blocks import PROSE_KINDS, BlockKind
from summarize.sources.pdf.lines import END_MARK, Line
from summarize.sources.pdf.paragraphs import BULLET_SYMBOL, Paragraph
from summarize.sources.pdf.segments import CJK, find_main

_CAPTION = re.compile(
    r"(?:supplementary |suppl\. )?(?:fig(?:ure|\.)?|table|tab\.|scheme|chart|exhibit|plate|box|"
    r"abbildung|abb\.|tabelle|tableau|figura|tabla)\s*"
    r"(?:[A-Z]?\d+(?:[.-]\d+)*[a-z]?|[IVX]+)\s*(?:[.:|–—]|$|(?-i:(?=[A-Z(])))",
    re.I,
)
_CREDIT = re.compile(
    r"(?<!\w)(?:photos?|photographs?|pictures?|images?|illustrations?|credits?|sources?|fotos?|bild"
    r"(?:er)?|quelle|crédit|fuente)(?: (?:credit|courtesy|by))?\s*[:/©]|©",
    re.I,
)
_CREDIT_WORDS = 40
_NOTE_MARK = re.compile(r"[⁰¹²³⁴-⁹]+|\[?\d{1,3}\]?[.)]?\s|[*∗†‡§¶]+")
_BIBLIOGRAPHY = re.compile(
    r"(?:\d+\.?\s+)?(?:references(?: cited| and notes)?|bibliography|works cited|literature"
    r"(?: cited)?|literatur(?:verzeichnis)?|bibliographie|références|referencias|参考文献)\s*:?$",
    re.I,
)
_LEADER = re.compile(r"(?:\.\s?){4,}\s*[\divxl]{1,6}$", re.I)
_NO_HEADING_END = re.compile(r"[.,;]$|[^.]\.[”\"’)]$")
_SMALL_TYPE = 0.93  # of the text's size: notes, captions
_MIN_HEADING_TYPE = 0.85
_LARGE_TYPE = 1.12
_HEADING_WORDS = 18
_HEADING_LINES = 4
_BOLD_WORDS = 14
_CAPITAL_WORDS = 10
_FRAGMENT_WORDS = 6
_FEWEST_WORDS = 4  # of a sentence in a cell
_MAX_LEVEL = 6


@dataclass(frozen=True, slots=True)
class ClassifiedLines:
    """Lines that will be one block, with their kind."""

    kind: BlockKind
    lines: tuple[Line, ...]
    paragraph: Paragraph
    level: int = 0


def find_body_size(lines: Iterable[Line]) -> float:
    """Return the size of most of the type, tables left out; 0 without any."""
    return find_main(((one.segment.size, len(one.text)) for one in lines if not one.cells), 0.0)


def classify_paragraphs(paragraphs: Sequence[Paragraph], body: float) -> list[ClassifiedLines]:
    """Return each paragraph with its kind. `body` is the size of the text's type in points."""
    kinds = [_classify(paragraph, body) for paragraph in paragraphs]
    _mark_footnotes(paragraphs, kinds, body)
    # The level of a heading is by size of type, bold above plain.
    looks = [(round(paragraph.size), paragraph.is_bold) for paragraph in paragraphs]
    headings = {look for look, kind in zip(looks, kinds, strict=True) if kind is BlockKind.HEADING}
    ranks = {look: min(i, _MAX_LEVEL) for i, look in enumerate(sorted(headings, reverse=True), 1)}
    pieces: list[ClassifiedLines] = []
    for kind, paragraph, look in zip(kinds, paragraphs, looks, strict=True):
        level = ranks[look] if kind is BlockKind.HEADING else 0
        pieces.append(_mark_item(ClassifiedLines(kind, paragraph.lines, paragraph, level)))
    return _mark_references(pieces)


def _classify(paragraph: Paragraph, body: float) -> BlockKind:
    text = _join_first_lines(paragraph)
    if _CAPTION.match(text) and (paragraph.word_count > 2 or paragraph.size < body * _LARGE_TYPE):
        return BlockKind.CAPTION
    # More numbers and signs than words make a table that was not seen as one.
    whole = "".join(line.text for line in paragraph.lines)
    letters = sum(map(str.isalpha, whole))
    signs = len(whole) - whole.count(" ") - whole.count(".") - letters
    numeric = letters == 0 or (paragraph.word_count >= _FEWEST_WORDS and letters * 3 < signs)
    # Lines that end with dots and a number are those of a table of contents.
    dotted = (line.text for line in paragraph.lines if ".." in line.text or ". ." in line.text)
    led = sum(_LEADER.search(text) is not None for text in dotted)
    if numeric or paragraph.lines[0].cells or led * 2 > len(paragraph.lines):
        return BlockKind.TABLE
    if len(text) > 1 and all(line.segment.is_mono for line in paragraph.lines):
        return BlockKind.CODE
    if _is_heading(paragraph, body, text):
        return BlockKind.HEADING
    small = paragraph.size < _SMALL_TYPE * body
    if small and paragraph.word_count <= _CREDIT_WORDS and _CREDIT.search(whole):
        return BlockKind.CAPTION
    if small and paragraph.word_count <= _FRAGMENT_WORDS and not END_MARK.search(text):
        return BlockKind.CAPTION
    return BlockKind.PROSE


def _join_first_lines(paragraph: Paragraph) -> str:
    """Return its text on one line, as far as headings and captions go."""
    return " ".join(line.text for line in paragraph.lines[:_HEADING_LINES])


def _is_heading(paragraph: Paragraph, body: float, text: str) -> bool:
    if not _may_be_heading(paragraph, text):
        return False
    if paragraph.size >= _LARGE_TYPE * body:
        return True
    if paragraph.size < _MIN_HEADING_TYPE * body:
        return False
    if paragraph.is_bold:
        return paragraph.word_count <= _BOLD_WORDS
    shouted = text.isupper() and paragraph.word_count <= _CAPITAL_WORDS
    return shouted and len(paragraph.lines) <= 2 and sum(map(str.isalpha, text)) >= 4


def _may_be_heading(paragraph: Paragraph, text: str) -> bool:
    """Whether a paragraph is short, begins with a capital and has no full stop at its end."""
    letters = [char for char in text if char.isalpha()]
    if len(letters) < 2 or letters[0].islower() or BULLET_SYMBOL.match(text):
        return False
    long = len(paragraph.lines) > _HEADING_LINES or paragraph.word_count > _HEADING_WORDS
    if long or (CJK.match(letters[0]) and len(letters) > 2 * _HEADING_WORDS):
        return False
    if sum(char.isdigit() for char in text) > len(letters):
        return False
    # A side heading is a few bold words with a full stop, on a line of their own.
    side = paragraph.is_bold and paragraph.word_count <= _FRAGMENT_WORDS and text.count(".") == 1
    return side or not _NO_HEADING_END.search(text)


def _mark_footnotes(paragraphs: Sequence[Paragraph], kinds: list[BlockKind], body: float) -> None:
    """Mark footnotes among the kinds: small type that ends a column, from the first mark on."""
    places = range(len(paragraphs))
    for _, column in groupby(places, key=lambda place: paragraphs[place].column):
        small: list[int] = []
        for place in column:
            is_text = kinds[place] in {BlockKind.PROSE, BlockKind.CAPTION}
            if is_text and paragraphs[place].size < _SMALL_TYPE * body:
                small.append(place)
            elif kinds[place] is not BlockKind.TABLE:
                small = []
        marked = (i for i, at in enumerate(small) if _NOTE_MARK.match(paragraphs[at].lines[0].text))
        on_first_page = small and paragraphs[small[0]].lines[0].page == 1
        for place in small[next(marked, 0 if on_first_page else len(small)) :]:
            kinds[place] = BlockKind.NOTE


def _mark_item(piece: ClassifiedLines) -> ClassifiedLines:
    """Turn a paragraph behind a bullet into an item without it."""
    first = piece.lines[0]
    mark = BULLET_SYMBOL.match(first.text) if piece.kind is BlockKind.PROSE else None
    if mark is None:
        return piece
    bare = replace(first, segment=replace(first.segment, text=first.text[mark.end() :]))
    return replace(piece, kind=BlockKind.ITEM, lines=(bare, *piece.lines[1:]))


def free_sentences(pieces: Sequence[ClassifiedLines]) -> list[ClassifiedLines]:
    """Return the pieces; where all text is in tables, cells that are sentences are prose."""
    if any(piece.kind in PROSE_KINDS for piece in pieces):
        return list(pieces)
    done: list[ClassifiedLines] = []
    for piece in pieces:
        is_wordy = piece.kind is BlockKind.TABLE and any(
            _is_sentence(cell.text) for line in piece.lines for cell in line.cells
        )
        done += _split_cells(piece) if is_wordy else [piece]
    return done


def _split_cells(piece: ClassifiedLines) -> Iterator[ClassifiedLines]:
    for line in piece.lines:
        for cell in line.cells or (line.segment,):
            kind = BlockKind.PROSE if _is_sentence(cell.text) else BlockKind.TABLE
            yield replace(piece, kind=kind, lines=(replace(line, segment=cell, cells=()),))


def _is_sentence(text: str) -> bool:
    return len(text.split()) >= _FEWEST_WORDS and END_MARK.search(text) is not None


def _mark_references(pieces: Sequence[ClassifiedLines]) -> list[ClassifiedLines]:
    """Mark what follows a heading "References", up to the next heading of its level."""
    done = list(pieces)
    within = 0
    for place, piece in enumerate(pieces):
        if piece.kind is BlockKind.HEADING:
            if _BIBLIOGRAPHY.match(_join_first_lines(piece.paragraph)):
                within = piece.level
            elif piece.level <= within:
                within = 0
        elif within and piece.kind in {BlockKind.PROSE, BlockKind.ITEM, BlockKind.NOTE}:
            done[place] = replace(piece, kind=BlockKind.REFERENCE)
    return done
