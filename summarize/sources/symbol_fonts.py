"""Characters of the fonts Symbol and Wingdings -> Unicode.

These fonts have pictures in the places of letters: an "a" set in Symbol is seen as "α". Programs
write them as such letters, or 0xF000 higher, in Unicode's private area. Tables as in the
mappings that Apple and Adobe publish for Symbol, and in Microsoft's chart of Wingdings.
"""

from __future__ import annotations

import re

_LATIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_GREEK = "αβχδεφγηιϕκλμνοπθρστυϖωξψζΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ"
_SYMBOL = dict(zip(map(ord, _LATIN), _GREEK, strict=True)) | {
    0x22: "∀", 0x24: "∃", 0x2A: "∗", 0x2D: "−", 0x40: "≅", 0x7E: "∼", 0xA2: "′", 0xA3: "≤",
    0xA4: "⁄", 0xA5: "∞", 0xAB: "↔", 0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓", 0xB0: "°",
    0xB1: "±", 0xB2: "″", 0xB3: "≥", 0xB4: "×", 0xB5: "∝", 0xB6: "∂", 0xB7: "•", 0xB8: "÷",
    0xB9: "≠", 0xBA: "≡", 0xBB: "≈", 0xBC: "…", 0xC5: "⊕", 0xC6: "∅", 0xC7: "∩", 0xC8: "∪",
    0xCE: "∈", 0xCF: "∉", 0xD1: "∇", 0xD6: "√", 0xD7: "⋅", 0xD9: "∧", 0xDA: "∨", 0xDB: "⇔",
    0xDE: "⇒", 0xE5: "∑", 0xF2: "∫",
}  # fmt: skip
_WINGDINGS = {
    0x28: "☎", 0x2A: "✉", 0x46: "☞", 0x4A: "☺", 0x4C: "☹", 0x6C: "●", 0x6E: "■", 0x6F: "□",
    0x71: "❑", 0x74: "◆", 0x75: "◆", 0x76: "❖", 0x77: "◆", 0x9F: "•", 0xA7: "▪", 0xA8: "□",
    0xAB: "★", 0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE8: "→", 0xF0: "⇨",
    0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
_FONTS = {"symbol": _SYMBOL, "wingdings": _WINGDINGS}
# Where the font is not known: the marks of items and arrows of Wingdings, else Symbol.
_ANY = _SYMBOL | {
    code: char for code, char in _WINGDINGS.items() if code > 0x9E and code not in (0xAB, 0xAE)
}
_FAMILY = re.compile(r"(symbol(?=mt|$|,)|wingdings(?: ?[23])?|webdings)")
_PRIVATE = re.compile("[\uf020-\uf0ff]")


def name_symbol_font(name: str) -> str:
    """Return a font's family if its letters are seen as pictures: `"SymbolMT" -> "symbol"`.

    `"Wingdings-Regular" -> "wingdings"`, `"Arial" -> ""`
    """
    found = _FAMILY.match(name.lower())
    return found[1] if found else ""


def render_symbols(text: str, font: str = "") -> str:
    """Return letters of a picture font as what is seen; what has no character goes.

    `font` as `name_symbol_font` says; without it, only those in the private area are such.

    `"à", "wingdings" -> "→"`, `"\\uf061" -> "α"`, `"J" -> "J"`
    """
    if not font:
        return _PRIVATE.sub(lambda found: _ANY.get(ord(found[0]) - 0xF000, found[0]), text)
    table = _FONTS.get(font, {})
    return "".join(_render(char, table) for char in text)


def _render(char: str, table: dict[int, str]) -> str:
    code = ord(char) - 0xF000 if _PRIVATE.match(char) else ord(char)
    if code in table:
        return table[code]
    if char.isspace() or (table is _SYMBOL and code < 0x80):
        return chr(code)
    return ""
