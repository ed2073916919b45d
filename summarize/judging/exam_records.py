"""Records of exams: what models made of it, kept on this machine or shipped with the program."""

from __future__ import annotations

import functools
import math
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from importlib.resources import files
from typing import Any

from summarize.judging.exam import EXAM_VERSION, ExamResult
from summarize.judging.record_file import records_path
from summarize.judging.trust import Trust, estimate_prior
from summarize.storage.json_store import find_fault, read_store, write_store

_MAX_RECORDS = 200  # the oldest go first


@dataclass(frozen=True, slots=True)
class ExamRecord:
    """The result of a model, its drafts about the texts, and the SHA-256 of its file.

    `trust` is None for a model that only judges; `sha256` "" for a model behind a server.
    """

    result: ExamResult
    trust: Trust | None = None
    sha256: str = ""

    @property
    def prior(self) -> float | None:
        """How many of the model's own statements are true, 0 to 1; None if it does not write."""
        return None if self.trust is None else estimate_prior(self.result.area, self.trust)


def find_record(identity: str, sha256: str = "") -> ExamRecord | None:
    """Return the record of a model with this identity, or shipped for this SHA-256; else None."""
    record = _parse_record(_read_records().get(_key(identity)))
    return record or (_read_shipped().get(sha256) if sha256 else None)


def save_record(identity: str, record: ExamRecord) -> None:
    """Keep the record of a model. That the disk can't be written is no error."""
    key = _key(identity)
    others = {name: one for name, one in _read_records().items() if name != key}
    kept = dict([*others.items(), (key, asdict(record))][-_MAX_RECORDS:])
    with suppress(OSError):
        write_store(records_path(), kept)


def can_keep_records() -> bool:
    """Whether the records can be written: an exam that is not kept would be taken every time."""
    path = records_path()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError:
        return False
    return os.access(path if path.exists() else path.parent, os.W_OK)


def _key(identity: str) -> str:
    return f"{identity}, exam {EXAM_VERSION}"


def find_records_fault() -> str:
    """Return what is wrong with the file of the records, in one line; "" if nothing is."""
    return find_fault(records_path())


def _read_records() -> dict[str, Any]:
    return read_store(records_path())


@functools.cache
def _read_shipped() -> Mapping[str, ExamRecord]:
    """Return the records that come with the program, by the SHA-256 of the file."""
    import tomllib

    text = (files("summarize.judging") / "exam_results.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    found = map(_parse_record, data.get("record", ()) if data["exam"] == EXAM_VERSION else ())
    return {one.sha256: one for one in found if one is not None}


def _parse_result(data: Mapping[str, Any]) -> ExamResult:
    area, lower, slope, intercept = (
        float(data[name]) for name in ("area", "lower_bound", "slope", "intercept")
    )
    if not all(map(math.isfinite, (area, lower, slope, intercept))):
        raise ValueError("a result must have numbers")
    return ExamResult(area, lower, int(data["asked"]), slope, intercept)


def _parse_record(data: Any) -> ExamRecord | None:
    """Return a record from its JSON or TOML; None if it is not as it was written."""
    try:
        trust = data.get("trust")
        return ExamRecord(
            _parse_result(data["result"]),
            None if trust is None else Trust(int(trust["written"]), int(trust["contradicted"])),
            str(data.get("sha256", "")),
        )
    except (AttributeError, KeyError, OverflowError, TypeError, ValueError):
        return None
