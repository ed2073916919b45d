"""Bytes -> an open PDF, or the error that says why not; its metadata and declared language."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

from summarize.document import Metadata
from summarize.errors import SourceError
from summarize.sources.pdf.fallback_font import install_box_font
from summarize.sources.pdf.repair_file import rebuild_pdf

MAX_PAGES = 5_000
"""A longer file is refused: it would not be read within bounds of time and memory."""

_NOT_A_TITLE = re.compile(
    r"microsoft (?:word|powerpoint|excel)\b|untitled|(?:no )?title$|(?:document|slide|page|binder)"
    r"\s*\d*$|.*\.(?:docx?|pdf|txt|rtf|odt|indd|qxd|tex|dvi|e?ps|wpd|pptx?|xlsx?|html?|pages|pmd)$"
    r"|.*[\\/]|[\W\d_]*$|\S*[_=]\S*$",
    re.I,
)
_LOCKS = {  # by FPDF_ERR_PASSWORD and FPDF_ERR_SECURITY
    4: (
        "protected by a password",
        "remove it first, for example: qpdf --password=SECRET --decrypt in.pdf out.pdf",
    ),
    5: (
        "encrypted in a way that can't be undone here",
        "open it in the program it was made for and save it without protection",
    ),
}
_END = 4096  # bytes in which the last lines are; rubbish may follow them
_PERSON = re.compile(r"[^\W\d_][\w.’'-]*(?:,? +[\w.’'&(),-]+)+$")


@contextmanager
def open_pdf(data: bytes, name: str) -> Iterator[tuple[Any, tuple[str, ...]]]:
    """Open a document of pypdfium2, with notes on how; it is closed at the end.

    Raises SourceError if it needs a password, is damaged beyond reading or too long.
    """
    document, notes = _load_document(data, name)
    with closing(document):
        count = len(document)
        if count > MAX_PAGES:
            raise SourceError(
                f"{name} has {count:,} pages; the most that are read are {MAX_PAGES:,}",
                "split it into parts, for example: qpdf in.pdf --pages . 1-500 -- part.pdf",
            )
        yield document, notes


def _load_document(data: bytes, name: str) -> tuple[Any, tuple[str, ...]]:
    import pypdfium2

    install_box_font()
    content: bytes | None = data
    notes: tuple[str, ...] = ()
    while content is not None:
        try:
            return pypdfium2.PdfDocument(content), notes
        except pypdfium2.PdfiumError as error:
            if error.err_code in _LOCKS:
                reason, hint = _LOCKS[error.err_code]
                raise SourceError(f"{name} is {reason}", hint) from None
        content = None if notes else rebuild_pdf(data)
        notes = ("the PDF is damaged or cut off; read from the parts that are left",)
    raise damaged_pdf_error(name)


def is_cut_off(data: bytes) -> bool:
    """Whether a PDF has no end: the last lines say where its table is, and that it ends."""
    end = data[-_END:]
    return b"%%EOF" not in end and b"startxref" not in end


def damaged_pdf_error(name: str) -> SourceError:
    """Return the error for a file of which no page can be read."""
    return SourceError(
        f"{name} is a damaged PDF: no page of it can be read",
        "get the file again; it may have been cut off when it was downloaded or copied",
    )


def read_pdf_metadata(document: Any) -> Metadata:
    """Return title and author of the file's properties, unless a program filled them in.

    The date of creation is not that of publication (scans, reprints) and left out.
    """
    title = " ".join(document.get_metadata_value("Title").split())
    author = " ".join(document.get_metadata_value("Author").split())
    return Metadata(
        title=None if not title or _NOT_A_TITLE.match(title) else title,
        author=author if _PERSON.match(author) else None,
    )


def read_pdf_language(document: Any) -> str | None:
    """Return the language that the file declares, or None: `"en-US" -> "en"`."""
    from pypdfium2 import raw

    size = raw.FPDFCatalog_GetLanguage(document.raw, None, 0)
    if not 2 < size <= 64:
        return None
    buffer = (ctypes.c_ushort * (size // 2))()
    raw.FPDFCatalog_GetLanguage(document.raw, buffer, size)
    code = bytes(buffer).decode("utf-16-le", "replace").rstrip("\0").partition("-")[0].lower()
    return code if re.fullmatch(r"[a-z]{2}", code) else None
