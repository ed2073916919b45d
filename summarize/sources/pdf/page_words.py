"""PDF page -> words with positions: the glyphs that PDFium finds, joined and turned upright.

Each call into the library costs as much as a line of Python, so few are made: the
text comes at once; of a word, only the first and the last character are asked for
their positions, and the object of the file that they belong to for its type. Words that are
set in more than one way, and those of scripts without spaces, are split
character by character.

Text that runs up or down the margin or was printed twice to look bold is dropped.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any

from summarize.sources.pdf.accents import compose_accents
from summarize.sources.pdf.right_to_left import RIGHT_TO_LEFT, join_glyph, join_letters
from summarize.sources.pdf.segments import CJK, find_main
from summarize.sources.pdf.struck_text import StrikeFinder
from summarize.sources.pdf.words import Style, Word
from summarize.sources.symbol_fonts import name_symbol_font, render_symbols

_MAX_CHARACTERS = 100_000  # of a page: a newspaper's has some 30,000; the rest is not read
_WORD = re.compile(r"[^\s\u200b]+")
_MONO = re.compile(r"mono|courier|typewriter|consol|menlo|\bcmtt|lucidasanstype", re.I)
_BOLD = re.compile(r"bold|black|heavy|\bcmbx|-?demi|nimbusromno9l-medi|-medi\b", re.I)
_RAISED_INSIDE = re.compile(
    r"[^\d]*[^\W\d_]\W*\d+\W+$|\W*10\d{1,2}\W+$|.*\d[-\u2212\u2013]\d{1,3}\W+$"
    r"|\d*[^\W\d_]{1,4}\d{1,2}[/·∙].*"
)
_LIGATURES = ("ff", "fi", "fl", "ffi", "ffl", "st", "st")
_LAST_CHARACTER = 0x10FFFF
_LINE_END_HYPHENS = "\x02\ufffe"  # what PDFium makes of a hyphen before a line end
_CHARACTER_FIXES = str.maketrans(
    {
        **dict.fromkeys(map(chr, [*range(0x20), 0x7F, 0xFEFF, 0xFFFF])),
        **dict.fromkeys(map(chr, range(0xD800, 0xE000))),
        **dict.fromkeys(_LINE_END_HYPHENS, "-"),
        **{code: render_symbols(chr(code)) for code in range(0xF020, 0xF100)},
        **dict(zip("\ufb00\ufb01\ufb02\ufb03\ufb04\ufb05\ufb06", _LIGATURES, strict=True)),
    }
)

_UNKNOWN = "\x01"  # a character of which the file says only its number in the font
_NUMBERS_ONLY = re.compile("[\x01-\x08\x0e-\x1f]")

_IN_FONT = re.compile("[!-\xff\uf020-\uf0ff]")
_CHARGES = frozenset("+-\u2212\u2013")
_IN_SYMBOL = re.compile("[!-~\uf020-\uf0ff]")
_PICTURE = "\ue000"  # of a font of pictures: a bullet, or nothing

_BY_CHARACTER = (CJK, RIGHT_TO_LEFT)  # scripts whose words are put together later
_OVERLAP = 0.3  # of the size: how far a word may reach under the one before it
_CLOSED = 0.1  # of the size: a gap in which no space has room
_ABOVE_BASE = 0.88  # of the size: how high an ideograph reaches over its baseline


class TextPageReader:
    """Parser of one open PDFium text page, with the buffers that the library fills."""

    def __init__(self, text_page: Any, strikes: StrikeFinder | None = None) -> None:
        """Read the text of `text_page`, with the lines through it that `strikes` knows."""
        from pypdfium2 import raw

        self._library = raw
        self._strikes = strikes or StrikeFinder(())
        self._page = text_page.raw
        self._address = ctypes.cast(text_page.raw, ctypes.c_void_p).value or 0
        self._box = raw.FS_RECTF()
        self._box_address = ctypes.addressof(self._box)
        self._object_of = _bind_function(raw.FPDFText_GetTextObject, ctypes.c_void_p, 2)
        self._box_of = _bind_function(raw.FPDFText_GetLooseCharBox, ctypes.c_int, 3)
        self._types: dict[int, tuple[Style, float, int]] = {}
        self._faces: dict[int, tuple[bool, bool, str]] = {}
        text = self._mark_unknown(self._read_text())
        self._text = compose_accents(text, self._overlaps_next)
        self.unreadable = self._text.count(_UNKNOWN)

    def _overlaps_next(self, index: int) -> bool:
        """Whether a character of a line stands over, or in, the next one."""
        boxes = (self._find_extent(place, 0) for place in (index, index + 1))
        (left, right), (start, end) = boxes
        return min(right, end) - max(left, start) > 0.4 * min(right - left, end - start)

    def _mark_unknown(self, text: str) -> str:
        """Tell the hyphens at line ends from characters whose number happens to be theirs."""

        def mark(found: re.Match[str]) -> str:
            is_hyphen = self._library.FPDFText_IsHyphen(self._page, found.start()) == 1
            return found[0] if is_hyphen else _UNKNOWN

        return _NUMBERS_ONLY.sub(mark, text)

    def _read_text(self) -> str:
        """Return a character for each of the library's, at once if they correspond one to one."""
        raw = self._library
        count = min(raw.FPDFText_CountChars(self._page), _MAX_CHARACTERS)
        buffer = (ctypes.c_ushort * (count + 1))()
        if raw.FPDFText_GetText(self._page, 0, count, buffer) == count + 1:
            text = bytes(buffer)[: 2 * count].decode("utf-16-le", "surrogatepass")
            if len(text) == count:
                return text
        codes = (raw.FPDFText_GetUnicode(self._page, index) for index in range(count))
        return "".join(chr(code) if code <= _LAST_CHARACTER else " " for code in codes)

    def read_words(self) -> Iterator[Word]:
        """Yield the words in the order of the file.

        `x0` and `x1` run along the word's own direction (`style.angle`), and `baseline`
        still grows upward from it.
        """
        last: Word | None = None
        for match in _WORD.finditer(self._text):
            text = match[0] if match[0].isascii() else match[0].translate(_CHARACTER_FIXES)
            if not text.isprintable():
                text = text.translate(_CHARACTER_FIXES)
            if not text:
                continue
            words = self._split_word(text, match.start(), match.end())
            # The library ends a line at raised type, also in the middle of a word.
            if last and words and self._text[match.start() - 1] == "\n":
                words[0] = _glue_to(last, words[0])
            yield from words
            last = words[-1] if words else last

    def _split_word(self, text: str, start: int, end: int) -> list[Word]:
        first, last = self._find_style(start), self._find_style(end - 1)
        if end - start > 1 and (
            (first is not last and first[:2] != last[:2])
            or (not text.isalpha() and _RAISED_INSIDE.match(text))
            or (not text.isascii() and (CJK.search(text) or RIGHT_TO_LEFT.search(text)))
        ):
            return self._split_by_character(start, end)
        style, base, key = first
        text = _draw(text, style)
        x0, x1 = self._find_extent(start, style.angle)
        if end - start > 1:
            other = self._find_extent(end - 1, style.angle)
            x0, x1 = min(x0, other[0]), max(x1, other[1])
        word = Word(text, x0, x1, base, style, False, key)
        strike = self._strikes.find(word) if self._strikes.lines else 0
        if strike is None:
            return self._split_by_character(start, end) if end - start > 1 else [word]
        return [word._replace(strike=strike) if strike else word]

    def _split_by_character(self, start: int, end: int) -> list[Word]:
        """Return runs of one style on one baseline; an ideograph is a word."""
        runs: list[Word] = []
        for index in range(start, end):
            text = self._text[index].translate(_CHARACTER_FIXES)
            if not text:
                continue
            style, _, key = self._find_style(index)
            text = _draw(text, style)
            x0, x1 = self._find_extent(index, style.angle)
            base = self._find_baseline(index, style.angle)
            word = Word(text, x0, x1, base, style, glued=index > start, key=key)
            word = word._replace(strike=self._strikes.find(word, whole=True) or 0)
            if runs and _is_same_glyph(runs[-1], word):
                word = word._replace(text=join_glyph(runs.pop().text, text))
            elif runs and _continues_run(runs[-1], word):
                run = runs.pop()
                word = run._replace(text=run.text + text, x1=max(run.x1, x1), x0=min(run.x0, x0))
            runs.append(word)
        turned = any(RIGHT_TO_LEFT.search(run.text) for run in runs)
        return join_letters(runs) if turned else runs

    def _find_extent(self, index: int, angle: int) -> tuple[float, float]:
        """Return where a character begins and ends along the line."""
        box = self._box
        self._box_of(self._address, index, self._box_address)
        if angle in {0, 9}:
            return box.left, box.right
        if angle == 2:
            return -box.right, -box.left
        return (box.bottom, box.top) if angle == 1 else (-box.top, -box.bottom)

    def _find_baseline(self, index: int, angle: int) -> float:
        """Return where a character is across the line."""
        x, y = ctypes.c_double(), ctypes.c_double()
        self._library.FPDFText_GetCharOrigin(self._page, index, x, y)
        return {1: -x.value, 2: -y.value, 3: x.value}.get(angle, y.value)

    def _find_style(self, index: int) -> tuple[Style, float, int]:
        """Return style, baseline and object of a character: those of its object, read once."""
        key = self._object_of(self._address, index) or 0
        found = self._types.get(key)
        if found is None:
            style = self._read_style(index, key)
            found = self._types[key] = style, self._find_baseline(index, style.angle), key
        return found

    def _read_style(self, index: int, key: int) -> Style:
        raw, matrix = self._library, self._library.FS_MATRIX()
        size = raw.FPDFText_GetFontSize(self._page, index)
        angle = 0
        if raw.FPDFText_GetMatrix(self._page, index, matrix):
            size *= math.hypot(matrix.c, matrix.d)
            angle = _count_quarter_turns(math.degrees(math.atan2(matrix.b, matrix.a)))
        return Style(round(abs(size), 1), *self._read_face(key)[:2], angle, self._read_face(key)[2])

    def _read_face(self, key: int) -> tuple[bool, bool, str]:
        """Return whether a text object's font is bold, monospaced, and its name if of pictures."""
        raw = self._library
        handle = ctypes.cast(key, raw.FPDF_PAGEOBJECT)
        font = raw.FPDFTextObj_GetFont(handle) if key else None
        if not font:
            return False, False, ""
        place = ctypes.cast(font, ctypes.c_void_p).value or 0
        if place not in self._faces:
            buffer = ctypes.create_string_buffer(128)
            raw.FPDFFont_GetBaseFontName(font, buffer, 128)
            name = buffer.value.decode("latin-1")
            flags = raw.FPDFFont_GetFlags(font)
            heavy = raw.FPDFFont_GetWeight(font) >= 650
            self._faces[place] = (
                heavy or bool(_BOLD.search(name)),
                (flags > 0 and bool(flags & 1)) or bool(_MONO.search(name)),
                name_symbol_font(name.partition("+")[2] or name),
            )
        return self._faces[place]


