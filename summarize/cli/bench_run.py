"""What `summarize bench` does: time the engine, and a summary in comparison; print both.

The *ceiling* of a call is the time that llama.cpp itself would take for the tokens that were
read and written in it, with as many parallel sequences as the call may have: nothing
sampled, no text decoded, nothing checked, no sequence ending before the others. Judges' questions
are answered in the step that reads them: all of their time is reading.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, astuple, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from summarize import pipeline
from summarize.cli.streams import show_progress, write_json
from summarize.document import Document
from summarize.inference import Completion, EngineWrapper, Request
from summarize.inference.load import load_local
from summarize.judging.recall import recall_writer
from summarize.judging.writer import UNKNOWN_WRITER
from summarize.models.speeds import MeasuredSpeeds, save_speeds
from summarize.progress import Progress, Step, ignore_progress
from summarize.render.json_format import dump_json
from summarize.render.phrases import format_count, format_duration, format_model_name
from summarize.render.report_tables import print_finding, print_table
from summarize.resources import find_resources
from summarize.results import ModelInfo
from summarize.settings import Settings
from summarize.sources import read

if TYPE_CHECKING:
    from summarize.inference.llama_cpp.batching import ContextLayout
    from summarize.inference.llama_cpp.decoder import TimeSpent
    from summarize.inference.llama_cpp.llama_engine import LlamaEngine

# Numbers of parallel sequences that are timed.
_SEQUENCES = (1, 4, 8, 16)
# The prompt in tokens that is timed where the document was too short to need a model.
_DEFAULT_PROMPT = 512


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
    """One call of the engine: its requests and tokens, the seconds they took, and the ceilings.

    `judges` is whether a judge was asked in it.
    """

    judges: bool
    requests: int
    prompt_tokens: int
    output_tokens: int
    reading: float
    writing: float
    reading_ceiling: float
    writing_ceiling: float


@dataclass(frozen=True, slots=True)
class BenchResult:
    """The speeds of a machine and a model, and what a summary of one document made of them.

    `tokens` are those of the document, `prompt` is the usual prompt in tokens. `seconds` is what
    the summary took without loading. The *ceiling* is what llama.cpp by itself would have taken
    for the same tokens. The fields are those of the JSON.
    """

    model: ModelInfo
    threads: int
    origin: str
    words: int
    tokens: int
    prompt: int
    load_seconds: float
    speeds: tuple[Speed, ...]
    stages: tuple[Stage, ...]
    seconds: float

    @property
    def ceiling_seconds(self) -> float:
        """The seconds that llama.cpp alone would have taken."""
        return sum(stage.reading_ceiling + stage.writing_ceiling for stage in self.stages)

    @property
    def tokens_read(self) -> int:
        """The tokens of prompts that were evaluated, for each of the document's 1 at best."""
        return sum(stage.prompt_tokens for stage in self.stages)

    @property
    def share(self) -> float:
        """The share of the ceiling's speed that the summary had, 0 to about 1."""
        return self.ceiling_seconds / self.seconds if self.seconds else 0.0


@dataclass(frozen=True, slots=True)
class _Call:
    """One call of `complete`, whether it asks a judge, its layout, and the seconds it took."""

    judges: bool
    answers: Sequence[Completion]
    layout: ContextLayout
    spent: TimeSpent

    @property
    def prompt(self) -> int:
        """Tokens of a prompt that was read whole, on average; 2 at least."""
        read = [answer.prompt_tokens for answer in self.answers]
        whole = [tokens for tokens in read if 2 * tokens >= max(read)]
        return max(2, round(sum(whole) / len(whole)))


class _TimedEngine(EngineWrapper["LlamaEngine"]):
    """An engine that keeps what its calls were and took."""

    def __init__(self, engine: LlamaEngine) -> None:
        super().__init__(engine)
        self.calls: list[_Call] = []

    def complete(self, requests: Sequence[Request]) -> Iterator[tuple[int, Completion]]:
        before = replace(self._engine.spent)
        answers: list[Completion] = []
        for index, completion in self._engine.complete(requests):
            answers.append(completion)
            yield index, completion
        if answers and self._engine.layout:
            spent = self._engine.spent.since(before)
            judges = any(request.choices for request in requests)
            self.calls.append(_Call(judges, answers, self._engine.layout, spent))


def run_bench(source: str | None, settings: Settings, as_json: bool) -> None:
    """Measure the speed of the model on a source, by default an example, and print the result.

    Raises SourceError, ModelError and all that summarising raises.
    """
    example = find_resources("examples").joinpath("harbour.txt")
    document = read(source) if source else read(text=example.read_text(encoding="utf-8"))
    document.ensure_prose()
    with show_progress("bench", quiet=settings.quiet) as progress:
        progress(Step("the model"))
        with load_local(settings) as loaded:
            found = measure_summary(document, settings, loaded.engine, progress)
            if settings.cache:
                _remember_speed(loaded.model, found)
    if as_json:
        write_json(format_report_json(found))
    else:
        print_report(found)


def _remember_speed(model: Path, found: BenchResult) -> None:
    """Store the speed of one sequence for the list of models."""
    first = found.speeds[0]
    writing = first.shared or first.apart
    if first.reading and writing:
        save_speeds(model, MeasuredSpeeds(first.reading, writing))


