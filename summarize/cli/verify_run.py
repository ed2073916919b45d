"""What `summarize verify` does: check a written summary, statement by statement."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from summarize.cli import NO_JUDGE, ExitCode, FailOn
from summarize.cli.delivery import Delivery
from summarize.cli.reading import print_reading_remarks, read_source
from summarize.cli.streams import print_message, show_progress
from summarize.document import Document
from summarize.errors import SourceError, SummarizeError, UsageError
from summarize.judging.open_judge import CalibratedJudge, open_judge
from summarize.judging.recall import recall_record
from summarize.nlp.annotated_document import AnnotatedDocument
from summarize.nlp.language import find_other_language
from summarize.nlp.normalize import has_tables
from summarize.progress import Step
from summarize.render.phrases import format_exclusion, format_range, format_tally
from summarize.results import (
    CheckedClaim,
    Claim,
    JudgeInfo,
    Origin,
    Verdict,
    Verification,
    WrittenSummary,
)
from summarize.settings import Settings
from summarize.verification.checker import Checker
from summarize.verification.score import UNDECIDED
from summarize.verification.statements import read_statements
from summarize.verification.verdicts import ClaimVerifier, RuledClaim, check_by_rules

_FAILING_VERDICTS = {
    FailOn.UNSUPPORTED: (Verdict.UNSUPPORTED,),
    FailOn.UNSURE: (Verdict.UNSUPPORTED, Verdict.UNSURE),
    FailOn.NEVER: (),
}


def verify_summary(  # noqa: PLR0913 - one for each choice of the user
    summary: str,
    source: str,
    output: str | None,
    settings: Settings,
    fail_on: FailOn = FailOn.UNSUPPORTED,
    judge: str | None = None,
    *,
    opens: bool = False,
) -> int:
    """Check a summary's statements against the source; return 6 if one fails by `fail_on`, else 0.

    `judge` names the model that judges statements in other words, with a server in the settings
    one of that server's, "none" for none. If it is not given, the model of the settings judges,
    but only for a result on a terminal, and only if it has passed the exam. `opens` as in
    `Delivery`. Raises SourceError
    if there is nothing to check: that must not pass for "all is well".
    """
    if summary == source == "-":
        raise UsageError("summary and source can't both be standard input", "Give one as a file.")
    delivery = Delivery([summary], output, settings.format, protected=[source], opens=opens)
    draft, document = (read_source(one, quiet=settings.quiet) for one in (summary, source))
    written, language = _read_statements(draft, document)
    if not written.statements:
        raise SourceError(
            f"{draft.name} holds no statement to check",
            "Give a text of whole sentences; headings, tables and footnotes are not checked.",
        )
    document.ensure_prose()
    print_reading_remarks(draft, settings)
    print_reading_remarks(document, settings)
    verification = _verify(written, document, language, _choose_judge(judge, output, settings))
    target = delivery.deliver_verification(written, verification)
    for one in written.unexpected_skips:
        verb = "was" if one.line == one.last_line else "were"
        remark = f"{format_range(one)} {verb} not checked: {format_exclusion(one.reason)}"
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


@dataclass(frozen=True, slots=True)
class _JudgeChoice:
    """The settings of the model that judges; `is_required` if it is an error that it can't."""

    settings: Settings
    is_required: bool


def _choose_judge(name: str | None, output: str | None, settings: Settings) -> _JudgeChoice | None:
    """Return which model judges; None for none, as in a script: it depends on what is installed."""
    if name is None:
        shown = output is None and sys.stdout.isatty()
        return _JudgeChoice(settings, is_required=False) if shown else None
    if name.lower() == NO_JUDGE:
        return None
    # the context size is that of the model that writes
    return _JudgeChoice(replace(settings, model=name, ctx=None), is_required=True)


def _verify(
    written: WrittenSummary, source: Document, language: str | None, choice: _JudgeChoice | None
) -> Verification:
    """Check the statements; none can be told if they are in a `language` of their own."""
    if language:
        verification = _leave_undecided(written, source, language)
    else:
        verification = _check(written, source, choice)
    is_named = choice is not None and choice.is_required
    if is_named and (language or not has_tables(source.language)):
        note = "the judge was not asked: other words are judged in English alone"
        return _add_note(verification, note)
    return verification


def _check(written: WrittenSummary, source: Document, choice: _JudgeChoice | None) -> Verification:
    """Check the statements, those in other words with the judge that was chosen.

    The rules come first: a judge is opened only if they leave something open.
    """
    checker = Checker(AnnotatedDocument(source))
    claims = [check_by_rules(Claim(one.text), checker) for one in written.statements]
    if choice is None or not any(claim.is_open for claim in claims):
        return _decide(source, claims, checker)
    try:
        if not choice.is_required and not _may_judge(choice.settings):
            return _decide(source, claims, checker)
        with (
            show_progress("the judge", quiet=choice.settings.quiet) as progress,
            open_judge(
                choice.settings, lambda done, total: progress(Step("exam", done, total))
            ) as judge,
        ):
            progress(Step("judging"))
            return _decide(source, claims, checker, judge)
    except SummarizeError as error:
        if choice.is_required:
            raise
        note = f"checked without a judge: {error.message}"
        return _add_note(_decide(source, claims, checker), note)


def _add_note(verification: Verification, note: str) -> Verification:
    return replace(verification, notes=(*verification.notes, note))


def _may_judge(settings: Settings) -> bool:
    """Whether a model may have passed the exam: it has, or it never took it."""
    record = recall_record(settings)
    return record is None or record.result.passed


def _leave_undecided(written: WrittenSummary, source: Document, language: str) -> Verification:
    """Return all statements as unsure: they are in a `language` of their own."""
    unsure = tuple(
        CheckedClaim(one.text, Origin.MODEL, Verdict.UNSURE, probability=UNDECIDED)
        for one in written.statements
    )
    names = " and the source in ".join(map(_name_language, (language, source.language or "")))
    note = f"the summary is in {names}: statements can't be checked across languages"
    return Verification(source, unsure, (note,))


def _decide(
    source: Document,
    claims: Sequence[RuledClaim],
    checker: Checker,
    judge: CalibratedJudge | None = None,
) -> Verification:
    """Return the verdicts on statements that the rules have checked."""
    checked = tuple(ClaimVerifier(checker, judge).decide_all(claims))
    notes = (*checker.failures, *_list_limits(source))
    return Verification(source, checked, notes, _describe_judge(judge) if judge else None)


def _describe_judge(judge: CalibratedJudge) -> JudgeInfo:
    result = judge.record.result
    return JudgeInfo(judge.name, judge.record.sha256, result.area, result.lower_bound)


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
