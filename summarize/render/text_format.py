"""Summary and Verification -> plain text for pipes: a line for each paragraph and item.

What is no statement is printed in square brackets. A verification has the form of a compiler's
messages, `file:line: verdict: text`, which editors and the logs of CI can parse.
"""

from __future__ import annotations

from collections.abc import Sequence

from summarize.render import phrases
from summarize.render.highlights import mark_with_asterisks
from summarize.render.sanitize import sanitize_line
from summarize.results import (
    CheckedClaim,
    SectionSummary,
    Style,
    Summary,
    Verification,
    WrittenSummary,
)


def render_summary(summary: Summary, verbose: bool = False) -> str:
    """Return a summary as plain text, not wrapped, without the statistics of the run.

    With `verbose` also what was repaired and dropped, and why.
    """
    legend, reach = phrases.explain_marks(summary), phrases.explain_reach(summary)
    return _join_paragraphs(
        [phrases.format_title(summary.document)],
        [f"[{phrases.UNCHECKED}]"] if summary.unchecked else [],
        *(_format_body(summary) or _explain_empty(summary)),
        *(lines for part in summary.sections for lines in _format_section(summary, part)),
        [f"- {_format_statement(summary, c)}{_format_locations(c)}" for c in summary.claims],
        [f"[Gap, {phrases.format_gap(gap)}]" for gap in summary.gaps],
        [f"[Note: {sanitize_line(note)}]" for note in summary.notes],
        _format_failures(summary) if verbose else [],
        [f"[{legend}]"] if legend else [],
        [f"[{reach}]"] if reach else [],
        [f"[{phrases.format_unchecked_tally(summary)}]"] if summary.unchecked else [],
    )


def render_verification(verification: Verification, written: WrittenSummary) -> str:
    """Return a verification: figures, then a line a statement, the worst first.

    Reasons and quotes are indented below a statement.
    """
    return _join_paragraphs(
        [
            f"Checked against {phrases.format_title(verification.document)}",
            phrases.format_tally(verification.statements),
        ],
        [
            line
            for statement, place in verification.worst_first(written)
            for line in _format_verdict(statement, phrases.format_file_location(written, place))
        ],
        [f"note: {note}" for note in phrases.list_verification_notes(verification, written)],
    )


def _join_paragraphs(*paragraphs: Sequence[str]) -> str:
    return "\n\n".join("\n".join(lines) for lines in paragraphs if lines) + "\n"


def _format_body(summary: Summary) -> list[list[str]]:
    """Return the lines of each paragraph; unchecked, each sentence on its own, with its label."""
    if summary.unchecked and summary.sentences:
        return [[_format_statement(summary, one) for one in summary.sentences]]
    paragraphs = _format_paragraphs(summary, summary.paragraphs)
    if summary.style is Style.TLDR and paragraphs:
        paragraphs[0][0] = f"{phrases.TLDR} {paragraphs[0][0]}"
    return paragraphs


def _explain_empty(summary: Summary) -> list[list[str]]:
    return [] if summary.all_sentences else [[phrases.explain_empty_summary(summary)]]


def _format_section(summary: Summary, section: SectionSummary) -> list[list[str]]:
    """Return the heading in brackets, with its place, and below it the lines of each paragraph."""
    heading = f"[{phrases.format_heading(section)}, {phrases.format_location(section)}]"
    body = _format_paragraphs(summary, section.paragraphs) or [[f"[{phrases.EMPTY_SECTION}]"]]
    return [[heading, *body[0]], *body[1:]]


def _format_paragraphs(
    summary: Summary, paragraphs: Sequence[Sequence[CheckedClaim]]
) -> list[list[str]]:
    lines = [
        phrases.join_statements(part, [_format_statement(summary, one) for one in part])
        for part in paragraphs
    ]
    if summary.style is Style.BULLETS:
        return [[f"- {line}" for line in lines]] if lines else []
    return [[line] for line in lines]


def _format_statement(summary: Summary, statement: CheckedClaim) -> str:
    label = f"{phrases.format_unchecked_label(statement)} " if summary.unchecked else ""
    remarks = phrases.format_remarks(statement, unchecked=summary.unchecked)
    words = sanitize_line(statement.text) + phrases.format_basis_mark(statement)
    return label + f"{words} {remarks}".rstrip()


def _format_locations(claim: CheckedClaim) -> str:
    locations = dict.fromkeys(map(phrases.format_location, claim.evidence))
    return f" ({'; '.join(locations)})" if locations else ""


def _format_failures(summary: Summary) -> list[str]:
    repairs = [
        f"[Repaired: {sanitize_line(one.before)}{phrases.format_reasons(one.reasons)} -> "
        f"{phrases.format_repair(one)}]"
        for one in summary.repairs
    ]
    dropped = [
        f"[Dropped: {sanitize_line(one.text)}{phrases.format_reasons(one.reasons)}]"
        for one in summary.dropped
    ]
    return repairs + dropped


def _format_verdict(statement: CheckedClaim, location: str) -> list[str]:
    reasons = [f"    {sanitize_line(reason)}" for reason in statement.reasons]
    quotes = [
        f"    {phrases.format_location_with_headings(one)}: “{sanitize_line(one.printed_quote)}”"
        for one in statement.evidence
    ]
    verdict, certainty = (
        phrases.VERDICT_WORDS[statement.verdict],
        phrases.format_certainty(statement),
    )
    text = f"{mark_with_asterisks(statement)} ({certainty})"
    return [f"{location}: {verdict}: {text}", *reasons, *quotes]
