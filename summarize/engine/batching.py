"""Which requests are computed together.

A *group* is a run of requests whose prompts begin with the same tokens: the
beginning is evaluated once and shared. A *wave* is the groups that fit into
the context at the same time: all their sequences are decoded together. Pure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

# Copying a prefix costs next to nothing, but a request joins a group only if that
# spares this share of its prompt; a shorter prefix costs the others more to read.
_SPARED_AT_LEAST = 0.5


@dataclass(frozen=True, slots=True)
class Job:
    """A request in tokens; `index` is its place in the caller's list."""

    index: int
    tokens: tuple[int, ...]
    max_tokens: int


@dataclass(frozen=True, slots=True)
class Group:
    """Jobs that share their first `prefix` tokens (0 for a single job)."""

    jobs: tuple[Job, ...]
    prefix: int

    @property
    def cells(self) -> int:
        """Context cells that the group needs, the shared prefix counted once."""
        own = sum(len(job.tokens) - self.prefix + job.max_tokens for job in self.jobs)
        return self.prefix + own


Wave = tuple[Group, ...]


def common_prefix(left: Sequence[int], right: Sequence[int]) -> int:
    """How many tokens two prompts have in common from the start: `[1,2,3], [1,2,4] -> 2`."""
    for position, (one, other) in enumerate(zip(left, right, strict=False)):
        if one != other:
            return position
    return min(len(left), len(right))


def group(jobs: Sequence[Job], max_sequences: int, max_cells: int) -> list[Group]:
    """Gather neighbours with a common beginning, within the limits of one wave."""
    groups: list[Group] = []
    for job in jobs:
        joined = _join(groups[-1], job) if groups else None
        if joined and len(joined.jobs) <= max_sequences and joined.cells <= max_cells:
            groups[-1] = joined
        else:
            groups.append(Group((job,), 0))
    return groups


def _join(old: Group, job: Job) -> Group | None:
    """The group with one job more, or None if they have too little in common.

    Each job keeps at least one token of its own, because a sequence can only be
    sampled after a token of its own was decoded.
    """
    first = old.jobs[0].tokens
    limit = old.prefix or len(first) - 1
    shared = min(common_prefix(first, job.tokens), limit, len(job.tokens) - 1)
    joined = Group((*old.jobs, job), shared)
    spared = old.cells + Group((job,), 0).cells - joined.cells
    return joined if shared and spared >= _SPARED_AT_LEAST * len(job.tokens) else None


def waves(groups: Sequence[Group], max_sequences: int, max_cells: int) -> list[Wave]:
    """Pack groups into waves, in order, each within both limits.

    A single group larger than the limits is a wave of its own; the caller has
    already made sure that every job fits the window.
    """
    packed: list[list[Group]] = []
    sequences = cells = 0
    for item in groups:
        sequences += len(item.jobs)
        cells += item.cells
        if not packed or sequences > max_sequences or cells > max_cells:
            packed.append([])
            sequences, cells = len(item.jobs), item.cells
        packed[-1].append(item)
    return [tuple(wave) for wave in packed]
