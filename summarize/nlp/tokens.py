"""What folded text is made of: words, names, numbers, negations and marks."""

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
    """One word, number or mark: `key` is what is compared, `surface` what the reader sees.

    `plain` is the folded word before stemming. Numbers have a canonical key: "10000".
    """

    key: str
    kind: Kind
    surface: str
    plain: str

    @property
    def is_content(self) -> bool:
        """Whether a statement must have it from its evidence."""
        return self.kind in CONTENT_KINDS


# Stands after the owner: "Kim's brother" folds to "kim", "'s", "brother".
POSSESSIVE_MARK = Token("'s", Kind.FUNCTION, "'s", "'s")


def count_quotation_marks(tokens: Iterable[Token]) -> int:
    """How many quotation marks there are: folding makes one mark of all sorts."""
    return sum(token.plain == '"' for token in tokens)
