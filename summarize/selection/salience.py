"""Sentence salience: how much a sentence matters in its document, by fitted regression trees. Pure.

No language model is involved. What the features (`selection.salience_features`) are worth depends
on each other: the first sentence matters in a news article and is a greeting in a call. So
gradient-boosted trees weigh them (Friedman 2001, "Greedy Function Approximation"), fitted on
sentences of news, stories, meetings, calls, reports, patents and papers, by how much of them
people's summaries contain; see `benchmarks/salience_fit.py`. In long documents the weights of cue
words and phrases (`selection.cue_weights`) count as well.
"""

from __future__ import annotations

import functools
import json
import math
from collections.abc import Sequence
from dataclasses import fields
from operator import attrgetter
from pathlib import Path
from typing import Any, TypeAlias

from summarize.nlp.annotated_document import AnnotatedDocument
from summarize.nlp.normalize import has_tables
from summarize.selection.cue_weights import weigh_cues
from summarize.selection.salience_features import Features, decay_from_start, measure_features

# The weight of the position beside what the trees say, in an article of up to so many sentences and
# in a long document: a news article has its point in its first sentences, a book has not.
_POSITION_WEIGHT, _POSITION_WEIGHT_LONG, _ARTICLE_SENTENCES = 1.3, 0.1, 40
# What a conclusion, a result, an expectation gains beside what the trees say: they are fitted to
# the words of references, and one of these has few of them to itself.
_OUTCOME_BONUS = 0.4
# How much the cues of a sentence count in a long document, as the exponent of their weights: they
# are fitted to what sentences of such are graded. News has its point in its place.
_CUES_POWER = 0.25
MIN_SALIENCE = 0.001
"""The least salience of a sentence: if no feature is informative, all are equal."""

TREES = Path(__file__).with_name("salience_trees.json")
_NAMES = tuple(one.name for one in fields(Features))
_read_values = attrgetter(*_NAMES)

Tree: TypeAlias = "tuple[int, float, Tree, Tree] | float"
"""A leaf's value, or a feature, a threshold, and the trees for values up to it and above."""


@functools.cache
def load_trees() -> tuple[float, tuple[Tree, ...]]:
    """Return what the trees start from, and the trees."""
    told = read_trees()
    return float(told["start"]), tuple(map(_build_tree, told["trees"]))


def read_trees() -> Any:
    """Read the file of the trees: `{"start": 0.1, "trees": [...]}`."""
    return json.loads(TREES.read_text(encoding="utf-8"))


def _build_tree(node: Any) -> Tree:
    """Build a tree: `0.1 -> 0.1`, `["early", 0.5, 0.0, 0.1] -> (1, 0.5, 0.0, 0.1)`."""
    if not isinstance(node, list):
        return float(node)
    name, threshold, low, high = node
    return _NAMES.index(name), float(threshold), _build_tree(low), _build_tree(high)


def predict_share(features: Features) -> float:
    """Predict how much of a sentence people's summaries contain, about 0 to 0.5."""
    start, trees = load_trees()
    values = _read_values(features)
    total = start
    for tree in trees:
        node = tree
        while isinstance(node, tuple):
            feature, threshold, low, high = node
            node = low if values[feature] <= threshold else high
        total += node
    return total


def mix_by_length(article: float, long: float, sentences: int) -> float:
    """Return a value between that for an article and that for a long document, by the sentences.

    `1.3, 0.1, 40 -> 1.3`, `1.3, 0.1, 80 -> 0.7`, `1.3, 0.1, 4000 -> about 0.1`
    """
    brevity = min(1.0, _ARTICLE_SENTENCES / max(1, sentences))
    return long + (article - long) * brevity


def score_salience(
    annotated: AnnotatedDocument, numbers: Sequence[int] | None = None
) -> dict[int, float]:
    """Return the salience of each sentence of prose, by number: above 0, the best about 1 to 2.

    With the `numbers` of a section's sentences, it is that within the section.
    """
    measured = measure_features(annotated, numbers)
    if not measured:
        return {}
    power = mix_by_length(0.0, _CUES_POWER, len(measured))
    if not has_tables(annotated.language):
        power = 0.0
    shares = {
        number: max(MIN_SALIENCE, predict_share(one))
        * (1 + _OUTCOME_BONUS * one.outcome)
        * (math.exp(power * weigh_cues(annotated.sentence_text(number))) if power else 1.0)
        for number, one in measured.items()
    }
    highest = max(shares.values())
    weight = mix_by_length(_POSITION_WEIGHT, _POSITION_WEIGHT_LONG, len(shares))
    return {
        number: share / highest + weight * decay_from_start(place)
        for place, (number, share) in enumerate(shares.items())
    }
