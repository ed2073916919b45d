"""The texts that are timed: edited in one place, cut to their first words. Pure."""

from __future__ import annotations

import re

_WORD = re.compile(r"\S+")
_PARAGRAPH = re.compile(r"\S.*?(?=\n[ \t\r]*\n|\s*\Z)", re.DOTALL)
_LINE = re.compile(r"\S.*")
_EMPTY_LINE = re.compile(r"\n[ \t\r]*\n")
_EDIT = ("something", "else", "entirely")
# A paragraph of fewer words is a heading or a line of a dialogue.
_LEAST_WORDS = 20


def words(text: str) -> int:
    """`"It rains. Again." -> 3`"""
    return len(_WORD.findall(text))


def first_words(text: str, number: int) -> str:
    """The text up to the end of its word of that number; all of it if it has no more."""
    found = [match.end() for _, match in zip(range(number), _WORD.finditer(text), strict=False)]
    return text[: found[-1]] if found else ""


def edited(text: str, share: float = 0.5) -> str:
    """The text with three words changed in the paragraph nearest to a place, 0 to 1 of it.

    In a text without empty lines each line is a paragraph. Everything else stays, byte by byte.
    Raises ValueError if no paragraph has 20 words.
    """
    place = len(text) * share
    paragraph = _PARAGRAPH if _EMPTY_LINE.search(text.strip()) else _LINE
    long_enough = [m for m in paragraph.finditer(text) if words(m[0]) >= _LEAST_WORDS]
    if not long_enough:
        raise ValueError(f"no paragraph has {_LEAST_WORDS} words")
    chosen = min(long_enough, key=lambda m: max(m.start() - place, place - m.end()))
    return text[: chosen.start()] + _altered(chosen[0]) + text[chosen.end() :]


def _altered(paragraph: str) -> str:
    found = list(_WORD.finditer(paragraph))
    at = len(found) // 2 - 1
    for match, word in reversed(list(zip(found[at : at + len(_EDIT)], _EDIT, strict=True))):
        paragraph = paragraph[: match.start()] + word + paragraph[match.end() :]
    return paragraph
