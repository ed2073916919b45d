"""How fast the program is, beside what one would use instead, with the same model file.

    pip install '.[benchmark]'
    python benchmarks/speed.py ARTICLE --long LONG --book BOOK [--runs N] [--only NAME...]

ARTICLE has about 600 words, LONG about 10,000, BOOK about 120,000; all are UTF-8 text. Every
measurement is a process of its own, loading included, in turn: A B C A B C. The program is
`summarize TEXT --no-cache`: summary, claims, checks. Names for `--only`:

    plain, plain-defaults            ARTICLE in one call of llama-cpp-python's `Llama`
    langchain, langchain-defaults    LONG by LangChain's map-reduce chain over llama-cpp-python
    sequential                       LONG chunk by chunk, one call after another
    cache                            LONG: first and second run, after edits (median), after kill -9
    help                             `summarize --help` beside `python -c pass`
    growth                           the first 5,000 words of BOOK beside all of it

All peers read chunks of 1,536 tokens and write up to 256 in a call. "-defaults" leaves threads
and batch as the peer has them; with its batch of 8, LangChain takes several times as long. Prints
what each process cost, and each ratio (the median over the rounds) beside the most that it may
be. Needs `wait4`: Linux, macOS.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import tempfile
from pathlib import Path
from typing import Any

from rich.console import Console

from summarize.errors import SummarizeError
from summarize.inference.llama_cpp.library import installed_version
from summarize.inference.llama_cpp.llama_engine import LlamaEngine
from summarize.inference.llama_cpp.tuning import default_threads
from summarize.models.gguf import read_header
from summarize.models.registry import build_model_info, locate_model
from summarize.settings import DEFAULT_MODEL
from timing.bar import bar
from timing.plan import NAMES, OPENING, OPENING_WORDS, article_steps, growth_steps, long_steps
from timing.processes import ChildError
from timing.program import Program, help_steps
from timing.rounds import Outcome, interleaved
from timing.tables import as_json, bar_table, costs_table
from timing.texts import edited, first_words

# So short that a single run says nothing.
_HELP_RUNS = 15
_LEAST_WIDTH = 130


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("article", type=Path)
    parser.add_argument("--long", type=Path)
    parser.add_argument("--book", type=Path)
    parser.add_argument("--runs", type=int, default=3, help="rounds with ARTICLE and LONG")
    parser.add_argument("--book-runs", type=int, default=1, help="rounds with BOOK")
    parser.add_argument("--only", nargs="+", choices=NAMES, default=NAMES, metavar="NAME")
    parser.add_argument("--model", default=DEFAULT_MODEL)
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every run there")
    args = parser.parse_args()
    if min(args.runs, args.book_runs) < 1:
        parser.error("at least one run is needed")
    if fault := _fault(args):
        parser.error(fault)
    return args


def _fault(args: argparse.Namespace) -> str:
    """Why the texts can't be measured, found before an hour of runs; "" if they can."""
    for text in filter(None, (args.article, args.long, args.book)):
        try:
            content = text.read_text(encoding="utf-8")
            if text == args.long:
                edited(content)
        except (OSError, ValueError) as error:
            return f"{text}: {error}"
    return ""


def told(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def measure(args: argparse.Namespace, program: Program) -> Outcome:
    threads = default_threads()
    outcome = Outcome()
    if "help" in args.only:
        outcome = interleaved(help_steps(), _HELP_RUNS, told)
    steps = article_steps(program, args.article, args.only, threads)
    if args.long:
        steps |= long_steps(program, args.long, args.only, threads)
    outcome = outcome.joined(interleaved(steps, args.runs, told))
    if args.book:
        outcome = outcome.joined(_growth(args, program))
    return outcome


def _growth(args: argparse.Namespace, program: Program) -> Outcome:
    """The opening comes once more at the end, so that it is measured before and after the book."""
    steps = growth_steps(program, args.book, args.only)
    outcome = interleaved(steps, args.book_runs, told)
    last = {name: step for name, step in steps.items() if name == OPENING}
    return outcome.joined(interleaved(last, 1, told))


def grown(book: Path | None) -> int:
    """By how many bytes the whole of a book is longer than its opening."""
    if not book:
        return 0
    content = book.read_text(encoding="utf-8")
    return len(content.encode()) - len(first_words(content, OPENING_WORDS).encode())


def count_tokens(model: Path, text: Path | None) -> int:
    """Count the tokens of a text; 0 without one."""
    if not text:
        return 0
    with LlamaEngine(model, build_model_info(model, read_header(model))) as engine:
        return engine.count_tokens(text.read_text(encoding="utf-8"))


def setup(model: Path) -> dict[str, Any]:
    """What the figures hold for."""
    return {
        "model": model.name,
        "threads": default_threads(),
        "processors": os.cpu_count(),
        "system": platform.platform(),
        "python": platform.python_version(),
        "llama-cpp-python": installed_version(),
    }


def main() -> None:
    args = arguments()
    try:
        model = locate_model(args.model)
        with tempfile.TemporaryDirectory(prefix="speed-") as home:
            program = Program(model, Path(home))
            program.prepare()
            outcome = measure(args, program)
            tokens = count_tokens(model, args.long)
    except (ChildError, SummarizeError) as error:
        sys.exit(f"speed.py: {error}")
    criteria = bar(outcome, grown(args.book), tokens)
    console = Console()
    console.width = max(_LEAST_WIDTH, console.width)
    console.print(costs_table(outcome), bar_table(criteria))
    if args.json:
        found = as_json(outcome, criteria, setup(model))
        args.json.write_text(json.dumps(found, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
