"""Other spellings of one name: accents, and the names of countries. Pure."""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Mapping

from summarize.nlp.english.name_words import SAME_NAMES
from summarize.nlp.tokens import Token

Words = tuple[str, ...]

# Letters that have no accent to take off, and how they are written without them.
_LETTERS = str.maketrans({"ß": "ss", "ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe", "ı": "i"})
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})


def plain_letters(token: Token) -> tuple[str, ...]:
    """A word without accents, in both ways of writing umlauts: `"müller" -> "muller", "mueller"`.

    Just the word itself if it has no such letters.
    """
    if token.plain.isascii():
        return (token.plain,)
    return _without_accents(token.plain), _without_accents(token.plain.translate(_UMLAUTS))


@functools.lru_cache(maxsize=4096)
def _without_accents(word: str) -> str:
    apart = unicodedata.normalize("NFD", word.translate(_LETTERS))
    return "".join(char for char in apart if not unicodedata.combining(char))


@functools.cache
def countries() -> Mapping[Words, tuple[Words, ...]]:
    """For each name of a country its other names and adjectives: ("us",) -> ("america",), ..."""
    groups = ([tuple(name.split("-")) for name in line.split()] for line in SAME_NAMES.splitlines())
    return {
        name: tuple(other for other in group if other != name) for group in groups for name in group
    }
