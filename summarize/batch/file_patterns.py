"""Patterns that name files: `*.pdf`, `drafts/`, `2024/**/report-?.docx`.

A pattern without a slash matches a name at any depth, one with a slash the path below the folder;
`**` stands for any number of folders, and a slash at the end for folders alone. Upper and lower
case are the same.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase

_ANY_DEPTH = "**"


@dataclass(frozen=True, slots=True)
class _Pattern:
    parts: tuple[str, ...]
    folders_only: bool


class Patterns:
    """Several patterns, separated by commas: `"*.pdf, drafts/"`; none are written as ""."""

    def __init__(self, text: str | None) -> None:
        written = [one.strip() for one in (text or "").split(",")]
        self._patterns = [_parse(one) for one in written if one.strip("/")]

    def __bool__(self) -> bool:
        return bool(self._patterns)

    def match(self, name: str, *, is_folder: bool = False) -> bool:
        """Whether one of the patterns matches a path below the folder, with slashes."""
        parts = tuple(_fold(name).split("/"))
        return any(
            _match_parts(parts, one.parts)
            for one in self._patterns
            if is_folder or not one.folders_only
        )


def _parse(text: str) -> _Pattern:
    inner = _fold(text).rstrip("/")
    parts = tuple(part for part in inner.split("/") if part)
    if "/" not in inner:
        parts = (_ANY_DEPTH, *parts)
    return _Pattern(parts, text.endswith("/"))


def _fold(text: str) -> str:
    # Some systems write "é" as two characters.
    return unicodedata.normalize("NFC", text).casefold()


def _match_parts(parts: Sequence[str], pattern: Sequence[str]) -> bool:
    if not pattern:
        return not parts
    if pattern[0] == _ANY_DEPTH:
        return any(_match_parts(parts[start:], pattern[1:]) for start in range(len(parts) + 1))
    matches = bool(parts) and fnmatchcase(parts[0], pattern[0])
    return matches and _match_parts(parts[1:], pattern[1:])
