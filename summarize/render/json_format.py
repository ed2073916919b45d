"""Summary, Verification and Document -> JSON, as the schemas beside this module say.

Texts are clean in themselves, not only escaped: whoever prints a value (`jq -r`) prints
no control characters, and nothing that nobody sees. Offsets are those of the source.
"""

from __future__ import annotations

import json
from itertools import groupby
from typing import Any

from summarize.document import Document, Exclusion, Sentence, Span, count_words
from summarize.render.sanitize import sanitize_text
from summarize.render.source_links import link_evidence
from summarize.results import (
    CheckedClaim,
    Evidence,
    Gap,
    JudgeInfo,
    Reach,
    SectionSummary,
    Summary,
    Verdict,
    Verification,
    WrittenSummary,
)
from summarize.unseen import find_unseen
from summarize.version import __version__

# The version of both schemas. It changes when a parser of the old one would break.
SCHEMA = 2


def render_summary(summary: Summary) -> str:
    """Return a summary as a JSON document; summary.schema.json describes it."""
    document, coverage, usage = summary.document, summary.coverage, summary.usage
    data = {
        "schema": SCHEMA,
        "program": __version__,
        "source": source_to_dict(summary.document, tokens=coverage.tokens_total),
        "model": pick(summary.model, "name", "path", "parameters", "quantization"),
        "summary": {
            **pick(summary, "text", "words", "target_words"),
            "sentences": [statement_to_dict(one, document) for one in summary.sentences],
            "breaks": summary.paragraph_breaks,
            "style": summary.style,
            "written": summary.written,
        },
        "sections": [_section_to_dict(section, document) for section in summary.sections],
        "claims": [statement_to_dict(claim, document) for claim in summary.claims],
        "unchecked": summary.unchecked,
        "repairs": [pick(one, "before", "after", "method", "reasons") for one in summary.repairs],
        "dropped": [pick(one, "text", "reasons") for one in summary.dropped],
        "coverage": {
            **pick(coverage, "tokens_read", "tokens_total", "chunks"),
            "excluded": [
                {**pick(one.span, "start", "end"), "reason": one.reason}
                for one in document.excluded
            ],
        },
        "reach": _reach_to_dict(summary.reach) if summary.reach else None,
        "gaps": [gap_to_dict(gap) for gap in summary.gaps],
        "usage": {
            **pick(usage, "prompt_tokens", "output_tokens"),
            "seconds": round(usage.seconds, 3),
            "load_seconds": round(usage.load_seconds, 3),
        },
        "notes": summary.notes,
    }
    return dump_json(data)


def render_verification(verification: Verification, written: WrittenSummary) -> str:
    """Return a verification as a JSON document; verification.schema.json describes it."""
    document = verification.document
    pairs = zip(verification.statements, written.statements, strict=True)
    data: dict[str, object] = {
        "schema": SCHEMA,
        "program": __version__,
        "source": source_to_dict(document),
        "summary": pick(written, "origin", "extracted", "sha256"),
        "judge": _judge_to_dict(verification.judge) if verification.judge else None,
        "statements": [
            {
                "text": one.text,
                **pick(place, "line", "page", "place"),
                **_verdict_to_dict(one, document),
            }
            for one, place in pairs
        ],
        **{verdict.value: verification.count(verdict) for verdict in Verdict},
        "skipped": [pick(one, "line", "last_line", "reason") for one in written.skipped],
        "notes": verification.notes,
    }
    return dump_json(data)


def render_document(document: Document) -> str:
    """Return a document as it was read, as JSON; document.schema.json describes it.

    Its blocks are in the order of the text: paragraphs and headings with their sentences, and
    what was excluded, with the reason.
    """
    paragraphs = groupby(document.sentences, key=lambda sentence: sentence.paragraph)
    blocks = [_block_to_dict(document, list(sentences)) for _, sentences in paragraphs]
    blocks += [_excluded_to_dict(document, one) for one in document.excluded]
    data: dict[str, object] = {
        "schema": SCHEMA,
        "program": __version__,
        "source": source_to_dict(document) | {"notes": document.notes},
        "blocks": sorted(blocks, key=lambda block: (block["start"], block["end"])),
    }
    return dump_json(data)


def _block_to_dict(document: Document, sentences: list[Sentence]) -> dict[str, Any]:
    span = Span(sentences[0].span.start, sentences[-1].span.end)
    return _place_block(document, span, sentences[0].role.value, None) | {
        "sentences": [
            pick(one, "number")
            | pick(one.span, "start", "end")
            | {"text": document.sentence_text(one)}
            for one in sentences
        ]
    }


