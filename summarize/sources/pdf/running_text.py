"""Lines -> running text: words broken at line ends made whole, pages kept.

A hyphen at a line's end was either put there by the typesetter or belongs to the
word. The document itself decides where it can: by the forms that occur elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from summarize.sources.pdf.lines import Line
from summarize.sources.pdf.page import CJK

_HYPHENS = "-\u2010\u00ad"
_BROKEN = re.compile(r"([^\W\d_]+(?:-[^\W\d_]+)*)[-\u2010\u00ad]$")
_RANGE = re.compile(r"\d[-–]$")
_BEGINNING = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*")
_STAYS = frozenset(
    "self well ill half ex all quasi semi anti non much so ever then long short high low"
    " two three four five six seven eight nine ten twenty thirty forty fifty sixty seventy"
    " eighty ninety first second third mid vice".split()
)
_LEAST_PART = 4  # letters: shorter parts of a compound are words by chance


class Vocabulary:
    """The words and hyphenated compounds that occur inside a document's lines."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self._words: set[str] = set()
        broken = False
        for line in lines:
            words = [word.casefold() for word in _WORD.findall(line.text)]
            breaks = line.text.endswith(tuple(_HYPHENS))
            self._words.update(words[broken : len(words) - breaks])
            broken = breaks

    def keeps_hyphen(self, before: str, after: str, new_word: bool = False) -> bool:
        """Whether `before-after`, broken at a line's end, is a compound: `well-, known -> True`.

        `new_word`: the second part begins with a capital, as no part of a word does.
        """
        before, after = before.casefold().replace("\u2010", "-"), after.casefold()
        if before + after in self._words:
            return False
        if f"{before}-{after}" in self._words or "-" in before:
            return True
        last = before.rsplit("-", 1)[-1]
        if new_word or last in _STAYS:
            return True
        parts = (last, after)
        return all(len(part) >= _LEAST_PART and part in self._words for part in parts)


def running_text(
    lines: Sequence[Line], vocabulary: Vocabulary
) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The text of lines that are one paragraph, and where in it each page begins."""
    text = lines[0].text
    pages = [(0, lines[0].page)]
    for line in lines[1:]:
        following = line.text
        text, glue = _bridge(text, following, vocabulary)
        if line.page != pages[-1][1]:
            pages.append((len(text) + len(glue), line.page))
        text += glue + following
    text = text.replace("\u00ad", "")
    return text, tuple(pages)


def _bridge(text: str, following: str, vocabulary: Vocabulary) -> tuple[str, str]:
    """The text so far, its line-end hyphen cut off if it is none, and what joins the next line."""
    if text.endswith("\u00ad"):
        return text[:-1], ""
    broken = _BROKEN.search(text[-60:])
    if broken:
        return _mended(text, broken[1], following, vocabulary)
    closes_up = (
        (CJK.match(text[-1:]) and CJK.match(following[:1]))
        or (_RANGE.search(text[-8:]) and following[:1].isdigit())
        or (text.endswith(("—", "/")) and following[:1].isalpha())
    )
    return text, "" if closes_up or not following else " "


def _mended(text: str, before: str, following: str, vocabulary: Vocabulary) -> tuple[str, str]:
    beginning = _BEGINNING.match(following)
    if beginning is None:
        return text, "" if following[:1].isdigit() else " "
    after = beginning[0]
    if after in {"and", "or", "und", "oder", "to"} and len(following) > len(after):
        return text, " "
    keeps = vocabulary.keeps_hyphen(before, after, new_word=after[0].isupper())
    return (text, "") if keeps else (text[:-1], "")
