"""A run over folders: skips what is done, has the rest done, writes results, index and report.

Which executor does the work makes no difference here. A document that fails costs no other;
where the engine or the disk fails time after time, the run gives up.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from summarize.batch.finding import Findings, FoundFile
from summarize.batch.ledger import FOLDER, Ledger
from summarize.batch.report import FolderReport
from summarize.batch.targets import choose_targets
from summarize.batch.tasks import DocumentTask, Executor, ModelIdentity, TaskResult
from summarize.errors import EngineError, OutputError, SourceError, SummarizeError, UsageError
from summarize.render import index_page
from summarize.render.index_page.rows import RowState, build_refused_row
from summarize.settings import Format, Settings
from summarize.sources.loading import load_file
from summarize.storage.files import (
    delete_abandoned_files,
    explain_write_error,
    hold_lock,
    make_folder,
    replace_file,
)

MOST_FAILURES = 5
"""So many failures of the engine or the disk, one after another, end a run."""
_INDEXES = {"index.md": index_page.render_markdown, "index.html": index_page.render_page}
INDEX_NAMES = tuple(_INDEXES)


@dataclass(frozen=True, slots=True)
class BatchOptions:
    """What all tasks of a run share, and whether documents that are done are done again.

    `find_prior` returns the prior of the model (see `Writer`); it is called once there is a
    document, as a model may have to be loaded for it.
    """

    output: Path
    settings: Settings
    formats: tuple[Format, ...]
    model: ModelIdentity
    find_prior: Callable[[], float | None]
    force: bool = False


Watcher = Callable[[FolderReport, TaskResult | None], None]
"""Is told of every document that is over: its result, None where no task was run for it."""


class Batch:
    """One run: `findings` through an executor into the folder of results."""

    def __init__(
        self, findings: Findings, options: BatchOptions, watch: Watcher = lambda *_: None
    ) -> None:
        self._documents = findings.documents
        self._options = options
        self._watch = watch
        self._targets = choose_targets(one.name for one in findings.documents)
        self._sources = {os.path.realpath(one.path) for one in findings.documents}
        self._failures = 0  # of engine or disk, one after another
        self.report = FolderReport(len(findings.documents), findings.left_out)

    def run(self, executor: Executor) -> FolderReport:
        """Run all that is not done; return the report.

        Raises UsageError if another run writes into the same folder, OutputError if nothing can
        be written there, and what the executor raises where no document could succeed.
        """
        output = self._options.output
        with ExitStack() as stack:
            make_folder(output / FOLDER)
            try:
                stack.enter_context(hold_lock(output / FOLDER / "lock", 0))
            except TimeoutError as error:
                message = f"another run is writing into {output}"
                raise UsageError(message, "Wait for it, or give another folder.") from error
            except OSError:
                pass  # this file system knows no locks
            self._sweep()
            ledger = Ledger(output)
            for result in executor.run(self._list_tasks(ledger)):
                self._take(result, ledger)
                if self._failures >= MOST_FAILURES:
                    break
            names = {one.name for one in self._documents}
            self.report.others = tuple(ledger.list_others(names))
            ledger.compact(names)
            self._write_index()
        return self.report

    def _sweep(self) -> None:
        """Delete what runs that were killed were just writing: nobody else writes there."""
        output = self._options.output
        folders = {(output / target).parent for target in self._targets.values()}
        for folder in (output, output / FOLDER, *folders):
            delete_abandoned_files(folder, age=0)

    def _list_tasks(self, ledger: Ledger) -> Iterator[DocumentTask]:
        """Yield a task for each document that is not done, when it can be begun."""
        prior: float | None = None
        is_known = False
        for found in self._documents:
            try:
                data = load_file(found.path)
            except SourceError as error:
                row = build_refused_row(found.name, error.message.removeprefix(str(found.path)))
                self.report.refuse(row, error.exit_code, error.hint)
                self._watch(self.report, None)
                continue
            if not is_known:
                prior, is_known = self._options.find_prior(), True
            task = self._build_task(found, data, prior)
            row_before = None if self._options.force else ledger.find_row(task)
            if row_before is None:
                yield task
            else:
                self.report.rows.append(row_before)
                self.report.unchanged.add(found.name)
                self._watch(self.report, None)

    def _build_task(self, found: FoundFile, data: bytes, prior: float | None) -> DocumentTask:
        options, target = self._options, self._targets[found.name]
        return DocumentTask(
            found.name, target, data, options.settings, options.formats, options.model, prior
        )

    def _take(self, result: TaskResult, ledger: Ledger) -> None:
        """Write the results of a document, and note that it is done."""
        fault: SummarizeError | None = None
        if result.row.state is RowState.REFUSED:
            self.report.refuse(result.row, result.exit_code, result.hint)
            if result.blames_engine:
                fault = EngineError(result.row.reason)
        else:
            try:
                for name, data in result.files:
                    self._write(name, data)
                ledger.add(result)
                self.report.rows.append(result.row)
            except OutputError as error:
                fault = error
                row = build_refused_row(result.name, error.message)
                self.report.refuse(row, error.exit_code, error.hint)
        self._failures = self._failures + 1 if fault else 0
        if fault and self._failures >= MOST_FAILURES:
            what = f"{MOST_FAILURES} documents failed one after another"
            self.report.stopped = f"{what}: {fault.message}"
        self._watch(self.report, result)

    def _write(self, name: str, data: bytes) -> None:
        target = self._options.output / name
        make_folder(target.parent)
        if os.path.realpath(target) in self._sources:  # through a link
            raise OutputError(f"{target} can't be written: it is a source")
        try:
            replace_file(target, data)
        except OSError as error:
            raise explain_write_error(target, error) from error

    def _write_index(self) -> None:
        rows = (*self.report.rows, *self.report.others)
        rows = tuple(sorted(rows, key=lambda row: row.name.split("/")))
        for name, render in _INDEXES.items():
            path = self._options.output / name
            try:
                replace_file(path, render(rows).encode())
            except OSError as error:
                raise explain_write_error(path, error) from error
