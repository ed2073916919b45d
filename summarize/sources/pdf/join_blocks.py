"""PDF paragraphs -> blocks: joined over columns and pages, dehyphenated.

What is between the parts of a paragraph (notes, captions, tables) comes behind it.
A hyphen at a line's end was either put there by the typesetter or belongs to the
word. The document itself decides where it can: by the forms that occur elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence, Set
from dataclasses import replace

from summarize.nlp.patterns import LETTER, end_pattern
from summarize.sources.blocks import PROSE_KINDS, Block, BlockKind
from summarize.sources.pdf.block_kinds import ClassifiedLines
from summarize.sources.pdf.lines import Line, format_row
from summarize.sources.pdf.paragraphs import BULLET, INDENT
from summarize.sources.pdf.raised_type import remove_note_marks
from summarize.sources.pdf.right_to_left import RIGHT_TO_LEFT, mend_brackets
from summarize.sources.pdf.segments import CJK
from summarize.sources.text.word_division import keeps_hyphen

_CONTINUED_KINDS = frozenset(
    {
        (BlockKind.PROSE, BlockKind.PROSE),
        (BlockKind.ITEM, BlockKind.PROSE),
        (BlockKind.REFERENCE, BlockKind.REFERENCE),
    }
)
_FLOAT_KINDS = frozenset({BlockKind.NOTE, BlockKind.CAPTION, BlockKind.TABLE, BlockKind.CODE})
_ENDED = end_pattern(":", r"」』）⁰¹²³⁴-⁹\d")

_BROKEN_WORD = re.compile(rf"((?:[\w’']+[-\u2010])*(?:{LETTER}+|\d[\d.,]*))[-\u2010\u00ad]$")
_BEGINNING = re.compile(rf"{LETTER}+(?:[-\u2010][\w’']+)*")
_CONJUNCTIONS = frozenset({"and", "or", "und", "oder", "to"})
_RANGE = re.compile(r"\d[-–]$")
_WORD = re.compile(rf"{LETTER}+(?:[-\u2010]{LETTER}+)*")


def join_paragraphs(
    pieces: Sequence[ClassifiedLines], asides: Set[int] = frozenset()
) -> list[ClassifiedLines]:
    """Return the pieces, with the parts of one paragraph joined.

    A paragraph goes on behind what is in columns that are `asides`.
    """
    done: list[ClassifiedLines] = []
    open_at: int | None = None
    for piece in pieces:
        aside = piece.paragraph.column in asides
        if open_at is not None and not aside and _continues_paragraph(done[open_at], piece):
            lines = done[open_at].lines + piece.lines
            done[open_at] = replace(done[open_at], lines=lines, paragraph=piece.paragraph)
            continue
        done.append(piece)
        if piece.kind not in _FLOAT_KINDS and not aside:
            open_at = len(done) - 1
    return done


def _continues_paragraph(whole: ClassifiedLines, piece: ClassifiedLines) -> bool:
    """Whether `piece`, the first text of another column, continues the sentence of `whole`."""
    above, below = whole.paragraph, piece.paragraph
    if (whole.kind, piece.kind) not in _CONTINUED_KINDS or above.column == below.column:
        return False
    last, first = above.lines[-1].segment, piece.lines[0].segment
    if _ENDED.search(whole.lines[-1].text) or abs(above.size - below.size) > 0.08 * above.size:
        return False
    if first.text[:1].islower():
        return True
    fills_line = last.x1 >= above.right - 0.15 * max(above.right - above.left, 1.0)
    indented = below.lines[0].segment.x0 > below.left + INDENT * below.lines[0].segment.size
    return fills_line and not indented and not BULLET.match(first.text)


def build_block(piece: ClassifiedLines, known: Set[str]) -> Block:
    """Return the block of a piece; `known` are the document's words (`find_whole_words`)."""
    if piece.kind in {BlockKind.TABLE, BlockKind.CODE}:
        return _build_row_block(piece)
    text = ""
    pages: list[tuple[int, int]] = []
    for line in piece.lines:
        following = remove_note_marks(line.text) if piece.kind in PROSE_KINDS else line.text
        text, glue = _join_line(text, following, known) if pages else ("", "")
        if not pages or line.page != pages[-1][1]:
            pages.append((len(text) + len(glue), line.page))
        text += glue + following
    text = text.replace("\u00ad", "")
    if RIGHT_TO_LEFT.search(text):
        text = mend_brackets(text)
    return Block(text, piece.kind, piece.level, tuple(pages))


def _build_row_block(piece: ClassifiedLines) -> Block:
    left = min(line.segment.x0 for line in piece.lines)
    text = ""
    pages: list[tuple[int, int]] = []
    for line in piece.lines:
        text += "\n" if pages else ""
        if not pages or line.page != pages[-1][1]:
            pages.append((len(text), line.page))
        if piece.kind is BlockKind.CODE:
            indent = line.segment.x0 - left
            text += " " * round(indent / max(0.6 * line.segment.size, 0.1))
        text += format_row(line)
    return Block(text, piece.kind, pages=tuple(pages))


def find_whole_words(lines: Iterable[Line]) -> set[str]:
    """Return the words and hyphenated compounds inside a document's lines, none of them broken."""
    found: set[str] = set()
    broken = False
    for line in lines:
        words = [word.casefold() for word in _WORD.findall(line.text)]
        breaks = line.text.endswith(("-", "\u2010", "\u00ad"))
        found.update(words[broken : len(words) - breaks])
        broken = breaks
    return found


def _join_line(text: str, following: str, known: Set[str]) -> tuple[str, str]:
    """Return the text so far, without a soft hyphen at its end, and what joins the next line."""
    if text.endswith("\u00ad"):
        return text[:-1], ""
    broken, beginning = _BROKEN_WORD.search(text[-60:]), _BEGINNING.match(following)
    if broken and beginning:
        after = beginning[0]
        if after in _CONJUNCTIONS and following[len(after) : len(after) + 1] == " ":
            return text, " "
        # Capitals on both sides, in a text that is not in capitals: "PK-LQP".
        named = after.isupper() and len(after) > 1 and any(map(str.islower, text[-60:]))
        return (text if named or keeps_hyphen(broken[1], after, known) else text[:-1]), ""
    closes_up = (
        (CJK.match(text[-1:]) and CJK.match(following[:1]))
        or ((broken or _RANGE.search(text[-8:])) and following[:1].isdigit())
        or (text.endswith(("—", "/")) and following[:1].isalpha())
    )
    return text, "" if closes_up or not (following or broken) else " "
