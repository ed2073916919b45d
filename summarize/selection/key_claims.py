"""Key claims: distinct, self-contained statements, the important ones first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from summarize.results import CheckedClaim
from summarize.selection.candidates import (
    CandidatePool,
    build_candidate,
    find_rendered_sentence,
    is_question,
)
from summarize.selection.optimizer import (
    Candidate,
    ConceptCover,
    is_redundant,
    rank_candidates,
)
from summarize.selection.ordering import expand_leading_name
from summarize.verification.checker import Checker

# A claim is one proposition. Longer sentences are claims only where they can be compressed.
MAX_CLAIM_WORDS = 30
# A claim needs nothing around it: no "But" at its beginning, no bare quotation.
_MIN_SELF_CONTAINEDNESS = 0.75
# A claim that adds less than this share of what the best one adds is padding.
_MIN_GAIN_SHARE = 0.1


def select_key_claims(
    pool: CandidatePool, checker: Checker, most: int, printed: Sequence[CheckedClaim] = ()
) -> tuple[CheckedClaim, ...]:
    """Return at most `most` claims of at most 30 words, the most important first.

    Each counts what it adds to those before it and to the `printed` sentences of the summary;
    none says one of them again. There are fewer if the article has fewer self-contained ones.
    """
    annotated = checker.annotated
    said = [
        build_candidate(one, annotated, find_rendered_sentence(one, annotated)) for one in printed
    ]
    claims = [
        replace(one, quality_in_context=one.quality)  # a claim has no context
        for one in pool.candidates
        if 0 < one.words <= MAX_CLAIM_WORDS
        and one.self_containedness >= _MIN_SELF_CONTAINEDNESS
        and not is_question(one.statement.text)
        and not any(is_redundant(one, other) for other in said)
    ]
    cover, chosen = ConceptCover(pool.weights, said), list[Candidate]()
    least = 0.0
    for claim in rank_candidates(claims, pool.weights, most, said):
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
