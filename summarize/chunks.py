"""Document -> chunks: consecutive whole sentences that fit a token budget.

Chunks do not overlap: an overlap would be read twice and counted twice.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TypeVar

from summarize.document import Chunk, Document, Role, Sentence

Count = Callable[[str], int]
T = TypeVar("T")

# What it costs to begin a run where no section begins: as much as to be three tenths off its share.
# Within a paragraph costs more, and behind a heading, which would be left without its text.
_WITHIN_SECTION = 0.08
_TORN = 0.25
_BEHEADED = 1.0


@dataclass(frozen=True, slots=True)
class Oversized:
    """A sentence that no chunk can hold, with its length in tokens."""

    sentence: Sentence
    tokens: int


def split(document: Document, count: Count, budget: int) -> tuple[list[Chunk], list[Oversized]]:
    """The document as chunks of at most `budget` tokens, and what does not fit any.

    Chunks begin with a section where they can, else with a paragraph, and are of
    similar size: a last chunk of two sentences would get as much say as all others.
    Title and headings that a chunk stands under are shown with it, if there is room.
    """
    sized = [(s, count(" " + document.words_of(s))) for s in document.sentences]
    oversized = [Oversized(sentence, size) for sentence, size in sized if size > budget]
    fitting = [(sentence, size) for sentence, size in sized if size <= budget]
    runs = pack([size for _, size in fitting], _borders([s for s, _ in fitting]), budget)
    chunks: list[Chunk] = []
    for run in runs:
        group = [sentence for sentence, _ in fitting[run.start : run.stop]]
        for part in halved(group, lambda some: count(joined(document, some)), budget):
            text = joined(document, part)
            chunk = Chunk(len(chunks), tuple(part), text, count(text))
            chunks.append(_under_headings(document, chunk, count, budget))
    return chunks, oversized


def _borders(sentences: Sequence[Sentence]) -> list[float]:
    """What it costs to begin a run with each of the sentences."""
    costs = [0.0]
    for before, sentence in pairwise(sentences):
        if before.role is Role.HEADING:
            costs.append(_BEHEADED)
        elif sentence.role is Role.HEADING:
            costs.append(0.0)
        else:
            costs.append(_TORN if sentence.paragraph == before.paragraph else _WITHIN_SECTION)
    return costs[: len(sentences)]


def _under_headings(document: Document, chunk: Chunk, count: Count, budget: int) -> Chunk:
    """The chunk with the title and the headings that it stands under, if they fit."""
    first = chunk.sentences[0]
    path = document.section(first.span.start)
    own = path[:-1] if first.role is Role.HEADING and path else path
    above = (
        [document.title] if document.title and document.title != document.words_of(first) else []
    )
    headings = "\n\n".join([*above, *own])
    headed = replace(chunk, headings=headings)
    return headed if headings and count(headed.shown) <= budget else chunk


def pack(sizes: Sequence[int], borders: Sequence[float], budget: int) -> list[range]:
    """Consecutive runs whose sizes add up to at most `budget`, about equally large.

    `borders` are what it costs to begin a run at each place; 0.04 is as bad as a run
    that is a fifth off its share. A size above `budget` is a run of its own.
    `[4, 4, 4], [0, 0.1, 0], 10 -> [range(0, 2), range(2, 3)]`
    """
    total = sum(sizes)
    share = max(1.0, total / max(1, -(-total // budget)))
    costs, starts = [0.0], [0]  # of the best runs up to each place; where the last one begins
    for end in range(1, len(sizes) + 1):
        best, start, filled = math.inf, end, 0
        for place in range(end - 1, -1, -1):
            filled += sizes[place]
            if filled > budget and place < end - 1:
                break
            cost = costs[place] + (filled / share - 1) ** 2 + borders[place]
            if cost < best:
                best, start = cost, place
        costs.append(best)
        starts.append(start)
    return _runs(starts)


def _runs(starts: Sequence[int]) -> list[range]:
    """The runs that end at the last place, found from the end: `[0, 0, 0, 2] -> [0:2, 2:3]`."""
    runs: list[range] = []
    end = len(starts) - 1
    while end > 0:
        runs.append(range(starts[end], end))
        end = starts[end]
    return runs[::-1]


def halved(items: Sequence[T], size: Callable[[Sequence[T]], int], budget: int) -> list[list[T]]:
    """The items as one run, cut in two as often as it takes for each to fit `budget`.

    Texts counted together can come to more tokens than one by one. A single item
    is never cut.
    """
    if len(items) <= 1 or size(items) <= budget:
        return [list(items)]
    middle = len(items) // 2
    return [*halved(items[:middle], size, budget), *halved(items[middle:], size, budget)]


def joined(document: Document, sentences: Sequence[Sentence]) -> str:
    """The sentences as the model reads them: paragraphs with an empty line between."""
    parts: list[str] = []
    for place, sentence in enumerate(sentences):
        if place:
            same = sentence.paragraph == sentences[place - 1].paragraph
            parts.append(" " if same else "\n\n")
        parts.append(document.words_of(sentence))
    return "".join(parts)
