"""The reading side: a path, standard input or a string -> Document.

One module a format; which one is decided by the content first and by the file's
extension second.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import BinaryIO

from summarize.document import Document
from summarize.errors import SourceError, UsageError
from summarize.sources import formats, markdown
from summarize.sources import text as plain
from summarize.sources.decoding import Decoded, decode
from summarize.sources.layout import Origin, assemble
from summarize.sources.loading import load, load_stream, shown
from summarize.sources.outline import readable

__all__ = ["read", "readable"]

STDIN = "-"

_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
_INVISIBLE = re.compile(r"[\s\ufeff\u200b\u2060\x00]*")


def read(
    source: str | Path | None = None,
    *,
    text: str | None = None,
    language: str | None = None,
    stdin: BinaryIO | None = None,
) -> Document:
    """Read an article: a file, `"-"` for standard input, or a string given as `text`.

    `language` (an ISO 639-1 code) overrides the detection. `stdin` stands in for
    standard input. Raises SourceError if the source can't be read or holds no
    text, UsageError unless exactly one of `source` and `text` is given.

    `read(text="One. Two.").sentences -> (Sentence(1, Span(0, 4), 0), Sentence(2, ...))`
    """
    if text is not None and source is None:
        data = text.encode("utf-8", errors="surrogatepass")
        return _parsed(Decoded(text), data, "text", language)
    if source is None or text is not None:
        raise UsageError("give either a source or a text", 'read("article.txt") or read(text=...)')
    data = _loaded(source, stdin)
    formats.refuse_binary(data, _shown(source))
    return _parsed(decode(data, _shown(source)), data, str(source), language)


def _shown(source: str | Path) -> str:
    return "standard input" if source == STDIN else shown(source)


def _loaded(source: str | Path, stdin: BinaryIO | None) -> bytes:
    if source == STDIN:
        return load_stream(stdin)
    if not str(source).strip():
        raise SourceError("the name of the source is empty", "give a file, or - for standard input")
    if isinstance(source, str) and _ADDRESS.match(source):
        raise SourceError(
            f"{shown(source)}: web addresses are not supported yet",
            "save the page's text as a .txt file and give that",
        )
    return load(Path(source))


def _parsed(decoded: Decoded, data: bytes, origin: str, language: str | None) -> Document:
    text, name = decoded.text, _shown(origin)
    if _INVISIBLE.fullmatch(text):
        raise SourceError(f"{name} holds only white space", "give a text with sentences in it")
    formats.refuse_markup(text, name)
    parse = markdown.parse if markdown.is_markdown(text, origin) else plain.parse
    notes = (decoded.note,) if decoded.note else ()
    digest = hashlib.sha256(data).hexdigest()
    return assemble(text, parse(text), Origin(origin, name, digest, notes), _primary(language))


def _primary(language: str | None) -> str | None:
    """`"en-GB" -> "en"`."""
    return re.split(r"[-_]", language.strip().lower())[0] or None if language else None
