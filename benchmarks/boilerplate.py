"""How well boilerplate is removed from the plain text of web pages.

    python benchmarks/boilerplate.py DATA_FOLDER [--system NAME ...] [--show N]

DATA_FOLDER has `boilerplate/gold.jsonl` (`file`, a gzipped page, and `gold_text`),
`boilerplate/segments.jsonl` (`file`, `must_contain`, `must_not_contain`), clean
articles in `*.jsonl` with a `text`, and clean `books/*.txt`. Each page is rendered
as by copying it or by a crude scraper: the text of every block, one a line, with
scripts and styles left out. Then it is read like any text file.

Printed for the pages: the share of the gold text's 4-grams that are kept, the share
of the boilerplate's words that go (what is neither gold nor the title), and F1 by
4-gram overlap, each page weighing the same, as in the article-extraction benchmark
(github.com/scrapinghub/article-extraction-benchmark). For the clean texts: words
wrongly excluded, and how many excluded passages are prose of 30 words or more.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import lxml.html
from lxml.etree import Comment, ProcessingInstruction

from summarize.document import Span, count_words
from summarize.sources.boilerplate import find_boilerplate
from summarize.sources.decoding import decode
from summarize.sources.layout import group_lines
from summarize.sources.text import parse_text

CLEAN = ("news_long", "news_writers", "news_short", "longdoc")
LONG = 30  # words: a sentence of three lines

_SILENT = frozenset("script style noscript head template svg iframe object textarea select".split())
_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code del dfn em font i img ins kbd label mark q s samp "
    "small span strike strong sub sup time tt u var wbr".split()
)
_TOKEN = re.compile(r"\w+")

System = Callable[[str], list[Span]]


@dataclass(frozen=True)
class Page:
    """A rendered page; `title` as its head gives it; `gold` is empty for the segments' pages."""

    name: str
    text: str
    title: str
    gold: str = ""
    wanted: tuple[str, ...] = ()
    unwanted: tuple[str, ...] = ()


def rendered(html: bytes) -> tuple[str, str]:
    """The text of a page, a block a line, and the title in its head."""
    tree = lxml.html.fromstring(html, parser=lxml.html.HTMLParser(encoding="utf-8"))
    lines: list[str] = []
    parts: list[str] = []

    def close() -> None:
        line = " ".join("".join(parts).split())
        if line:
            lines.append(line)
        parts.clear()

    def walk(element: lxml.html.HtmlElement) -> None:
        tag = element.tag
        if tag in (Comment, ProcessingInstruction) or tag in _SILENT:
            return
        if tag not in _INLINE:
            close()
        parts.append(element.text or "")
        for child in element:
            walk(child)
            parts.append(child.tail or "")
        if tag not in _INLINE:
            close()

    walk(tree)
    close()
    titles = tree.xpath("//title//text() | //meta[@property='og:title']/@content")
    return "\n".join(lines) + "\n", " \n ".join(map(str, titles))


def pages(folder: Path) -> Iterator[Page]:
    """The pages with a gold text, then those with segments."""
    for kind in ("gold", "segments"):
        for line in (folder / f"{kind}.jsonl").open(encoding="utf-8"):
            row = json.loads(line)
            text, title = rendered(gzip.decompress((folder / row["file"]).read_bytes()))
            wanted = tuple(row.get("must_contain", ()))
            unwanted = tuple(row.get("must_not_contain", ()))
            yield Page(row["file"], text, title, row.get("gold_text", ""), wanted, unwanted)


def clean_texts(folder: Path) -> Iterator[tuple[str, str]]:
    """Pairs of a set's name and a text that is nothing but an article."""
    for name in CLEAN:
        for line in (folder / f"{name}.jsonl").open(encoding="utf-8"):
            yield name, json.loads(line)["text"]
    for path in sorted((folder / "books").glob("*.txt")):
        text = decode(path.read_bytes(), path.name).text
        licence = re.compile(r"\*\*\* ?(?:START|END) OF .*|End of (?:the )?Project Gutenberg.*")
        yield "books", licence.split(text)[1]


