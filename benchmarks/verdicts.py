"""How good the verdicts are, by the rules alone and with a judge, on statements people labelled.

    python benchmarks/verdicts.py ../shared/eval [--judge MODEL] [--part held] [--sample 300]

The folder has FRANK, QAGS, CLIFF, SummEdits, WiCE, FaithBench and others, see `statements.py`.
Weights are fitted on one half of the documents (`--part fit`), quoted is the other (`held`). Per
family, for the three of older systems together, for the core and for all: the area under the ROC
curve of the probability, with an interval from resampled documents; of the true and of the
false statements the shares accepted and accused; and how far the probabilities are from the
truth in ten bins (expected calibration error), with an interval. `--sample` takes so many
statements, always the same, for choosing settings. A judge's answers are cached. Instead of the
folder it takes a file of JSON lines with `source`, `claim` and `label`: statements of a model's own
drafts, to see whether it is kinder to itself (`--part all`).
"""

from __future__ import annotations

import argparse
import random
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from os import devnull
from pathlib import Path

from statements import Statement, checker_of, statements
from summarize.judging.open_judge import open_judge
from summarize.judging.ranking import measure_roc_area
from summarize.results import Claim, Verdict
from summarize.settings import resolve_settings
from summarize.verification.verdicts import ClaimVerifier, Judge

OLDER_SYSTEMS = frozenset({"frank", "qags", "cliff"})
_RESAMPLED, _INTERVAL, _BINS = 300, 0.95, 10


@dataclass(frozen=True, slots=True)
class Decided:
    """A labelled statement, the verdict on it, and its probability."""

    statement: Statement
    verdict: Verdict
    probability: float
    basis: str


def is_held_out(source: str) -> bool:
    """Whether a document is in the half on which nothing is fitted."""
    return zlib.crc32(source.encode()) % 2 == 1


def choose(folder: Path, part: str, sample: int) -> list[Statement]:
    """Those of one part of the documents ("fit", "held", "all"), or a fixed sample of them."""
    found = [
        one
        for one in statements(folder)
        if part == "all" or is_held_out(one.source) == (part == "held")
    ]
    if sample:
        found = random.Random(1).sample(found, min(sample, len(found)))
    return found


def decide(chosen: Sequence[Statement], judge: Judge | None) -> Iterator[Decided]:
    """The verdicts, document by document, so that a judge is asked about each once."""
    by_source: defaultdict[str, list[Statement]] = defaultdict(list)
    for one in chosen:
        by_source[one.source].append(one)
    for source, own in by_source.items():
        verifier = ClaimVerifier(checker_of(source), judge)
        results = verifier.check_all([Claim(one.claim) for one in own])
        for one, result in zip(own, results, strict=True):
            yield Decided(one, result.verdict, result.probability, result.basis or "")


def area(rows: Sequence[Decided]) -> float:
    true = [row.probability for row in rows if row.statement.supported]
    false = [row.probability for row in rows if not row.statement.supported]
    return measure_roc_area(true, false).area if true and false else float("nan")


def share(rows: Sequence[Decided], supported: bool, verdict: Verdict) -> float:
    own = [row.verdict is verdict for row in rows if row.statement.supported is supported]
    return sum(own) / len(own) if own else float("nan")


def calibration_error(rows: Sequence[Decided]) -> float:
    """The mean distance of the probabilities in a bin from the share that is true, weighted."""
    bins: defaultdict[int, list[Decided]] = defaultdict(list)
    for row in rows:
        bins[min(_BINS - 1, int(row.probability * _BINS))].append(row)
    distances = (
        abs(sum(row.probability - row.statement.supported for row in own)) for own in bins.values()
    )
    return sum(distances) / len(rows)


def interval(
    rows: Sequence[Decided], measure: Callable[[Sequence[Decided]], float]
) -> tuple[float, float]:
    """Where 95 of 100 values of a measure lie if other documents had been drawn."""
    by_source: defaultdict[str, list[Decided]] = defaultdict(list)
    for row in rows:
        by_source[row.statement.source].append(row)
    groups, chance = list(by_source.values()), random.Random(1)
    values = sorted(
        value
        for _ in range(_RESAMPLED)
        if (value := measure([r for g in chance.choices(groups, k=len(groups)) for r in g]))
        == value
    )
    if not values:
        return float("nan"), float("nan")
    spare = int((1 - _INTERVAL) / 2 * len(values))
    return values[spare], values[-1 - spare]


def line(name: str, rows: Sequence[Decided]) -> str:
    low, high = interval(rows, area)
    least, most = interval(rows, calibration_error)
    shares = "".join(
        f"{share(rows, supported, verdict):>8.1%}"
        for verdict in (Verdict.SUPPORTED, Verdict.UNSUPPORTED)
        for supported in (True, False)
    )
    return (
        f"{name:<14}{len(rows):>6}{area(rows):>8.3f} ({low:.3f} to {high:.3f}){shares}"
        f"{calibration_error(rows):>8.3f} ({least:.3f} to {most:.3f})"
    )


def table(rows: Sequence[Decided]) -> None:
    groups: defaultdict[tuple[int, str], list[Decided]] = defaultdict(list)
    for row in rows:
        groups[0, row.statement.family].append(row)
        if row.statement.family in OLDER_SYSTEMS:
            groups[1, "older systems"].append(row)
        if row.statement.core:
            groups[2, "core"].append(row)
        groups[3, "all"].append(row)
    print(f"{'':<14}{'':>28}{'accepted':>18}{'accused':>16}")
    print(
        f"{'':<14}{'n':>6}{'area (95 %)':>24}{'true':>8}{'false':>8}{'true':>8}{'false':>8}  error"
    )
    for key in sorted(groups):
        print(line(key[1], groups[key]))


def bins(rows: Sequence[Decided]) -> None:
    print("\nprobability: statements, share that is true")
    for number in range(_BINS):
        own = [row for row in rows if min(_BINS - 1, int(row.probability * _BINS)) == number]
        if own:
            true = sum(row.statement.supported for row in own) / len(own)
            print(f"{number / _BINS:.1f} to {(number + 1) / _BINS:.1f}: {len(own):>6}{true:>8.1%}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--judge", help="the name or file of a model that has passed the exam")
    parser.add_argument("--part", choices=["fit", "held", "all"], default="held")
    parser.add_argument("--sample", type=int, default=0, help="take only so many statements")
    args = parser.parse_args()
    chosen = choose(args.data, args.part, args.sample)
    settings = resolve_settings({"model": args.judge}, {}, Path(devnull)).settings
    with open_judge(settings) if args.judge else nullcontext() as judge:
        rows = list(decide(chosen, judge))
    table(rows)
    bins(rows)


if __name__ == "__main__":
    main()
