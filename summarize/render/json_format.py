"""Summary and Verification -> JSON, as summary.schema.json and verification.schema.json say.

Quotes and texts are exact here, control characters included: they are escaped,
so that the result can be shown on a terminal, and a parser gives them back.
"""

from __future__ import annotations

import json
import re

from summarize.document import Document, Exclusion
from summarize.results import (
    CheckedClaim,
    Dropped,
    Evidence,
    Gap,
    ModelInfo,
    Repair,
    SkippedLines,
    Statement,
    Summary,
    Usage,
    Verdict,
    Verification,
    WrittenSummary,
)

# The version of both schemas. It changes when a reader of the old one would break.
SCHEMA = 1

# What `ensure_ascii=False` leaves as it is, though terminals obey it or UTF-8 can't hold it.
_RAW = re.compile(r"[\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def render(summary: Summary) -> str:
    """A summary as a JSON document."""
    return _dump(summary_to_dict(summary))


def render_verification(verification: Verification, written: WrittenSummary) -> str:
    """A verification as a JSON document."""
    return _dump(verification_to_dict(verification, written))


def summary_to_dict(summary: Summary) -> dict[str, object]:
    """A summary as plain dictionaries and lists; summary.schema.json describes them."""
    return {
        "schema": SCHEMA,
        "source": _source(summary.document, tokens=summary.coverage.tokens_total),
        "model": _model(summary.model),
        "summary": {
            "text": summary.text,
            "words": summary.words,
            "target_words": summary.target_words,
            "sentences": [_statement(sentence) for sentence in summary.sentences],
            "breaks": list(summary.paragraph_breaks),
        },
        "claims": [_statement(claim) for claim in summary.claims],
        "unchecked": summary.unchecked,
        "repairs": [_repair(repair) for repair in summary.repairs],
        "dropped": [_dropped(item) for item in summary.dropped],
        "coverage": _coverage(summary),
        "gaps": [_gap(gap) for gap in summary.gaps],
        "usage": _usage(summary.usage),
        "notes": list(summary.notes),
    }


def verification_to_dict(verification: Verification, written: WrittenSummary) -> dict[str, object]:
    """A verification as plain dictionaries and lists; verification.schema.json describes them."""
    places = zip(verification.statements, written.statements, strict=True)
    return {
        "schema": SCHEMA,
        "source": _source(verification.document),
        "summary": {"origin": written.origin, "extracted": written.extracted},
        "statements": [_checked(statement, place) for statement, place in places],
        **{verdict.value: verification.count(verdict) for verdict in Verdict},
        "skipped": [_skipped(one) for one in written.skipped],
        "notes": list(verification.notes),
    }


def _dump(value: dict[str, object]) -> str:
    text = json.dumps(value, indent=2, ensure_ascii=False)
    # All of these can only stand inside strings, where an escape means the same.
    return _RAW.sub(lambda match: f"\\u{ord(match[0]):04x}", text) + "\n"


def _source(document: Document, **counts: int) -> dict[str, object]:
    return {
        "origin": document.origin,
        "title": document.title,
        "author": document.metadata.author,
        "date": document.metadata.date,
        "site": document.metadata.site,
        "language": document.language,
        "words": document.words,
        **counts,
        "sha256": document.sha256,
        "extracted": document.extracted,
    }


def _model(model: ModelInfo) -> dict[str, object]:
    return {
        "name": model.name,
        "path": model.path,
        "parameters": model.parameters,
        "quantization": model.quantization,
    }


def _statement(statement: CheckedClaim) -> dict[str, object]:
    return {
        "text": statement.text,
        "origin": statement.origin.value,
        "translated_from": statement.translated_from,
        **_finding(statement),
    }


def _checked(statement: CheckedClaim, place: Statement) -> dict[str, object]:
    return {
        "text": statement.text,
        "line": place.line,
        "page": place.page,
        **_finding(statement),
    }


def _finding(statement: CheckedClaim) -> dict[str, object]:
    """What was found about a statement, whoever wrote it."""
    return {
        "verdict": statement.verdict.value,
        "score": round(statement.score, 3),
        "kind": statement.kind.value if statement.kind else None,
        "attributed_to": statement.attributed_to,
        "reasons": list(statement.reasons),
        "marks": [[mark.start, mark.end] for mark in statement.wrong_spans],
        "evidence": [_evidence(item) for item in statement.evidence],
    }


def _evidence(evidence: Evidence) -> dict[str, object]:
    return {
        "sentence": evidence.sentence_number,
        "start": evidence.span.start,
        "end": evidence.span.end,
        "line": evidence.line,
        "page": evidence.page,
        "section": list(evidence.section),
        "quote": evidence.quote,
    }


def _dropped(dropped: Dropped) -> dict[str, object]:
    return {"text": dropped.text, "reasons": list(dropped.reasons)}


def _repair(repair: Repair) -> dict[str, object]:
    return {
        "before": repair.before,
        "after": repair.after,
        "method": repair.method.value,
        "reasons": list(repair.reasons),
    }


def _skipped(skipped: SkippedLines) -> dict[str, object]:
    return {"line": skipped.line, "last_line": skipped.last_line, "reason": skipped.reason}


def _coverage(summary: Summary) -> dict[str, object]:
    return {
        "tokens_read": summary.coverage.tokens_read,
        "tokens_total": summary.coverage.tokens_total,
        "chunks": summary.coverage.chunks,
        "excluded": [_excluded(exclusion) for exclusion in summary.document.excluded],
    }


def _excluded(exclusion: Exclusion) -> dict[str, object]:
    span = exclusion.span
    return {"start": span.start, "end": span.end, "reason": exclusion.reason}


def _gap(gap: Gap) -> dict[str, object]:
    return {
        "start": gap.span.start,
        "end": gap.span.end,
        "line": gap.line,
        "last_line": gap.last_line,
        "page": gap.page,
        "last_page": gap.last_page,
        "reason": gap.reason,
    }


def _usage(usage: Usage) -> dict[str, object]:
    return {
        "prompt_tokens": usage.prompt_tokens,
        "output_tokens": usage.output_tokens,
        "seconds": round(usage.seconds, 3),
        "load_seconds": round(usage.load_seconds, 3),
    }
