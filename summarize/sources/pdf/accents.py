"""Accents that a PDF sets apart from their letters -> one character: `na¨ıve -> naïve`.

TeX's old fonts have no letters with accents: an accent is printed over a letter, and stands before
it in the file; a cedilla is printed below, and may stand behind it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

_SOFT_HYPHEN = "\u00ad"
_MARKS = dict(zip("´`¨ˆ˜ˇ˚˝˘˙¯¸˛", map(chr, (
    0x301, 0x300, 0x308, 0x302, 0x303, 0x30C, 0x30A, 0x30B, 0x306, 0x307, 0x304, 0x327, 0x328,
)), strict=True))  # fmt: skip
_LETTERS = {"ı": "i", "ȷ": "j"}
_MARKED = re.compile(rf"[{''.join(_MARKS)}](?=[A-Za-zıȷ])|[A-Za-z](?=[¸˛])")


def compose_accents(text: str, overlap: Callable[[int], bool]) -> str:
    """Return a text as long as before in which letters have their accents.

    `overlap` says whether a character stands over the next one, by its place. A soft hyphen
    takes the place of the accent: `"na¨ıve" -> "na\u00adïve"`.
    """
    if text.isascii():
        return text
    found = list(text)
    for match in _MARKED.finditer(text):
        place = match.start()
        mark, letter = sorted(text[place : place + 2], key=_MARKS.__contains__, reverse=True)
        composed = unicodedata.normalize("NFC", _LETTERS.get(letter, letter) + _MARKS[mark])
        if len(composed) == 1 and found[place] == text[place] and overlap(place):
            found[place : place + 2] = _SOFT_HYPHEN, composed
    return "".join(found)
