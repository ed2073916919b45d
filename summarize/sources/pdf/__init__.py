"""PDF -> Extract: its text as blocks in reading order.

PDFium gives each glyph and its position; lines, columns, paragraphs and notes are
inferred here, as a PDF does not mark them:

    open_document   bytes -> an open PDF, or why it can't be opened (repair_file)
    pages           its pages, shared by two processes
    page_words      glyphs of a page -> words with positions, turned upright
    painting        what is painted, in which order: which words are hidden_text
    struck_text     words with a line through them left out
    right_to_left   Arabic and Hebrew put in the order of reading
    line_numbers    the numbers of lines in the margin left out
    drop_caps       large initials joined to their words
    segments        words -> segments, without the wide gaps; raised_type, spaced_letters in them
    lines           a column's segments -> lines, table rows
    drawn_marks     bullets that are drawn; boxes with a text of their own
    running_heads   running heads, running feet and page numbers removed, over all pages
    columns         segments -> columns in reading order
    paragraphs      lines -> paragraphs
    block_kinds     what each paragraph is: prose, heading, caption, note, ...
    garbled_text    what has letters that the file does not tell, set apart
    join_blocks     paragraphs over columns and pages joined -> blocks
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain, count, takewhile
from typing import Any

from summarize.document import Metadata
from summarize.errors import SourceError
from summarize.sources.blocks import PROSE_KINDS, Block, BlockKind, Extract
from summarize.sources.pdf import open_document
from summarize.sources.pdf.block_kinds import classify_paragraphs, find_body_size, free_sentences
from summarize.sources.pdf.columns import split_columns
from summarize.sources.pdf.drawn_marks import split_boxes
from summarize.sources.pdf.garbled_text import set_garbled_apart
from summarize.sources.pdf.join_blocks import build_block, find_whole_words, join_paragraphs
from summarize.sources.pdf.layers import find_off_layers
from summarize.sources.pdf.lines import Line, build_lines
from summarize.sources.pdf.pages import read_pages, remove_last_line_numbers
from summarize.sources.pdf.paragraphs import build_paragraphs
from summarize.sources.pdf.running_heads import remove_running_heads
from summarize.sources.pdf.segments import Page
from summarize.sources.unread_text import describe_hidden, describe_unread

_TITLE_WORDS = 30


def extract(data: bytes, name: str) -> Extract:
    """Return the blocks of a PDF, with the page that each part of them is on.

    `name` is what messages call the file. Raises SourceError if it needs a password,
    is damaged, has too many pages or holds no text. Pages that can't be read are
    named in `notes`.
    """
    with open_document.open_pdf(data, name) as (document, notes):
        pages, failed = read_pages(document, find_off_layers(data))
        pages = remove_last_line_numbers(pages)
        if not any(page.segments for page in pages):
            raise _no_text_error(document, name, pages, all_failed=len(failed) == len(document))
        metadata = open_document.read_pdf_metadata(document)
        language = open_document.read_pdf_language(document)
    blocks, garbled = set_garbled_apart(_build_blocks(pages))
    if garbled and not any(block.kind in PROSE_KINDS for block in blocks):
        raise _garbled_error(name)
    notes += tuple(f"page {number} could not be read" for number in failed)
    empty = [page.number for page in pages if not page.segments]
    if empty:
        listed = ", ".join(map(str, empty[:10])) + (", ..." if len(empty) > 10 else "")
        notes += (f"no text on page{'s' if len(empty) > 1 else ''} {listed}",)
    notes += describe_unread("struck-out", (text for page in pages for text in page.struck_out))
    return Extract(
        blocks,
        _fill_in_title(metadata, blocks),
        language,
        notes,
        warnings=(
            *describe_hidden(sum(page.hidden_words for page in pages)),
            *_describe_unreadable(pages, garbled),
        ),
        cut_off=open_document.is_cut_off(data),
    )


def _describe_unreadable(pages: Sequence[Page], garbled: int) -> Iterator[str]:
    """Yield what could not be read, as the fonts of the file do not say their letters."""
    count = sum(page.unreadable for page in pages)
    if count:
        characters = "1 character" if count == 1 else f"{count:,} characters"
        yield f"{characters} left out: the file does not say what they are"
    if garbled:
        words = "1 word" if garbled == 1 else f"{garbled:,} words"
        yield f"{words} left out: the file does not say what their letters are"


def _garbled_error(name: str) -> SourceError:
    return SourceError(
        f"{name} does not say what its letters are, only what they look like",
        "let a program read the pages, for example: ocrmypdf --force-ocr in.pdf out.pdf",
    )


def _no_text_error(
    document: Any, name: str, pages: Sequence[Page], all_failed: bool
) -> SourceError:
    if all_failed:
        return open_document.damaged_pdf_error(name)
    if any(page.hidden_words or page.struck_out for page in pages):
        return SourceError(
            f"{name} holds no text but what is hidden or struck out",
            "give a PDF with text in it that can be seen",
        )
    if any(_has_picture(document, index) for index in range(min(len(document), 20))):
        return SourceError(
            f"{name} holds pictures of pages, no text",
            "let a program read the pictures first, for example: ocrmypdf in.pdf out.pdf",
        )
    return SourceError(f"{name} holds no text", "give a PDF with text in it")


def _has_picture(document: Any, index: int) -> bool:
    import pypdfium2

    try:
        page = document[index]
    except pypdfium2.PdfiumError:
        return False
    kinds = (pypdfium2.raw.FPDF_PAGEOBJ_IMAGE, pypdfium2.raw.FPDF_PAGEOBJ_PATH)
    return any(True for _ in page.get_objects(kinds, max_depth=3))


def _build_blocks(pages: Sequence[Page]) -> tuple[Block, ...]:
    columns: list[list[Line]] = []
    asides: set[int] = set()  # the columns in boxes, by number
    for page in _ignore_typewriter(remove_running_heads(pages)):
        outside, boxes = split_boxes(page)
        columns += (build_lines(one, page.number) for one in split_columns(outside))
        for box in boxes:
            first = len(columns)
            columns += (build_lines(one, page.number) for one in split_columns(box))
            asides.update(range(first, len(columns)))
    lines = list(chain.from_iterable(columns))
    paragraphs = list(chain.from_iterable(map(build_paragraphs, columns, count())))
    words = find_whole_words(lines)
    pieces = free_sentences(classify_paragraphs(paragraphs, find_body_size(lines)))
    return tuple(build_block(piece, words) for piece in join_paragraphs(pieces, asides))


def _ignore_typewriter(pages: list[Page]) -> list[Page]:
    """Ignore monospaced type if most of the document is set in it: it holds no code."""
    segments = [segment for page in pages for segment in page.segments]
    typed = sum(len(segment.text) for segment in segments if segment.is_mono)
    if typed * 2 < sum(len(segment.text) for segment in segments):
        return pages
    return [
        replace(page, segments=tuple(replace(one, is_mono=False) for one in page.segments))
        for page in pages
    ]


def _fill_in_title(metadata: Metadata, blocks: Sequence[Block]) -> Metadata:
    """Return the metadata; without a title, the largest heading above the first prose is it."""
    if metadata.title:
        return metadata
    above = takewhile(lambda block: block.kind is not BlockKind.PROSE, blocks)
    headings = (one for one in above if one.kind is BlockKind.HEADING and one.pages[0][1] == 1)
    largest = min(headings, key=lambda block: block.level, default=None)
    if largest is None or len(largest.text.split()) > _TITLE_WORDS:
        return metadata
    return replace(metadata, title=largest.text)
