"""`summarize text`: the article as it was read, and how. Without what only a model needs."""

from __future__ import annotations

import sys
from collections import Counter

from summarize.cli.streams import print_message
from summarize.document import Document, count_words
from summarize.render.phrases import format_count
from summarize.render.sanitize import sanitize_text
from summarize.sources import read, render_readable


def print_text(source: str, verbose: bool) -> None:
    """Print the article as it was read; with `verbose` say on standard error how that was done.

    Raises SourceError if it can't be read.
    """
    document = read(source)
    sys.stdout.write(sanitize_text(render_readable(document)))
    if verbose:
        for note in (*document.notes, *_list_exclusions(document)):
            print_message(f"{document.name}: {note}")


def _list_exclusions(document: Document) -> list[str]:
    """How many words of what kind are no part of the article: `["12 words left out: table"]`."""
    counts = Counter[str]()
    for one in document.excluded:
        counts[one.reason] += count_words(document.quote(one.span))
    return [f"{format_count(n, 'word')} left out: {reason}" for reason, n in counts.items() if n]
