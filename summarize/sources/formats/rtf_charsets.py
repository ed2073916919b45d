"""The character sets that fonts of an RTF document name, as Python's codecs."""

from __future__ import annotations

import codecs

SYMBOL = "symbol"
"""Fonts of pictures, whose letters are none."""

CHARSETS = {
    2: SYMBOL, 77: "mac_roman", 78: "shift_jis", 79: "euc_kr", 80: "gb2312", 81: "big5",
    84: "mac_arabic", 85: "mac_greek", 86: "mac_turkish", 88: "mac_latin2",
    89: "mac_cyrillic", 128: "cp932", 129: "cp949", 130: "johab", 134: "gb18030", 136: "cp950",
    161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257",
    204: "cp1251", 222: "cp874", 238: "cp1250", 254: "cp437", 255: "cp850",
}  # fmt: skip
"""By the number behind `\\fcharset`; 0 (Western) and 1 (default) follow the document."""


def known_codec(name: str) -> str | None:
    """A codec's proper name: `"cp1252" -> "cp1252"`, `"cp0" -> None`."""
    try:
        return codecs.lookup(name).name
    except LookupError:
        return None
