"""How many lies the checker catches that code has planted in real articles.

    python benchmarks/planted.py ../shared/eval [--kind KIND] [--show N] [--each 100] [--twice]

Sentences of many articles are altered, so that they are false, in nine ways, `--each` of
every kind: as many as the articles give. Caught is what is not called supported.
With `--twice`, each lie is planted in a paraphrase and not in the sentence itself.
Then come harmless forms: verbatim sentences, and mechanical paraphrases that stay true;
of these the table counts what is not called supported. `--show` prints so many of each
kind that came out wrong.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from planting import facts, hedging, roles, speaking, truths, wording
from planting.article import Article
from summarize.nlp.annotated_document import AnnotatedDocument
from summarize.results import CheckedClaim, Claim, Verdict
from summarize.sources import read
from summarize.verification.checker import Checker

Make = Callable[[str, Article], Iterator[tuple[str, str]]]
"""Alters a sentence: each time the altered sentence, and the words that are new in it."""

# Scientific papers in small letters and meetings cut into words are no prose to alter.
_SHAPES = ("short story", "earnings call", "government report", "patent")
_FILES = ("news_long", "news_writers", "news_short", "longdoc", "factuality_sources")


# Kind: what makes it, and the share that must be caught.
LIES: dict[str, tuple[Make, float]] = {
    "number": (facts.numbers, 0.95),
    "date": (facts.dates, 0.95),
    "unit": (facts.units, 0.95),
    "name": (facts.names, 0.95),
    "negation": (wording.negations, 0.95),
    "direction": (wording.directions, 0.85),
    "hedge": (hedging.hedges, 0.85),
    "roles": (roles.roles, 0.70),
    "attribution": (speaking.attributions, 0.70),
}
# Kind: what makes it, and the share that may be not supported.
HARMLESS: dict[str, tuple[Make, float]] = {
    "verbatim": (truths.untouched, 0.0),
    "typography": (truths.typography, 0.0),
    "short names": (truths.names, 0.05),
    "number forms": (truths.number_forms, 0.05),
    "date forms": (truths.date_forms, 0.05),
    "contractions": (truths.contractions, 0.05),
    "voice": (truths.voices, 0.05),
    "clause dropped": (truths.clauses, 0.05),
    "adverbial moved": (truths.adverbials, 0.05),
    "speaker moved": (truths.speakers, 0.05),
}
PARAPHRASES = tuple(kind for kind, (_, bound) in HARMLESS.items() if bound)


@dataclass(frozen=True)
class Case:
    """A sentence of an article, and what was made of it."""

    article: Article
    original: str
    text: str


@dataclass(frozen=True)
class Maker:
    """Makes cases of one kind: lies if `false`; `twice` if in paraphrases."""

    make: Make
    false: bool
    twice: bool = False

    def cases(self, article: Article, rng: random.Random) -> Iterator[Case]:
        """At most one from each sentence, in any order."""
        sentences = list(dict.fromkeys(article.sentences))
        for original in rng.sample(sentences, len(sentences)):
            if not self.false and article.in_quotation(original):
                continue
            forms = list(paraphrases(original, article)) if self.twice else [original]
            made = {
                altered: None
                for form in forms
                for altered, new in self.make(form, article)
                if not self.false
                or (altered != form and not article.says_so(altered, original, new))
            }
            if made:
                yield Case(article, original, rng.choice(list(made)))


def paraphrases(text: str, article: Article) -> Iterator[str]:
    for kind in PARAPHRASES:
        yield from (told for told, _ in HARMLESS[kind][0](text, article))


def articles(folder: Path) -> list[Article]:
    """All that are prose, each once."""
    rows = (
        row
        for name in _FILES
        for row in map(json.loads, (folder / f"{name}.jsonl").open(encoding="utf-8"))
        if row.get("doc_type", _SHAPES[0]).startswith(_SHAPES)
    )
    texts = {"".join(row["text"].split())[:200]: row["text"] for row in rows}
    return [Article(read(text=text, language="en")) for text in texts.values()]


def sample(maker: Maker, every: Sequence[Article], number: int, seed: str) -> list[Case]:
    """So many cases, one of each article in turn, as long as they last."""
    rng = random.Random(seed)
    waiting = [maker.cases(article, random.Random(rng.random())) for article in every]
    rng.shuffle(waiting)
    found: dict[str, Case] = {}
    while waiting and len(found) < number:
        for cases in list(waiting):
            case = next(cases, None)
            if case is None:
                waiting.remove(cases)
            elif len(found) < number:
                found.setdefault(case.original, case)
    return list(found.values())


class Bench:
    """Checks cases and prints what came of them; each article is indexed once."""

    def __init__(self, show: int) -> None:
        self._show = show
        self._checkers: dict[int, Checker] = {}

    def check(self, case: Case) -> CheckedClaim:
        key = id(case.article)
        if key not in self._checkers:
            self._checkers[key] = Checker(AnnotatedDocument(case.article.document))
        return self._checkers[key].check(Claim(case.text))

    def results(self, cases: Sequence[Case], *, false: bool) -> tuple[int, int]:
        """How many are not called supported, and how many are called unsupported."""
        found = [(case, self.check(case)) for case in cases]
        wrong = [pair for pair in found if (pair[1].verdict is Verdict.SUPPORTED) is false]
        for case, result in wrong[: self._show]:
            _print(case, result)
        verdicts = [result.verdict for _, result in found]
        stopped = sum(verdict is not Verdict.SUPPORTED for verdict in verdicts)
        return stopped, verdicts.count(Verdict.UNSUPPORTED)


def _print(case: Case, result: CheckedClaim) -> None:
    print(f"\n  {result.verdict.value}: {case.text}\n  original: {case.original}")
    for evidence in result.evidence:
        if " ".join(evidence.quote.split()) != case.original:
            print(f"    <- {evidence.quote}")
    for reason in result.reasons:
        print(f"    {reason}")


def line(kind: str, counts: Sequence[int], bound: float, *, false: bool) -> str:
    """A row of the table; `counts` are how many there are, were stopped and were accused."""
    number, stopped, accused = counts
    count = max(1, number)
    good = stopped >= bound * number if false else stopped <= bound * number
    mark = "" if good else "  <-"
    return (
        f"{kind:<18}{number:>6}{stopped / count:>15.1%}{accused / count:>14.1%}{bound:>9.0%}{mark}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--kind", choices=[*LIES, *HARMLESS])
    parser.add_argument("--show", type=int, default=0, help="print so many that came out wrong")
    parser.add_argument("--each", type=int, default=100, help="so many of each kind")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--twice", action="store_true", help="plant the lies in paraphrases")
    parser.add_argument("--made", action="store_true", help="print all that was made, unchecked")
    args = parser.parse_args()
    every, bench = articles(args.data), Bench(args.show)
    for title, kinds, false in (("lies", LIES, True), ("harmless", HARMLESS, False)):
        chosen = {kind: made for kind, made in kinds.items() if args.kind in (None, kind)}
        if chosen:
            print(f"{title:<18}{'n':>6}{'not supported':>15}{'unsupported':>14}{'bound':>9}")
        rows: dict[str, tuple[int, int, int]] = {}
        for kind, (make, bound) in chosen.items():
            maker = Maker(make, false, args.twice and false)
            cases = sample(maker, every, args.each, f"{args.seed} {kind}")
            if args.made:
                print(*(f"- {case.original}\n  {case.text}" for case in cases), sep="\n")
                continue
            rows[kind] = len(cases), *bench.results(cases, false=false)
            print(line(kind, rows[kind], bound, false=false), flush=True)
        told = [rows[kind] for kind in PARAPHRASES if kind in rows]
        if len(told) > 1:
            together = [sum(counts) for counts in zip(*told, strict=True)]
            print(line("all paraphrases", together, 0.05, false=False))


if __name__ == "__main__":
    main()
