"""How long it takes to index a book and to check one statement, each beside its bound.

    python benchmarks/checker_speed.py BOOK [--statements N]

BOOK is a long text, of 500,000 words if the bounds are to mean anything; its first
1,000 words are the short article. The statements are sentences of the text with a word
swapped, two sentences joined, the first half of one, the longest ones altered, and words
drawn from anywhere. Reports the median and the worst of each kind, the first statement
(which pays for what is built late) apart, and what share of the time the alignment, the
checks and the score take. All in processor time, so that a busy computer changes little.
"""

from __future__ import annotations

import argparse
import gc
import random
import statistics
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from summarize.document import Document
from summarize.nlp.annotated_document import AnnotatedDocument
from summarize.sources import read
from summarize.verification import checker as checker_module
from summarize.verification import part_check
from summarize.verification.checker import Checker

INDEX_SECONDS = 2.0
BOOK_SECONDS = 0.1
ARTICLE_SECONDS = 0.01
ARTICLE_WORDS = 1_000
Timed = list[tuple[str, float]]


def shortened(document: Document, words: int) -> Document:
    """The document up to the sentence with which it reaches so many words."""
    found = 0
    for place, sentence in enumerate(document.sentences):
        found += len(document.sentence_text(sentence).split())
        if found >= words:
            return replace(document, sentences=document.sentences[: place + 1])
    return document


def statements(document: Document, count: int) -> Iterator[tuple[str, str]]:
    """Kinds and statements, the same ones every time."""
    chance = random.Random(1)
    texts = [document.sentence_text(sentence) for sentence in document.sentences]
    texts = [text for text in texts if len(text.split()) > 6]
    everything = " ".join(texts).split()
    for text, other in (chance.sample(texts, 2) for _ in range(count)):
        words = text.split()
        words[chance.randrange(len(words))] = chance.choice(everything)
        yield "altered", " ".join(words)
        yield "joined", f"{text.rstrip('.')}, and {other}"
        yield "shortened", " ".join(words[: len(words) // 2])
        yield "nonsense", " ".join(chance.choices(everything, k=20))
    for text in sorted(texts, key=len)[-max(1, count // 5) :]:
        words = text.split()
        words[3] = chance.choice(everything)
        yield "longest", " ".join(words)


def timed(name: str, function: Callable[..., Any], spent: defaultdict[str, float]) -> Any:
    """The function, adding the time that it takes to `spent`."""

    def measured(*arguments: Any, **named: Any) -> Any:
        started = time.process_time()
        try:
            return function(*arguments, **named)
        finally:
            spent[name] += time.process_time() - started

    return measured


def measure(document: Document, count: int) -> tuple[Timed, defaultdict[str, float]]:
    """How long each statement takes, and how long each step over all of them."""
    checker = Checker(AnnotatedDocument(document))
    # what the book takes in memory is not looked through again for every few statements
    gc.collect()
    gc.freeze()
    spent: defaultdict[str, float] = defaultdict(float)
    steps = {"align": "alignment", "build_features": "score"}
    originals = {name: getattr(checker_module, name) for name in steps}
    for name, step in steps.items():
        setattr(checker_module, name, timed(step, originals[name], spent))
    original_check = part_check.PartVerifier.check
    part_check.PartVerifier.check = timed("checks", original_check, spent)  # type: ignore[method-assign]
    times: Timed = []
    for kind, text in statements(document, count):
        started = time.process_time()
        checker.check_sentence(text)
        times.append((kind if times else "first", time.process_time() - started))
    for name, original in originals.items():
        setattr(checker_module, name, original)
    part_check.PartVerifier.check = original_check  # type: ignore[method-assign]
    if checker.failures:
        print("FAILED CHECKS:", *checker.failures, sep="\n  ")
    return times, spent


def beside(what: str, seconds: float, bound: float) -> str:
    word = "ok" if seconds <= bound else "TOO SLOW"
    return f"{what:<34}{seconds * 1000:>10.1f} ms   bound {bound * 1000:>6.0f} ms   {word}"


def report(name: str, document: Document, count: int, bound: float) -> None:
    times, spent = measure(document, count)
    print(f"\n{name}: {document.words:,} words, {len(document.sentences):,} sentences")
    for kind in dict.fromkeys(kind for kind, _ in times):
        own = [seconds for other, seconds in times if other == kind]
        print(beside(f"{kind}: median of {len(own)}", statistics.median(own), bound))
        print(beside(f"{kind}: worst", max(own), bound))
    total = sum(seconds for _, seconds in times)
    shares = ", ".join(f"{step} {seconds / total:.0%}" for step, seconds in sorted(spent.items()))
    print(f"shares of the time: {shares}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("book", type=Path)
    parser.add_argument("--statements", type=int, default=40, help="so many of each kind")
    args = parser.parse_args()
    book = read(args.book)
    started = time.process_time()
    AnnotatedDocument(book)
    seconds = time.process_time() - started
    print(beside(f"index of {book.words:,} words", seconds, INDEX_SECONDS))
    report("the book", book, args.statements, BOOK_SECONDS)
    article = shortened(book, ARTICLE_WORDS)
    report("the article", article, min(20, args.statements), ARTICLE_SECONDS)


if __name__ == "__main__":
    main()
