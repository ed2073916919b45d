"""Where the files are that come with the program and are no Python: prompts and examples."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).absolute().parent

SEARCH_PATH = str(_PACKAGE.parent)
"""The entry of `sys.path` under which this package is found; child processes need it."""


def find_resources(name: str) -> Path:
    """Return the folder of the resources called `name`: `"prompts" -> .../summarize/prompts`.

    They lie beside the package in a checkout and inside it once it is installed.
    """
    installed = _PACKAGE / name
    return installed if installed.is_dir() else _PACKAGE.parent / name
