"""Where rich prints: standard output, standard error, or a text that looks like a terminal."""

from __future__ import annotations

import io
from collections.abc import Callable

from rich.console import Console

__all__ = ["Console", "ConsolePrinter", "error_console", "output_console", "render_as_text"]

ConsolePrinter = Callable[[Console], None]


def output_console() -> Console:
    """For results. Numbers and paths in them get no colours of their own."""
    return Console(highlight=False)


def error_console() -> Console:
    """For progress."""
    return Console(stderr=True)


def render_as_text(show: ConsolePrinter, width: int) -> str:
    """What a terminal of `width` columns would show, as plain text."""
    stream = io.StringIO()
    show(Console(file=stream, width=width, no_color=True, highlight=False))
    return stream.getvalue()
