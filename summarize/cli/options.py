"""Options that several commands share: flags and their help texts; flags -> settings."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated

import typer

from summarize.cli import shell_completion

if TYPE_CHECKING:
    from summarize.settings import Settings


def resolve_flags(flags: Mapping[str, object]) -> Settings:
    """Return the settings in force with these flags; None is a flag that was not given.

    Raises SettingsError, which says where an impossible value was set.
    """
    from summarize.settings import resolve_settings

    return resolve_settings(flags, os.environ).settings


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
QuietOption = Annotated[
    bool | None, typer.Option("-q", "--quiet", help="Print no progress and no remarks.")
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
JsonOption = Annotated[bool, typer.Option("--json", help="Print the result as JSON.")]