def _draw(text: str, style: Style) -> str:
    """Return letters of a picture font as what is seen; what has no character as a private one."""
    if not style.pictures:
        return text
    # The file may say what signs of Symbol are: "×" is the multiplication sign already.
    in_font = _IN_SYMBOL if style.pictures == "symbol" else _IN_FONT
    return in_font.sub(lambda sign: render_symbols(sign[0], style.pictures) or _PICTURE, text)


def _bind_function(function: Any, result: Any, arguments: int) -> Callable[..., Any]:
    """Bind a function of the library with addresses as plain numbers, at half the cost.

    The second argument is a number itself.
    """
    kinds = (ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)[:arguments]
    address = ctypes.cast(function, ctypes.c_void_p).value or 0
    return ctypes.CFUNCTYPE(result, *kinds)(address)


def _count_quarter_turns(degrees: float) -> int:
    """Return quarter turns, 9 for a slant: `91.0 -> 1`, `-90.0 -> 3`, `45.0 -> 9`."""
    turns = round(degrees / 90)
    return turns % 4 if abs(degrees - 90 * turns) < 10 else 9


def _is_same_glyph(run: Word, word: Word) -> bool:
    """Whether a character is part of the glyph before it: a ligature of Arabic."""
    same = word.x0 == run.x0 and word.x1 == run.x1 and word.x1 > word.x0
    return same and RIGHT_TO_LEFT.match(word.text) is not None


