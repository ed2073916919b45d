"""What mail programs write into plain text for what a mail looks like, taken out again."""

from __future__ import annotations

import re

from summarize.document import Span
from summarize.sources.text.inline_marks import find_inline_marks

_ADDRESS = re.compile(
    r"\s*(?:\[\s*(?:https?://|mailto:)[^\s\]]+\s*\]|<(?:https?://|mailto:)[^\s>]+>"
    r"|\(\s*https?://[^\s)]+\s*\))(?=[\s.,;:!?)]|$)"
)
_PICTURE = re.compile(r"\s*\[(?:image|cid|bild|inline image \d*)\s*:[^\]\n]{0,200}\]", re.I)


def remove_plain_marks(text: str) -> str:
    """Return a line of plain text without the addresses of links, marks of emphasis and notes.

    `"It *must* be <https://x.org/> read.[1]" -> "It must be read."`
    """
    bare = _PICTURE.sub("", _ADDRESS.sub("", text))
    if not any(map(str.isalnum, bare)):
        return text
    parts, last = [], 0
    for mark in find_inline_marks(bare, Span(0, len(bare)), frozenset()):
        parts.append(bare[last : mark.start])
        last = mark.end
    return "".join([*parts, bare[last:]])
