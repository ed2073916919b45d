"""What the doctor finds: a subject, how it is, and what to do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from summarize.errors import ModelError

REBUILD = (
    "pip install --force-reinstall --no-binary llama-cpp-python 'llama-cpp-python>=0.3.36,<0.4'"
)
"""The engine, compiled on this machine."""


class State(StrEnum):
    """How a finding is to be taken."""

    GOOD = "ok"
    NOTICE = "note"
    BAD = "problem"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at. `advice` says what to do, empty where nothing is."""

    subject: str
    state: State
    text: str
    advice: str = ""

    @property
    def exit_code(self) -> int:
        """4 for a problem: the program can't do its work."""
        return ModelError.exit_code if self.state is State.BAD else 0
