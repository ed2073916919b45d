"""`summarize bench` for the eye, as tables, and for programs, as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict

from summarize.render import report_tables
from summarize.render.bench_results import BenchResult, Speed
from summarize.render.phrases import format_count, format_duration, format_model_name

_SPEEDS = ("sequences", "reading", "writing about one text", "writing about a text each")


def print_report(bench: BenchResult) -> None:
    """Print what was measured."""
    report_tables.print_finding(
        "model",
        "ok",
        f"{format_model_name(bench.model)}, {format_count(bench.threads, 'thread')}",
        "",
    )
    report_tables.print_finding("loading", "ok", f"{bench.load_seconds:.2f} s", "")
    report_tables.print_finding("source", "ok", f"{bench.origin}, {bench.words} words", "")
    report_tables.print_finding(
        "speed", "ok", f"tokens a second, with prompts of {bench.prompt} tokens:", ""
    )
    report_tables.print_table(_SPEEDS, [_cells(speed) for speed in bench.speeds])
    report_tables.print_finding(
        "summary", "ok", f"{format_duration(bench.seconds)}, loading aside; of that:", ""
    )
    report_tables.print_table(("part", "seconds", "share"), list(_parts(bench)))
    report_tables.print_finding("share", "ok", f"{bench.share:.0%} of the engine's own speed", "")


def _cells(speed: Speed) -> tuple[str, ...]:
    figures = asdict(speed).values()
    return tuple("–" if figure is None else f"{figure:.0f}" for figure in figures)


def _parts(bench: BenchResult) -> Iterator[tuple[str, str, str]]:
    """Where the time went, the ceiling of each call first."""
    for number, stage in enumerate(bench.stages, 1):
        name = (
            f"call {number}: {stage.prompt_tokens} tokens read and {stage.output_tokens} written, "
            f"{format_count(stage.requests, 'sequence')}, at full speed"
        )
        yield _part(bench, name, stage.ceiling)
    yield _part(
        bench,
        "fewer sequences at the end, choosing tokens",
        bench.engine_seconds - bench.ceiling_seconds,
    )
    yield _part(bench, "checking and choosing sentences", bench.seconds - bench.engine_seconds)


def _part(bench: BenchResult, name: str, seconds: float) -> tuple[str, str, str]:
    return name, f"{seconds:.2f}", f"{seconds / bench.seconds:.0%}"


def format_report_json(bench: BenchResult) -> str:
    """All figures as JSON: seconds, tokens, tokens a second."""
    data = asdict(bench) | {"ceiling_seconds": bench.ceiling_seconds, "share": bench.share}
    return json.dumps(data, ensure_ascii=False, indent=2)
