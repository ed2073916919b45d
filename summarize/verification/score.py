"""The probability that a document supports a claim, from a few features and a judge's answer.

A logistic regression over features that a person can follow: how much of the claim is not in
its evidence sentences, how much is nowhere in the document, and the reasons of the checks. What
comes out is calibrated for each standing, for open sentences together with the log-odds of a
judge. `benchmarks/checker_fit.py` fits the weights, `benchmarks/verdict_fit.py` the calibration, on
statements that people have labelled.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from summarize.nlp.annotated_document import AnnotatedDocument
from summarize.nlp.tokens import Kind, Tokens, find_bigrams
from summarize.verification.alignment import ClaimPart, find_absent_words
from summarize.verification.comparison import Reason
from summarize.verification.standing import Standing

# Counts above these say nothing new.
_MOST_REASONS = 3
_MOST_UNKNOWN = 5
# How many of the most similar sentences are searched for word bigrams.
_NEIGHBOURS = 20

# The modules of `checks` whose reasons are features of their own, "doubt M" and "against M" in
# WEIGHTS; the reasons of all others count as "other". A module that is renamed needs its new name
# here and in WEIGHTS. The order is that in which the score sums up.
CHECK_MODULES = (
    "hedging content antonyms figures names negation quotation roles speakers tense other"
).split()

INTERCEPT = 0.04
WEIGHTS: Mapping[str, float] = {
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
# By standing: intercept and slope that make log-odds of them; for open sentences with a judge,
# intercept, slope, and slope of the judge's log-odds.
CALIBRATION: Mapping[Standing, tuple[float, float]] = {
    Standing.OPEN: (1.68, 2.57),
    Standing.DISPUTED: (1.48, 2.80),
    Standing.UNNAMED: (1.33, 2.25),
    Standing.DOUBTED: (1.20, 1.54),
    Standing.CUT: (0.90, 3.52),
    Standing.VETOED: (1.51, 1.83),
    Standing.REFUTED: (0.05, 1.09),
}
JUDGED_CALIBRATION = (0.92, 1.49, 0.59)
PROVEN: Mapping[Standing, float] = {Standing.VERBATIM: 0.95, Standing.WORDS: 0.95}
"""The probability that a sentence with nothing against it is supported."""
UNDECIDED = 0.5
"""The probability of what could not be compared."""
LABELLED_SHARE = 0.63
"""Of the statements that the weights were fitted on, the share that is supported."""
SUPPORTED_FROM = 0.8
"""From this probability on, an open sentence is supported by its meaning."""
PRINTED_FROM, PRINTED_OF_TRUSTED_FROM = 0.95, 0.9
"""From this probability on, a sentence in other words by a writer who is known is supported.

The second is for trusted writers. Whoever errs more often errs more subtly.
"""
UNSUPPORTED_BELOW = 0.12
"""Below this probability a claim is unsupported even if no check contradicts it."""
_LARGEST = 30.0


def estimate_probability(
    standing: Standing,
    features: Mapping[str, float],
    judged: float | None = None,
    prior: float | None = None,
) -> float:
    """Return the probability, 0 to 1, that a sentence that is not proven is supported.

    `judged` are the calibrated log-odds of a judge, if one was asked. `prior` is how many of its
    writer's statements are true, if that is known: without it, as many as of those labelled.
    """
    score = compute_log_odds(features)
    if judged is None:
        intercept, slope = CALIBRATION[standing]
        total = intercept + slope * score
    else:
        intercept, slope, judge_slope = JUDGED_CALIBRATION
        total = intercept + slope * score + judge_slope * judged
    if prior is not None:
        total += _log_odds(prior) - _log_odds(LABELLED_SHARE)
    return 1 / (1 + math.exp(-max(-_LARGEST, min(_LARGEST, total))))


def compute_log_odds(features: Mapping[str, float]) -> float:
    """Return the weighted sum of features: log-odds before they are calibrated."""
    return INTERCEPT + sum(WEIGHTS.get(name, 0.0) * value for name, value in features.items())


def _log_odds(share: float) -> float:
    return math.log(share / (1 - share))


def build_features(
    tokens: Tokens, parts: Sequence[ClaimPart], reasons: list[Reason], annotated: AnnotatedDocument
) -> dict[str, float]:
    """Build the features of a claim: weighted shares from 0 to 1, and counts with a maximum."""
    content = [token for token in tokens if token.is_content]
    total = sum(annotated.weight(token.key) for token in content) or 1.0
    absent = [token for part in parts for token in find_absent_words(part, annotated)]
    unknown = [token for token in content if token.key not in annotated.vocabulary.keys]
    near = annotated.find_similar(tokens, _NEIGHBOURS)
    keys = [annotated.keys(number) for _, number in near]
    bigrams = find_bigrams(tokens)
    new = bigrams.difference(*(annotated.bigrams(number) for _, number in near))
    found = {
        "uncovered": sum(annotated.weight(token.key) for token in absent) / total,
        **dict(_measure_uncovered(content, keys, annotated)),
        "unknown": sum(annotated.weight(token.key) for token in unknown) / total,
        "new pairs": len(new) / len(bigrams) if bigrams else 0.0,
        "joined": float(len(parts) > 1),
        "length": math.log(1 + len(content)),
    }
    for kind, name in ((Kind.NAME, "names"), (Kind.NUMBER, "numbers"), (Kind.WORD, "words")):
        found[f"absent {name}"] = _count_kind(absent, kind)
        found[f"unknown {name}"] = _count_kind(unknown, kind)
    return found | dict(_count_reasons(reasons))


def _measure_uncovered(
    content: Tokens, nearest: Sequence[frozenset[str]], annotated: AnnotatedDocument
) -> Iterator[tuple[str, float]]:
    """Yield how much of the content one, two and three sentences together leave uncovered."""
    weights = {token.key: annotated.weight(token.key) for token in content}
    left = list(weights)  # no set: the order of a sum changes its last digit, and that the choice
    for name in ("one", "two", "three"):
        best = max(nearest, key=lambda keys: sum(weights[k] for k in left if k in keys), default=())
        left = [key for key in left if key not in best]
        yield f"beyond {name}", sum(weights[key] for key in left) / (sum(weights.values()) or 1.0)


def _count_kind(tokens: Tokens, kind: Kind) -> float:
    return min(_MOST_UNKNOWN, sum(token.kind is kind for token in tokens))


def _count_reasons(reasons: Sequence[Reason]) -> Iterator[tuple[str, float]]:
    """Count for each check module its doubts, and its contradictions.

    A veto says how a statement was cut, not whether it is likely: it counts for nothing here.
    """
    found = Counter(
        (reason.check if reason.check in CHECK_MODULES else "other", reason.contradiction)
        for reason in reasons
        if not reason.veto
    )
    for name in CHECK_MODULES:
        yield f"doubt {name}", min(_MOST_REASONS, found[name, False])
        yield f"against {name}", min(_MOST_REASONS, found[name, True])
