"""Comparison of a claim part with its evidence sentence: word alignment, unsupported words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from summarize.nlp.annotated_document import Vocabulary
from summarize.nlp.tokens import Token, Tokens

LEAST_SHARED_CONTENT = 0.7
"""As a share: a sentence can contradict a claim only if it has this much of its other content."""

# How many content words a claim and its evidence share at least, if they are about the same.
_LEAST_SHARED_WORDS = 2


BARRING = "barring"
"""The `Reason.check` of doubts that other words don't explain.

The document may not say so at all (a story, a question, a "may"), or a check has failed.
"""

MISPLACED = "misplaced"
"""The `Reason.check` of a veto on words that the document says of something else, or elsewhere."""


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason against a claim, in words for the user.

    It is a `contradiction` (or invention), a `veto`, or a doubt: not enough information. A veto
    is an omission, a join or another order that is not proven safe. It is no accusation, but no
    score lifts it either, unless the writer is trusted (`verification.verdicts`).
    `wrong_tokens` are the words of the claim that it is about, and `correction` is what the
    evidence has in their place; both are empty where no word can be named. `check` is the name
    of the module of the check, filled in by the code that runs the checks: a feature of the
    score (`score.CHECK_MODULES`).
    """

    text: str
    contradiction: bool
    wrong_tokens: tuple[Token, ...] = ()
    correction: str = ""
    check: str = ""
    veto: bool = False


@dataclass(frozen=True)
class Comparison:
    """The input of every check: tokens of a claim part, of its evidence, words of the document."""

    claim: Tokens
    evidence: Tokens
    vocabulary: Vocabulary

    @cached_property
    def claim_keys(self) -> frozenset[str]:
        """The content keys of the claim part."""
        return frozenset(token.key for token in self.claim if token.is_content)

    @cached_property
    def evidence_keys(self) -> frozenset[str]:
        """The content keys of the evidence."""
        return frozenset(token.key for token in self.evidence if token.is_content)

    @cached_property
    def unsupported(self) -> tuple[Token, ...]:
        """The content words of the claim part that the evidence does not have."""
        return tuple(t for t in self.claim if t.is_content and t.key not in self.evidence_keys)

    @cached_property
    def coverage(self) -> float:
        """The share of the claim part's content that the evidence has: 1.0 is all of it."""
        content = sum(token.is_content for token in self.claim)
        return 1 - len(self.unsupported) / content if content else 0.0

    def has_all_but(self, size: int) -> bool:
        """Whether the evidence has most of the claim's content words but for `size` of them."""
        content = sum(token.is_content for token in self.claim)
        found = content - len(self.unsupported)
        return found >= _LEAST_SHARED_WORDS and found >= LEAST_SHARED_CONTENT * (content - size)

    def find_counterpart(self, token: Token) -> Token | None:
        """Return the word of the evidence in the place of a word that it lacks.

        `"Kim sold a boat", "Kim sold a car": "boat" -> "car"`. None where that is not clear:
        the claim must lack the counterpart too, and have the same words between it and a word
        that both have.
        """
        place = next((at for at, other in enumerate(self.claim) if other is token), None)
        if place is None:
            return None
        before = [pair for pair in self.alignment if pair[0] < place][-1:]
        after = [pair for pair in self.alignment if pair[0] > place][:1]
        for claim_place, evidence_place in before + after:
            step = 1 if claim_place < place else -1
            between = [t.plain for t in self.claim[claim_place + step : place : step]]
            beyond = self.evidence[evidence_place + 1 :]
            if step < 0:
                beyond = self.evidence[:evidence_place][::-1]
            other = beyond[len(between)] if len(between) < len(beyond) else None
            same = between == [t.plain for t in beyond[: len(between)]]
            if same and other and other.is_content and other.key not in self.claim_keys:
                return other
        return None

    @cached_property
    def alignment(self) -> list[tuple[int, int]]:
        """Pairs of the positions of corresponding content words, (claim, evidence), in order.

        Of a word that the evidence has twice, the one closest to the other words is aligned.
        """
        start = find_run([t.key for t in self.evidence], [t.key for t in self.claim])
        if start is not None:
            return [(at, start + at) for at, token in enumerate(self.claim) if token.is_content]
        left = [t.key if t.is_content else f"\0{at}" for at, t in enumerate(self.claim)]
        right = [t.key if t.is_content else f"\1{at}" for at, t in enumerate(self.evidence)]
        early = find_common_subsequence(left, right)
        late = find_common_subsequence(left[::-1], right[::-1])
        late = [(len(left) - 1 - i, len(right) - 1 - j) for i, j in reversed(late)]
        return min(early, late, key=lambda pairs: pairs[-1][1] - pairs[0][1] if pairs else 0)

    @cached_property
    def kept(self) -> frozenset[int]:
        """The places of the evidence with a corresponding word in the claim part."""
        return frozenset(evidence_place for _, evidence_place in self.alignment)


def find_run(words: Sequence[str], run: Sequence[str]) -> int | None:
    """Return where `words` has `run` word for word, its last "." aside; None if nowhere."""
    run = run[:-1] if run and run[-1] in {".", "!", "?"} else run
    last = len(words) - len(run)
    return next((at for at in range(last + 1) if words[at : at + len(run)] == run), None)


def find_common_subsequence(left: Sequence[str], right: Sequence[str]) -> list[tuple[int, int]]:
    """Return position pairs of a longest common subsequence: `"ab", "axb" -> [(0, 0), (1, 2)]`.

    Takes time and memory of `len(left) * len(right)`.
    """
    # length[i][j] is that of a common subsequence of left[i:] and right[j:]
    length = [[0] * (len(right) + 1)] * (len(left) + 1)
    matched = set(right)
    for i in range(len(left) - 1, -1, -1):
        length[i] = below = length[i + 1]
        if left[i] not in matched:
            continue
        row, longest, word = [0] * (len(right) + 1), 0, left[i]
        for j in range(len(right) - 1, -1, -1):
            if word == right[j]:
                longest = below[j + 1] + 1
            elif below[j] > longest:
                longest = below[j]
            row[j] = longest
        length[i] = row
    pairs: list[tuple[int, int]] = []
    i = j = 0
    while i < len(left) and j < len(right):
        if left[i] == right[j]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif length[i + 1][j] >= length[i][j + 1]:
            i += 1
        else:
            j += 1
    return pairs
