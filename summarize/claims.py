"""Votes -> the key claims: distinct, understandable alone, the important ones first."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from summarize.findings import CheckedClaim
from summarize.selection import distinct
from summarize.summaries import candidates, prose
from summarize.verify import Checker
from summarize.votes import Ballot

# A claim is one thing said. Longer sentences are still claims, but worth less the longer.
_COMFORTABLE_WORDS = 25
_MOST_WORDS = 45


def select(
    ballot: Ballot,
    checker: Checker,
    most: int,
    printed: Sequence[CheckedClaim] = (),
    unread: Collection[int] = frozenset(),
) -> tuple[CheckedClaim, ...]:
    """At most `most` claims, the most important first; fewer if the article has fewer.

    Only sentences that the model voted for can become claims. What is `printed`
    in the summary word for word comes after what is not. `unread` as in
    `summaries.select`.
    """
    if not most:
        return ()
    shown = {sentence.text for sentence in printed}
    pool = [
        candidate
        for candidate in candidates(ballot, checker, prose(checker, unread))
        if candidate.words <= _MOST_WORDS and _voted(candidate.statement, ballot)
    ]
    ranked = sorted(
        distinct(pool),
        key=lambda one: (
            -one.score
            * min(1.0, _COMFORTABLE_WORDS / one.words)
            * (0.5 if one.statement.text in shown else 1.0)
        ),
    )
    return tuple(one.statement for one in ranked[:most])


def _voted(claim: CheckedClaim, ballot: Ballot) -> bool:
    return any(ballot.votes.get(evidence.sentence, 0.0) > 0 for evidence in claim.evidence)
