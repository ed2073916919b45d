"""The file in which this computer keeps the records of exams; quick to import."""

from __future__ import annotations

from pathlib import Path

from summarize.storage.files import user_cache_folder


def records_path() -> Path:
    """Return the path of the file; there is none before a model has taken the exam."""
    return user_cache_folder() / "exams.json"
