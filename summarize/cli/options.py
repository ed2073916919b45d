"""The flags of the command line: their names, and the help they come with."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from summarize import __version__
from summarize.cli import shell_completion
from summarize.cli.exit_codes import FailOn


def _show_version(wanted: bool) -> None:
    if wanted:
        sys.stdout.write(f"summarize {__version__}\n")
        raise typer.Exit


Sources = Annotated[
    list[str],
    typer.Argument(metavar="SOURCE", hidden=True, autocompletion=shell_completion.complete_sources),
]
LengthOption = Annotated[
    str | None,
    typer.Option(
        "-l",
        "--length",
        metavar="LENGTH",
        autocompletion=shell_completion.complete_lengths,
        help="short (60 words), medium (120, the default), long (250), a number of words (180), "
        "or a share of the article (10%).",
    ),
]
ClaimsOption = Annotated[
    str | None,
    typer.Option("-c", "--claims", metavar="N", help="At most N key claims; 0 for none."),
]
FormatOption = Annotated[
    str | None,
    typer.Option(
        "-f",
        "--format",
        metavar="FORMAT",
        autocompletion=shell_completion.complete_formats,
        help="rich, markdown, json or text.",
    ),
]
OutputOption = Annotated[
    str | None,
    typer.Option("-o", "--output", metavar="PATH", help="Write to this file or folder instead."),
]
ModelOption = Annotated[
    str | None,
    typer.Option(
        "-m",
        "--model",
        metavar="NAME|PATH",
        autocompletion=shell_completion.complete_models,
        help="An installed model or a GGUF file.",
    ),
]
ServerOption = Annotated[
    str | None,
    typer.Option("--server", metavar="URL", help="Have the model of this server do the work."),
]
FocusOption = Annotated[
    str | None,
    typer.Option("--focus", metavar="TEXT", help="What you want to know: words or a question."),
]
LanguageOption = Annotated[
    str | None,
    typer.Option("--language", metavar="CODE", help="Language of the result (de, fr, ...)."),
]
QuietOption = Annotated[bool | None, typer.Option("-q", "--quiet", help="No progress, no remarks.")]
VerboseOption = Annotated[
    bool | None,
    typer.Option("-v", "--verbose", help="Also what was repaired or dropped, and why."),
]
StatsOption = Annotated[bool | None, typer.Option("--stats", help="Say what it cost.")]
NoCacheOption = Annotated[
    bool, typer.Option("--no-cache", help="Compute everything anew and keep nothing.")
]
SeedOption = Annotated[
    str | None, typer.Option("--seed", metavar="N", help="Another seed, another set of drafts.")
]
ThreadsOption = Annotated[
    str | None, typer.Option("--threads", metavar="N", help="Processor threads to compute with.")
]
ContextOption = Annotated[
    str | None, typer.Option("--ctx", metavar="N", help="The model's window, in tokens.")
]
GpuLayersOption = Annotated[
    str | None,
    typer.Option(
        "--gpu-layers",
        metavar="N",
        help="Layers that a graphics processor computes; default: all that fit. 0 for none.",
    ),
]
UncheckedOption = Annotated[
    bool,
    typer.Option(
        "--unchecked",
        help="For comparison: also print what does not hold up, every line labelled.",
    ),
]
FailOnOption = Annotated[
    FailOn,
    typer.Option(
        "--fail-on",
        help="Exit with 6 if a statement is unsupported; unsure: also if one can't be told; "
        "never: exit with 0 whatever was found.",
    ),
]
VersionOption = Annotated[
    bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version.")
]
