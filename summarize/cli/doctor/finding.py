"""The result of one check of the doctor: subject, state, text and advice."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from summarize.errors import ModelError


class State(StrEnum):
    """How good or bad a finding is."""

    GOOD = "ok"
    NOTICE = "note"
    BAD = "problem"


@dataclass(frozen=True, slots=True)
class Finding:
    """The result of one check. `advice` says what to do, "" if nothing."""

    subject: str
    state: State
    text: str
    advice: str = ""

    @property
    def exit_code(self) -> int:
        """4 for a problem: the program can't summarise."""
        return ModelError.exit_code if self.state is State.BAD else 0
