"""What `summarize SOURCE... --digest` does: one summary of several documents together.

A source that can't be read or summarised is told and named in the digest; the others go on.
"""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from summarize.batch.file_patterns import Patterns
from summarize.batch.finding import LeftOut, count_reasons, find_documents
from summarize.cli import ExitCode
from summarize.cli.delivery import Delivery
from summarize.cli.interrupts import advise
from summarize.cli.reading import read_documents
from summarize.cli.streams import print_error, print_message, show_progress
from summarize.cli.summarize_run import (
    RunContext,
    explain_first_run,
    is_first_run,
    open_cache,
    print_statistics,
)
from summarize.digests import DigestSource, FailedSource
from summarize.document import Document
from summarize.errors import OutputError, SourceError, SummarizeError, UsageError
from summarize.inference import Engine
from summarize.judging.writer import Writer
from summarize.multidocument import combine, count_target, number_sources
from summarize.multidocument.members import Member, MemberDrafter
from summarize.progress import Progress, Step
from summarize.settings import Settings
from summarize.storage.cache import Cache


def digest_all(
    sources: Sequence[str], output: str | None, settings: Settings, *, opens: bool = False
) -> int:
    """Write one digest of all sources; return the code of the first failure, else 5 with gaps.

    Raises UsageError for fewer than two sources or what a digest has not, and OutputError where
    nothing can be written.
    """
    _refuse_what_has_no_meaning(settings)
    sources, lost = _open_folders(sources, output, settings)
    if len(set(sources)) < 2:
        message = "--digest is one summary of several documents"
        raise UsageError(message, "Give two sources or more, or leave out --digest.")
    delivery = Delivery(
        sources,
        output,
        settings.format,
        settings.verbose,
        opens=opens,
        front_matter=settings.front_matter,
        is_single=True,
    )
    run = _DigestRun(settings)
    for one in lost:
        run.note(one.name, SourceError(f"{one.name}: {one.reason}"))
    is_first = is_first_run(settings)
    with ExitStack() as stack:
        cache = open_cache(settings, stack)
        documents = run.read(sources, cache)
        if not documents:
            return run.failure
        if is_first:
            explain_first_run(settings)
        numbered = number_sources(documents)
        own = [one for one in numbered if one.repeats is None]
        context = RunContext(settings, stack, [one.document for one in own], cache)
        stack.enter_context(advise(context.explain_interruption))
        members = run.draft(own, count_target(numbered, settings), context)
        if not members:
            return run.failure
        return run.deliver(numbered, members, context, delivery)


def _open_folders(
    sources: Sequence[str], output: str | None, settings: Settings
) -> tuple[list[str], list[LeftOut]]:
    """Return the sources with the documents of each folder in its place, and what can't be read.

    The digest itself is none of them, nor is anything else that a folder run leaves out.
    """
    target = Path(output or os.devnull)
    patterns = Patterns(settings.include), Patterns(settings.exclude)
    found: list[str] = []
    lost: list[LeftOut] = []
    for source in sources:
        if not os.path.isdir(source):
            found.append(source)
            continue
        findings = find_documents([source], target, *patterns)
        real = os.path.realpath(target)
        paths = (one.path for one in findings.documents)
        found += [str(path) for path in paths if os.path.realpath(path) != real]
        lost += [one for one in findings.left_out if one.is_failure]
        if others := ", ".join(count_reasons(findings.left_out)):
            print_message(f"{source}: left out: {others}", quiet=settings.quiet)
    return found, lost


def _refuse_what_has_no_meaning(settings: Settings) -> None:
    for name, given in (
        ("sections", settings.sections),
        ("unchecked", settings.unchecked),
        ("language", settings.language),
        ("claims", settings.claims),
    ):
        if given:
            hint = f"Leave out one of them; without --digest, --{name} is for each document."
            raise UsageError(f"--digest has no --{name}", hint)


class _DigestRun:
    """A run with what failed in it: `failure` is the exit code of the first failure."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._started = time.perf_counter()
        self._failed: list[FailedSource] = []
        self.failure: int = ExitCode.DONE

    def read(self, sources: Sequence[str], cache: Cache | None) -> list[Document]:
        """Read the sources, each once; what can't be read is told."""
        documents, failed = read_documents(list(dict.fromkeys(sources)), self._settings, cache)
        for source, error in failed:
            self._record(source, error)
        return documents

    def draft(
        self, sources: Sequence[DigestSource], words: int, context: RunContext
    ) -> list[Member]:
        """Have each document drafted; what can't be is told."""
        members = []
        for place, source in enumerate(sources, start=1):

            def work(
                engine: Engine, progress: Progress, writer: Writer, source: DigestSource = source
            ) -> Member:
                return MemberDrafter(self._settings, words, engine, writer).draft(source, progress)

            label = f"{source.document.name} ({place} of {len(sources)})"
            try:
                members.append(context.compute(source.document, label, work))
            except SummarizeError as error:
                self.note(source.document.origin, error)
        return members

    def deliver(
        self,
        sources: Sequence[DigestSource],
        members: Sequence[Member],
        context: RunContext,
        delivery: Delivery,
    ) -> int:
        """Combine the drafted documents, deliver the digest, return the exit code."""
        settings = self._settings
        with show_progress("the documents", quiet=settings.quiet) as progress:
            progress(Step("checking"))
            info = context.load_engine().info
            digest = combine(sources, members, settings, info, self._failed)
        usage = replace(
            digest.usage,
            seconds=time.perf_counter() - self._started,
            load_seconds=context.take_load_seconds(),
        )
        digest = replace(digest, usage=usage)
        try:
            target = delivery.deliver_digest(digest)
        except OutputError as error:
            print_error(error)
            return error.exit_code
        if target:
            found = f"{digest.words} words of {len(digest.sources)} documents"
            print_message(f"{target}: {found}", quiet=settings.quiet)
        print_statistics("digest", usage, settings)
        has_gaps = any(one.gaps or one.document.cut_off for one in digest.sources)
        return self.failure or (ExitCode.GAPS if has_gaps else ExitCode.DONE)

    def note(self, source: str, error: SummarizeError) -> None:
        """Print what failed, and note it for the digest and the exit code."""
        print_error(error)
        self._record(source, error)

    def _record(self, source: str, error: SummarizeError) -> None:
        self._failed.append(FailedSource(source, error.message))
        self.failure = self.failure or error.exit_code
