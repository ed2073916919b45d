"""What the tiny encoder-decoder model computes, written down from the papers, in numpy.

Raffel et al. (2020), "Exploring the Limits of Transfer Learning", with the changes of T5 v1.1:
gated GELU, and output weights of their own. Slow, and nothing else than correct.
"""

from __future__ import annotations

import math
import struct
from collections.abc import Sequence
from typing import Any

import numpy as np

from support.tiny_models import Tiny
from support.tiny_t5 import BUCKETS, HEADS, LAYERS, PAD, WIDTH

Array = Any
_FARTHEST = 128  # distances from here on share a bucket


class Reference:
    """Computes the logits of the first token of the answer to a text."""

    def __init__(self, model: Tiny) -> None:
        body, place = model.body(), 0
        self._weights: dict[str, Array] = {}
        for name, shape in model.shapes.items():
            size = math.prod(shape)
            values = struct.unpack_from(f"<{size}f", body, place)
            self._weights[name] = np.array(values).reshape(shape[::-1])
            place += -(-4 * size // 32) * 32

    def read_logits(self, text: Sequence[int]) -> Array:
        """Have the encoder read the text, and the decoder begin with PAD."""
        embeddings = self._weights["token_embd.weight"]
        read, answer = embeddings[list(text)], embeddings[[PAD]]
        for layer in range(LAYERS):
            read = self._attend(read, f"enc.blk.{layer}.attn", bias=self._bias("enc", len(text)))
            read = self._feed_forward(read, f"enc.blk.{layer}")
        read = self._norm(read, "enc.output")
        for layer in range(LAYERS):
            answer = self._attend(answer, f"dec.blk.{layer}.attn", bias=self._bias("dec", 1))
            answer = self._attend(answer, f"dec.blk.{layer}.cross_attn", source=read)
            answer = self._feed_forward(answer, f"dec.blk.{layer}")
        return self._norm(answer, "dec.output")[0] @ self._weights["output.weight"].T

    def _linear(self, values: Array, name: str) -> Array:
        return values @ self._weights[f"{name}.weight"].T

    def _norm(self, values: Array, name: str) -> Array:
        size = np.sqrt((values**2).mean(-1, keepdims=True) + 1e-6)
        return values / size * self._weights[f"{name}_norm.weight"]

    def _bias(self, side: str, length: int) -> Array:
        """Return what is added to the attention: by head, place, and place looked at."""
        table = self._weights[f"{side}.blk.0.attn_rel_b.weight"]
        buckets = [[_find_bucket(at - of) for at in range(length)] for of in range(length)]
        return table[np.array(buckets)].transpose(2, 0, 1)

    def _attend(
        self, values: Array, name: str, source: Array | None = None, bias: Array | float = 0.0
    ) -> Array:
        """Add what attention finds in `source`, by default in the values; nothing is scaled."""
        own = self._norm(values, name)
        seen = own if source is None else source
        queries, keys, contents = (
            self._linear(one, f"{name}_{which}").reshape(len(one), HEADS, WIDTH // HEADS)
            for which, one in (("q", own), ("k", seen), ("v", seen))
        )
        scores = np.einsum("qhd,khd->hqk", queries, keys) + bias
        shares = np.exp(scores - scores.max(-1, keepdims=True))
        shares /= shares.sum(-1, keepdims=True)
        found = np.einsum("hqk,khd->qhd", shares, contents).reshape(values.shape)
        return values + self._linear(found, f"{name}_o")

    def _feed_forward(self, values: Array, name: str) -> Array:
        inner = self._norm(values, f"{name}.ffn")
        gate = self._linear(inner, f"{name}.ffn_gate")
        gate = gate / 2 * (1 + np.tanh(math.sqrt(2 / math.pi) * (gate + 0.044715 * gate**3)))
        return values + self._linear(
            gate * self._linear(inner, f"{name}.ffn_up"), f"{name}.ffn_down"
        )


def _find_bucket(distance: int) -> int:
    """Return the bucket of a distance that has a direction: near ones have one of their own."""
    half = BUCKETS // 2
    start, far = half * (distance > 0), abs(distance)
    exact = half // 2
    if far < exact:
        return start + far
    share = math.log(far / exact) / math.log(_FARTHEST / exact)
    return start + min(half - 1, exact + int(share * (half - exact)))
