"""Digest -> JSON, as `digest.schema.json` says. Texts are clean in themselves."""

from __future__ import annotations

from typing import Any

from summarize.digests import Difference, Digest, DigestSource, DigestStatement
from summarize.render.json_format import (
    SCHEMA,
    dump_json,
    evidence_to_dict,
    gap_to_dict,
    pick,
    source_to_dict,
    statement_to_dict,
)
from summarize.version import __version__


def render_digest(digest: Digest) -> str:
    """Return a digest as a JSON document; digest.schema.json describes it."""
    usage = digest.usage
    data: dict[str, object] = {
        "schema": SCHEMA,
        "program": __version__,
        "sources": [_source_to_dict(one) for one in digest.sources],
        "failed": [pick(one, "origin", "reason") for one in digest.failed],
        "model": pick(digest.model, "name", "path", "parameters", "quantization"),
        "digest": {
            **pick(digest, "text", "words", "target_words"),
            "statements": [_statement_to_dict(digest, one) for one in digest.statements],
            "breaks": digest.paragraph_breaks,
            "style": digest.style,
        },
        "differences": [_difference_to_dict(digest, one) for one in digest.differences],
        "usage": {
            **pick(usage, "prompt_tokens", "output_tokens"),
            "seconds": round(usage.seconds, 3),
            "load_seconds": round(usage.load_seconds, 3),
        },
        "notes": digest.notes,
    }
    return dump_json(data)


def _source_to_dict(source: DigestSource) -> dict[str, Any]:
    repeated = round(source.repeated_share, 3) if source.repeats is not None else None
    return {
        "number": source.number,
        **source_to_dict(source.document, tokens=source.coverage.tokens_total),
        "tokens_read": source.coverage.tokens_read,
        "repeats": source.repeats,
        "repeated_share": repeated,
        "gaps": [gap_to_dict(one) for one in source.gaps],
    }


def _statement_to_dict(digest: Digest, statement: DigestStatement) -> dict[str, Any]:
    """Return a statement; its own evidence is that of `source`, `further` of other sources."""
    own = statement_to_dict(statement.claim, digest.source(statement.source).document)
    further = [
        {
            **pick(one, "source", "is_checked"),
            **evidence_to_dict(one.evidence, digest.source(one.source).document),
        }
        for one in statement.further
    ]
    return {
        "source": statement.source,
        **own,
        "further": further,
        "disputed": statement.is_disputed,
    }


def _difference_to_dict(digest: Digest, difference: Difference) -> dict[str, Any]:
    """Return what sources say differently; `marks` are the words in which they differ."""
    return {
        "statements": [
            {**_statement_to_dict(digest, one), "newest": one.is_newest}
            for one in difference.statements
        ]
    }
