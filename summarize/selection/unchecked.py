"""The model's own draft as it came, for comparison with what the checks make of it.

Every statement is checked here too, and keeps its verdict: what does not stand is shown
with its label, where a summary would leave it out.
"""

from __future__ import annotations

from collections.abc import Sequence

from summarize.results import CheckedClaim, Claim
from summarize.verification.checker import Checker


def check_draft(draft: Sequence[Claim], checker: Checker, most: int) -> tuple[CheckedClaim, ...]:
    """The draft's sentences with their verdicts: the first, and as many as fit `most` words."""
    kept: list[CheckedClaim] = []
    words = 0
    for claim in draft:
        checked = checker.check(claim)
        words += checked.words
        if kept and words > most:
            break
        kept.append(checked)
    return tuple(kept)


def check_claim_list(
    facts: Sequence[Claim], checker: Checker, most: int
) -> tuple[CheckedClaim, ...]:
    """The first `most` of the model's key claims with their verdicts."""
    return tuple(checker.check(claim) for claim in facts[:most])
