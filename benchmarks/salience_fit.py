"""Fits the weights of `summarize.selection.salience` on texts with human references.

    pip install '.[benchmark]' scikit-learn
    python benchmarks/salience_fit.py SET.jsonl... [--keep FILE]

Each SET has a line for each text: `id`, `text`, `references`, and perhaps `doc_type`. A
sentence's target is the share of its words that the references have too: content words, and
pairs of neighbours. All types of document count about the same: a text's weight is divided
by the square root of how many of its type there are. Prints the rank correlation of the fit
with the target by type, held out by text (five folds), and the weights to copy.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

import numpy as np
from rouge_score.tokenizers import DefaultTokenizer
from scipy.stats import spearmanr
from sklearn.linear_model import Ridge
from sklearn.preprocessing import StandardScaler

from summarize.nlp.annotated_document import AnnotatedDocument
from summarize.nlp.english.function_words import FUNCTION_WORDS
from summarize.selection.salience import Features, measure_features
from summarize.sources import read

FOLDS = 5
SHORTEST = 6  # words by which a sentence's matches are divided at least
_WORDS = DefaultTokenizer(use_stemmer=True)


def grams(words: Sequence[str], size: int) -> Counter[tuple[str, ...]]:
    return Counter(zip(*(words[at:] for at in range(size)), strict=False))


def target(text: str, references: Sequence[tuple[Counter[Any], Counter[Any]]]) -> float:
    """How much of a sentence people's summaries have: content words and pairs, a word."""
    words = _WORDS.tokenize(text)
    ones, pairs = grams(words, 1), grams(words, 2)
    found = [
        sum(times for word, times in (ones & theirs).items() if word[0] not in FUNCTION_WORDS)
        + (pairs & their_pairs).total()
        for theirs, their_pairs in references
    ]
    return float(np.mean(found)) / max(SHORTEST, len(words))


def measured(item: dict[str, Any]) -> tuple[np.ndarray, np.ndarray]:
    """The features of every sentence of a text, and their targets."""
    document = read(text=item["text"])
    index = AnnotatedDocument(document)
    found = measure_features(index)
    words = [_WORDS.tokenize(reference) for reference in item["references"]]
    references = [(grams(one, 1), grams(one, 2)) for one in words]
    rows = np.array([list(asdict(one).values()) for one in found.values()])
    texts = (document.sentence_text(document.sentence(number)) for number in found)
    return rows, np.array([target(text, references) for text in texts])


def fitted(
    rows: Sequence[np.ndarray], targets: Sequence[np.ndarray], shares: Sequence[float]
) -> tuple[np.ndarray, float]:
    """Weights for the features as they are, and the bias."""
    weights = np.concatenate(
        [np.full(len(one), share / len(one)) for one, share in zip(targets, shares, strict=True)]
    )
    weights /= weights.mean()
    scaler = StandardScaler().fit(np.vstack(rows), sample_weight=weights)
    everything = np.concatenate(targets)
    ridge = Ridge(1e-3 * len(everything))
    ridge.fit(scaler.transform(np.vstack(rows)), everything, sample_weight=weights)
    coefficients = ridge.coef_ / scaler.scale_
    return coefficients, float(ridge.intercept_ - coefficients @ scaler.mean_)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("sets", nargs="+", type=Path)
    args = parser.parse_args()
    items = [json.loads(line) for one in args.sets for line in one.open(encoding="utf-8")]
    types = [item.get("doc_type", "news") for item in items]
    data = [measured(item) for item in items]
    shares = [1 / Counter(types)[one] ** 0.5 for one in types]
    folds = np.random.RandomState(0).randint(0, FOLDS, len(items))
    held: defaultdict[str, list[float]] = defaultdict(list)
    for fold in range(FOLDS):
        learnt = [place for place in range(len(items)) if folds[place] != fold]
        coefficients, bias = fitted(
            [data[place][0] for place in learnt],
            [data[place][1] for place in learnt],
            [shares[place] for place in learnt],
        )
        for place in (place for place in range(len(items)) if folds[place] == fold):
            rows, targets = data[place]
            if len(targets) > FOLDS and targets.std() > 0:
                found = spearmanr(rows @ coefficients + bias, targets)[0]
                held[types[place]].append(float(found))
    for kind, values in held.items():
        print(f"{kind:40} {len(values):4} held out: {np.nanmean(values):.3f}")
    rows, targets = [one[0] for one in data], [one[1] for one in data]
    coefficients, bias = fitted(rows, targets, shares)
    for field, value in zip(fields(Features), coefficients, strict=True):
        print(f'    {field.name}: float = field(metadata={{"weight": {value:.4f}}})')
    print(f"_BIAS = {bias:.4f}")


if __name__ == "__main__":
    main()
