"""The model that writes: how far its statements are trusted, and who judges them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from summarize.verification.verdicts import Judge


@dataclass(frozen=True, slots=True)
class Writer:
    """What is known of the model that writes.

    `prior` is how many of its statements are true, 0 to 1; None if that is not known. `judge` is
    another model that judges them: a model is kinder to its own statements (docs/experiments.md).
    """

    prior: float | None = None
    judge: Judge | None = None


UNKNOWN_WRITER = Writer()
"""Of its statements only what the rules prove is printed."""
