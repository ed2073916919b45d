"""Lies planted by code in the example articles, and truths told in other forms.

Every prose sentence of the examples is altered in all the ways below. What the
article's own sentence says is true; what is altered is false, so the right
verdict is known for thousands of statements. The makers of the benchmark plant theirs
besides, in the examples and in `cases/planting.txt`: in the sentences themselves, and in
paraphrases of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import chain, pairwise

import pytest

from planted import HARMLESS, LIES, Maker, sample
from planting.article import Article
from summarize.document import Document, Role
from summarize.nlp.annotated_document import AnnotatedDocument
from summarize.results import Claim, Verdict
from summarize.sources import read
from summarize.verification.checker import Checker
from support.paths import CASES

Lie = Callable[[str], Iterator[str]]


def prose(document: Document) -> list[str]:
    return [document.sentence_text(s) for s in document.sentences if s.role is Role.PROSE]


def replaced(text: str, match: re.Match[str], new: str) -> str:
    """The text with one match replaced, in the capitals it had."""
    if match.group()[:1].isupper():
        new = new[:1].upper() + new[1:]
    return text[: match.start()] + new + text[match.end() :]


def by_table(table: Mapping[str, str]) -> Lie:
    """Lies that put one word of the table for another, one place at a time."""
    pattern = re.compile(rf"(?<![\w’-])(?:{'|'.join(table)})(?![\w’-])", re.IGNORECASE)

    def lies(text: str) -> Iterator[str]:
        for match in pattern.finditer(text):
            yield replaced(text, match, table[match.group().lower()])

    return lies


def both_ways(pairs: str) -> dict[str, str]:
    halves = [pair.split("/") for pair in pairs.split()]
    return dict(chain(halves, ([b, a] for a, b in halves)))


def cycle(words: str) -> dict[str, str]:
    ring = words.split()
    return dict(zip(ring, [*ring[1:], ring[0]], strict=True))


def numbers(text: str) -> Iterator[str]:
    for match in re.finditer(r"\d", text):
        changed = str((int(match.group()) + 3) % 10)
        yield text[: match.start()] + changed + text[match.end() :]


NUMBER_WORDS = cycle(
    "one two three four five six seven eight nine ten eleven twelve fourteen forty sixty eighty"
)
DATES = cycle(
    "monday tuesday wednesday thursday friday saturday sunday"
) | cycle(
    "january february march april june july august september october november december"
)  # fmt: skip
UNITS = {
    "million": "billion", "metres": "miles", "kilometres": "metres", "centimetres": "metres",
    "per cent": "pounds", "tonnes": "kilos", "hours": "days", "minutes": "hours",
    "months": "weeks", "weeks": "months", "years": "months", "days": "weeks",
}  # fmt: skip
DIRECTIONS = both_ways(
    """before/after more/less above/below over/under upstream/downstream up/down first/last
    longer/shorter highest/lowest best/worst high/low opened/closed open/shut higher/lower
    east/west north/south rising/falling upper/lower inside/outside most/least
    nearly/exactly always/never few/many raised/lowered gained/lost deeper/shallower
    morning/evening winter/summer bought/sold forward/aft gave/took"""
)
NAMES = (
    "Pellmouth Marrin Brannick Oddmund Hessary Penrickard Amberley Corvane Osterwerth Kallen "
    "Dornitz Marlitz Zehrau Bielig Sandrock Wehrle Kubasch Pohlenz Tessin Lorch Tamm Trautvetter"
).split()
APPENDED = (
    " and blamed the mayor",
    " after complaints from the unions",
    ", which cost nine people their jobs",
    " because of the storm",
)
HEDGES = re.compile(
    r" (?:may|might|could|would|plans to|nearly|about|almost|some|expects to|wanted to|hopes to"
    r"|agreed to|asked to|due to|up to|at least|more than|only|half|said)(?= )"
)
SAYING = (
    re.compile(r", (?:[^,.“”]*) said(?: on \w+)?(?=[.,])"),
    re.compile(r",? (?:he|she) says?(?=[.,])"),
    re.compile(r"^(?:He|She) said (?:that )?"),
    re.compile(r", [A-Z]\w+ (?:believes|thought)(?=,)"),
)


def names(text: str) -> Iterator[str]:
    for match in re.finditer("|".join(NAMES), text):
        other = NAMES[(NAMES.index(match.group()) + 5) % len(NAMES)]
        if other not in text:
            yield text[: match.start()] + other + text[match.end() :]


def negation_lost(text: str) -> Iterator[str]:
    for match in re.finditer(r" not(?= )|n’t|(?<= )never |(?<= )without ", text):
        yield text[: match.start()] + text[match.end() :]
    for match in re.finditer(r"\b(?:nobody|no|nothing)\b", text, re.IGNORECASE):
        positive = {"nobody": "somebody", "no": "a", "nothing": "something"}[match.group().lower()]
        yield replaced(text, match, positive)


def negation_added(text: str) -> Iterator[str]:
    for match in re.finditer(r"\b(?:was|were|is|are|has|had|will|could|would)\b", text):
        if not re.match(r" (?:not|no|never|nothing|nobody)\b", text[match.end() :]):
            yield text[: match.end()] + " not" + text[match.end() :]


def hedges_dropped(text: str) -> Iterator[str]:
    for pattern in (HEDGES, *SAYING):
        for match in pattern.finditer(text):
            shorter = text[: match.start()] + text[match.end() :]
            yield shorter[:1].upper() + shorter[1:]


def appended(text: str) -> Iterator[str]:
    for clause in APPENDED:
        yield text.rstrip(".”") + clause + "."


def roles(text: str) -> Iterator[str]:
    found = list(dict.fromkeys(re.findall("|".join(NAMES), text)))
    for left, right in pairwise(found):
        swap = {left: right, right: left}
        yield re.sub(f"{left}|{right}", lambda match: swap[match.group()], text)  # noqa: B023


def from_and_to(text: str) -> Iterator[str]:
    for match in re.finditer(r"\b(?:from|to)(?= [A-Z£€\d])", text):
        yield replaced(text, match, "to" if match.group() == "from" else "from")


def currencies(text: str) -> Iterator[str]:
    swap = {"£": "$", "€": "£"}
    for match in re.finditer("[£€]", text):
        yield text[: match.start()] + swap[match.group()] + text[match.end() :]


def quotes(text: str) -> Iterator[str]:
    for quoted in re.finditer(r"“[^”]+”", text):
        for word in re.finditer(r"\b[a-z]{5,}\b", quoted.group()):
            start = quoted.start() + word.start()
            yield text[:start] + "harbour" + text[start + len(word.group()) :]


def together(*kinds: Lie) -> Lie:
    return lambda text: chain.from_iterable(kind(text) for kind in kinds)


# Kind: what makes the lies, the share that must be caught, how many there are at least.
KINDS: dict[str, tuple[Lie, float, int]] = {
    "number": (numbers, 1.0, 500),
    "number word": (by_table(NUMBER_WORDS), 1.0, 80),
    "date": (by_table(DATES), 1.0, 40),
    "name": (names, 1.0, 80),
    "negation lost": (negation_lost, 1.0, 30),
    "negation added": (negation_added, 1.0, 100),
    "unit": (together(by_table(UNITS), currencies), 1.0, 80),
    "quotation": (quotes, 1.0, 50),
    "direction": (together(by_table(DIRECTIONS), from_and_to), 1.0, 150),
    "invention": (appended, 1.0, 500),
    "hedge": (hedges_dropped, 1.0, 50),
    "roles": (roles, 1.0, 10),
}


APPOSITIONS = "|".join(
    (
        "51", "who is 29", "who is 70 now", "14 pages in a clerk’s hand", "Oddmund Piling",
        "all longer than 18 metres", "who farms 310 hectares behind the village",
        "which held the concession",
    )
)  # fmt: skip
# A true shorter or otherwise spelt form of each sentence that has the pattern.
TRUTHS: dict[str, tuple[str, str]] = {
    "typewriter quotes": ("[“”]", '"'),
    "typewriter apostrophe": ("’", "'"),
    "percent sign": (r"(?<=\d) per cent", "%"),
    "percent": (r"\bper cent\b", "percent"),
    "digits": (r"(?<!-)\bthree\b(?! quarters)", "3"),
    "digits beyond ten": (r"\b[Ff]ourteen\b", "14"),
    "million": (r"(\d\.\d\d?) million", r"\1m"),
    "no separator": (r"(?<=\d),(?=\d{3}\b)", ""),
    "contraction": (r"\bdid not\b", "didn’t"),
    "could not": (r"\bcould not\b", "couldn't"),
    "would not": (r"\bwould not\b", "wouldn’t"),
    "ordinal date": (r"\b(\d\d?) (?=January|April|August|September|October|December)", r"\1th "),
    "month first": (
        r"\b(\d\d?) (January|April|August|September|October|December)\b(?! \d)",
        r"\2 \1",
    ),
    "apposition": (f", (?:{APPOSITIONS}),", ""),
}


def truths(checkers: list[Checker], name: str) -> Iterator[tuple[Checker, str]]:
    pattern, new = TRUTHS[name]
    for checker in checkers:
        for text in prose(checker.annotated.document):
            told = re.sub(pattern, new, text)
            if told != text:
                yield checker, told


@pytest.fixture(scope="module")
def checkers(harbour: Document, feature: Document) -> list[Checker]:
    return [Checker(AnnotatedDocument(harbour)), Checker(AnnotatedDocument(feature))]


@pytest.mark.parametrize("kind", KINDS)
def test_lies_are_caught(checkers: list[Checker], kind: str) -> None:
    make, floor, least = KINDS[kind]
    told = passed = 0
    believed = []
    for checker in checkers:
        own = set(prose(checker.annotated.document))
        for lie in chain.from_iterable(make(text) for text in own):
            if lie in own:
                continue
            told += 1
            if checker.check(Claim(lie)).verdict is Verdict.SUPPORTED:
                passed += 1
                believed.append(lie)
    print(f"{kind}: {told - passed} of {told} caught")  # noqa: T201 - shown by pytest -s
    assert told >= least
    assert 1 - passed / told >= floor, believed


def test_every_sentence_of_the_article_is_supported(checkers: list[Checker]) -> None:
    for checker in checkers:
        for text in prose(checker.annotated.document):
            result = checker.check(Claim(text))
            assert result.verdict is Verdict.SUPPORTED, text
            assert result.reasons == ()


@pytest.mark.parametrize("name", TRUTHS)
def test_truths_in_other_forms_are_supported(checkers: list[Checker], name: str) -> None:
    told = 0
    for checker, text in truths(checkers, name):
        told += 1
        result = checker.check(Claim(text))
        assert result.verdict is Verdict.SUPPORTED, (text, result.reasons)
    assert told


# Of the benchmark's kinds: the share that must be caught, planted in the sentences and in
# paraphrases of them, and how many there are at least of both.
PLANTED = {
    "number": (1.0, 1.0, 150),
    "date": (1.0, 1.0, 70),
    "unit": (1.0, 1.0, 130),
    "name": (1.0, 1.0, 50),
    "negation": (1.0, 1.0, 160),
    "direction": (1.0, 1.0, 130),
    "hedge": (1.0, 1.0, 40),
    "roles": (1.0, 1.0, 15),
    "attribution": (1.0, 1.0, 15),
}
# Each kind of the benchmark that has cases here: the share that must be supported.
TOLD_OTHERWISE = {
    "verbatim": 1.0,
    "typography": 1.0,
    "short names": 1.0,
    "number forms": 1.0,
    "date forms": 1.0,
    "contractions": 1.0,
    "clause dropped": 1.0,
    "speaker moved": 1.0,
}


@pytest.fixture(scope="module")
def articles(harbour: Document, feature: Document) -> list[Article]:
    own = read(CASES / "planting.txt")
    return [Article(own), Article(harbour), Article(feature)]


def supported(articles: list[Article], maker: Maker, kind: str) -> tuple[list[str], list[str]]:
    """What is called supported and what is not, of at most 120 that are made."""
    checkers = {id(article): Checker(AnnotatedDocument(article.document)) for article in articles}
    found: tuple[list[str], list[str]] = ([], [])
    for case in sample(maker, articles, 120, kind):
        result = checkers[id(case.article)].check(Claim(case.text))
        found[result.verdict is not Verdict.SUPPORTED].append(case.text)
    return found


@pytest.mark.parametrize("kind", LIES)
def test_lies_of_the_benchmark_are_caught(articles: list[Article], kind: str) -> None:
    plain, told_otherwise, least = PLANTED[kind]
    number = 0
    for floor, twice in ((plain, False), (told_otherwise, True)):
        maker = Maker(LIES[kind][0], false=True, twice=twice)
        believed, caught = supported(articles, maker, kind)
        number += len(believed) + len(caught)
        assert len(caught) >= floor * (len(believed) + len(caught)), believed
    print(f"{kind}: {number}")  # noqa: T201 - shown by pytest -s
    assert number >= least


@pytest.mark.parametrize("kind", TOLD_OTHERWISE)
def test_harmless_forms_of_the_benchmark_are_supported(articles: list[Article], kind: str) -> None:
    maker = Maker(HARMLESS[kind][0], false=False)
    kept, stopped = supported(articles, maker, kind)
    assert kept
    assert len(kept) >= TOLD_OTHERWISE[kind] * (len(kept) + len(stopped)), stopped
