"""What `summarize FOLDER -o RESULTS` does: finds documents, has them summarised, tells the report.

Everything but words for the user is in `summarize.batch`.
"""

from __future__ import annotations

import os
import re
import webbrowser
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from summarize.batch.file_patterns import Patterns
from summarize.batch.finding import Findings, count_reasons, find_documents
from summarize.batch.identity import identify_model
from summarize.batch.local import LocalExecutor
from summarize.batch.rendering import choose_formats
from summarize.batch.report import FolderReport
from summarize.batch.run import INDEX_NAMES, Batch, BatchOptions
from summarize.batch.tasks import DocumentTask, Executor, ModelIdentity, TaskResult
from summarize.cli import output_files
from summarize.cli.exam_run import examine_writer
from summarize.cli.folder_estimate import FolderEstimate
from summarize.cli.interrupts import advise
from summarize.cli.streams import print_error, print_message, show_progress
from summarize.errors import OutputError, SourceError, UsageError
from summarize.inference import Engine
from summarize.inference.load import load_engine
from summarize.judging.recall import recall_writer
from summarize.progress import Progress, Step
from summarize.render import find_format
from summarize.render.index_page.rows import DocumentRow, RowState
from summarize.render.phrases import format_count
from summarize.settings import Format, Settings

if TYPE_CHECKING:
    from summarize.cli.cluster_run import ClusterBackend

_ADDRESS = re.compile(r"-\Z|https?://", re.IGNORECASE)
_NEEDS_FOLDER = "the summaries of a folder go into a folder"
_FOLDER_HINT = "Give one of their own: -o summaries/"


@dataclass(frozen=True, slots=True)
class FolderOptions:
    """Flags of folders: do again what is done, a file for the report, show the index."""

    force: bool = False
    report: str | None = None
    opens: bool = False


def summarize_folders(
    sources: list[str], output: str | None, settings: Settings, options: FolderOptions
) -> int:
    """Summarise the documents of files and folders into a folder; return the exit code.

    Raises UsageError, OutputError, SourceError or ModelError where no document could succeed.
    """
    if options.opens:
        settings = _choose_pages(settings)
    folder = _check_output(sources, output)
    report_path = Path(options.report) if options.report else None
    if report_path:
        output_files.ensure_writable(report_path, sources=list(map(Path, sources)))
    formats = choose_formats(settings.format)
    findings = find_documents(
        sources, folder, Patterns(settings.include), Patterns(settings.exclude)
    )
    if not findings.documents and not any(one.is_failure for one in findings.left_out):
        raise _nothing_found(sources, findings, settings)
    with ExitStack() as stack:
        backend = _open_backend(settings, stack)
        batch_options = BatchOptions(
            folder, settings, formats, backend.identify(), backend.find_prior, options.force
        )
        teller = Teller(settings, len(findings.documents))
        batch = Batch(findings, batch_options, teller.tell_document)
        stack.enter_context(advise(lambda: teller.explain_interruption(batch.report)))
        report = batch.run(backend.build_executor(teller))
    _print_report(report, settings, folder)
    if report_path:
        output_files.write_output(report_path, report.render(), sources=list(map(Path, sources)))
    if options.opens:
        page = folder / INDEX_NAMES[1]
        if not webbrowser.open(page.absolute().as_uri()):
            print_message(f"no browser can be started; open {page}")
    return report.exit_code


def _choose_pages(settings: Settings) -> Settings:
    if settings.format not in (None, Format.HTML):
        raise UsageError("--open shows evidence pages", "Leave out --format.")
    return replace(settings, format=Format.HTML)


def _check_output(sources: list[str], output: str | None) -> Path:
    """Return the folder of the results; raise UsageError or OutputError if it can't be one."""
    for source in sources:
        if _ADDRESS.match(source) and not os.path.exists(source):
            message = f"{source} can't be summarised together with a folder"
            raise UsageError(message, "Give web addresses and standard input by themselves.")
    if output is None or output == "-":
        raise UsageError(_NEEDS_FOLDER, _FOLDER_HINT)
    path = Path(output)
    if not path.is_dir() and not output.endswith(("/", os.sep)) and find_format(path):
        raise UsageError(f"{_NEEDS_FOLDER}, and {output} is the name of a file", _FOLDER_HINT)
    output_files.ensure_folder(path)
    return path


def _nothing_found(sources: list[str], findings: Findings, settings: Settings) -> SourceError:
    reasons = ", ".join(count_reasons(findings.left_out))
    named = "that --include and --exclude leave " if settings.include or settings.exclude else ""
    there = f" (left out: {reasons})" if reasons else ""
    return SourceError(
        f"there is no document {named}in {', '.join(sources)}{there}",
        "Name the files to read: --include '*.log'" if reasons else "Give a folder with documents.",
    )


def _open_backend(settings: Settings, stack: ExitStack) -> _Engines | ClusterBackend:
    """Return what knows the model and runs the tasks: this computer, or a cluster."""
    if not settings.cluster:
        return _Engines(settings, stack)
    from summarize.cli.cluster_run import ClusterBackend

    return ClusterBackend(settings.cluster, settings, stack)


