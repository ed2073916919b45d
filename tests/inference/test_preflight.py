"""Preflight: unsupported models, memory, GPU layers, and what is passed to the smoke test."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from summarize.errors import BudgetError, ModelError
from summarize.inference.llama_cpp import library as library_module
from summarize.inference.llama_cpp import preflight, tuning
from summarize.inference.llama_cpp.library import GpuDevice
from summarize.inference.llama_cpp.preflight import (
    ensure_supported,
    needs_on_cpu,
    plan_loading,
    prepare_judge,
    run_preflight,
)
from summarize.inference.llama_cpp.smoke_test import SmokeTest
from summarize.models.gguf import Header, Vocabulary, read_header
from summarize.models.memory import ALL_LAYERS, MemoryEstimate, SystemMemory
from summarize.settings import Settings
from support.tiny_models import LAYERS, Tiny

GB = 10**9
CARD = GpuDevice("CUDA0", "Some card", 8 * GB, 8 * GB)


class Machine:
    """A machine of 8 GB without a GPU, until a test says otherwise."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._set = monkeypatch.setattr
        self.tried: list[tuple[SmokeTest, bool]] = []
        self.set(library_module, "supports_architecture", lambda name: name == "llama")
        self.set(library_module, "installed_version", lambda: "0.3.99")
        self.set(tuning, "default_threads", lambda: 4)
        self.set(preflight.smoke_test, "ensure_model_runs", self._try)
        self.has(SystemMemory(8 * GB, 8 * GB))
        self.cards()

    def set(self, where: object, name: str, value: object) -> None:
        self._set(where, name, value)

    def has(self, room: SystemMemory) -> None:
        self.set(preflight.memory, "read_system_memory", lambda: room)

    def cards(self, *devices: GpuDevice) -> None:
        self.set(library_module, "supports_gpu_offload", lambda: bool(devices))
        self.set(library_module, "list_gpus", lambda: devices)

    def _try(self, test: SmokeTest, *, is_packaged: bool) -> None:
        self.tried.append((test, is_packaged))


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Machine:
    return Machine(monkeypatch)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "tiny.gguf"
    made.write_bytes(Tiny().data())
    return made


@pytest.fixture
def header(path: Path) -> Header:
    return read_header(path)


def large(header: Header, size: int) -> Header:
    return replace(header, total_bytes=size, layer_bytes=(size // 4,) * LAYERS)


def test_a_good_model_is_tried_with_what_it_will_be_used_with(
    machine: Machine, path: Path, header: Header
) -> None:
    ready = run_preflight(path, header, Settings(), is_packaged=False)
    assert (ready.gpu_layers, ready.context_size, ready.warnings) == (0, 2048, ())
    ((test, known),) = machine.tried
    assert (test.path, test.threads, test.gpu_layers, test.save) == (path, 4, 0, True)
    assert not known


def test_the_settings_reach_the_smoke_test(machine: Machine, path: Path, header: Header) -> None:
    machine.cards(CARD)
    settings = Settings(threads=3, gpu_layers=1, cache=False)
    run_preflight(path, header, settings, is_packaged=True)
    ((test, known),) = machine.tried
    assert (test.threads, test.gpu_layers, test.save, known) == (3, 1, False, True)


Change = Callable[[Header], Header]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda h: replace(h, architecture="new"), "'new', which llama-cpp-python 0.3.99 does not"),
        (lambda h: replace(h, context_length=0), "does not say how long a text"),
        (lambda h: replace(h, context_length=511), "at most 511 tokens, too few"),
        (lambda h: replace(h, vocabulary=Vocabulary()), "has no tokenizer"),
        (lambda h: replace(h, vocabulary=Vocabulary("none", 5)), "has no tokenizer"),
        (lambda h: replace(h, vocabulary=Vocabulary("llama", 5, 4)), "5 tokens, but 4 scores"),
        (lambda h: replace(h, vocabulary=Vocabulary("llama", 5, 5, 6)), "5 tokens, but 6 types"),
    ],
)
@pytest.mark.usefixtures("machine")
def test_what_the_header_shows_already(
    path: Path, header: Header, change: Change, words: str
) -> None:
    with pytest.raises(ModelError) as caught:
        ensure_supported(path, change(header))
    assert str(path) in caught.value.message
    assert words in caught.value.message
    assert caught.value.hint


def test_what_is_refused_is_not_tried(machine: Machine, path: Path, header: Header) -> None:
    with pytest.raises(ModelError):
        run_preflight(path, replace(header, context_length=0), Settings(), is_packaged=False)
    with pytest.raises(BudgetError, match="trained on at most 2048"):
        run_preflight(path, header, Settings(ctx=4096), is_packaged=False)
    machine.has(SystemMemory(1000, 1000))
    with pytest.raises(ModelError, match="too large"):
        run_preflight(path, header, Settings(), is_packaged=False)
    assert not machine.tried


