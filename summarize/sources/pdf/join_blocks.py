"""Pieces -> blocks: a paragraph that runs over a column or a page is one again.

What stands between its parts (notes, captions, tables) comes behind it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from summarize.sources.blocks import Block, Kind
from summarize.sources.pdf.block_kinds import Piece
from summarize.sources.pdf.lines import row_text
from summarize.sources.pdf.paragraphs import BULLET
from summarize.sources.pdf.running_text import Vocabulary, running_text

_GOES_ON = frozenset({Kind.PROSE, Kind.ITEM})
_FLOATS = frozenset({Kind.NOTE, Kind.CAPTION, Kind.TABLE, Kind.CODE})
_ENDED = re.compile(r"[.!?…:。！？][”’\"')\]」』）⁰¹²³⁴-⁹\d]*$")
_MARKS = re.compile(r"(?:(?<=[^\W\d_]{3})|(?<=[.,;:!?”’\"')\]]))[⁰¹²³⁴-⁹]+(?=$|\W)")


def joined(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces, those that are parts of one paragraph put together."""
    done: list[Piece] = []
    open_at: int | None = None
    for piece in pieces:
        if piece.kind in _FLOATS:
            done.append(piece)
            continue
        if open_at is not None and _continues(done[open_at], piece):
            whole = done[open_at]
            done[open_at] = replace(
                whole, lines=whole.lines + piece.lines, paragraph=piece.paragraph
            )
            continue
        done.append(piece)
        open_at = len(done) - 1 if piece.kind in (_GOES_ON | {Kind.REFERENCE}) else None
    return done


def _continues(whole: Piece, piece: Piece) -> bool:
    """Whether `piece`, the first text of another column, goes on with the sentence of `whole`."""
    above, below = whole.paragraph, piece.paragraph
    kinds = (piece.kind is Kind.PROSE and whole.kind in _GOES_ON) or (
        piece.kind is whole.kind is Kind.REFERENCE
    )
    if not kinds or above.column == below.column:
        return False
    last, first = whole.lines[-1].text, piece.lines[0].text
    if _ENDED.search(last) or abs(above.size - below.size) > 0.08 * above.size:
        return False
    if first[:1].islower():
        return True
    return above.fills_last_line and not below.is_indented and not BULLET.match(first)


def block_of(piece: Piece, vocabulary: Vocabulary) -> Block:
    """The block that a piece makes."""
    if piece.kind in {Kind.TABLE, Kind.CODE}:
        return _block_of_rows(piece)
    lines = piece.lines
    if piece.kind in _GOES_ON:
        lines = tuple(
            replace(line, segment=replace(line.segment, text=_MARKS.sub("", line.text)))
            for line in lines
        )
    text, pages = running_text(lines, vocabulary)
    return Block(text, piece.kind, piece.level, pages)


def _block_of_rows(piece: Piece) -> Block:
    left = min(line.segment.x0 for line in piece.lines)
    rows: list[str] = []
    pages: list[tuple[int, int]] = []
    size = 0
    for line in piece.lines:
        if not pages or line.page != pages[-1][1]:
            pages.append((size, line.page))
        row = row_text(line)
        if piece.kind is Kind.CODE:
            stands_in = line.segment.x0 - left
            row = " " * round(stands_in / max(0.6 * line.segment.size, 0.1)) + row
        rows.append(row)
        size += len(row) + 1
    return Block("\n".join(rows), piece.kind, pages=tuple(pages))
