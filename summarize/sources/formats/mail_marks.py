"""What mail programs write into plain text for what a mail looks like, taken out again."""

from __future__ import annotations

import re

from summarize.document import Span
from summarize.sources.text.inline_marks import find_inline_marks

_ADDRESS = re.compile(
    r"\s*(?:\[\s*(?:https?://|mailto:)[^\s\]]+\s*\]|<(?:https?://|mailto:)[^\s>]+>"
    r"|\(\s*https?://[^\s)]+\s*\))(?=[\s.,;:!?)]|$)"
)
_POINTING = re.compile(r"(?:\b(?:see|at|to|from|via|on|visit|in|is|under|or|and)|:)\s*\Z", re.I)
_CODE = re.compile(r"(?<![\w`])`([^`\n]{1,100})`(?![\w`])")
_PICTURE = re.compile(r"\s*\[(?:image|cid|bild|inline image \d*)\s*:[^\]\n]{0,200}\]", re.I)


def _leave_out_address(found: re.Match[str]) -> str:
    """Return nothing in the place of an address; itself where the sentence needs it."""
    needed = _POINTING.search(found.string, max(0, found.start() - 20), found.start())
    return f" {found[0].strip().strip('[]<>() ')}" if needed else ""


def remove_plain_marks(text: str) -> str:
    """Return a line of plain text without the addresses of links, marks of emphasis and notes.

    `"It *must* be <https://x.org/> read.[1]" -> "It must be read."`
    """
    bare = _PICTURE.sub("", _ADDRESS.sub(_leave_out_address, text))
    bare = _CODE.sub(r"\1", bare)
    if not any(map(str.isalnum, bare)):
        return text
    parts, last = [], 0
    for mark in find_inline_marks(bare, Span(0, len(bare)), frozenset()):
        parts.append(bare[last : mark.start])
        last = mark.end
    return "".join([*parts, bare[last:]])
