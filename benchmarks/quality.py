"""How good the summaries are, on texts with human references.

    pip install '.[benchmark]'
    python benchmarks/quality.py DATA.jsonl --items 24 --length medium --model smollm2-135m

DATA has a line for each text: `id`, `text` and `references`. Prints a row for
each text and means over all: ROUGE-1/2/L (best reference, stemmed) of the
summary and, beside it, of the article's opening cut to the same number of
words; length asked and given; sentences by origin; what was dropped; seconds.
Completions are kept in `--cache FILE`, so that a change in what happens after
the model is measured in seconds.
"""

from __future__ import annotations

import argparse
import json
import resource
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from rouge_score.rouge_scorer import RougeScorer

from summarize import pipeline
from summarize.cache import Cache, CachedEngine
from summarize.document import Document
from summarize.engine.llama import LlamaEngine
from summarize.findings import Origin, Summary
from summarize.gguf import read_header
from summarize.models import info, locate
from summarize.settings import Length, Settings
from summarize.sources import read

MEASURES = ("rouge1", "rouge2", "rougeL")
SCORER = RougeScorer(MEASURES, use_stemmer=True)


def rouge(text: str, references: Sequence[str]) -> list[float]:
    """F-measures times 100 against the reference that ROUGE-1 likes best."""
    scored = [SCORER.score(reference, text) for reference in references]
    best = max(scored, key=lambda scores: scores["rouge1"].fmeasure)
    return [100 * best[measure].fmeasure for measure in MEASURES]


def opening(document: Document, words: int) -> str:
    """The first so many words of the article."""
    text = " ".join(document.words_of(sentence) for sentence in document.sentences)
    return " ".join(text.split()[:words])


def row(item: dict[str, object], summary: Summary, seconds: float) -> dict[str, float]:
    """All figures of one summary."""
    references = list(map(str, item["references"]))  # type: ignore[call-overload]
    own = rouge(summary.text, references)
    lead = rouge(opening(summary.document, summary.words), references)
    by_model = sum(sentence.origin is Origin.MODEL for sentence in summary.sentences)
    return {
        **dict(zip(("R1", "R2", "RL"), own, strict=True)),
        **dict(zip(("lead1", "lead2", "leadL"), lead, strict=True)),
        "article": summary.document.words,
        "asked": summary.target_words,
        "given": summary.words,
        "off%": 100 * abs(summary.words - summary.target_words) / summary.target_words,
        "model": by_model,
        "source": len(summary.sentences) - by_model,
        "claims": len(summary.claims),
        "dropped": len(summary.dropped),
        "gaps": len(summary.gaps),
        "chunks": summary.coverage.chunks,
        "s": seconds,
    }


def run(args: argparse.Namespace) -> Iterator[tuple[dict[str, object], Summary, float]]:
    """Summarise the items one after another with one engine."""
    path = locate(args.model)
    settings = Settings(length=Length.parse(args.length), seed=args.seed)
    items = [json.loads(line) for line in args.data.open(encoding="utf-8")]
    with LlamaEngine(path, info(path, read_header(path)), args.threads) as engine:
        used = CachedEngine(engine, Cache(args.cache), path, "benchmark") if args.cache else engine
        chosen = [i for i in items if args.least <= len(i["text"].split()) <= args.most]
        for item in chosen[args.skip : args.skip + args.items]:
            started = time.perf_counter()
            summary = pipeline.summarize(read(text=item["text"]), settings, used)
            yield item, summary, time.perf_counter() - started


def show(item: dict[str, object], summary: Summary) -> None:
    """A summary to be read against its article."""
    print(f"\n=== {item['id']}")
    for sentence in summary.sentences:
        numbers = [evidence.sentence for evidence in sentence.evidence]
        print(f"  {sentence.origin.value:<7}{sentence.text} {numbers}")
    for claim in summary.claims:
        print(f"  - {claim.origin.value:<7}{claim.text} {[e.sentence for e in claim.evidence]}")


def line(label: str, figures: dict[str, float]) -> str:
    return f"{label:<14.14}" + "".join(f"{value:>8.1f}" for value in figures.values())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--model", default="smollm2-135m")
    parser.add_argument("--length", default="medium")
    parser.add_argument("--items", type=int, default=24)
    parser.add_argument("--skip", type=int, default=0)
    parser.add_argument("--least", type=int, default=0, help="words of article at least")
    parser.add_argument("--most", type=int, default=10**9, help="words of article at most")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--threads", type=int)
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--show", action="store_true", help="print the summaries")
    args = parser.parse_args()
    rows: list[dict[str, float]] = []
    for item, summary, seconds in run(args):
        rows.append(row(item, summary, seconds))
        if args.show:
            show(item, summary)
        if len(rows) == 1 or args.show:
            print(f"{'':<14}" + "".join(f"{name:>8}" for name in rows[0]))
        print(line(str(item["id"])[-14:], rows[-1]), flush=True)
    means = {name: sum(r[name] for r in rows) / len(rows) for name in rows[0]}
    print(line("mean", means))
    within = sum(r["off%"] <= 15 for r in rows)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{within} of {len(rows)} within 15 % of the length; peak memory {peak:.0f} MB")


if __name__ == "__main__":
    main()
