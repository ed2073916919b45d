"""Where rich prints: standard output, standard error, or a text that looks like a terminal."""

from __future__ import annotations

import io
from collections.abc import Callable

from rich.console import Console

__all__ = ["Console", "OnConsole", "recorded", "standard_error", "standard_output"]

OnConsole = Callable[[Console], None]


def standard_output() -> Console:
    """For results. Numbers and paths in them get no colours of their own."""
    return Console(highlight=False)


def standard_error() -> Console:
    """For progress."""
    return Console(stderr=True)


def recorded(show: OnConsole, width: int) -> str:
    """What a terminal of `width` columns would show, as plain text."""
    stream = io.StringIO()
    show(Console(file=stream, width=width, no_color=True, highlight=False))
    return stream.getvalue()
