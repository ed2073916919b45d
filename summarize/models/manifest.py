"""Manifest of added and pulled models: a small JSON file in the models folder.

A model that is added stays where it is, and one that is pulled lies in the Hub's cache; the
manifest has its name and its path. So nothing large is copied by surprise, and only what this
program brought is ever removed by it.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from summarize.errors import ModelError
from summarize.models.model_files import ModelOrigin, models_folder
from summarize.storage.files import hold_lock, replace_text

_WAYS = {ModelOrigin.ADDED, ModelOrigin.COPIED, ModelOrigin.PULLED}
_LOCK_TIMEOUT = 10.0  # seconds; the holder of the lock writes a few lines


@dataclass(frozen=True, slots=True)
class Record:
    """A model by its name; `repository` and `file` are its address on the Hub, if it has one."""

    name: str
    path: str
    way: ModelOrigin
    repository: str = ""
    file: str = ""


def read_records() -> tuple[Record, ...]:
    """Return what was added or pulled, by name; () where the file is missing or damaged."""
    try:
        return _parse_manifest()
    except ModelError:
        return ()


def find_manifest_error() -> str:
    """Return what is wrong with the manifest, in one line; "" if nothing is."""
    try:
        _parse_manifest()
    except ModelError as error:
        return error.message
    return ""


def save_record(record: Record) -> None:
    """Write a record, in the place of one with the same name if there is one.

    Raises ModelError if the file can't be written, or if it is damaged, so that what it says of
    other models is not lost.
    """
    _replace_record(record.name, record)


def delete_record(name: str) -> None:
    """Delete the record of that name; raise ModelError as `save_record` does."""
    _replace_record(name)


def _manifest_path() -> Path:
    return models_folder() / "models.json"


def _parse_manifest() -> tuple[Record, ...]:
    path = _manifest_path()
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        records = [Record(**raw | {"way": ModelOrigin(raw["way"])}) for raw in data["models"]]
        if not all(isinstance(v, str) for record in records for v in asdict(record).values()):
            raise TypeError
        if not {record.way for record in records} <= _WAYS:
            raise ValueError
    except FileNotFoundError:
        return ()
    except OSError as error:
        hint = "See that it is a file that you may read."
        raise ModelError(f"{path} can't be read: {error.strerror}", hint) from error
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        message = f"{path} is damaged: what was added and pulled is not known"
        raise ModelError(message, "Move it away, and add the models anew.") from error
    return tuple(sorted(records, key=lambda record: record.name))


def _replace_record(name: str, *new: Record) -> None:
    path = _manifest_path()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with hold_lock(path.with_name(".models.lock"), _LOCK_TIMEOUT):
            records = [*(one for one in _parse_manifest() if one.name != name), *new]
            rows = [asdict(record) for record in records]
            text = json.dumps({"schema": 1, "models": rows}, indent=1, ensure_ascii=False)
            replace_text(path, text + "\n")
    except OSError as error:
        hint = "Name another folder by SUMMARIZE_MODELS, or make room there."
        raise ModelError(f"{path} can't be written: {error.strerror or error}", hint) from error
