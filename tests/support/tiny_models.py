"""A GGUF model of a few hundred kilobytes, written here: quick to load, and to spoil in any way.

It is a llama of two layers with a vocabulary of bytes, letters and some words; its weights are
random but always the same. What it writes means nothing.
"""

from __future__ import annotations

import random
import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from support.gguf_files import encode_string, encode_value, pad_file

WIDTH, LAYERS, HEADS, INNER = 64, 2, 4, 128
_SPECIAL = ["<unk>", "<s>", "</s>"]
_BYTES = [f"<0x{number:02X}>" for number in range(256)]
_LETTERS = [f"{start}{chr(code)}" for start in ("", "\u2581") for code in range(97, 123)]
_WORDS = [f"\u2581{word}" for word in "the of and to in is was for on that a with".split()]
TOKENS = [*_SPECIAL, *_BYTES, *(_LETTERS + [word for word in _WORDS if word not in _LETTERS])]
_NORMAL, _UNKNOWN, _CONTROL, _BYTE = 1, 2, 3, 6
F32 = 0

INSTRUCT = (
    "{% for m in messages %}<s>{{ m.role }}: {{ m.content }}</s>{% endfor %}"
    "{% if add_generation_prompt %}<s>assistant: {% endif %}"
)


def array(kind: str, values: list[Any]) -> bytes:
    """A list of numbers as GGUF has it: "i" (32 bits) or "f"."""
    number = {"i": 5, "f": 6, "I": 4}[kind]
    return struct.pack(f"<IIQ{len(values)}{kind}", 9, number, len(values), *values)


def pairs() -> dict[str, Any]:
    """The header's keys and values."""
    types = [_UNKNOWN, _CONTROL, _CONTROL, *[_BYTE] * 256]
    types += [_NORMAL] * (len(TOKENS) - len(types))
    return {
        "general.architecture": "llama",
        "general.type": "model",
        "general.name": "Tiny",
        "llama.context_length": 2048,
        "llama.embedding_length": WIDTH,
        "llama.block_count": LAYERS,
        "llama.feed_forward_length": INNER,
        "llama.attention.head_count": HEADS,
        "llama.attention.head_count_kv": HEADS,
        "llama.attention.layer_norm_rms_epsilon": 1e-5,
        "llama.rope.dimension_count": WIDTH // HEADS,
        "tokenizer.ggml.model": "llama",
        "tokenizer.ggml.tokens": TOKENS,
        "tokenizer.ggml.scores": array("f", [-float(n) for n in range(len(TOKENS))]),
        "tokenizer.ggml.token_type": array("i", types),
        "tokenizer.ggml.bos_token_id": 1,
        "tokenizer.ggml.eos_token_id": 2,
        "tokenizer.ggml.unknown_token_id": 0,
        "tokenizer.chat_template": INSTRUCT,
    }


def shapes() -> dict[str, tuple[int, ...]]:
    """The tensors, the first dimension being that of a row."""
    found: dict[str, tuple[int, ...]] = {"token_embd.weight": (WIDTH, len(TOKENS))}
    for layer in range(LAYERS):
        found |= {
            f"blk.{layer}.attn_norm.weight": (WIDTH,),
            **{f"blk.{layer}.attn_{which}.weight": (WIDTH, WIDTH) for which in "qkv"},
            f"blk.{layer}.attn_output.weight": (WIDTH, WIDTH),
            f"blk.{layer}.ffn_norm.weight": (WIDTH,),
            f"blk.{layer}.ffn_gate.weight": (WIDTH, INNER),
            f"blk.{layer}.ffn_up.weight": (WIDTH, INNER),
            f"blk.{layer}.ffn_down.weight": (INNER, WIDTH),
        }
    return found | {"output_norm.weight": (WIDTH,), "output.weight": (WIDTH, len(TOKENS))}


@dataclass
class Tiny:
    """The model, in parts that a test may change before `data` writes it."""

    pairs: dict[str, Any] = field(default_factory=pairs)
    shapes: dict[str, tuple[int, ...]] = field(default_factory=shapes)
    weights: Mapping[str, float] = field(default_factory=dict)
    kinds: Mapping[str, int] = field(default_factory=dict)
    offsets: Mapping[str, int] = field(default_factory=dict)
    count: int | None = None
    pair_count: int | None = None
    magic: bytes = b"GGUF"
    version: int = 3

    def without(self, *keys: str) -> Tiny:
        """Without these keys and tensors."""
        self.pairs = {key: value for key, value in self.pairs.items() if key not in keys}
        self.shapes = {key: value for key, value in self.shapes.items() if key not in keys}
        return self

    def header(self) -> bytes:
        """Everything before the padding."""
        parts = [self.magic, struct.pack("<I", self.version)]
        count = len(self.shapes) if self.count is None else self.count
        pair_count = len(self.pairs) if self.pair_count is None else self.pair_count
        parts.append(struct.pack("<QQ", count, pair_count))
        parts += [encode_string(key) + encode_value(value) for key, value in self.pairs.items()]
        offset = 0
        for name, shape in self.shapes.items():
            place = self.offsets.get(name, offset)
            parts.append(encode_string(name) + struct.pack(f"<I{len(shape)}Q", len(shape), *shape))
            parts.append(struct.pack("<IQ", self.kinds.get(name, F32), place))
            offset += -(-4 * _size(shape) // 32) * 32
        return b"".join(parts)

    def body(self) -> bytes:
        """The weights; `weights` has one number instead for all those of a tensor."""
        numbers = random.Random(7)
        parts = []
        for name, shape in self.shapes.items():
            if name in self.weights:
                values = [self.weights[name]] * _size(shape)
            elif name.endswith("norm.weight"):
                values = [1.0] * _size(shape)
            else:
                values = [numbers.gauss(0, 0.1) for _ in range(_size(shape))]
            data = struct.pack(f"<{len(values)}f", *values)
            parts.append(data + bytes(-len(data) % 32))
        return b"".join(parts)

    def data(self) -> bytes:
        """The whole file."""
        return pad_file(self.header(), 0) + self.body()


def _size(shape: tuple[int, ...]) -> int:
    size = 1
    for length in shape:
        size *= length
    return size
