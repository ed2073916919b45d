"""How well the article is got out of web pages, on pages whose article people have marked.

    python benchmarks/extraction.py DATA [--worst N] [--read-only] [--half 0|1]

DATA has a folder `boilerplate` with `gold.jsonl` (`file`, `url`, `gold_text`) and `segments.jsonl`
(`file`, `url`, `must_contain`, `must_not_contain`); each `file` is a gzipped page. F1 is
by 4-grams of words, as scrapinghub/article-extraction-benchmark measures it: counts are
normalised for each page, precision and recall are means over the pages. The text is what
`compose` makes of `extract`: whole, as `summarize text` prints it, and without the
blocks that are no prose (tables, code, captions, bylines). Beside it plain trafilatura and
all text of the page, in the same run.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import Any

from summarize.errors import SourceError
from summarize.sources.blocks import Block, BlockKind, Extract, build_layout
from summarize.sources.html import extract

GRAM = 4
_TOKEN = re.compile(r"\w+")
_READ = frozenset({BlockKind.PROSE, BlockKind.ITEM, BlockKind.HEADING})
Way = Callable[[bytes, str], str]
Row = dict[str, Any]


@dataclass(frozen=True)
class Score:
    """Of one page: shares of the 4-grams of gold and found text together; they sum to 1."""

    both: float
    only_found: float
    only_gold: float

    @property
    def precision(self) -> float | None:
        """None where nothing was found; nothing to find and nothing found is right."""
        found = self.both + self.only_found
        return (self.both / found) if found else None if self.only_gold else 1.0

    @property
    def recall(self) -> float | None:
        gold = self.both + self.only_gold
        return (self.both / gold) if gold else None if self.only_found else 1.0

    @property
    def f1(self) -> float:
        return harmonic(self.precision or 0.0, self.recall or 0.0)


def harmonic(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """The 4-grams of the words; a text of fewer words is one shorter gram."""
    tokens = _TOKEN.findall(text)
    grams = (tuple(tokens[i : i + GRAM]) for i in range(max(1, len(tokens) - GRAM + 1)))
    return Counter(gram for gram in grams if gram)


def score(gold: str, found: str) -> Score:
    true, got = shingles(gold), shingles(found)
    both = (true & got).total()
    counts = both, (got - true).total(), (true - got).total()
    whole = sum(counts) or 1
    return Score(*(count / whole for count in counts))


def overall(scores: Sequence[Score]) -> tuple[float, float, float]:
    """(F1, precision, recall) over the pages."""
    precision = fmean(one.precision for one in scores if one.precision is not None)
    recall = fmean(one.recall for one in scores if one.recall is not None)
    return harmonic(precision, recall), precision, recall


def read(data: bytes, url: str, *, whole: bool = True) -> str:
    try:
        extracted = extract(data, "page.html", None, url)
    except SourceError:
        return ""
    chosen = extracted.blocks if whole else tuple(filter(is_read, extracted.blocks))
    return build_layout(Extract(chosen))[0]


def is_read(block: Block) -> bool:
    return block.kind in _READ


def trafilatura_way(**options: Any) -> Way:
    def way(data: bytes, url: str) -> str:
        from trafilatura import extract as plain

        return plain(data, url=url, **options) or ""

    return way


def body_text(data: bytes, url: str) -> str:
    from lxml import html

    tree = html.document_fromstring(data, parser=html.HTMLParser(encoding="utf-8"))
    for element in tree.xpath("//script|//style|//noscript|//template|//head"):
        element.drop_tree()
    return " ".join(tree.itertext())


WAYS: dict[str, Way] = {
    "summarize": read,
    "summarize, read blocks": lambda data, url: read(data, url, whole=False),
    "trafilatura": trafilatura_way(),
    "  no comments": trafilatura_way(include_comments=False),
    "  precision": trafilatura_way(include_comments=False, favor_precision=True),
    "  recall": trafilatura_way(include_comments=False, favor_recall=True),
    "all text of the page": body_text,
}


def segment_share(rows: Sequence[Row], texts: Sequence[str]) -> tuple[float, float]:
    """Shares of the wanted strings that are there, and of the unwanted that are not."""
    pages = [(row, " ".join(text.split())) for row, text in zip(rows, texts, strict=True)]
    kept = [" ".join(want.split()) in text for row, text in pages for want in row["must_contain"]]
    gone = [
        " ".join(bad.split()) not in text for row, text in pages for bad in row["must_not_contain"]
    ]
    return fmean(kept), fmean(gone)


def missed(row: Row, text: str) -> list[str]:
    flat = " ".join(text.split())
    lost = [f"- {want}" for want in row["must_contain"] if " ".join(want.split()) not in flat]
    return lost + [f"+ {bad}" for bad in row["must_not_contain"] if " ".join(bad.split()) in flat]


def load(folder: Path, name: str, half: int | None) -> tuple[list[Row], list[bytes]]:
    pages = folder / "boilerplate"
    lines = (pages / name).read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    rows = rows if half is None else rows[half::2]
    return rows, [gzip.decompress((pages / row["file"]).read_bytes()) for row in rows]


def texts_of(way: Way, rows: Sequence[Row], pages: Sequence[bytes]) -> list[str]:
    return [way(page, row["url"]) for row, page in zip(rows, pages, strict=True)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("data", type=Path, help="folder of the evaluation data")
    parser.add_argument("--worst", type=int, default=10, help="so many pages are named")
    parser.add_argument("--half", type=int, choices=(0, 1), help="every other page only")
    parser.add_argument("--read-only", action="store_true", help="without the other ways")
    args = parser.parse_args()
    gold, pages = load(args.data, "gold.jsonl", args.half)
    segments, more = load(args.data, "segments.jsonl", args.half)
    print(f"{len(gold)} pages with a gold text, {len(segments)} with segments\n")
    print(f"{'':<24}{'F1':>7}{'precision':>11}{'recall':>8}{'wanted':>9}{'unwanted gone':>15}")
    found: dict[str, tuple[list[Score], list[str]]] = {}
    for name, way in list(WAYS.items())[: 2 if args.read_only else None]:
        texts = texts_of(way, gold, pages)
        scores = [score(row["gold_text"], text) for row, text in zip(gold, texts, strict=True)]
        found[name] = scores, texts_of(way, segments, more)
        f1, precision, recall = overall(scores)
        kept, gone = segment_share(segments, found[name][1])
        print(f"{name:<24}{f1:>7.4f}{precision:>11.4f}{recall:>8.4f}{kept:>9.1%}{gone:>15.1%}")
    scores, texts = found["summarize"]
    print(f"\nThe {args.worst} worst pages\n{'page':<18}{'F1':>7}{'precision':>11}{'recall':>8}")
    for one, row in sorted(zip(scores, gold, strict=True), key=lambda pair: pair[0].f1)[
        : args.worst
    ]:
        figures = f"{one.f1:>7.3f}{one.precision or 0:>11.3f}{one.recall or 0:>8.3f}"
        print(f"{row['id']:<18}{figures}  {row['url'][:60]}")
    print("\nSegments lost (-) and wrongly there (+)")
    for row, text in zip(segments, texts, strict=True):
        print(
            *(f"{row['id']:<9}{line}" for line in missed(row, text)),
            sep="\n",
            end="\n" if missed(row, text) else "",
        )


if __name__ == "__main__":
    main()
