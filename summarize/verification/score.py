"""How likely it is that the article carries a statement: one number from all that was found.

A logistic model over a few features that a reader can follow: how much of the statement is
not in the sentences that it was held against, how much is nowhere in the article, and what
the checks had against it. `benchmarks/checker_fit.py` fits the weights on statements that
people have labelled, so that 0.5 is where supported and unsupported ones part best.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from types import MappingProxyType

from summarize.nlp.annotated_document import AnnotatedDocument
from summarize.nlp.tokens import Kind, Token
from summarize.verification.alignment import ClaimPart
from summarize.verification.comparison import Reason

# Reasons beyond so many of one sort say nothing new.
_MOST_REASONS = 3
_MOST_UNKNOWN = 5
# The sentences in which pairs of words are looked for: those that match best.
_NEIGHBOURS = 20

# Whose reasons count apart; what any other check finds counts as "other".
CHECK_MODULES = (
    "hedging content antonyms figures names negation quotation roles speakers tense other"
).split()

INTERCEPT = 0.04
WEIGHTS = MappingProxyType(
    {
        "absent names": -0.02,
        "absent numbers": 0.04,
        "absent words": -0.04,
        "against antonyms": -2.07,
        "against figures": -1.52,
        "against names": -0.81,
        "against negation": -2.37,
        "against quotation": -0.98,
        "against speakers": -2.65,
        "beyond one": -0.58,
        "beyond three": -0.04,
        "beyond two": 0.01,
        "doubt hedging": 0.04,
        "doubt content": 0.02,
        "doubt antonyms": -0.26,
        "doubt figures": -0.02,
        "doubt names": -0.03,
        "doubt negation": -0.29,
        "doubt other": 0.01,
        "doubt quotation": 0.10,
        "doubt roles": -0.01,
        "doubt speakers": -0.47,
        "doubt tense": -0.20,
        "joined": 0.24,
        "length": 0.19,
        "new pairs": -0.58,
        "uncovered": -0.41,
        "unknown": -0.40,
        "unknown names": -0.12,
        "unknown numbers": -0.17,
    }
)
UNSUPPORTED_BELOW = 0.16
"""Below this score a statement is called unsupported even if nothing contradicts it."""


def compute_score(features: dict[str, float]) -> float:
    """The probability, 0 to 1, for the features of a statement."""
    total = INTERCEPT + sum(WEIGHTS.get(name, 0.0) * value for name, value in features.items())
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def build_features(
    tokens: Sequence[Token],
    parts: Sequence[ClaimPart],
    reasons: Sequence[Reason],
    annotated: AnnotatedDocument,
) -> dict[str, float]:
    """What is known of a statement: shares are 0 to 1 by weight, counts are capped."""
    content = [token for token in tokens if token.is_content]
    total = sum(annotated.weight(token.key) for token in content) or 1.0
    absent = [token for part in parts for token in _find_absent(part, annotated)]
    unknown = [token for token in content if token.key not in annotated.vocabulary.keys]
    near = annotated.find_similar(tokens, _NEIGHBOURS)
    found = {
        "uncovered": sum(annotated.weight(token.key) for token in absent) / total,
        **dict(
            _measure_uncovered(content, [annotated.keys(number) for _, number in near], annotated)
        ),
        "unknown": sum(annotated.weight(token.key) for token in unknown) / total,
        "new pairs": _measure_new_bigrams(tokens, [annotated.tokens(number) for _, number in near]),
        "joined": float(len(parts) > 1),
        "length": math.log(1 + len(content)),
    }
    for kind, name in ((Kind.NAME, "names"), (Kind.NUMBER, "numbers"), (Kind.WORD, "words")):
        found[f"absent {name}"] = _count_kind(absent, kind)
        found[f"unknown {name}"] = _count_kind(unknown, kind)
    return found | dict(_count_reasons(reasons))


def _find_absent(part: ClaimPart, annotated: AnnotatedDocument) -> list[Token]:
    evidence_keys = {token.key for token in part.evidence_tokens(annotated)}
    return [token for token in part.tokens if token.is_content and token.key not in evidence_keys]


def _measure_uncovered(
    content: Sequence[Token], sentences: Sequence[frozenset[str]], annotated: AnnotatedDocument
) -> Iterator[tuple[str, float]]:
    """How much of the content one, two and three sentences together leave uncovered."""
    weights = {token.key: annotated.weight(token.key) for token in content}
    left = set(weights)
    for name in ("one", "two", "three"):
        best = max(sentences, key=lambda keys: sum(weights[key] for key in left & keys), default=())
        left -= set(best)
        yield f"beyond {name}", sum(weights[key] for key in left) / (sum(weights.values()) or 1.0)


def _count_kind(tokens: Sequence[Token], kind: Kind) -> float:
    return min(_MOST_UNKNOWN, sum(token.kind is kind for token in tokens))


def _count_reasons(reasons: Sequence[Reason]) -> Iterator[tuple[str, float]]:
    """For each check how many reasons it had: doubts, and what speaks against the statement."""
    found = Counter(
        (reason.check if reason.check in CHECK_MODULES else "other", reason.contradiction)
        for reason in reasons
    )
    for name in CHECK_MODULES:
        yield f"doubt {name}", min(_MOST_REASONS, found[name, False])
        yield f"against {name}", min(_MOST_REASONS, found[name, True])


def _measure_new_bigrams(tokens: Sequence[Token], sentences: Sequence[Sequence[Token]]) -> float:
    """The share of neighbouring words that are neighbours in none of the sentences."""
    claim_bigrams = _bigrams(tokens)
    evidence_bigrams = set().union(*(_bigrams(sentence) for sentence in sentences))
    return len(claim_bigrams - evidence_bigrams) / len(claim_bigrams) if claim_bigrams else 0.0


def _bigrams(tokens: Sequence[Token]) -> set[tuple[str, str]]:
    return set(pairwise(token.key for token in tokens if token.kind is not Kind.MARK))
