"""Token and its kinds: the words, names, numbers, negations and marks of normalized text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto


class Kind(Enum):
    """What a token contributes to a statement."""

    WORD = auto()
    NAME = auto()
    NUMBER = auto()
    NEGATION = auto()
    FUNCTION = auto()
    MARK = auto()  # punctuation that borders a clause

    # Looked up for every token of a book: an enumeration's own hash is slow Python.
    __hash__ = object.__hash__


CONTENT_KINDS = frozenset({Kind.WORD, Kind.NAME, Kind.NUMBER})


@dataclass(frozen=True, slots=True)
class Token:
    """One word, number or mark: `key` is what is compared, `surface` what the text has.

    `plain` is the normalized word before stemming. Numbers have a canonical key: "10000".
    """

    key: str
    kind: Kind
    surface: str
    plain: str

    @property
    def is_content(self) -> bool:
        """Whether a claim must have the token from its evidence."""
        return self.kind in CONTENT_KINDS


# Comes after the owner: "Kim's brother" is tokenized to "kim", "'s", "brother".
POSSESSIVE_MARK = Token("'s", Kind.FUNCTION, "'s", "'s")


def count_quotation_marks(tokens: Iterable[Token]) -> int:
    """Return the number of quotation marks; normalized text has one mark for all sorts."""
    return sum(token.plain == '"' for token in tokens)
