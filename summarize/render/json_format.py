"""Summary and Verification -> JSON, as summary.schema.json and verification.schema.json say.

Quotes and texts are exact, control characters included: they are escaped, so that the
JSON can be printed on a terminal, and a parser restores them.
"""

from __future__ import annotations

import json
import re

from summarize.characters import BIDI_CONTROLS, SURROGATES
from summarize.document import Document, count_words
from summarize.results import (
    CheckedClaim,
    JudgeInfo,
    Reach,
    SectionSummary,
    Summary,
    Verdict,
    Verification,
    WrittenSummary,
)
from summarize.version import __version__

# The version of both schemas. It changes when a parser of the old one would break.
SCHEMA = 2

# What `ensure_ascii=False` leaves as it is, though terminals obey it or UTF-8 can't hold it.
_RAW = re.compile(rf"[\x7f-\x9f\u2028\u2029{BIDI_CONTROLS}{SURROGATES}]")


def render_summary(summary: Summary) -> str:
    """Return a summary as a JSON document; summary.schema.json describes it."""
    coverage, usage = summary.coverage, summary.usage
    data = {
        "schema": SCHEMA,
        "program": __version__,
        "source": _source_to_dict(summary.document, tokens=coverage.tokens_total),
        "model": _pick(summary.model, "name", "path", "parameters", "quantization"),
        "summary": {
            **_pick(summary, "text", "words", "target_words"),
            "sentences": [_statement_to_dict(sentence) for sentence in summary.sentences],
            "breaks": summary.paragraph_breaks,
            "written": summary.written,
        },
        "sections": [_section_to_dict(section) for section in summary.sections],
        "claims": [_statement_to_dict(claim) for claim in summary.claims],
        "unchecked": summary.unchecked,
        "repairs": [_pick(one, "before", "after", "method", "reasons") for one in summary.repairs],
        "dropped": [_pick(one, "text", "reasons") for one in summary.dropped],
        "coverage": {
            **_pick(coverage, "tokens_read", "tokens_total", "chunks"),
            "excluded": [
                {**_pick(one.span, "start", "end"), "reason": one.reason}
                for one in summary.document.excluded
            ],
        },
        "reach": _reach_to_dict(summary.reach) if summary.reach else None,
        "gaps": [
            _pick(gap.span, "start", "end")
            | _pick(gap, "line", "last_line", "page", "last_page", "reason")
            for gap in summary.gaps
        ],
        "usage": {
            **_pick(usage, "prompt_tokens", "output_tokens"),
            "seconds": round(usage.seconds, 3),
            "load_seconds": round(usage.load_seconds, 3),
        },
        "notes": summary.notes,
    }
    return _dump(data)


def render_verification(verification: Verification, written: WrittenSummary) -> str:
    """Return a verification as a JSON document; verification.schema.json describes it."""
    pairs = zip(verification.statements, written.statements, strict=True)
    data: dict[str, object] = {
        "schema": SCHEMA,
        "program": __version__,
        "source": _source_to_dict(verification.document),
        "summary": _pick(written, "origin", "extracted", "sha256"),
        "judge": _judge_to_dict(verification.judge) if verification.judge else None,
        "statements": [
            {"text": one.text, **_pick(place, "line", "page"), **_verdict_to_dict(one)}
            for one, place in pairs
        ],
        **{verdict.value: verification.count(verdict) for verdict in Verdict},
        "skipped": [_pick(one, "line", "last_line", "reason") for one in written.skipped],
        "notes": verification.notes,
    }
    return _dump(data)


def _dump(value: dict[str, object]) -> str:
    text = json.dumps(value, indent=2, ensure_ascii=False)
    # All of these can only occur inside strings, where an escape means the same.
    return _RAW.sub(lambda match: f"\\u{ord(match[0]):04x}", text) + "\n"


def _pick(item: object, *names: str) -> dict[str, object]:
    """Return the named attributes of an object, in this order."""
    return {name: getattr(item, name) for name in names}


def _source_to_dict(document: Document, **counts: int) -> dict[str, object]:
    return {
        **_pick(document, "origin", "title"),
        **_pick(document.metadata, "author", "date", "site"),
        **_pick(document, "language", "words"),
        **counts,
        **_pick(document, "sha256", "extracted"),
    }


def _reach_to_dict(reach: Reach) -> dict[str, object]:
    return {
        "share": round(reach.share, 3),
        "little": reach.is_little,
        **_pick(reach, "sections", "sections_without"),
        "longest_gap": _pick(reach, "line", "page", "last_line", "last_page"),
    }


def _judge_to_dict(judge: JudgeInfo) -> dict[str, object]:
    area, lower_bound = round(judge.area, 3), round(judge.lower_bound, 3)
    return {
        **_pick(judge, "name", "sha256"),
        "exam": {"area": area, "lower_bound": lower_bound},
    }


def _section_to_dict(section: SectionSummary) -> dict[str, object]:
    return {
        **_pick(section, "heading", "line", "page", "source_words", "text"),
        "words": count_words(section.text),
        "sentences": [_statement_to_dict(sentence) for sentence in section.sentences],
        "breaks": section.paragraph_breaks,
    }


def _statement_to_dict(statement: CheckedClaim) -> dict[str, object]:
    return _pick(statement, "text", "origin", "translated_from") | _verdict_to_dict(statement)


def _verdict_to_dict(statement: CheckedClaim) -> dict[str, object]:
    """Return what the checker found out about a statement, whoever wrote it."""
    return {
        "verdict": statement.verdict,
        "basis": statement.basis,
        "probability": round(statement.probability, 3),
        **_pick(statement, "kind", "attributed_to", "reasons"),
        "marks": [[mark.start, mark.end] for mark in statement.wrong_spans],
        "evidence": [
            {"sentence": one.sentence_number}
            | _pick(one.span, "start", "end")
            | _pick(one, "line", "page", "section", "quote")
            for one in statement.evidence
        ],
    }
