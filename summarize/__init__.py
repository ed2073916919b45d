"""Python API: summarise articles with a local model, every sentence checked against the article.

    from summarize import read, summarize, check
    document = read("article.txt")
    result = summarize(document, length="short")
    verdict = check("Kim spoke on Tuesday.", document)

Nothing heavy is imported until one of the three is called.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from summarize.version import __version__

if TYPE_CHECKING:
    from summarize.document import Document
    from summarize.render.printable import PrintableSummary
    from summarize.results import CheckedClaim

__all__ = ["__version__", "check", "read", "summarize"]


def read(
    source: str | Path | None = None, *, text: str | None = None, language: str | None = None
) -> Document:
    """Read a document from a path ("-" is standard input) or from `text`.

    `language` overrides the detected one. Raises SourceError if it can't be read or has no text.
    """
    from summarize.sources import read as read_source

    return read_source(source, text=text, language=language)


def summarize(
    document: Document, *, length: str | int | None = None, **settings: object
) -> PrintableSummary:
    """Return a checked summary with key claims; `settings` are the options of the command line.

    `.to_markdown()`, `.to_text()`, `.to_json()` and `.to_html()` print it.

    `summarize(document, length="10%", claims=3, model="model.gguf", focus="costs")`; the length is
    "medium" by default. `style="bullets"` and `style="tldr"` as on the command line.
    With `language="de"` the statements are translated if the model can do it; each then has the
    checked statement in `.translated_from`. The cache is only used with `cache=True`. Environment
    and configuration file are ignored. Raises SourceError if the document has no sentences,
    SettingsError, ModelError or EngineError.
    """
    from dataclasses import replace
    from os import devnull

    from summarize.inference.load import load_engine
    from summarize.judging.recall import recall_writer
    from summarize.judging.writer import UNKNOWN_WRITER
    from summarize.pipeline import summarize as run
    from summarize.render.printable import PrintableSummary
    from summarize.settings import resolve_settings

    # A TL;DR has a length of its own.
    flags = {"cache": False, "length": None if length is None else str(length), **settings}
    document.ensure_prose()
    resolved = resolve_settings(flags, {}, Path(devnull)).settings
    with load_engine(resolved) as ready:
        writer = recall_writer(resolved) or UNKNOWN_WRITER
        result = run(document, resolved, ready.engine, writer=writer)
    seconds = result.usage.seconds + ready.load_seconds
    usage = replace(result.usage, seconds=seconds, load_seconds=ready.load_seconds)
    return PrintableSummary.of(replace(result, usage=usage))


def check(statement: str, document: Document) -> CheckedClaim:
    """Check a statement against a document: `.verdict`, `.evidence`, `.reasons`. Needs no model."""
    from summarize.nlp.annotated_document import AnnotatedDocument
    from summarize.results import Claim
    from summarize.verification.checker import Checker

    return Checker(AnnotatedDocument(document)).check(Claim(statement))
