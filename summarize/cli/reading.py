"""Reading a source for a command: progress while it is read, and remarks on how it was read."""

from __future__ import annotations

from summarize.cli.streams import print_message, show_progress
from summarize.document import Document
from summarize.progress import Step
from summarize.settings import Settings
from summarize.sources import read


def read_source(source: str, *, quiet: bool) -> Document:
    """Read a document, with progress: a web page and a thick book take their time."""
    if source == "-":  # somebody may be typing
        return read(source)
    with show_progress(source, quiet=quiet) as progress:
        progress(Step("reading"))
        return read(source)


def print_reading_remarks(document: Document, settings: Settings) -> None:
    """Print what is to be known of how a document was read; with `verbose` all of it."""
    for note in (*document.warnings, *(document.notes if settings.verbose else ())):
        print_message(f"{document.name}: {note}", quiet=settings.quiet)
