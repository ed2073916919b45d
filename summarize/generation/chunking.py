"""Document -> chunks: consecutive whole sentences that fit a token budget.

Chunks do not overlap: an overlap would be read twice and counted twice. The boundaries are
content-defined: an edit in a long document changes the chunk that contains it, and the cached
results of the other chunks remain valid.
"""

from __future__ import annotations

import math
import zlib
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from enum import IntEnum
from itertools import accumulate, pairwise
from typing import TypeVar

from summarize.characters import find_gap
from summarize.document import Chunk, Document, Role, Sentence

TokenCounter = Callable[[str], int]
T = TypeVar("T")

# How good a place is to begin a chunk: the kind of boundary first, then a checksum of the sentence.
BoundaryStrength = tuple[int, int]

# No boundary leaves less than this share of a budget on either side.
_MIN_SHARE = 0.3
_PARAGRAPH_BREAK = "\n\n"


class Boundary(IntEnum):
    """The kind of boundary before a sentence; the higher, the better a chunk begins there."""

    AFTER_HEADING = 0  # the heading would be separated from its text
    SENTENCE = 1
    PARAGRAPH = 2
    SECTION = 3


def split_into_chunks(
    document: Document,
    count: TokenCounter,
    budget: int,
    part_budget: int | None = None,
    borders: Collection[int] = (),
) -> tuple[list[Chunk], list[tuple[Sentence, int]]]:
    """Return the document as chunks of at most `budget` tokens, and the sentences that fit none.

    These have their lengths in tokens.

    With `part_budget`, a document that does not fit one chunk is split into chunks of at most
    so many tokens; a longer sentence is a chunk by itself. A new one begins at each sentence with
    a number in `borders`.

    Chunks begin with a section where possible, else with a paragraph. A document that fits one
    chunk is one chunk. Otherwise a chunk has three quarters of the budget on average, and
    seldom less than three tenths. The title and the headings above a chunk are added to it if
    there is room. A paragraph that is changed, added or removed changes its own chunk, sometimes
    the neighbouring ones, and no others.
    """
    sized = list(zip(document.sentences, map(count, texts_to_count(document)), strict=True))
    oversized = [(sentence, size) for sentence, size in sized if size > budget]
    fitting = [(sentence, size) for sentence, size in sized if size <= budget]
    strengths = _rate_boundaries(document, [sentence for sentence, _ in fitting])
    sizes = [size for _, size in fitting]
    starts = [place for place, (sentence, _) in enumerate(fitting) if sentence.number in borders]
    bounds = sorted({0, *starts, len(fitting)})

    def split(budget: int) -> list[range]:
        return [
            range(start + run.start, start + run.stop)
            for start, end in pairwise(bounds)
            for run in split_at_boundaries(sizes[start:end], strengths[start:end], budget)
        ]

    runs = split(budget)
    if part_budget is not None and part_budget < budget and len(runs) > 1:
        budget = part_budget
        runs = split(budget)
    chunks: list[Chunk] = []
    for run in runs:
        group = [sentence for sentence, _ in fitting[run.start : run.stop]]
        parts = halve_until_fitting(group, lambda few: count(join_sentences(document, few)), budget)
        for some in parts:
            text = join_sentences(document, some)
            chunk = Chunk(len(chunks), tuple(some), text, count(text))
            chunks.append(_add_headings(document, chunk, count, budget))
    return chunks, oversized


def texts_to_count(document: Document) -> list[str]:
    """Return the texts that `split_into_chunks` counts first: sentences with their separators."""
    return _add_separators(document, document.sentences)


def _add_separators(document: Document, sentences: Sequence[Sentence]) -> list[str]:
    texts: list[str] = []
    before, last = "", None
    for sentence in sentences:
        text = document.sentence_text(sentence)
        if last and sentence.paragraph == last.paragraph:
            separator = find_gap(before, text)
        else:
            separator = _find_separator(document, last, sentence)
        texts.append(separator + text)
        before, last = text, sentence
    return texts


def _find_separator(document: Document, last: Sentence | None, sentence: Sentence) -> str:
    """Return a line end between lines of the source, an empty line between its paragraphs."""
    gap = document.text[last.span.end : sentence.span.start] if last else _PARAGRAPH_BREAK
    return "\n" if gap.count("\n") == 1 else _PARAGRAPH_BREAK


def _rate_boundaries(document: Document, sentences: Sequence[Sentence]) -> list[BoundaryStrength]:
    """Return how good it is to begin a chunk with each of the sentences."""
    boundaries = [Boundary.SECTION, *(_classify_boundary(*pair) for pair in pairwise(sentences))]
    return [
        # A checksum is the same on every machine and as good as a random number.
        (boundary, zlib.crc32(document.sentence_text(sentence).encode("utf-8", "surrogatepass")))
        for boundary, sentence in zip(boundaries, sentences, strict=False)
    ]


def _classify_boundary(before: Sentence, sentence: Sentence) -> Boundary:
    if before.role is Role.HEADING:
        return Boundary.AFTER_HEADING
    if sentence.role is Role.HEADING:
        return Boundary.SECTION
    return Boundary.SENTENCE if sentence.paragraph == before.paragraph else Boundary.PARAGRAPH


