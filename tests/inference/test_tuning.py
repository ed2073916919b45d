"""Tuning: threads, batch sizes and context size for this CPU or GPU."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from summarize.errors import BudgetError
from summarize.inference.llama_cpp import library, tuning
from summarize.inference.llama_cpp.batching import ContextLayout
from summarize.inference.llama_cpp.library import load_library
from summarize.inference.llama_cpp.llama_context import LlamaContext
from summarize.inference.llama_cpp.llama_model import LlamaModel
from summarize.inference.llama_cpp.tuning import CPU_TUNING, GPU_TUNING, choose_context_size
from summarize.inference.llama_cpp.worker import Worker
from support.tiny_models import Tiny


def _cores(monkeypatch: pytest.MonkeyPatch, allowed: set[int], per_core: int) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: allowed, raising=False)
    monkeypatch.setattr(tuning, "_read_sibling_threads", lambda cpu: str(cpu // per_core))
    monkeypatch.setattr(tuning, "_read_cpu_quota", lambda: None)


def test_threads_are_the_physical_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    _cores(monkeypatch, {0, 1, 2, 3}, 2)
    assert tuning.default_threads() == 2
    _cores(monkeypatch, {0, 1, 2, 3}, 1)
    assert tuning.default_threads() == 4
    _cores(monkeypatch, {5}, 2)
    assert tuning.default_threads() == 1


def test_threads_stay_within_the_share_of_a_container(monkeypatch: pytest.MonkeyPatch) -> None:
    _cores(monkeypatch, set(range(64)), 1)
    monkeypatch.setattr(tuning, "_read_cpu_quota", lambda: 2)
    assert tuning.default_threads() == 2


def test_threads_where_the_system_reports_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "sched_getaffinity", raising=False)
    monkeypatch.setattr(os, "cpu_count", lambda: None)
    assert tuning.default_threads() == 1
    monkeypatch.setattr(os, "cpu_count", lambda: 6)
    assert tuning.default_threads() == 6


@pytest.mark.parametrize(
    ("text", "expected"),
    [("200000 100000\n", 2), ("150000 100000\n", 2), ("50000 100000\n", 1), ("max 100000\n", None)],
)
def test_the_share_of_a_container(tmp_path: Path, text: str, expected: int | None) -> None:
    file = tmp_path / "cpu.max"
    file.write_text(text)
    assert tuning._read_cpu_quota(file) == expected
    assert tuning._read_cpu_quota(tmp_path / "absent") is None


def test_the_context_size_from_model_and_setting() -> None:
    assert choose_context_size(2048, None, "m") == 2048
    assert choose_context_size(131_072, None, "m") == 8192
    assert choose_context_size(131_072, 100_000, "m") == 100_000
    assert choose_context_size(2048, 2048, "m") == 2048
    with pytest.raises(BudgetError) as caught:
        choose_context_size(2048, 2049, "m")
    assert "--ctx 2048" in caught.value.hint


@pytest.mark.model
@pytest.mark.parametrize("there", [False, True])
def test_layers_are_only_given_to_a_gpu_that_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, there: bool
) -> None:
    path = tmp_path / "tiny.gguf"
    path.write_bytes(Tiny().data())
    monkeypatch.setattr(library, "supports_gpu_offload", lambda: there)
    wanted: list[int] = []
    real = load_library().llama_model_load_from_file

    def watch(name: bytes, params: Any) -> Any:
        wanted.append(params.n_gpu_layers)
        return real(name, params)

    monkeypatch.setattr(load_library(), "llama_model_load_from_file", watch)
    worker = Worker()
    model = LlamaModel(path, worker, 7)
    assert wanted == [7 if there else 0]
    assert model.tuning is (GPU_TUNING if there else CPU_TUNING)
    context = LlamaContext(model, worker, ContextLayout(True, 1, 256), 1)
    assert context.batch == (512 if there else 128)
    context.close()
    model.close()
    worker.close()


def test_a_gpu_computes_more_at_once() -> None:
    assert GPU_TUNING.batch > CPU_TUNING.batch
    assert GPU_TUNING.max_separate_sequences > CPU_TUNING.max_separate_sequences
    assert CPU_TUNING.flash_attention == 0  # off, as was measured
    assert GPU_TUNING.flash_attention == -1  # as llama.cpp thinks best


def test_large_states_leave_room_for_fewer_sequences() -> None:
    mb = 1 << 20
    assert CPU_TUNING.bound_sequences(0) == CPU_TUNING.max_sequences
    assert CPU_TUNING.bound_sequences(mb) == CPU_TUNING.max_sequences
    assert CPU_TUNING.bound_sequences(50 * mb) == 10  # of half a GiB
    assert CPU_TUNING.bound_sequences(50 * mb, 400 * mb) == 4
    assert CPU_TUNING.bound_sequences(5_000 * mb) == 1
