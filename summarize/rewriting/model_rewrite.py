"""Rewriting by the model: a statement that fails is written anew from its evidence, once.

The model is shown the sentences that the statement was compared with and nothing else of the
document. What it writes is checked like any other statement of its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from summarize.characters import collapse_spaces, join_texts
from summarize.document import count_words
from summarize.generation.drafts import GenerationSession, parse_statements
from summarize.generation.prompts import build_prompt
from summarize.inference import Request
from summarize.nlp.normalize import tokenize
from summarize.results import CheckedClaim, Claim, Verdict
from summarize.verification.verdicts import ClaimVerifier

# Statements rewritten for one document: a draft has eight sentences at most.
_MOST_STATEMENTS = 8
_MOST_EVIDENCE_WORDS = 200
# An answer of so many tokens for each word of the statement, and so many more.
_TOKENS_PER_WORD, _SPARE_TOKENS = 2, 32


def rewrite_statements(
    failed: Sequence[CheckedClaim], session: GenerationSession, verifier: ClaimVerifier
) -> Mapping[str, CheckedClaim]:
    """Return new wordings of failed statements that are supported, by the text of the old.

    A statement without evidence, and one whose new wording fails as well, is not in it.
    """
    asked = {claim.text: _join_evidence(claim) for claim in failed}
    asked = {text: evidence for text, evidence in asked.items() if evidence}
    texts = list(asked)[:_MOST_STATEMENTS]
    requests = [
        Request(
            build_prompt(session.engine, "rewrite", evidence=asked[text], statement=text),
            _TOKENS_PER_WORD * count_words(text) + _SPARE_TOKENS,
        )
        for text in texts
    ]
    if not requests:
        return {}
    document = verifier.checker.annotated.document
    written: dict[str, Claim] = {}
    for text, answer in zip(texts, session.complete(requests, "rewriting"), strict=True):
        statements = parse_statements(answer, document.language, document.text)
        if len(statements) == 1 and not _is_same(statements[0].text, text, document.language):
            written[text] = statements[0]
    checked = verifier.check_all(list(written.values()))
    return {
        text: claim
        for text, claim in zip(written, checked, strict=True)
        if claim.verdict is Verdict.SUPPORTED
    }


def _join_evidence(claim: CheckedClaim) -> str:
    """Return the sentences that a statement was compared with; "" if they are none or too long."""
    quotes = join_texts(collapse_spaces(one.quote) for one in claim.evidence)
    return quotes if count_words(quotes) <= _MOST_EVIDENCE_WORDS else ""


def _is_same(text: str, other: str, language: str | None) -> bool:
    keys = ([token.key for token in tokenize(one, language)] for one in (text, other))
    return next(keys) == next(keys)
