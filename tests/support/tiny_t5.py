"""A GGUF file of an encoder-decoder model (T5) of some hundred kilobytes, written here.

Its weights are random but always the same. Its vocabulary is of letters and some words, with
"▁" and "▁1" where T5's has them, and its control tokens as T5's.
"""

from __future__ import annotations

from typing import Any

from support.tiny_models import Tiny, array

WIDTH, LAYERS, HEADS, INNER, BUCKETS = 64, 2, 4, 128, 32
PAD, END = 0, 1
NO, YES = 3, 209  # the tokens "▁" and "▁1"
_CONTROL = ["<pad>", "</s>", "<unk>"]
_LETTERS = [chr(code) for code in range(33, 127)]
_WORDS = "the of and to in is was for on with a ferry harbour left sank predict: 40 passengers"
_STARTED = [f"\u2581{word}" for word in _WORDS.split()]
_FILLING = [f"word{number}" for number in range(YES - 4 - len(_LETTERS) - len(_STARTED))]
TOKENS = [*_CONTROL, "\u2581", *_LETTERS, *_STARTED, *_FILLING, "\u25811", "\u2581late"]
_NORMAL, _UNKNOWN, _CONTROL_TYPE = 1, 2, 3


def tiny_t5() -> Tiny:
    """The model, in parts that a test may change before `data` writes it."""
    return Tiny(_pairs(), _shapes())


def _pairs() -> dict[str, Any]:
    """The header's keys and values."""
    types = [_CONTROL_TYPE, _CONTROL_TYPE, _UNKNOWN, *[_NORMAL] * (len(TOKENS) - 3)]
    # letters are less likely than words, so that a word is one token
    scores = [0.0 if n < 3 else -20.0 if len(one) == 1 else -5.0 for n, one in enumerate(TOKENS)]
    return {
        "general.architecture": "t5",
        "general.type": "model",
        "general.name": "Tiny judge",
        "t5.context_length": 512,
        "t5.embedding_length": WIDTH,
        "t5.feed_forward_length": INNER,
        "t5.block_count": LAYERS,
        "t5.attention.head_count": HEADS,
        "t5.attention.key_length": WIDTH // HEADS,
        "t5.attention.value_length": WIDTH // HEADS,
        "t5.attention.layer_norm_epsilon": 1e-6,
        "t5.attention.layer_norm_rms_epsilon": 1e-6,
        "t5.attention.relative_buckets_count": BUCKETS,
        "t5.decoder_start_token_id": PAD,
        "tokenizer.ggml.model": "t5",
        "tokenizer.ggml.pre": "default",
        "tokenizer.ggml.tokens": list(TOKENS),
        "tokenizer.ggml.scores": array("f", scores),
        "tokenizer.ggml.token_type": array("i", types),
        "tokenizer.ggml.add_space_prefix": True,
        "tokenizer.ggml.remove_extra_whitespaces": True,
        "tokenizer.ggml.add_bos_token": False,
        "tokenizer.ggml.add_eos_token": True,
        "tokenizer.ggml.eos_token_id": END,
        "tokenizer.ggml.unknown_token_id": 2,
        "tokenizer.ggml.padding_token_id": PAD,
    }


def _shapes() -> dict[str, tuple[int, ...]]:
    """The tensors, the first dimension being that of a row."""
    found: dict[str, tuple[int, ...]] = {"token_embd.weight": (WIDTH, len(TOKENS))}
    for side in ("enc", "dec"):
        for layer in range(LAYERS):
            start = f"{side}.blk.{layer}"
            for kind in ("attn",) if side == "enc" else ("attn", "cross_attn"):
                found[f"{start}.{kind}_norm.weight"] = (WIDTH,)
                found |= {f"{start}.{kind}_{which}.weight": (WIDTH, WIDTH) for which in "qkvo"}
            if layer == 0:  # the others take those of the first layer
                found[f"{start}.attn_rel_b.weight"] = (HEADS, BUCKETS)
            found |= {
                f"{start}.ffn_norm.weight": (WIDTH,),
                f"{start}.ffn_gate.weight": (WIDTH, INNER),
                f"{start}.ffn_up.weight": (WIDTH, INNER),
                f"{start}.ffn_down.weight": (INNER, WIDTH),
            }
        found[f"{side}.output_norm.weight"] = (WIDTH,)
    return found | {"output.weight": (WIDTH, len(TOKENS))}
