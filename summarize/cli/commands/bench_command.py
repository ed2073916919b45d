"""`summarize bench`: measure the speed of the model on this computer."""

from __future__ import annotations

from typing import Annotated

import typer

from summarize.cli.options import (
    ContextOption,
    GpuLayersOption,
    JsonOption,
    ModelOption,
    ThreadsOption,
    resolve_flags,
)


def bench(  # noqa: PLR0913 - one for each flag
    source: Annotated[
        str | None,
        typer.Argument(
            metavar="SOURCE", help="The document to summarise; default: an example article."
        ),
    ] = None,
    model: ModelOption = None,
    threads: ThreadsOption = None,
    ctx: ContextOption = None,
    gpu_layers: GpuLayersOption = None,
    as_json: JsonOption = False,
) -> None:
    """Measure the speed of the model and of a summary."""
    from summarize.cli.bench_run import run_bench

    flags = {"model": model, "threads": threads, "ctx": ctx, "gpu_layers": gpu_layers}
    run_bench(source, resolve_flags(flags), as_json)
