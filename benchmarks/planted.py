"""How many lies the checker catches that code has planted in real articles.

    python benchmarks/planted.py ../shared/eval [--kind KIND] [--show N] [--each 100] [--twice]
                                                [--part tune] [--made]

Sentences of many articles are altered, so that they are false, in nine ways, `--each` of
every kind: as many as the articles give. Caught is what is not called supported.
With `--twice`, each lie is planted in a paraphrase and not in the sentence itself (lies by
omission in a sentence with a safe omission, too).
Lies by omission are made of the article's own words: some are left out, or two sentences are
joined, or the source is put in another form. Beside them stand safe omissions, which leave
out what may go. Then come harmless forms: verbatim sentences, and mechanical paraphrases that
stay true. Of the last two the table counts what is not called supported. `--show` prints so
many of each kind that came out wrong, `--made` prints all, unchecked.
Rules are tuned on `--part tune` of the articles; the numbers that count are of `--part held`.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from os import devnull
from pathlib import Path

from planting import (
    clauses,
    complements,
    facts,
    hedging,
    joins,
    omissions,
    restrictions,
    roles,
    sources,
    speaking,
    subjects,
    tenses,
    truths,
    wording,
)
from planting.article import Article, pair
from planting.phrases import is_plain
from summarize.judging.open_judge import open_judge
from summarize.nlp.annotated_document import AnnotatedDocument
from summarize.results import CheckedClaim, Claim, Verdict
from summarize.settings import resolve_settings
from summarize.sources import read
from summarize.verification.checker import Checker
from summarize.verification.verdicts import ClaimVerifier, Judge

Make = Callable[[str, Article], Iterator[tuple[str, str]]]
"""Alters a sentence: each time the altered sentence, and the words that are new in it."""
MakeSource = Callable[[str, Article], Iterator[tuple[str, str, str]]]
"""Alters the source: what it says, what it says instead, and a lie about that."""

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
# Lies of the article's own words: what was said of one thing is said of another.
OMISSIONS: dict[str, tuple[Make, float]] = {
    "complement": (complements.complements, 0.97),
    "clause": (clauses.clauses, 0.97),
    "subject": (subjects.subjects, 0.97),
    "join": (joins.joins, 0.97),
    "restriction": (restrictions.restrictions, 0.97),
    "tense": (tenses.tenses, 0.97),
}
# Lies about a source in another form.
IN_SOURCES: dict[str, tuple[MakeSource, float]] = {
    "boundary": (sources.boundaries, 0.97),
    "part number": (sources.part_numbers, 0.97),
}
# Kind: what makes it, and the share that may be not supported.
SAFE: dict[str, tuple[Make, float]] = {
    "safe: bracketed": (omissions.bracketed, 0.3),
    "safe: leading": (omissions.leading, 0.3),
    "safe: tail": (omissions.tails, 0.3),
    "safe: attribution": (omissions.attributions, 0.3),
    "safe: adverb": (omissions.adverbs, 0.3),
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
    """Makes cases of one kind: lies if `false`; `twice` if in paraphrases, `plain` if in prose."""

    make: Make
    false: bool
    twice: bool = False
    plain: bool = False

    def cases(self, article: Article, rng: random.Random) -> Iterator[Case]:
        """At most one from each sentence, in any order."""
        sentences = list(dict.fromkeys(article.sentences))
        for original in rng.sample(sentences, len(sentences)):
            if not self.false and article.in_quotation(original):
                continue
            if self.plain and not is_plain(original):
                continue
            forms = [original]
            if self.twice:
                kinds = [*PARAPHRASES, *SAFE] if self.plain else PARAPHRASES
                forms = list(paraphrases(original, article, kinds))
            made = {
                altered: None
                for form in forms
                for altered, new in self.make(form, article)
                if not self.false
                or (altered != form and not article.says_so(altered, original, new))
            }
            if made:
                yield Case(article, original, rng.choice(list(made)))


@dataclass(frozen=True)
class SourceMaker:
    """Makes lies of one kind, each in an article of its own."""

    make: MakeSource

    def cases(self, article: Article, rng: random.Random) -> Iterator[Case]:
        """At most one from each sentence, in any order."""
        sentences = list(dict.fromkeys(article.sentences))
        for original in rng.sample(sentences, len(sentences)):
            made = list(self.make(original, article)) if is_plain(original) else []
            if made:
                old, new, lie = rng.choice(made)
                if lie != original and not article.says_so(lie, old):
                    yield Case(article.around(old, new), new, lie)


def part_of(article: Article) -> str:
    """Which part an article belongs to, for good: `"tune"` or `"held"`."""
    digest = hashlib.sha256("".join(article.text.split())[:200].encode()).digest()
    return ("tune", "held")[digest[0] % 2]


def pairs(every: Sequence[Article]) -> list[Article]:
    """Articles two and two, in which sentences of both can be joined."""
    long = [article for article in every if len(article.sentences) > 4]
    return [pair(one, other) for one, other in joins.partners(long)]


def paraphrases(text: str, article: Article, kinds: Sequence[str]) -> Iterator[str]:
    for kind in kinds:
        yield from (told for told, _ in (HARMLESS | SAFE)[kind][0](text, article))


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


def sample(
    maker: Maker | SourceMaker, every: Sequence[Article], number: int, seed: str
) -> list[Case]:
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

    def __init__(
        self,
        show: int,
        judge: Judge | None = None,
        prior: float | None = None,
        *,
        meaning: bool = False,
    ) -> None:
        self._show = show
        self._judge, self._prior, self._meaning = judge, prior, meaning
        self._checkers: dict[int, Checker] = {}

    def check(self, case: Case) -> CheckedClaim:
        key = id(case.article)
        if key not in self._checkers:
            self._checkers[key] = Checker(AnnotatedDocument(case.article.document))
        if not self._meaning:
            return self._checkers[key].check(Claim(case.text))
        (found,) = ClaimVerifier(self._checkers[key], self._judge, self._prior).check_all(
            [Claim(case.text)]
        )
        return found

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
    parser.add_argument("--kind", choices=[*LIES, *OMISSIONS, *IN_SOURCES, *SAFE, *HARMLESS])
    parser.add_argument("--part", choices=["tune", "held", "all"], default="all")
    parser.add_argument("--show", type=int, default=0, help="print so many that came out wrong")
    parser.add_argument("--each", type=int, default=100, help="so many of each kind")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--twice", action="store_true", help="plant the lies in paraphrases")
    parser.add_argument("--meaning", action="store_true", help="decide by meaning as well")
    parser.add_argument("--judge", help="decide by meaning, with this model")
    parser.add_argument("--prior", type=float, help="as of a writer of whom so much is true")
    parser.add_argument("--made", action="store_true", help="print all that was made, unchecked")
    args = parser.parse_args()
    settings = resolve_settings({"model": args.judge}, {}, Path(devnull)).settings
    with open_judge(settings) if args.judge else nullcontext() as judge:
        decided = args.meaning or bool(args.judge or args.prior)
        run(args, Bench(args.show, judge, args.prior, meaning=decided))


def run(args: argparse.Namespace, bench: Bench) -> None:
    every = articles(args.data)
    if args.part != "all":
        every = [article for article in every if part_of(article) == args.part]
    for title, kinds, false in (
        ("lies", LIES, True),
        ("lies by omission", {**OMISSIONS, **IN_SOURCES}, True),
        ("safe omissions", SAFE, False),
        ("harmless", HARMLESS, False),
    ):
        chosen = {kind: made for kind, made in kinds.items() if args.kind in (None, kind)}
        if chosen:
            print(f"{title:<18}{'n':>6}{'not supported':>15}{'unsupported':>14}{'bound':>9}")
        rows: dict[str, tuple[int, int, int]] = {}
        for kind, (_, bound) in chosen.items():
            sources_of = pairs(every) if kind == "join" else every
            cases = sample(
                maker_of(kind, args.twice),
                sources_of,
                args.each,
                f"{args.seed} {kind}",
            )
            if args.made:
                print(*(f"- {case.original}\n  {case.text}" for case in cases), sep="\n")
                continue
            rows[kind] = len(cases), *bench.results(cases, false=false)
            print(line(kind, rows[kind], bound, false=false), flush=True)
        told = [rows[kind] for kind in PARAPHRASES if kind in rows]
        if len(told) > 1:
            together = [sum(counts) for counts in zip(*told, strict=True)]
            print(line("all paraphrases", together, 0.05, false=False))


def maker_of(kind: str, twice: bool = False) -> Maker | SourceMaker:
    """What makes cases of a kind; `twice` plants the old lies in paraphrases."""
    if kind in IN_SOURCES:
        return SourceMaker(IN_SOURCES[kind][0])
    make = {**LIES, **OMISSIONS, **SAFE, **HARMLESS}[kind][0]
    false, plain = kind in LIES or kind in OMISSIONS, kind in OMISSIONS or kind in SAFE
    return Maker(make, false, twice and false, plain)


if __name__ == "__main__":
    main()
