"""Entities of HTML in plain text -> the characters that they stand for."""

from __future__ import annotations

import re
from html.entities import html5

_ENTITY = re.compile(
    r"(?<![`\"'“‘])&(#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});(?![`\"'”’])"
)
_MOST_ESCAPES = 3  # "&amp;amp;nbsp;" was escaped three times


def decode_entities(text: str) -> str:
    """Return the text without entities; one in quotation marks is spoken of, and stays.

    `"AT&amp;T &mdash; 5&nbsp;km" -> "AT&T — 5\\xa0km"`; lines stay lines.
    """
    for _ in range(_MOST_ESCAPES):
        decoded = _ENTITY.sub(_decode, text) if "&" in text else text
        if decoded == text:
            break
        text = decoded
    return text


def _decode(entity: re.Match[str]) -> str:
    name = entity[1]
    if not name.startswith("#"):
        return html5.get(f"{name};", entity.group())
    hexadecimal = name[1] in "xX"
    code = int(name[2:], 16) if hexadecimal else int(name[1:])
    known = code == 0xA0 or (code < 0x110000 and chr(code).isprintable())
    return chr(code) if known else entity.group()
