"""Concept coverage maximization: choose the candidates that cover the most concept weight. Pure.

A set of statements is worth the weight of all concepts that it covers, each counted once, so
that a second sentence about the same adds only what is new. Such submodular objectives are
solved well greedily, with exchanges afterwards (Lin and Bilmes 2011, "A Class of Submodular
Functions for Document Summarization").
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from summarize.results import CheckedClaim
from summarize.rewriting.needs import Need, find_unmet, score_needs
from summarize.rewriting.self_contained import SELF_CONTAINED_FROM

# Two statements that share more of the smaller one's concepts are redundant.
_MAX_SHARED_CONCEPTS = 0.6
# The most rounds of exchanges; a set of n statements has at most 1 + 600 / (1 + n). In a set of
# hundreds a round takes seconds, and one exchange more or less makes no difference.
_MAX_ROUNDS, _ROUND_BUDGET = 12, 600
# A set's coverage is divided by its length to this power: 0 prefers the longest, 1 the densest.
_LENGTH_POWER = 0.7
_EPSILON = 1e-9
NEEDS_POWER = 2.0
"""How much more an unmet need counts where nothing is printed around a statement: in a claim."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A checked statement with its concepts, its length in words, and its scores.

    `sentence_number` is the sentence that it renders, its position in the article. `quality` is
    the factor for the concepts that it covers: 1 for a good sentence, less for one that reads
    badly alone. `quality_in_context` is the same if the preceding sentence is printed, too.
    `self_containedness` is how well it is understood without its neighbours, 0 to 1. `needs` are
    the sentences that it leans on, by what is left of its quality where they are not printed.
    """

    statement: CheckedClaim
    concepts: frozenset[str]
    words: int
    sentence_number: int
    quality: float = 1.0
    quality_in_context: float = 1.0
    self_containedness: float = 1.0
    needs: tuple[Need, ...] = ()

    def quality_beside(self, places: Collection[int]) -> float:
        """Return the quality where the sentences with the numbers `places` are printed, too."""
        follows = self.sentence_number - 1 in places
        quality = self.quality_in_context if follows else self.quality
        return quality * score_needs(self.needs, places) if self.needs else quality

    def self_containedness_beside(self, places: Collection[int]) -> float:
        """Return how well it is understood where the sentences `places` are printed before it."""
        return self.self_containedness_without(find_unmet(self.needs, places))

    def self_containedness_without(self, unmet: Collection[Need]) -> float:
        """Return how well it is understood where of its needs those `unmet` are not printed."""
        strict = math.pow(score_needs(self.needs), NEEDS_POWER)
        return self.self_containedness / strict * score_needs(unmet)

    def is_understood_beside(self, places: Collection[int], last: int) -> bool:
        """Whether it can be printed behind the sentences `places`, of which `last` is the last.

        Right behind the one before it in the article it needs no more than what both lean on.
        """
        if last == self.sentence_number - 1:
            return score_needs(self.needs, places) >= SELF_CONTAINED_FROM
        return self.self_containedness_beside(places) >= SELF_CONTAINED_FROM

    def scale_quality(self, factor: float) -> Candidate:
        """Return the candidate with both qualities multiplied."""
        return replace(
            self,
            quality=factor * self.quality,
            quality_in_context=factor * self.quality_in_context,
        )


@dataclass(frozen=True, slots=True)
class LengthWindow:
    """How long a selection may be, in words: from `low` to `high`, best about `target`.

    `deviation_cost` is how much the target counts: a set that is longer or shorter by a tenth is
    worth less by a hundredth of it, one by a fifth by four hundredths. With 0, all lengths are as
    good, and most sets are short: what a sentence adds is less than its share of the words.
    """

    low: int
    target: int
    high: int
    deviation_cost: float = 0.0


def select_candidates(
    candidates: Sequence[Candidate], weights: Mapping[str, float], window: LengthWindow
) -> list[Candidate]:
    """Return the statements that together cover most weight within the window, in article order.

    No two of them are redundant (`is_redundant`). If no set is long enough, the longest is
    taken; none is ever longer than `high`.
    """
    pool = [one for one in candidates if 0 < one.words <= window.high]
    search = LocalSearch(pool, weights, window)
    chosen = search.exchange(search.select_greedily())
    if count_words(chosen) < window.low:
        filled = fill_window(pool, weights, window)
        if count_words(filled) > count_words(chosen):
            chosen = search.exchange(filled)
    return sorted(chosen, key=lambda one: (one.sentence_number, one.words))


def rank_candidates(
    candidates: Sequence[Candidate],
    weights: Mapping[str, float],
    most: int,
    said: Sequence[Candidate] = (),
) -> list[Candidate]:
    """Return at most `most` statements, greedily, each by the weight that it adds to what is said.

    `said` are the statements before the first.
    """
    cover, chosen = ConceptCover(weights, said), list[Candidate]()
    left = list(candidates)
    while left and len(chosen) < most:
        gains = ((cover.gain(one) / one.words**_LENGTH_POWER, one) for one in left)
        _, best = max(gains, key=lambda pair: (pair[0], -pair[1].sentence_number))
        if cover.gain(best) <= 0:
            break
        cover.add(best)
        chosen.append(best)
        left = [one for one in left if one is not best and not is_redundant(one, best)]
    return chosen


class ConceptCover:
    """The concepts that a set of statements covers, each with the best quality that covers it."""

    def __init__(self, weights: Mapping[str, float], members: Collection[Candidate] = ()) -> None:
        self._weights = weights
        self._best: dict[str, float] = {}
        self._places = {one.sentence_number for one in members}
        self.value = 0.0
        for one in members:
            self.add(one)

    def gain(self, candidate: Candidate, among: frozenset[str] | None = None) -> float:
        """Return what this statement would add to the value of the set: 0 or above.

        With `among`, only these concepts are counted.
        """
        quality, best, weights = self.quality(candidate), self._best, self._weights
        counted = candidate.concepts if among is None else candidate.concepts & among
        # An exact sum does not depend on the order of a set, which differs from run to run.
        return math.fsum(
            (quality - best.get(concept, 0.0)) * weights.get(concept, 0.0)
            for concept in counted
            if best.get(concept, 0.0) < quality
        )

    def quality(self, candidate: Candidate) -> float:
        """Return the quality of a statement beside this set: what it leans on may be in it."""
        return candidate.quality_beside(self._places)

    def has_preceding(self, candidate: Candidate) -> bool:
        """Whether the sentence that precedes this statement's is in the set."""
        return candidate.sentence_number - 1 in self._places

    def differing_concepts(self, other: ConceptCover) -> frozenset[str]:
        """Return the concepts of another set that this one covers otherwise, or not at all."""
        best = self._best
        return frozenset(c for c, quality in other._best.items() if best.get(c, 0.0) != quality)

    def add(self, candidate: Candidate) -> None:
        """Add the statement."""
        self.value += self.gain(candidate)
        quality = self.quality(candidate)
        for concept in candidate.concepts:
            self._best[concept] = max(self._best.get(concept, 0.0), quality)
        self._places.add(candidate.sentence_number)


