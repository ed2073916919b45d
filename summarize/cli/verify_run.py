"""What `summarize verify` does: check a written summary, statement by statement."""

from __future__ import annotations

from collections.abc import Iterator

from summarize.cli import ExitCode, FailOn
from summarize.cli.delivery import Delivery
from summarize.cli.streams import print_message
from summarize.cli.summarize_run import read_source
from summarize.document import Document
from summarize.errors import SourceError, UsageError
from summarize.nlp.annotated_document import AnnotatedDocument
from summarize.nlp.normalize import has_tables
from summarize.render.phrases import format_range, format_tally
from summarize.results import Claim, Verdict, Verification
from summarize.settings import Settings
from summarize.verification.checker import Checker
from summarize.verification.statements import read_statements

_FAILING_VERDICTS = {
    FailOn.UNSUPPORTED: (Verdict.UNSUPPORTED,),
    FailOn.UNSURE: (Verdict.UNSUPPORTED, Verdict.UNSURE),
    FailOn.NEVER: (),
}


def verify_summary(
    summary: str,
    source: str,
    output: str | None,
    settings: Settings,
    fail_on: FailOn = FailOn.UNSUPPORTED,
) -> int:
    """Check a summary's statements against the source; return 6 if one fails by `fail_on`, else 0.

    Raises SourceError if there is nothing to check: that must not pass for "all is well".
    """
    if summary == source == "-":
        raise UsageError("summary and source can't both be standard input", "Give one as a file.")
    delivery = Delivery([summary], output, settings.format, protected=[source])
    draft = read_source(summary, settings)
    written = read_statements(draft)
    if not written.statements:
        raise SourceError(
            f"{draft.name} holds no statement to check",
            "Give a text of whole sentences; headings, tables and footnotes are not checked.",
        )
    document = read_source(source, settings)
    document.ensure_prose()
    checker = Checker(AnnotatedDocument(document))
    checked = tuple(checker.check(Claim(one.text)) for one in written.statements)
    notes = (*checker.failures, *_list_limits(document, draft.language))
    verification = Verification(document, checked, notes)
    target = delivery.deliver_verification(written, verification)
    for one in written.unexpected_skips:
        verb = "was" if one.line == one.last_line else "were"
        remark = f"{format_range(one)} {verb} not checked: {one.reason}"
        print_message(f"{draft.name}: {remark}", quiet=settings.quiet)
    for note in notes:
        print_message(f"{draft.name}: {note}", quiet=settings.quiet)
    if target:
        tally = format_tally(verification.statements)
        print_message(f"{target}: {tally}", quiet=settings.quiet)
    has_failed = any(map(verification.count, _FAILING_VERDICTS[fail_on]))
    return ExitCode.UNSUPPORTED if has_failed else ExitCode.DONE


def _list_limits(source: Document, language: str | None) -> Iterator[str]:
    """Yield what the checks can't do for the source and a summary in `language`."""
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
