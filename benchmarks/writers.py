"""What becomes of a model's own words: drafts that people have labelled, through the pipeline.

    python benchmarks/writers.py ../shared/eval [--prior 0.95] [--judge MODEL] [--part held]

The drafts are summaries by real models whose sentences people have labelled: large ones (the kind
`faithbench` of `llm_summaries.jsonl`) and older systems (FRANK, CLIFF). A scripted engine gives
each as its answer, and the summary may be as long as the draft. Counted are, of the sentences
labelled supported and of those labelled unsupported, the shares printed in the model's words; the
share of unsupported ones among the labelled sentences printed, beside that in the drafts; what
the others became; and whose the printed sentences are. A sentence is the model's own if it is no
sentence of the article, whole or cut. `--prior` is how many of the writer's statements are true;
without it, and without `--judge`, only what the rules prove is printed. Settings are chosen on
`--part fit` of the documents; the numbers that count are of `--part held`.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from os import devnull
from pathlib import Path

from statements import checker_of, read_lines
from summarize import pipeline
from summarize.document import count_words
from summarize.inference import Completion, FinishReason, Prompt, Request
from summarize.judging.open_judge import open_judge
from summarize.judging.writer import Writer
from summarize.nlp.tokens import Tokens
from summarize.results import CheckedClaim, ModelInfo, Summary
from summarize.settings import Settings, resolve_settings
from summarize.sources import read
from verdicts import is_held_out

_OLDER_SYSTEMS = ("frank-cnndm", "frank-xsum", "cliff-cnndm", "cliff-xsum")
_CONTEXT, _LEAST_WORDS = 8192, 10


@dataclass(frozen=True, slots=True)
class Draft:
    """A summary of a source by a model; `labels` has what people said of its sentences."""

    group: str
    source: str
    text: str
    labels: Mapping[str, str]


class DraftEngine:
    """Satisfies `Engine`: answers every question with one draft. A token is a word."""

    info = ModelInfo("draft", "", 1, "none")
    context_size = _CONTEXT
    has_chat_template = True
    has_log_odds = False

    def __init__(self, text: str) -> None:
        self._text = text

    def count_tokens(self, text: str) -> int:
        return count_words(text)

    def apply_chat_template(self, message: str) -> Prompt:
        return Prompt(message)

    def complete(self, requests: Sequence[Request]) -> Iterator[tuple[int, Completion]]:
        for index, _ in enumerate(requests):
            yield index, Completion(self._text, FinishReason.END)


def read_drafts(folder: Path) -> Iterator[Draft]:
    for row in read_lines(folder / "llm_summaries.jsonl"):
        if row["kind"] == "faithbench":
            labels = {one["text"]: one["label"] for one in row["sentences"]}
            yield Draft("faithbench", row["text"], " ".join(labels), labels)
    sources = {
        row["source_id"]: row["text"] for row in read_lines(folder / "factuality_sources.jsonl")
    }
    by_system: defaultdict[tuple[str, str, str], dict[str, str]] = defaultdict(dict)
    for row in read_lines(folder / "factuality.jsonl"):
        if row["subset"] in _OLDER_SYSTEMS:
            key = row["subset"], row["source_id"], row.get("system", row["id"])
            by_system[key][row["claim"]] = row["label"]
    for (subset, source, _), labels in by_system.items():
        yield Draft(subset, sources[source], " ".join(labels), labels)


def summarize_draft(draft: Draft, settings: Settings, writer: Writer) -> Summary | None:
    """The summary that the pipeline makes of a draft; None where the source is its own summary."""
    document = read(text=draft.source, language="en")
    summary = pipeline.summarize(document, settings, DraftEngine(draft.text), writer=writer)
    return summary if summary.coverage.tokens_read and not summary.notes else None


def is_own(sentence: CheckedClaim, source: str) -> bool:
    """Whether a printed sentence is the model's: no sentence of the article, whole or cut."""
    checker = checker_of(source)
    (found, *_) = checker.check_sentences(sentence.text)
    said = [token.plain for token in found.tokens if token.plain.isalnum()]
    return not any(
        _is_cut(said, checker.annotated.tokens(number)) for number in sentence.sentence_numbers
    )


def _is_cut(said: Sequence[str], sentence: Tokens) -> bool:
    """Whether words stand in a sentence in their order."""
    left = iter([token.plain for token in sentence])
    return all(word in left for word in said)


class Count:
    """What became of the labelled sentences of some drafts, and whose the printed ones are."""

    def __init__(self) -> None:
        self.drafts = self.written = 0
        self.labelled = Counter[str]()
        self.printed = Counter[str]()
        self.became = Counter[str]()
        self.bases = Counter[str]()

    def add(self, draft: Draft, summary: Summary) -> None:
        self.drafts += 1
        self.written += summary.written
        texts = {_normalize(one.text) for one in summary.sentences}
        repairs = {_normalize(one.before): one.method.value for one in summary.repairs}
        for text, label in draft.labels.items():
            self.labelled[label] += 1
            key = _normalize(text)
            printed = key in texts
            self.printed[label] += printed
            self.became["printed" if printed else repairs.get(key, "left out")] += 1
        for one in summary.sentences:
            whose = "model" if is_own(one, draft.source) else "article"
            self.bases[f"{whose}, {one.basis.value if one.basis else 'none'}"] += 1


def _normalize(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())


def print_count(name: str, count: Count) -> None:
    kinds = ("supported", "unsupported")
    shares = [count.printed[kind] / max(1, count.labelled[kind]) for kind in kinds]
    false, false_before = (
        one["unsupported"] / max(1, sum(one[kind] for kind in kinds))
        for one in (count.printed, count.labelled)
    )
    print(
        f"{name:<14}{count.drafts:>5} drafts, {count.written} written: printed of supported "
        f"{shares[0]:.1%}, of unsupported {shares[1]:.1%}; unsupported among the printed "
        f"{false:.1%}, in the drafts {false_before:.1%} (ratio {false / (false_before or 1):.2f})"
    )
    for title, counter in (("became", count.became), ("printed", count.bases)):
        total = max(1, sum(counter.values()))
        parts = (f"{key} {value / total:.0%}" for key, value in counter.most_common())
        print(f"{'':<14}{title}: {'; '.join(parts)}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--prior", type=float, help="how many of a writer's statements are true")
    parser.add_argument("--judge", help="the name or file of a model that has passed the exam")
    parser.add_argument("--part", choices=["fit", "held", "all"], default="held")
    args = parser.parse_args()
    counts: defaultdict[str, Count] = defaultdict(Count)
    given = resolve_settings({"model": args.judge}, {}, Path(devnull)).settings
    with open_judge(given) if args.judge else nullcontext() as judge:
        writer = Writer(args.prior, judge)
        for draft in read_drafts(args.data):
            if args.part != "all" and is_held_out(draft.source) != (args.part == "held"):
                continue
            words = str(max(_LEAST_WORDS, count_words(draft.text)))
            asked = {"length": words, "claims": 0}
            settings = resolve_settings(asked, {}, Path(devnull)).settings
            summary = summarize_draft(draft, settings, writer)
            if summary is not None:
                for name in (draft.group, "older systems"):
                    if name == draft.group or draft.group in _OLDER_SYSTEMS:
                        counts[name].add(draft, summary)
    for name, count in counts.items():
        print_count(name, count)


if __name__ == "__main__":
    main()
