"""Bytes -> which format they are in (PDF, HTML, DOCX, ...), or why that can't be read.

The content decides first, then the extension of the name.
"""

from __future__ import annotations

import re
from pathlib import PurePath

from summarize.errors import SourceError
from summarize.sources.text.markdown import MARKDOWN_SUFFIXES

_IMAGE = "read its text with an OCR program such as tesseract, and give that"
_SOUND = "write down what is said in it with a transcription program, and give that"
_ARCHIVE = "unpack it, and give the files in it"
_OFFICE = "save it as a .docx or .pdf file and give that"
_SHEET = "copy what is to be summarised into a text file and give that"
_NOTHING = "give a document: text, Markdown, HTML, PDF, EPUB, DOCX, ODT, RTF"

# Longer before shorter where one begins like another.
_REFUSED_STARTS: tuple[tuple[bytes, str, str], ...] = (
    (b"%!PS", "a PostScript document", "convert it with ps2pdf, and give the PDF"),
    (b"\x1f\x8b", "a gzip archive", _ARCHIVE),
    (b"BZh", "a bzip2 archive", _ARCHIVE),
    (b"\xfd7zXZ\x00", "an xz archive", _ARCHIVE),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive", _ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", _ARCHIVE),
    (b"Rar!\x1a\x07", "a RAR archive", _ARCHIVE),
    (b"\x89PNG\r\n\x1a\n", "a PNG image", _IMAGE),
    (b"\xff\xd8\xff", "a JPEG image", _IMAGE),
    (b"GIF87a", "a GIF image", _IMAGE),
    (b"GIF89a", "a GIF image", _IMAGE),
    (b"II*\x00", "a TIFF image", _IMAGE),
    (b"MM\x00*", "a TIFF image", _IMAGE),
    (b"AT&TFORM", "a DjVu document", _IMAGE),
    (b"ID3", "an MP3 recording", _SOUND),
    (b"OggS", "an Ogg recording", _SOUND),
    (b"fLaC", "a FLAC recording", _SOUND),
    (b"\x1aE\xdf\xa3", "a Matroska video", _SOUND),
    (b"GGUF", "a GGUF model", "it goes behind --model"),
    (b"SQLite format 3\x00", "an SQLite database", _NOTHING),
    (b"\x7fELF", "a program (ELF)", _NOTHING),
    (b"\xca\xfe\xba\xbe", "a compiled program", _NOTHING),
    (b"\xcf\xfa\xed\xfe", "a program (Mach-O)", _NOTHING),
    (b"\x00asm", "a WebAssembly module", _NOTHING),
)

_OLE_START = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Names of streams in an OLE container, which are UTF-16.
_OLE_KINDS: tuple[tuple[str, str, str], ...] = (
    ("EncryptedPackage", "locked with a password", "open it, take the password off, save it"),
    ("WordDocument", "a Word document in the format of before 2007 (.doc)", _OFFICE),
    ("__substg1.0_", "an Outlook message (.msg)", "save it as .eml or text and give that"),
    ("Workbook", "an Excel workbook (.xls)", _SHEET),
    ("PowerPoint Document", "a PowerPoint presentation (.ppt)", _OFFICE),
)

_ZIP_STARTS = (b"PK\x03\x04", b"PK\x05\x06")
_ZIP_HEAD = 200  # holds the first member, in which books and OpenDocument files say what they are
_MIMETYPES = {b"application/epub+zip": "epub", b"application/vnd.oasis.opendocument.text": "odt"}
_ZIP_MEMBERS = {
    b"word/document": "docx",
    b"META-INF/container.xml": "epub",
    b"META-INF/manifest.xml": "odt",
}
_ZIP_REFUSED: tuple[tuple[bytes, str, str], ...] = (
    (b"application/vnd.oasis.opendocument", "an OpenDocument file that is no text", _OFFICE),
    (b"xl/workbook", "an Excel workbook (XLSX)", _SHEET),
    (b"ppt/presentation", "a PowerPoint presentation (PPTX)", _OFFICE),
)

_HEAD = 4096
_PDF_HEAD = 1024  # readers have always allowed so much rubbish before a PDF
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*)*"
    rb"<(?:!doctype\s+html|html|head|body|title|meta|link|script|style)\b",
    re.IGNORECASE | re.DOTALL,
)
_FRAGMENT = re.compile(
    rb"\s*<(?:p|div|article|section|main|h[1-6]|table|ul|ol|span|header|nav|font|center|blockquote)"
    rb"(?:\s[^<>]{0,500})?>",
    re.IGNORECASE,
)
_MARKUP = re.compile(rb"\s*<(?:\?xml|!doctype|!--|[a-z][\w:.-]{0,60}(?:\s[^<>]{0,2000})?/?>)", re.I)
_WHOLE_PAGE = re.compile(rb"\s*<(?:\?xml|!doctype\s+html|html)\b", re.IGNORECASE)
_LATEX_HEAD = 40_000  # bytes: preambles are long
_HTML_SUFFIXES = frozenset({".html", ".htm", ".xhtml", ".xht", ".shtml"})


