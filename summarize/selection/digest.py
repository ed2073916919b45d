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
from summarize.selection.summary import digest
from summarize.selection.votes import DraftVotes

# Words for each token of a prompt that the first try takes, and how much less the next at least.
_WORDS_A_TOKEN = 0.7
_LESS = 0.8
_FEWEST_WORDS = 20
# A region is as many chunks as it takes for so many words of the digest: about a sentence.
_REGION_WORDS = 20


@dataclass(frozen=True, slots=True)
class _Region:
    """A run of chunks: what can be told of it, and its `share` of the document, 0 to 1."""

    material: CandidatePool
    share: float


def summarize_digest(
    parts: Sequence[tuple[Chunk, DraftSet]],
    gatherer: CandidateBuilder,
    session: GenerationSession,
    task: Task,
    budget: int,
) -> DraftSet:
    """The model's votes on the whole, from a digest of at most `budget` tokens."""
    words = round(budget * _WORDS_A_TOKEN)
    units = _fitting(_regions(parts, gatherer, words), session, words, budget)
    if not units:
        return DraftSet(DraftVotes(), DraftVotes())
    (drafted,) = draft_texts(session, gatherer.checker, [_joined(units)], task, "merging")
    return drafted


def _regions(
    parts: Sequence[tuple[Chunk, DraftSet]], gatherer: CandidateBuilder, words: int
) -> list[_Region]:
    """The document in runs of as many chunks each, for a digest of so many words."""
    size = max(1, -(-len(parts) * _REGION_WORDS // max(1, words)))
    runs = [parts[start : start + size] for start in range(0, len(parts), size)]
    everything = sum(chunk.tokens for chunk, _ in parts)
    return [
        _Region(_material(run, gatherer), sum(chunk.tokens for chunk, _ in run) / everything)
        for run in runs
    ]


def _material(run: Sequence[tuple[Chunk, DraftSet]], gatherer: CandidateBuilder) -> CandidatePool:
    votes = DraftVotes()
    for _, drafted in run:
        votes.add(drafted.summary, 1 / len(run))
    numbers = [sentence.number for chunk, _ in run for sentence in chunk.sentences]
    return gatherer.build_for(votes, numbers)


def _fitting(
    regions: Sequence[_Region], session: GenerationSession, words: int, budget: int
) -> list[Candidate]:
    """The digest, about so many words, or fewer if the budget does not allow them."""
    while words >= _FEWEST_WORDS:
        units = [unit for one in regions for unit in digest(one.material, round(words * one.share))]
        tokens = session.engine.count(_joined(units))
        if tokens <= budget:
            return units
        words = round(words * min(_LESS, budget / tokens))
    return []


def _joined(units: Sequence[Candidate]) -> str:
    return " ".join(unit.statement.text for unit in units)
