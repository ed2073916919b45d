"""How good the checker is, on statements that people have labelled.

    python benchmarks/checker.py DATA.jsonl

DATA has a line for each statement: `source`, `claim`, `label` ("supported" or
"unsupported") and `subset`. A statement counts as let through when its verdict
is "supported". Prints, per subset and overall: balanced accuracy, the share of
unsupported statements that were let through, and of supported ones that were not
and that were even called unsupported: falsely accused.
"""

from __future__ import annotations

import argparse
import functools
import json
from collections import defaultdict
from pathlib import Path

from summarize.findings import Claim, Verdict
from summarize.sources import read
from summarize.verify import Checker

Rows = list[tuple[bool, Verdict]]


@functools.lru_cache(maxsize=64)
def checker_of(source: str) -> Checker:
    return Checker(read(text=source, language="en"))


def share(rows: Rows, supported: bool, *verdicts: Verdict) -> float:
    """Of the statements labelled (not) supported, the share with one of these verdicts."""
    got = [verdict for label, verdict in rows if label is supported]
    return sum(verdict in verdicts for verdict in got) / max(1, len(got))


def line(name: str, rows: Rows) -> str:
    passed_lies = share(rows, False, Verdict.SUPPORTED)
    stopped = share(rows, True, Verdict.UNSURE, Verdict.UNSUPPORTED)
    accused = share(rows, True, Verdict.UNSUPPORTED)
    balanced = 1 - (passed_lies + stopped) / 2
    return (
        f"{name:<22}{len(rows):>6}{balanced:>10.2f}"
        f"{passed_lies:>13.1%}{stopped:>15.1%}{accused:>17.1%}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--show", type=int, default=0, help="print so many lies let through")
    args = parser.parse_args()
    rows = [json.loads(line) for line in args.data.open(encoding="utf-8")]
    results: defaultdict[str, Rows] = defaultdict(list)
    shown = 0
    for row in rows:
        result = checker_of(row["source"]).check(Claim(row["claim"]))
        passed = result.verdict is Verdict.SUPPORTED
        supported = row["label"] == "supported"
        for name in (row["subset"], "all"):
            results[name].append((supported, result.verdict))
        if passed and not supported and shown < args.show:
            shown += 1
            print(f"[{row['subset']}] {row['claim']}")
            print(*(f"    <- {evidence.quote}" for evidence in result.evidence), sep="\n")
    heads = f"{'balanced':>10}{'lies passed':>13}{'truth stopped':>15}{'falsely accused':>17}"
    print(f"{'subset':<22}{'n':>6}{heads}")
    for name in sorted(results, key=lambda key: (key == "all", key)):
        print(line(name, results[name]))


if __name__ == "__main__":
    main()