def is_redundant(one: Candidate, other: Candidate) -> bool:
    """Whether two statements are the same sentence in other words, or share most concepts."""
    return one.sentence_number == other.sentence_number or share_concepts(one, other)


def share_concepts(one: Candidate, other: Candidate) -> bool:
    """Whether two statements share most concepts, whatever sentences they render."""
    smaller = min(len(one.concepts), len(other.concepts))
    return bool(smaller) and len(one.concepts & other.concepts) > _MAX_SHARED_CONCEPTS * smaller


def count_words(chosen: Collection[Candidate]) -> int:
    """Return the length of a set of statements, in words."""
    return sum(one.words for one in chosen)


def compute_density(value: float, words: int) -> float:
    """Return the coverage of a set for its length: sets of different lengths compare by it."""
    return float(value / max(1, words) ** _LENGTH_POWER)


class LocalSearch:
    """Greedy selection from a pool of candidates, and local search by exchanges."""

    def __init__(
        self, pool: Sequence[Candidate], weights: Mapping[str, float], window: LengthWindow
    ) -> None:
        self._pool, self._weights, self._window = pool, weights, window
        self._known_redundant: dict[int, frozenset[int]] = {}

    def _redundant_with(self, one: Candidate) -> frozenset[int]:
        """Return the candidates that are redundant beside this one, itself included, by `id`.

        Computed on demand: a pool is large, and few of its candidates are ever chosen.
        """
        if id(one) not in self._known_redundant:
            same = (id(other) for other in self._pool if is_redundant(one, other))
            self._known_redundant[id(one)] = frozenset(same)
        return self._known_redundant[id(one)]

    def select_greedily(self) -> list[Candidate]:
        """Take the statement with most gain per word, then the next, up to the target."""
        window = self._window
        cover, chosen, words = ConceptCover(self._weights), list[Candidate](), 0
        left = list(self._pool)
        gains = {id(one): cover.gain(one) for one in left}
        while True:
            left = [one for one in left if words + one.words <= window.high]
            if not left:
                return chosen
            best = max(left, key=lambda one: (gains[id(one)] / one.words, -one.sentence_number))
            beyond = words + best.words - window.target
            if words >= window.low and beyond > window.target - words:
                return chosen
            cover.add(best)
            chosen.append(best)
            words += best.words
            left = [one for one in left if id(one) not in self._redundant_with(best)]
            for one in left:
                follows = one.sentence_number - 1 == best.sentence_number
                met = any(best.sentence_number in need.sentences for need in one.needs)
                if follows or met or not one.concepts.isdisjoint(best.concepts):
                    gains[id(one)] = cover.gain(one)

    def exchange(self, chosen: list[Candidate]) -> list[Candidate]:
        """Improve the set by exchanges, removals and additions."""
        whole = ConceptCover(self._weights, chosen)
        current = self._objective(whole.value, count_words(chosen))
        for _ in range(min(_MAX_ROUNDS, 1 + _ROUND_BUDGET // (1 + len(chosen)))):
            best, found = current, None
            gains = {id(one): whole.gain(one) for one in self._pool}
            for kept in _leave_one_out(chosen):
                words = count_words(kept)
                for value, added in self._value_additions(kept, whole, gains):
                    new = self._objective(value, words + count_words(added))
                    if new > best + _EPSILON:
                        best, found = new, [*kept, *added]
            if found is None:
                break
            chosen, current = found, best
            whole = ConceptCover(self._weights, chosen)
        return chosen

    def _value_additions(
        self, kept: Sequence[Candidate], whole: ConceptCover, gains: Mapping[int, float]
    ) -> Iterator[tuple[float, Sequence[Candidate]]]:
        """Yield the value of a part of a set, alone and with each candidate that fits.

        `gains` are those for the whole set. Only concepts that the part covers otherwise are
        counted again: so a long summary of a book takes seconds.
        """
        cover, words = ConceptCover(self._weights, kept), count_words(kept)
        yield cover.value, ()
        taken = frozenset[int]().union(*(self._redundant_with(one) for one in kept))
        changed = cover.differing_concepts(whole)
        leading = _find_leaders(kept)
        for one in self._pool:
            if id(one) in taken or not self._window.low <= words + one.words <= self._window.high:
                continue
            if one.sentence_number in leading:  # those that lean on it gain as well
                yield ConceptCover(self._weights, [*kept, one]).value, (one,)
                continue
            follows = cover.has_preceding(one) != whole.has_preceding(one)
            if follows or (one.needs and cover.quality(one) != whole.quality(one)):
                gain = cover.gain(one)
            elif one.concepts.isdisjoint(changed):
                gain = gains[id(one)]
            else:
                gain = gains[id(one)] + (cover.gain(one, changed) - whole.gain(one, changed))
            yield cover.value + gain, (one,)

    def _objective(self, value: float, words: int) -> float:
        """Return the objective for a value and a length: near the target, more of its worth counts.

        Below the window, nearer is better.
        """
        if words > self._window.high:
            return -math.inf
        if words < self._window.low:
            return words - self._window.low
        deviation = (words - self._window.target) / max(1, self._window.target)
        cost = self._window.deviation_cost * deviation**2
        return compute_density(value, words) * max(0.0, 1 - cost)


def _find_leaders(kept: Collection[Candidate]) -> frozenset[int]:
    """Return the numbers of the sentences beside which some of these would be worth more."""
    places = {one.sentence_number for one in kept}
    needs = (need.sentences for one in kept for need in one.needs)
    unmet = (sentences for sentences in needs if sentences.isdisjoint(places))
    before = (n.sentence_number - 1 for n in kept if n.quality < n.quality_in_context)
    return frozenset(before).union(*unmet) - places


def _leave_one_out(chosen: Sequence[Candidate]) -> Iterator[list[Candidate]]:
    """Yield the set, and the set without each of its members."""
    yield list(chosen)
    for place in range(len(chosen)):
        yield [*chosen[:place], *chosen[place + 1 :]]


def fill_window(
    pool: Sequence[Candidate], weights: Mapping[str, float], window: LengthWindow
) -> list[Candidate]:
    """Return a set within the window if there is any, else the longest below it: a knapsack.

    Each statement counts what it covers by itself, shared concepts are ignored. This is for
    cases in which the greedy selection ends between two lengths.
    """
    gain = ConceptCover(weights).gain
    groups: list[list[Candidate]] = []  # each with its other wordings, without redundant ones
    for one in sorted(pool, key=lambda one: (-gain(one) / one.words, one.sentence_number)):
        same = [wordings for wordings in groups if any(is_redundant(one, o) for o in wordings)]
        if not same:
            groups.append([one])
        elif len(same) == 1 and same[0][0].sentence_number == one.sentence_number:
            same[0].append(one)
    best: dict[int, tuple[float, tuple[Candidate, ...]]] = {0: (0.0, ())}
    for wordings in groups:
        before = list(best.items())
        for one in wordings:
            value = gain(one)
            for words, (total, chosen) in before:
                size = words + one.words
                if size <= window.high and (size not in best or best[size][0] < total + value):
                    best[size] = (total + value, (*chosen, one))
    within = [words for words in best if words >= window.low]
    size = max(within, key=lambda words: best[words][0]) if within else max(best)
    return list(best[size][1])
