"""Which sentences of the article a statement stands on.

A statement is cut into at most two consecutive parts, each of which is held
against one sentence of the article: a summary sentence that joins two
sentences joins them one after the other. Taking any words from any sentences
would let a swapped name pass as soon as the name occurs somewhere else.
"""

from __future__ import annotations

import heapq
import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from summarize.document import Document, Role
from summarize.folding import Kind, Token, fold

# A part of a statement that stands on a sentence of its own says at least this much.
_PART_CONTENT = 3
_CANDIDATES = 8
_CONJUNCTIONS = frozenset("and but while whereas as after before so then when who which".split())


@dataclass(frozen=True, slots=True)
class Part:
    """Consecutive tokens of a statement and the number of the sentence they are held against."""

    tokens: tuple[Token, ...]
    sentence: int


class SourceIndex:
    """The folded sentences of a document, found by the words they hold."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._folded: dict[int, tuple[Token, ...]] = {}
        self._keys: dict[int, frozenset[str]] = {}
        postings: defaultdict[str, list[int]] = defaultdict(list)
        for sentence in document.sentences:
            if sentence.role is not Role.PROSE:
                continue
            tokens = fold(document.words_of(sentence), document.language)
            keys = frozenset(token.key for token in tokens if token.content)
            self._folded[sentence.number] = tokens
            self._keys[sentence.number] = keys
            for key in keys:
                postings[key].append(sentence.number)
        self._postings = dict(postings)

    def tokens(self, number: int) -> tuple[Token, ...]:
        """The folded sentence with this number."""
        return self._folded[number]

    def keys(self, number: int) -> frozenset[str]:
        """The content keys of the sentence with this number."""
        return self._keys[number]

    @property
    def numbers(self) -> Iterator[int]:
        """The numbers of all sentences that can be evidence."""
        return iter(self._folded)

    def weight(self, key: str) -> float:
        """How telling a word is: inverse document frequency over the sentences, above 0."""
        found = len(self._postings.get(key, ()))
        return math.log((1 + len(self._folded)) / (1 + found)) + 1

    def candidates(
        self, tokens: Sequence[Token], limit: int = _CANDIDATES
    ) -> list[tuple[float, int]]:
        """The best-matching sentences, best first, as `(share, number)`.

        `share` is how much of the statement's content, by weight, the sentence
        holds: 1.0 is all of it. Among equals the earlier sentence comes first.
        """
        counted = Counter(token.key for token in tokens if token.content)
        scores: defaultdict[int, float] = defaultdict(float)
        total = 0.0
        for key, times in counted.items():
            weight = self.weight(key) * times
            total += weight
            for number in self._postings.get(key, ()):
                scores[number] += weight
        ranked = ((score / total, -number) for number, score in scores.items())
        return [(share, -number) for share, number in heapq.nlargest(limit, ranked)]


def align(tokens: Sequence[Token], index: SourceIndex) -> tuple[Part, ...]:
    """The parts of a statement with the sentences that carry them best.

    One part if one sentence has all content words, or if no cut in two has
    more of them; no parts if nothing matches at all.
    """
    candidates = [number for _, number in index.candidates(tokens)]
    if not candidates:
        return ()
    missing = {number: _missing(tokens, index.keys(number)) for number in candidates}
    best = min(candidates, key=lambda number: missing[number][-1])
    if missing[best][-1] == 0:
        return (Part(tuple(tokens), best),)
    split = _best_split(tokens, missing, missing[best][-1])
    if split is None:
        return (Part(tuple(tokens), best),)
    cut, left, right = split
    return Part(tuple(tokens[:cut]), left), Part(tuple(tokens[cut:]), right)


def _missing(tokens: Sequence[Token], keys: frozenset[str]) -> list[int]:
    """How many content tokens of `tokens[:n]` a sentence lacks, for every n."""
    counts = [0]
    for token in tokens:
        counts.append(counts[-1] + (token.content and token.key not in keys))
    return counts


def _best_split(
    tokens: Sequence[Token], missing: dict[int, list[int]], limit: int
) -> tuple[int, int, int] | None:
    """The cut at a clause border that leaves fewest words uncovered, fewer than `limit`."""
    best: tuple[int, int, int] | None = None
    for cut in _borders(tokens):
        left = min(missing, key=lambda number: missing[number][cut])
        right = min(missing, key=lambda number: missing[number][-1] - missing[number][cut])
        uncovered = missing[left][cut] + missing[right][-1] - missing[right][cut]
        if left != right and uncovered < limit:
            best, limit = (cut, left, right), uncovered
    return best


def _borders(tokens: Sequence[Token]) -> Iterator[int]:
    """Where a statement may be cut: at a mark or conjunction, with enough said on both sides."""
    content = sum(token.content for token in tokens)
    before = 0
    for place, token in enumerate(tokens):
        border = token.kind is Kind.MARK or token.plain in _CONJUNCTIONS
        if border and _PART_CONTENT <= before <= content - _PART_CONTENT:
            yield place
        before += token.content
