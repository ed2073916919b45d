"""What `summarize bench` finds out: seconds, and tokens a second."""

from __future__ import annotations

from dataclasses import dataclass

from summarize.results import ModelInfo


@dataclass(frozen=True, slots=True)
class Speed:
    """Tokens a second of so many sequences together.

    `reading` is how fast a prompt of the usual length is read. `shared` is how fast they
    write when all go on from one text, `apart` when each has a text of its own; None where
    that would take more memory than the program allows itself.
    """

    sequences: int
    reading: float | None
    shared: float | None
    apart: float | None


@dataclass(frozen=True, slots=True)
class Stage:
    """One call of the engine: what was asked, the seconds it took, and those of its ceiling."""

    requests: int
    prompt_tokens: int
    output_tokens: int
    seconds: float
    ceiling: float


@dataclass(frozen=True, slots=True)
class BenchResult:
    """The speeds of a machine and a model, and what a summary of one document made of them.

    `prompt` is the usual prompt in tokens. `seconds` is what the summary took, loading aside.
    The *ceiling* is what llama.cpp by itself would have taken for the same tokens.
    """

    model: ModelInfo
    threads: int
    origin: str
    words: int
    prompt: int
    load_seconds: float
    speeds: tuple[Speed, ...]
    stages: tuple[Stage, ...]
    seconds: float

    @property
    def ceiling_seconds(self) -> float:
        """The seconds that llama.cpp alone would have taken."""
        return sum(stage.ceiling for stage in self.stages)

    @property
    def engine_seconds(self) -> float:
        """The seconds in which the engine was at work."""
        return sum(stage.seconds for stage in self.stages)

    @property
    def share(self) -> float:
        """The share of the ceiling's speed that the summary had, 0 to about 1."""
        return self.ceiling_seconds / self.seconds if self.seconds else 0.0
