"""Fallback font of boxes for PDFium, for text in fonts that neither file nor machine has.

PDFium drops text whose characters have no extent, and without a font they have none:
a Japanese file that relies on the viewer's fonts comes out empty on a machine without
them. The positions of characters do not depend on their shape, so a font in which
every character is the same box is enough, and the same on every machine.
"""

from __future__ import annotations

import ctypes
import struct
from functools import cache
from typing import Any

_HANDLE = 1
_WESTERN = frozenset({0, 1, 2})  # for these charsets PDFium has fonts of its own
_NAME = b"Boxes\0"
_EM, _ASCENT, _DESCENT = 1000, 880, -120
_LAST_CHARACTER = 0x10FFFF


@cache
def install_box_font() -> tuple[Any, ...]:
    """Make PDFium use the boxes where it has no font, once for the process.

    Returns the objects that the library points to: they must live as long as it does.
    """
    from pypdfium2 import raw

    font = build_box_font()
    info = raw.FPDF_SYSFONTINFO()
    info.version = 1
    types = dict(raw.FPDF_SYSFONTINFO._fields_)
    calls = {
        "Release": lambda this: None,
        "EnumFonts": lambda this, mapper: None,
        "MapFont": lambda this, weight, italic, charset, pitch, face, exact: (
            None if charset in _WESTERN else _HANDLE
        ),
        "GetFont": lambda this, face: None,
        "GetFontData": lambda this, handle, table, buffer, size: (
            0 if table else _copy_to_buffer(font, buffer, size)
        ),
        "GetFaceName": lambda this, handle, buffer, size: _copy_to_buffer(_NAME, buffer, size),
        "GetFontCharset": lambda this, handle: 1,
        "DeleteFont": lambda this, handle: None,
    }
    kept = [types[name](call) for name, call in calls.items()]
    for name, call in zip(calls, kept, strict=True):
        setattr(info, name, call)
    raw.FPDF_SetSystemFontInfo(info)
    return info, font, *kept


def _copy_to_buffer(data: bytes, buffer: Any, size: int) -> int:
    """Copy `data` into the library's buffer, if it fits; return its length."""
    if buffer and size >= len(data):
        ctypes.memmove(buffer, data, len(data))
    return len(data)


def build_box_font() -> bytes:
    """Return a TrueType font that shows every character as one square, 1 em wide.

    Layout of the tables: Microsoft's OpenType specification 1.9; the character map is
    of format 13, in which a range of characters shares one glyph.
    """
    # One contour of four points: up the left side, over, down and back.
    glyph = (
        struct.pack(">5h", 1, 0, _DESCENT, _EM, _ASCENT)
        + struct.pack(">2H", 3, 0)
        + b"\1" * 4
        + struct.pack(">8h", 0, _EM, 0, -_EM, _DESCENT, 0, _EM, 0)
    )
    glyph += b"\0" * (-len(glyph) % 4)
    name = _NAME[:-1].decode("ascii").encode("utf-16-be")
    records = [struct.pack(">6H", 3, 1, 0x409, number, len(name), 0) for number in (1, 2, 4, 6)]
    tables = {
        b"OS/2": struct.pack(">hHHH11h", 4, _EM, 400, 5, *[0] * 11)
        + b"\0" * 10
        + struct.pack(">4L", 0xFFFFFFFF, 0xFFFFFFFF, 0, 0)
        + b"NONE"
        + struct.pack(
            ">3H3h2H2L2h3H", 0x40, 0x20, 0xFFFF, _ASCENT, _DESCENT, 0, _ASCENT, -_DESCENT,
            0x3FFFFFFF, 0, 500, 700, 0, 0x20, 2,
        ),
        b"cmap": struct.pack(">4HL", 0, 1, 3, 10, 12)
        + struct.pack(">2H6L", 13, 0, 28, 0, 1, 0x20, _LAST_CHARACTER, 1),
        b"glyf": glyph * 2,
        b"head": struct.pack(
            ">4L2H2Q4h2H3h", 0x10000, 0x10000, 0, 0x5F0F3CF5, 3, _EM, 0, 0,
            0, _DESCENT, _EM, _ASCENT, 0, 8, 2, 1, 0,
        ),
        b"hhea": struct.pack(
            ">L3hH11hH", 0x10000, _ASCENT, _DESCENT, 0, _EM, 0, 0, _EM, 1, *[0] * 7, 1
        ),
        b"hmtx": struct.pack(">H2h", _EM, 0, 0),
        b"loca": struct.pack(">3L", 0, len(glyph), 2 * len(glyph)),
        b"maxp": struct.pack(">L14H", 0x10000, 2, 4, 1, 0, 0, 1, *[0] * 8),
        b"name": struct.pack(">3H", 0, 4, 6 + 12 * 4) + b"".join(records) + name,
        b"post": struct.pack(">2L2h5L", 0x30000, 0, 0, 0, *[0] * 5),
    }  # fmt: skip
    count = len(tables)
    log = count.bit_length() - 1
    head = struct.pack(">L4H", 0x10000, count, 16 << log, log, 16 * count - (16 << log))
    body = b""
    for tag, data in sorted(tables.items()):
        head += struct.pack(">4s3L", tag, 0, 12 + 16 * count + len(body), len(data))
        body += data + b"\0" * (-len(data) % 4)
    return head + body