def detect_format(
    data: bytes, name: str, origin: str = "", content_type: str | None = None
) -> str | None:
    """Return the format of these bytes ("pdf", "html", ...); None if they are to be read as text.

    `name` is what messages call them, `origin` a path or an address whose extension
    may decide, `content_type` what a web server said. Raises SourceError for what
    can't be read, with a way out.

    `b"%PDF-1.7..." -> "pdf"`; `b"One. Two." -> None`
    """
    from summarize.sources.formats import latex, mail_detection, subtitles

    head = data[:_HEAD]
    if b"%PDF-" in head[:_PDF_HEAD]:
        return "pdf"
    if head.startswith(_ZIP_STARTS):
        return _detect_zip_format(data, name)
    if head.startswith(_OLE_START):
        for stream, kind, hint in _OLE_KINDS:
            if stream.encode("utf-16-le") in data:
                raise SourceError(f"{name} is {kind}", hint)
        raise SourceError(f"{name} is an Office document in the format of before 2007", _OFFICE)
    bare = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if bare.startswith(b"{\\rtf"):
        return "rtf"
    _refuse_binary(head, bare, name)
    # UTF-16 looks like ASCII without its zero bytes, and its mark is no white space.
    plain = head.removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff").replace(b"\x00", b"")
    plain = plain.removeprefix(b"\xef\xbb\xbf")
    extension = PurePath(origin).suffix.lower()
    is_declared_html = content_type == "text/html" or extension in _HTML_SUFFIXES
    # Markdown may begin with any element, but is no whole page.
    marked = extension in MARKDOWN_SUFFIXES and not _WHOLE_PAGE.match(plain)
    markup = None if marked else _detect_markup(plain, data, name, is_declared_html)
    if markup:
        return markup
    if mail_detection.is_mail(data):
        return "mail"
    if subtitles.is_subtitles(plain.decode("latin-1")):
        return "subtitles"
    start = data[:_LATEX_HEAD].replace(b"\x00", b"")
    quoted = extension in MARKDOWN_SUFFIXES  # Markdown may quote LaTeX
    marked = not quoted and latex.is_latex(start.decode("latin-1"))
    return "latex" if marked else None


def _detect_zip_format(data: bytes, name: str) -> str:
    """Find the format by the names of members, which are uncompressed in the file.

    They are not listed: a list of them may be endless.
    """
    start = data[:_ZIP_HEAD]
    for mark, found in _MIMETYPES.items():
        if mark in start:
            return found
    for mark, kind, hint in _ZIP_REFUSED:
        if mark in (start if mark.startswith(b"application/") else data):
            raise _unreadable_error(name, kind, hint)
    for member, found in _ZIP_MEMBERS.items():
        if member in data:
            return found
    raise _unreadable_error(name, "a ZIP archive", _ARCHIVE)


def _refuse_binary(head: bytes, bare: bytes, name: str) -> None:
    """Raise SourceError for what is known not to be text."""
    if head.startswith(b"RIFF") and head[8:12] in (b"WEBP", b"WAVE", b"AVI "):
        raise _unreadable_error(name, "an image or a recording", _SOUND)
    if head[4:8] == b"ftyp":
        raise _unreadable_error(name, "a video or a recording (MP4)", _SOUND)
    if head.startswith(b"BM") and b"\x00" in head[:16]:
        raise _unreadable_error(name, "a BMP image", _IMAGE)
    if head.startswith(b"MZ") and b"\x00" in head[:64]:
        raise _unreadable_error(name, "a program (Windows)", _NOTHING)
    for mark, kind, hint in _REFUSED_STARTS:
        if bare.startswith(mark):
            raise _unreadable_error(name, kind, hint)


def _detect_markup(plain: bytes, data: bytes, name: str, is_declared_html: bool) -> str | None:
    """Return the format of what is written in tags; None for what is not."""
    if not plain.lstrip().startswith(b"<"):
        return "html" if is_declared_html and b"</" in data else None
    from summarize.sources.formats.xml_dialects import detect_xml_format

    kind = detect_xml_format(data)
    if kind == "xhtml" or _HTML.match(plain):
        return "html"
    if not kind and (is_declared_html or (_FRAGMENT.match(plain) and b"</" in data)):
        return "html"
    if not kind and _MARKUP.match(plain) and b"</" in data[-_HEAD:].replace(b"\x00", b""):
        what, hint = "an XML document of an unknown kind", "save its text and give that"
        raise _unreadable_error(name, what, hint)
    return kind


def _unreadable_error(name: str, kind: str, hint: str) -> SourceError:
    return SourceError(f"{name} is {kind}, which can't be read", hint)
