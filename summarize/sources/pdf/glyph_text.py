"""What the library says of the characters of a PDF -> what is seen of them."""

from __future__ import annotations

import re
from collections.abc import Callable

from summarize.sources.pdf.words import Style
from summarize.sources.symbol_fonts import render_symbols

_LIGATURES = ("ff", "fi", "fl", "ffi", "ffl", "st", "st")
_LINE_END_HYPHENS = "\x02\ufffe"  # what PDFium makes of a hyphen before a line end
_FIXES: dict[int, str | None] = {
    **dict.fromkeys([*range(0x20), 0x7F, 0xFEFF, 0xFFFF, *range(0xD800, 0xE000)]),
    **dict.fromkeys(map(ord, _LINE_END_HYPHENS), "-"),
    **{code: render_symbols(chr(code)) for code in range(0xF020, 0xF100)},
    **dict(zip(range(0xFB00, 0xFB07), _LIGATURES, strict=True)),
}
CHARACTER_FIXES = str.maketrans(_FIXES)

UNKNOWN = "\x01"  # a character of which the file says only its number in the font
_NUMBERS_ONLY = re.compile("[\x01-\x08\x0e-\x1f]")

_IN_FONT = re.compile("[!-\xff\uf020-\uf0ff]")
_IN_SYMBOL = re.compile("[!-~\uf020-\uf0ff]")
_PICTURE = "\ue000"  # of a font of pictures: a bullet, or nothing


def mark_unknown(text: str, is_hyphen: Callable[[int], bool]) -> str:
    """Return a text with UNKNOWN for characters of which only their number in a font is known.

    A hyphen at a line end has such a number, too: `is_hyphen` tells them apart by their place.
    """
    return _NUMBERS_ONLY.sub(lambda found: found[0] if is_hyphen(found.start()) else UNKNOWN, text)


def draw(text: str, style: Style) -> str:
    """Return letters of a picture font as what is seen; what has no character as a private one."""
    if not style.pictures:
        return text
    # The file may say what signs of Symbol are: "×" is the multiplication sign already.
    in_font = _IN_SYMBOL if style.pictures == "symbol" else _IN_FONT
    return in_font.sub(lambda sign: render_symbols(sign[0], style.pictures) or _PICTURE, text)
