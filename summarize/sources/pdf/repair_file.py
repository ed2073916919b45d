"""Repair of a PDF that was cut off or lost its cross-reference table.

A PDF ends with the table of where everything is; one whose end is missing can't be
opened though most of its pages are there. Here its objects are searched for one by
one, and a new table and a new tree of pages are written behind them. Where not even
the pages are left (some programs write them last), each stream of text becomes a page
with the next list of fonts in the file.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

_OBJECT = re.compile(rb"(?<!\d)(\d{1,8})\s{1,3}\d{1,5}\s{1,3}obj\b")
_PAGE = re.compile(rb"/Type\s*/Page\b")
_OBJECT_STREAM = re.compile(rb"/Type\s*/ObjStm\b")
_FONTS = re.compile(rb"/Font\s*(?:<<|\d+\s+\d+\s+R)")
_NO_PAGE_TEXT = re.compile(rb"/(?:Type|Subtype|Length1|FunctionType|ColorSpace)\b")
_PARENT = re.compile(rb"/Parent\s+(\d+)\s+\d+\s+R")
_RESOURCES = re.compile(rb"/Resources\s+\d+\s+\d+\s+R")
_BOX = re.compile(rb"/MediaBox\s*\[[^\]]{1,100}\]")
_COUNT = re.compile(rb"/N\s+(\d+)")
_FIRST = re.compile(rb"/First\s+(\d+)")
_SHOWS_TEXT = re.compile(rb"\bBT\b.{0,2000}?\bTf\b", re.S)
_ENCRYPTED = re.compile(rb"/Filter\s*/Standard\b")
_ANYWHERE = b"/MediaBox [-2000 -2000 3000 3000]"  # where the origin was is not known
_MAX_OBJECTS = 300_000
_MAX_UNPACKED = 64_000_000  # bytes in all: a stream may say little and hold a lot
_MAX_STREAM = 16_000_000
_MAX_HEAD = 100_000


@dataclass(frozen=True, slots=True)
class _Object:
    """An object: its number, where it starts, and its part before any stream."""

    number: int
    start: int
    body: int
    end: int


def rebuild_pdf(data: bytes) -> bytes | None:
    """Return the file with a new table and tree of pages, or None if no page is left.

    An encrypted file is not rebuilt: its key is in the part that is lost.
    """
    if _ENCRYPTED.search(data):
        return None
    objects = list(_find_objects(data))
    unpacked, extra = _unpack_object_streams(data, objects)
    whole = data + b"\n" + unpacked
    objects += extra
    if not objects:
        return None
    latest = {one.number: one for one in objects}
    root = max(latest) + 1
    heads = ((one, _read_head(whole, one)) for one in latest.values())
    pages = [one for one, head in heads if _PAGE.search(head) and b">>" in head]
    written = [(one.number, _rewrite_page(whole, latest, one, root)) for one in pages]
    written = written or list(enumerate(_make_pages(whole, objects, root), start=root + 2))
    return _append_table(whole, latest, written, root) if written else None


def _find_objects(data: bytes) -> Iterator[_Object]:
    found = list(islice(_OBJECT.finditer(data), _MAX_OBJECTS))
    ends = [*(match.start() for match in found[1:]), len(data)]
    for match, end in zip(found, ends, strict=False):
        yield _Object(int(match[1]), match.start(), match.end(), end)


def _read_head(data: bytes, one: _Object) -> bytes:
    """Return an object's own text, without the stream that it may hold."""
    text = data[one.body : min(one.end, one.body + _MAX_HEAD)]
    return text.partition(b"stream")[0].partition(b"endobj")[0]


def _decompress_stream(data: bytes, one: _Object, most: int) -> bytes:
    """Return the content of a compressed stream, at most `most` bytes, also if it is cut off."""
    head = _read_head(data, one)
    start = data.find(b"stream", one.body, one.end)
    if b"FlateDecode" not in head or start < 0:
        return b""
    start += len(b"stream")
    start += 2 if data[start : start + 2] == b"\r\n" else 1
    try:
        return zlib.decompressobj().decompress(data[start : one.end], most)
    except zlib.error:
        return b""


