"""What the shell offers after Tab: names of models and settings, values, commands and files.

A file of any name is completed by the shell itself, where nothing here fits what was typed.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from typing import Any

# In names with other characters, the shell would have to be told what to quote.
_SIMPLE = re.compile(r"\w[\w.,+@%-]*")


def complete_models(incomplete: str) -> list[str]:
    """Installed models whose name begins so."""
    from summarize.models.registry import inspect_models

    return _filter_by_prefix(incomplete, (model.name for model in inspect_models()))


def complete_formats(incomplete: str) -> list[str]:
    """The formats of a result."""
    from summarize.settings import FORMATS

    return _filter_by_prefix(incomplete, FORMATS)


def complete_lengths(incomplete: str) -> list[str]:
    """The lengths that have a name."""
    return _filter_by_prefix(incomplete, ("short", "medium", "long"))


def complete_setting_names(incomplete: str) -> list[str]:
    """The settings that the configuration file may have."""
    from summarize.settings.config_editor import SETTING_NAMES

    return _filter_by_prefix(incomplete, SETTING_NAMES)


def complete_setting_values(ctx: Any, incomplete: str) -> list[str]:
    """Values for the setting that was typed before."""
    kinds = {"model": complete_models, "format": complete_formats, "length": complete_lengths}
    switches = ("cache", "quiet", "verbose", "stats")
    key = str(ctx.params.get("key") or "")
    if key in switches:
        return _filter_by_prefix(incomplete, ("true", "false"))
    return kinds[key](incomplete) if key in kinds else []


def complete_sources(ctx: Any, incomplete: str) -> list[str]:
    """In the place of the first source, commands and files; nothing where no command fits."""
    if ctx.params.get("sources"):
        return []
    commands = _filter_by_prefix(incomplete, ctx.command.other_commands())
    return [*commands, *_filter_by_prefix(incomplete, _list_files())] if commands else []


def _list_files() -> list[str]:
    """What lies in the current folder under simple names, folders with a slash."""
    try:
        entries = sorted(os.scandir("."), key=lambda entry: entry.name)
    except OSError:
        return []
    simple = (entry for entry in entries if _SIMPLE.fullmatch(entry.name))
    return [f"{one.name}/" if one.is_dir() else one.name for one in simple]


def _filter_by_prefix(incomplete: str, words: Iterable[str]) -> list[str]:
    return [word for word in words if word.lower().startswith(incomplete.lower())]
