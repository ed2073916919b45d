"""Document -> chunks: consecutive whole sentences that fit a token budget.

Chunks do not overlap: an overlap would be read twice and counted twice. Where they begin
depends on what is written there and near it, so that an edit in a long document changes
the chunk that it lies in, and what was computed for the others is still good.
"""

from __future__ import annotations

import math
import zlib
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from itertools import accumulate, pairwise
from typing import TypeVar

from summarize.document import Chunk, Document, Role, Sentence

Count = Callable[[str], int]
T = TypeVar("T")

# How good a place is to begin a chunk: by its kind first, then by what stands there.
Strength = tuple[int, int]

# No cut leaves less than this share of a budget on either side.
_LEAST = 0.3


class Border(IntEnum):
    """What begins with a sentence, the better to begin a chunk with the higher."""

    BEHIND_HEADING = 0  # the heading would be left without its text
    SENTENCE = 1
    PARAGRAPH = 2
    SECTION = 3


@dataclass(frozen=True, slots=True)
class Oversized:
    """A sentence that no chunk can hold, with its length in tokens."""

    sentence: Sentence
    tokens: int


def split(
    document: Document, count: Count, budget: int, part: int | None = None
) -> tuple[list[Chunk], list[Oversized]]:
    """The document as chunks of at most `budget` tokens, and what does not fit any.

    With `part`, what does not fit one chunk is cut into chunks of at most so many tokens, a
    longer sentence being one by itself.

    Chunks begin with a section where they can, else with a paragraph. What fits one
    chunk is one; else a chunk has three quarters of the budget on average, and seldom
    less than three tenths. Title and headings that a chunk stands under are shown with it,
    if there is room. A paragraph changed, added or removed changes the chunk in which it
    stands, at times its neighbours, and no others.
    """
    sized = _sized(document, count)
    oversized = [Oversized(sentence, size) for sentence, size in sized if size > budget]
    fitting = [(sentence, size) for sentence, size in sized if size <= budget]
    strengths = _strengths(document, [sentence for sentence, _ in fitting])
    sizes = [size for _, size in fitting]
    runs = cut(sizes, strengths, budget)
    if part is not None and part < budget and len(runs) > 1:
        budget = part
        runs = cut(sizes, strengths, budget)
    chunks: list[Chunk] = []
    for run in runs:
        group = [sentence for sentence, _ in fitting[run.start : run.stop]]
        for some in halved(group, lambda few: count(joined(document, few)), budget):
            text = joined(document, some)
            chunk = Chunk(len(chunks), tuple(some), text, count(text))
            chunks.append(_under_headings(document, chunk, count, budget))
    return chunks, oversized


def _sized(document: Document, count: Count) -> list[tuple[Sentence, int]]:
    """The sentences with their tokens, that of the space or the empty line before them included."""
    return list(zip(document.sentences, map(count, pieces(document)), strict=True))


def pieces(document: Document) -> list[str]:
    """What `split` counts first: each sentence with the space or the empty line before it."""
    found, paragraph = [], None
    for sentence in document.sentences:
        joint = " " if sentence.paragraph == paragraph else "\n\n"
        found.append(joint + document.sentence_text(sentence))
        paragraph = sentence.paragraph
    return found


def _strengths(document: Document, sentences: Sequence[Sentence]) -> list[Strength]:
    """How good it is to begin a chunk with each of the sentences, the first one aside."""
    borders = [Border.SECTION, *(_border(*pair) for pair in pairwise(sentences))]
    return [
        # A checksum: the same on every machine, and as good as drawn by chance.
        (border, zlib.crc32(document.sentence_text(sentence).encode("utf-8", "surrogatepass")))
        for border, sentence in zip(borders, sentences, strict=False)
    ]


def _border(before: Sentence, sentence: Sentence) -> Border:
    if before.role is Role.HEADING:
        return Border.BEHIND_HEADING
    if sentence.role is Role.HEADING:
        return Border.SECTION
    return Border.SENTENCE if sentence.paragraph == before.paragraph else Border.PARAGRAPH


def _under_headings(document: Document, chunk: Chunk, count: Count, budget: int) -> Chunk:
    """The chunk with the title and the headings that it stands under, if they fit."""
    first = chunk.sentences[0]
    path = document.section(first.span.start)
    own = path[:-1] if first.role is Role.HEADING and path else path
    above = (
        [document.title]
        if document.title and document.title != document.sentence_text(first)
        else []
    )
    headings = "\n\n".join([*above, *own])
    headed = replace(chunk, headings=headings)
    return headed if headings and count(headed.shown) <= budget else chunk


def cut(sizes: Sequence[int], strengths: Sequence[Strength], budget: int) -> list[range]:
    """Consecutive runs whose sizes add up to at most `budget`, at borders that stay put.

    What is too large is cut at its strongest border, and its two parts likewise. So a border
    depends on what lies between its stronger neighbours, and an edit beyond those does not
    move it, whereas borders at which runs are full depend on everything before them. A size
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
            place = _strongest(run, ends, strengths, budget)
            waiting += [range(place, run.stop), range(run.start, place)]
    return _together(runs, ends, strengths, budget)


def _strongest(run: range, ends: Sequence[int], strengths: Sequence[Strength], budget: int) -> int:
    """Where to cut a run that is too large: the middle, where all places are alike."""
    first, last = ends[run.start], ends[run.stop]

    def off(place: int) -> int:
        return abs(2 * ends[place] - first - last)

    least = _LEAST * budget
    # Where two will do there should be two, but no paragraph is torn for that.
    leasts = [max(least, last - first - budget), least] if last - first <= 2 * budget else [least]
    found: list[int] = []
    for part in leasts:  # that is left on either side
        low = bisect_left(ends, first + part, run.start + 1, run.stop)
        high = bisect_right(ends, last - part, low, run.stop)
        if low < high:
            found.append(max(range(low, high), key=lambda place: (strengths[place], -off(place))))
    found.append(min(range(run.start + 1, run.stop), key=off))
    return next((place for place in found if strengths[place][0] > Border.SENTENCE), found[0])


def _together(
    runs: Sequence[range], ends: Sequence[int], strengths: Sequence[Strength], budget: int
) -> list[range]:
    """Neighbours as one run where they fit, those with the weakest border between them first."""
    starting, ending = ({run.start: run for run in runs}, {run.stop: run for run in runs})
    for place in sorted((run.start for run in runs[1:]), key=strengths.__getitem__):
        before, after = ending[place], starting[place]
        if ends[after.stop] - ends[before.start] <= budget:
            both = range(before.start, after.stop)
            starting[both.start] = ending[both.stop] = both
            del starting[place], ending[place]
    return [starting[start] for start in sorted(starting)]


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
        parts.append(document.sentence_text(sentence))
    return "".join(parts)
