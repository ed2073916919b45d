"""Reading a source for a command: progress while it is read, and remarks on how it was read."""

from __future__ import annotations

from collections.abc import Sequence

from summarize.cli.document_cache import find_document, store_document
from summarize.cli.streams import print_error, print_message, show_progress
from summarize.document import Document
from summarize.errors import SummarizeError
from summarize.progress import Step
from summarize.settings import Settings
from summarize.storage.cache import Cache


def read_source(source: str, *, quiet: bool) -> Document:
    """Read a document, with progress: a web page and a thick book take their time."""
    from summarize.sources import read  # a document of an earlier run needs none of it

    if source == "-":  # somebody may be typing
        return read(source)
    with show_progress(source, quiet=quiet) as progress:
        progress(Step("reading"))
        return read(source)


def read_documents(
    sources: Sequence[str], settings: Settings, cache: Cache | None
) -> tuple[list[Document], list[tuple[str, SummarizeError]]]:
    """Read the sources that have sentences; print remarks, and the error of each other source.

    What an earlier run has read is taken from the cache. Returns the documents, and the other
    sources with their errors.
    """
    documents: list[Document] = []
    failed: list[tuple[str, SummarizeError]] = []
    for source in sources:
        try:
            document = _read_once(source, cache, quiet=settings.quiet)
            document.ensure_prose()
        except SummarizeError as error:
            print_error(error)
            failed.append((source, error))
        else:
            documents.append(document)
            print_reading_remarks(document, settings)
    return documents, failed


def _read_once(source: str, cache: Cache | None, *, quiet: bool) -> Document:
    if cache is None:
        return read_source(source, quiet=quiet)
    if found := find_document(cache, source):
        return found
    document = read_source(source, quiet=quiet)
    store_document(cache, document)
    return document


def print_reading_remarks(document: Document, settings: Settings) -> None:
    """Print what is to be known of how a document was read; with `verbose` all of it."""
    for note in (*document.warnings, *(document.notes if settings.verbose else ())):
        print_message(f"{document.name}: {note}", quiet=settings.quiet)