def _excluded_to_dict(document: Document, exclusion: Exclusion) -> dict[str, Any]:
    return _place_block(document, exclusion.span, "excluded", exclusion.reason) | {"sentences": []}


def _place_block(document: Document, span: Span, kind: str, reason: str | None) -> dict[str, Any]:
    return {
        "kind": kind,
        "reason": reason,
        **pick(span, "start", "end"),
        "line": document.line_at(span.start),
        "page": document.page_at(span.start),
        "place": document.place_at(span.start),
        "section": document.headings_at(span.start),
        "text": document.quote(span),
    }


def dump_json(value: object) -> str:
    """Return a value as JSON that ends with a newline, every string in it sanitized."""
    return json.dumps(_sanitize(value), indent=2, ensure_ascii=False) + "\n"


def _sanitize(value: Any) -> Any:
    if isinstance(value, str):
        return sanitize_text(value)
    if isinstance(value, dict):
        return {name: _sanitize(one) for name, one in value.items()}
    return [_sanitize(one) for one in value] if isinstance(value, list | tuple) else value


def pick(item: object, *names: str) -> dict[str, object]:
    """Return the named attributes of an object, in this order."""
    return {name: getattr(item, name) for name in names}


def source_to_dict(document: Document, **counts: int) -> dict[str, object]:
    """Return what is known of a source; `counts` stand behind its words."""
    return {
        **pick(document, "origin", "title"),
        **pick(document.metadata, "author", "date", "site"),
        **pick(document, "language", "words"),
        **counts,
        **pick(document, "sha256", "extracted", "cut_off", "warnings"),
    }


def _reach_to_dict(reach: Reach) -> dict[str, object]:
    return {
        "share": round(reach.share, 3),
        "little": reach.is_little,
        **pick(reach, "sections", "sections_without"),
        "longest_gap": pick(reach, "line", "page", "place", "last_line", "last_page", "last_place"),
    }


def _judge_to_dict(judge: JudgeInfo) -> dict[str, object]:
    area, lower_bound = round(judge.area, 3), round(judge.lower_bound, 3)
    return {
        **pick(judge, "name", "sha256"),
        "exam": {"area": area, "lower_bound": lower_bound},
    }


def _section_to_dict(section: SectionSummary, document: Document) -> dict[str, object]:
    return {
        **pick(section, "heading", "line", "page", "place", "source_words", "text"),
        "words": count_words(section.text),
        "sentences": [statement_to_dict(one, document) for one in section.sentences],
        "breaks": section.paragraph_breaks,
    }


def statement_to_dict(statement: CheckedClaim, document: Document) -> dict[str, object]:
    """Return a statement with its verdict and its evidence."""
    written = pick(statement, "text", "origin", "translated_from")
    return written | _verdict_to_dict(statement, document)


def _find_marks(statement: CheckedClaim) -> list[list[int]]:
    """Return the wrong words as places in the sanitized text."""
    unseen = find_unseen(statement.text)

    def shift(place: int) -> int:
        return place - sum(min(place, end) - start for start, end in unseen if start < place)

    return [[shift(mark.start), shift(mark.end)] for mark in statement.wrong_spans]


def _verdict_to_dict(statement: CheckedClaim, document: Document) -> dict[str, object]:
    """Return what the checker found out about a statement, whoever wrote it."""
    return {
        "verdict": statement.verdict,
        "basis": statement.basis,
        "probability": round(statement.probability, 3),
        **pick(statement, "kind", "attributed_to", "reasons"),
        "marks": _find_marks(statement),
        "evidence": [evidence_to_dict(one, document) for one in statement.evidence],
    }


def evidence_to_dict(evidence: Evidence, document: Document) -> dict[str, object]:
    """Return a sentence of a document as evidence."""
    return {
        "sentence": evidence.sentence_number,
        **pick(evidence.span, "start", "end"),
        **pick(evidence, "line", "page", "place", "section", "quote"),
        "link": link_evidence(document, evidence),
    }


def gap_to_dict(gap: Gap) -> dict[str, object]:
    """Return a part of a document that was not read."""
    names = ("line", "last_line", "page", "last_page", "place", "last_place", "reason")
    return pick(gap.span, "start", "end") | pick(gap, *names)
