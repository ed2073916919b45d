"""Summary and Verification -> plain text for pipes: one paragraph, one line an item."""

from __future__ import annotations

from collections.abc import Sequence

from summarize.findings import CheckedClaim, Summary, Verification
from summarize.render.figures import (
    VERDICT_WORDS,
    absence,
    extent,
    place,
    remarks,
    spot,
    tally,
    title_of,
)
from summarize.render.safety import one_line


def render(summary: Summary) -> str:
    """A summary as plain text, not wrapped; the figures of the run are left out."""
    body = " ".join(_statement(sentence) for sentence in summary.sentences)
    return _paragraphs(
        (title_of(summary.document),),
        (body or absence(summary),),
        [f"- {_statement(claim)}{_places(claim)}" for claim in summary.claims],
        [f"Gap, {extent(gap)}: {one_line(gap.reason)}" for gap in summary.gaps],
        [f"Note: {one_line(note)}" for note in summary.notes],
    )


def render_verification(verification: Verification) -> str:
    """A verification as plain text: a line a statement, reasons and quotes indented below."""
    statements = [line for item in verification.statements for line in _checked(item)]
    title = f"Checked against {title_of(verification.document)}"
    return _paragraphs((title,), statements, (tally(verification),))


def _paragraphs(*paragraphs: Sequence[str]) -> str:
    return "\n\n".join("\n".join(lines) for lines in paragraphs if lines) + "\n"


def _statement(statement: CheckedClaim) -> str:
    return f"{one_line(statement.text)} {remarks(statement)}".rstrip()


def _places(claim: CheckedClaim) -> str:
    places = dict.fromkeys(spot(evidence) for evidence in claim.evidence)
    return f" ({'; '.join(places)})" if places else ""


def _checked(statement: CheckedClaim) -> list[str]:
    reasons = [f"  {one_line(reason)}" for reason in statement.reasons]
    quotes = [f"  {place(item)}: “{one_line(item.quote)}”" for item in statement.evidence]
    return [f"{VERDICT_WORDS[statement.verdict]}: {one_line(statement.text)}", *reasons, *quotes]
