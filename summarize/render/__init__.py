"""Output formats: Summary and Verification -> terminal, Markdown, JSON, plain text, a web page.

Each format is one module with `render_summary` and `render_verification`. Nothing here reads,
checks or decides. Consoles, tables, progress bars and the doctor's findings are here, too.
"""

from __future__ import annotations

import os
from pathlib import PurePath
from typing import Any

from summarize.render import json_format, markdown_format, text_format
from summarize.results import Summary, Verification, WrittenSummary
from summarize.settings import Format

_BY_EXTENSION = {
    ".md": Format.MARKDOWN,
    ".markdown": Format.MARKDOWN,
    ".json": Format.JSON,
    ".txt": Format.TEXT,
    ".html": Format.HTML,
    ".htm": Format.HTML,
}


def find_format(path: str | os.PathLike[str]) -> Format | None:
    """Return the format of a file by its extension: `"out/report.MD" -> Format.MARKDOWN`."""
    return _BY_EXTENSION.get(PurePath(path).suffix.lower())


def render_text(
    summary: Summary, format: Format, verbose: bool = False, *, front_matter: bool = False
) -> str:
    """Return a summary as a string that ends with a newline.

    With `verbose` also what was repaired and dropped, which JSON always has. With
    `front_matter`, Markdown has title, author and the like as YAML above it.
    Raises ValueError for Format.RICH, which needs a console:
    `summarize.render.terminal_format.render_summary(summary, console)`.
    """
    if format is Format.JSON:
        return json_format.render_summary(summary)
    if format is Format.MARKDOWN:
        return markdown_format.render_summary(summary, verbose, front_matter=front_matter)
    text: str = _find_renderer(format).render_summary(summary, verbose)
    return text


def render_verification_text(
    verification: Verification, written: WrittenSummary, format: Format
) -> str:
    """Return a verification as a string that ends with a newline.

    `written` has the locations of its statements, in the same order. Raises ValueError for
    Format.RICH.
    """
    text: str = _find_renderer(format).render_verification(verification, written)
    return text


def _find_renderer(format: Format) -> Any:
    if format is Format.RICH:
        raise ValueError("rich output goes to a console: use summarize.render.terminal_format")
    if format is Format.HTML:
        from summarize.render import evidence_page  # no other format needs it

        return evidence_page
    modules = {Format.MARKDOWN: markdown_format, Format.JSON: json_format}
    return modules.get(format, text_format)
