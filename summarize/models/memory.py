"""Memory: an estimate of what a model takes, compared with what the machine has.

The estimate is an upper bound of what a run takes at its peak, from the file's header
alone. The weights are mapped: they count as memory while they are in use, and the system may
drop them and read them again, which is slow, but no failure.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from summarize.models.gguf import Header

# The interpreter, its libraries and an article.
_PROGRAM_BYTES = 120_000_000
# Activations that are computed at once for each token: a dozen, as wide as the network.
_WIDTHS = 12
# Memory of the GPU that its own library and other programs take.
_GPU_RESERVE = 600_000_000
_GPU_SHARE = 0.95  # memory comes in pages, and never fits to the last byte
ALL_LAYERS = -1
_SMALL_CONTEXT = 2048
_CGROUP = Path("/sys/fs/cgroup")


class Fit(StrEnum):
    """Whether a model fits: `TIGHT` if only other programs or the disk can make room."""

    FITS = "fits"
    TIGHT = "tight"
    IMPOSSIBLE = "impossible"


@dataclass(frozen=True, slots=True)
class MemoryEstimate:
    """Memory that a model takes, in bytes.

    The KV cache grows with the context, the `states` of recurrent layers with the number of texts
    that are computed side by side.
    """

    weights: int
    kv_cache: int
    compute_buffers: int
    program: int = _PROGRAM_BYTES
    states: int = 0

    @property
    def total(self) -> int:
        """The sum of all."""
        return self.weights + self.kv_cache + self.compute_buffers + self.program + self.states


@dataclass(frozen=True, slots=True)
class SystemMemory:
    """Memory of this machine in bytes: what is free now, and all there is, swap included."""

    free: int
    total: int


def estimate_memory(
    header: Header, context_size: int, batch: int, weights: int = 0, *, sequences: int = 1
) -> MemoryEstimate:
    """Estimate what the model takes with `context_size` tokens, `batch` of them computed at once.

    At most `sequences` texts are computed side by side. `weights` are the bytes of the file that
    is loaded, by default the model's own.
    """
    network = header.hyperparameters
    # For each token that is computed: a logit for each token of the vocabulary, and an attention
    # score for each KV cell in each head.
    logits, attention = header.vocabulary.token_count, network.head_count * context_size
    if header.is_judge:  # as many numbers again: its positions are a bias of each score
        attention *= 2
    width = network.embedding_length
    widest = logits + attention + max(network.feed_forward_length, width) + _WIDTHS * width
    return MemoryEstimate(
        weights or header.total_bytes or header.expected_size,
        context_size * network.kv_bytes_per_token,
        4 * batch * widest,
        states=sequences * network.state_bytes_per_sequence,
    )


def check_fit(estimate: MemoryEstimate, available: SystemMemory | None) -> Fit:
    """Return whether that much memory is there; where the system does not say, it fits."""
    if available is None or estimate.total <= available.free:
        return Fit.FITS
    return Fit.TIGHT if estimate.total <= available.total else Fit.IMPOSSIBLE


def format_estimate(estimate: MemoryEstimate, available: SystemMemory | None) -> str:
    """Return the estimate for a message: `"about 0.5 GB needed, 8.0 GB free"`."""
    text = f"about {_format_gigabytes(estimate.total)} needed"
    return f"{text}, {_format_gigabytes(available.free)} free" if available else text


def suggest_smaller(estimate: MemoryEstimate, context_size: int) -> str:
    """Return what to change if it does not fit: the context if that takes most, else the model."""
    spared = estimate.kv_cache - estimate.kv_cache * _SMALL_CONTEXT // max(1, context_size)
    if context_size > _SMALL_CONTEXT and spared > estimate.total // 4:
        smaller = f"Give a smaller window, --ctx {_SMALL_CONTEXT}"
        return f"{smaller}, which spares {_format_gigabytes(spared)}."
    return "Take a smaller model, or the same one in a smaller quantisation (Q4_K_M)."


def count_layers_that_fit(header: Header, estimate: MemoryEstimate, free: int) -> int:
    """Return how many layers a GPU with `free` bytes takes, the last of them first.

    ALL_LAYERS if it takes the whole model; the output tensors count as one layer.
    """
    layers = header.layer_bytes
    left = int(free * _GPU_SHARE) - _GPU_RESERVE - estimate.compute_buffers
    each = (estimate.kv_cache + estimate.states) // max(1, len(layers))
    rest = estimate.weights - sum(layers)
    for count, size in enumerate([rest, *(size + each for size in reversed(layers))]):
        left -= size
        if left < 0:
            return count
    return ALL_LAYERS


def read_system_memory() -> SystemMemory | None:
    """Return the memory of this machine, or of its container; None if the system does not say."""
    import psutil

    try:
        memory, swap = psutil.virtual_memory(), psutil.swap_memory()
    except (OSError, RuntimeError, ValueError):  # no such files, or not in the usual form
        return None
    free, total = memory.available, memory.total + swap.total
    limit, used = _read_cgroup_number("memory.max"), _read_cgroup_number("memory.current")
    if limit is not None and used is not None:
        # Of a container's memory, most of what is used is files that can be dropped.
        free = min(free, max(0, limit - used + _read_reclaimable()))
        total = min(total, limit + swap.total)
    return SystemMemory(free, total)


def free_memory() -> int | None:
    """Return the free memory in bytes; None where the system does not say."""
    memory = read_system_memory()
    return memory.free if memory else None


def _read_cgroup_number(name: str) -> int | None:
    try:
        return int((_CGROUP / name).read_text(encoding="ascii"))
    except (OSError, ValueError):  # no such file, or "max"
        return None


def _read_reclaimable() -> int:
    try:
        lines = (_CGROUP / "memory.stat").read_text(encoding="ascii").split("\n")
        return sum(int(line.split()[1]) for line in lines if line.startswith("inactive_file "))
    except (OSError, ValueError, IndexError):
        return 0


def _format_gigabytes(size: int) -> str:
    return f"{size / 1e9:.1f} GB"
