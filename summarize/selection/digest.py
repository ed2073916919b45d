"""Hierarchical (map-reduce) summarization: drafts of many chunks -> a digest of all.

The digest has only checked statements, never unchecked prose of the model, so that an invention
can't be summarised into a fact. It fits one prompt however long the document is. It is chosen
region by region, each by the votes on its own chunks: so every part of the document is in it, and
after most edits of the document it is the same and its answers are in the cache.
"""

from __future__ import annotations

from collections.abc import Sequence

from summarize.characters import join_texts
from summarize.document import Chunk
from summarize.generation.chunking import TokenCounter
from summarize.selection.candidates import CandidateBuilder, CandidatePool
from summarize.selection.draft_set import DraftSet
from summarize.selection.summary import select_digest, select_notes
from summarize.selection.votes import DraftVotes

# The words per token of the first try, and the factor by which each next try is shorter at least.
_WORDS_PER_TOKEN = 0.7
_SHRINK = 0.8
_MIN_WORDS = 20
# A region is as many chunks as it takes for so many words of the digest: about a sentence.
_REGION_WORDS = 20


# The candidates of a run of chunks, and its share of the document, 0 to 1.
Region = tuple[CandidatePool, float]


def build_digest(
    parts: Sequence[tuple[Chunk, DraftSet]],
    builder: CandidateBuilder,
    count_tokens: TokenCounter,
    budget: int,
    *,
    prefer_notes: bool = False,
) -> str:
    """Return the digest of a document, of at most `budget` tokens; "" if nothing fits.

    With `prefer_notes`, what stands in the model's own words goes before the document's.
    """
    choose = select_notes if prefer_notes else select_digest
    words = round(budget * _WORDS_PER_TOKEN)
    regions = _build_regions(parts, builder, words)
    while words >= _MIN_WORDS:
        chosen = (choose(pool, round(words * share)) for pool, share in regions)
        text = join_texts(unit.statement.text for units in chosen for unit in units)
        tokens = count_tokens(text)
        if tokens <= budget:
            return text
        words = round(words * min(_SHRINK, budget / tokens))
    return ""


def _build_regions(
    parts: Sequence[tuple[Chunk, DraftSet]], builder: CandidateBuilder, words: int
) -> list[Region]:
    """Return the document as runs of equally many chunks, for a digest of so many words."""
    size = max(1, -(-len(parts) * _REGION_WORDS // max(1, words)))
    everything = sum(chunk.tokens for chunk, _ in parts)
    regions = []
    for run in (parts[start : start + size] for start in range(0, len(parts), size)):
        votes = DraftVotes()
        for _, drafted in run:
            votes.add(drafted.summary, 1 / len(run))
        numbers = [sentence.number for chunk, _ in run for sentence in chunk.sentences]
        share = sum(chunk.tokens for chunk, _ in run) / everything
        regions.append((builder.build_for(votes, numbers), share))
    return regions
