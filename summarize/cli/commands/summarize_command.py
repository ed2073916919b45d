"""`summarize SOURCE...`, the command without a name: summarise one or several documents."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from summarize.cli import shell_completion
from summarize.cli.options import (
    ContextOption,
    FormatOption,
    GpuLayersOption,
    ModelOption,
    OutputOption,
    QuietOption,
    ServerOption,
    ThreadsOption,
    resolve_flags,
)
from summarize.errors import UsageError
from summarize.version import __version__


def _show_version(is_requested: bool) -> None:
    if is_requested:
        sys.stdout.write(f"summarize {__version__}\n")
        raise typer.Exit


def summarize_documents(  # noqa: PLR0913 - one for each flag
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="SOURCE", hidden=True, autocompletion=shell_completion.complete_sources
        ),
    ],
    length: Annotated[
        str | None,
        typer.Option(
            "-l",
            "--length",
            metavar="LENGTH",
            autocompletion=shell_completion.complete_lengths,
            help="Length: short (60 words), medium (120, the default), long (250), a number of "
            "words (180), or a share of the article (10%).",
        ),
    ] = None,
    claims: Annotated[
        str | None,
        typer.Option("-c", "--claims", metavar="N", help="Print at most N key claims; 0 for none."),
    ] = None,
    format: FormatOption = None,
    output: OutputOption = None,
    model: ModelOption = None,
    server: ServerOption = None,
    focus: Annotated[
        str | None,
        typer.Option(
            "--focus",
            metavar="TEXT",
            help="Summarise only what concerns TEXT: words or a question.",
        ),
    ] = None,
    language: Annotated[
        str | None,
        typer.Option(
            "--language", metavar="CODE", help="Write the summary in this language (de, fr, ...)."
        ),
    ] = None,
    quiet: QuietOption = None,
    verbose: Annotated[
        bool | None,
        typer.Option("-v", "--verbose", help="Also print what was repaired or dropped, and why."),
    ] = None,
    stats: Annotated[
        bool | None, typer.Option("--stats", help="Print token counts, time and memory used.")
    ] = None,
    no_cache: Annotated[
        bool, typer.Option("--no-cache", help="Neither use the cache nor write to it.")
    ] = False,
    seed: Annotated[
        str | None, typer.Option("--seed", metavar="N", help="Random seed of the drafts.")
    ] = None,
    threads: ThreadsOption = None,
    ctx: ContextOption = None,
    gpu_layers: GpuLayersOption = None,
    unchecked: Annotated[
        bool,
        typer.Option(
            "--unchecked",
            help="Also print statements that are not supported, every line labelled.",
        ),
    ] = False,
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_show_version, is_eager=True, help="Show the version and exit."
        ),
    ] = False,
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
    settings = resolve_flags(flags)
    from summarize.cli.summarize_run import summarize_all

    raise typer.Exit(summarize_all(sources, output, settings))
