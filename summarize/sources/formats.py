"""What kind of document some bytes are, by their first bytes rather than by a file's name."""

from __future__ import annotations

import re

from summarize.errors import SourceError

# Longer before shorter where one begins like another.
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF document"),
    (b"{\\rtf", "an RTF document"),
    (b"%!PS", "a PostScript document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"ID3", "an MP3 recording"),
    (b"OggS", "an Ogg recording"),
    (b"fLaC", "a FLAC recording"),
    (b"\x1aE\xdf\xa3", "a Matroska video"),
    (b"GGUF", "a GGUF model"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"\x7fELF", "a program (ELF)"),
    (b"\xca\xfe\xba\xbe", "a compiled program"),
    (b"\xcf\xfa\xed\xfe", "a program (Mach-O)"),
    (b"\x00asm", "a WebAssembly module"),
)
_ZIPPED: tuple[tuple[bytes, str], ...] = (
    (b"application/epub+zip", "an EPUB book"),
    (b"application/vnd.oasis.opendocument", "an OpenDocument file"),
    (b"word/", "a Word document (DOCX)"),
    (b"xl/", "an Excel workbook (XLSX)"),
    (b"ppt/", "a PowerPoint presentation (PPTX)"),
)
_HTML = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_XML = re.compile(r"\s*<(?:\?xml|!doctype)\b", re.IGNORECASE)
_HEAD = 4096


def refuse_binary(data: bytes, name: str) -> None:
    """Raise SourceError if `data` is a document of a kind that can't be read (yet), and say which.

    `b"%PDF-1.7..." -> SourceError("a.pdf is a PDF document, which is not supported yet")`
    """
    kind = _binary_kind(data)
    if kind is not None:
        raise _unsupported(name, kind)


def refuse_markup(text: str, name: str) -> None:
    """Raise SourceError if `text` is a web page or other XML, whose tags would be read as words."""
    head = text[:_HEAD]
    if _HTML.match(head):
        raise _unsupported(name, "an HTML page")
    if _XML.match(head):
        raise _unsupported(name, "an XML document")


def _binary_kind(data: bytes) -> str | None:
    head = data[:_HEAD]
    if head.startswith(b"PK\x03\x04") or head.startswith(b"PK\x05\x06"):
        return next((kind for mark, kind in _ZIPPED if mark in data), "a ZIP archive")
    if head.startswith(b"RIFF") and head[8:12] in (b"WEBP", b"WAVE", b"AVI "):
        return "an image or a recording"
    if head[4:8] == b"ftyp":
        return "a video or a recording (MP4)"
    if head.startswith(b"BM") and b"\x00" in head[:16]:
        return "a BMP image"
    if head.startswith(b"MZ") and b"\x00" in head[:64]:
        return "a program (Windows)"
    stripped = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    return next((kind for mark, kind in _MAGIC if stripped.startswith(mark)), None)


def _unsupported(name: str, kind: str) -> SourceError:
    hint = "save its text as a .txt file and give that"
    return SourceError(f"{name} is {kind}, which is not supported yet", hint)
