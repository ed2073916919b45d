"""Progress callback of a long run. Nothing below the command line prints."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """`done` of `total` units of a stage ("reading", "merging", "checking", "translating").

    `total` 0 means that the stage has no countable parts. `tokens` are those processed in the
    stage so far, for a rate.
    """

    stage: str
    done: int = 0
    total: int = 0
    tokens: int = 0


Progress = Callable[[Step], None]


def ignore_progress(*_: object) -> None:
    """Ignore progress."""