def _glue_to(before: Word, word: Word) -> Word:
    """Return a word that stands in the same line, without room for a space, glued."""
    size = max(before.style.size, word.style.size)
    close = -_OVERLAP * size < word.x0 - before.x1 < _CLOSED * size
    # A charge may be raised behind a lowered figure: HCO3 and a minus.
    reach = 1.3 if word.text in _CHARGES else 0.6
    return word._replace(glued=close and abs(word.baseline - before.baseline) < reach * size)


def _continues_run(run: Word, word: Word) -> bool:
    if any(script.match(word.text) or script.match(run.text[-1]) for script in _BY_CHARACTER):
        return False
    same = abs(run.baseline - word.baseline) < 0.1 and run.style == word.style
    same &= run.strike == word.strike and run.key == word.key
    return same and -0.5 < (word.x0 - run.x1) / max(word.style.size, 0.1) < 0.3


def turn_upright(words: Sequence[Word], box: tuple[float, float, float, float]) -> list[Word]:
    """Return the words turned upright.

    `box` is the visible part of the page: left, bottom, right, top, in points, `y` growing
    upward. Vertical text comes out as if it had been written in lines: its columns, from
    the right, become lines from the top.
    """
    angle = find_main(((word.style.angle, len(word.text)) for word in words), 0)
    left, bottom, right, top = box
    turned = {
        1: (bottom, -right, top, -left),
        2: (-right, -top, -left, -bottom),
        3: (-top, left, -bottom, right),
    }
    u0, _, u1, v1 = turned.get(angle, box)
    width = u1 - u0
    inside = [
        Word(text, x0 - u0, x1 - u0, v1 - base, style, glued, key, strike)
        for text, x0, x1, base, style, glued, key, strike in words
        if style.angle == angle
    ]
    if not _is_vertical(inside):
        return list(_drop_overprinted(inside))
    laid: list[Word] = []
    for word in _drop_horizontal_words(inside):
        start = word.baseline - _ABOVE_BASE * word.style.size
        end = start + word.style.size
        laid.append(word._replace(x0=start, x1=end, baseline=width - word.x0))
    return laid


