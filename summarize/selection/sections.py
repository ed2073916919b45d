"""The sections of a document that are summarised by themselves, and their shares of the length."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby

from summarize.document import Document, Role, count_words
from summarize.selection.query_focus import Focus

# A section with a larger share of the words is no division of the document: the only chapter
# of a book, beside a preface. It is divided in its turn.
_MAX_SHARE = 0.75
# More sections than these are too many to read, unless so many words were asked for.
_MAX_SECTIONS = 80
# The least length of a section's summary, about a sentence; a section of so few words is quoted.
LEAST_WORDS, _QUOTED_WORDS = 20, 30
# What is shorter, in words and in characters, is a label or a cell: no section has only these.
_LABEL_WORDS, _LABEL_CHARACTERS = 4, 20
# A chunk of fewer words is not ended for a new section.
_MIN_CHUNK_WORDS = 150


@dataclass(frozen=True, slots=True)
class Part:
    """A section that is summarised by itself, or several neighbours together.

    `heading` is "" for what stands before the first one. `numbers` are those of its sentences of
    prose, in order, at least one; `words` is their length.
    """

    heading: str
    numbers: tuple[int, ...]
    words: int


def divide_document(document: Document) -> list[Part]:
    """Return the sections with prose, at the highest level that has two; empty if none has.

    A section with more than three quarters of the words is divided in its turn, if it can be.
    """
    numbers = tuple(one.number for one in document.sentences if one.role is Role.PROSE)
    found = _divide(document, numbers, 0, _MAX_SHARE * document.words)
    parts = [part for part in found if any(not is_label(document, n) for n in part.numbers)]
    return parts if len(parts) > 1 else []


def is_label(document: Document, number: int) -> bool:
    """Whether a sentence is hardly one: `"100 mg" -> True`."""
    text = document.sentence_text(document.sentence(number))
    return count_words(text) < _LABEL_WORDS and len(text) < _LABEL_CHARACTERS


def _divide(document: Document, numbers: Sequence[int], depth: int, most: float) -> Iterator[Part]:
    """Yield the sections whose headings are `depth` below the outermost ones."""
    paths = {n: document.headings_at(document.sentence(n).span.start) for n in numbers}
    for path, group in groupby(numbers, key=lambda number: paths[number][: depth + 1]):
        own = tuple(group)
        words = _count_words(document, own)
        if words > most and any(len(paths[number]) > depth + 1 for number in own):
            yield from _divide(document, own, depth + 1, most)
        else:
            yield Part(path[-1] if path else "", own, words)


def _count_words(document: Document, numbers: Sequence[int]) -> int:
    return sum(count_words(document.sentence_text(document.sentence(n))) for n in numbers)


def join_neighbours(parts: Sequence[Part], target: int) -> list[Part]:
    """Return the sections, neighbours together if there are too many for `target` words.

    Together they are about equally long; `"1. Scope"` to `"4. Fees"` become "1. Scope to 4. Fees".
    """
    most = max(_MAX_SECTIONS, target // LEAST_WORDS)
    if len(parts) <= most:
        return list(parts)
    ends = list(accumulate(part.words for part in parts))
    runs: dict[int, list[Part]] = {}
    for part, end in zip(parts, ends, strict=True):
        runs.setdefault((end - 1) * most // ends[-1], []).append(part)
    return [_join(run) for run in runs.values()]


def _join(run: Sequence[Part]) -> Part:
    headings = [part.heading for part in run if part.heading]
    ends = dict.fromkeys((*headings[:1], *headings[-1:]))
    numbers = tuple(number for part in run for number in part.numbers)
    return Part(" to ".join(ends), numbers, sum(part.words for part in run))


def _restrict_to_focus(parts: Sequence[Part], focus: Focus, document: Document) -> list[Part]:
    """Return the sections with the sentences about the focus alone; those without are left out."""
    left = (
        (part, tuple(number for number in part.numbers if number not in focus.excluded))
        for part in parts
    )
    return [Part(part.heading, own, _count_words(document, own)) for part, own in left if own]


def plan_sections(
    focus: Focus, document: Document, target: int
) -> tuple[list[Part], tuple[str, ...]]:
    """Return the sections to summarise in `target` words, and remarks for the user.

    There are none if no headings divide the document.
    """
    found = divide_document(document)
    if not found:
        return [], (
            "The article has no headings that divide it: this is a summary of the whole. "
            "“summarize text” shows how it was read.",
        )
    joined = join_neighbours(found, target)
    kept = _restrict_to_focus(joined, focus, document)
    notes = []
    if len(joined) < len(found):
        notes.append(
            f"The article has {len(found)} sections: neighbours are summarised together, in "
            f"{len(joined)} parts."
        )
    if len(kept) < len(joined):
        notes.append(
            f"Of {len(joined)} sections, {len(joined) - len(kept)} without a sentence found for "
            f"“{focus.text}” are left out."
        )
    return kept, tuple(notes)


def find_borders(document: Document, parts: Sequence[Part]) -> frozenset[int]:
    """Return the numbers of the sentences at which a chunk begins: headings of sections.

    Several short sections share a chunk.
    """
    borders, words = set(), 0
    for part in parts:
        first = part.numbers[0]
        while first > 1 and document.sentence(first - 1).role is Role.HEADING:
            first -= 1
        if words >= _MIN_CHUNK_WORDS:
            borders.add(first)
            words = 0
        words += part.words
    if borders and words < _MIN_CHUNK_WORDS:
        borders.remove(max(borders))
    return frozenset(borders)


def is_quoted(part: Part) -> bool:
    """Whether a section is so short that it is its own summary."""
    return part.words <= _QUOTED_WORDS


def share_words(sizes: Sequence[int], target: int) -> list[int]:
    """Return the words for the summary of each section: by its size, but at least a sentence.

    A short section has all of its words. `[600, 200, 200, 10], 150 -> [84, 28, 28, 10]`
    """
    shares = {place: size for place, size in enumerate(sizes) if size <= _QUOTED_WORDS}
    while True:
        rest = [place for place in range(len(sizes)) if place not in shares]
        left = max(0, target - sum(shares.values()))
        total = sum(sizes[place] for place in rest)
        wanted = {place: left * sizes[place] / total for place in rest}
        small = [place for place in rest if wanted[place] < LEAST_WORDS]
        if not small:
            shares |= {place: round(words) for place, words in wanted.items()}
            return [shares[place] for place in range(len(sizes))]
        shares |= dict.fromkeys(small, LEAST_WORDS)
