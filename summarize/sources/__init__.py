"""Files, web addresses, standard input and strings -> Document: `read`.

One module a format; which one is decided by the content first and by the name's
extension second. What is not text is parsed in a child process, with a bound on time
and memory: such files come from strangers.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from summarize.characters import CONTROLS, INVISIBLE, JOINERS
from summarize.document import Document
from summarize.errors import SourceError, UsageError
from summarize.progress import activity
from summarize.sources import detect
from summarize.sources import text as plain
from summarize.sources.blocks import build_layout, primary_subtag
from summarize.sources.decoding import DecodedText, decode
from summarize.sources.entities import decode_entities, mark_entities
from summarize.sources.layout import Origin, build_document, render_readable
from summarize.sources.loading import (
    check_size,
    load_file,
    load_stream,
    replace_unprintable,
)
from summarize.sources.sandbox import extract_in_sandbox
from summarize.sources.talk import find_talk, retell
from summarize.sources.text import markdown

__all__ = ["read", "read_bytes", "render_readable"]

STDIN = "-"

MAX_LINES = 1_000_000
"""Of a text. Time grows with the lines: a book has fewer than 100,000, and nobody wrote more."""

_WEB_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
_OTHER_ADDRESS = re.compile(r"(?:www\.|(?:ftp|file|data|gopher|ssh)://?)", re.IGNORECASE)
# In which people save what a transcription program gives them.
_OFFICE_FORMATS = frozenset({"docx", "odt", "rtf"})
_NOTHING_SEEN = re.compile(rf"[\s{CONTROLS}{INVISIBLE}{JOINERS}]*")


@dataclass(frozen=True, slots=True)
class _LoadedSource:
    """Bytes, the name of their source, and what a web server said of them.

    `address` is the page's own, behind all redirections; it is None for a file.
    """

    data: bytes
    origin: str
    address: str | None = None
    content_type: str | None = None
    charset: str | None = None
    notes: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The name of the source in messages."""
        return "standard input" if self.origin == STDIN else replace_unprintable(self.origin)


def read(
    source: str | Path | None = None,
    *,
    text: str | None = None,
    language: str | None = None,
    stdin: BinaryIO | None = None,
) -> Document:
    """Read a document: a file, a web address, `"-"` for standard input, or a string as `text`.

    `language` (an ISO 639-1 code) overrides the detection. `stdin` stands in for
    standard input. Raises SourceError if the source can't be read or holds no
    text, UsageError unless exactly one of `source` and `text` is given.

    `read(text="One. Two.").sentences -> (Sentence(1, Span(0, 4), 0), Sentence(2, ...))`
    """
    language = primary_subtag(language)
    if text is not None and source is None:
        data = text.encode("utf-8", errors="surrogatepass")
        return _build_from_text(DecodedText(text), _LoadedSource(data, "text"), language)
    if source is None or text is not None:
        raise UsageError("give either a source or a text", 'read("article.txt") or read(text=...)')
    return _build(_load_source(source, stdin), language)


def read_bytes(data: bytes, name: str, *, language: str | None = None) -> Document:
    """Read a document from its bytes; `name` is its origin, whose extension may tell the format.

    No file is opened and no address fetched, whatever the name is. Raises SourceError and takes
    `language` as `read` does. `read_bytes(b"One. Two.", "a.txt").origin -> "a.txt"`
    """
    loaded = _LoadedSource(check_size(data, replace_unprintable(name)), name)
    return _build(loaded, primary_subtag(language))


def _build(loaded: _LoadedSource, language: str | None) -> Document:
    where = loaded.address or loaded.origin
    with activity.read_source(loaded.name, len(loaded.data)):
        format_name = detect.detect_format(loaded.data, loaded.name, where, loaded.content_type)
        if format_name:
            return _build_from_extract(format_name, loaded, language)
        return _build_from_text(decode(loaded.data, loaded.name), loaded, language)


def _load_source(source: str | Path, stdin: BinaryIO | None) -> _LoadedSource:
    if source == STDIN:
        return _LoadedSource(load_stream(stdin), STDIN)
    if not str(source).strip():
        raise SourceError("the name of the source is empty", "give a file, or - for standard input")
    if isinstance(source, str) and _WEB_ADDRESS.match(source):
        from summarize.sources.web import fetch

        found = fetch(source)
        kind, charset, notes = found.content_type, found.charset, tuple(found.notes)
        return _LoadedSource(found.data, source, found.url, kind, charset, notes)
    path = Path(source)
    if isinstance(source, str) and _OTHER_ADDRESS.match(source) and not path.exists():
        what = f"{replace_unprintable(source)} is no address that can be read"
        raise SourceError(what, "give one with http:// or https://")
    return _LoadedSource(load_file(path), str(source))


def _build_from_extract(format_name: str, loaded: _LoadedSource, language: str | None) -> Document:
    """Build the Document from the blocks that a child process extracts."""
    is_html = format_name == "html"
    options = {"charset": loaded.charset, "url": loaded.address} if is_html else {}
    extract = extract_in_sandbox(format_name, loaded.data, loaded.name, **options)
    if format_name in _OFFICE_FORMATS:
        extract = retell(extract)
    text, layout = build_layout(extract)
    if _NOTHING_SEEN.fullmatch(text):
        raise SourceError(f"{loaded.name} holds no text", "give a document with text in it")
    origin = _describe_origin(loaded, loaded.notes, extracted=True)
    return build_document(text, layout, origin, language)


def _build_from_text(decoded: DecodedText, loaded: _LoadedSource, language: str | None) -> Document:
    text = decoded.text
    if _NOTHING_SEEN.fullmatch(text):
        hint = "give a text with sentences in it"
        raise SourceError(f"{loaded.name} holds only white space", hint)
    if max(text.count("\n"), text.count("\r")) > MAX_LINES:
        raise SourceError(f"{loaded.name} has more than {MAX_LINES:,} lines", "give a part of it")
    name = loaded.address or loaded.origin
    is_markdown = markdown.is_markdown(text, name)
    # `# A comment` looks like a heading. An empty text is Markdown by its name alone.
    if is_markdown and not markdown.is_markdown("", name):
        is_markdown = not plain.has_comments_for_headings(text)
    notes = (*loaded.notes, *((decoded.note,) if decoded.note else ()))
    talk = find_talk(text if is_markdown else decode_entities(text))
    if talk:
        content, layout = build_layout(talk)
        if is_markdown and not layout.metadata.title:
            layout = replace(layout, metadata=markdown.parse_markdown(text).metadata)
        origin = _describe_origin(loaded, notes, extracted=True)
        return build_document(content, layout, origin, language)
    if is_markdown:
        layout = markdown.parse_markdown(text)
        return build_document(text, layout, _describe_origin(loaded, notes), language)
    columns = plain.join_columns(text)
    text = text if columns is None else columns
    layout = mark_entities(text, plain.parse_text(text))
    origin = _describe_origin(loaded, notes, extracted=columns is not None)
    return build_document(text, layout, origin, language)


def _describe_origin(
    loaded: _LoadedSource, notes: tuple[str, ...], *, extracted: bool = False
) -> Origin:
    digest = hashlib.sha256(loaded.data).hexdigest()
    return Origin(loaded.origin, loaded.name, digest, notes, extracted)
