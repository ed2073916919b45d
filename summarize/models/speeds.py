"""Speeds of models as measured on this machine: by `bench`, for the list of models, and by runs.

What runs have measured (`RunPaces`) is what the time left of the next run is estimated from.
"""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from summarize.storage.files import user_cache_folder
from summarize.storage.json_store import find_fault, read_store, write_store

_MAX_MODELS = 100  # models; the oldest measurements go first


@dataclass(frozen=True, slots=True)
class MeasuredSpeeds:
    """Tokens a second of one sequence: prompt processing, and generation."""

    reading: float
    writing: float


@dataclass(frozen=True, slots=True)
class RunPaces:
    """How long the parts of a run take with a model, in seconds; None where nobody knows yet.

    `loading`, `merging`, `rewriting` and `translating` are for a document, the others for a
    thousand words of it: reading it in `one` piece or in `many`.
    """

    loading: float | None = None
    preparing: float | None = None
    one: float | None = None
    many: float | None = None
    merging: float | None = None
    rewriting: float | None = None
    translating: float | None = None
    checking: float | None = None


def load_speeds(model: os.PathLike[str]) -> MeasuredSpeeds | None:
    """Return the speeds of this file; None if there are none or if it has changed since."""
    try:
        return MeasuredSpeeds(**_read_rows(speeds_path())[_file_key(model)])
    except (OSError, LookupError, TypeError):
        return None


def save_speeds(model: Path, speeds: MeasuredSpeeds) -> None:
    """Save the speeds of this file. That the disk can't be written is no error."""
    with suppress(OSError):
        _save_row(speeds_path(), _file_key(model), asdict(speeds))


def load_paces(identity: str) -> RunPaces:
    """Return what earlier runs have measured with the engine that has this identity."""
    row = _read_rows(_paces_path()).get(identity)
    names = [field.name for field in fields(RunPaces)]
    good = {name: row[name] for name in names if _is_pace(row.get(name))} if row else {}
    return RunPaces(**good)


def save_paces(identity: str, paces: RunPaces) -> None:
    """Save what a run has measured. That the disk can't be written is no error."""
    with suppress(OSError):
        _save_row(_paces_path(), identity, asdict(paces))


def _is_pace(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value < 1e6


def speeds_path() -> Path:
    """Return where the speeds are kept, whether the file exists or not."""
    return user_cache_folder() / "speeds.json"


def _paces_path() -> Path:
    return user_cache_folder() / "paces.json"


def _file_key(model: os.PathLike[str]) -> str:
    status = os.stat(model)
    return f"{os.path.realpath(model)}:{status.st_size}:{status.st_mtime_ns}"


def find_speeds_faults() -> list[str]:
    """Return what is wrong with the files of the speeds, a line each."""
    return [fault for fault in map(find_fault, (speeds_path(), _paces_path())) if fault]


def _save_row(path: Path, key: str, row: dict[str, float | None]) -> None:
    others = {name: one for name, one in _read_rows(path).items() if name != key}
    write_store(path, dict([*others.items(), (key, row)][-_MAX_MODELS:]))


def _read_rows(path: Path) -> dict[str, dict[str, float]]:
    return {key: row for key, row in read_store(path).items() if isinstance(row, dict)}