def _is_vertical(words: Sequence[Word]) -> bool:
    """Whether most ideographs are below the one before them."""
    down = along = 0
    for before, word in pairwise(words):
        if not (CJK.match(word.text) and CJK.match(before.text)):
            continue
        size = word.style.size
        step = word.baseline - before.baseline
        down += abs(word.x0 - before.x0) < 0.6 * size and 0.3 < step / size < 2
        along += abs(step) < 0.3 * size
    return down > along


def _drop_horizontal_words(words: Sequence[Word]) -> Iterator[Word]:
    """Drop what is written across the columns: the running head of a vertical page."""
    edges = (None, *words, None)
    for before, word, after in zip(edges, words, edges[2:], strict=False):
        slack = 0.1 * word.style.size
        if not any(near and abs(near.baseline - word.baseline) < slack for near in (before, after)):
            yield word


def _drop_overprinted(words: Iterable[Word]) -> Iterator[Word]:
    """Drop the copies of words that were printed twice at one place."""
    seen: dict[tuple[str, int], list[Word]] = {}
    for word in words:
        row = int(word.baseline)
        slack = 0.2 * word.style.size
        same = seen.setdefault((word.text, row), [])
        near = [*same, *seen.get((word.text, row - 1), ()), *seen.get((word.text, row + 1), ())]
        close = (one for one in near if abs(one.x0 - word.x0) < slack)
        if not any(abs(one.baseline - word.baseline) < slack for one in close):
            same.append(word)
            yield word
