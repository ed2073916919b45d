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

from summarize.checking.folding import fold
from summarize.checking.quantities import is_plain
from summarize.checking.tokens import Kind, Token
from summarize.document import Document, Role

# A part of a statement that stands on a sentence of its own says at least this much.
_PART_CONTENT = 3
_CANDIDATES = 8
# So much of a name's beginning tells that it may be a form of another: "Iranian", "Iran".
# Of a shorter name nobody can tell what it stands for: "UK".
_NAME_STEM = 4
_OPENING, _CLOSING = ("“", "„", "«", '"'), ("”", "»")
_CONJUNCTIONS = frozenset("and but while whereas as after before so then when who which".split())


@dataclass(frozen=True, slots=True)
class Part:
    """Consecutive tokens of a statement and the number of the sentence they are held against."""

    tokens: tuple[Token, ...]
    sentence: int


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All that the article has, headings included: content keys, numbers, beginnings of words."""

    keys: frozenset[str]
    numbers: tuple[str, ...]
    beginnings: frozenset[str]

    def knows(self, token: Token) -> bool:
        """Whether a word, or what may be another form of a name, occurs anywhere in the article."""
        start = token.plain[:_NAME_STEM]
        form = len(start) < _NAME_STEM or start in self.beginnings
        return token.key in self.keys or (token.kind is Kind.NAME and form)


class SourceIndex:
    """The folded sentences of a document, found by the words they hold."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._folded: dict[int, tuple[Token, ...]] = {}
        self._keys: dict[int, frozenset[str]] = {}
        self._sayings: dict[tuple[str, ...], int] = {}
        postings: defaultdict[str, list[int]] = defaultdict(list)
        spoken = list(fold(document.title or "", document.language))
        for sentence in document.sentences:
            tokens = fold(document.words_of(sentence), document.language)
            spoken += tokens
            if sentence.role is not Role.PROSE:
                continue
            self._sayings.setdefault(words(tokens), sentence.number)
            keys = frozenset(token.key for token in tokens if token.content)
            self._folded[sentence.number] = tokens
            self._keys[sentence.number] = keys
            for key in keys:
                postings[key].append(sentence.number)
        self._postings = dict(postings)
        self.quoted = frozenset(_inside_quotations(document))
        """The numbers of the sentences that begin inside somebody's quoted words."""
        self.vocabulary = _vocabulary(spoken)

    def verbatim(self, tokens: Sequence[Token]) -> int | None:
        """The number of the first sentence that says just this, word for word; None if none."""
        spoken = words(tokens)
        return self._sayings.get(spoken) if spoken else None

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


def words(tokens: Sequence[Token]) -> tuple[str, ...]:
    """The folded words without their marks, not stemmed: what makes two sentences the same."""
    return tuple(token.plain for token in tokens if token.kind is not Kind.MARK)


def _vocabulary(tokens: Sequence[Token]) -> Vocabulary:
    content = {token.key: token for token in tokens if token.content}
    numbers = (key for key, token in content.items() if token.kind is Kind.NUMBER)
    return Vocabulary(
        frozenset(content),
        tuple(filter(is_plain, numbers)),
        frozenset(token.plain[:_NAME_STEM] for token in content.values()),
    )


def _inside_quotations(document: Document) -> Iterator[int]:
    """The sentences that begin with a quotation mark, or after one that is still open."""
    paragraph, is_open = -1, False
    for sentence in document.sentences:
        text = document.words_of(sentence)
        is_open = is_open and sentence.paragraph == paragraph
        if is_open or text.startswith(_OPENING):
            yield sentence.number
        paragraph = sentence.paragraph
        for char in text:
            if char in _OPENING:
                is_open = not is_open if char == '"' else True
            elif char in _CLOSING:
                is_open = False


def align(tokens: Sequence[Token], index: SourceIndex) -> list[tuple[Part, ...]]:
    """The ways to stand a statement on the article, each with fewest content words uncovered.

    One part each if single sentences have all content words, or if no cut in two
    covers more of them; else the two parts of the best cut. Empty if nothing
    matches at all. Several sentences may do equally well; the best match comes first.
    """
    candidates = [number for _, number in index.candidates(tokens)]
    if not candidates:
        return []
    missing = {number: _missing(tokens, index.keys(number)) for number in candidates}
    fewest = min(counts[-1] for counts in missing.values())
    split = _best_split(tokens, missing, fewest) if fewest else None
    if split is None:
        whole = [number for number in candidates if missing[number][-1] == fewest]
        return [(Part(tuple(tokens), number),) for number in whole]
    cut, left, right = split
    return [(Part(tuple(tokens[:cut]), left), Part(tuple(tokens[cut:]), right))]


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
