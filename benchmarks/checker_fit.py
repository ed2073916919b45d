"""Fit the weights of `summarize/verification/score.py`, and measure them on articles not fitted on.

    python benchmarks/checker_fit.py ../shared/eval [--folds 8] [--strength 100]

Logistic regression with a Gaussian prior (`--strength`) on the features of every labelled
statement that is not called supported outright. Each family of data sets weighs as much as
it has statements in the core, and both labels in it the same, so that the many statements
of one do not decide alone. Statements are first scored by weights that were fitted on other
articles (`--folds`), the log-odds at which those of the core part best become 0.5, and what
comes out is printed; then the weights fitted on all, to be pasted into the module. Needs numpy.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from statements import Statement, checker_of, statements
from summarize.document import Span
from summarize.nlp.sentences import split_sentences

Array = NDArray[np.float64]

_STEPS = 30
# Of supported statements, so many may be accused: called unsupported.
_ACCUSED = 0.06
# A family of data sets weighs as much as it has statements in the core, at least so many.
_LEAST_WEIGHT = 20


@dataclass(frozen=True)
class Example:
    """A labelled statement: the features of its sentences that were not verbatim."""

    family: str
    source: str
    supported: bool
    core: bool
    hard: bool
    rows: list[dict[str, float]]


def example(statement: Statement) -> Example:
    checker = checker_of(statement.source)
    text = statement.claim
    spans = split_sentences(text, "en") or (Span(0, len(text)),)
    found = [checker.check_sentence(text[span.start : span.end]) for span in spans]
    rows = [dict(one.features) for one in found if one.reasons and one.features]
    hard = any(reason.contradiction for one in found for reason in one.reasons)
    return Example(
        statement.family, statement.source, statement.supported, statement.core, hard, rows
    )


def matrix(examples: Sequence[Example], names: Sequence[str]) -> tuple[Array, list[int]]:
    """One row for each sentence, and the number of the example that it belongs to."""
    rows = [
        (number, [1.0, *(row[name] for name in names)])
        for number, one in enumerate(examples)
        for row in one.rows
    ]
    return np.array([row for _, row in rows]), [number for number, _ in rows]


def weights_of(examples: Sequence[Example]) -> Array:
    """How much each example counts, 1 on average; both labels of a family count the same."""
    core = Counter(one.family for one in examples if one.core)
    sizes = Counter((one.family, one.supported) for one in examples)
    raw = np.array(
        [max(_LEAST_WEIGHT, core[e.family]) / sizes[e.family, e.supported] for e in examples]
    )
    return np.asarray(raw * len(examples) / raw.sum())


def fitted(examples: Sequence[Example], names: Sequence[str], strength: float) -> Array:
    """Weights with the highest posterior, by Newton's method.

    A statement is as good as its worst sentence, so that sentence alone is fitted on: which
    one that is, the weights of the round before say.
    """
    rows, owners = matrix(examples, names)
    spread = rows.std(axis=0) + 1e-9
    spread[0] = 1e6  # the intercept has no prior
    counted = weights_of(examples)
    weights = np.zeros(rows.shape[1])
    weights[0] = 0.1
    for _ in range(_STEPS):
        worst = _worst(rows @ weights, owners)
        chosen = rows[worst]
        labels = np.array([examples[owners[at]].supported for at in worst], dtype=float)
        count = np.array([counted[owners[at]] for at in worst])
        likely = 1 / (1 + np.exp(-np.clip(chosen @ weights, -30, 30)))
        prior = strength * spread**2 * (spread < 1e5)
        slope = chosen.T @ (count * (likely - labels)) + prior * weights
        curve = (chosen * (count * likely * (1 - likely))[:, None]).T @ chosen
        step = np.linalg.solve(curve + np.diag(prior + 1e-6), slope)
        weights = weights - np.clip(step, -2, 2)
    return np.asarray(weights)


def _worst(scores: Array, owners: Sequence[int]) -> list[int]:
    """For each example the row with the lowest score."""
    best: dict[int, int] = {}
    for at, owner in enumerate(owners):
        if owner not in best or scores[at] < scores[best[owner]]:
            best[owner] = at
    return list(best.values())


def scores(examples: Sequence[Example], names: Sequence[str], weights: Array) -> Array:
    """The score of every example, 1.0 where nothing is against any of its sentences."""
    result = np.ones(len(examples))
    rows, owners = matrix(examples, names)
    for at in _worst(rows @ weights, owners):
        result[owners[at]] = 1 / (1 + np.exp(-np.clip(rows[at] @ weights, -30, 30)))
    return result


def held_out(
    examples: Sequence[Example], names: Sequence[str], folds: int, strength: float
) -> Array:
    """Scores by weights that were fitted without any statement about the same article."""
    fold = {source: at % folds for at, source in enumerate(sorted({e.source for e in examples}))}
    result = np.ones(len(examples))
    for number in range(folds):
        inside = [e for e in examples if fold[e.source] != number]
        places = [at for at, e in enumerate(examples) if fold[e.source] == number]
        weights = fitted(inside, names, strength)
        result[places] = scores([examples[at] for at in places], names, weights)
    return result


def area(supported: Array, found: Array) -> float:
    """Area under the ROC curve: how often a supported statement scores above another one."""
    above, below = found[supported], found[~supported]
    if not len(above) or not len(below):
        return float("nan")
    wins = (above[:, None] > below[None, :]).mean() + (above[:, None] == below[None, :]).mean() / 2
    return float(wins)


def balanced(supported: Array, found: Array, threshold: float) -> float:
    return float(
        ((found[supported] >= threshold).mean() + (found[~supported] < threshold).mean()) / 2
    )


def report(examples: Sequence[Example], found: Array) -> None:
    """Balanced accuracy and area by family, for the core and for the rest."""
    print(f"{'':<18}{'n':>6}{'area':>8}{'balanced':>10}")
    for core in (True, False):
        families = sorted({e.family for e in examples if e.core is core})
        for family in (*families, "all"):
            here = np.array([e.core is core and family in (e.family, "all") for e in examples])
            labels = np.array([e.supported for e in examples])[here]
            line = f"{'core' if core else 'rest'} {family:<13}{here.sum():>6}"
            right = balanced(labels, found[here], 0.5)
            print(f"{line}{area(labels, found[here]):>8.3f}{right:>10.3f}")


def parting(examples: Sequence[Example], found: Array) -> float:
    """The log-odds at which held-out statements of the core part best, by balanced accuracy."""
    core = np.array([e.core for e in examples])
    labels = np.array([e.supported for e in examples])[core]
    odds = _log_odds(found[core])
    steps = np.linspace(-1.0, 1.0, 81)
    # the middle of the best stretch: a single statement must not decide
    accuracy = np.array([balanced(labels, odds, step) for step in steps])
    smooth = np.convolve(accuracy, np.ones(9) / 9, mode="same")
    return float(steps[int(smooth[4:-4].argmax()) + 4])


def shifted(found: Array, shift: float) -> Array:
    return np.asarray(np.where(found < 1, 1 / (1 + np.exp(shift - _log_odds(found))), 1.0))


def _log_odds(found: Array) -> Array:
    near = np.clip(found, 1e-9, 1 - 1e-9)
    return np.asarray(np.log(near / (1 - near)))


def accusing_threshold(examples: Sequence[Example], found: Array) -> float:
    """The score below which so many supported statements lie as may be accused, hard ones too."""
    labels = np.array([e.supported and e.core for e in examples])
    hard = np.array([e.hard for e in examples])
    spare = _ACCUSED * labels.sum() - (labels & hard).sum()
    free = np.sort(found[labels & ~hard])
    return float(free[int(max(0, spare))]) if spare > 0 else 0.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--folds", type=int, default=8)
    parser.add_argument("--strength", type=float, default=100.0)
    args = parser.parse_args()
    examples = [example(one) for one in statements(args.data)]
    names = sorted({name for one in examples for row in one.rows for name in row})
    found = held_out(examples, names, args.folds, args.strength)
    shift = parting(examples, found)
    found = shifted(found, shift)
    report(examples, found)
    print(f"UNSUPPORTED_BELOW = {accusing_threshold(examples, found):.2f}")
    weights = fitted(examples, names, args.strength)
    print(f"INTERCEPT = {weights[0] - shift:.2f}")
    for name, value in zip(names, weights[1:], strict=True):
        print(f'    "{name}": {value:.2f},')


if __name__ == "__main__":
    main()
