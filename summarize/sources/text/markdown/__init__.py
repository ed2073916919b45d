"""Markdown -> Layout: paragraphs, headings, front matter, and what is excluded.

The text is not changed. What is no prose (front matter, code, tables, images, notes) is excluded;
inside a sentence, marks are ignored spans, and what is written by a name ("&amp;") has a
substitute. So every offset holds in the file, and no mark is read.
"""

from __future__ import annotations

import re
from pathlib import PurePath

from summarize.sources.layout import Layout
from summarize.sources.text.markdown.front_matter import has_front_matter

__all__ = ["MARKDOWN_SUFFIXES", "is_markdown", "parse_markdown"]

MARKDOWN_SUFFIXES = frozenset({".md", ".markdown", ".mdown", ".mkd", ".mdx", ".qmd", ".rmd"})
"""The extensions of the names of Markdown files."""

_SAMPLE = 20_000

_LINK = re.compile(r"\[[^\]\n]{1,200}\]\(https?://[^)\s]{1,500}\)")
_ATX = re.compile(r"^#{1,6} [^\s#]", re.MULTILINE)
_FENCED = re.compile(r"^(?:```|~~~)", re.MULTILINE)


def is_markdown(text: str, name: str) -> bool:
    """Whether to read `text` as Markdown: by its marks, else by the extension of `name`."""
    if PurePath(name).suffix.lower() in MARKDOWN_SUFFIXES or has_front_matter(text):
        return True
    sample = text[:_SAMPLE]
    headings = len(_ATX.findall(sample))
    other = len(_FENCED.findall(sample)) >= 2 or _LINK.search(sample) is not None
    return headings >= 2 or (headings == 1 and other)


def parse_markdown(text: str) -> Layout:
    """Return the layout of a Markdown text; its title is the front matter's, if it has one."""
    from summarize.sources.text.markdown.layout_builder import build_layout

    return build_layout(text)
