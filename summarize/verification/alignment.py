"""Aligns a claim with its evidence: claim -> consecutive parts, each with a document sentence.

A claim is cut into at most three consecutive parts, each of which is compared with one
sentence of the document: a summary sentence that joins sentences joins them one after the
other. Taking any words from any sentences would let a swapped name pass as soon as the name
occurs somewhere else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, combinations, islice, pairwise, product

from summarize.nlp.annotated_document import AnnotatedDocument
from summarize.nlp.coreference.pronoun_resolution import ResolvedSentence
from summarize.nlp.tokens import Kind, Token, Tokens

# In content words: what a part with an evidence sentence of its own says at least.
_LEAST_PART_CONTENT = 3
_MOST_PARTS = 3
# Sentences tried for the whole claim, and besides them for each stretch between borders.
_CANDIDATES = 8
_CANDIDATES_PER_STRETCH = 2
# More borders than this are those of a list, not of clauses.
_MOST_BORDERS = 24
# Equally good alignments that are compared in full.
_MOST_ALIGNMENTS = 8
_SENTENCES_PER_PART = 2
_CONJUNCTIONS = frozenset("and but while whereas as after before so then when who which".split())

# What may join two sentences in a claim; "so" or "after" would add a claim.
_PLAIN_JOINTS = frozenset({"and", "but", ",", ";", ":", ".", "-", "!", "?"})
_RELATIVE = frozenset("who whom whose what which that where when so as then after before".split())


@dataclass(frozen=True, slots=True)
class ClaimPart:
    """Consecutive tokens of a claim, and the number of the evidence sentence for them.

    `resolved` is that sentence with a name in place of a pronoun, where the part needs it.
    """

    tokens: tuple[Token, ...]
    sentence_number: int
    resolved: ResolvedSentence | None = None

    @property
    def antecedents(self) -> tuple[int, ...]:
        """The numbers of the sentences that the name is from, which are evidence as well."""
        return self.resolved.antecedents if self.resolved else ()

    def evidence_tokens(self, annotated: AnnotatedDocument) -> tuple[Token, ...]:
        """Return the tokens of the evidence sentence, with its pronoun resolved if need be."""
        return self.resolved.tokens if self.resolved else annotated.tokens(self.sentence_number)


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A possible evidence sentence, `resolved` or as it is.

    It lacks `missing[n]` content words of the first n tokens of the claim.
    """

    sentence_number: int
    resolved: ResolvedSentence | None
    missing: tuple[int, ...]

    def count_missing(self, start: int, end: int) -> int:
        """Count the content words of the claim from `start` to `end` that it lacks."""
        return self.missing[end] - self.missing[start]


def find_absent_words(part: ClaimPart, annotated: AnnotatedDocument) -> list[Token]:
    """Return the content words of a part that its evidence does not have."""
    known = {token.key for token in part.evidence_tokens(annotated)}
    return [token for token in part.tokens if token.is_content and token.key not in known]


def align(tokens: Tokens, annotated: AnnotatedDocument) -> list[tuple[ClaimPart, ...]]:
    """Return the alignments of a claim that leave the fewest content words uncovered.

    An alignment has one part if single sentences have all content words, or if no cut covers
    more of them; else the parts of the best cut, as few as possible. Empty if nothing matches
    at all. Several alignments may be equally good; the best match comes first.
    """
    borders = list(islice(_find_borders(tokens), _MOST_BORDERS))
    candidates = list(_find_candidates(tokens, borders, annotated))
    if not candidates:
        return []
    cuts = _find_best_cuts(tokens, candidates, borders)
    found = (parts for cut in cuts for parts in _assign_sentences(tokens, cut, candidates))
    return list(islice(found, _MOST_ALIGNMENTS))


def _find_candidates(
    tokens: Tokens, borders: Sequence[int], annotated: AnnotatedDocument
) -> Iterator[_Candidate]:
    """Find the sentences that match the claim or a stretch of it, also with pronouns resolved."""
    numbers = [number for _, number in annotated.find_similar(tokens, _CANDIDATES)]
    for start, end in zip([0, *borders], [*borders, len(tokens)], strict=True):
        similar = annotated.find_similar(tokens[start:end], _CANDIDATES_PER_STRETCH)
        numbers += [number for _, number in similar]
    wanted = frozenset(token.key for token in tokens if token.is_content)
    for number in dict.fromkeys(numbers):
        keys = annotated.keys(number)
        yield _Candidate(number, None, _count_missing(tokens, keys))
        for resolved in annotated.resolve(number) if wanted - keys else ():
            more = frozenset(token.key for token in resolved.tokens if token.is_content)
            if wanted & more - keys:
                yield _Candidate(number, resolved, _count_missing(tokens, more))


def _count_missing(tokens: Tokens, keys: frozenset[str]) -> tuple[int, ...]:
    """Count for every n the content tokens of `tokens[:n]` that a sentence lacks."""
    lacking = (token.is_content and token.key not in keys for token in tokens)
    return tuple(accumulate(lacking, initial=0))


def _find_best_cuts(
    tokens: Tokens, candidates: Sequence[_Candidate], borders: Sequence[int]
) -> list[tuple[int, ...]]:
    """Find the cuts that leave the fewest words uncovered, with as few parts as possible.

    A cut are the places where parts begin and end: `(0, 7, 12)` are two parts.
    """
    length = len(tokens)
    content = [0, *accumulate(token.is_content for token in tokens)]
    best = {
        (start, end): min(one.count_missing(start, end) for one in candidates)
        for start, end in combinations((0, *borders, length), 2)
    }
    fewest = best[0, length]
    chosen: list[tuple[int, ...]] = [(0, length)]
    for inner in range(1, _MOST_PARTS):
        uncovered = {
            (0, *cut, length): sum(best[step] for step in pairwise((0, *cut, length)))
            for cut in combinations(borders, inner)
            if all(content[b] - content[a] >= _LEAST_PART_CONTENT for a, b in pairwise(cut))
        }
        if fewest and min(uncovered.values(), default=fewest) < fewest:
            fewest = min(uncovered.values())
            chosen = [cut for cut, count in uncovered.items() if count == fewest]
    return chosen


def _assign_sentences(
    tokens: Tokens, cut: Sequence[int], candidates: Sequence[_Candidate]
) -> Iterator[tuple[ClaimPart, ...]]:
    """Yield the parts of a cut with the sentences that cover them best, in all combinations."""
    choices = []
    most = _MOST_ALIGNMENTS if len(cut) == 2 else _SENTENCES_PER_PART
    for start, end in pairwise(cut):
        fewest = min(one.count_missing(start, end) for one in candidates)
        able = [one for one in candidates if one.count_missing(start, end) == fewest]
        stretch = tuple(tokens[start:end])
        parts = [ClaimPart(stretch, one.sentence_number, one.resolved) for one in able[:most]]
        choices.append(parts)
    for chosen in product(*choices):
        if all(left.sentence_number != right.sentence_number for left, right in pairwise(chosen)):
            yield chosen


def _find_borders(tokens: Tokens) -> Iterator[int]:
    """Find where a claim may be cut: at a mark or conjunction with enough content on both sides."""
    content = sum(token.is_content for token in tokens)
    before = 0
    for place, token in enumerate(tokens):
        border = token.kind is Kind.MARK or token.plain in _CONJUNCTIONS
        if border and _LEAST_PART_CONTENT <= before <= content - _LEAST_PART_CONTENT:
            yield place
        before += token.is_content