def _add_headings(document: Document, chunk: Chunk, count: TokenCounter, budget: int) -> Chunk:
    """Return the chunk with the title and the headings above it, if they fit."""
    first = chunk.sentences[0]
    path = document.headings_at(first.span.start)
    own = path[:-1] if first.role is Role.HEADING and path else path
    title = document.title or ""
    above = [title] if title not in ("", document.sentence_text(first)) else []
    headings = _PARAGRAPH_BREAK.join([*above, *own])
    headed = replace(chunk, headings=headings)
    return headed if headings and count(headed.prompt_text) <= budget else chunk


def split_at_boundaries(
    sizes: Sequence[int], strengths: Sequence[BoundaryStrength], budget: int
) -> list[range]:
    """Return consecutive runs whose sizes add up to at most `budget`, with stable boundaries.

    A run that is too large is split at its strongest boundary, and the two parts likewise. So
    a boundary depends on what is between its stronger neighbours, and an edit beyond those does
    not move it; filling each run in turn would make it depend on everything before it. A size
    above `budget` is a run of its own.
    `[4, 4, 4], [(3, 0), (2, 7), (2, 5)], 10 -> [range(0, 1), range(1, 3)]`
    """
    ends = [0, *accumulate(sizes)]
    runs: list[range] = []
    waiting = [range(len(sizes))] if sizes else []
    while waiting:
        run = waiting.pop()
        if len(run) == 1 or ends[run.stop] - ends[run.start] <= budget:
            runs.append(run)
        else:
            place = _find_strongest_boundary(run, ends, strengths, budget)
            waiting += [range(place, run.stop), range(run.start, place)]
    return _merge_neighbours(runs, ends, strengths, budget)


def _find_strongest_boundary(
    run: range, ends: Sequence[int], strengths: Sequence[BoundaryStrength], budget: int
) -> int:
    """Return where to split a run that is too large: the middle, if all places are equal."""
    first, last = ends[run.start], ends[run.stop]

    def distance_from_middle(place: int) -> int:
        return abs(2 * ends[place] - first - last)

    least = _MIN_SHARE * budget
    # Where two runs are enough there should be two, but no paragraph is split for that.
    leasts = [max(least, last - first - budget), least] if last - first <= 2 * budget else [least]
    found: list[int] = []
    for part in leasts:  # the least that remains on either side
        low = bisect_left(ends, first + part, run.start + 1, run.stop)
        high = bisect_right(ends, last - part, low, run.stop)
        if low < high:
            ranked = ((strengths[at], -distance_from_middle(at), -at) for at in range(low, high))
            found.append(-max(ranked)[2])
    found.append(min(range(run.start + 1, run.stop), key=distance_from_middle))
    return next((place for place in found if strengths[place][0] > Boundary.SENTENCE), found[0])


def _merge_neighbours(
    runs: Sequence[range], ends: Sequence[int], strengths: Sequence[BoundaryStrength], budget: int
) -> list[range]:
    """Join neighbouring runs that fit one, those with the weakest boundary between them first."""
    starting, ending = ({run.start: run for run in runs}, {run.stop: run for run in runs})
    for place in sorted((run.start for run in runs[1:]), key=strengths.__getitem__):
        before, after = ending[place], starting[place]
        if ends[after.stop] - ends[before.start] <= budget:
            both = range(before.start, after.stop)
            starting[both.start] = ending[both.stop] = both
            del starting[place], ending[place]
    return [starting[start] for start in sorted(starting)]


def split_evenly(sizes: Sequence[int], boundary_costs: Sequence[float], budget: int) -> list[range]:
    """Return consecutive runs of about equal size that add up to at most `budget` each.

    `boundary_costs` are what it costs to begin a run at each place; 0.04 is as bad as a run
    that differs from its share by a fifth. A size above `budget` is a run of its own.
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
            cost = costs[place] + (filled / share - 1) ** 2 + boundary_costs[place]
            if cost < best:
                best, start = cost, place
        costs.append(best)
        starts.append(start)
    runs: list[range] = []  # by the best start for each end: [0, 0, 0, 2] -> [0:2, 2:3]
    end = len(sizes)
    while end > 0:
        runs.append(range(starts[end], end))
        end = starts[end]
    return runs[::-1]


def halve_until_fitting(
    items: Sequence[T], size: Callable[[Sequence[T]], int], budget: int
) -> list[list[T]]:
    """Return the items as one run, halved until each part fits `budget`.

    Texts counted together can have more tokens than one by one. A single item is not split.
    """
    if len(items) <= 1 or size(items) <= budget:
        return [list(items)]
    middle = len(items) // 2
    return [
        *halve_until_fitting(items[:middle], size, budget),
        *halve_until_fitting(items[middle:], size, budget),
    ]


def join_sentences(document: Document, sentences: Sequence[Sentence]) -> str:
    """Return the sentences as the model reads them: in the paragraphs and lines of the source.

    Empty lines between the lines of talk would be a token more for each, one in twenty.
    """
    return "".join(_add_separators(document, sentences)).removeprefix(_PARAGRAPH_BREAK)
