"""Models that come in Python packages: found without an import, assembled from their parts.

A package index takes no file as large as most models, so some come as several packages
with a part of the file in each. The file is assembled once, at the first use.

From then on it is trusted by its path, size and time. The path has the SHA-256 in it, and the
file gets there by a rename, only after its SHA-256 was right and its bytes had reached the
disk; what may happen to it later changes its size or time (`storage.seals`), and then it is
assembled anew. Hashing it at each start would cost as much time as loading it.

The SHA-256 comes from this program, not from the packages: they belong to others, and what
was measured is this file.
"""

from __future__ import annotations

import base64
import hashlib
import os
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from summarize.errors import ModelError
from summarize.storage import files
from summarize.storage.seals import Condition, check_quickly, seal_file

_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class PackagedModel:
    """A model whose GGUF file comes in packages.

    `extra` is the extra of this program to install. Package number n, `{package}_part{n}` and
    counted from 1, holds `data/{file}.part{n-1}`; `{package}` itself only requires them.
    `size` is in bytes.
    """

    name: str
    extra: str
    package: str
    file: str
    parts: int
    size: int
    sha256: str

    @property
    def path(self) -> Path:
        """Where the assembled file lies, in the user's cache folder."""
        return files.user_cache_folder() / "models" / self.sha256[:16] / self.file

    @property
    def is_assembled(self) -> bool:
        """Whether the file has been assembled, so that its packages are needed no more."""
        try:
            return os.stat(self.path).st_size == self.size
        except OSError:
            return False

    @property
    def is_installed(self) -> bool:
        """Whether the model can be used: its file is assembled, or its packages are there."""
        return self.is_assembled or find_spec(self.package) is not None

    @property
    def install_hint(self) -> str:
        """One line: `'Install it with: pip install "summarize[extra]"'`."""
        return f'Install it with: pip install "summarize[{self.extra}]"'


def find_packaged_file(package: str, name: str) -> Path | None:
    """Find a file of an installed package without importing it; None if it is not there.

    `"some_package", "model.gguf" -> Path(".../site-packages/some_package/model.gguf")`
    """
    spec = find_spec(package)
    for folder in (spec and spec.submodule_search_locations) or ():
        path = Path(folder) / name
        if path.is_file():
            return path
    return None


def find_installed_hash(package: str, file: str) -> str | None:
    """Return the SHA-256 that pip noted for a file of a package."""
    from importlib.metadata import PackageNotFoundError, files

    try:
        listed = files(package.replace("_", "-")) or []
    except PackageNotFoundError:
        return None
    for one in listed:
        if one.name == file and one.hash and one.hash.mode == "sha256":
            value = one.hash.value
            return base64.urlsafe_b64decode(value + "=" * (-len(value) % 4)).hex()
    return None


def find_parts(model: PackagedModel) -> tuple[Path, ...]:
    """Return the parts of the file, in order; raise ModelError if one is missing."""
    found = []
    for number in range(1, model.parts + 1):
        package = f"{model.package}_part{number}"
        name = os.path.join("data", f"{model.file}.part{number - 1:02}")
        path = find_packaged_file(package, name)
        if path is None:
            message = f"{model.name} is incomplete: part {number} of {model.parts} is missing"
            hint = _reinstall_hint(package) if find_spec(package) else model.install_hint
            raise ModelError(message, hint)
        found.append(path)
    return tuple(found)


def assemble_model(model: PackagedModel) -> Path:
    """Return the model's file, assembled from its parts unless it is there: seconds, once.

    Several processes may do so at the same time: each writes a file of its own, and
    renames it when it is done. Raises ModelError, and leaves nothing under the name, if a
    part is missing or wrong, if there is no room, or if the file can't be written.
    """
    target = model.path
    files.delete_abandoned_files(target.parent)
    if model.is_assembled and check_quickly(target) is not Condition.DAMAGED:
        return target
    try:
        parts = find_parts(model)
        target.parent.mkdir(parents=True, exist_ok=True)
        free = files.free_disk_space(target.parent)
        if free is not None and free < model.size:
            needed = f"{model.size / 1e6:.0f} MB needed, {free / 1e6:.0f} MB free"
            hint = f"Make room for {target.parent}."
            raise ModelError(f"there is no room to put {model.name} together: {needed}", hint)
        with files.unfinished_file(target) as unfinished:
            if _join_parts(parts, unfinished) != model.sha256:
                packages = (f"{model.package}_part{number}" for number in range(1, model.parts + 1))
                message = f"the installed parts of {model.name} are damaged, or of another version"
                raise ModelError(message, _reinstall_hint(*packages))
            os.replace(unfinished, target)
            seal_file(target, model.sha256)
    except OSError as error:
        if not model.is_assembled:  # if it is, another process was quicker and has it in use
            message = f"{model.name} can't be put together in {target.parent}: {error.strerror}"
            hint = "Make room there, and see that you may write there."
            raise ModelError(message, hint) from error
    return target


def _reinstall_hint(*packages: str) -> str:
    names = " ".join(package.replace("_", "-") for package in packages)
    return f"Install it anew: pip install --force-reinstall --no-deps {names}"


def _join_parts(parts: Sequence[Path], target: Path) -> str:
    """Write the parts one behind another, down to the disk; return the SHA-256 of the whole."""
    digest = hashlib.sha256()
    with open(target, "xb") as joined:
        for part in parts:
            with open(part, "rb") as piece:
                while block := piece.read(_BLOCK):
                    digest.update(block)
                    joined.write(block)
        joined.flush()
        os.fsync(joined.fileno())
    return digest.hexdigest()
