"""Fit the weights of `text/main_content.py`, and measure them on pages not fitted on.

    python benchmarks/boilerplate_fit.py DATA_FOLDER [--folds 5] [--strength 3.0]

DATA_FOLDER as in `boilerplate.py`. Maximises the likelihood of the stretch of lines
that agrees best with each page's gold text, with a Gaussian prior on the weights
(`--strength`), each page weighing the same. With `--folds`, the pages are first measured
in so many parts, each with weights fitted on the others. Then the weights fitted
on all pages are printed, to be pasted into the module. Needs numpy.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from boilerplate import Page, labels, page_scores, pages
from summarize.document import Span, count_words
from summarize.sources.boilerplate import find_boilerplate, find_rule
from summarize.sources.layout import group_lines
from summarize.sources.text import main_content

Array = NDArray[np.float64]

_MISSED = 3.0  # a gold word lost counts as many words of boilerplate kept
_STEPS = 300
_RATE = 0.05


@dataclass(frozen=True)
class Example:
    """A page as the model sees it, and the first and last line of its article."""

    inside: Array
    first: Array
    last: Array
    gold: tuple[int, int]


def example(page: Page) -> Example | None:
    found = labels(page)
    contents = [page.text[line.start : line.end] for line, _ in found]
    gold = best_stretch([label for _, label in found], contents)
    if gold is None:
        return None
    rules = [find_rule(page.text, line) for line, _ in found]
    rows = main_content.extract_features(contents, main_content.find_certain_reasons(rules))
    firsts, lasts = main_content.extract_border_features(rows)
    return Example(np.array(rows), np.array(firsts), np.array(lasts), gold)


def best_stretch(found: Sequence[bool | None], lines: Sequence[str]) -> tuple[int, int] | None:
    """The first and last line of the stretch with the most gold and the least boilerplate."""
    best, sum_, start = (0.0, 0, 0), 0.0, 0
    for i, (label, line) in enumerate(zip(found, lines, strict=True)):
        if sum_ <= 0:
            sum_, start = 0.0, i
        words = count_words(line)
        sum_ += _MISSED * words if label else -words if label is False else 0.0
        if sum_ > best[0]:
            best = (sum_, start, i)
    return best[1:] if best[0] else None


def fitted(examples: Sequence[Example], strength: float) -> main_content.Weights:
    """The weights with the highest posterior, by Adam."""
    sizes = [
        len(main_content.LINE_FEATURES),
        2 * len(main_content.BORDER_FEATURES),
        2 * len(main_content.BORDER_FEATURES),
    ]
    weights = np.zeros(sum(sizes))
    mean, spread = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, _STEPS + 1):
        slope = strength * weights
        for one in examples:
            slope = slope + gradient(one, np.split(weights, np.cumsum(sizes)[:-1]))
        slope /= len(examples)
        mean = 0.9 * mean + 0.1 * slope
        spread = 0.99 * spread + 0.01 * slope**2
        scaled = np.sqrt(spread / (1 - 0.99**step)) + 1e-8
        weights = weights - _RATE * mean / (1 - 0.9**step) / scaled
    inside, first, last = np.split(weights, np.cumsum(sizes)[:-1])
    return main_content.Weights(*(tuple(map(float, part)) for part in (inside, first, last)))


def gradient(one: Example, parts: Sequence[Array]) -> Array:
    """Of the negative log-likelihood: what the model expects, less what is so."""
    scores = one.inside @ parts[0]
    sums = np.concatenate([[0.0], np.cumsum(scores)])
    opening, closing = one.first @ parts[1] - sums[:-1], one.last @ parts[2] + sums[1:]
    opened = np.logaddexp.accumulate(opening)
    closed = np.logaddexp.accumulate(closing[::-1])[::-1]
    total = np.logaddexp.reduce(opened + closing)
    starts, ends = np.exp(opening + closed - total), np.exp(opened + closing - total)
    within = np.cumsum(starts) - np.concatenate([[0.0], np.cumsum(ends)[:-1]])
    first, last = one.gold
    within[first : last + 1] -= 1
    starts[first] -= 1
    ends[last] -= 1
    return np.concatenate([within @ one.inside, starts @ one.first, ends @ one.last])


def kept(text: str, weights: main_content.Weights) -> list[Span]:
    lines = [line for block in group_lines(text) for line in block]
    gone = {one.span for one in find_boilerplate(text, lines)}
    gone |= {one.span for one in main_content.find_lines_outside(text, lines, weights)}
    return [line for line in lines if line not in gone]


def held_out(
    found: Sequence[Page], folds: int, strength: float
) -> Iterator[tuple[Page, list[Span]]]:
    """Each page with the lines kept by weights that were fitted without it."""
    examples = [example(page) for page in found]
    for fold in range(folds):
        others = [one for i, one in enumerate(examples) if one and i % folds != fold]
        weights = fitted(others, strength)
        for page in found[fold::folds]:
            yield page, kept(page.text, weights)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--strength", type=float, default=3.0)
    args = parser.parse_args()
    found = [page for page in pages(args.data / "boilerplate") if page.gold]
    if args.folds:
        results = {page.text: spans for page, spans in held_out(found, args.folds, args.strength)}
        print(f"{len(found)} pages, weights fitted without the page")
        page_scores(found, results.__getitem__, 0)
    weights = fitted([one for page in found if (one := example(page))], args.strength)
    for name in ("inside", "first", "last"):
        print(f"{name}=({', '.join(f'{value:.2f}' for value in getattr(weights, name))}),")


if __name__ == "__main__":
    main()