def shingles(text: str, size: int = 4) -> Counter[tuple[str, ...]]:
    words = _TOKEN.findall(text)
    last = max(1, len(words) - size + 1)
    return Counter(tuple(words[i : i + size]) for i in range(last) if words)


def overlap(gold: str, kept: str) -> tuple[float, float, float]:
    """True and false positives and false negatives among the 4-grams; together 1."""
    wanted, got = shingles(gold), shingles(kept)
    hits = (wanted & got).total()
    counts = (hits, got.total() - hits, wanted.total() - hits)
    whole = max(1, sum(counts))
    return counts[0] / whole, counts[1] / whole, counts[2] / whole


def labels(page: Page) -> list[tuple[Span, bool | None]]:
    """Each line of a page: whether it is of the gold text; None for the title, and in doubt."""
    grams = set(shingles(page.gold))
    known = " ".join(_TOKEN.findall(page.gold))
    head = " ".join(_TOKEN.findall(page.title))
    return [
        (line, _label(page.text[line.start : line.end], grams, known, head))
        for block in group_lines(page.text)
        for line in block
    ]


def _label(line: str, grams: set[tuple[str, ...]], known: str, head: str) -> bool | None:
    words = _TOKEN.findall(line)
    if len(words) >= 4:
        share = sum(gram in grams for gram in shingles(line)) / (len(words) - 3)
        if share < 0.5 and f" {' '.join(words)} " in f" {head} ":
            return None
        return share >= 0.5
    joined = f" {' '.join(words)} "
    return None if not words or joined in f" {head} " or joined in f" {known} " else False


def read_as_text(text: str) -> list[Span]:
    """Ours: what sentences are made of when plain text is read."""
    return [paragraph.span for paragraph in parse_text(text).paragraphs]


def kept_by_rules(text: str) -> list[Span]:
    """The table of patterns alone."""
    lines = [line for block in group_lines(text) for line in block]
    gone = {exclusion.span for exclusion in find_boilerplate(text, lines)}
    return [line for line in lines if line not in gone]


def everything(text: str) -> list[Span]:
    return [line for block in group_lines(text) for line in block]


_STOP = frozenset(
    "a about after all also an and any are as at be because been but by can could did do for from "
    "had has have he her his how i if in into is it its just like more my no not of on one or our "
    "out over said she so some than that the their them then there they this to up was we were "
    "what when which who will with would you your".split()
)


def context_sensitive(text: str) -> list[Span]:
    """jusText's idea on lines: length and stop words decide, else the neighbours.

    Pomikálek 2011, "Removing Boilerplate and Duplicate Content from Web Corpora";
    its thresholds, without the density of links, which a plain text does not show.
    """
    lines = everything(text)
    kinds = [_kind(text[line.start : line.end]) for line in lines]
    sure = list(kinds)
    for i, kind in enumerate(kinds):
        if kind == "short":
            sides = {_neighbour(kinds, i, -1), _neighbour(kinds, i, 1)}
            sure[i] = "bad" if sides != {"good"} else "good"
    for i, kind in enumerate(kinds):
        if kind == "near":
            sides = {_neighbour(sure, i, -1), _neighbour(sure, i, 1)}
            sure[i] = "good" if "good" in sides else "bad"
    return [line for line, kind in zip(lines, sure, strict=True) if kind == "good"]


def _kind(line: str) -> str:
    words = line.lower().split()
    share = sum(word in _STOP for word in words) / len(words)
    if len(line) < 70:
        return "short"
    if share >= 0.32:
        return "good" if len(line) > 200 else "near"
    return "near" if share >= 0.30 else "bad"


def _neighbour(kinds: Sequence[str], i: int, step: int) -> str:
    i += step
    while 0 <= i < len(kinds):
        if kinds[i] in ("good", "bad"):
            return kinds[i]
        i += step
    return "bad"


