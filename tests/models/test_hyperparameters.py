"""Hyperparameters: what a token and a text take in memory, by the numbers of known networks."""

from __future__ import annotations

import pytest

from summarize.models.gguf.hyperparameters import Hyperparameters
from summarize.models.gguf.reader import Metadata, MetadataValue

MB = 1 << 20


def network(architecture: str, **values: MetadataValue) -> Hyperparameters:
    named = {f"{architecture}.{key.replace('__', '.')}": value for key, value in values.items()}
    return Hyperparameters.from_metadata(Metadata(named), architecture)


def test_every_layer_of_a_transformer_keeps_keys_and_values() -> None:
    made = network(
        "llama", block_count=4, embedding_length=64, attention__head_count=4,
        attention__head_count_kv=2,
    )  # fmt: skip
    assert made.kv_bytes_per_token == 4 * 2 * (16 + 16) * 2
    assert made.state_bytes_per_sequence == 0


DELTA_NET: dict[str, MetadataValue] = {
    "block_count": 32, "embedding_length": 2560, "attention__head_count": 16,
    "attention__head_count_kv": 4, "attention__key_length": 256, "attention__value_length": 256,
    "ssm__conv_kernel": 4, "ssm__inner_size": 4096, "ssm__state_size": 128,
    "ssm__group_count": 16, "ssm__time_step_rank": 32,
}  # fmt: skip


@pytest.mark.parametrize(
    ("more", "attends"),
    [
        ({}, 8),
        ({"full_attention_interval": 8}, 4),
        ({"attention__recurrent_layers": (1,) * 30 + (0, 0)}, 2),
    ],
)
def test_of_a_delta_net_only_some_layers_keep_keys(
    more: dict[str, MetadataValue], attends: int
) -> None:
    made = network("qwen35", **DELTA_NET | more)
    assert made.kv_bytes_per_token == attends * 4 * (256 + 256) * 2
    state = 128 * 4096 + 3 * (4096 + 2 * 16 * 128)
    assert made.state_bytes_per_sequence == 4 * (32 - attends) * state


def test_the_states_of_a_delta_net_are_large() -> None:
    assert 45 * MB < network("qwen35", **DELTA_NET).state_bytes_per_sequence < 55 * MB


def test_layers_without_kv_heads_have_a_state() -> None:
    heads = (0, 0, 4, 0, 0, 4)
    granite = network(
        "granitehybrid", block_count=6, embedding_length=64, attention__head_count=4,
        attention__head_count_kv=heads, ssm__conv_kernel=4, ssm__inner_size=128,
        ssm__state_size=16, ssm__group_count=1,
    )  # fmt: skip
    assert granite.kv_bytes_per_token == 2 * 4 * (16 + 16) * 2
    assert granite.state_bytes_per_sequence == 4 * 4 * (16 * 128 + 3 * (128 + 2 * 16))
    liquid = network(
        "lfm2", block_count=6, embedding_length=64, attention__head_count=4,
        attention__head_count_kv=heads, shortconv__l_cache=3,
    )  # fmt: skip
    assert liquid.state_bytes_per_sequence == 4 * 4 * 2 * 64


def test_layers_with_both_have_both() -> None:
    made = network(
        "falcon-h1", block_count=6, embedding_length=64, attention__head_count=4,
        attention__head_count_kv=2, ssm__conv_kernel=4, ssm__inner_size=128, ssm__state_size=16,
        ssm__group_count=1,
    )  # fmt: skip
    assert made.kv_bytes_per_token == 6 * 2 * (16 + 16) * 2
    assert made.state_layers == 6


def test_a_network_without_attention_keeps_a_state_alone() -> None:
    mamba = network(
        "mamba", block_count=3, embedding_length=64, attention__head_count=0, ssm__conv_kernel=4,
        ssm__inner_size=128, ssm__state_size=16,
    )  # fmt: skip
    assert mamba.kv_bytes_per_token == 0
    assert mamba.state_bytes_per_sequence == 4 * 3 * (16 * 128 + 3 * 128)
    rwkv = network("rwkv6", block_count=3, embedding_length=64, wkv__head_size=16)
    assert rwkv.state_bytes_per_sequence == 4 * 3 * 64 * (2 + 16)


def test_heads_of_window_layers_are_smaller_and_some_layers_share_keys() -> None:
    made = network(
        "gemma4", block_count=6, embedding_length=64, attention__head_count=8,
        attention__head_count_kv=(8, 8, 1, 8, 8, 1), attention__key_length=512,
        attention__value_length=512, attention__key_length_swa=256,
        attention__value_length_swa=256, attention__sliding_window_pattern=(1, 1, 0, 1, 1, 0),
        attention__shared_kv_layers=2,
    )  # fmt: skip
    assert made.kv_bytes_per_token == (3 * 8 * (256 + 256) + 1 * (512 + 512)) * 2


@pytest.mark.parametrize(
    "wrong",
    [
        {"ssm__conv_kernel": -4, "ssm__inner_size": -1},
        {"attention__recurrent_layers": (1,)},
        {"attention__shared_kv_layers": 99},
        {"full_attention_interval": -1},
        {"attention__sliding_window_pattern": (1,) * 99},
        {"attention__head_count_kv": ()},
    ],
)
def test_what_can_not_be_true_does_no_harm(wrong: dict[str, MetadataValue]) -> None:
    made = network("qwen35", **DELTA_NET | wrong)
    assert made.kv_bytes_per_token >= 0
    assert made.state_bytes_per_sequence >= 0
