"""Several sources, one after another, with one engine: what a command does before it exits.

The functions return exit codes. The error of a single source is told, and the
others go on: one bad file must not cost the work on ten good ones.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from summarize import pipeline
from summarize.cli import exit_codes
from summarize.cli.delivery import Delivery
from summarize.cli.result_cache import open_summary_cache
from summarize.cli.streams import print_error, print_message, show_progress
from summarize.document import Document
from summarize.errors import OutputError, SourceError, SummarizeError, UsageError
from summarize.inference.load import LoadedEngine, identify_engine, load_engine
from summarize.nlp.annotated_document import AnnotatedDocument
from summarize.nlp.normalize import has_tables
from summarize.render import Format
from summarize.render.phrases import format_range, format_tally
from summarize.results import Claim, Summary, Verdict, Verification, WrittenSummary
from summarize.settings import Settings
from summarize.sources import read
from summarize.verification.checker import Checker
from summarize.verification.statements import read_statements

Place = tuple[int, int]
"""The number of a source, from 1, and of how many."""


def summarize_all(sources: Sequence[str], output: str | None, settings: Settings) -> int:
    """Summarise every source; the exit code of the first failure, else 5 with gaps, else 0.

    The sources are read before the model is loaded, so that a wrong name is told at
    once. Raises UsageError, OutputError or ModelError where no source could succeed.
    """
    delivery = Delivery(sources, output, _parse_format(settings), settings.verbose)
    documents, failed = _read_sources(sources, settings)
    if not documents:
        return failed
    with ExitStack() as stack:
        desk = _RunContext(settings, stack)
        codes = [
            _summarize_and_deliver(document, settings, desk, delivery, (place, len(documents)))
            for place, document in enumerate(documents, 1)
        ]
    failures = (code for code in (failed, *codes) if code not in (exit_codes.DONE, exit_codes.GAPS))
    return next(failures, max(codes))


def verify_summary(
    summary: str,
    source: str,
    output: str | None,
    settings: Settings,
    fail_on: exit_codes.FailOn = exit_codes.FailOn.UNSUPPORTED,
) -> int:
    """Check a summary's statements against the source; 6 if one fails by `fail_on`, else 0.

    Raises SourceError if there is nothing to check: that must not pass for "all is well".
    """
    if summary == source == "-":
        raise UsageError("summary and source can't both be standard input", "Give one as a file.")
    delivery = Delivery([summary], output, _parse_format(settings), protected=[source])
    draft = read_source(summary, settings)
    written = read_statements(draft)
    if not written.statements:
        raise SourceError(
            f"{draft.name} holds no statement to check",
            "Give a text of whole sentences; headings, tables and footnotes are not checked.",
        )
    document = read_source(source, settings)
    document.ensure_prose()
    verification = _check_statements(written, document, draft.language)
    target = delivery.deliver_verification(written, verification)
    for remark in (*_list_overlooked(written), *verification.notes):
        print_remark(f"{draft.name}: {remark}", settings)
    if target:
        print_remark(f"{target}: {format_tally(verification.statements)}", settings)
    return _exit_code(verification, fail_on)


def _check_statements(
    written: WrittenSummary, source: Document, language: str | None
) -> Verification:
    checker = Checker(AnnotatedDocument(source))
    checked = tuple(checker.check(Claim(one.text)) for one in written.statements)
    return Verification(source, checked, (*checker.failures, *_list_limits(source, language)))


def _list_limits(source: Document, language: str | None) -> Iterator[str]:
    """What the checks can't do for these two texts."""
    if not has_tables(source.language):
        yield (
            f"the source is in “{source.language}”, and the rules for negation, hedges and "
            "numbers in words are English: words were compared more strictly instead"
        )
    if language and source.language and language != source.language:
        yield (
            f"the summary is in “{language}” and the source in “{source.language}”: a statement "
            "can only be checked in the language of its source"
        )


def _list_overlooked(written: WrittenSummary) -> Iterator[str]:
    for one in written.unexpected_skips:
        lines = format_range(one)
        verb = "was" if one.line == one.last_line else "were"
        yield f"{lines} {verb} not checked: {one.reason}"


def _exit_code(verification: Verification, fail_on: exit_codes.FailOn) -> int:
    failing = {
        exit_codes.FailOn.UNSUPPORTED: (Verdict.UNSUPPORTED,),
        exit_codes.FailOn.UNSURE: (Verdict.UNSUPPORTED, Verdict.UNSURE),
        exit_codes.FailOn.NEVER: (),
    }[fail_on]
    return exit_codes.UNSUPPORTED if any(map(verification.count, failing)) else exit_codes.DONE


def _parse_format(settings: Settings) -> Format | None:
    return Format(settings.format) if settings.format else None