def measure_summary(
    document: Document,
    settings: Settings,
    engine: LlamaEngine,
    progress: Progress = ignore_progress,
) -> BenchResult:
    """Summarise the document, then measure the engine's best speed with as many tokens.

    Raises what `pipeline.summarize` does.
    """
    watched = _TimedEngine(engine)
    started = time.perf_counter()
    writer = recall_writer(settings) or UNKNOWN_WRITER
    pipeline.summarize(document, settings, watched, progress, writer)
    seconds = time.perf_counter() - started
    progress(Step("timing the engine"))
    prompt = max((call.prompt for call in watched.calls), default=_DEFAULT_PROMPT)
    return BenchResult(
        engine.info,
        engine.threads,
        document.origin,
        document.words,
        engine.count_tokens(document.text),
        prompt,
        engine.load_seconds,
        tuple(_measure_speed(engine, prompt, sequences) for sequences in _SEQUENCES),
        tuple(_measure_stage(engine, call) for call in watched.calls),
        seconds,
    )


def _measure_speed(engine: LlamaEngine, prompt: int, sequences: int) -> Speed:
    shared = engine.measure_throughput(prompt, sequences, kv_unified=True)
    apart = engine.measure_throughput(prompt, sequences, kv_unified=False)
    return Speed(
        sequences,
        max((pace.prefill for pace in (shared, apart) if pace), default=None),
        shared.decode if shared else None,
        apart.decode if apart else None,
    )


def _measure_stage(engine: LlamaEngine, call: _Call) -> Stage:
    read = sum(answer.prompt_tokens for answer in call.answers)
    written = sum(answer.output_tokens for answer in call.answers)
    # The context may have been larger than necessary.
    sequences = min(len(call.answers), call.layout.sequences)
    pace = engine.measure_throughput(call.prompt, sequences, kv_unified=call.layout.kv_unified)
    reading, writing = call.spent.reading, call.spent.writing
    ceilings = (read / pace.prefill, written / pace.decode) if pace else (reading, writing)
    return Stage(call.judges, len(call.answers), read, written, reading, writing, *ceilings)


def print_report(bench: BenchResult) -> None:
    """Print what was measured."""
    threads = format_count(bench.threads, "thread")
    print_finding("model", "ok", f"{format_model_name(bench.model)}, {threads}")
    print_finding("loading", "ok", f"{bench.load_seconds:.2f} s")
    print_finding("source", "ok", f"{bench.origin}, {bench.words} words")
    print_finding("speed", "ok", f"tokens a second, with prompts of {bench.prompt} tokens:")
    speeds = [
        ["–" if figure is None else f"{figure:.0f}" for figure in astuple(speed)]
        for speed in bench.speeds
    ]
    header = ("sequences", "reading", "writing about one text", "writing about a text each")
    print_table(header, speeds)
    seconds = format_duration(bench.seconds)
    print_finding("summary", "ok", f"{seconds}, loading aside; of that:")
    parts = [
        (
            name,
            f"{seconds:.2f}",
            f"{seconds / bench.seconds:.0%}",
            "–" if ceiling is None else f"{ceiling:.2f}",
        )
        for name, seconds, ceiling in _split_time(bench)
    ]
    print_table(("part", "seconds", "share", "at the engine's own speed"), parts)
    each = bench.tokens_read / bench.tokens if bench.tokens else 0.0
    read = f"{bench.tokens_read:,} read for the {bench.tokens:,} of the text: {each:.2f} for each"
    print_finding("tokens", "ok", read)
    print_finding("share", "ok", f"{bench.share:.0%} of the engine's own speed")


def format_report_json(bench: BenchResult) -> str:
    """Return all figures as JSON: seconds, tokens, tokens a second."""
    data = asdict(bench) | {"ceiling_seconds": bench.ceiling_seconds, "share": bench.share}
    return dump_json(data)


def _split_time(bench: BenchResult) -> Iterator[tuple[str, float, float | None]]:
    """Yield the parts of the time, their seconds and their ceilings; None where there is none."""
    drafting = [stage for stage in bench.stages if not stage.judges]
    judging = [stage for stage in bench.stages if stage.judges]
    read, written = _count(drafting)
    yield (
        f"reading {read:,} tokens",
        sum(stage.reading for stage in drafting),
        sum(stage.reading_ceiling for stage in drafting),
    )
    yield (
        f"writing {written:,} tokens",
        sum(stage.writing for stage in drafting),
        sum(stage.writing_ceiling for stage in drafting),
    )
    if judging:
        statements = format_count(sum(stage.requests for stage in judging), "statement")
        yield (
            f"judging {statements}, {_count(judging)[0]:,} tokens",
            sum(stage.reading + stage.writing for stage in judging),
            sum(stage.reading_ceiling for stage in judging),
        )
    in_engine = sum(stage.reading + stage.writing for stage in bench.stages)
    yield "checking and choosing sentences", bench.seconds - in_engine, None


def _count(stages: Sequence[Stage]) -> tuple[int, int]:
    """Count the tokens that were read and written."""
    read = sum(stage.prompt_tokens for stage in stages)
    return read, sum(stage.output_tokens for stage in stages)
