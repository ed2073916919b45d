"""Summary and Verification -> what the reader gets. Pure: nothing here reads, checks or decides.

figures.py      the words and numbers that all formats share
references.py   which evidence gets which number
safety.py       text that can't command a terminal
terminal.py     rich output, laid out by layout.py
markdown.py     CommonMark with footnotes
json_format.py  JSON, described by summary.schema.json and verification.schema.json
plain.py        plain text for pipes
"""

from __future__ import annotations

import os
from enum import StrEnum
from pathlib import PurePath

from summarize.findings import Summary, Verification
from summarize.render import json_format, markdown, plain


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

_SUMMARY_RENDERERS = {
    Format.MARKDOWN: markdown.render,
    Format.JSON: json_format.render,
    Format.TEXT: plain.render,
}

_VERIFICATION_RENDERERS = {
    Format.MARKDOWN: markdown.render_verification,
    Format.JSON: json_format.render_verification,
    Format.TEXT: plain.render_verification,
}


def format_of(path: str | os.PathLike[str]) -> Format | None:
    """The format that a file name asks for: `"out/report.MD" -> Format.MARKDOWN`, else None."""
    return _BY_EXTENSION.get(PurePath(path).suffix.lower())


def render_text(summary: Summary, format: Format) -> str:
    """A summary as a string that ends with a newline.

    Raises ValueError for Format.RICH, which needs a console:
    `summarize.render.terminal.render(summary, console)`.
    """
    _refuse_rich(format)
    return _SUMMARY_RENDERERS[format](summary)


def render_verification_text(verification: Verification, format: Format) -> str:
    """A verification as a string that ends with a newline; ValueError for Format.RICH."""
    _refuse_rich(format)
    return _VERIFICATION_RENDERERS[format](verification)


def _refuse_rich(format: Format) -> None:
    if format is Format.RICH:
        raise ValueError("rich output goes to a console: use summarize.render.terminal")