class _Engines:
    """The engines of a run: loaded when they are needed, closed at its end."""

    def __init__(self, settings: Settings, stack: ExitStack) -> None:
        self._settings = settings
        self._stack = stack
        self._first: Engine | None = None

    def open_first(self) -> Engine:
        """Return the one engine of the run."""
        if self._first is None:
            with show_progress("the model", quiet=self._settings.quiet):
                self._first = self.open_another()
        return self._first

    def open_another(self) -> Engine:
        """Return an engine of its own, for a thread."""
        loaded = self._stack.enter_context(load_engine(self._settings))
        if loaded.warning:
            print_message(loaded.warning, quiet=self._settings.quiet)
        return loaded.engine

    def identify(self) -> ModelIdentity:
        """Return the identity of the model; a server, or gigabytes to hash, keep us waiting."""
        with show_progress("the model", quiet=self._settings.quiet):
            return identify_model(self._settings)

    def build_executor(self, teller: Teller) -> Executor:
        """Return what runs the tasks: one after another, or several at once behind a server."""
        jobs, quiet = self._settings.jobs, self._settings.quiet
        if jobs > 1 and not self._settings.server:
            message = "--jobs helps with a --server alone: "
            print_message(f"{message}a model in this program uses all processors", quiet=quiet)
            jobs = 1
        if jobs > 1:
            return LocalExecutor(self.open_another, jobs)
        return LocalExecutor(self.open_first, watch=teller.show_task)

    def find_prior(self) -> float | None:
        """Return what is known of the model as a writer; it takes the exam if it never has."""
        writer = recall_writer(self._settings) or examine_writer(self.open_first(), self._settings)
        return writer.prior


class Teller:
    """Tells on standard error how the run goes on."""

    def __init__(self, settings: Settings, total: int) -> None:
        self._settings = settings
        self._total = total
        self._over = 0
        self._estimate = FolderEstimate(total)

    def show_task(self, task: DocumentTask) -> AbstractContextManager[Progress]:
        """Show the progress of one document."""
        self._estimate.begin_document()
        label = f"{task.name} ({self._over + 1} of {self._total})"
        return show_progress(label, quiet=self._settings.quiet, estimate=self._estimate)

    @contextmanager
    def show_total(self, label: str) -> Iterator[Progress]:
        """Show how many documents are over, until the next of those at work is."""
        self._estimate.begin_document()
        with show_progress(label, quiet=self._settings.quiet, estimate=self._estimate) as progress:
            progress(Step("documents", self._over, self._total))
            yield progress

    def tell_document(self, report: FolderReport, result: TaskResult | None) -> None:
        """Tell what became of a document; one that was done before is only counted."""
        self._over += 1
        self._estimate.end_document(was_run=result is not None)
        row = result.row if result else report.rows[-1]
        if row.name not in report.unchanged:
            place = f"{self._over} of {self._total}"
            print_message(f"{place}: {_describe(row)}", quiet=self._settings.quiet)
        if result and self._settings.stats:
            usage = result.usage
            print_message(
                f"{row.name}: {usage.prompt_tokens} tokens read, {usage.output_tokens} written, "
                f"{usage.seconds:.1f} s"
            )

    def explain_interruption(self, report: FolderReport) -> str:
        """Return what is done when a run is interrupted."""
        finished = sum(row.state is not RowState.REFUSED for row in report.rows)
        done = f"{finished} of {self._total} documents are done"
        return done if self._settings.quiet else f"{done}; the next run goes on from there"


def _describe(row: DocumentRow) -> str:
    if row.state is RowState.REFUSED:
        return f"{row.name}: refused: {row.reason}"
    gaps = f", with gaps: {'; '.join(row.gaps)}" if row.gaps else ""
    words, claims = format_count(row.summary_words, "word"), format_count(row.claims, "claim")
    return f"{row.name}: {words}, {claims}{gaps}"


def _print_report(report: FolderReport, settings: Settings, folder: Path) -> None:
    """Print the report; with `quiet` only what was refused, as these are errors."""
    quiet = settings.quiet
    for row in report.list_rows(RowState.REFUSED):
        print_message(f"refused: {row.name}: {row.reason}")
        if hint := report.hints.get(row.name):
            print_message(hint, quiet=quiet)
    for row in report.list_rows(RowState.GAPS):
        print_message(f"with gaps: {row.name}: {'; '.join(row.gaps)}", quiet=quiet)
    if report.stopped:
        print_error(OutputError(f"gave up: {report.stopped}", "The next run goes on from there."))
    if reasons := ", ".join(count_reasons(report.left_out)):
        print_message(f"left out: {reasons}", quiet=quiet)
    if report.others:
        message = f"{len(report.others)} more results are of documents that are not in this run"
        print_message(message, quiet=quiet)
    print_message(f"{report.format_counts()}; {folder / INDEX_NAMES[1]}", quiet=quiet)
