"""Fit what makes probabilities of the rules' and a judge's log-odds: constants of `score.py`.

    python benchmarks/verdict_fit.py ../shared/eval [--judge MODEL] [--sample 0]

Takes the labelled statements of one sentence about the documents that are not held out (see
`verdicts.py`). For each standing: intercept and slope of the rules' log-odds (Platt scaling);
for proven ones the share that is true; with a judge, for open sentences, intercept and the
slopes of the rules' and of the judge's log-odds. Then, for thresholds on the probability of open
sentences, how many true and false statements of the older systems are accepted. Needs numpy.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from itertools import groupby
from os import devnull
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from statements import Statement, checker_of
from summarize.judging.open_judge import open_judge
from summarize.settings import resolve_settings
from summarize.verification.score import compute_log_odds
from summarize.verification.standing import Standing
from summarize.verification.verdicts import Judge
from verdicts import OLDER_SYSTEMS, choose

Array = NDArray[np.float64]
PROVEN = (Standing.VERBATIM, Standing.WORDS)
_PRIOR, _STEPS = 0.1, 30  # of the weights: as strong as a tenth of a statement


@dataclass(frozen=True, slots=True)
class Row:
    """A labelled sentence with its standing and log-odds; the judge's, if it was asked."""

    statement: Statement
    standing: Standing
    log_odds: float
    judged: float | None = None


def rows_of(chosen: Sequence[Statement], judge: Judge | None) -> list[Row]:
    found: list[Row] = []
    for source, group in groupby(sorted(chosen, key=_source_of), _source_of):
        checker = checker_of(source)
        rows = []
        for one in group:
            check, *others = checker.check_sentences(one.claim)
            if not others:
                rows.append(Row(one, check.standing, compute_log_odds(check.features)))
        asked = [row for row in rows if judge is not None and row.standing is Standing.OPEN]
        texts = [row.statement.claim for row in asked]
        answers = judge.assess(checker.annotated, texts) if judge is not None else []
        judged = dict(zip(texts, answers, strict=True))
        found += [replace(row, judged=judged.get(row.statement.claim)) for row in rows]
    return found


def _source_of(one: Statement) -> str:
    return one.source


def fit(features: Array, labels: Array) -> Array:
    """Logistic regression with a weak normal prior, by Newton's method."""
    weights = np.zeros(features.shape[1])
    for _ in range(_STEPS):
        likely = 1 / (1 + np.exp(-features @ weights))
        slope = features.T @ (likely - labels) + _PRIOR * weights
        curve = (features.T * (likely * (1 - likely))) @ features
        weights = weights - np.linalg.solve(curve + _PRIOR * np.eye(len(weights)), slope)
    return np.asarray(weights)


def columns(rows: Sequence[Row], *, judged: bool = False) -> tuple[Array, Array]:
    own = [[1.0, row.log_odds, *([row.judged] if judged else [])] for row in rows]
    labels = [row.statement.supported for row in rows]
    return np.array(own, dtype=float), np.array(labels, dtype=float)


def accepted(rows: Sequence[Row], likely: Array, threshold: float, supported: bool) -> float:
    """Of the statements of older systems, the share that is proven or likely enough."""
    got = [
        row.standing in PROVEN or (row.standing is Standing.OPEN and chance >= threshold)
        for row, chance in zip(rows, likely, strict=True)
        if row.statement.family in OLDER_SYSTEMS and row.statement.supported is supported
    ]
    return sum(got) / len(got)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--judge", help="the name or file of a model that has passed the exam")
    parser.add_argument("--sample", type=int, default=0, help="take only so many statements")
    args = parser.parse_args()
    settings = resolve_settings({"model": args.judge}, {}, Path(devnull)).settings
    with open_judge(settings) if args.judge else nullcontext() as judge:
        rows = rows_of(choose(args.data, "fit", args.sample), judge)
    rows = [
        r for r in rows if not (args.judge and r.standing is Standing.OPEN and r.judged is None)
    ]
    by_standing: defaultdict[Standing, list[Row]] = defaultdict(list)
    for row in rows:
        by_standing[row.standing].append(row)
    print(f"LABELLED_SHARE = {np.mean([row.statement.supported for row in rows]):.2f}")
    likely = np.zeros(len(rows))
    for standing in Standing:
        own = by_standing[standing]
        if not own:
            continue
        features, labels = columns(own)
        if standing in PROVEN:
            # as if one more were true and one false
            print(f"{standing}: {len(own)}, {(labels.sum() + 1) / (len(own) + 2):.3f} are true")
            continue
        weights = fit(features, labels)
        if args.judge and standing is Standing.OPEN:
            features, labels = columns(own, judged=True)
            weights = fit(features, labels)
        print(f"{standing}: {len(own)}, {', '.join(f'{one:.2f}' for one in weights)}")
        places = [at for at, row in enumerate(rows) if row.standing is standing]
        likely[places] = 1 / (1 + np.exp(-features @ weights))
    print("\nfrom   accepted: true   false")
    for threshold in np.arange(0.3, 0.95, 0.05):
        shares = (accepted(rows, likely, threshold, supported) for supported in (True, False))
        print(f"{threshold:.2f}{'':>12}{next(shares):>7.1%}{next(shares):>8.1%}")


if __name__ == "__main__":
    main()
