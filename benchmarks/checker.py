"""How good the checker is, on statements that people have labelled.

    python benchmarks/checker.py DATA.jsonl

DATA has a line for each statement: `source`, `claim`, `label` ("supported" or
"unsupported") and `subset`. A statement counts as let through when its verdict
is "supported". Prints, per subset and overall: balanced accuracy, the share of
unsupported statements that were let through, and of supported ones that were not.
"""

from __future__ import annotations

import argparse
import functools
import json
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from summarize.findings import Claim, Verdict
from summarize.sources import read
from summarize.verify import Checker


@functools.lru_cache(maxsize=64)
def checker_of(source: str) -> Checker:
    return Checker(read(text=source, language="en"))


def shares(rows: Iterable[tuple[bool, bool]]) -> tuple[float, float]:
    """Of (labelled supported, let through) pairs: lies let through, good ones stopped."""
    bad = [passed for label, passed in rows if not label]
    good = [passed for label, passed in rows if label]
    return sum(bad) / max(1, len(bad)), 1 - sum(good) / max(1, len(good))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--show", type=int, default=0, help="print so many lies let through")
    args = parser.parse_args()
    rows = [json.loads(line) for line in args.data.open(encoding="utf-8")]
    results: defaultdict[str, list[tuple[bool, bool]]] = defaultdict(list)
    shown = 0
    for row in rows:
        result = checker_of(row["source"]).check(Claim(row["claim"]))
        passed = result.verdict is Verdict.SUPPORTED
        supported = row["label"] == "supported"
        for name in (row["subset"], "all"):
            results[name].append((supported, passed))
        if passed and not supported and shown < args.show:
            shown += 1
            print(f"[{row['subset']}] {row['claim']}")
            print(*(f"    <- {evidence.quote}" for evidence in result.evidence), sep="\n")
    print(f"{'subset':<20}{'n':>6}{'balanced':>10}{'lies passed':>13}{'truth stopped':>15}")
    for name in sorted(results, key=lambda key: (key == "all", key)):
        passed_lies, stopped = shares(results[name])
        balanced = 1 - (passed_lies + stopped) / 2
        print(
            f"{name:<20}{len(results[name]):>6}{balanced:>10.2f}{passed_lies:>13.1%}{stopped:>15.1%}"
        )


if __name__ == "__main__":
    main()
