"""Summary and Verification -> plain text for pipes: a line for each paragraph and item.

What is no statement stands in square brackets. A verification has the form of a compiler's
messages, `file:line: verdict: text`, which editors and the logs of CI know how to read.
"""

from __future__ import annotations

from collections.abc import Sequence

from summarize.render.highlights import mark_with_asterisks
from summarize.render.phrases import (
    UNCHECKED,
    VERDICT_WORDS,
    explain_empty_summary,
    format_file_location,
    format_location,
    format_location_with_headings,
    format_range,
    format_reasons,
    format_remarks,
    format_repair,
    format_tally,
    format_title,
    format_unchecked_label,
    format_unchecked_lines,
    format_unchecked_tally,
)
from summarize.render.sanitize import sanitize_line
from summarize.results import CheckedClaim, Summary, Verification, WrittenSummary


def render(summary: Summary, verbose: bool = False) -> str:
    """A summary as plain text, not wrapped; the figures of the run are left out.

    With `verbose` also what was repaired and dropped, and why.
    """
    return _paragraphs(
        [format_title(summary.document)],
        [f"[{UNCHECKED}]"] if summary.unchecked else [],
        *(_body(summary) or [[explain_empty_summary(summary)]]),
        [f"- {_statement(summary, claim)}{_places(claim)}" for claim in summary.claims],
        [f"[Gap, {format_range(gap)}: {sanitize_line(gap.reason)}]" for gap in summary.gaps],
        [f"[Note: {sanitize_line(note)}]" for note in summary.notes],
        _failures(summary) if verbose else [],
        [f"[{format_unchecked_tally(summary)}]"] if summary.unchecked else [],
    )


def render_verification(verification: Verification, written: WrittenSummary) -> str:
    """A verification as plain text: a line a statement, reasons and quotes indented below."""
    places = zip(verification.statements, written.statements, strict=True)
    notes = [
        f"note: {sanitize_line(note)}"
        for note in (format_unchecked_lines(written), *verification.notes)
        if note
    ]
    return _paragraphs(
        [f"Checked against {format_title(verification.document)}"],
        [
            line
            for one, place in places
            for line in _checked(one, format_file_location(written, place))
        ],
        notes,
        [format_tally(verification)],
    )


def _paragraphs(*paragraphs: Sequence[str]) -> str:
    return "\n\n".join("\n".join(lines) for lines in paragraphs if lines) + "\n"


def _body(summary: Summary) -> list[list[str]]:
    """The lines of each paragraph; unchecked, each sentence has its own behind its label."""
    if summary.unchecked and summary.sentences:
        return [[_statement(summary, one) for one in summary.sentences]]
    return [[" ".join(_statement(summary, one) for one in part)] for part in summary.paragraphs]


def _statement(summary: Summary, statement: CheckedClaim) -> str:
    lead = f"{format_unchecked_label(statement)} " if summary.unchecked else ""
    text = (
        f"{sanitize_line(statement.text)} {format_remarks(statement, unchecked=summary.unchecked)}"
    )
    return lead + text.rstrip()


def _places(claim: CheckedClaim) -> str:
    places = dict.fromkeys(format_location(evidence) for evidence in claim.evidence)
    return f" ({'; '.join(places)})" if places else ""


def _failures(summary: Summary) -> list[str]:
    repairs = [
        f"[Repaired: {sanitize_line(one.before)}{format_reasons(one.reasons)} -> {format_repair(one)}]"
        for one in summary.repairs
    ]
    dropped = [
        f"[Dropped: {sanitize_line(o.text)}{format_reasons(o.reasons)}]" for o in summary.dropped
    ]
    return repairs + dropped


def _checked(statement: CheckedClaim, prefix: str) -> list[str]:
    reasons = [f"    {sanitize_line(reason)}" for reason in statement.reasons]
    quotes = [
        f"    {format_location_with_headings(item)}: “{sanitize_line(item.quote)}”"
        for item in statement.evidence
    ]
    verdict = VERDICT_WORDS[statement.verdict]
    return [f"{prefix}: {verdict}: {mark_with_asterisks(statement)}", *reasons, *quotes]