SYSTEMS: dict[str, System] = {
    "everything": everything,
    "rules": kept_by_rules,
    "jusText-like": context_sensitive,
    "summarize": read_as_text,
}


def joined(text: str, spans: Sequence[Span]) -> str:
    return "\n".join(text[span.start : span.end] for span in spans)


def covered(spans: Sequence[Span], line: Span) -> bool:
    return any(span.start < line.end and line.start < span.end for span in spans)


def page_scores(found: Sequence[Page], system: System, show: int) -> None:
    kept_gold = all_gold = gone = boilerplate_words = 0
    sums = [0.0, 0.0, 0.0]
    worst: list[tuple[float, str]] = []
    segments: Counter[tuple[str, bool]] = Counter()
    for page in found:
        spans = system(page.text)
        kept = joined(page.text, spans)
        if page.gold:
            parts = overlap(page.gold, kept)
            sums = [a + b for a, b in zip(sums, parts, strict=True)]
            worst.append((2 * parts[0] / (1 + parts[0]), page.name))
            wanted = shingles(page.gold)
            kept_gold += (wanted & shingles(kept)).total()
            all_gold += wanted.total()
            for line, good in labels(page):
                words = count_words(page.text[line.start : line.end])
                stays = covered(spans, line)
                gone += words * (good is False and not stays)
                boilerplate_words += words * (good is False)
        else:
            flat = " ".join(kept.split())
            segments.update(("wanted", " ".join(one.split()) in flat) for one in page.wanted)
            segments.update(("unwanted", " ".join(one.split()) in flat) for one in page.unwanted)
    hits, extra, missed = sums
    precision, recall = hits / (hits + extra), hits / (hits + missed)
    wanted = segments["wanted", True] / max(1, segments["wanted", True] + segments["wanted", False])
    left = segments["unwanted", True], segments["unwanted", False]
    share = left[1] / max(1, sum(left))
    print(f"  gold 4-grams kept      {kept_gold / all_gold:8.2%}  of {all_gold}")
    print(f"  boilerplate words gone {gone / boilerplate_words:8.2%}  of {boilerplate_words}")
    print(
        f"  4-grams: F1 {2 * precision * recall / (precision + recall):.3f}, "
        f"precision {precision:.3f}, recall {recall:.3f}"
    )
    print(f"  segments: {wanted:.1%} of the wanted in, {share:.1%} of the others out")
    for score, name in sorted(worst)[:show]:
        print(f"    {score:.2f} {name}")


def clean_scores(texts: Sequence[tuple[str, str]], system: System, show: int) -> None:
    words: Counter[str] = Counter()
    lost: Counter[str] = Counter()
    prose: Counter[str] = Counter()
    for name, text in texts:
        spans = sorted(system(text))
        words[name] += count_words(text)
        for left in _gaps(text, spans):
            size = count_words(left)
            lost[name] += size
            long = [line for line in left.splitlines() if count_words(line) >= LONG]
            prose[name] += len(long)
            if long and name != "books" and show:
                print("   ", name, "|", long[0][:150])
    for name in words:
        print(
            f"  {name:<14}{lost[name]:>7} of {words[name]:>8} words excluded "
            f"({lost[name] / words[name]:.3%}), {prose[name]} long lines"
        )


def _gaps(text: str, spans: Sequence[Span]) -> Iterator[str]:
    last = 0
    for span in spans:
        yield text[last : span.start]
        last = span.end
    yield text[last:]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--system", action="append", choices=SYSTEMS, help="only this one")
    parser.add_argument("--show", type=int, default=0, help="name so many of the worst pages")
    args = parser.parse_args()
    found = list(pages(args.data / "boilerplate"))
    texts = list(clean_texts(args.data))
    for name in args.system or SYSTEMS:
        print(f"{name}: {len(found)} pages")
        page_scores(found, SYSTEMS[name], args.show)
        clean_scores(texts, SYSTEMS[name], args.show)


if __name__ == "__main__":
    main()
