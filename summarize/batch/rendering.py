"""A summary -> the bytes of a result in one of the formats."""

from __future__ import annotations

from summarize.errors import UsageError
from summarize.render import render_text
from summarize.results import Summary
from summarize.settings import Format, Settings

EXTENSIONS = {
    Format.MARKDOWN: ".md",
    Format.TEXT: ".txt",
    Format.JSON: ".json",
    Format.HTML: ".html",
}
"""The extensions of results."""


def render_result(summary: Summary, format: Format, settings: Settings) -> bytes:
    """Return a summary in a format, as UTF-8."""
    text = render_text(summary, format, settings.verbose, front_matter=settings.front_matter)
    return text.encode("utf-8", "backslashreplace")


def choose_formats(requested: str | None) -> tuple[Format, ...]:
    """Return the formats of results: Markdown unless one is requested.

    Raises UsageError for the format of terminals.
    """
    format = Format(requested) if requested else Format.MARKDOWN
    if format not in EXTENSIONS:
        raise UsageError("rich is a format for terminals", "Give -f md, txt, json or html.")
    return (format,)
