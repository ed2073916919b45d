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

_HEADING = re.compile(r"^#{1,6} [^\s#]", re.MULTILINE)
# Each kind of mark and how many of it are no chance; two kinds make Markdown.
_MARKS = (
    (re.compile(r"(?<!!)\[[^\]\n]{1,200}\]\(https?://[^)\s]{1,500}\)"), 1),
    (re.compile(r"!\[[^\]\n]{0,200}\]\([^)\s]{1,500}\)"), 1),
    (re.compile(r"^(?:```|~~~)", re.MULTILINE), 2),
    (re.compile(r"(?<![\w*])\*\*[^\s*][^*\n]{0,200}\*\*(?![\w*])"), 2),
    (re.compile(r"\[\[[^\[\]\n]{1,100}\]\]"), 2),
    (re.compile(r"^\[\^[^\]\s]{1,50}\]: ", re.MULTILINE), 1),
    (re.compile(r"(?<![\w~])~~[^\s~][^~\n]{0,200}~~(?![\w~])"), 1),
    (re.compile(r"^> \[!\w{1,30}\]", re.MULTILINE), 1),
    (re.compile(r"^[-*] \[[ xX]\] ", re.MULTILINE), 2),
)
_MANY = 3  # marks of one kind that are Markdown by themselves


def is_markdown(text: str, name: str) -> bool:
    """Whether to read `text` as Markdown: by its marks, else by the extension of `name`."""
    if PurePath(name).suffix.lower() in MARKDOWN_SUFFIXES or has_front_matter(text):
        return True
    sample = text[:_SAMPLE]
    found = [(len(pattern.findall(sample)), least) for pattern, least in _MARKS]
    headings = len(_HEADING.findall(sample))
    kinds = sum(number >= least for number, least in found) + bool(headings)
    return headings >= 2 or kinds >= 2 or found[0][0] >= _MANY


def parse_markdown(text: str) -> Layout:
    """Return the layout of a Markdown text; its title is the front matter's, if it has one."""
    from summarize.sources.text.markdown.layout_builder import build_layout

    return build_layout(text)
