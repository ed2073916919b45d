"""What becomes of a model's own words: drafts that people have labelled, through the pipeline.

    python benchmarks/writers.py ../shared/eval [--prior 0.95] [--judge MODEL] [--part held]
    python benchmarks/writers.py ../shared/eval --long [--prior 0.95] [--show]

The drafts are summaries by real models whose sentences people have labelled: large ones (the kind
`faithbench` of `llm_summaries.jsonl`) and older systems (FRANK, CLIFF). A scripted engine gives
each as its answer, and the summary may be as long as the draft. Counted are, of the sentences
labelled supported and of those labelled unsupported, the shares printed in the model's words; the
share of unsupported ones among the labelled sentences printed, beside that in the drafts; what
the others became; and whose the printed sentences are. A sentence is the model's own if it is no
sentence of the article, whole or cut. `--prior` is how many of the writer's statements are true;
without it, and without `--judge`, only what the rules prove is printed. Settings are chosen on
`--part fit` of the documents; the numbers that count are of `--part held`.

`--long` takes summaries of papers, patents and reports by large models (the kind `longdoc`),
without labels: each is what the model makes of the digest, and of a chunk it says the first two
sentences. ROUGE-1 and 2 with the best reference (`longdoc.jsonl`) are printed beside those of the
drafts themselves and of what is chosen of an unknown writer's; both texts have the length of the
draft. `--show` prints each result beside its draft.
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
from summarize.generation.drafts import parse_statements
from summarize.inference import Completion, FinishReason, Prompt, Request
from summarize.judging.open_judge import open_judge
from summarize.judging.writer import UNKNOWN_WRITER, Writer
from summarize.nlp.sentences import split_sentences
from summarize.nlp.tokens import Tokens
from summarize.progress import Step
from summarize.results import CheckedClaim, ModelInfo, Summary
from summarize.settings import Settings, resolve_settings
from summarize.sources import read
from verdicts import is_held_out
from yardstick.measures import Scores, scores

_LONG = "longdoc"
_OLDER_SYSTEMS = ("frank-cnndm", "frank-xsum", "cliff-cnndm", "cliff-xsum")
_CONTEXT, _LEAST_WORDS, _OPENING_SENTENCES = 8192, 10, 2


@dataclass(frozen=True, slots=True)
class Draft:
    """A summary of a source by a model.

    `labels` has what people said of its sentences, `references` are other summaries by people.
    """

    group: str
    source: str
    text: str
    labels: Mapping[str, str]
    references: tuple[str, ...] = ()


class DraftEngine:
    """Satisfies `Engine`: answers every question with one draft. A token is a word.

    With `opens`, what is asked of a chunk is answered with its first sentences, and nothing is
    rewritten; `note_step` has to be told where the pipeline is.
    """

    info = ModelInfo("draft", "", 1, "none")
    context_size = _CONTEXT
    has_chat_template = True
    has_log_odds = False

    def __init__(self, text: str, *, opens: bool = False) -> None:
        self._text = text
        self._opens = opens
        self._stage = ""

    def note_step(self, step: Step) -> None:
        self._stage = step.stage

    def count_tokens(self, text: str) -> int:
        return count_words(text)

    def apply_chat_template(self, message: str) -> Prompt:
        return Prompt(message)

    def complete(self, requests: Sequence[Request]) -> Iterator[tuple[int, Completion]]:
        for index, request in enumerate(requests):
            yield index, Completion(self._answer(request), FinishReason.END)

    def _answer(self, request: Request) -> str:
        if not self._opens or self._stage == "merging":
            return self._text
        if self._stage != "reading":
            return ""
        chunk = request.prompt.text.removeprefix("Article:\n").rpartition("\n\n")[0]
        spans = split_sentences(chunk, "en")[:_OPENING_SENTENCES]
        return " ".join(chunk[one.start : one.end] for one in spans)


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


def read_long_drafts(folder: Path) -> Iterator[Draft]:
    references = {
        row["id"]: tuple(row["references"]) for row in read_lines(folder / "longdoc.jsonl")
    }
    for row in read_lines(folder / "llm_summaries.jsonl"):
        if row["kind"] == _LONG:
            labels = dict.fromkeys(_split(row["summary"]), "")
            known = references.get(row["source_id"], ())
            yield Draft(_LONG, row["text"], row["summary"], labels, known)


def _split(text: str) -> list[str]:
    claims = parse_statements(Completion(text, FinishReason.END), "en", text)
    return [claim.text for claim in claims]


def summarize_draft(draft: Draft, settings: Settings, writer: Writer) -> Summary | None:
    """The summary that the pipeline makes of a draft; None where the source is its own summary."""
    document = read(text=draft.source, language="en")
    engine = DraftEngine(draft.text, opens=draft.group == _LONG)
    summary = pipeline.summarize(document, settings, engine, engine.note_step, writer)
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


def summarize_long_drafts(folder: Path, writer: Writer, *, show: bool) -> None:
    """Print what becomes of the summaries of long documents, beside what is chosen."""
    count, chosen, rouge = Count(), Count(), defaultdict[str, list[Scores]](list)
    for draft in read_long_drafts(folder):
        settings = settings_for(draft)
        made = [summarize_draft(draft, settings, one) for one in (writer, UNKNOWN_WRITER)]
        for each, counted, name in zip(made, (count, chosen), ("made", "chosen"), strict=True):
            if each is None:
                continue
            counted.add(draft, each)
            texts = {name: [one.text for one in each.sentences], "draft": list(draft.labels)}
            for title, text in texts.items() if counted is count else [(name, texts[name])]:
                if draft.references:
                    rouge[title].append(scores(tuple(text), draft.references, ()))
        if show and made[0]:
            print_result(draft, made[0])
    print_count("made", count)
    print_count("chosen", chosen)
    for name, values in rouge.items():
        best = [one.best for one in values]
        r1, r2 = (sum(getattr(one, key) for one in best) / len(best) for key in ("r1", "r2"))
        print(f"{name:<14}{len(best)} texts: ROUGE-1 {r1:.1f}, ROUGE-2 {r2:.1f}")


def print_result(draft: Draft, summary: Summary) -> None:
    """Print a draft, what was printed with its evidence, and what became of the rest."""
    print(f"\n=== written: {summary.written}; {draft.source[:80]!r}\nDRAFT {draft.text}\n")
    for one in summary.sentences:
        print(f"{one.basis} {one.probability:.2f}  {one.text}")
        for evidence in one.evidence:
            print(f"        [{evidence.sentence_number}] {' '.join(evidence.quote.split())}")
    for repair in summary.repairs:
        print(f"  {repair.method.value}: {repair.before} -> {repair.after}")
    for dropped in summary.dropped:
        print(f"  dropped: {dropped.text} ({'; '.join(dropped.reasons)})")


def settings_for(draft: Draft) -> Settings:
    """Return settings that ask for as many words as a draft has."""
    words = str(max(_LEAST_WORDS, count_words(draft.text)))
    return resolve_settings({"length": words, "claims": 0}, {}, Path(devnull)).settings


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
    print(f"{name:<14}{count.drafts:>5} drafts, {count.written} written")
    if any(count.labelled[kind] for kind in kinds):
        print(
            f"{'':<14}printed of supported {shares[0]:.1%}, of unsupported {shares[1]:.1%}; "
            f"unsupported among the printed {false:.1%}, in the drafts {false_before:.1%} (ratio "
            f"{false / (false_before or 1):.2f})"
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
    parser.add_argument("--long", action="store_true", help="summaries of long documents")
    parser.add_argument("--show", action="store_true", help="print each of these")
    parser.add_argument("--part", choices=["fit", "held", "all"], default="held")
    args = parser.parse_args()
    counts: defaultdict[str, Count] = defaultdict(Count)
    given = resolve_settings({"model": args.judge}, {}, Path(devnull)).settings
    with open_judge(given) if args.judge else nullcontext() as judge:
        writer = Writer(args.prior, judge)
        if args.long:
            summarize_long_drafts(args.data, writer, show=args.show)
            return
        for draft in read_drafts(args.data):
            if args.part != "all" and is_held_out(draft.source) != (args.part == "held"):
                continue
            summary = summarize_draft(draft, settings_for(draft), writer)
            if summary is not None:
                for name in (draft.group, "older systems"):
                    if name == draft.group or draft.group in _OLDER_SYSTEMS:
                        counts[name].add(draft, summary)
    for name, count in counts.items():
        print_count(name, count)


if __name__ == "__main__":
    main()
