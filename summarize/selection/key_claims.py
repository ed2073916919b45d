"""Material -> the key claims: distinct, understandable alone, the important ones first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from summarize.results import CheckedClaim, Origin
from summarize.selection.candidates import CandidatePool, asks
from summarize.selection.optimizer import Candidate, Cover, ranked
from summarize.selection.ordering import carried_by, named_in_full
from summarize.verification.checker import Checker

# A claim is one thing said. Longer sentences are claims only where they can be shortened.
MOST_WORDS = 30
# A claim needs nothing around it: no "But" at its beginning, no bare quotation.
_SELF_CONTAINED = 0.75
# What the summary already says word for word is worth so much less as a claim.
_SHOWN = 0.9
# A claim that adds less than this share of what the best one says is padding.
_LEAST = 0.1


def select(
    material: CandidatePool, checker: Checker, most: int, printed: Sequence[CheckedClaim] = ()
) -> tuple[CheckedClaim, ...]:
    """At most `most` claims of at most 30 words, the most important first.

    Each counts what it adds to those before it; there are fewer where the article has
    fewer that are understood alone. What is `printed` in the summary word for word comes
    after what is not.
    """
    pool = [
        _by_itself(one, printed)
        for one in material.candidates
        if 0 < one.words <= MOST_WORDS
        and one.self_containedness >= _SELF_CONTAINED
        and not asks(one.statement.text)
    ]
    chosen = _telling(ranked(pool, material.weights, most), material)
    return tuple(_in_full(one.statement, checker, material) for one in chosen)


def _in_full(claim: CheckedClaim, checker: Checker, material: CandidatePool) -> CheckedClaim:
    """The article's sentence with the full name that it begins with, where there is room."""
    if claim.origin is not Origin.SOURCE:
        return claim
    full = named_in_full(claim, (), checker, MOST_WORDS - claim.words)
    return claim if carried_by(full, material.unread) else full


def _telling(claims: Sequence[Candidate], material: CandidatePool) -> list[Candidate]:
    """The claims up to the first that adds too little."""
    cover, kept = Cover(material.weights), list[Candidate]()
    least = 0.0
    for claim in claims:
        gain = cover.gain(claim)
        least = max(least, _LEAST * gain)
        if gain < least:
            break
        cover.add(claim)
        kept.append(claim)
    return kept


def _by_itself(candidate: Candidate, printed: Sequence[CheckedClaim]) -> Candidate:
    """A statement at the worth it has as a claim, which no other one leads to."""
    shown = any(_same_words(candidate.statement, sentence) for sentence in printed)
    worth = candidate.quality * (_SHOWN if shown else 1.0)
    return replace(candidate, quality=worth, quality_in_context=worth)


def _same_words(claim: CheckedClaim, sentence: CheckedClaim) -> bool:
    """Whether both are the same text, or the same sentence of the article, whole or cut."""
    modelled = Origin.MODEL in (claim.origin, sentence.origin)
    same = claim.evidence[:1] == sentence.evidence[:1]  # what follows gives names
    return claim.text == sentence.text or (same and not modelled)
