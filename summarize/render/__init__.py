"""Summary and Verification -> what the reader gets. Pure: nothing here reads, checks or decides.

figures.py      the words and numbers that all formats share
references.py   which evidence gets which number
safety.py       text that can't command a terminal
marking.py      a statement with its wrong words apart
terminal.py     rich output of a summary, laid out by layout.py
terminal_verdicts.py    rich output of a verification
parts.py        what the two share
markdown.py     CommonMark with footnotes
json_format.py  JSON, described by summary.schema.json and verification.schema.json
plain.py        plain text for pipes
"""

from __future__ import annotations

import os
from enum import StrEnum
from pathlib import PurePath

from summarize.render import json_format, markdown_format, text_format
from summarize.results import Summary, Verification, WrittenSummary


class Format(StrEnum):
    """The forms that a result can take. RICH goes to a console, the others are strings."""

    RICH = "rich"
    MARKDOWN = "markdown"
    JSON = "json"
    TEXT = "text"


_BY_EXTENSION = {
    ".md": Format.MARKDOWN,
    ".markdown": Format.MARKDOWN,
    ".json": Format.JSON,
    ".txt": Format.TEXT,
}

_VERIFICATION_RENDERERS = {
    Format.MARKDOWN: markdown_format.render_verification,
    Format.JSON: json_format.render_verification,
    Format.TEXT: text_format.render_verification,
}


def format_of(path: str | os.PathLike[str]) -> Format | None:
    """The format that a file name asks for: `"out/report.MD" -> Format.MARKDOWN`, else None."""
    return _BY_EXTENSION.get(PurePath(path).suffix.lower())


def render_text(summary: Summary, format: Format, verbose: bool = False) -> str:
    """A summary as a string that ends with a newline.

    With `verbose` also what was repaired and dropped, which JSON always has.
    Raises ValueError for Format.RICH, which needs a console:
    `summarize.render.terminal_format.render(summary, console)`.
    """
    _refuse_rich(format)
    if format is Format.JSON:
        return json_format.render(summary)
    if format is Format.MARKDOWN:
        return markdown_format.render(summary, verbose)
    return text_format.render(summary, verbose)


def render_verification_text(
    verification: Verification, written: WrittenSummary, format: Format
) -> str:
    """A verification as a string that ends with a newline; ValueError for Format.RICH.

    `written` has the places of its statements, in the same order.
    """
    _refuse_rich(format)
    return _VERIFICATION_RENDERERS[format](verification, written)


def _refuse_rich(format: Format) -> None:
    if format is Format.RICH:
        raise ValueError("rich output goes to a console: use summarize.render.terminal_format")
