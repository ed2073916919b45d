"""Summary and Verification -> JSON, as summary.schema.json and verification.schema.json say.

Quotes and texts are exact, control characters included: they are escaped, so that the
JSON can be printed on a terminal, and a parser restores them.
"""

from __future__ import annotations

import json
import re

from summarize.document import Document
from summarize.results import (
    CheckedClaim,
    Evidence,
    Gap,
    Repair,
    Summary,
    Verdict,
    Verification,
    WrittenSummary,
)

# The version of both schemas. It changes when a parser of the old one would break.
SCHEMA = 1

# What `ensure_ascii=False` leaves as it is, though terminals obey it or UTF-8 can't hold it.
_RAW = re.compile(r"[\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def render_summary(summary: Summary) -> str:
    """Return a summary as a JSON document."""
    return _dump(summary_to_dict(summary))


def render_verification(verification: Verification, written: WrittenSummary) -> str:
    """Return a verification as a JSON document."""
    return _dump(verification_to_dict(verification, written))


def summary_to_dict(summary: Summary) -> dict[str, object]:
    """Return a summary as plain dictionaries and lists; summary.schema.json describes them."""
    model, coverage, usage = summary.model, summary.coverage, summary.usage
    return {
        "schema": SCHEMA,
        "source": _source_to_dict(summary.document, tokens=coverage.tokens_total),
        "model": {
            "name": model.name,
            "path": model.path,
            "parameters": model.parameters,
            "quantization": model.quantization,
        },
        "summary": {
            "text": summary.text,
            "words": summary.words,
            "target_words": summary.target_words,
            "sentences": [_statement_to_dict(sentence) for sentence in summary.sentences],
            "breaks": list(summary.paragraph_breaks),
        },
        "claims": [_statement_to_dict(claim) for claim in summary.claims],
        "unchecked": summary.unchecked,
        "repairs": [_repair_to_dict(repair) for repair in summary.repairs],
        "dropped": [{"text": one.text, "reasons": list(one.reasons)} for one in summary.dropped],
        "coverage": {
            "tokens_read": coverage.tokens_read,
            "tokens_total": coverage.tokens_total,
            "chunks": coverage.chunks,
            "excluded": [
                {"start": one.span.start, "end": one.span.end, "reason": one.reason}
                for one in summary.document.excluded
            ],
        },
        "gaps": [_gap_to_dict(gap) for gap in summary.gaps],
        "usage": {
            "prompt_tokens": usage.prompt_tokens,
            "output_tokens": usage.output_tokens,
            "seconds": round(usage.seconds, 3),
            "load_seconds": round(usage.load_seconds, 3),
        },
        "notes": list(summary.notes),
    }


def verification_to_dict(verification: Verification, written: WrittenSummary) -> dict[str, object]:
    """Return a verification as dictionaries and lists; verification.schema.json describes them."""
    pairs = zip(verification.statements, written.statements, strict=True)
    return {
        "schema": SCHEMA,
        "source": _source_to_dict(verification.document),
        "summary": {"origin": written.origin, "extracted": written.extracted},
        "statements": [
            {"text": one.text, "line": place.line, "page": place.page, **_verdict_to_dict(one)}
            for one, place in pairs
        ],
        **{verdict.value: verification.count(verdict) for verdict in Verdict},
        "skipped": [
            {"line": one.line, "last_line": one.last_line, "reason": one.reason}
            for one in written.skipped
        ],
        "notes": list(verification.notes),
    }


def _dump(value: dict[str, object]) -> str:
    text = json.dumps(value, indent=2, ensure_ascii=False)
    # All of these can only occur inside strings, where an escape means the same.
    return _RAW.sub(lambda match: f"\\u{ord(match[0]):04x}", text) + "\n"


def _source_to_dict(document: Document, **counts: int) -> dict[str, object]:
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


def _statement_to_dict(statement: CheckedClaim) -> dict[str, object]:
    return {
        "text": statement.text,
        "origin": statement.origin.value,
        "translated_from": statement.translated_from,
        **_verdict_to_dict(statement),
    }


def _verdict_to_dict(statement: CheckedClaim) -> dict[str, object]:
    """Return what the checker found out about a statement, whoever wrote it."""
    return {
        "verdict": statement.verdict.value,
        "score": round(statement.score, 3),
        "kind": statement.kind.value if statement.kind else None,
        "attributed_to": statement.attributed_to,
        "reasons": list(statement.reasons),
        "marks": [[mark.start, mark.end] for mark in statement.wrong_spans],
        "evidence": [_evidence_to_dict(item) for item in statement.evidence],
    }


def _evidence_to_dict(evidence: Evidence) -> dict[str, object]:
    return {
        "sentence": evidence.sentence_number,
        "start": evidence.span.start,
        "end": evidence.span.end,
        "line": evidence.line,
        "page": evidence.page,
        "section": list(evidence.section),
        "quote": evidence.quote,
    }


def _repair_to_dict(repair: Repair) -> dict[str, object]:
    return {
        "before": repair.before,
        "after": repair.after,
        "method": repair.method.value,
        "reasons": list(repair.reasons),
    }


def _gap_to_dict(gap: Gap) -> dict[str, object]:
    return {
        "start": gap.span.start,
        "end": gap.span.end,
        "line": gap.line,
        "last_line": gap.last_line,
        "page": gap.page,
        "last_page": gap.last_page,
        "reason": gap.reason,
    }
