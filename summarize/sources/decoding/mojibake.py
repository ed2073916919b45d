"""Mojibake (text once decoded wrongly) -> the text that was meant, where it is certain.

`donâ€™t -> don’t`.

Either the whole text turns into valid UTF-8 when it is put back into the bytes of an
old code page, which no text does by chance, or single sequences do that nobody
types. Everything else stays as it is: `MAÇÃ` and `Â` are words and letters.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

MIN_CERTAIN = 3
"""So many broken characters, at least, or one of three characters that nobody types."""

_CODE_PAGES = ("cp1252", "cp1251", "cp1250")
_MAX_ROUNDS = 2  # wrongly decoded twice: seen; more often: not

# What the bytes 80 to BF, which continue a character in UTF-8, are in cp1252.
_TRAILS = "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ\u0081\u008d\u008f\u0090\u009d\u0080-\u00bf"
_SEQUENCE = re.compile(
    f"[\u00c2-\u00df][{_TRAILS}]|[\u00e0-\u00ef][{_TRAILS}]{{2}}|[\u00f0-\u00f4][{_TRAILS}]{{3}}"
)
_CP1252_BYTES = {
    ord(char): byte
    for byte in range(0x80, 0xA0)
    for char in bytes([byte]).decode("cp1252", errors="ignore")
}
"""The bytes of the characters of cp1252 beyond Latin-1."""

_LEAD = re.compile("[\u00c2\u00c3\u00e2]")


def repair_mojibake(text: str) -> tuple[str, int]:
    """Return the text with mojibake undone, and how many characters of it there were.

    `"Itâ€™s" -> ("It’s", 1)`
    """
    count = 0
    for _ in range(_MAX_ROUNDS):
        text, found = _repair_once(text)
        if not found:
            break
        count = max(count, found)
    return text, count


def _repair_once(text: str) -> tuple[str, int]:
    if text.isascii():
        return text, 0
    likely = _SEQUENCE.search(text) is not None
    for page in _CODE_PAGES if likely else _CODE_PAGES[1:]:
        whole = _redecode(text, page)
        if whole is not None:
            return whole
    return _repair_sequences(text) if likely else (text, 0)


def _redecode(text: str, page: str) -> tuple[str, int] | None:
    """Return the whole text repaired, if all of its foreign characters are broken in this page."""
    try:
        fixed = _encode_as(text, page).decode("utf-8")
    except UnicodeError:
        return None
    count = sum(not char.isascii() for char in fixed)
    return (fixed, count) if count >= MIN_CERTAIN else None


def _encode_as(text: str, page: str) -> bytes:
    """Encode text in a code page; where the page has nothing, bytes were passed on unchanged."""
    if page != "cp1252":
        return text.encode(page)
    return text.translate(_CP1252_BYTES).encode("latin-1")


def _repair_sequences(text: str) -> tuple[str, int]:
    """Repair the broken sequences in a text that is otherwise right.

    One of three characters (`â€™`) is certain by itself. Those of two (`Ã©`) are, if
    there are several and their leads are nowhere alone.
    """
    found = [match for match in _SEQUENCE.finditer(text) if _repair_sequence(match.group())]
    long = [match for match in found if len(match.group()) > 2]
    leads = len(_LEAD.findall(text))
    alone = leads - sum(match.group()[0] in "ÂÃâ" for match in found)
    certain = found if len(found) >= MIN_CERTAIN and alone == 0 else long
    parts: list[str] = []
    last = 0
    for match in certain:
        parts += [text[last : match.start()], _repair_sequence(match.group())]
        last = match.end()
    return "".join([*parts, text[last:]]), len(certain)


@cache
def _repair_sequence(sequence: str) -> str:
    """Return the one character that a sequence stands for, "" if it is none that people write."""
    try:
        char = _encode_as(sequence, "cp1252").decode("utf-8")
    except UnicodeError:
        return ""
    written = unicodedata.category(char)[0] in "LPSM" or char in "\u00a0\u00ad\u200b\ufeff"
    return char if written else ""
