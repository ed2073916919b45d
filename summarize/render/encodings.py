"""Text for a stream that is not UTF-8: what it can't hold is escaped, and never becomes a "?"."""

from __future__ import annotations

import codecs
import json
from typing import TextIO

from summarize.settings import Format

ESCAPE_ERRORS = "summarize.escape"
"""The name of the error handler of encodings that escapes as JSON does: `"€" -> "\\u20ac"`."""


def is_utf8(stream: TextIO) -> bool:
    """Whether what is written to a stream becomes UTF-8; a stream in memory has no encoding."""
    encoding = getattr(stream, "encoding", None) or "utf-8"
    return codecs.lookup(encoding).name == "utf-8"


def fit_to_stream(text: str, format: Format, stream: TextIO) -> str:
    """Return a result as it can be written to a stream.

    JSON has to be UTF-8, and a page says of itself that it is: for other encodings both are made
    ASCII, which means the same. Other formats are left to the stream's error handler.
    """
    if is_utf8(stream):
        return text
    if format is Format.JSON:
        return "".join(c if c.isascii() else json.dumps(c)[1:-1] for c in text)
    if format is Format.HTML:
        return text.encode("ascii", "xmlcharrefreplace").decode("ascii")
    return text


def _escape(error: UnicodeError) -> tuple[str | bytes, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    char = error.object[error.start]
    if "\udc80" <= char <= "\udcff":  # a byte of a file's name, as Python holds it
        return bytes([ord(char) - 0xDC00]), error.start + 1
    return json.dumps(char)[1:-1], error.start + 1


codecs.register_error(ESCAPE_ERRORS, _escape)