def _read_sources(sources: Sequence[str], settings: Settings) -> tuple[list[Document], int]:
    """The documents that could be read, and the exit code of the first that could not."""
    documents: list[Document] = []
    failed = exit_codes.DONE
    for source in sources:
        try:
            document = read_source(source, settings)
            document.ensure_prose()
        except SummarizeError as error:
            print_error(error)
            failed = failed or error.exit_code
        else:
            documents.append(document)
            if settings.verbose:
                for note in document.notes:
                    print_remark(f"{document.name}: {note}", settings)
    return documents, failed


def read_source(source: str, settings: Settings) -> Document:
    """A page from the web and a thick book take their time, which is shown."""
    if source == "-":  # somebody may be typing
        return read(source)
    with show_progress(source, quiet=settings.quiet):
        return read(source)


def _summarize_and_deliver(
    document: Document, settings: Settings, desk: _RunContext, delivery: Delivery, place: Place
) -> int:
    """Summarise one document and deliver the result; its exit code, its error told."""
    try:
        summary = _summarize(document, settings, desk, place)
        target = delivery.deliver_summary(document.origin, summary)
    except SummarizeError as error:
        if isinstance(error, OutputError) and delivery.output is None:
            raise  # what can't take this result won't take the next one either
        print_error(error)
        return error.exit_code
    _print_remarks(summary, settings, target)
    return exit_codes.GAPS if summary.gaps else exit_codes.DONE


def _summarize(document: Document, settings: Settings, desk: _RunContext, place: Place) -> Summary:
    started = time.perf_counter()
    summary = desk.find_summary(document)
    if summary:
        seconds = time.perf_counter() - started
        return replace(summary, usage=replace(summary.usage, seconds=seconds))
    name = document.name
    ready = desk.engine()
    try:
        with show_progress(_format_label(name, place), quiet=settings.quiet) as progress:
            summary = pipeline.summarize(document, settings, ready.engine, progress)
    except SummarizeError as error:
        raise type(error)(f"{name}: {error.message}", error.hint) from error
    desk.store_summary(summary)
    loading = desk.take_load_seconds()
    usage = replace(summary.usage, load_seconds=loading, seconds=summary.usage.seconds + loading)
    return replace(summary, usage=usage)


class _RunContext:
    """What several sources have in common: the engine, once one needs it, and what is finished."""

    def __init__(self, settings: Settings, stack: ExitStack) -> None:
        self._settings = settings
        self._stack = stack
        self._loaded: LoadedEngine | None = None
        self._load_seconds = 0.0
        self._summaries = None
        if settings.cache:
            self._summaries = stack.enter_context(
                open_summary_cache(settings, identify_engine(settings))
            )
        if self._summaries and self._summaries.trouble:
            print_remark(self._summaries.trouble, settings)

    def find_summary(self, document: Document) -> Summary | None:
        """The summary from an earlier run, if there is one."""
        return self._summaries.find_summary(document) if self._summaries else None

    def store_summary(self, summary: Summary) -> None:
        """Keep it for later runs."""
        if self._summaries:
            self._summaries.store_summary(summary)

    def engine(self) -> LoadedEngine:
        """The engine, loaded when it is first asked for."""
        if self._loaded is None:
            with show_progress("the model", quiet=self._settings.quiet):
                self._loaded = self._stack.enter_context(load_engine(self._settings))
            if self._loaded.warning:
                print_remark(self._loaded.warning, self._settings)
            self._load_seconds = self._loaded.load_seconds
        return self._loaded

    def take_load_seconds(self) -> float:
        """The seconds that loading took: told once, of the source that waited for it."""
        seconds, self._load_seconds = self._load_seconds, 0.0
        return seconds


def _format_label(name: str, place: Place) -> str:
    number, total = place
    return name if total == 1 else f"{name} ({number} of {total})"


def _print_remarks(summary: Summary, settings: Settings, target: Path | None) -> None:
    """What is said on standard error once a result is delivered."""
    name = summary.document.name
    if target:
        print_remark(f"{target}: {summary.words} words, {len(summary.claims)} claims", settings)
    for gap in summary.gaps:
        print_remark(f"{name}: not read: {format_range(gap)}: {gap.reason}", settings)
    if settings.stats:
        print_message(
            f"{name}: {_format_usage(summary)}"
        )  # asked for by name: even -q does not silence it


def _format_usage(summary: Summary) -> str:
    usage = summary.usage
    working = max(0.001, usage.seconds - usage.load_seconds)
    rate = (usage.prompt_tokens + usage.output_tokens) / working
    return (
        f"{usage.prompt_tokens} tokens read, {usage.output_tokens} written, "
        f"{usage.seconds:.1f} s ({usage.load_seconds:.1f} s loading), "
        f"{rate:.0f} tokens/s{_format_peak_memory()}"
    )


def _format_peak_memory() -> str:
    """The most memory this process has held, as text; empty where the system does not tell."""
    try:
        import resource
    except ImportError:  # Windows
        return ""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    unit = 1 if sys.platform == "darwin" else 1024
    return f", {peak * unit / 1e6:.0f} MB of memory"


def print_remark(text: str, settings: Settings) -> None:
    """Print a message on standard error, unless `--quiet` was given."""
    if not settings.quiet:
        print_message(text)
