"""The extensions of documents: what is read of a folder where nobody says what."""

from __future__ import annotations

from pathlib import PurePath

from summarize.errors import SourceError
from summarize.sources.detect import detect_format
from summarize.sources.text.markdown import MARKDOWN_SUFFIXES

_SUFFIXES = MARKDOWN_SUFFIXES | frozenset(
    """
    .txt .text .rst .adoc .asciidoc .org .tex .latex
    .html .htm .xhtml .xht .shtml .mht .mhtml
    .pdf .epub .fb2 .doc .docx .odt .rtf
    .eml .mbox .srt .vtt .sbv .ass .ssa .ttml .dfxp .lrc
    .xml .nxml .rss .atom
    """.split()
)
# Data, code and logs are text, too, and have little to summarise. An old `.doc` can't be read, but
# is a document: it is refused with a way out, not passed over.


def is_document_name(name: str) -> bool | None:
    """Whether a file is a document by its extension; None if it has none.

    `"a.PDF" -> True`, `"a.jpg" -> False`, `"README" -> None`
    """
    suffix = PurePath(name).suffix.lower()
    return suffix in _SUFFIXES if suffix else None


def is_document_start(start: bytes) -> bool:
    """Whether the first kilobytes of a file are those of a text or of a document."""
    try:
        return detect_format(start, "") is not None or b"\x00" not in start
    except SourceError:
        return False
