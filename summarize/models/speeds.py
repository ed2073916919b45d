"""Speeds of models as measured by `bench` on this machine, kept for the list of models."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from summarize.storage.files import user_cache_folder
from summarize.storage.json_store import read_store, write_store

_MAX_MODELS = 100  # models; the oldest measurements go first


@dataclass(frozen=True, slots=True)
class MeasuredSpeeds:
    """Tokens a second of one sequence: prompt processing, and generation."""

    reading: float
    writing: float


def load_speeds(model: os.PathLike[str]) -> MeasuredSpeeds | None:
    """Return the speeds of this file; None if there are none or if it has changed since."""
    try:
        return MeasuredSpeeds(**_read_speeds()[_file_key(model)])
    except (OSError, LookupError, TypeError):
        return None


def save_speeds(model: Path, speeds: MeasuredSpeeds) -> None:
    """Save the speeds of this file. That the disk can't be written is no error."""
    with suppress(OSError):
        key = _file_key(model)
        others = {name: one for name, one in _read_speeds().items() if name != key}
        kept = dict([*others.items(), (key, asdict(speeds))][-_MAX_MODELS:])
        write_store(speeds_path(), kept)


def speeds_path() -> Path:
    """Return where the speeds are kept, whether the file exists or not."""
    return user_cache_folder() / "speeds.json"


def _file_key(model: os.PathLike[str]) -> str:
    status = os.stat(model)
    return f"{os.path.realpath(model)}:{status.st_size}:{status.st_mtime_ns}"


def _read_speeds() -> dict[str, dict[str, float]]:
    return read_store(speeds_path())
