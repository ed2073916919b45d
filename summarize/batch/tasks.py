"""A document as a task: all that its result depends on, and the function that computes it.

A task can be pickled and sent to another machine. The bytes of a result depend on the task and
the engine's answers alone: no clock, no absolute path, nothing of the machine is in them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field, replace
from functools import cached_property
from pathlib import PurePath
from typing import Protocol

from summarize.batch.rendering import EXTENSIONS, render_result
from summarize.document import Document
from summarize.errors import EngineError, SummarizeError
from summarize.inference import Engine
from summarize.judging.writer import Writer
from summarize.pipeline import summarize
from summarize.progress import Progress, ignore_progress
from summarize.render.index_page.rows import DocumentRow, RowState, build_refused_row, build_row
from summarize.render.phrases import format_gap
from summarize.resources import hash_program
from summarize.results import Summary, Usage
from summarize.settings import Format, Settings
from summarize.sources import read_bytes

# They change nothing in a result; the model is named by its identity, not by where it lies.
_IRRELEVANT_SETTINGS = (
    "cache", "cache_size", "exclude", "format", "include", "jobs", "model", "quiet", "stats",
    "threads",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ModelIdentity:
    """Which model is to work: its file by hash, or a server by what it reports of itself.

    `sha256` is that of the weights (of several files, that of their hashes one behind another),
    "" for a server; `name` is what results call it, "" for what the server calls it; `runtime` is
    a text that changes whenever what runs the model does, with a server its address and model.
    """

    name: str
    sha256: str
    runtime: str


@dataclass(frozen=True)
class DocumentTask:
    """One document to summarise; can be pickled.

    `name` is its path below the folder, with slashes, as results and messages show it; `data` its
    bytes. The results are called `target` with the extension of each of the `formats`, which is a
    path relative to the folder of the results: `"2024/report.pdf"`. `prior` as in `Writer`.
    """

    name: str
    target: str
    data: bytes
    settings: Settings
    formats: tuple[Format, ...]
    model: ModelIdentity
    prior: float | None = None

    @cached_property
    def key(self) -> str:
        """A hash of all that the result depends on, the code of this program included."""
        settings = asdict(self.settings)
        relevant = {k: v for k, v in settings.items() if k not in _IRRELEVANT_SETTINGS}
        parts = (
            self.name, self.target, hashlib.sha256(self.data).hexdigest(), relevant,
            [one.value for one in self.formats], asdict(self.model), self.prior, hash_program(),
        )  # fmt: skip
        return hashlib.sha256(repr(parts).encode("utf-8", "surrogatepass")).hexdigest()

    @property
    def result_names(self) -> tuple[str, ...]:
        """The files of its results, relative to their folder: `("2024/report.pdf.md",)`."""
        return tuple(f"{self.target}{EXTENSIONS[one]}" for one in self.formats)


@dataclass(frozen=True, slots=True)
class TaskResult:
    """What became of a task; can be pickled.

    `files` are the results: names relative to the folder of the results, and bytes. `row` is the
    line of the index and of the report: state, reason, gaps. `exit_code` is that of the command
    for this document alone. Another run `may_improve` it where the engine did not answer
    everything. `usage` is what it cost here: it is in no file.
    """

    name: str
    key: str
    row: DocumentRow
    exit_code: int = 0
    hint: str = ""
    files: tuple[tuple[str, bytes], ...] = ()
    may_improve: bool = False
    usage: Usage = field(default_factory=Usage)

    @property
    def blames_engine(self) -> bool:
        """Whether the document was refused because the engine failed."""
        return self.row.state is RowState.REFUSED and self.exit_code == EngineError.exit_code


class Executor(Protocol):
    """Runs tasks, one after another or many at once, here or on other machines."""

    def run(self, tasks: Iterable[DocumentTask]) -> Iterator[TaskResult]:
        """Yield the result of each task as it ends, in any order.

        Tasks are taken from `tasks` as late as they can be begun, since each holds a document.
        Raises SummarizeError only where no further task could succeed.
        """
        ...


GAPS_CODE = 5
"""The exit code for a result with gaps, as in `summarize.cli.ExitCode`."""


def run_task(
    task: DocumentTask, engine: Engine, progress: Progress = ignore_progress
) -> TaskResult:
    """Read, summarise and render one document; a document that can't be is refused, not raised.

    A bug of this program costs the document that it shows in, and no other.
    """
    try:
        document = read_bytes(task.data, "./-" if task.name == "-" else task.name)
        document.ensure_prose()
        summary = summarize(document, task.settings, engine, progress, Writer(task.prior))
        portable = _make_portable(summary, task)
        files = tuple(
            (name, render_result(portable, format, task.settings))
            for name, format in zip(task.result_names, task.formats, strict=True)
        )
    except SummarizeError as error:
        return _refuse(task, error.message, error.exit_code, error.hint)
    except Exception as error:  # noqa: BLE001 - one document must not cost the others
        reason = f"this is a bug in summarize: {type(error).__name__}: {error}"
        return _refuse(task, reason, SummarizeError.exit_code, "Please report it.")
    gaps = _list_gaps(summary, document)
    return TaskResult(
        task.name,
        task.key,
        build_row(task.name, portable, gaps, task.result_names),
        GAPS_CODE if gaps else 0,
        files=files,
        may_improve=bool(summary.unanswered),
        usage=summary.usage,
    )


def _list_gaps(summary: Summary, document: Document) -> tuple[str, ...]:
    cut_off = ("its end is missing",) if document.cut_off else ()
    return (*map(format_gap, summary.gaps), *cut_off)


def _make_portable(summary: Summary, task: DocumentTask) -> Summary:
    """Return a summary without what differs from run to run and from machine to machine.

    Tokens are no measure either: answers that were kept cost none.
    """
    model = summary.model
    if task.model.sha256:
        model = replace(model, path=PurePath(model.path).name)
    if task.model.name:
        model = replace(model, name=task.model.name)
    return replace(summary, model=model, usage=Usage())


def _refuse(task: DocumentTask, message: str, exit_code: int, hint: str) -> TaskResult:
    row = build_refused_row(task.name, message)
    improvable = exit_code != 3
    return TaskResult(task.name, task.key, row, exit_code, hint, may_improve=improvable)
