"""Threads, batch size, number of sequences and context size (n_ctx) for this CPU or GPU.

The numbers for a CPU were measured (docs/experiments.md). A GPU computes more at once: it waits
for its memory, which it fetches once for all sequences of a step.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from summarize.errors import BudgetError

# As llama.cpp numbers them: with AUTO, it looks whether the device supports flash attention.
_FLASH_AUTO, FLASH_OFF = -1, 0
# The largest context used by default, in tokens: attention grows with the square,
# and small models read long texts badly. Chunks are far smaller anyway.
_DEFAULT_CONTEXT_SIZE = 8192
JUDGE_WINDOW = 1024
"""The most tokens that an encoder-decoder model reads at once, the statement included.

An encoder reads its text in one piece, and the memory grows with the square of its length.
"""


@dataclass(frozen=True, slots=True)
class Tuning:
    """What suits one kind of device.

    `batch` tokens of a prompt are computed at once. At most `max_sequences` that share a prefix
    are decoded together, and `max_separate_sequences` of those that share none.
    `context_bytes` bounds the memory of the KV cache, as does the `share` of a GPU's free
    memory; a single request that needs more gets more.
    """

    batch: int
    flash_attention: int
    max_sequences: int
    max_separate_sequences: int
    context_bytes: int
    share: float = 1.0

    def bound_sequences(self, state_bytes: int, context_bytes: int = 0) -> int:
        """Return how many sequences there may be, if each has states of `state_bytes`.

        The states may take half of `context_bytes`, by default this tuning's own.
        """
        room = (context_bytes or self.context_bytes) // 2
        return max(1, min(self.max_sequences, room // state_bytes if state_bytes else room))


# Attention is computed for all pairs of a batch's tokens and the cells before them, later ones
# included, so that smaller batches waste less: with 128, 1,500 tokens were read a tenth faster
# than with 512. Flash attention reads prompts a fifth faster and writes at half the speed or
# less. More sequences than 16 hardly raise the throughput; of those that share nothing, each has a
# KV cache of its own to read at every step, and is a text more that is lost when a run is killed:
# four make a long document a tenth faster than two, more gain little.
CPU_TUNING = Tuning(128, FLASH_OFF, 16, 4, 1 << 30)
GPU_TUNING = Tuning(512, _FLASH_AUTO, 32, 16, 8 << 30, 1 / 3)


def choose_context_size(trained: int, requested: int | None, name: str) -> int:
    """Return n_ctx for a model trained on `trained` tokens: `(2048, None, "x") -> 2048`.

    Raises BudgetError if more is requested.
    """
    if requested is None:
        return min(trained, _DEFAULT_CONTEXT_SIZE)
    if requested > trained:
        raise BudgetError(
            f"{name} was trained on at most {trained} tokens, {requested} were asked for",
            f"Give --ctx {trained} or less.",
        )
    return requested


def default_threads() -> int:
    """Return how many threads to compute with: the physical cores that this process may use.

    Two threads on one core share its multipliers and only wait for each other.
    """
    if not hasattr(os, "sched_getaffinity"):  # macOS, Windows
        return os.cpu_count() or 1
    cores = {_read_sibling_threads(cpu) for cpu in os.sched_getaffinity(0)}
    return max(1, min(len(cores), _read_cpu_quota() or len(cores)))


def _read_cpu_quota(file: Path = Path("/sys/fs/cgroup/cpu.max")) -> int | None:
    """Return how many CPUs' worth of time a container may use; None if there is no limit.

    `"150000 100000"` (microseconds of each period) -> 2. More threads than that are
    stopped together as soon as the period's share is used up.
    """
    try:
        share, period = (int(number) for number in file.read_text().split())
    except (OSError, ValueError):  # no such file, or "max 100000"
        return None
    return -(-share // period) if period > 0 else None


def _read_sibling_threads(cpu: int) -> str:
    """Return the hardware threads that share a core with `cpu`, as Linux writes them: "0,4"."""
    path = Path(f"/sys/devices/system/cpu/cpu{cpu}/topology/thread_siblings_list")
    try:
        return path.read_text()
    except OSError:
        return str(cpu)
