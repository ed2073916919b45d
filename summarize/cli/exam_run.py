"""The exam on the command line: taken when a model arrives or is chosen, and told."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

from summarize.cli.streams import print_message, show_progress
from summarize.errors import SummarizeError
from summarize.judging.exam import PASSING_AREA
from summarize.judging.exam_records import ExamRecord, can_keep_records
from summarize.judging.open_judge import recall_or_examine
from summarize.judging.writer import UNKNOWN_WRITER, Writer
from summarize.progress import Step
from summarize.settings import Settings


def announce_exam(path: Path, settings: Settings, *, quiet: bool) -> None:
    """Have a model take the exam if it never has, and print what came of it.

    Only where somebody is watching: elsewhere the first run that needs the exam takes it.
    A model that can't take it can still summarise.
    """
    if quiet or not sys.stderr.isatty():
        return
    wanted = replace(settings, model=str(path), server=None)
    try:
        print_message(describe_exam(take_exam_with_progress(wanted)))
    except SummarizeError as error:
        print_message(f"the exam of judges was not taken: {error.message}")


def take_exam_with_progress(settings: Settings) -> ExamRecord:
    """Return the record of the model that the settings name; it takes the exam if it never has."""
    with show_progress("the exam of judges", quiet=bool(settings.quiet)) as progress:
        return recall_or_examine(settings, lambda done, total: progress(Step("exam", done, total)))


def examine_writer(settings: Settings) -> Writer:
    """Have a model that never has taken the exam take it, and return what is known of it then.

    A model behind a server takes it only when it is asked to judge: nobody should pay for
    questions that were not theirs. So does one whose result could not be kept.
    """
    if settings.server or not can_keep_records():
        return UNKNOWN_WRITER
    try:
        return Writer(take_exam_with_progress(settings).prior)
    except SummarizeError as error:
        print_message(f"the exam of judges was not taken: {error.message}", quiet=settings.quiet)
        return UNKNOWN_WRITER


def describe_exam(record: ExamRecord) -> str:
    """Return in a line what a model made of the exam."""
    area = f"area {record.result.area:.2f}, {PASSING_AREA} is needed"
    if record.result.passed:
        return f"passed the exam of judges ({area}): it can judge what is said in other words"
    return f"did not pass the exam of judges ({area}): it summarises, and judges nothing"
