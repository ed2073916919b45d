"""Where the files are that come with the program and are no Python: prompts and examples."""

from __future__ import annotations

import functools
import hashlib
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


@functools.cache
def hash_program() -> str:
    """Return a hash that changes whenever the program does: its files and its prompts.

    It is the same on every machine, in a checkout and installed.
    """
    prompts = find_resources("prompts")
    found = {f"prompts/{path.name}": path for path in prompts.glob("*.txt")}
    for path in _PACKAGE.rglob("*"):
        name = path.relative_to(_PACKAGE)
        is_part = name.parts[0] not in ("examples", "prompts", "__pycache__")
        if is_part and path.suffix != ".pyc" and path.is_file():
            found[name.as_posix()] = path
    digest = hashlib.sha256()
    for written, path in sorted(found.items()):
        digest.update(f"{written}:{path.stat().st_size}\n".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()
