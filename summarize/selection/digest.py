"""Many parts -> one votes: a digest of all of them is read in one go.

Only checked statements are read again, never prose of the model, so that an invention
can't be summarised into a fact. However long the document is, its digest fits one prompt.
It is chosen region by region, each by the votes on itself alone: so all of the document has
a part in it, and after most edits it is word for word the same, and its answers are known.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from summarize.document import Chunk
from summarize.generation.drafts import Task
from summarize.generation.session import GenerationSession
from summarize.selection.candidates import CandidateBuilder, CandidatePool
from summarize.selection.draft_set import DraftSet, draft_texts
from summarize.selection.optimizer import Candidate
from summarize.selection.summary import select_digest
from summarize.selection.votes import DraftVotes

# Words for each token of a prompt that the first try takes, and how much less the next at least.
_WORDS_PER_TOKEN = 0.7
_SHRINK = 0.8
_MIN_WORDS = 20
# A region is as many chunks as it takes for so many words of the digest: about a sentence.
_REGION_WORDS = 20


@dataclass(frozen=True, slots=True)
class Region:
    """A run of chunks: what can be told of it, and its `share` of the document, 0 to 1."""

    pool: CandidatePool
    share: float


def summarize_digest(
    parts: Sequence[tuple[Chunk, DraftSet]],
    builder: CandidateBuilder,
    session: GenerationSession,
    task: Task,
    budget: int,
) -> DraftSet:
    """The model's votes on the whole, from a digest of at most `budget` tokens."""
    words = round(budget * _WORDS_PER_TOKEN)
    units = _fit_budget(_build_regions(parts, builder, words), session, words, budget)
    if not units:
        return DraftSet(DraftVotes(), DraftVotes())
    (drafted,) = draft_texts(session, builder.checker, [_join_statements(units)], task, "merging")
    return drafted


def _build_regions(
    parts: Sequence[tuple[Chunk, DraftSet]], builder: CandidateBuilder, words: int
) -> list[Region]:
    """The document in runs of as many chunks each, for a digest of so many words."""
    size = max(1, -(-len(parts) * _REGION_WORDS // max(1, words)))
    runs = [parts[start : start + size] for start in range(0, len(parts), size)]
    everything = sum(chunk.tokens for chunk, _ in parts)
    return [
        Region(_build_pool(run, builder), sum(chunk.tokens for chunk, _ in run) / everything)
        for run in runs
    ]


def _build_pool(run: Sequence[tuple[Chunk, DraftSet]], builder: CandidateBuilder) -> CandidatePool:
    votes = DraftVotes()
    for _, drafted in run:
        votes.add(drafted.summary, 1 / len(run))
    numbers = [sentence.number for chunk, _ in run for sentence in chunk.sentences]
    return builder.build_for(votes, numbers)


def _fit_budget(
    regions: Sequence[Region], session: GenerationSession, words: int, budget: int
) -> list[Candidate]:
    """The digest, about so many words, or fewer if the budget does not allow them."""
    while words >= _MIN_WORDS:
        units = [
            unit for one in regions for unit in select_digest(one.pool, round(words * one.share))
        ]
        tokens = session.engine.count_tokens(_join_statements(units))
        if tokens <= budget:
            return units
        words = round(words * min(_SHRINK, budget / tokens))
    return []


def _join_statements(units: Sequence[Candidate]) -> str:
    return " ".join(unit.statement.text for unit in units)
