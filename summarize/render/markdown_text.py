"""Markdown: foreign text escaped so that it adds no structure, blocks joined. Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence

from summarize.render.sanitize import sanitize_line

# Escaped anywhere. "_" not inside a word, "&" only where it begins an
# entity, "!" only where a footnote mark may follow and make an image of it, ":"
# and "." only where GitHub would turn a bare address into a link: the source of the page
# should be readable, too.
_ANYWHERE = re.compile(
    r"[\\`*\[\]{}<|~#^]|!$|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;)|:(?=//)|(?<=\bwww)\.(?=\w)",
    re.IGNORECASE,
)

# Escaped where they begin a line: quotes, lists, rules, underlines, definitions.
_AT_START = re.compile(r"^(\d+(?=[.)](?: |$))|(?=[>+\-=:%]))(.)")


def escape(text: str) -> str:
    r"""Return sanitized text for the middle of a line: `"a *b*" -> "a \*b\*"`."""
    return escape_characters(sanitize_line(text))


def escape_characters(text: str) -> str:
    r"""Escape the characters that mean something anywhere: `"a *b*" -> "a \*b\*"`."""
    return _ANYWHERE.sub(r"\\\g<0>", text)


def escape_start(text: str) -> str:
    r"""Return sanitized text for the beginning of a line: `"1. June" -> "1\. June"`."""
    return protect_start(escape(text))


def protect_start(line: str) -> str:
    r"""Escape what would begin a list, a quote or the like: `"1. June" -> "1\. June"`."""
    return _AT_START.sub(r"\1\\\2", line)


def join_blocks(*blocks: str) -> str:
    """Return the blocks that are not empty, an empty line between them."""
    return "\n\n".join(block for block in blocks if block) + "\n"


def format_front_matter(**fields: str | int | Sequence[str] | None) -> str:
    """Return the fields that have a value as YAML, of which JSON is a part.

    `title="A: b", author=None -> '---\\ntitle: "A: b"\\n---'`
    """
    lines = [
        f"{name}: {json.dumps(_sanitize_field(value), ensure_ascii=False)}"
        for name, value in fields.items()
        if value
    ]
    return "\n".join(["---", *lines, "---"])


def _sanitize_field(value: str | int | Sequence[str]) -> str | int | list[str]:
    if isinstance(value, int):
        return value
    return sanitize_line(value) if isinstance(value, str) else list(map(sanitize_line, value))


def format_section(heading: str, items: Iterable[str]) -> str:
    """Return a heading and a list; "" if the list is empty."""
    lines = "\n".join(f"- {item}" for item in items)
    return f"## {heading}\n\n{lines}" if lines else ""
