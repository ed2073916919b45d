"""Header of a GGUF file as data classes: hyperparameters, vocabulary, quantization."""

from __future__ import annotations

from dataclasses import dataclass

from summarize.models.gguf.reader import Metadata


@dataclass(frozen=True, slots=True)
class Hyperparameters:
    """The network's hyperparameters, as far as the file says; 0 and () where it does not.

    `kv_head_counts` has a number for each layer, 0 for one without a KV cache. `key_length` and
    `value_length` are the numbers that one head keeps of a token.
    """

    layer_count: int = 0
    embedding_length: int = 0
    head_count: int = 0
    kv_head_counts: tuple[int, ...] = ()
    key_length: int = 0
    value_length: int = 0
    feed_forward_length: int = 0

    @classmethod
    def from_metadata(cls, metadata: Metadata, architecture: str) -> Hyperparameters:
        """Return the hyperparameters; for those that the file leaves out, llama.cpp's defaults."""
        layers = max(0, metadata.integer(f"{architecture}.block_count"))
        width = max(0, metadata.integer(f"{architecture}.embedding_length"))
        heads = max(0, metadata.integer(f"{architecture}.attention.head_count"))
        each = width // heads if heads else 0
        # Without a count of KV heads: as many as heads, or none in a network without attention.
        kept = metadata.integers(f"{architecture}.attention.head_count_kv", layers)
        return cls(
            layers,
            width,
            heads,
            kept or metadata.integers(f"{architecture}.attention.head_count", layers),
            max(0, metadata.integer(f"{architecture}.attention.key_length", each)),
            max(0, metadata.integer(f"{architecture}.attention.value_length", each)),
            max(0, metadata.integer(f"{architecture}.feed_forward_length")),
        )

    @property
    def kv_bytes_per_token(self) -> int:
        """Bytes that one token takes in the KV cache: its keys and values, as 16-bit numbers.

        An upper bound: layers with a sliding window or a state of their own take less.
        """
        return 2 * sum(self.kv_head_counts) * (self.key_length + self.value_length)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The tokenizer, and the lengths of its arrays: tokens, their scores and types."""

    tokenizer: str = ""
    token_count: int = 0
    score_count: int | None = None
    type_count: int | None = None

    @classmethod
    def from_metadata(cls, metadata: Metadata) -> Vocabulary:
        """Return the tokenizer, and how long its arrays are."""
        return cls(
            metadata.string("tokenizer.ggml.model") or "",
            metadata.array_length("tokenizer.ggml.tokens") or 0,
            metadata.array_length("tokenizer.ggml.scores"),
            metadata.array_length("tokenizer.ggml.token_type"),
        )


@dataclass(frozen=True, slots=True)
class Header:
    """What the header of a GGUF file says.

    `parameters` is the number of weights. `quantization` is llama.cpp's name
    ("Q4_K_M"), or "unknown". `context_length` is in tokens, 0 if the file doesn't
    say. `chat_template` is None for a base model. `expected_size` is the
    smallest size in bytes that holds all the tensors described in this file.
    `weights_by_type` counts the weights of the matrices in the layers by quantization type, as
    in `(("Q4_1", 106168320),)`; those of a mixture's experts are "experts", whatever their type.

    `layer_bytes` has the bytes of each layer's tensors, in order. `total_bytes` is the size of
    the file, with all its shards where it has some. `norm_tensors` are the offsets in the (first)
    file and the bytes of tensors that are never all zeros in a whole file.
    """

    version: int
    architecture: str
    name: str
    parameters: int
    quantization: str
    context_length: int
    chat_template: str | None
    languages: tuple[str, ...]
    license: str | None
    tensor_count: int
    expected_size: int
    weights_by_type: tuple[tuple[str, int], ...] = ()
    layer_bytes: tuple[int, ...] = ()
    total_bytes: int = 0
    shard_count: int = 1
    hyperparameters: Hyperparameters = Hyperparameters()
    vocabulary: Vocabulary = Vocabulary()
    norm_tensors: tuple[tuple[int, int], ...] = ()
