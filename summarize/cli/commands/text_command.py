"""`summarize text`: print a document as it was read. Needs no model."""

from __future__ import annotations

import sys
from collections import Counter
from typing import Annotated

import typer

from summarize.document import Document, count_words


def print_text(
    source: Annotated[str, typer.Argument(metavar="SOURCE", help="A file, a web address, or -.")],
    verbose: Annotated[
        bool, typer.Option("-v", "--verbose", help="Also print how it was read.")
    ] = False,
) -> None:
    """Print the text of a document as the model reads it."""
    from summarize.cli.streams import print_message
    from summarize.render.sanitize import sanitize_text
    from summarize.sources import read, render_readable

    document = read(source)
    sys.stdout.write(sanitize_text(render_readable(document)))
    if verbose:
        for note in (*document.notes, *_list_exclusions(document)):
            print_message(f"{document.name}: {note}")


def _list_exclusions(document: Document) -> list[str]:
    """Return how many words were excluded, and why: `["12 words left out: table"]`."""
    from summarize.render.phrases import format_count

    counts = Counter[str]()
    for one in document.excluded:
        counts[one.reason] += count_words(document.quote(one.span))
    return [f"{format_count(n, 'word')} left out: {reason}" for reason, n in counts.items() if n]
