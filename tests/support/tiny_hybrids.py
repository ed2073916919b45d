"""Tiny models whose layers carry a state from token to token: all of them, or all but some.

Of each architecture a network of four layers, with the names and shapes that llama.cpp gives
its tensors; the weights are random but always the same. What they write means nothing, but it
depends on the state.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from support.tiny_models import HEADS, INNER, TOKENS, WIDTH, Tiny, array, pairs

DEPTH = 4
HEAD = WIDTH // HEADS
CONV, STATE, RANK = 4, 16, 4
_ATTENTION_LAYERS = (1, 3)

Shapes = dict[str, tuple[int, ...]]


def tiny_hybrid(architecture: str) -> Tiny:
    """Return a tiny model of an architecture of `ARCHITECTURES`."""
    keys, shapes = ARCHITECTURES[architecture]()
    common = {key: value for key, value in pairs().items() if not key.startswith("llama.")}
    common["general.architecture"] = architecture
    common |= {
        f"{architecture}.{key}": value
        for key, value in {
            "context_length": 2048,
            "embedding_length": WIDTH,
            "block_count": DEPTH,
            "feed_forward_length": INNER,
            "attention.layer_norm_rms_epsilon": 1e-5,
            **keys,
        }.items()
    }
    ends = {"token_embd.weight": (WIDTH, len(TOKENS)), "output.weight": (WIDTH, len(TOKENS))}
    if architecture != "lfm2":
        ends["output_norm.weight"] = (WIDTH,)
    # What multiplies a state at every step must be below 0, or the state grows without end.
    decays = {name: -0.7 for name in shapes if name.endswith("ssm_a")}
    return Tiny(pairs=common, shapes=ends | shapes, weights=decays)


def _feed_forward(layer: int, norm: str = "ffn_norm") -> Shapes:
    return {
        f"blk.{layer}.{norm}.weight": (WIDTH,),
        f"blk.{layer}.ffn_gate.weight": (WIDTH, INNER),
        f"blk.{layer}.ffn_up.weight": (WIDTH, INNER),
        f"blk.{layer}.ffn_down.weight": (INNER, WIDTH),
    }


def _attention(layer: int, queries: int = WIDTH) -> Shapes:
    return {
        f"blk.{layer}.attn_q.weight": (WIDTH, queries),
        f"blk.{layer}.attn_k.weight": (WIDTH, WIDTH),
        f"blk.{layer}.attn_v.weight": (WIDTH, WIDTH),
        f"blk.{layer}.attn_output.weight": (WIDTH, WIDTH),
    }


def _head_norms(layer: int) -> Shapes:
    return {f"blk.{layer}.attn_{one}_norm.weight": (HEAD,) for one in "qk"}


def _kv_heads() -> bytes:
    """A number for each layer, 0 for one with a state in place of attention."""
    return array("i", [HEADS if layer in _ATTENTION_LAYERS else 0 for layer in range(DEPTH)])


def _lfm2() -> tuple[dict[str, Any], Shapes]:
    """Short convolutions (LFM2)."""
    shapes: Shapes = {"token_embd_norm.weight": (WIDTH,)}
    for layer in range(DEPTH):
        shapes[f"blk.{layer}.attn_norm.weight"] = (WIDTH,)
        shapes |= _feed_forward(layer)
        if layer in _ATTENTION_LAYERS:
            shapes |= _attention(layer) | _head_norms(layer)
        else:
            shapes |= {
                f"blk.{layer}.shortconv.conv.weight": (CONV - 1, WIDTH),
                f"blk.{layer}.shortconv.in_proj.weight": (WIDTH, 3 * WIDTH),
                f"blk.{layer}.shortconv.out_proj.weight": (WIDTH, WIDTH),
            }
    keys = {
        "attention.head_count": HEADS,
        "attention.head_count_kv": _kv_heads(),
        "shortconv.l_cache": CONV - 1,
        "vocab_size": len(TOKENS),
        "rope.freq_base": 10000.0,
    }
    return keys, shapes


def _mamba2_layer(layer: int, inner: int) -> Shapes:
    mixed = inner + 2 * STATE
    return {
        f"blk.{layer}.ssm_in.weight": (WIDTH, 2 * inner + 2 * STATE + RANK),
        f"blk.{layer}.ssm_conv1d.weight": (CONV, mixed),
        f"blk.{layer}.ssm_conv1d.bias": (mixed,),
        f"blk.{layer}.ssm_dt.bias": (RANK,),
        f"blk.{layer}.ssm_a": (1, RANK),
        f"blk.{layer}.ssm_d": (1, RANK),
        f"blk.{layer}.ssm_norm.weight": (inner, 1),
        f"blk.{layer}.ssm_out.weight": (inner, WIDTH),
    }


def _ssm_keys(inner: int, groups: int) -> dict[str, Any]:
    return {
        "ssm.conv_kernel": CONV,
        "ssm.inner_size": inner,
        "ssm.state_size": STATE,
        "ssm.time_step_rank": RANK,
        "ssm.group_count": groups,
    }


def _granitehybrid() -> tuple[dict[str, Any], Shapes]:
    """Mamba 2 with some attention (Granite 4.0 H)."""
    shapes: Shapes = {}
    for layer in range(DEPTH):
        shapes[f"blk.{layer}.attn_norm.weight"] = (WIDTH,)
        attends = layer in _ATTENTION_LAYERS
        shapes |= _attention(layer) if attends else _mamba2_layer(layer, 2 * WIDTH)
        shapes |= _feed_forward(layer)
    keys = {
        **_ssm_keys(2 * WIDTH, 1),
        "attention.head_count": HEADS,
        "attention.head_count_kv": _kv_heads(),
        "attention.scale": 0.25,
        "embedding_scale": 1.0,
        "residual_scale": 1.0,
        "logit_scale": 1.0,
        "vocab_size": len(TOKENS),
    }
    return keys, shapes


def _qwen35() -> tuple[dict[str, Any], Shapes]:
    """Gated delta nets with some attention (Qwen3.5); every second layer attends."""
    shapes: Shapes = {}
    inner, mixed = STATE * RANK, STATE * RANK + 2 * STATE * 2
    for layer in range(DEPTH):
        shapes[f"blk.{layer}.attn_norm.weight"] = (WIDTH,)
        shapes |= _feed_forward(layer, "post_attention_norm")
        if layer in _ATTENTION_LAYERS:
            shapes |= _attention(layer, 2 * WIDTH) | _head_norms(layer)
            continue
        shapes |= {
            f"blk.{layer}.attn_qkv.weight": (WIDTH, mixed),
            f"blk.{layer}.attn_gate.weight": (WIDTH, inner),
            f"blk.{layer}.ssm_conv1d.weight": (CONV, mixed),
            f"blk.{layer}.ssm_dt.bias": (RANK,),
            f"blk.{layer}.ssm_a": (RANK,),
            f"blk.{layer}.ssm_beta.weight": (WIDTH, RANK),
            f"blk.{layer}.ssm_alpha.weight": (WIDTH, RANK),
            f"blk.{layer}.ssm_norm.weight": (STATE,),
            f"blk.{layer}.ssm_out.weight": (inner, WIDTH),
        }
    keys = {
        **_ssm_keys(inner, 2),
        "attention.head_count": HEADS,
        "attention.head_count_kv": HEADS,
        "attention.key_length": HEAD,
        "attention.value_length": HEAD,
        "rope.dimension_count": HEAD,
        "rope.dimension_sections": array("i", [3, 3, 2, 0]),
        "full_attention_interval": 2,
    }
    return keys, shapes


def _mamba() -> tuple[dict[str, Any], Shapes]:
    """Mamba: no attention at all."""
    inner = 2 * WIDTH
    shapes: Shapes = {}
    for layer in range(DEPTH):
        shapes |= {
            f"blk.{layer}.attn_norm.weight": (WIDTH,),
            f"blk.{layer}.ssm_in.weight": (WIDTH, 2 * inner),
            f"blk.{layer}.ssm_conv1d.weight": (CONV, inner),
            f"blk.{layer}.ssm_conv1d.bias": (inner,),
            f"blk.{layer}.ssm_x.weight": (inner, RANK + 2 * STATE),
            f"blk.{layer}.ssm_dt.weight": (RANK, inner),
            f"blk.{layer}.ssm_dt.bias": (inner,),
            f"blk.{layer}.ssm_a": (STATE, inner),
            f"blk.{layer}.ssm_d": (inner,),
            f"blk.{layer}.ssm_out.weight": (inner, WIDTH),
        }
    return {**_ssm_keys(inner, 0), "feed_forward_length": 0, "attention.head_count": 0}, shapes


def _mamba2() -> tuple[dict[str, Any], Shapes]:
    shapes: Shapes = {}
    for layer in range(DEPTH):
        shapes[f"blk.{layer}.attn_norm.weight"] = (WIDTH,)
        shapes |= _mamba2_layer(layer, 2 * WIDTH)
    return {
        **_ssm_keys(2 * WIDTH, 1),
        "feed_forward_length": 0,
        "attention.head_count": 0,
    }, shapes


def _rwkv6() -> tuple[dict[str, Any], Shapes]:
    """RWKV 6: no attention, and the token before is a part of the state."""
    small = 8
    shapes: Shapes = dict.fromkeys(
        ("token_embd_norm.weight", "token_embd_norm.bias", "output_norm.bias"), (WIDTH,)
    )
    for layer in range(DEPTH):
        block = f"blk.{layer}"
        for norm in ("attn_norm", "attn_norm_2", "time_mix_ln"):
            shapes |= {f"{block}.{norm}.weight": (WIDTH,), f"{block}.{norm}.bias": (WIDTH,)}
        for one in "xwkvrg":
            shapes[f"{block}.time_mix_lerp_{one}.weight"] = (WIDTH, 1, 1)
        for one in "kr":
            shapes[f"{block}.channel_mix_lerp_{one}.weight"] = (WIDTH, 1, 1)
        for one in ("key", "value", "receptance", "gate", "output"):
            shapes[f"{block}.time_mix_{one}.weight"] = (WIDTH, WIDTH)
        shapes |= {
            f"{block}.time_mix_w1.weight": (WIDTH, 5 * small),
            f"{block}.time_mix_w2.weight": (small, WIDTH, 5),
            f"{block}.time_mix_first.weight": (HEAD, HEADS),
            f"{block}.time_mix_decay.weight": (WIDTH,),
            f"{block}.time_mix_decay_w1.weight": (WIDTH, small),
            f"{block}.time_mix_decay_w2.weight": (small, WIDTH),
            f"{block}.channel_mix_key.weight": (WIDTH, INNER),
            f"{block}.channel_mix_value.weight": (INNER, WIDTH),
            f"{block}.channel_mix_receptance.weight": (WIDTH, WIDTH),
        }
    keys = {
        "attention.head_count": 0,
        "attention.layer_norm_epsilon": 1e-5,
        "wkv.head_size": HEAD,
        "time_mix_extra_dim": small,
        "time_decay_extra_dim": small,
        "rescale_every_n_layers": 0,
        "token_shift_count": 2,
    }
    return keys, shapes


ARCHITECTURES: dict[str, Callable[[], tuple[dict[str, Any], Shapes]]] = {
    "lfm2": _lfm2,
    "granitehybrid": _granitehybrid,
    "qwen35": _qwen35,
    "mamba": _mamba,
    "mamba2": _mamba2,
    "rwkv6": _rwkv6,
}
