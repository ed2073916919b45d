"""Summary and Verification -> plain text for pipes: a line for each paragraph and item.

What is no statement stands in square brackets. A verification has the form of a compiler's
messages, `file:line: verdict: text`, which editors and the logs of CI know how to read.
"""

from __future__ import annotations

from collections.abc import Sequence

from summarize.render.highlights import marked
from summarize.render.phrases import (
    UNCHECKED,
    VERDICT_WORDS,
    absence,
    because,
    extent,
    label,
    place,
    remarks,
    repaired,
    spot,
    spot_in,
    tally,
    title_of,
    unchecked_tally,
    unread,
)
from summarize.render.sanitize import one_line
from summarize.results import CheckedClaim, Summary, Verification, WrittenSummary


def render(summary: Summary, verbose: bool = False) -> str:
    """A summary as plain text, not wrapped; the figures of the run are left out.

    With `verbose` also what was repaired and dropped, and why.
    """
    return _paragraphs(
        [title_of(summary.document)],
        [f"[{UNCHECKED}]"] if summary.unchecked else [],
        *(_body(summary) or [[absence(summary)]]),
        [f"- {_statement(summary, claim)}{_places(claim)}" for claim in summary.claims],
        [f"[Gap, {extent(gap)}: {one_line(gap.reason)}]" for gap in summary.gaps],
        [f"[Note: {one_line(note)}]" for note in summary.notes],
        _failures(summary) if verbose else [],
        [f"[{unchecked_tally(summary)}]"] if summary.unchecked else [],
    )


def render_verification(verification: Verification, written: WrittenSummary) -> str:
    """A verification as plain text: a line a statement, reasons and quotes indented below."""
    places = zip(verification.statements, written.statements, strict=True)
    notes = [f"note: {one_line(note)}" for note in (unread(written), *verification.notes) if note]
    return _paragraphs(
        [f"Checked against {title_of(verification.document)}"],
        [line for one, place in places for line in _checked(one, spot_in(written, place))],
        notes,
        [tally(verification)],
    )


def _paragraphs(*paragraphs: Sequence[str]) -> str:
    return "\n\n".join("\n".join(lines) for lines in paragraphs if lines) + "\n"


def _body(summary: Summary) -> list[list[str]]:
    """The lines of each paragraph; unchecked, each sentence has its own behind its label."""
    if summary.unchecked and summary.sentences:
        return [[_statement(summary, one) for one in summary.sentences]]
    return [[" ".join(_statement(summary, one) for one in part)] for part in summary.paragraphs]


def _statement(summary: Summary, statement: CheckedClaim) -> str:
    lead = f"{label(statement)} " if summary.unchecked else ""
    text = f"{one_line(statement.text)} {remarks(statement, unchecked=summary.unchecked)}"
    return lead + text.rstrip()


def _places(claim: CheckedClaim) -> str:
    places = dict.fromkeys(spot(evidence) for evidence in claim.evidence)
    return f" ({'; '.join(places)})" if places else ""


def _failures(summary: Summary) -> list[str]:
    repairs = [
        f"[Repaired: {one_line(one.before)}{because(one.reasons)} -> {repaired(one)}]"
        for one in summary.repairs
    ]
    dropped = [f"[Dropped: {one_line(o.text)}{because(o.reasons)}]" for o in summary.dropped]
    return repairs + dropped


def _checked(statement: CheckedClaim, prefix: str) -> list[str]:
    reasons = [f"    {one_line(reason)}" for reason in statement.reasons]
    quotes = [f"    {place(item)}: “{one_line(item.quote)}”" for item in statement.evidence]
    verdict = VERDICT_WORDS[statement.verdict]
    return [f"{prefix}: {verdict}: {marked(statement)}", *reasons, *quotes]
