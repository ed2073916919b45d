"""Fits the trees and cues of `summarize.selection.salience` on texts with human references.

    pip install '.[benchmark]' scikit-learn
    OMP_NUM_THREADS=1 python benchmarks/salience_fit.py SET.jsonl... [--write]

Each SET has a line for each text: `id`, `text`, `references`, and perhaps `doc_type`. A
sentence's target is the share of its words that the references have too, content words and
pairs of neighbours, and what it was graded: `salience_grades.json` says of long texts which
sentences a large language model that read the whole would print (3 indispensable, 2, 1) and
which only look important (-1), by a hash of each sentence. All types of document count about
the same: a text's weight is divided by the square root of how many of its type there are; a
graded one counts more. The cues (`selection.cue_weights`) are the words, pairs and triples of
several graded texts whose weights tell best, in a logistic regression, which sentences are
indispensable or nearly so. Prints for each type, held out by text (five folds), the rank
correlation of the fit with the target, ROUGE-1 and 2 of what is selected by it, without any
model's drafts, at the length of the references, and the mean grade of that; beside them those
of what is shipped. `--write` fits on all of the texts and writes the trees and the cues.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias
from unittest.mock import patch

import numpy as np
from rouge_score.tokenizers import DefaultTokenizer
from scipy.sparse import csr_array
from scipy.stats import spearmanr
from sklearn.ensemble import HistGradientBoostingRegressor
from sklearn.linear_model import LogisticRegression

from summarize.document import count_words
from summarize.nlp.annotated_document import AnnotatedDocument
from summarize.nlp.english.function_words import FUNCTION_WORDS
from summarize.selection import cue_weights, salience
from summarize.selection.candidates import CandidateBuilder, find_rendered_sentence
from summarize.selection.salience_features import Features, measure_features
from summarize.selection.summary import build_window, select_within
from summarize.selection.votes import DraftVotes
from summarize.sources import read
from summarize.verification.checker import Checker
from yardstick.measures import scores

FOLDS = 5
SHORTEST = 6  # words by which a sentence's matches are divided at least
TREES, DEPTH, LEARNING_RATE, LEAF_SENTENCES, SHRINKAGE = 45, 4, 0.1, 60, 10
# Each of several fits leaves some texts out, and what they predict is averaged.
FITS, LEFT_OUT = 4, 0.25
GRADES = Path(__file__).with_name("salience_grades.json")
GRADE_WORTH, GRADED_WEIGHT = 0.2, 3
# A cue is in so many texts, and among so many the one with the largest weights; the regression is
# this much free to fit, and a sentence counts as worth printing from this grade on.
CUE_TEXTS, CUES, FREEDOM, WORTH_PRINTING = 10, 700, 0.01, 2
_DIGITS = 4  # significant digits of what is written
_WORDS = DefaultTokenizer(use_stemmer=True)
_NAMES = [one.name for one in fields(Features)]


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


class Text(NamedTuple):
    """A text with the features of its sentences, and their targets."""

    kind: str
    checker: Checker
    references: Sequence[str]
    rows: np.ndarray
    targets: np.ndarray
    grades: dict[int, int]
    cues: Sequence[set[str]]


def hashed(sentence: str) -> str:
    """A short name of a sentence: `"The ferry sank." -> "de1d7fb4"`."""
    return hashlib.sha256(" ".join(sentence.split()).encode()).hexdigest()[:8]


def measured(item: dict[str, Any], graded: dict[str, dict[str, int]]) -> Text:
    """The features of every sentence of a text, and their targets."""
    document = read(text=item["text"])
    annotated = AnnotatedDocument(document)
    found = measure_features(annotated)
    words = [_WORDS.tokenize(reference) for reference in item["references"]]
    references = [(grams(one, 1), grams(one, 2)) for one in words]
    rows = np.array([list(asdict(one).values()) for one in found.values()])
    texts = [annotated.sentence_text(number) for number in found]
    own = graded.get(item["id"], {})
    grades = {number: own.get(hashed(annotated.sentence_text(number)), 0) for number in found}
    targets = np.array([target(text, references) for text in texts])
    targets += GRADE_WORTH * np.array(list(grades.values()))
    kind = item.get("doc_type", "news")
    grades = grades if own else {}
    cues = [cue_weights.find_cues(text) for text in texts] if own else []
    return Text(kind, Checker(annotated), item["references"], rows, targets, grades, cues)


Fits: TypeAlias = Sequence[HistGradientBoostingRegressor]


def fitted(texts: Sequence[Text], kinds: Counter[str]) -> Fits:
    """Several fits of trees that predict the targets from the features."""
    random = np.random.RandomState(0)
    kept = (random.rand(len(texts)) >= LEFT_OUT for _ in range(FITS))
    return [fit_once([t for t, use in zip(texts, one, strict=True) if use], kinds) for one in kept]


def predicted(fits: Fits, rows: np.ndarray) -> np.ndarray:
    """The mean of what the fits predict."""
    return np.mean([one.predict(rows) for one in fits], axis=0)


def fit_once(texts: Sequence[Text], kinds: Counter[str]) -> HistGradientBoostingRegressor:
    """Trees that predict the targets of these texts."""
    weights = np.concatenate(
        [
            np.full(
                len(one.targets),
                (GRADED_WEIGHT if one.grades else 1) * kinds[one.kind] ** -0.5 / len(one.targets),
            )
            for one in texts
        ]
    )
    model = HistGradientBoostingRegressor(
        max_iter=TREES,
        max_depth=DEPTH,
        learning_rate=LEARNING_RATE,
        min_samples_leaf=LEAF_SENTENCES,
        l2_regularization=SHRINKAGE,
    )
    rows, targets = (np.concatenate([one[at] for one in texts]) for at in (3, 4))
    return model.fit(rows, targets, sample_weight=weights / weights.mean())


def exported(fits: Fits) -> dict[str, Any]:
    """The trees as `salience.load_trees` reads them."""

    def build(nodes: np.ndarray, place: int) -> Any:
        node = nodes[place]
        if node["is_leaf"]:
            return rounded(node["value"] / len(fits))
        name, threshold = _NAMES[node["feature_idx"]], rounded(node["num_threshold"])
        return [name, threshold, *(build(nodes, int(node[side])) for side in ("left", "right"))]

    trees = [build(one[0].nodes, 0) for fit in fits for one in fit._predictors]
    start = np.mean([one._baseline_prediction.item() for one in fits])
    return {"start": rounded(start), "trees": trees}


def weigh_cues(texts: Sequence[Text]) -> dict[str, float]:
    """The weights of the cues that tell best which sentences of the graded texts are worth it."""
    graded = [one for one in texts if one.grades]
    found = Counter(cue for one in graded for cue in set().union(*one.cues))
    known = sorted(cue for cue, times in found.items() if times >= CUE_TEXTS)
    places = {cue: place for place, cue in enumerate(known)}
    rows = [[places[cue] for cue in own if cue in places] for one in graded for own in one.cues]
    ends = np.cumsum([0, *map(len, rows)])
    table = csr_array((np.ones(ends[-1]), np.concatenate(rows).astype(int), ends))
    worth = np.concatenate([[g >= WORTH_PRINTING for g in one.grades.values()] for one in graded])
    weights = np.concatenate([np.full(len(one.cues), 1 / len(one.cues)) for one in graded])
    model = LogisticRegression(C=FREEDOM, max_iter=500, class_weight="balanced")
    model.fit(table, worth, sample_weight=weights / weights.mean())
    told = dict(zip(known, model.coef_[0], strict=True))
    best = sorted(told, key=lambda cue: -abs(told[cue]))[:CUES]
    return {cue: float(f"{told[cue]:.3g}") for cue in sorted(best)}


def rounded(value: float) -> float:
    return float(f"{value:.{_DIGITS}g}")


Told: TypeAlias = tuple[dict[str, Any], dict[str, float]]
"""The trees and the weights of the cues."""


def selected(text: Text, told: Told | None) -> tuple[float, float, float]:
    """ROUGE-1 and 2 and mean grade of what is selected by these, or by those shipped."""
    salience.load_trees.cache_clear()
    trees, cues = told or (salience.read_trees(), cue_weights.load_weights())
    whole = text.checker.annotated.document.words
    wanted = round(np.mean([count_words(one) for one in text.references]))
    with (
        patch.object(salience, "read_trees", lambda: trees),
        patch.object(cue_weights, "load_weights", lambda: cues),
    ):
        pool = CandidateBuilder(text.checker).build(DraftVotes(), wanted)
        chosen = select_within(pool, text.checker, build_window(wanted, whole // 2))
    best = scores(tuple(one.text for one in chosen), text.references).best
    numbers = [find_rendered_sentence(one, text.checker.annotated) for one in chosen]
    grades = [text.grades.get(number, 0) for number in numbers] if text.grades else [math.nan]
    return best.r1, best.r2, float(np.mean(grades or [0]))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("sets", nargs="+", type=Path)
    parser.add_argument("--write", action="store_true", help="write the trees, fitted on all")
    args = parser.parse_args()
    lines = [line for one in args.sets for line in one.open(encoding="utf-8")]
    graded = json.loads(GRADES.read_text(encoding="utf-8"))
    texts = [measured(json.loads(line), graded) for line in lines]
    kinds = Counter(one.kind for one in texts)
    folds = np.random.RandomState(0).randint(0, FOLDS, len(texts))
    held: defaultdict[str, list[tuple[float, ...]]] = defaultdict(list)
    for fold in range(FOLDS):
        others = [one for one, at in zip(texts, folds, strict=True) if at != fold]
        model = fitted(others, kinds)
        told = exported(model), weigh_cues(others)
        for text in (one for one, at in zip(texts, folds, strict=True) if at == fold):
            rho = float("nan")
            if len(text.targets) > FOLDS and text.targets.std() > 0:
                rho = float(spearmanr(predicted(model, text.rows), text.targets)[0])
            figures = (rho, *selected(text, told), *selected(text, None))
            for kind in (text.kind, "all" if text.kind == "news" else "all long documents"):
                held[kind].append(figures)
    print("held out: rank correlation, ROUGE-1 and 2, grade; ROUGE and grade of the trees shipped")
    for kind, figures in held.items():
        told = "  ".join(f"{value:6.3f}" for value in np.nanmean(figures, axis=0))
        print(f"{kind:40} {len(figures):4}  {told}")
    if args.write:
        told = exported(fitted(texts, kinds))
        salience.TREES.write_text(json.dumps(told, separators=(",", ":")) + "\n", encoding="utf-8")
        cues = json.dumps(weigh_cues(texts), indent=0)
        cue_weights.CUES.write_text(cues + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
