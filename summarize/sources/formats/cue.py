"""`Cue`: what a subtitle file shows between two moments, whatever its format."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cue:
    """What is shown between two moments (seconds), line by line, and whose words it is, if said."""

    start: float
    end: float
    lines: tuple[str, ...]
    voice: str = ""
