"""What the cache must know of the program: whatever it made is of the same code and packages."""

from __future__ import annotations

import functools
import hashlib
from importlib.util import find_spec
from pathlib import Path

from summarize.resources import find_resources


@functools.cache
def hash_program() -> str:
    """Return a hash that changes whenever the program does: its files, prompts and packages."""
    digest = hashlib.sha256()
    for path in sorted(Path(__file__).parents[1].rglob("*.py")):
        status = path.stat()
        digest.update(f"{path.name}:{status.st_size}:{status.st_mtime_ns}\n".encode())
    for prompt in sorted(find_resources("prompts").iterdir(), key=lambda entry: entry.name):
        if prompt.name.endswith(".txt"):
            digest.update(prompt.read_bytes())
    # "lxml-6.0.2.dist-info"
    for package in sorted(path.name for path in _packages_folder().glob("*.dist-info")):
        digest.update(package.encode())
    return digest.hexdigest()


def _packages_folder() -> Path:
    """Return where the packages are that this one needs."""
    spec = find_spec("typer")
    return Path(spec.origin).parents[1] if spec and spec.origin else Path(__file__).parents[2]
