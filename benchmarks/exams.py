"""Have models take the exam of judges, and print records for `summarize/judging/exam_results.toml`.

    python benchmarks/exams.py smollm2-135m qwen2.5-1.5b path/to/model.gguf

With each record, as a comment, how many drafted statements were contradicted, and the share of
true ones that this stands for.
"""

from __future__ import annotations

import argparse
from os import devnull
from pathlib import Path

from summarize.judging.exam_records import ExamRecord
from summarize.judging.open_judge import recall_or_examine
from summarize.settings import resolve_settings


def record(name: str, found: ExamRecord) -> str:
    result, trust = found.result, found.trust
    lines = [
        f"# {name}: {'passed' if result.passed else 'not passed'}",
        "[[record]]",
        f'sha256 = "{found.sha256}"',
        f"result = {{ area = {result.area:.3f}, lower_bound = {result.lower_bound:.3f}, "
        f"asked = {result.asked}, slope = {result.slope:.3f}, "
        f"intercept = {result.intercept:.3f} }}",
    ]
    if trust is not None:
        lines.append(
            f"trust = {{ written = {trust.written}, contradicted = {trust.contradicted} }}"
            f"  # {found.prior:.0%} true"
        )
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("models", nargs="+")
    for name in parser.parse_args().models:
        settings = resolve_settings({"model": name, "cache": False}, {}, Path(devnull)).settings
        found = recall_or_examine(settings, lambda done, total: print(f"# {done} of {total}"))
        print(f"\n{record(name, found)}", flush=True)


if __name__ == "__main__":
    main()
