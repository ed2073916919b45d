"""Drafts of a document: its chunks -> the model's drafts of each -> drafts of the whole.

A document of one chunk is drafted as it is. One of several has a short draft of each, the notes,
and drafts of a digest that is made of what stands in them and of its own sentences.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from summarize.document import Chunk, Document, Sentence, Span
from summarize.errors import BudgetError, EngineError
from summarize.generation.chunking import split_into_chunks, texts_to_count
from summarize.generation.drafts import Task, count_prompt_overhead, max_answer_tokens
from summarize.inference import Engine, prefetch_token_counts
from summarize.results import Coverage, Gap
from summarize.selection.candidates import CandidateBuilder
from summarize.selection.digest import build_digest
from summarize.selection.draft_set import Drafter, DraftSet
from summarize.selection.votes import Draft, DraftVotes
from summarize.verification.verdicts import ClaimVerifier

# Drafts and lists of claims of a single text: they decide alone. Where they are votes and nothing
# else, more of them made no difference, nor did a digest (docs/experiments.md).
_DRAFTS, _CLAIM_LISTS = 3, 1
_VOTING_DRAFTS = 2

# A small model still reads a chunk of so many tokens well; a news article is one chunk. A longer
# document is split into parts of 700 on average: attention to 1,500 tokens costs nearly as much
# as everything else, and an edit costs a whole part.
_CHUNK_TOKENS, _PART_TOKENS = 1536, 1024
_MIN_CHUNK_TOKENS = 128
# One of many chunks: its drafts, their length in words, its lists of claims. More or longer
# drafts made no difference (docs/experiments.md), nor did more drafts of the digest.
_NOTES, _NOTES_WORDS, _NOTES_CLAIM_LISTS = 1, 44, 0
_DRAFTS_OF_DIGEST = 1
# The weight of the votes within a chunk once the chunks were compared with each other.
_NOTES_WEIGHT = 0.2
# The most tokens of the digest of all. One from which a summary is written has up to a third of
# the tokens of the document: no more than a third is added to what is read.
_DIGEST_TOKENS, _WRITTEN_DIGEST_TOKENS, _WRITTEN_DIGEST_SHARE = 768, 4096, 3


@dataclass(frozen=True, slots=True)
class DraftedDocument:
    """The chunks of a document, each with its drafts; what was not read, and how much was."""

    parts: tuple[tuple[Chunk, DraftSet], ...]
    gaps: tuple[Gap, ...]
    coverage: Coverage

    @property
    def notes(self) -> list[Draft]:
        """The drafts of the parts; none if the document is one."""
        several = self.parts if len(self.parts) > 1 else ()
        return [draft for _, drafted in several for draft in drafted.summary.drafts]

    def find_unread(self, document: Document) -> frozenset[int]:
        """Return the numbers of the sentences in gaps, which the model has not read."""
        return frozenset(
            sentence.number
            for sentence in document.sentences
            for gap in self.gaps
            if gap.span.start <= sentence.span.start < gap.span.end
        )


def plan_drafts(task: Task, verifier: ClaimVerifier, *, unchecked: bool) -> Task:
    """Return a task with as many drafts and lists of claims as a single text gets.

    What a writer who is mostly wrong says only votes, unless it is printed `unchecked`.
    """
    if verifier.distrusts_writer and not unchecked:
        return replace(task, drafts=_VOTING_DRAFTS, claim_lists=0, votes_only=True)
    return replace(task, drafts=_DRAFTS, claim_lists=_CLAIM_LISTS)


def draft_document(
    document: Document, drafter: Drafter, task: Task, borders: Collection[int]
) -> DraftedDocument:
    """Split a document at its best borders, and have the model draft each chunk.

    Raises BudgetError if the context is too small for any chunk, and EngineError if the model
    could read none.
    """
    engine = drafter.session.engine
    prefetch_token_counts(engine, texts_to_count(document))
    budget = min(_CHUNK_TOKENS, _count_room(engine, task))
    chunks, oversized = split_into_chunks(
        document, engine.count_tokens, budget, _PART_TOKENS, borders
    )
    drafts, failed = _draft_chunks(document, chunks, drafter, task)
    reason = "a sentence of {} tokens is longer than the model's context allows"
    skipped = (_build_gap(document, [one], reason.format(tokens)) for one, tokens in oversized)
    return DraftedDocument(
        tuple(zip(chunks, drafts, strict=True)),
        (*failed, *skipped),
        _measure_coverage(chunks, oversized, failed),
    )


def _count_room(engine: Engine, task: Task) -> int:
    """Return how many tokens of text fit into one prompt.

    Raises BudgetError if these are too few for a chunk.
    """
    taken = max_answer_tokens(task.words, task.claims) + count_prompt_overhead(engine, task)
    room = engine.context_size - taken
    if room < _MIN_CHUNK_TOKENS:
        needed = taken + _MIN_CHUNK_TOKENS
        raise BudgetError(
            f"a context of {engine.context_size} tokens is too small to read anything in",
            f"Give --ctx {needed} or more, or fewer claims.",
        )
    return room


def _draft_chunks(
    document: Document, chunks: Sequence[Chunk], drafter: Drafter, task: Task
) -> tuple[list[DraftSet], list[Gap]]:
    """Return the drafts of each chunk, and a gap for each chunk that the model could not read.

    One of many chunks has fewer drafts, each of a chunk's share of the length. Raises
    EngineError if the model could read none: without its votes, the summary would not be its own.
    """
    if len(chunks) > 1:
        words, lists = min(task.words, _NOTES_WORDS), _NOTES_CLAIM_LISTS
        task = replace(task, words=words, drafts=_NOTES, claim_lists=lists)
    drafts = drafter.draft_texts([chunk.prompt_text for chunk in chunks], task, "reading")
    gaps = [
        _build_gap(document, chunk.sentences, drafted.failure)
        for chunk, drafted in zip(chunks, drafts, strict=True)
        if drafted.failure
    ]
    if len(gaps) == len(chunks):
        reason = gaps[0].reason if gaps else "no sentence fits its context"
        raise EngineError(f"the model could not read the text: {reason}", "See: summarize doctor")
    return drafts, gaps


def combine_drafts(
    drafted: DraftedDocument,
    builder: CandidateBuilder,
    drafter: Drafter,
    task: Task,
    *,
    writes: bool = False,
) -> DraftSet:
    """Return the votes on the whole document: a single chunk's, or those on a digest of all.

    Answers that only vote do so on the chunks. Where the model `writes` the summary, its drafts of
    the digest come first: as many as of a single chunk, from a digest with its own notes and more
    room.
    """
    if len(drafted.parts) == 1:
        return drafted.parts[0][1]
    whole = DraftSet(DraftVotes(), DraftVotes())
    if not task.votes_only:
        task = replace(task, drafts=_DRAFTS if writes else _DRAFTS_OF_DIGEST)
        if digest := _build_digest(drafted, builder, drafter, task, writes=writes):
            (whole,) = drafter.draft_texts([digest], task, "merging")
    for _, part in drafted.parts:
        whole.add(part, _NOTES_WEIGHT)
    return whole


def _build_digest(
    drafted: DraftedDocument,
    builder: CandidateBuilder,
    drafter: Drafter,
    task: Task,
    *,
    writes: bool,
) -> str:
    """Return the digest of the parts, as long as the task leaves room for; "" if nothing fits."""
    most = _DIGEST_TOKENS
    if writes:
        share = drafted.coverage.tokens_read // _WRITTEN_DIGEST_SHARE
        most = min(_WRITTEN_DIGEST_TOKENS, max(most, share))
    engine = drafter.session.engine
    budget = min(_count_room(engine, task), most)
    return build_digest(drafted.parts, builder, engine.count_tokens, budget, prefer_notes=writes)


def _build_gap(document: Document, sentences: Sequence[Sentence], reason: str) -> Gap:
    span = Span(sentences[0].span.start, sentences[-1].span.end)
    first, last = span.start, max(span.start, span.end - 1)
    return Gap(
        span,
        document.line_at(first),
        document.line_at(last),
        reason,
        document.page_at(first),
        document.page_at(last),
        document.place_at(first),
        document.place_at(last),
    )


def _measure_coverage(
    chunks: Sequence[Chunk], oversized: Sequence[tuple[Sentence, int]], failed: Sequence[Gap]
) -> Coverage:
    """Count the tokens that the model has read; the chunks that `failed` are not read."""
    total = sum(chunk.tokens for chunk in chunks)
    starts = {gap.span.start for gap in failed}
    missed = sum(chunk.tokens for chunk in chunks if chunk.sentences[0].span.start in starts)
    return Coverage(total - missed, total + sum(tokens for _, tokens in oversized), len(chunks))
