"""Seals of large files: their SHA-256, and the size and time at which it was right.

To hash gigabytes at every start would take seconds. A file whose size and time are those of its
seal is taken to be what it was; one that has changed is hashed; and all are hashed
where somebody asks (`doctor`), or where a model has failed.
"""

from __future__ import annotations

import hashlib
import json
import os
from contextlib import suppress
from dataclasses import asdict, dataclass
from enum import Enum
from pathlib import Path

from summarize.storage.files import replace_text, user_cache_folder

_BLOCK = 1 << 20


class Condition(Enum):
    """What is known of a file: it is what it was, or it is not, or nobody knows."""

    WHOLE = "whole"
    DAMAGED = "damaged"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Seal:
    """The SHA-256 of a file, and its size in bytes and time in nanoseconds when it was right."""

    sha256: str
    size: int
    modified: int


def seals_folder() -> Path:
    """Return the folder of the seals, whether it exists or not."""
    return user_cache_folder() / "seals"


def seal_file(path: Path, sha256: str, folder: Path | None = None) -> None:
    """Note that a file is whole now. That the disk can't be written is no error."""
    with suppress(OSError):
        status = path.stat()
        seal = Seal(sha256, status.st_size, status.st_mtime_ns)
        replace_text(_seal_path(path, folder), json.dumps(asdict(seal)))


def find_seal(path: Path, folder: Path | None = None) -> Seal | None:
    """Return the seal of a file; None if it has none, or one that can't be read."""
    try:
        data = json.loads(_seal_path(path, folder).read_text(encoding="utf-8"))
        return Seal(str(data["sha256"]), int(data["size"]), int(data["modified"]))
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        return None


def remove_seal(path: Path, folder: Path | None = None) -> None:
    """Remove the seal of a file that is gone."""
    with suppress(OSError):
        _seal_path(path, folder).unlink(missing_ok=True)


def check_quickly(path: Path, folder: Path | None = None) -> Condition:
    """Tell whether a file is what was sealed; it is read only where its size or time changed."""
    seal = find_seal(path, folder)
    try:
        status = path.stat()
    except OSError:
        return Condition.UNKNOWN
    if seal is None:
        return Condition.UNKNOWN
    if (status.st_size, status.st_mtime_ns) == (seal.size, seal.modified):
        return Condition.WHOLE
    return check_fully(path, seal.sha256, folder)


def check_fully(path: Path, sha256: str | None = None, folder: Path | None = None) -> Condition:
    """Hash a file, half a second or more for each gigabyte, and tell whether it is what it was.

    `sha256` is what it should be, by default that of its seal. A file that is whole is sealed anew.
    """
    seal = find_seal(path, folder)
    expected = sha256 or (seal.sha256 if seal else None)
    if expected is None:
        return Condition.UNKNOWN
    try:
        found = hash_file(path)
    except OSError:
        return Condition.UNKNOWN
    if found != expected:
        return Condition.DAMAGED
    seal_file(path, found, folder)
    return Condition.WHOLE


def hash_file(path: Path) -> str:
    """Return the SHA-256 of a file; raise OSError if it can't be read."""
    digest = hashlib.sha256()
    with open(path, "rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()


def _seal_path(path: Path, folder: Path | None) -> Path:
    name = hashlib.sha256(os.fsencode(os.path.realpath(path))).hexdigest()[:32]
    return (folder or seals_folder()) / f"{name}.json"
