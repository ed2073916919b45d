"""Hyperparameters of a network, as its file says them, and the memory that follows from them.

A layer keeps keys and values of each token (attention), a state that does not grow with the text
(Mamba, RWKV, short convolutions, gated delta nets), or both. *Hybrid* models have layers of both
kinds.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest

from summarize.models.gguf.reader import Metadata

# Of these, each layer but every fourth has a state, unless the file says otherwise.
_INTERVAL_ARCHITECTURES = ("qwen3next", "qwen35", "qwen35moe")
_USUAL_INTERVAL = 4
_KV_NUMBER_BYTES, _STATE_NUMBER_BYTES = 2, 4  # llama.cpp keeps states in 32 bits


@dataclass(frozen=True, slots=True)
class Hyperparameters:
    """The network's hyperparameters, as far as the file says; 0 and () where it does not.

    `kv_head_counts` has a number for each layer, 0 for one without a KV cache. `key_length` and
    `value_length` are the numbers that one head keeps of a token; in the layers that are True in
    `window_layers`, which attend to a sliding window, these are `window_key_length` and
    `window_value_length`. `state_layers` layers keep a state of `state_width` numbers.
    """

    layer_count: int = 0
    embedding_length: int = 0
    head_count: int = 0
    kv_head_counts: tuple[int, ...] = ()
    key_length: int = 0
    value_length: int = 0
    feed_forward_length: int = 0
    window_layers: tuple[bool, ...] = ()
    window_key_length: int = 0
    window_value_length: int = 0
    state_layers: int = 0
    state_width: int = 0

    @classmethod
    def from_metadata(cls, metadata: Metadata, architecture: str) -> Hyperparameters:
        """Return the hyperparameters; for those that the file leaves out, llama.cpp's defaults."""

        def read(name: str, default: int = 0) -> int:
            return max(0, metadata.integer(f"{architecture}.{name}", default))

        layers, width = read("block_count"), read("embedding_length")
        heads = read("attention.head_count")
        each = width // heads if heads else 0
        key, value = read("attention.key_length", each), read("attention.value_length", each)
        windowed = metadata.integers(f"{architecture}.attention.sliding_window_pattern", layers)
        state_width = _count_state_numbers(metadata, architecture, width)
        kept = _count_kv_heads(metadata, architecture, layers)
        if state_width and (stateful := _find_state_layers(metadata, architecture, layers)):
            pairs = zip(kept, stateful, strict=False)
            kept = tuple(0 if has_state else count for count, has_state in pairs)
        return cls(
            layers,
            width,
            heads,
            kept,
            key,
            value,
            read("feed_forward_length"),
            tuple(map(bool, windowed)),
            read("attention.key_length_swa", key) if windowed else 0,
            read("attention.value_length_swa", value) if windowed else 0,
            # Where layers without attention are not marked, every one may have both.
            (kept.count(0) or layers) if state_width else 0,
            state_width,
        )

    @property
    def kv_bytes_per_token(self) -> int:
        """Bytes that one token takes in the KV cache: its keys and values, as 16-bit numbers."""
        own = self.key_length + self.value_length
        windowed = self.window_key_length + self.window_value_length
        marked = zip_longest(self.kv_head_counts, self.window_layers[: self.layer_count])
        numbers = ((count or 0) * (windowed if is_window else own) for count, is_window in marked)
        return _KV_NUMBER_BYTES * sum(numbers)

    @property
    def state_bytes_per_sequence(self) -> int:
        """Bytes that the states of one text take, however long it is: an upper bound."""
        return _STATE_NUMBER_BYTES * self.state_layers * self.state_width


def _count_kv_heads(metadata: Metadata, architecture: str, layers: int) -> tuple[int, ...]:
    """Return a number for each layer; layers that use the keys of another one have 0."""
    # Without a count of KV heads: as many as heads, or none in a network without attention.
    counts = metadata.integers(f"{architecture}.attention.head_count_kv", layers)
    counts = counts or metadata.integers(f"{architecture}.attention.head_count", layers)
    shared = max(0, metadata.integer(f"{architecture}.attention.shared_kv_layers"))
    own = max(0, len(counts) - shared)
    return counts[:own] + (0,) * (len(counts) - own)


def _find_state_layers(metadata: Metadata, architecture: str, layers: int) -> tuple[bool, ...]:
    """Return for each layer whether it has a state in place of attention; () if not said."""
    marks = metadata.integers(f"{architecture}.attention.recurrent_layers", layers)
    usual = _USUAL_INTERVAL if architecture in _INTERVAL_ARCHITECTURES else 0
    interval = metadata.integer(f"{architecture}.full_attention_interval", usual)
    if marks:
        return tuple(map(bool, marks))
    return tuple((layer + 1) % interval > 0 for layer in range(layers)) if interval > 0 else ()


def _count_state_numbers(metadata: Metadata, architecture: str, width: int) -> int:
    """Return how many numbers the state of one layer has, 0 in a network without states."""

    def read(name: str, default: int = 0) -> int:
        return max(0, metadata.integer(f"{architecture}.{name}", default))

    if head := read("wkv.head_size"):  # RWKV
        return width * (read("token_shift_count", 2) + head)
    if cache := read("shortconv.l_cache"):  # LFM2
        return width * (cache - 1)
    inner, state = read("ssm.inner_size"), read("ssm.state_size")
    mixed = inner + 2 * read("ssm.group_count") * state
    return max(0, read("ssm.conv_kernel") - 1) * mixed + state * inner
