"""Which model is used where nothing else is said: the `model` key of the configuration file."""

from __future__ import annotations

import os
from pathlib import Path

from summarize.errors import SettingsError
from summarize.models.writing import replace_text
from summarize.settings import config_file

_VARIABLE = "SUMMARIZE_MODEL"


def make_default(name: str) -> Path:
    """Have the configuration file name this model; everything else in it stays, comments too.

    The file is made if there is none. Raises SettingsError if it is no TOML, so that nothing of
    it is lost, or if it can't be read or written.
    """
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    path = config_file()
    try:
        document = tomlkit.parse(_text(path))
        document["model"] = name
        replace_text(path, tomlkit.dumps(document))
    except OSError as error:
        raise SettingsError(f"{path} can't be written: {error.strerror}") from error
    except (TOMLKitError, ValueError) as error:
        hint = 'Put it right, or write into it yourself: model = "NAME"'
        raise SettingsError(f"{path} is not valid TOML: {error}", hint) from error
    return path


def overruled() -> str:
    """The environment variable that goes before the configuration file, "" if none is set."""
    return _VARIABLE if os.environ.get(_VARIABLE) else ""


def _text(path: Path) -> str:
    try:
        # A byte-order mark, which some editors write, is no TOML. Line ends stay as they are.
        with open(path, encoding="utf-8-sig", newline="") as file:
            return file.read()
    except FileNotFoundError:
        return ""