def test_a_judge_is_prepared_for_its_window_and_for_nothing_else(
    machine: Machine, path: Path, header: Header
) -> None:
    machine.set(library_module, "supports_architecture", lambda name: name in ("llama", "t5"))
    judge = replace(header, architecture="t5", context_length=512)
    settings = Settings(ctx=4096, threads=3)  # the window that is set is that of writers
    ready = prepare_judge(path, judge, settings)
    assert ready.context_size == tuning.JUDGE_WINDOW
    ((test, known),) = machine.tried
    assert (test.path, test.threads, known) == (path, 3, False)
    # it computes all of it at once, with two numbers for each pair of tokens
    writer = plan_loading(path, header, Settings(ctx=1024))
    assert ready.needs.kv_cache == writer.needs.kv_cache
    assert ready.needs.compute_buffers > writer.needs.compute_buffers * 1024 // 128
    assert preflight.estimate_memory_bytes(judge, 0) == ready.needs.total
    with pytest.raises(ModelError, match="is a judge"):
        run_preflight(path, judge, settings, is_packaged=False)
    with pytest.raises(ModelError, match="is no encoder-decoder model"):
        prepare_judge(path, header, settings)
    assert len(machine.tried) == 1


def test_a_model_that_surely_does_not_fit(machine: Machine, path: Path, header: Header) -> None:
    machine.has(SystemMemory(6 * GB, 8 * GB))
    with pytest.raises(ModelError) as caught:
        plan_loading(path, large(header, 9 * GB), Settings())
    assert caught.value.message == (
        f"{path} is too large for this machine: about 9.1 GB needed, 8.0 GB there in all"
    )
    assert "smaller" in caught.value.hint
    assert caught.value.exit_code == 4


def test_a_model_that_fits_tightly(machine: Machine, path: Path, header: Header) -> None:
    machine.has(SystemMemory(6 * GB, 8 * GB))
    (warning,) = plan_loading(path, large(header, 7 * GB), Settings()).warnings
    assert warning.startswith("tiny.gguf: about 7.1 GB needed, 6.0 GB free: it may be slow.")
    assert plan_loading(path, large(header, 5 * GB), Settings()).warnings == ()


def test_layers_asked_for_without_a_gpu_are_a_warning(
    machine: Machine, path: Path, header: Header
) -> None:
    ready = plan_loading(path, header, Settings(gpu_layers=5))
    (warning,) = ready.warnings
    assert ready.gpu_layers == 0
    assert "--gpu-layers 5" in warning
    assert "summarize doctor" in warning
    assert plan_loading(path, header, Settings(gpu_layers=0)).warnings == ()


@pytest.mark.parametrize(
    ("asked", "free", "layers"),
    [
        (None, 8 * GB, ALL_LAYERS),
        (None, 0, ALL_LAYERS),  # it does not tell
        (None, GB, 0),
        (0, 8 * GB, 0),
        (1, 8 * GB, 1),
        (LAYERS, 8 * GB, LAYERS),
        (99, 8 * GB, ALL_LAYERS),
    ],
)
def test_how_many_layers_a_gpu_gets(
    machine: Machine, path: Path, header: Header, asked: int | None, free: int, layers: int
) -> None:
    machine.cards(replace(CARD, free=free // 2), replace(CARD, name="CUDA1", free=free // 2))
    ready = plan_loading(path, large(header, 4 * GB), Settings(gpu_layers=asked))
    assert (ready.gpu_layers, ready.warnings) == (layers, ())


def test_what_a_gpu_holds_does_not_count(machine: Machine, path: Path, header: Header) -> None:
    machine.cards(replace(CARD, free=80 * GB))
    machine.has(SystemMemory(2 * GB, 2 * GB))
    ready = plan_loading(path, large(header, 40 * GB), Settings())
    assert (ready.gpu_layers, ready.warnings) == (ALL_LAYERS, ())


def test_what_the_processor_holds(header: Header) -> None:
    some = replace(header, layer_bytes=(10, 20, 40))
    needed = MemoryEstimate(100, 7, 3, 1)
    assert needs_on_cpu(some, needed, 0) == needed
    assert needs_on_cpu(some, needed, 2).weights == 100 - 40  # what follows the layers is one
    assert needs_on_cpu(some, needed, 3).weights == 100 - 60
    assert needs_on_cpu(some, needed, ALL_LAYERS) == MemoryEstimate(0, 0, 3, 1)
    assert needs_on_cpu(some, needed, 4) == MemoryEstimate(0, 0, 3, 1)


def test_the_states_of_texts_side_by_side_are_counted(
    machine: Machine, path: Path, header: Header
) -> None:
    """Sixteen of 10 MB each; ten of 50 MB, for which half of the room is enough."""
    for megabytes, most in ((10, 16), (50, 10)):
        network = replace(
            header.hyperparameters, state_layers=1, state_width=megabytes * (1 << 20) // 4
        )
        recurrent = replace(header, hyperparameters=network)
        needs = plan_loading(path, recurrent, Settings()).needs
        assert needs.states == most * megabytes * (1 << 20)


@pytest.mark.model
def test_the_real_library_knows_what_it_knows(path: Path, header: Header) -> None:
    preflight.ensure_supported(path, header)
    with pytest.raises(ModelError, match="'llamalike'"):
        preflight.ensure_supported(path, replace(header, architecture="llamalike"))
