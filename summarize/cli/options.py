"""Options that several commands share: flags, help texts, shell completion; flags -> settings.

Where nothing of the completion matches what was typed, the shell completes the names of files.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Annotated, Any

from typer import Option

from summarize.cli import NO_JUDGE, FailOn

SUMMARY, OUTPUT, FOLDERS, MODEL, RUN, PROGRAM = (
    "The summary",
    "Output",
    "Folders",
    "The model",
    "The run",
    "The program",
)
"""The groups of options in the help of the program."""

if TYPE_CHECKING:
    from summarize.settings import Settings


# Names with other characters would have to be quoted.
_SIMPLE = re.compile(r"\w[\w.,+@%-]*")


def resolve_flags(flags: Mapping[str, object]) -> Settings:
    """Return the settings in force with these flags; None is a flag that was not given.

    Raises SettingsError, which says where an impossible value was set.
    """
    from summarize.settings import resolve_settings

    return resolve_settings(flags, os.environ).settings


def complete_models(incomplete: str) -> list[str]:
    """Complete the name of an installed model that is no judge."""
    from summarize.models.registry import inspect_models

    writers = (one for one in inspect_models() if not (one.header and one.header.is_judge))
    return _filter_by_prefix(incomplete, (model.name for model in writers))


def complete_judges(incomplete: str) -> list[str]:
    """Complete the name of a model that may judge: an installed one, a catalogue's judge, "none".

    What the catalogue has may not be here yet: the error then tells how to download it.
    """
    from summarize.models.catalogue import read_catalogue
    from summarize.models.registry import list_models

    installed = [model.name for model in list_models()]
    judges = [entry.name for entry in read_catalogue() if entry.is_judge]
    return _filter_by_prefix(incomplete, dict.fromkeys([*installed, *judges, NO_JUDGE]))


def complete_formats(incomplete: str) -> list[str]:
    """Complete an output format."""
    from summarize.settings import FORMATS

    return _filter_by_prefix(incomplete, FORMATS)


def complete_lengths(incomplete: str) -> list[str]:
    """Complete a length that has a name."""
    return _filter_by_prefix(incomplete, ("short", "medium", "long"))


def complete_styles(incomplete: str) -> list[str]:
    """Complete a style."""
    from summarize.settings import STYLES

    return _filter_by_prefix(incomplete, STYLES)


def complete_failures(incomplete: str) -> list[str]:
    """Complete a verdict from which on `verify` fails."""
    return _filter_by_prefix(incomplete, FailOn)


def complete_any_model(incomplete: str) -> list[str]:
    """Complete the name of an installed model, also of a judge."""
    from summarize.models.registry import list_models

    return _filter_by_prefix(incomplete, (model.name for model in list_models()))


def complete_own_models(incomplete: str) -> list[str]:
    """Complete the name of a model that was added or downloaded: one that can be removed."""
    from summarize.models.manifest import read_records

    return _filter_by_prefix(incomplete, (record.name for record in read_records()))


def complete_known_models(incomplete: str) -> list[str]:
    """Complete the name of a model that is installed, or that the catalogue has."""
    from summarize.models.catalogue import read_catalogue

    names = [*complete_any_model(""), *(entry.name for entry in read_catalogue())]
    return _filter_by_prefix(incomplete, dict.fromkeys(names))


def complete_downloads(incomplete: str) -> list[str]:
    """Complete the name of a model of the catalogue."""
    from summarize.models.catalogue import read_catalogue

    return _filter_by_prefix(incomplete, (entry.name for entry in read_catalogue()))


def complete_setting_names(incomplete: str) -> list[str]:
    """Complete the name of a setting."""
    from summarize.settings.config_editor import SETTING_NAMES

    return _filter_by_prefix(incomplete, SETTING_NAMES)


def complete_setting_values(ctx: Any, incomplete: str) -> list[str]:
    """Complete the value of the setting that was typed before."""
    kinds = {
        "model": complete_models,
        "format": complete_formats,
        "length": complete_lengths,
        "style": complete_styles,
    }
    switches = ("cache", "quiet", "verbose", "stats", "strict", "sections", "front_matter")
    key = str(ctx.params.get("key") or "")
    if key in switches:
        return _filter_by_prefix(incomplete, ("true", "false"))
    return kinds[key](incomplete) if key in kinds else []


def complete_sources(ctx: Any, incomplete: str) -> list[str]:
    """Complete the first source: commands and files, but nothing where no command matches."""
    if ctx.params.get("sources"):
        return []
    commands = _filter_by_prefix(incomplete, ctx.command.other_commands())
    return [*commands, *_filter_by_prefix(incomplete, _list_files())] if commands else []


def _list_files() -> list[str]:
    """Return the simple names in the current folder, those of folders with a slash."""
    try:
        entries = sorted(os.scandir("."), key=lambda entry: entry.name)
    except OSError:
        return []
    simple = (entry for entry in entries if _SIMPLE.fullmatch(entry.name))
    return [f"{one.name}/" if one.is_dir() else one.name for one in simple]


def _filter_by_prefix(incomplete: str, words: Iterable[str]) -> list[str]:
    return [word for word in words if word.lower().startswith(incomplete.lower())]


FormatOption = Annotated[
    str | None,
    Option(
        "-f",
        "--format",
        metavar="FORMAT",
        autocompletion=complete_formats,
        help="Output format: rich, markdown (md), json, text (txt) or html, the evidence page.",
        rich_help_panel=OUTPUT,
    ),
]
OutputOption = Annotated[
    str | None,
    Option(
        "-o",
        "--output",
        metavar="PATH",
        help="Write the result to this file or folder; - is standard output.",
        rich_help_panel=OUTPUT,
    ),
]
OpenOption = Annotated[
    bool,
    Option(
        "--open", help="Show the result beside its evidence in the browser.", rich_help_panel=OUTPUT
    ),
]
ModelOption = Annotated[
    str | None,
    Option(
        "-m",
        "--model",
        metavar="NAME|PATH",
        autocompletion=complete_models,
        help="Use this installed model or GGUF file.",
        rich_help_panel=MODEL,
    ),
]
ServerOption = Annotated[
    str | None,
    Option("--server", metavar="URL", help="Use the model served at URL.", rich_help_panel=MODEL),
]
QuietOption = Annotated[
    bool | None,
    Option("-q", "--quiet", help="Print no progress and no remarks.", rich_help_panel=RUN),
]
ThreadsOption = Annotated[
    str | None,
    Option("--threads", metavar="N", help="Number of CPU threads.", rich_help_panel=MODEL),
]
ContextOption = Annotated[
    str | None, Option("--ctx", metavar="N", help="Context size in tokens.", rich_help_panel=MODEL)
]
GpuLayersOption = Annotated[
    str | None,
    Option(
        "--gpu-layers",
        metavar="N",
        help="Number of GPU layers; by default all that fit, 0 for none.",
        rich_help_panel=MODEL,
    ),
]
JsonOption = Annotated[bool, Option("--json", help="Print the result as JSON.")]
