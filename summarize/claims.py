"""Votes -> the key claims: distinct, understandable alone, the important ones first."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from summarize.findings import CheckedClaim, Origin
from summarize.selection import Candidate, distinct
from summarize.standing_alone import CLEAR
from summarize.summaries import candidates, prose
from summarize.verify import Checker
from summarize.votes import Ballot

# A claim is one thing said. Longer sentences are still claims, but worth less the longer.
_COMFORTABLE_WORDS = 25
_MOST_WORDS = 45
# What the summary already says word for word is worth so much less as a claim.
_SHOWN = 0.5


def select(
    ballot: Ballot,
    checker: Checker,
    most: int,
    printed: Sequence[CheckedClaim] = (),
    unread: Collection[int] = frozenset(),
) -> tuple[CheckedClaim, ...]:
    """At most `most` claims, the most important first; fewer if the article has fewer.

    Only sentences that the model voted for can become claims, and of these only what is
    understood alone. What is `printed`
    in the summary word for word comes after what is not. `unread` as in
    `summaries.select`.
    """
    if not most:
        return ()
    pool = [
        replace(one, score=one.score * _worth(one, printed))
        for one in map(_shortest, candidates(ballot, checker, prose(checker, unread)))
        if 0 < one.words <= _MOST_WORDS and one.alone >= CLEAR and _voted(one.statement, ballot)
    ]
    return tuple(one.statement for one in distinct(pool)[:most])


def _shortest(candidate: Candidate) -> Candidate:
    """A sentence without what it can do without: a claim is one thing said."""
    return min(candidate.lengths, key=lambda one: one.words)


def _worth(candidate: Candidate, printed: Sequence[CheckedClaim]) -> float:
    """What the length leaves of the score, and what there is new to read."""
    shown = any(_same_words(candidate.statement, sentence) for sentence in printed)
    return min(1.0, _COMFORTABLE_WORDS / candidate.words) * (_SHOWN if shown else 1.0)


def _same_words(claim: CheckedClaim, sentence: CheckedClaim) -> bool:
    """Whether both are the same text, or the same sentence of the article, whole or cut."""
    modelled = Origin.MODEL in (claim.origin, sentence.origin)
    same = [one.sentence for one in claim.evidence] == [one.sentence for one in sentence.evidence]
    return claim.text == sentence.text or (same and not modelled)


def _voted(claim: CheckedClaim, ballot: Ballot) -> bool:
    return any(ballot.votes.get(evidence.sentence, 0.0) > 0 for evidence in claim.evidence)
