"""Markdown as text -> Document and what is read of it, without a file."""

from __future__ import annotations

from summarize.document import Document
from summarize.sources.layout import Origin, build_document, render_readable
from summarize.sources.text.markdown import parse_markdown


def read_markdown(text: str) -> Document:
    """Return the Document of a Markdown text."""
    return build_document(text, parse_markdown(text), Origin("eels.md", "eels.md", ""), "en")


def read_paragraphs(text: str) -> list[str]:
    """Return the paragraphs and headings as they are printed."""
    return render_readable(read_markdown(text)).rstrip("\n").split("\n\n")
