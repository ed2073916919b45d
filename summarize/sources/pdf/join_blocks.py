"""PDF paragraphs -> blocks: joined over columns and pages, dehyphenated.

What is between the parts of a paragraph (notes, captions, tables) comes behind it.
A hyphen at a line's end was either put there by the typesetter or belongs to the
word. The document itself decides where it can: by the forms that occur elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from summarize.nlp.patterns import LETTER, WORD, end_pattern
from summarize.sources.blocks import Block, BlockKind
from summarize.sources.pdf.block_kinds import ClassifiedLines
from summarize.sources.pdf.lines import CJK, Line, format_row
from summarize.sources.pdf.paragraphs import BULLET

_JOINED_KINDS = frozenset({BlockKind.PROSE, BlockKind.ITEM})
_CONTINUED_KINDS = frozenset(
    {
        (BlockKind.PROSE, BlockKind.PROSE),
        (BlockKind.ITEM, BlockKind.PROSE),
        (BlockKind.REFERENCE, BlockKind.REFERENCE),
    }
)
_FLOAT_KINDS = frozenset({BlockKind.NOTE, BlockKind.CAPTION, BlockKind.TABLE, BlockKind.CODE})
_ENDED = end_pattern(":", r"」』）⁰¹²³⁴-⁹\d")
_NOTE_MARKS = re.compile(r"(?:(?<=[^\W\d_]{3})|(?<=[.,;:!?”’\"')\]]))[⁰¹²³⁴-⁹]+(?=$|\W)")

_BROKEN_WORD = re.compile(rf"({LETTER}+(?:-{LETTER}+)*)[-\u2010\u00ad]$")
_RANGE = re.compile(r"\d[-–]$")
_WORD = re.compile(rf"{LETTER}+(?:[-\u2010]{LETTER}+)*")
_HYPHENATED_PREFIXES = frozenset(
    "self well ill half ex all quasi semi anti non much so ever then long short high low"
    " two three four five six seven eight nine ten twenty thirty forty fifty sixty seventy"
    " eighty ninety first second third mid vice".split()
)
_MIN_PART_LETTERS = 4  # letters: shorter parts of a compound are words by chance


def join_paragraphs(pieces: Sequence[ClassifiedLines]) -> list[ClassifiedLines]:
    """Return the pieces, with the parts of one paragraph joined."""
    done: list[ClassifiedLines] = []
    open_at: int | None = None
    for piece in pieces:
        if open_at is not None and _continues_paragraph(done[open_at], piece):
            lines = done[open_at].lines + piece.lines
            done[open_at] = replace(done[open_at], lines=lines, paragraph=piece.paragraph)
            continue
        done.append(piece)
        if piece.kind not in _FLOAT_KINDS:
            open_at = len(done) - 1
    return done


def _continues_paragraph(whole: ClassifiedLines, piece: ClassifiedLines) -> bool:
    """Whether `piece`, the first text of another column, continues the sentence of `whole`."""
    above, below = whole.paragraph, piece.paragraph
    if (whole.kind, piece.kind) not in _CONTINUED_KINDS or above.column == below.column:
        return False
    last, first = whole.lines[-1].text, piece.lines[0].text
    if _ENDED.search(last) or abs(above.size - below.size) > 0.08 * above.size:
        return False
    if first[:1].islower():
        return True
    return above.fills_last_line and not below.is_indented and not BULLET.match(first)


def build_block(piece: ClassifiedLines, vocabulary: Vocabulary) -> Block:
    """Return the block of a piece."""
    if piece.kind in {BlockKind.TABLE, BlockKind.CODE}:
        return _build_row_block(piece)
    text = ""
    pages: list[tuple[int, int]] = []
    for line in piece.lines:
        following = _NOTE_MARKS.sub("", line.text) if piece.kind in _JOINED_KINDS else line.text
        text, glue = _join_line(text, following, vocabulary) if pages else ("", "")
        if not pages or line.page != pages[-1][1]:
            pages.append((len(text) + len(glue), line.page))
        text += glue + following
    return Block(text.replace("\u00ad", ""), piece.kind, piece.level, tuple(pages))


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


class Vocabulary:
    """The words and hyphenated compounds that occur inside a document's lines."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self._words: set[str] = set()
        broken = False
        for line in lines:
            words = [word.casefold() for word in _WORD.findall(line.text)]
            breaks = line.text.endswith(("-", "\u2010", "\u00ad"))
            self._words.update(words[broken : len(words) - breaks])
            broken = breaks

    def keeps_hyphen(self, before: str, after: str, new_word: bool = False) -> bool:
        """Whether `before-after`, broken at a line's end, is a compound: `well-, known -> True`.

        `new_word`: the second part begins with a capital, as no part of a word does.
        """
        before, after = before.casefold().replace("\u2010", "-"), after.casefold()
        if before + after in self._words:
            return False
        if f"{before}-{after}" in self._words or "-" in before:
            return True
        last = before.rsplit("-", 1)[-1]
        if new_word or last in _HYPHENATED_PREFIXES:
            return True
        parts = (last, after)
        return all(len(part) >= _MIN_PART_LETTERS and part in self._words for part in parts)


def _join_line(text: str, following: str, vocabulary: Vocabulary) -> tuple[str, str]:
    """Return the text so far, without a soft hyphen at its end, and what joins the next line."""
    if text.endswith("\u00ad"):
        return text[:-1], ""
    broken = _BROKEN_WORD.search(text[-60:])
    if broken:
        return _dehyphenate(text, broken[1], following, vocabulary)
    closes_up = (
        (CJK.match(text[-1:]) and CJK.match(following[:1]))
        or (_RANGE.search(text[-8:]) and following[:1].isdigit())
        or (text.endswith(("—", "/")) and following[:1].isalpha())
    )
    return text, "" if closes_up or not following else " "


def _dehyphenate(text: str, before: str, following: str, vocabulary: Vocabulary) -> tuple[str, str]:
    beginning = WORD.match(following)
    if beginning is None:
        return text, "" if following[:1].isdigit() else " "
    after = beginning[0]
    if after in {"and", "or", "und", "oder", "to"} and len(following) > len(after):
        return text, " "
    keeps = vocabulary.keeps_hyphen(before, after, new_word=after[0].isupper())
    return (text, "") if keeps else (text[:-1], "")