def _unpack_object_streams(data: bytes, objects: list[_Object]) -> tuple[bytes, list[_Object]]:
    """Return the text and places of objects in object streams; they start behind the file."""
    text = bytearray()
    found: list[_Object] = []
    for one in objects:
        if not _OBJECT_STREAM.search(_read_head(data, one)) or len(text) > _MAX_UNPACKED:
            continue
        content = _decompress_stream(data, one, _MAX_STREAM)
        for number, body in _parse_object_stream(_read_head(data, one), content):
            start = len(data) + 1 + len(text)
            opening = b"%d 0 obj\n" % number
            text += opening + body + b"\nendobj\n"
            end = len(data) + 1 + len(text)
            found.append(_Object(number, start, start + len(opening), end))
    return bytes(text), found


def _parse_object_stream(head: bytes, content: bytes) -> Iterator[tuple[int, bytes]]:
    count, first = _COUNT.search(head), _FIRST.search(head)
    if count is None or first is None:
        return
    offset = int(first[1])
    table = content[:offset].split()[: 2 * int(count[1])]
    if all(entry.isdigit() and len(entry) < 10 for entry in table):
        numbers, places = map(int, table[::2]), list(map(int, table[1::2]))
        for number, start, end in zip(numbers, places, [*places[1:], len(content)], strict=False):
            yield number, content[offset + start : offset + end]


def _rewrite_page(data: bytes, latest: dict[int, _Object], one: _Object, root: int) -> bytes:
    """Return the text of a page in the new tree, with what it inherited written out."""
    head = _read_head(data, one)
    parent = _PARENT.search(head)
    above = latest.get(int(parent[1])) if parent else None
    inherited = _read_head(data, above) if above else b""
    extra = b"/Parent %d 0 R " % root
    for wanted, name in ((_RESOURCES, b"/Resources"), (_BOX, b"/MediaBox")):
        match = wanted.search(inherited)
        if match and name not in head:
            extra += match[0] + b" "
    text = _PARENT.sub(b"", head).strip()
    return text[: text.rindex(b">>")] + extra + b">>"


def _make_pages(data: bytes, objects: list[_Object], root: int) -> Iterator[bytes]:
    """Yield a page for each stream of text, with the next list of fonts behind it."""
    left = _MAX_UNPACKED
    waiting: list[_Object] = []
    for one in objects:
        head = _read_head(data, one)
        if _FONTS.search(head) and b"stream" not in data[one.body : one.body + len(head) + 6]:
            for content in waiting:
                yield (
                    b"<< /Type /Page /Parent %d 0 R /Contents %d 0 R /Resources %d 0 R %b >>"
                    % (root, content.number, one.number, _ANYWHERE)
                )
            waiting = []
        elif left > 0 and not _NO_PAGE_TEXT.search(head):
            content_text = _decompress_stream(data, one, min(left, _MAX_STREAM))
            left -= len(content_text)
            if _SHOWS_TEXT.search(content_text):
                waiting.append(one)


def _append_table(
    data: bytes, latest: dict[int, _Object], pages: list[tuple[int, bytes]], root: int
) -> bytes:
    """Return the file with its pages, their tree and the table behind it."""
    kids = b" ".join(b"%d 0 R" % number for number, _ in pages)
    tree = b"<< /Type /Pages /Count %d /MediaBox [0 0 612 792] /Kids [%b] >>" % (len(pages), kids)
    catalog = b"<< /Type /Catalog /Pages %d 0 R >>" % root
    places = {one.number: one.start for one in latest.values()}
    text = bytearray(data + b"\n")
    for number, body in (*pages, (root, tree), (root + 1, catalog)):
        places[number] = len(text)
        text += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    start = len(text)
    text += b"xref\n0 1\n0000000000 65535 f \n"
    for number in sorted(places):
        text += b"%d 1\n%010d 00000 n \n" % (number, places[number])
    trailer = b"trailer\n<< /Size %d /Root %d 0 R >>\nstartxref\n%d\n%%%%EOF\n"
    return bytes(text + trailer % (max(places) + 1, root + 1, start))
