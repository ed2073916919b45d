"""Bytes of a PDF -> names of its layers (optional content) that are switched off.

PDFium tells which layer a text is marked with, but not which are shown; so the table
of those that are off is searched for in the file.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

_OFF = re.compile(rb"/OFF\s*\[([^\]]{1,20000})\]")
_REFERENCE = re.compile(rb"(\d{1,8})\s+\d{1,5}\s+R")
_NAME = re.compile(rb"/Name\s*(?:\(((?:[^()\\]|\\.)*)\)|<([0-9A-Fa-f\s]*)>)", re.S)
_OBJECT_STREAM = re.compile(rb"/Type\s*/ObjStm\b")
_FIRST = re.compile(rb"/First\s+(\d+)")
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|.)", re.S)
_HEAD = 500  # bytes around the type of an object stream in which its dictionary is
_MAX_STREAMS = 2_000
_MAX_UNPACKED = 32_000_000  # bytes in all


def find_off_layers(data: bytes) -> frozenset[str]:
    """Return the names of the layers that a file says are not to be shown.

    Of a name in UTF-16 PDFium gives the bytes that are ASCII, so these are among them, too.
    """
    packed = list(_unpack_object_streams(data))
    numbers = {
        int(reference[1])
        for text in (data, *(text for _, text in packed))
        for table in _OFF.finditer(text)
        for reference in _REFERENCE.finditer(table[1])
    }
    names = [name for name in (_find_name(one, data, packed) for one in numbers) if name]
    as_bytes = (name.encode("utf-16-be").decode("ascii", "ignore") for name in names)
    return frozenset(names).union(as_bytes)


def _unpack_object_streams(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the text of each object stream, with the offset at which its objects start."""
    left = _MAX_UNPACKED
    for count, match in enumerate(_OBJECT_STREAM.finditer(data)):
        start = data.find(b"stream", match.end(), match.end() + _HEAD)
        first = _FIRST.search(data, max(0, match.start() - _HEAD), match.end() + _HEAD)
        if count > _MAX_STREAMS or left <= 0 or start < 0 or first is None:
            continue
        start += len(b"stream")
        start += 2 if data[start : start + 2] == b"\r\n" else 1
        try:
            text = zlib.decompressobj().decompress(data[start : start + left], left)
        except zlib.error:
            continue
        left -= len(text)
        yield int(first[1]), text


def _find_name(number: int, data: bytes, packed: list[tuple[int, bytes]]) -> str:
    for first, text in packed:
        table = text[:first].split()
        places = dict(zip(table[::2], table[1::2], strict=False))
        place = places.get(b"%d" % number, b"")
        if place.isdigit():
            match = _NAME.search(text, first + int(place), first + int(place) + 2_000)
            return _decode(match) if match else ""
    objects = re.finditer(rb"(?<!\d)%d\s+\d+\s+obj\b(.{0,2000}?)endobj" % number, data, re.S)
    matches = [_NAME.search(one[1]) for one in objects]
    return next((_decode(match) for match in reversed(matches) if match), "")


def _decode(match: re.Match[bytes]) -> str:
    """Return a string of PDF: `(Draft)`, `<FEFF0044>`."""
    if match[2] is not None:
        digits = b"".join(match[2].split())
        raw = bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))
    else:
        raw = _ESCAPE.sub(_unescape, match[1])
    if raw.startswith(b"\xfe\xff"):
        return raw[2:].decode("utf-16-be", "replace")
    return raw.decode("latin-1")


def _unescape(match: re.Match[bytes]) -> bytes:
    named = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b""}
    if match[1].isdigit():
        return bytes([int(match[1], 8) & 0xFF])
    return named.get(match[1], match[1])
