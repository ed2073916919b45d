"""A ZIP container without its end -> the members that are there, the last one as far as it goes.

The list of members stands at the end of a container, so a file that was cut off has none;
but each member begins with a header of its own.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from zipfile import ZIP_DEFLATED, ZIP_STORED

_HEADER_START = b"PK\x03\x04"
_ANY_START = (_HEADER_START, b"PK\x01\x02", b"PK\x07\x08")
_HEADER = struct.Struct("<4s5H3L2H")
_UTF8 = 0x800
_ENCRYPTED = 0x1


@dataclass(frozen=True, slots=True)
class FoundMember:
    """A member that was found by its own header; its packed bytes are `data[start:end]`."""

    name: str
    method: int
    start: int
    end: int


def find_members(data: bytes) -> Iterator[FoundMember]:
    """Yield the members of a container that can be read, in order."""
    at = data.find(_HEADER_START)
    while at >= 0 and at + _HEADER.size <= len(data):
        _, _, flags, method, _, _, _, packed, _, name_size, extra = _HEADER.unpack_from(data, at)
        name_at = at + _HEADER.size
        start = name_at + name_size + extra
        name = data[name_at : name_at + name_size]
        end = start + packed if packed else _find_next(data, start)
        if start < len(data) and not flags & _ENCRYPTED and method in (ZIP_STORED, ZIP_DEFLATED):
            codec = "utf-8" if flags & _UTF8 else "cp437"
            text = name.decode(codec, errors="replace")
            yield FoundMember(text, method, start, min(end, len(data)))
        at = data.find(_HEADER_START, max(end, at + 4))


def _find_next(data: bytes, start: int) -> int:
    found = [at for mark in _ANY_START if (at := data.find(mark, start)) >= 0]
    return min(found, default=len(data))


def unpack(data: bytes, member: FoundMember, limit: int) -> bytes:
    """Return a member's bytes as far as they go, at most `limit`."""
    packed = data[member.start : member.end]
    if member.method == ZIP_STORED:
        return packed[:limit]
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    found = bytearray()
    for at in range(0, len(packed), 4096):  # what is damaged ends the member
        try:
            found += unpacker.decompress(packed[at : at + 4096], limit - len(found))
        except zlib.error:
            break
        if len(found) >= limit or unpacker.eof:
            break
    return bytes(found)
