"""What is known of a model from its exam, looked up and kept. Light: every run asks."""

from __future__ import annotations

import functools
import hashlib
from pathlib import Path

from summarize.errors import ModelError
from summarize.inference.load import identify_engine
from summarize.judging.exam import ExamResult
from summarize.judging.exam_records import ExamRecord, find_record, save_record
from summarize.judging.trust import Trust
from summarize.judging.writer import UNKNOWN_WRITER, Writer
from summarize.models.registry import locate_model
from summarize.settings import Settings


def recall_record(settings: Settings, identity: str = "") -> ExamRecord | None:
    """Return what is known of the model that the settings name; None if it has taken no exam.

    `identity` is that of `identify_engine`, where it is known. A record that was shipped is kept,
    so that the file is read whole only once.
    """
    identity = identity or identify_engine(settings, locate_model)
    record = find_record(identity)
    if record is None and (shipped := find_record(identity, _hash_model(settings, identity))):
        save_record(identity, shipped)
        return shipped
    return record


def recall_file_record(path: Path) -> ExamRecord | None:
    """Return what the model file made of the exam on this computer; None if it never took it.

    Quick: a file that can't be read has taken none, and none is read whole.
    """
    try:
        return find_record(identify_engine(Settings(server=None), lambda _: path))
    except ModelError:
        return None


def recall_writer(settings: Settings, identity: str = "") -> Writer | None:
    """Return what is known of the model that the settings name; None if it has to take the exam.

    `identity` as in `recall_record`.

    Nothing needs to be known where only what the rules prove is printed. A model behind a server
    takes it only when it is asked to judge: nobody should pay for questions that were not theirs.
    """
    record = None if settings.strict else recall_record(settings, identity)
    if record is not None:
        return Writer(record.prior)
    return UNKNOWN_WRITER if settings.strict or settings.server else None


def keep_record(settings: Settings, result: ExamResult, trust: Trust | None) -> ExamRecord:
    """Keep what the model that the settings name made of the exam, and return its record."""
    identity = identify_engine(settings, locate_model)
    record = ExamRecord(result, trust, _hash_model(settings, identity))
    save_record(identity, record)
    return record


def _hash_model(settings: Settings, identity: str) -> str:
    """Return the SHA-256 of the model's file; "" for a model behind a server."""
    return "" if settings.server else _hash_file(locate_model(settings.model), identity)


@functools.cache
def _hash_file(path: Path, identity: str) -> str:
    """Return the SHA-256 of a file; its identity changes with it, so gigabytes are read once."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
