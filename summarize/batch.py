"""Several sources, one after another, with one engine: what a command does before it exits.

The functions return exit codes. The error of a single source goes to `tell`, and
the others go on: one bad file must not cost the work on ten good ones.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from summarize import pipeline
from summarize.delivery import Delivery
from summarize.document import Document, Role
from summarize.errors import SummarizeError
from summarize.findings import Claim, Summary, Verdict, Verification
from summarize.opening import Opened, opened
from summarize.progress import Progress, silent
from summarize.render import Format
from summarize.render.safety import one_line
from summarize.settings import Settings
from summarize.sources import read
from summarize.verify import Checker

_EXIT_GAPS, _EXIT_UNSUPPORTED = 5, 6

Tell = Callable[[SummarizeError], None]


def summarize_all(
    sources: Sequence[str], output: str | None, settings: Settings, tell: Tell
) -> int:
    """Summarise every source; the exit code of the first failure, else 5 with gaps, else 0.

    The sources are read before the model is loaded, so that a wrong name is told at once.
    """
    delivery = Delivery(sources, output, _format(settings), settings.verbose)
    documents, failed = _read_all(sources, settings, tell)
    if not documents:
        return failed
    gaps = 0
    with opened(settings) as ready:
        if ready.trouble:
            _remark(ready.trouble, settings)
        for place, document in enumerate(documents):
            try:
                summary = _summarize(document, settings, ready, place, len(documents))
                if place and output is None:
                    sys.stdout.write("\n")
                target = delivery.summary(document.origin, summary)
            except SummarizeError as error:
                tell(error)
                failed = failed or error.exit_code
                continue
            _afterwards(summary, settings, str(target) if target else None)
            gaps = gaps or (_EXIT_GAPS if summary.gaps else 0)
    return failed or gaps


def verify_one(summary: str, source: str, output: str | None, settings: Settings) -> int:
    """Check a summary's sentences against the source; 6 if any is unsupported, else 0."""
    delivery = Delivery([summary, source], output, _format(settings))
    statements = read(summary)
    checker = Checker(read(source))
    checked = tuple(
        checker.check(Claim(statements.words_of(sentence)))
        for sentence in statements.sentences
        if sentence.role is Role.PROSE
    )
    verification = Verification(checker.document, checked)
    delivery.verification(summary, verification)
    return _EXIT_UNSUPPORTED if verification.count(Verdict.UNSUPPORTED) else 0


def _format(settings: Settings) -> Format | None:
    return Format(settings.format) if settings.format else None


def _read_all(sources: Sequence[str], settings: Settings, tell: Tell) -> tuple[list[Document], int]:
    documents: list[Document] = []
    failed = 0
    for source in sources:
        try:
            documents.append(read(source))
        except SummarizeError as error:
            tell(error)
            failed = failed or error.exit_code
        else:
            if settings.verbose:
                for note in documents[-1].notes:
                    _remark(f"{source}: {note}", settings)
    return documents, failed


def _summarize(
    document: Document, settings: Settings, ready: Opened, place: int, total: int
) -> Summary:
    label = document.origin if total == 1 else f"{document.origin} ({place + 1} of {total})"
    with _progress(one_line(label), settings) as progress:
        summary = pipeline.summarize(document, settings, ready.engine, progress)
    loading = ready.load_seconds if place == 0 else 0.0
    usage = replace(summary.usage, load_seconds=loading, seconds=summary.usage.seconds + loading)
    return replace(summary, usage=usage)


@contextmanager
def _progress(label: str, settings: Settings) -> Iterator[Progress]:
    """Progress on standard error while something is computed, if somebody can see it."""
    if settings.quiet or not sys.stderr.isatty():
        yield silent
        return
    from rich.console import Console

    from summarize.render.status import LiveStatus

    with LiveStatus(Console(stderr=True), label) as status:
        yield status.show


def _afterwards(summary: Summary, settings: Settings, target: str | None) -> None:
    """What is said on standard error once a result is delivered."""
    if target:
        _remark(f"{target}: {summary.words} words, {len(summary.claims)} claims", settings)
    for gap in summary.gaps:
        _remark(f"not read: lines {gap.line} to {gap.last_line}: {gap.reason}", settings)
    if settings.stats:
        _remark(_costs(summary), replace(settings, quiet=False))


def _costs(summary: Summary) -> str:
    usage = summary.usage
    working = max(0.001, usage.seconds - usage.load_seconds)
    rate = (usage.prompt_tokens + usage.output_tokens) / working
    return (
        f"{usage.prompt_tokens} tokens read, {usage.output_tokens} written, "
        f"{usage.seconds:.1f} s ({usage.load_seconds:.1f} s loading), "
        f"{rate:.0f} tokens/s{_peak_memory()}"
    )


def _peak_memory() -> str:
    """The most memory this process has held, as text; empty where the system does not tell."""
    try:
        import resource
    except ImportError:  # Windows
        return ""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    unit = 1 if sys.platform == "darwin" else 1024
    return f", {peak * unit / 1e6:.0f} MB of memory"


def _remark(text: str, settings: Settings) -> None:
    if not settings.quiet:
        sys.stderr.write(f"summarize: {one_line(text)}\n")
