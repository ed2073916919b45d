"""How good the checker is, on statements that people have labelled.

    python benchmarks/checker.py ../shared/eval [--show N]

The folder has `factuality_core.jsonl`, the clearest labels, and `factuality.jsonl` with
`factuality_sources.jsonl`: one table each. If the core's file is given instead of the folder,
the core alone is measured. Only "supported" and "unsupported" count as labels.

Per subset, per family of subsets, and overall: balanced accuracy, where a score of 0.5 or
more counts as supported; the area under the ROC curve of the score; of the unsupported
statements the share that passed (verdict "supported") and that was accused (verdict
"unsupported"); of the supported ones the share that was stopped (not called supported) and
that was falsely accused. `--show` prints so many lies that passed, with their evidence, and so
many truths that were accused, with the reasons.
"""

from __future__ import annotations

import argparse
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from statements import Statement, checker_of, statements
from summarize.results import CheckedClaim, Claim, Verdict

THRESHOLD = 0.5


@dataclass(frozen=True)
class Judged:
    """A labelled statement and what the checker says of it."""

    statement: Statement
    result: CheckedClaim


def share(rows: Sequence[Judged], supported: bool, *verdicts: Verdict) -> float:
    """Of the statements labelled (not) supported, the share with one of these verdicts."""
    got = [row.result.verdict for row in rows if row.statement.supported is supported]
    return sum(verdict in verdicts for verdict in got) / max(1, len(got))


def _scores(rows: Sequence[Judged], supported: bool) -> list[float]:
    return sorted(row.result.probability for row in rows if row.statement.supported is supported)


def balanced(rows: Sequence[Judged]) -> float:
    """The mean of both labels' shares that are on the right side of the threshold."""
    true, false = _scores(rows, True), _scores(rows, False)
    if not true or not false:
        return float("nan")
    kept = len(true) - bisect_left(true, THRESHOLD)
    return (kept / len(true) + bisect_left(false, THRESHOLD) / len(false)) / 2


def area(rows: Sequence[Judged]) -> float:
    """How often a supported statement scores above an unsupported one; ties count half."""
    true, false = _scores(rows, True), _scores(rows, False)
    if not true or not false:
        return float("nan")
    wins = sum(bisect_left(false, score) + bisect_right(false, score) for score in true)
    return wins / 2 / len(true) / len(false)


def line(name: str, rows: Sequence[Judged]) -> str:
    return (
        f"{name:<22}{len(rows):>6}{balanced(rows):>10.3f}{area(rows):>7.3f}"
        f"{share(rows, False, Verdict.SUPPORTED):>13.1%}"
        f"{share(rows, False, Verdict.UNSUPPORTED):>14.1%}"
        f"{share(rows, True, Verdict.UNSURE, Verdict.UNSUPPORTED):>15.1%}"
        f"{share(rows, True, Verdict.UNSUPPORTED):>17.1%}"
    )


def table(title: str, rows: Sequence[Judged]) -> None:
    """A line for each subset, below them each family that has several, and all."""
    groups: defaultdict[tuple[int, str], list[Judged]] = defaultdict(list)
    for row in rows:
        groups[0, row.statement.subset].append(row)
        groups[1, row.statement.family].append(row)
        groups[2, "all"].append(row)
    print(
        f"\n{title:<22}{'n':>6}{'balanced':>10}{'area':>7}{'lies passed':>13}"
        f"{'lies accused':>14}{'truth stopped':>15}{'falsely accused':>17}"
    )
    for rank, name in sorted(groups):
        if (rank, name) == (1, name) and (0, name) in groups:
            continue
        print(line(name, groups[rank, name]))


def show(title: str, rows: Sequence[Judged], number: int) -> None:
    for row in rows[:number]:
        print(f"\n{title} [{row.statement.subset}] {row.statement.claim}")
        print(*(f"    <- {evidence.quote}" for evidence in row.result.evidence), sep="\n")
        print(*(f"    {reason}" for reason in row.result.reasons), sep="\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--show", type=int, default=0, help="print so many of each sort of error")
    args = parser.parse_args()
    whole = args.data.is_dir()
    rows = [
        Judged(statement, checker_of(statement.source).check(Claim(statement.claim)))
        for statement in statements(args.data if whole else args.data.parent)
        if whole or statement.core
    ]
    core = [row for row in rows if row.statement.core]
    rest = [row for row in rows if not row.statement.core]
    for verdict, supported, title in (
        (Verdict.SUPPORTED, False, "lie passed"),
        (Verdict.UNSUPPORTED, True, "falsely accused"),
    ):
        wrong = [
            r for r in rows if (r.result.verdict, r.statement.supported) == (verdict, supported)
        ]
        show(title, wrong, args.show)
    table("core", core)
    if rest:
        table("not in the core", rest)


if __name__ == "__main__":
    main()
