"""Editor of the configuration file: comments, order and layout stay as they are.

A value is checked by the same parsers that read it later, before anything is written;
the file is replaced whole or not at all.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING

from summarize import settings
from summarize.errors import SettingsError
from summarize.settings.prompt_files import PromptFile
from summarize.storage.files import explain_write_error, make_folder, replace_text

if TYPE_CHECKING:
    from tomlkit import TOMLDocument

SETTING_NAMES = tuple(
    field.name for field in fields(settings.Settings) if field.name not in settings.FLAGS_ONLY
)
"""The settings that the file may have, in the order in which they are printed."""

_SECRET = re.compile(r"(?:\A|_)(?:key|token|secret|password)(?:\Z|_)")


def set_value(name: str, value: str, file: Path | None = None) -> Path:
    """Write `name = value` into the configuration file, made if need be, and return its path.

    `file` is by default the user's own. `"length", "180" -> length = 180`. Raises SettingsError,
    with the file unchanged, for an unknown setting, a value that it can't have, and a file that
    is not valid TOML; OutputError if the file can't be written.
    """
    name = parse_setting_name(name)
    # A relative path becomes absolute; a name, and a path from the home folder, stay as they are.
    path = Path(value)
    is_relative = len(path.parts) > 1 and not path.is_absolute() and not value.startswith("~")
    if (name == "model" and is_relative) or (name == "prompt" and _is_file(path)):
        value = str(Path.cwd() / path)
    given = to_plain_value(settings.parse_setting(name, value, name))
    path = file or settings.config_file()
    document = _read_document(path)
    document[next(_find_keys(document, name), name)] = given
    make_folder(path.parent)
    _write_document(path, document)
    return path


def unset_value(name: str, file: Path | None = None) -> bool:
    """Remove a setting from the file; return whether it was there. Raises as `set_value`."""
    name = parse_setting_name(name)
    path = file or settings.config_file()
    document = _read_document(path)
    written = list(_find_keys(document, name))
    for key in written:
        del document[key]
    if written:
        _write_document(path, document)
    return bool(written)


def find_overriding_variable(name: str) -> str:
    """Return the environment variable that overrides the file; "" if it is not set."""
    variable = f"SUMMARIZE_{parse_setting_name(name).upper()}"
    return variable if os.environ.get(variable) else ""


def parse_setting_name(name: str) -> str:
    """Parse a setting's name: `"gpu-layers" -> "gpu_layers"`; SettingsError if there is none."""
    found = name.strip().lstrip("-").replace("-", "_")
    if found in SETTING_NAMES:
        return found
    if found in settings.FLAGS_ONLY:
        raise SettingsError(f"{name}: it can only be a flag", f"Give --{name} with the command.")
    if _SECRET.search(found.lower()):
        hint = "Put it into the environment of the program instead."
        raise SettingsError(f"{name}: secrets have no place in a configuration file", hint)
    settings.parse_setting(found, "", name)  # raises: there is none, and which is near
    raise AssertionError(name)


def to_plain_value(value: object) -> str | int | bool | None:
    """Return a setting's value as TOML and JSON have it; a length or size as the user gave it."""
    if isinstance(value, settings.Length):
        return int(value.text) if value.text.isdecimal() else value.text
    if isinstance(value, settings.Size):
        return value.text
    if isinstance(value, PromptFile):
        return value.path
    assert value is None or isinstance(value, str | int)
    return value


def _is_file(path: Path) -> bool:
    return not path.is_absolute() and path.is_file()


def _find_keys(document: TOMLDocument, name: str) -> Iterator[str]:
    return (key for key in document if key.replace("-", "_") == name)


def _read_document(path: Path) -> TOMLDocument:
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    try:
        return tomlkit.parse(settings.read_config_text(path).removeprefix(settings.BYTE_ORDER_MARK))
    except TOMLKitError as error:
        hint = "Correct it, or move it away: nothing was changed."
        raise SettingsError(f"{path} is not valid TOML: {error}", hint) from error


def _write_document(path: Path, document: TOMLDocument) -> None:
    before, text = settings.read_config_text(path), document.as_string()
    if "\r\n" in before:
        text = re.sub(r"(?<!\r)\n", "\r\n", text)
    mark = settings.BYTE_ORDER_MARK if before.startswith(settings.BYTE_ORDER_MARK) else ""
    try:
        replace_text(path, mark + text)
    except OSError as error:
        raise explain_write_error(path, error) from error
