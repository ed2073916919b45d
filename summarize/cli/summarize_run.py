"""What `summarize SOURCE...` does: several documents, one after another, with one engine.

An error of one document is printed, and the others go on: one bad file must not cost the
work on ten good ones.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import TypeAlias, TypeVar

from summarize.cli import ExitCode
from summarize.cli.delivery import Delivery
from summarize.cli.interrupts import GOES_ON, advise
from summarize.cli.reading import read_documents
from summarize.cli.result_cache import SummaryCache
from summarize.cli.run_estimate import RunEstimate, blend_paces
from summarize.cli.streams import print_error, print_message, show_progress
from summarize.document import Document
from summarize.errors import OutputError, SummarizeError
from summarize.inference import Engine
from summarize.inference.load import LoadedEngine, identify_engine, load_engine
from summarize.judging.exam_records import find_records_fault
from summarize.judging.recall import recall_writer
from summarize.judging.writer import Writer
from summarize.models.speeds import load_paces, save_paces
from summarize.progress import Progress
from summarize.render.phrases import format_count, format_gap
from summarize.results import Summary, Usage
from summarize.settings import DEFAULT_MODEL, Format, Settings
from summarize.storage.cache import Cache, default_cache_path

Result = TypeVar("Result")
Work: TypeAlias = Callable[[Engine, Progress, Writer], Result]
"""What is done about a document with the engine and what is known of it as a writer."""

# Lines for a narrow terminal: nothing wraps them.
_OWN_MODEL = "first run: a small model works on this computer, nothing is sent"
_FIRST_RUN = (
    "answers are kept in {folder}: the same again takes no time",
    "'summarize --help' shows what else there is",
)
_BETTER_MODEL = (
    "the packaged model is too small to write: it chose sentences of the article. "
    "For one that writes: summarize models pull"
)


def summarize_all(
    sources: Sequence[str], output: str | None, settings: Settings, *, opens: bool = False
) -> int:
    """Summarise every source; return the code of the first failure, else 5 with gaps, else 0.

    The sources are read before the model is loaded, so that a wrong name is reported at
    once. `opens` as in `Delivery`. Raises UsageError, OutputError or ModelError where no source
    could succeed.
    """
    delivery = Delivery(
        sources,
        output,
        settings.format,
        settings.verbose,
        opens=opens,
        front_matter=settings.front_matter,
    )
    is_first = is_first_run(settings)
    with ExitStack() as stack:
        cache = open_cache(settings, stack)
        documents, failed = read_documents(sources, settings, cache)
        unread = [error.exit_code for _, error in failed]
        if not documents:
            return unread[0]
        if is_first:
            explain_first_run(settings)
        context = RunContext(settings, stack, documents, cache)
        stack.enter_context(advise(context.explain_interruption))
        codes = []
        for number, document in enumerate(documents, start=1):
            place = f" ({number} of {len(documents)})" if len(documents) > 1 else ""
            label = f"{document.name}{place}"  # for progress
            codes.append(_summarize_and_deliver(document, settings, context, delivery, label))
        if context.has_chosen and _wants_advice(settings):
            print_message(_BETTER_MODEL)
    failures = (code for code in (*unread, *codes) if code not in (ExitCode.DONE, ExitCode.GAPS))
    return next(failures, max(codes))


def open_cache(settings: Settings, stack: ExitStack) -> Cache | None:
    """Open the cache until the stack is closed, and tell what is wrong with it; None for none."""
    if not settings.cache:
        return None
    cache = Cache(default_cache_path(), settings.cache_size.bytes)
    stack.callback(cache.close)
    if cache.warning:
        print_message(cache.warning, quiet=settings.quiet)
    return cache


def is_first_run(settings: Settings) -> bool:
    """Whether somebody on a terminal has never summarised anything here.

    To be asked before the cache is opened, which makes its file.
    """
    watched = sys.stderr.isatty() and not settings.quiet
    return watched and settings.cache and not default_cache_path().exists()


def explain_first_run(settings: Settings) -> None:
    """Say what happens to somebody who has never summarised anything here."""
    if settings.model == DEFAULT_MODEL:
        print_message(_OWN_MODEL)
    folder, home = str(default_cache_path().parent), os.path.expanduser("~")
    short = f"~{folder[len(home) :]}" if folder.startswith(home + os.sep) else folder
    for line in _FIRST_RUN:
        print_message(line.format(folder=short))


def _wants_advice(settings: Settings) -> bool:
    """Whether somebody on a terminal used the packaged model, and did not ask for its like."""
    watched = sys.stdout.isatty() and sys.stderr.isatty() and not settings.quiet
    return watched and settings.model == DEFAULT_MODEL and not settings.strict


def _summarize_and_deliver(
    document: Document, settings: Settings, context: RunContext, delivery: Delivery, label: str
) -> int:
    """Summarise a document, deliver the result or print the error; return the exit code."""
    try:
        summary = context.find_summary(document) or context.compute_summary(document, label)
        if settings.quiet and delivery.format is not Format.JSON:
            summary = replace(summary, reach=None)  # its line is a remark
        target = delivery.deliver_summary(document.origin, summary)
    except SummarizeError as error:
        if isinstance(error, OutputError) and delivery.output is None:
            raise  # what can't take this result won't take the next one either
        print_error(error)
        return error.exit_code
    context.has_chosen |= not (summary.written or summary.unchecked or summary.notes)
    _print_remarks(summary, settings, target)
    return ExitCode.GAPS if summary.gaps or document.cut_off else ExitCode.DONE


class RunContext:
    """What all documents of a run share: the engine, once one needs it, and the summary cache.

    `cache` is None where nothing is kept.
    """

    def __init__(
        self,
        settings: Settings,
        stack: ExitStack,
        documents: Sequence[Document],
        cache: Cache | None,
    ) -> None:
        self._settings = settings
        self._stack = stack
        self.has_chosen = False  # whether a summary was chosen from the article
        self._loaded: LoadedEngine | None = None
        self._load_seconds = 0.0
        self._warn(find_records_fault())
        self._identity = identity = _identify_engine(settings)
        self._estimate = RunEstimate(
            load_paces(identity),
            [document.words for document in documents],
            translates=bool(settings.language),
        )
        self._writer = recall_writer(settings, identity)
        self._cache = SummaryCache(cache, settings, identity) if cache else None

    def find_summary(self, document: Document) -> Summary | None:
        """Return the summary of an earlier run from the cache, None if there is none."""
        started = time.perf_counter()
        if self._cache is None or self._writer is None:
            return None
        summary = self._cache.find_summary(document, self._writer)
        if summary is None:
            return None
        self._estimate.skip_document()
        seconds = time.perf_counter() - started
        return replace(summary, usage=replace(summary.usage, seconds=seconds))

    def compute_summary(self, document: Document, label: str) -> Summary:
        """Summarise with the engine and cache the summary. An error names the document."""

        def work(engine: Engine, progress: Progress, writer: Writer) -> Summary:
            from summarize import pipeline  # an earlier summary needs none of it

            return pipeline.summarize(document, self._settings, engine, progress, writer)

        summary = self.compute(document, label, work)
        if self._cache and self._writer is not None:
            self._cache.store_summary(summary, self._writer)
        # Loading counts once, for the document that waited for it.
        loading = self.take_load_seconds()
        seconds = summary.usage.seconds + loading
        return replace(summary, usage=replace(summary.usage, load_seconds=loading, seconds=seconds))

    def compute(self, document: Document, label: str, work: Work[Result]) -> Result:
        """Return what the engine makes of a document. An error names the document."""
        engine = self.load_engine()
        if self._writer is None:
            from summarize.cli.exam_run import examine_writer  # imports what judges

            self._writer = examine_writer(engine, self._settings, self._estimate)
        found = getattr(engine, "found", 0)
        self._estimate.begin_document()
        quiet = self._settings.quiet
        try:
            with show_progress(label, quiet=quiet, estimate=self._estimate) as progress:
                result = work(engine, progress, self._writer)
        except SummarizeError as error:
            raise type(error)(f"{document.name}: {error.message}", error.hint) from error
        self._estimate.end_document(is_measured=found == getattr(engine, "found", 0))
        if self._cache:
            known, measured = load_paces(self._identity), self._estimate.measured
            save_paces(self._identity, blend_paces(known, measured))
        return result

    def take_load_seconds(self) -> float:
        """Return how long the model was loaded; 0 from then on."""
        loading, self._load_seconds = self._load_seconds, 0.0
        return loading

    def explain_interruption(self) -> str:
        """Return what the user can count on after an interruption: "" for nothing."""
        engine = self._loaded.engine if self._loaded else None
        kept = getattr(engine, "found", 0) + getattr(engine, "stored", 0)
        return GOES_ON if kept and not self._settings.quiet else ""

    def load_engine(self) -> Engine:
        """Return the engine, loaded once it is needed."""
        if self._loaded is None:
            self._estimate.begin_loading()
            with show_progress("the model", quiet=self._settings.quiet, estimate=self._estimate):
                self._loaded = self._stack.enter_context(load_engine(self._settings))
            self._estimate.end_loading()
            self._warn(self._loaded.warning)
            self._load_seconds = self._loaded.load_seconds
        return self._loaded.engine

    def _warn(self, warning: str | None) -> None:
        if warning:
            print_message(warning, quiet=self._settings.quiet)


def _identify_engine(settings: Settings) -> str:
    """Return the identity of the engine; a server may keep us waiting for it."""
    if not settings.server:
        return identify_engine(settings)
    with show_progress("the model", quiet=settings.quiet):
        return identify_engine(settings)


def _print_remarks(summary: Summary, settings: Settings, target: Path | None) -> None:
    """Print what follows a delivered result on standard error: file, gaps, statistics."""
    name, quiet = summary.document.name, settings.quiet
    if target:
        words = format_count(summary.words, "word")
        claims = format_count(len(summary.claims), "claim")
        print_message(f"{target}: {words}, {claims}", quiet=quiet)
    for gap in summary.gaps:
        print_message(f"{name}: not read: {format_gap(gap)}", quiet=quiet)
    print_statistics(name, summary.usage, settings)


def print_statistics(name: str, usage: Usage, settings: Settings) -> None:
    """Print what a result has cost, if that was requested."""
    if settings.stats:  # requested by name: even -q does not silence it
        working = max(0.001, usage.seconds - usage.load_seconds)
        rate = (usage.prompt_tokens + usage.output_tokens) / working
        print_message(
            f"{name}: {usage.prompt_tokens} tokens read, {usage.output_tokens} written, "
            f"{usage.seconds:.1f} s ({usage.load_seconds:.1f} s loading), "
            f"{rate:.0f} tokens/s{_format_peak_memory()}"
        )


def _format_peak_memory() -> str:
    """Return the peak memory of this process as text; "" where the system does not report it."""
    try:
        import resource
    except ImportError:  # Windows
        return ""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    unit = 1 if sys.platform == "darwin" else 1024
    return f", {peak * unit / 1e6:.0f} MB of memory"
