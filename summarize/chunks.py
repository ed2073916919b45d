"""Document -> chunks: consecutive whole sentences that fit a token budget.

Chunks do not overlap: an overlap would be read twice and counted twice.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from summarize.document import Chunk, Document, Sentence

Count = Callable[[str], int]


@dataclass(frozen=True, slots=True)
class Oversized:
    """A sentence that no chunk can hold, with its length in tokens."""

    sentence: Sentence
    tokens: int


def split(document: Document, count: Count, budget: int) -> tuple[list[Chunk], list[Oversized]]:
    """The document as chunks of at most `budget` tokens, and what does not fit any.

    Chunks end at paragraph borders where they can, and are of similar size: a
    last chunk of two sentences would get as much say as all others.
    """
    sizes = [count(" " + document.words_of(sentence)) for sentence in document.sentences]
    oversized = [
        Oversized(sentence, size)
        for sentence, size in zip(document.sentences, sizes, strict=True)
        if size > budget
    ]
    fitting = [
        (sentence, size)
        for sentence, size in zip(document.sentences, sizes, strict=True)
        if size <= budget
    ]
    runs = pack([size for _, size in fitting], [s.paragraph for s, _ in fitting], budget)
    groups = [[fitting[place][0] for place in run] for run in runs]
    exact = [part for group in groups for part in _halve(document, group, count, budget)]
    chunks = [
        Chunk(index, tuple(sentences), text, tokens)
        for index, (sentences, text, tokens) in enumerate(exact)
    ]
    return chunks, oversized


def pack(sizes: Sequence[int], paragraphs: Sequence[int], budget: int) -> list[range]:
    """Consecutive runs whose sizes add up to at most `budget`, about equally large.

    A run is ended early, at a paragraph border, once it has its fair share.
    Each size must be at most `budget`.
    """
    total = sum(sizes)
    fair = total / max(1, -(-total // budget))
    runs: list[range] = []
    start, filled, done = 0, 0, 0
    for place, size in enumerate(sizes):
        border = place > start and paragraphs[place] != paragraphs[place - 1]
        full = filled + size > budget
        # half of the next paragraph may belong to this share or to the next one
        share_used = border and done + filled + size / 2 > fair * (len(runs) + 1)
        if full or (share_used and place > start):
            runs.append(range(start, place))
            start, done, filled = place, done + filled, 0
        filled += size
    if start < len(sizes):
        runs.append(range(start, len(sizes)))
    return runs


def _halve(
    document: Document, sentences: list[Sentence], count: Count, budget: int
) -> list[tuple[list[Sentence], str, int]]:
    """Sentences counted together can be a few tokens longer than one by one: then cut in two."""
    text = joined(document, sentences)
    tokens = count(text)
    if tokens <= budget or len(sentences) == 1:
        return [(sentences, text, tokens)]
    middle = len(sentences) // 2
    return [
        *_halve(document, sentences[:middle], count, budget),
        *_halve(document, sentences[middle:], count, budget),
    ]


def joined(document: Document, sentences: Sequence[Sentence]) -> str:
    """The sentences as the model reads them: paragraphs with an empty line between."""
    parts: list[str] = []
    for place, sentence in enumerate(sentences):
        if place:
            same = sentence.paragraph == sentences[place - 1].paragraph
            parts.append(" " if same else "\n\n")
        parts.append(document.words_of(sentence))
    return "".join(parts)
