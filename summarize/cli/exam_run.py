"""The exam on the command line: taken when a model arrives or is chosen, and told."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from summarize.cli.run_estimate import RunEstimate
from summarize.cli.streams import print_message, show_progress
from summarize.errors import SummarizeError
from summarize.inference import Engine
from summarize.judging.exam import describe_area
from summarize.judging.exam_records import ExamRecord, can_keep_records
from summarize.judging.open_judge import Report, build_candidate, examine, recall_or_examine
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
    with _show_exam(settings) as report:
        return recall_or_examine(settings, report)


@contextmanager
def _show_exam(settings: Settings, estimate: RunEstimate | None = None) -> Iterator[Report]:
    label = "the exam of judges"
    with show_progress(label, quiet=bool(settings.quiet), estimate=estimate) as progress:
        yield lambda done, total: progress(Step("exam", done, total))


def examine_writer(
    engine: Engine, settings: Settings, estimate: RunEstimate | None = None
) -> Writer:
    """Have a loaded model take the exam, and return what is known of it then.

    It does not where its result could not be kept: it would take the exam every time. `estimate`
    is that of the run.
    """
    if not can_keep_records():
        return UNKNOWN_WRITER
    try:
        with _show_exam(settings, estimate) as report:
            return Writer(examine(build_candidate(engine), settings, report).prior)
    except SummarizeError as error:
        print_message(f"the exam of judges was not taken: {error.message}", quiet=settings.quiet)
        return UNKNOWN_WRITER


def describe_exam(record: ExamRecord) -> str:
    """Return in a line what a model made of the exam."""
    area = f"it {describe_area(record.result.area)}"
    written = ""
    if record.prior is not None:
        share = f"{record.prior:.0%}".replace("%", " %")
        written = f"; of what it writes itself about {share} should be right"
    if record.result.passed:
        return (
            f"passed the exam of judges ({area}): it can judge what is said in other words{written}"
        )
    return f"did not pass the exam of judges ({area}): it judges nothing{written}"
