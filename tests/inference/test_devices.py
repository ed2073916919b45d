"""Devices, architectures and what suits them: what the library says of itself."""

from __future__ import annotations

import ctypes
from pathlib import Path
from typing import Any

import pytest

from summarize.inference.llama_cpp import architectures, devices, llama_model
from summarize.inference.llama_cpp.architectures import supports_architecture
from summarize.inference.llama_cpp.batching import ContextLayout
from summarize.inference.llama_cpp.devices import GpuDevice, list_gpus
from summarize.inference.llama_cpp.library import (
    find_ggml_function,
    load_library,
    supports_gpu_offload,
)
from summarize.inference.llama_cpp.llama_context import LlamaContext
from summarize.inference.llama_cpp.llama_model import LlamaModel
from summarize.inference.llama_cpp.tuning import CPU_TUNING, GPU_TUNING
from summarize.inference.llama_cpp.worker import Worker
from support.tiny_models import Tiny


class Ggml:
    """A library with a processor, a card, and a card that shares the processor's memory."""

    NAMES = (b"CPU", b"CUDA0", b"Vulkan0")
    TYPES = (0, 1, 2)

    def __call__(self, name: str) -> Any:
        return getattr(self, name.removeprefix("ggml_backend_dev_"), None)

    def _handle(self, handle: Any) -> int:
        assert isinstance(handle, ctypes.c_void_p)
        return (handle.value or 0) - 100

    @property
    def count(self) -> Any:
        return function(lambda: 3)

    @property
    def get(self) -> Any:
        return function(lambda number: number.value + 100)

    @property
    def type(self) -> Any:
        return function(lambda handle: self.TYPES[self._handle(handle)])

    @property
    def name(self) -> Any:
        return function(lambda handle: self.NAMES[self._handle(handle)])

    @property
    def memory(self) -> Any:
        def fill(handle: Any, free: Any, total: Any) -> None:
            free._obj.value, total._obj.value = 1000 * self._handle(handle), 5000

        return function(fill)


def function(call: Any) -> Any:
    """Something that can be called, and has a `restype` to be set."""

    class Function:
        restype: Any = None

        def __call__(self, *arguments: Any) -> Any:
            return call(*arguments)

    return Function()


def test_the_devices_that_are_graphics_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(devices, "load_library", lambda: None)
    monkeypatch.setattr(devices, "find_ggml_function", Ggml())
    assert list_gpus() == (GpuDevice("CUDA0", "", 1000, 5000), GpuDevice("Vulkan0", "", 2000, 5000))


def test_a_library_that_can_not_tell(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(devices, "load_library", lambda: None)
    monkeypatch.setattr(devices, "find_ggml_function", lambda name: None)
    assert list_gpus() == ()


def test_an_architecture_with_an_absurd_name_is_not_asked_for() -> None:
    assert not supports_architecture("x" * 65)


def test_where_nothing_can_be_written_a_trial_will_tell(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(**_: object) -> None:
        raise OSError("no room")

    class Library:
        @staticmethod
        def llama_model_default_params() -> Any:
            return type("Params", (), {})()

    monkeypatch.setattr(architectures, "load_library", Library)
    monkeypatch.setattr("tempfile.TemporaryDirectory", fail)
    assert supports_architecture("written-nowhere")


@pytest.mark.model
@pytest.mark.parametrize("name", ["llama", "qwen3", "gemma3", "phi3", "mamba", "granite"])
def test_architectures_that_the_library_knows(name: str) -> None:
    assert supports_architecture(name)


@pytest.mark.model
@pytest.mark.parametrize("name", ["llamalike", "", "LLAMA", "ll\u00e4ma"])
def test_architectures_that_it_does_not_know(name: str) -> None:
    assert not supports_architecture(name)


@pytest.mark.model
def test_the_real_devices() -> None:
    """Every build has a processor; it has others exactly if it says that it offloads."""
    count = find_ggml_function("ggml_backend_dev_count")
    count.restype = ctypes.c_size_t
    assert count() >= 1
    assert find_ggml_function("ggml_has_no_such_function") is None
    assert bool(list_gpus()) == supports_gpu_offload()


@pytest.mark.model
@pytest.mark.parametrize("there", [False, True])
def test_layers_are_only_given_to_a_graphics_processor_that_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, there: bool
) -> None:
    path = tmp_path / "tiny.gguf"
    path.write_bytes(Tiny().data())
    monkeypatch.setattr(llama_model, "supports_gpu_offload", lambda: there)
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


def test_a_graphics_processor_computes_more_at_once() -> None:
    assert GPU_TUNING.batch > CPU_TUNING.batch
    assert GPU_TUNING.max_separate_sequences > CPU_TUNING.max_separate_sequences
    assert CPU_TUNING.flash_attention == 0  # off, as was measured
    assert GPU_TUNING.flash_attention == -1  # as llama.cpp thinks best
