"""Batching: which requests share a prefix in the KV cache, and the layout of the context; pure.

A *group* is a run of requests whose prompts begin with the same tokens: these are evaluated once
and shared. The groups queue for the context's sequences; see
`summarize.inference.llama_cpp.decoder`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

# Copying a prefix costs next to nothing, but a request joins a group only if that
# saves this share of its prompt; a shorter prefix costs the others more.
_MIN_SAVED_SHARE = 0.5
# llama.cpp rounds the cells of a separate sequence up to a multiple of this.
CELL_STEP = 256


@dataclass(frozen=True, slots=True)
class Job:
    """A request in tokens; `index` is its position in the caller's list.

    `choices` are the two tokens to choose from, if it is a request with choices.
    """

    index: int
    tokens: tuple[int, ...]
    max_tokens: int
    choices: tuple[int, int] | None = None

    @property
    def cells(self) -> int:
        """KV cells that it needs by itself: one a token."""
        return len(self.tokens) + self.max_tokens


@dataclass(frozen=True, slots=True)
class Group:
    """Jobs that share their first `prefix` tokens (0 for a single job).

    If it `keeps_prefix`, these stay in the last sequence of the context for the groups after it,
    which share the same.
    """

    jobs: tuple[Job, ...]
    prefix: int
    keeps_prefix: bool = False

    @property
    def cells(self) -> int:
        """KV cells that the group needs, the shared prefix counted once."""
        return self.prefix + sum(job.cells - self.prefix for job in self.jobs)


@dataclass(frozen=True, slots=True)
class ContextLayout:
    """A context of `n_ctx` KV cells for up to `sequences` sequences at the same time.

    In a unified KV cache (`kv_unified`) the sequences of a group share the cells of their
    prefix, and attention goes over all cells in use: the fastest way for a single group.
    Otherwise the sequences are separate, each with the same number of cells: a shared prefix is
    copied, attention goes over a sequence's own cells, and its text does not depend on the
    others.
    """

    kv_unified: bool
    sequences: int
    n_ctx: int

    @property
    def cells_per_sequence(self) -> int:
        """The cells that one sequence may use."""
        return self.n_ctx if self.kv_unified else self.n_ctx // self.sequences

    def can_serve(self, other: ContextLayout) -> bool:
        """Whether requests that were planned for the other layout fit this one."""
        return (
            self.kv_unified == other.kv_unified
            and self.sequences >= other.sequences
            and self.cells_per_sequence >= other.cells_per_sequence
        )


def count_common_prefix(left: Sequence[int], right: Sequence[int]) -> int:
    """Return how many first tokens two prompts have in common: `[1,2,3], [1,2,4] -> 2`."""
    for position, (one, other) in enumerate(zip(left, right, strict=False)):
        if one != other:
            return position
    return min(len(left), len(right))


def plan_batches(
    jobs: Sequence[Job], max_sequences: int, max_cells: int, max_separate_sequences: int
) -> tuple[ContextLayout, list[Group]]:
    """Return a layout in which each group fits, and the groups in the order of the jobs.

    A single group gets a unified KV cache and at most `max_sequences` sequences, and so do jobs
    that are too many for one group, but share a prefix: it is evaluated once for all. Several
    other groups get separate sequences, at most `max_separate_sequences`. `max_cells` bounds the
    cells in all, but one job always fits.
    """
    max_cells = max([max_cells, *(job.cells for job in jobs)])
    groups = group_jobs(jobs, max_sequences, max_cells)
    if len(groups) == 1:
        return ContextLayout(True, len(jobs), groups[0].cells), groups
    prefix = _find_prefix_of_all(jobs) if max_sequences > 2 else 0  # it takes a sequence
    divided = group_jobs(jobs, max_sequences - 1, max_cells, prefix) if prefix else []
    if divided and _count_evaluated(divided) <= _count_evaluated(groups):
        groups = divided
        sequences = max(len(group.jobs) for group in groups) + 1
        return ContextLayout(True, sequences, max(group.cells for group in groups)), groups
    cells = -(-max(job.cells for job in jobs) // CELL_STEP) * CELL_STEP
    sequences = max(1, min(len(jobs), max_separate_sequences, max_cells // cells))
    groups = group_jobs(jobs, sequences, max_cells)
    return ContextLayout(False, sequences, sequences * cells), groups


def _find_prefix_of_all(jobs: Sequence[Job]) -> int:
    """Return how many first tokens all jobs share, 0 if sharing them does not pay.

    A choice is made in one step: it loses nothing by company, whatever it shares.
    """
    first = jobs[0].tokens
    shared = (min(count_common_prefix(first, one.tokens), len(one.tokens) - 1) for one in jobs)
    prefix = min(shared, default=0)
    pays = all(one.choices or prefix >= _MIN_SAVED_SHARE * len(one.tokens) for one in jobs)
    return prefix if pays else 0


def _count_evaluated(groups: Sequence[Group]) -> int:
    """Count the tokens that are evaluated for the prompts of some groups."""
    kept = max((group.prefix for group in groups if group.keeps_prefix), default=0)
    shared = sum(group.prefix for group in groups if not group.keeps_prefix)
    own = sum(len(job.tokens) - group.prefix for group in groups for job in group.jobs)
    return kept + shared + own


def group_jobs(
    jobs: Sequence[Job], max_sequences: int, max_cells: int, kept_prefix: int = 0
) -> list[Group]:
    """Group neighbours with a common prefix, within both limits.

    With a `kept_prefix`, which all jobs must have in common, every group has this one and keeps it.
    """
    groups: list[Group] = []
    for job in jobs:
        joined = _extend_group(groups[-1], job) if groups else None
        if joined and len(joined.jobs) <= max_sequences and joined.cells <= max_cells:
            groups[-1] = joined
        else:
            groups.append(Group((job,), kept_prefix, keeps_prefix=kept_prefix > 0))
    return groups


def _extend_group(old: Group, job: Job) -> Group | None:
    """Return the group with one job more, or None if they have too little in common.

    Each job keeps at least one token of its own, because a sequence can only be
    sampled after a token of its own was decoded. A prefix that is kept stays as it is.
    """
    if old.keeps_prefix:
        return replace(old, jobs=(*old.jobs, job))
    first = old.jobs[0].tokens
    limit = old.prefix or len(first) - 1
    shared = min(count_common_prefix(first, job.tokens), limit, len(job.tokens) - 1)
    joined = Group((*old.jobs, job), shared)
    saved = old.cells + job.cells - joined.cells
    return joined if shared and saved >= _MIN_SAVED_SHARE * len(job.tokens) else None
