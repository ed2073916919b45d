"""A span of a sentence that may be left out, and the move that allows it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto


class Move(Enum):
    """How a span may be left out."""

    BRACKETED = auto()
    LEADING = auto()
    TAIL = auto()
    ADVERB = auto()
    DATE = auto()
    PROMOTED = auto()


@dataclass(frozen=True, slots=True)
class OmissibleSpan:
    """The tokens from `start` to `end` of a sentence, which may be left out by a move.

    A `circumstance` says when, where or why. What happened in it happened; but under a "no", an
    "all" or a superlative, or where nothing happened, it may be a condition ("no trains ran
    during the strike", "the lift is safe when it is empty"). A `setting` limits where a figure
    holds: "at the port".
    """

    start: int
    end: int
    move: Move
    circumstance: bool = False
    setting: bool = False
