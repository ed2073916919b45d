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
from summarize.nlp.language import find_other_language
from summarize.nlp.normalize import has_tables
from summarize.render.phrases import format_range, format_tally
from summarize.results import CheckedClaim, Claim, Origin, Verdict, Verification, WrittenSummary
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
    draft, document = read_source(summary, settings), read_source(source, settings)
    written, language = _read_statements(draft, document)
    if not written.statements:
        raise SourceError(
            f"{draft.name} holds no statement to check",
            "Give a text of whole sentences; headings, tables and footnotes are not checked.",
        )
    document.ensure_prose()
    verification = _check(written, document, language)
    target = delivery.deliver_verification(written, verification)
    for one in written.unexpected_skips:
        verb = "was" if one.line == one.last_line else "were"
        remark = f"{format_range(one)} {verb} not checked: {one.reason}"
        print_message(f"{draft.name}: {remark}", quiet=settings.quiet)
    for note in verification.notes:
        print_message(f"{draft.name}: {note}", quiet=settings.quiet)
    if target:
        tally = format_tally(verification.statements)
        print_message(f"{target}: {tally}", quiet=settings.quiet)
    has_failed = any(map(verification.count, _FAILING_VERDICTS[fail_on]))
    return ExitCode.UNSUPPORTED if has_failed else ExitCode.DONE


def _read_statements(draft: Document, source: Document) -> tuple[WrittenSummary, str | None]:
    """Return the statements of a summary, and its language if it is not that of its source."""
    written = read_statements(draft, source.language, source.text)
    if not source.language:
        return written, None
    text = " ".join(one.text for one in written.statements)
    other = find_other_language(text, source.text, source.language)
    return (read_statements(draft, other, source.text) if other else written), other


def _check(written: WrittenSummary, source: Document, language: str | None) -> Verification:
    """Check the statements; none can be told if they are in a `language` of their own."""
    if language:
        unsure = tuple(
            CheckedClaim(one.text, Origin.MODEL, Verdict.UNSURE, score=0.5)
            for one in written.statements
        )
        names = " and the source in ".join(map(_name_language, (language, source.language or "")))
        note = f"the summary is in {names}: statements can't be checked across languages"
        return Verification(source, unsure, (note,))
    checker = Checker(AnnotatedDocument(source))
    checked = tuple(checker.check(Claim(one.text)) for one in written.statements)
    return Verification(source, checked, (*checker.failures, *_list_limits(source)))


def _list_limits(source: Document) -> Iterator[str]:
    """Yield what the checks can't do for the source."""
    if not has_tables(source.language):
        yield (
            f"the source is in {_name_language(source.language or '')}, and the rules for "
            "negation, hedges and numbers in words are English: words were compared more strictly"
        )


def _name_language(code: str) -> str:
    from summarize.rewriting.translation.locales import english_name

    return english_name(code) or f"“{code}”"
