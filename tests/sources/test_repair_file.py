"""A PDF that lost its end: objects found again, pages hung into a new tree."""

from __future__ import annotations

import zlib

from summarize.sources.blocks import BlockKind
from summarize.sources.pdf import extract
from summarize.sources.pdf.repair_file import rebuild_pdf

STORY = b"BT /F1 12 Tf 72 700 Td (The ferry was late that day.) Tj ET"
FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"


def numbered(*bodies: bytes) -> bytes:
    """Objects 1, 2, ... with nothing behind them."""
    parts = (b"%d 0 obj\n%b\nendobj\n" % (number, body) for number, body in enumerate(bodies, 1))
    return b"%PDF-1.5\n" + b"".join(parts)


def stream(content: bytes, entries: bytes = b"") -> bytes:
    packed = zlib.compress(content)
    head = b"<< /Filter /FlateDecode /Length %d %b >>" % (len(packed), entries)
    return head + b" stream\n" + packed + b"\nendstream"


def prose(data: bytes) -> list[str]:
    blocks = extract(data, "cut.pdf").blocks
    return [block.text for block in blocks if block.kind is BlockKind.PROSE]


def test_pages_without_a_tree() -> None:
    page = (
        b"<< /Type /Page /Parent 9 0 R /MediaBox [0 0 612 792] /Contents 2 0 R"
        b" /Resources << /Font << /F1 3 0 R >> >> >>"
    )
    assert prose(numbered(page, stream(STORY), FONT)) == ["The ferry was late that day."]


def test_what_a_page_inherits_is_looked_up() -> None:
    page = b"<< /Type /Page /Parent 4 0 R /Contents 2 0 R >>"
    tree = b"<< /Type /Pages /Kids [1 0 R] /Count 1 /Resources 5 0 R /MediaBox [0 0 612 792] >>"
    data = numbered(page, stream(STORY), FONT, tree, b"<< /Font << /F1 3 0 R >> >>")
    assert prose(data) == ["The ferry was late that day."]


def test_pages_in_packed_objects() -> None:
    page = b"<< /Type /Page /Parent 9 0 R /Contents 1 0 R /Resources 7 0 R >>"
    names = b"<< /Font << /F1 2 0 R >> >>"
    table = b"6 0 7 %d " % len(page)
    packed = stream(table + page + names, b"/Type /ObjStm /N 2 /First %d" % len(table))
    assert prose(numbered(stream(STORY), FONT, packed)) == ["The ferry was late that day."]


def test_streams_of_text_without_pages() -> None:
    """Some programs write the pages last, so that they are lost first."""
    names = b"<< /ProcSet [/PDF /Text] /Font << /F1 3 0 R >> >>"
    shown = b"BT /F1 12 Tf 0 -20 Td (The ferry was late that day.) Tj ET"
    assert prose(numbered(stream(shown), names, FONT)) == ["The ferry was late that day."]


def test_nothing_is_made_of_nothing() -> None:
    assert rebuild_pdf(b"") is None
    assert rebuild_pdf(b"no objects here") is None
    assert rebuild_pdf(numbered(FONT)) is None


def test_an_encrypted_file_is_not_rebuilt() -> None:
    """Its key is lost; what could be read would be noise."""
    lock = b"<< /Filter /Standard /V 1 /R 2 >>"
    assert rebuild_pdf(numbered(b"<< /Type /Page /Contents 2 0 R >>", stream(STORY), lock)) is None


def test_a_stream_that_unpacks_without_end_is_cut() -> None:
    bomb = stream(STORY + b" " * 40_000_000)
    names = b"<< /Font << /F1 3 0 R >> >>"
    assert rebuild_pdf(numbered(bomb, names, FONT)) is not None
