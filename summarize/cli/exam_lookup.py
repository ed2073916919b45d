"""What the models on this computer made of the exam of judges, for lists."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from summarize.judging.record_file import records_path

if TYPE_CHECKING:
    from summarize.judging.exam import ExamResult


def find_exam_result(path: Path) -> ExamResult | None:
    """Return what a model file made of the exam on this computer; None if it never took it.

    No file is read whole. What reads records takes long to import, so it is left alone where
    there are none.
    """
    if not records_path().exists():
        return None
    from summarize.judging.recall import recall_file_record

    record = recall_file_record(path)
    return record.result if record else None
