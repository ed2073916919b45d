"""Key claims: distinct, self-contained statements, the important ones first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from summarize.results import CheckedClaim, Origin
from summarize.selection.candidates import CandidatePool, is_question
from summarize.selection.optimizer import Candidate, ConceptCover, rank_candidates
from summarize.selection.ordering import expand_leading_name
from summarize.verification.checker import Checker

# A claim is one proposition. Longer sentences are claims only where they can be compressed.
MAX_CLAIM_WORDS = 30
# A claim needs nothing around it: no "But" at its beginning, no bare quotation.
_MIN_SELF_CONTAINEDNESS = 0.75
# The factor for a claim that is already in the summary word for word.
_PRINTED_QUALITY = 0.9
# A claim that adds less than this share of what the best one adds is padding.
_MIN_GAIN_SHARE = 0.1


def select_key_claims(
    pool: CandidatePool, checker: Checker, most: int, printed: Sequence[CheckedClaim] = ()
) -> tuple[CheckedClaim, ...]:
    """Return at most `most` claims of at most 30 words, the most important first.

    Each counts what it adds to those before it. There are fewer if the article has fewer
    self-contained ones. Claims that are `printed` in the summary word for word rank lower.
    """
    claims = [
        _score_as_claim(one, printed)
        for one in pool.candidates
        if 0 < one.words <= MAX_CLAIM_WORDS
        and one.self_containedness >= _MIN_SELF_CONTAINEDNESS
        and not is_question(one.statement.text)
    ]
    cover, chosen = ConceptCover(pool.weights), list[Candidate]()
    least = 0.0
    for claim in rank_candidates(claims, pool.weights, most):
        gain = cover.gain(claim)
        least = max(least, _MIN_GAIN_SHARE * gain)
        if gain < least:
            break
        cover.add(claim)
        chosen.append(claim)
    return tuple(
        expand_leading_name(one.statement, checker, MAX_CLAIM_WORDS - one.words, unread=pool.unread)
        for one in chosen
    )


def _score_as_claim(candidate: Candidate, printed: Sequence[CheckedClaim]) -> Candidate:
    """Return a candidate with its quality as a claim, which has no context."""
    claim = candidate.statement
    # the same text, or the same sentence of the article, whole or cut; further evidence gives names
    shown = any(
        claim.text == other.text
        or (
            claim.evidence[:1] == other.evidence[:1]
            and Origin.MODEL not in (claim.origin, other.origin)
        )
        for other in printed
    )
    quality = candidate.quality * (_PRINTED_QUALITY if shown else 1.0)
    return replace(candidate, quality=quality, quality_in_context=quality)
