"""Which checked statements make the summary: the best ones that fit the length. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from summarize.findings import CheckedClaim

# Two statements that share more of the smaller one's content words say the same.
_SAME = 0.6
# More candidates than this can't all fit, and the tables would only grow.
MOST_CANDIDATES = 200


@dataclass(frozen=True, slots=True)
class Candidate:
    """A checked statement with how much it matters (`score`, above 0) and its content words.

    `alone` is how well it is understood without its neighbours, 0 to 1. `others` are the
    same sentence at other lengths, of which one may take its place.
    """

    statement: CheckedClaim
    score: float
    keys: frozenset[str]
    alone: float = 1.0
    others: tuple[Candidate, ...] = ()

    @property
    def lengths(self) -> tuple[Candidate, ...]:
        """This wording and the others."""
        return self, *self.others

    @property
    def words(self) -> int:
        """Length in words."""
        return self.statement.words

    @property
    def place(self) -> int:
        """Where in the article it belongs: the first sentence that carries it."""
        return min(evidence.sentence for evidence in self.statement.evidence)


def distinct(candidates: Sequence[Candidate], limit: int = MOST_CANDIDATES) -> list[Candidate]:
    """The candidates, best first, without those that say what a better one says."""
    kept: list[Candidate] = []
    for candidate in sorted(candidates, key=lambda one: (-one.score, one.place, one.words)):
        if len(kept) == limit:
            break
        if candidate.words and not any(_repeats(candidate, other) for other in kept):
            kept.append(candidate)
    return kept


def _repeats(candidate: Candidate, other: Candidate) -> bool:
    mine = {evidence.sentence for evidence in candidate.statement.evidence}
    theirs = {evidence.sentence for evidence in other.statement.evidence}
    if mine & theirs:
        return True
    smaller = min(len(candidate.keys), len(other.keys))
    return bool(smaller) and len(candidate.keys & other.keys) > _SAME * smaller


def fit(candidates: Sequence[Candidate], low: int, target: int, high: int) -> list[Candidate]:
    """The distinct candidates that are worth most within `low` to `high` words, in article order.

    A knapsack: each candidate is worth its score times its words, so that short
    and long statements compete on equal terms. Each is taken at one of its lengths.
    If no set reaches `low`, the longest sets below it are taken; none is ever longer
    than `high`. Of sets worth about the same, the one closer to `target` is better.
    """
    best = _knapsack(candidates, high)
    reachable = [words for words, (_, chosen) in best.items() if chosen]
    if not reachable:
        return []
    within = [words for words in reachable if words >= low]

    def worth(words: int) -> float:
        return best[words][0] / (1 + abs(words - target) / target)

    size = max(within, key=worth) if within else max(reachable)
    return sorted(best[size][1], key=lambda one: (one.place, one.words))


def _knapsack(
    candidates: Sequence[Candidate], high: int
) -> dict[int, tuple[float, tuple[Candidate, ...]]]:
    """For every reachable number of words, the worthiest set: `{words: (worth, set)}`."""
    best: dict[int, tuple[float, tuple[Candidate, ...]]] = {0: (0.0, ())}
    for candidate in candidates:
        before = list(best.items())
        for wording in candidate.lengths:
            value = wording.score * wording.words
            for words, (worth, chosen) in before:
                size = words + wording.words
                if size <= high and (size not in best or best[size][0] < worth + value):
                    best[size] = (worth + value, (*chosen, wording))
    return best
