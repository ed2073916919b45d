"""`summarize SOURCE...`, the command without a name: summarise one or several documents."""

from __future__ import annotations

from typing import Annotated

import typer

from summarize.cli import shell_completion
from summarize.cli.options import (
    ClaimsOption,
    ContextOption,
    FocusOption,
    FormatOption,
    GpuLayersOption,
    LanguageOption,
    LengthOption,
    ModelOption,
    NoCacheOption,
    OutputOption,
    QuietOption,
    SeedOption,
    ServerOption,
    StatsOption,
    ThreadsOption,
    UncheckedOption,
    VerboseOption,
    VersionOption,
    resolve_settings,
)
from summarize.errors import UsageError


def summarize_documents(  # noqa: PLR0913 - one for each flag
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="SOURCE", hidden=True, autocompletion=shell_completion.complete_sources
        ),
    ],
    length: LengthOption = None,
    claims: ClaimsOption = None,
    format: FormatOption = None,
    output: OutputOption = None,
    model: ModelOption = None,
    server: ServerOption = None,
    focus: FocusOption = None,
    language: LanguageOption = None,
    quiet: QuietOption = None,
    verbose: VerboseOption = None,
    stats: StatsOption = None,
    no_cache: NoCacheOption = False,
    seed: SeedOption = None,
    threads: ThreadsOption = None,
    ctx: ContextOption = None,
    gpu_layers: GpuLayersOption = None,
    unchecked: UncheckedOption = False,
    version: VersionOption = False,
) -> None:
    """Summarise articles with a local language model and check every sentence.

    SOURCE is a file (text, Markdown, HTML, PDF, EPUB, DOCX, ODT, RTF, ...), a web address, or - for
    standard input.
    """
    flags = {
        "length": length, "claims": claims, "format": format, "model": model, "server": server,
        "focus": focus, "language": language, "quiet": quiet, "verbose": verbose, "stats": stats,
        "cache": False if no_cache else None, "seed": seed, "threads": threads, "ctx": ctx,
        "gpu_layers": gpu_layers, "unchecked": unchecked,
    }  # fmt: skip
    if quiet and verbose:
        raise UsageError("--quiet and --verbose contradict each other", "Give one of them.")
    settings = resolve_settings(flags)
    from summarize.cli.summarize_run import summarize_all

    raise typer.Exit(summarize_all(sources, output, settings))
