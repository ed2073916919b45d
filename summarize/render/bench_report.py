"""`summarize bench`: the measured times and speeds, as tables and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, astuple, dataclass

from summarize.render.phrases import format_count, format_duration, format_model_name
from summarize.render.report_tables import print_finding, print_table
from summarize.results import ModelInfo

_SPEEDS = ("sequences", "reading", "writing about one text", "writing about a text each")


@dataclass(frozen=True, slots=True)
class Speed:
    """Tokens a second of so many sequences together.

    `reading` is the speed of reading a prompt of the usual length. `shared` is the speed of
    writing when all sequences continue one text, `apart` when each continues a text of its own;
    None where that would take more memory than the program allows itself.
    """

    sequences: int
    reading: float | None
    shared: float | None
    apart: float | None


@dataclass(frozen=True, slots=True)
class Stage:
    """One call of the engine: its requests and tokens, the seconds it took, and its ceiling."""

    requests: int
    prompt_tokens: int
    output_tokens: int
    seconds: float
    ceiling: float


@dataclass(frozen=True, slots=True)
class BenchResult:
    """The speeds of a machine and a model, and what a summary of one document made of them.

    `prompt` is the usual prompt in tokens. `seconds` is what the summary took without loading.
    The *ceiling* is what llama.cpp by itself would have taken for the same tokens. The fields
    are those of the JSON.
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
        """The seconds that the calls of the engine took."""
        return sum(stage.seconds for stage in self.stages)

    @property
    def share(self) -> float:
        """The share of the ceiling's speed that the summary had, 0 to about 1."""
        return self.ceiling_seconds / self.seconds if self.seconds else 0.0


def print_report(bench: BenchResult) -> None:
    """Print what was measured."""
    threads = format_count(bench.threads, "thread")
    print_finding("model", "ok", f"{format_model_name(bench.model)}, {threads}")
    print_finding("loading", "ok", f"{bench.load_seconds:.2f} s")
    print_finding("source", "ok", f"{bench.origin}, {bench.words} words")
    print_finding("speed", "ok", f"tokens a second, with prompts of {bench.prompt} tokens:")
    print_table(_SPEEDS, [_format_speed(speed) for speed in bench.speeds])
    seconds = format_duration(bench.seconds)
    print_finding("summary", "ok", f"{seconds}, loading aside; of that:")
    parts = [
        (name, f"{seconds:.2f}", f"{seconds / bench.seconds:.0%}")
        for name, seconds in _split_time(bench)
    ]
    print_table(("part", "seconds", "share"), parts)
    print_finding("share", "ok", f"{bench.share:.0%} of the engine's own speed")


def format_report_json(bench: BenchResult) -> str:
    """Return all figures as JSON: seconds, tokens, tokens a second."""
    data = asdict(bench) | {"ceiling_seconds": bench.ceiling_seconds, "share": bench.share}
    return json.dumps(data, ensure_ascii=False, indent=2)


def _format_speed(speed: Speed) -> list[str]:
    return ["–" if figure is None else f"{figure:.0f}" for figure in astuple(speed)]


def _split_time(bench: BenchResult) -> Iterator[tuple[str, float]]:
    """Yield the parts of the time and their seconds, the ceiling of each call first."""
    for number, stage in enumerate(bench.stages, 1):
        name = (
            f"call {number}: {stage.prompt_tokens} tokens read and {stage.output_tokens} written, "
            f"{format_count(stage.requests, 'sequence')}, at full speed"
        )
        yield name, stage.ceiling
    beyond_ceiling = bench.engine_seconds - bench.ceiling_seconds
    yield "fewer sequences at the end, choosing tokens", beyond_ceiling
    yield "checking and choosing sentences", bench.seconds - bench.engine_seconds
