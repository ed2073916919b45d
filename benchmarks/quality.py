"""How good the summaries are, on texts with human references, beside what they have to beat.

    pip install '.[benchmark]'
    python benchmarks/quality.py ../shared/eval/news_long.jsonl ../shared/eval/longdoc.jsonl \\
        --length reference --model smollm2-135m --cache completions.sqlite3

A SET has a line for each text: `id`, `text`, `references`, maybe `doc_type`. Human claims come
from `claims.jsonl` beside it, where it has the same text as one of the references. Prints for
each set (and each type of document) and for all: ROUGE-1/2/Lsum (stemmed) with the best
reference and on average, claims covered, whose words are printed, what the article does not
have (numbers, names), repetition, length; then the same beside each baseline, both texts cut to
the same number of words; then which of the aims are reached.

`SET.jsonl@3` takes every third text of a set.

Baselines: the article's opening; its first sentence; the plain prompt to the same model;
map-reduce with the plain prompt; LexRank. Completions are kept in `--cache FILE`, so that a
change in what happens after the model is measured in seconds. A model is believed as far as its
exam goes, if it has taken it here.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from summarize import pipeline
from summarize.errors import SummarizeError
from summarize.inference import Engine
from summarize.inference.cached_engine import CachedEngine
from summarize.inference.llama_cpp.library import installed_version
from summarize.inference.llama_cpp.llama_engine import REVISION, LlamaEngine
from summarize.inference.llama_cpp.requantized import choose_weights
from summarize.judging.recall import recall_writer
from summarize.judging.writer import UNKNOWN_WRITER, Writer
from summarize.models.gguf import read_header
from summarize.models.model_files import fingerprint
from summarize.models.registry import build_model_info, locate_model
from summarize.results import Summary
from summarize.settings import Length, Settings, resolve_settings
from summarize.sources import read
from summarize.storage.cache import Cache
from yardstick import baselines
from yardstick.bar import bar
from yardstick.items import Choice, Item, load
from yardstick.scoring import Row, row
from yardstick.tables import Headline, baselines_table, printed_table, summaries_table

_REFERENCE = "reference"
# So many texts are summarised before the baselines get theirs, all in one call of the engine.
_TOGETHER = 12
_SETTINGS = ("seed", "claims", "focus", "language", "threads", "ctx", "model")


@contextmanager
def engine_of(settings: Settings, kept: Path | None) -> Iterator[tuple[Engine, Cache | None]]:
    """The engine, with a cache in front of it if there is a file for it."""
    path = locate_model(settings.model)
    header = read_header(path)
    weights = choose_weights(path, header, 0)
    told = build_model_info(path, header)
    with LlamaEngine(weights.path, told, settings.threads, settings.ctx) as engine:
        if kept is None:
            yield engine, None
            return
        cache = Cache(kept, limit_bytes=2_000_000_000)
        library = f"llama-cpp-python {installed_version()}"
        version = f"benchmark, {library}, engine {REVISION} {weights.quantization}"
        version += f", window {engine.context_size}"
        yield CachedEngine(engine, cache, f"{fingerprint(path)} {version}"), cache
        cache.close()


def settings_for(item: Item, settings: Settings, length: str) -> Settings:
    """The settings with this text's own length, if that is to be its references'."""
    asked = str(item.reference_words) if length == _REFERENCE else length
    return replace(settings, length=Length.parse(asked))


Summarized = tuple[Item, Summary, float | None]
"""The seconds are None where completions came from the cache."""


class Bench:
    """Summarises and measures; `rows` are the results, `failures` what could not be done."""

    def __init__(
        self, args: argparse.Namespace, engine: Engine, cache: Cache | None, writer: Writer
    ) -> None:
        self._args = args
        self._engine = engine
        self._writer = writer
        self._baselines = baselines.baselines(engine, cache, args.baselines)
        self.rows: list[Row] = []
        self.failures: list[str] = []

    def run(self, items: Sequence[Item], settings: Settings) -> None:
        """Some texts: first the summaries, then each baseline for all of them at once."""
        done = [one for item in items if (one := self._summarized(item, settings))]
        if not done:
            return
        tasks = [baselines.Task(s.document, s.target_words, s.words) for _, s, _ in done]
        answers = {name: make(tasks) for name, make in self._baselines.items()}
        for place, (item, summary, seconds) in enumerate(done):
            own = {name: given[place] for name, given in answers.items()}
            self.rows.append(row(item, summary, own, seconds))
            if self._args.show:
                show(item, summary, self.rows[-1])
            say(self.rows[-1].id, progress(self.rows[-1]))

    def _summarized(self, item: Item, settings: Settings) -> Summarized | None:
        started = time.perf_counter()
        try:
            wanted = settings_for(item, settings, self._args.length)
            document = read(text=item.text)
            summary = pipeline.summarize(document, wanted, self._engine, writer=self._writer)
        except SummarizeError as error:
            self.failures.append(f"{item.group} {item.id}: {error}")
            return None
        seconds = time.perf_counter() - started
        computed = summary.usage.output_tokens > 0
        took = f"{seconds:.1f} s" + ("" if computed else " (completions from the cache)")
        say(item.id, f"{summary.words} words of {summary.target_words}, {took}")
        return item, summary, seconds if computed else None


def say(name: str, what: str) -> None:
    """A line for somebody who waits."""
    print(f"{name[-20:]:<21}{what}", file=sys.stderr, flush=True)


def progress(row: Row) -> str:
    beside = (
        f"{name} {one.own.best.r1:.1f}:{one.theirs.best.r1:.1f}"
        for name, one in row.against.items()
    )
    return f"R1 {', '.join(beside)}"


def show(item: Item, summary: Summary, row: Row) -> None:
    """A summary to be read against its article, its references and its baselines."""
    print(f"\n=== {item.group} {item.id} {item.kind}: {row.article_words} words")
    print(*(f"  reference {text}" for text in item.references[:2]), sep="\n")
    print(f"  --- summary, {row.given} words of {row.asked}")
    for mark, statements in ((" ", summary.sentences), ("-", summary.claims)):
        for one in statements:
            numbers = [evidence.sentence_number for evidence in one.evidence]
            print(f"  {mark} {one.origin.value:<7}{one.text} {numbers}")
    for name, one in row.against.items():
        print(f"  --- {name}, {len(' '.join(one.text).split())} words")
        print(*(f"    {sentence}" for sentence in one.text), sep="\n")
    for name, found in (*asdict(row.faults).items(), *asdict(row.claim_faults).items()):
        if found:
            print(f"  !!! {name}: {', '.join(found)}")


def report(bench: Bench, settings: Settings, args: argparse.Namespace) -> None:
    """The tables and the bar, as Markdown."""
    headline = Headline(args.reference)
    named = {name: getattr(settings, name) for name in _SETTINGS}
    told = ", ".join(f"{name} {value}" for name, value in named.items() if value is not None)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"\nlength {args.length}, {told}; {len(bench.rows)} texts, {', '.join(args.sets_named)}")
    print(f"R1, R2, RLsum: {args.reference} reference; peak memory {peak:.0f} MB")
    print("".join(f"FAILED {failure}\n" for failure in bench.failures), end="")
    print(f"\n{summaries_table(bench.rows, headline)}")
    print(f"\n{printed_table(bench.rows)}")
    if args.baselines:
        print("\nAt equal length, summary : baseline (difference); ± is the 95 % interval of R1")
        print(f"\n{baselines_table(bench.rows, headline)}")
    print("\nThe bar (reading by hand and the time beside one plain call are not told here)\n")
    print(*bar(bench.rows, headline), sep="\n")


def chosen_set(text: str) -> tuple[Path, int]:
    """`"news.jsonl@3"` is every third text of the set."""
    path, _, every = text.partition("@")
    return Path(path), int(every or 1)


def parsed(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("sets", nargs="+", type=chosen_set, metavar="SET[@N]")
    parser.add_argument("--length", default="medium", help='as for the program, or "reference"')
    for name in _SETTINGS:
        parser.add_argument(f"--{name}", help="as for the program")
    parser.add_argument("--items", type=int, default=24, help="so many of each set; 0 for all")
    parser.add_argument("--skip", type=int, default=0)
    parser.add_argument("--least", type=int, default=0, help="words of article at least")
    parser.add_argument("--most", type=int, default=10**9, help="words of article at most")
    parser.add_argument("--reference", choices=("best", "mean"), default="best")
    parser.add_argument("--baselines", default=",".join(baselines.NAMES), help="of these")
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--json", type=Path, help="write all figures and texts there")
    parser.add_argument("--show", action="store_true", help="print what is to be read by hand")
    args = parser.parse_args(arguments)
    args.baselines = [name for name in args.baselines.split(",") if name]
    unknown = set(args.baselines) - set(baselines.NAMES)
    if unknown:
        parser.error(f"no baseline is called {', '.join(unknown)}")
    args.sets_named = [path.stem + (f" (every {n})" if n > 1 else "") for path, n in args.sets]
    return args


def as_json(bench: Bench, settings: Settings, args: argparse.Namespace) -> dict[str, Any]:
    named = {name: getattr(settings, name) for name in _SETTINGS}
    criteria = [
        asdict(one) | {"reached": one.reached} for one in bar(bench.rows, Headline(args.reference))
    ]
    return {
        "settings": named | {"length": args.length, "reference": args.reference},
        "rows": [asdict(row) for row in bench.rows],
        "bar": criteria,
        "failures": bench.failures,
    }


def main() -> None:
    args = parsed()
    flags = {name: getattr(args, name) for name in _SETTINGS}
    settings = resolve_settings(flags, {}, Path("no configuration file")).settings
    choice = Choice(least=args.least, most=args.most)
    items = [
        item
        for path, every in args.sets
        for item in load(path, choice)[args.skip :: every][: args.items or None]
    ]
    writer = recall_writer(settings) or UNKNOWN_WRITER
    with engine_of(settings, args.cache) as (engine, cache):
        bench = Bench(args, engine, cache, writer)
        for start in range(0, len(items), _TOGETHER):
            bench.run(items[start : start + _TOGETHER], settings)
    if args.json:
        text = json.dumps(as_json(bench, settings, args), ensure_ascii=False, indent=1)
        args.json.write_text(text, encoding="utf-8")
    if bench.rows:
        report(bench, settings, args)


if __name__ == "__main__":
    main()
