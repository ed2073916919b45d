"""Options that several commands share: flags and their help texts; flags -> settings."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated

import typer

from summarize.cli import shell_completion
from summarize.version import __version__

if TYPE_CHECKING:
    from summarize.settings import Settings


def resolve_settings(flags: Mapping[str, object]) -> Settings:
    """Return the settings in force with these flags; None is a flag that was not given.

    Raises SettingsError, which says where an impossible value was set.
    """
    from summarize.settings import resolve_settings

    return resolve_settings(flags, os.environ).settings


def _show_version(is_requested: bool) -> None:
    if is_requested:
        sys.stdout.write(f"summarize {__version__}\n")
        raise typer.Exit


LengthOption = Annotated[
    str | None,
    typer.Option(
        "-l",
        "--length",
        metavar="LENGTH",
        autocompletion=shell_completion.complete_lengths,
        help="Length of the summary: short (60 words), medium (120, the default), long (250), "
        "a number of words (180), or a share of the article (10%).",
    ),
]
ClaimsOption = Annotated[
    str | None,
    typer.Option("-c", "--claims", metavar="N", help="Print at most N key claims; 0 for none."),
]
FormatOption = Annotated[
    str | None,
    typer.Option(
        "-f",
        "--format",
        metavar="FORMAT",
        autocompletion=shell_completion.complete_formats,
        help="Output format: rich, markdown, json or text.",
    ),
]
OutputOption = Annotated[
    str | None,
    typer.Option("-o", "--output", metavar="PATH", help="Write the result to this file or folder."),
]
ModelOption = Annotated[
    str | None,
    typer.Option(
        "-m",
        "--model",
        metavar="NAME|PATH",
        autocompletion=shell_completion.complete_models,
        help="Use this installed model or GGUF file.",
    ),
]
ServerOption = Annotated[
    str | None, typer.Option("--server", metavar="URL", help="Use the model served at URL.")
]
FocusOption = Annotated[
    str | None,
    typer.Option(
        "--focus", metavar="TEXT", help="Summarise only what concerns TEXT: words or a question."
    ),
]
LanguageOption = Annotated[
    str | None,
    typer.Option(
        "--language", metavar="CODE", help="Write the summary in this language (de, fr, ...)."
    ),
]
QuietOption = Annotated[
    bool | None, typer.Option("-q", "--quiet", help="Print no progress and no remarks.")
]
VerboseOption = Annotated[
    bool | None,
    typer.Option("-v", "--verbose", help="Also print what was repaired or dropped, and why."),
]
StatsOption = Annotated[
    bool | None, typer.Option("--stats", help="Print token counts, time and memory used.")
]
NoCacheOption = Annotated[
    bool, typer.Option("--no-cache", help="Neither use the cache nor write to it.")
]
SeedOption = Annotated[
    str | None, typer.Option("--seed", metavar="N", help="Random seed of the drafts.")
]
ThreadsOption = Annotated[
    str | None, typer.Option("--threads", metavar="N", help="Number of CPU threads.")
]
ContextOption = Annotated[
    str | None, typer.Option("--ctx", metavar="N", help="Context size in tokens.")
]
GpuLayersOption = Annotated[
    str | None,
    typer.Option(
        "--gpu-layers",
        metavar="N",
        help="Number of GPU layers; by default all that fit, 0 for none.",
    ),
]
UncheckedOption = Annotated[
    bool,
    typer.Option(
        "--unchecked",
        help="Also print statements that are not supported, every line labelled.",
    ),
]
VersionOption = Annotated[
    bool,
    typer.Option(
        "--version", callback=_show_version, is_eager=True, help="Show the version and exit."
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print the result as JSON.")]
