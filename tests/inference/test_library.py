"""The llama.cpp library: loading, log, CPU features, GPUs and architectures that it knows."""

from __future__ import annotations

import ctypes
import os
import sys
from types import SimpleNamespace
from typing import Any

import pytest

from summarize.errors import ModelError
from summarize.inference.llama_cpp import library

MODEL_FIELDS = ("progress_callback", "use_extra_bufts", "check_tensors", "n_gpu_layers")
CONTEXT_FIELDS = (
    "n_ctx", "n_batch", "n_ubatch", "n_seq_max", "n_threads", "n_threads_batch",
    "flash_attn_type", "abort_callback", "abort_callback_data", "no_perf", "kv_unified",
)  # fmt: skip


def fake(
    model: tuple[str, ...] = MODEL_FIELDS,
    context: tuple[str, ...] = CONTEXT_FIELDS,
    **defaults: Any,
) -> SimpleNamespace:
    """A llama_cpp whose structures have these fields and these defaults."""
    values = {"n_batch": 2048, "n_ubatch": 512, "n_seq_max": 1, "embeddings": False, **defaults}
    return SimpleNamespace(
        llama_model_params=SimpleNamespace(_fields_=[(name, int) for name in model]),
        llama_context_params=SimpleNamespace(_fields_=[(name, int, 1) for name in context]),
        llama_context_default_params=lambda: SimpleNamespace(**values),
        llama_log_callback=lambda function: function,
        llama_log_set=lambda callback, data: None,
        llama_backend_init=lambda: None,
    )


@pytest.fixture
def spin(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process in which the user has said nothing of OpenMP."""
    for name in ("GOMP_SPINCOUNT", "OMP_WAIT_POLICY"):
        monkeypatch.setenv(name, "")  # so that what `load` sets is undone, too
        monkeypatch.delenv(name)


def load(monkeypatch: pytest.MonkeyPatch, module: object) -> Any:
    """`library.load()` as if it were the first time, with this module installed."""
    monkeypatch.setitem(sys.modules, "llama_cpp", module)
    monkeypatch.setattr(library, "installed_version", lambda: "0.9.9")
    monkeypatch.setattr(library, "_references", [])
    return library.load_library.__wrapped__()


@pytest.mark.usefixtures("spin")
def test_a_release_that_fits_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    module = fake()
    assert load(monkeypatch, module) is module


@pytest.mark.parametrize(
    ("module", "named"),
    [
        (fake(model=("n_gpu_layers",)), "no check_tensors, progress_callback, use_extra_bufts"),
        (fake(context=CONTEXT_FIELDS[:-1]), "no kv_unified"),
    ],
)
@pytest.mark.usefixtures("spin")
def test_a_release_without_a_field_is_refused_by_name(
    monkeypatch: pytest.MonkeyPatch, module: SimpleNamespace, named: str
) -> None:
    with pytest.raises(ModelError, match=r"llama-cpp-python 0\.9\.9 does not fit") as caught:
        load(monkeypatch, module)
    assert named in caught.value.message
    assert "pip install" in caught.value.hint


@pytest.mark.parametrize(
    "defaults",
    [{"n_ubatch": 0}, {"n_batch": 1 << 30}, {"n_seq_max": 0}, {"embeddings": True}],
)
@pytest.mark.usefixtures("spin")
def test_a_shifted_structure_is_refused(
    monkeypatch: pytest.MonkeyPatch, defaults: dict[str, int]
) -> None:
    with pytest.raises(ModelError, match=r"0\.9\.9 does not fit this program$"):
        load(monkeypatch, fake(**defaults))


@pytest.mark.usefixtures("spin")
def test_a_missing_library_is_an_error_with_advice(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ModelError, match="llama-cpp-python can't be loaded") as caught:
        load(monkeypatch, None)
    assert "pip install" in caught.value.hint


@pytest.mark.usefixtures("spin")
def test_waiting_threads_do_not_spin_for_long(monkeypatch: pytest.MonkeyPatch) -> None:
    load(monkeypatch, fake())
    assert os.environ["GOMP_SPINCOUNT"] == "1000"


@pytest.mark.usefixtures("spin")
@pytest.mark.parametrize("name", ["GOMP_SPINCOUNT", "OMP_WAIT_POLICY"])
def test_the_users_own_choice_of_waiting_stays(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv(name, "active")
    load(monkeypatch, fake())
    other = {"GOMP_SPINCOUNT", "OMP_WAIT_POLICY"} - {name}
    assert os.environ[name] == "active"
    assert not other & os.environ.keys()


@pytest.mark.usefixtures("spin")
def test_only_warnings_and_errors_are_kept_of_the_log(monkeypatch: pytest.MonkeyPatch) -> None:
    receivers: list[Any] = []
    module = fake()
    module.llama_log_set = lambda callback, data: receivers.append(callback)
    load(monkeypatch, module)
    library.log_lines.clear()
    for level, text in ((2, b"info\n"), (3, b"watch out\n"), (4, b" \n"), (4, b"f\xff failed\n")):
        receivers[0](level, text, None)
    assert list(library.log_lines) == ["watch out", "f\ufffd failed"]


def test_the_reason_is_the_first_line_about_an_error() -> None:
    library.log_lines.clear()
    assert library.find_failure_reason() == "no reason was given"
    library.log_lines.append("a warning")
    assert library.find_failure_reason() == "a warning"
    library.log_lines.extend(["tensor read failed", "error: gave up"])
    assert library.find_failure_reason() == "tensor read failed"
    library.log_lines.clear()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (b"CPU : SSE3 = 1 | AVX2 = 0 | ", ("SSE3",)),
        (
            b"CUDA : ARCHS = 890 | USE_GRAPHS = 1 | CPU : AMX_INT8 = 1 | REPACK = 1 | ",
            ("USE_GRAPHS", "AMX_INT8", "REPACK"),
        ),
        (b"", ()),
    ],
)
def test_the_features_are_those_switched_on(
    monkeypatch: pytest.MonkeyPatch, text: bytes, expected: tuple[str, ...]
) -> None:
    module = SimpleNamespace(llama_print_system_info=lambda: text)
    monkeypatch.setattr(library, "load_library", lambda: module)
    assert library.cpu_features() == expected
    assert library.is_amx_used() is ("AMX_INT8" in expected)


def test_the_abort_switch_is_off_until_its_flag_is_set() -> None:
    callback, flag = library.build_abort_callback()
    address = ctypes.addressof(flag)
    assert callback(address) is False
    flag.raw = b"\1\0"
    assert callback(address) is True
    flag.raw = b"\0\0"
    assert callback(address) is False


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


def test_the_devices_that_are_gpus(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(library, "load_library", lambda: None)
    monkeypatch.setattr(library, "find_ggml_function", Ggml())
    assert library.list_gpus() == (
        library.GpuDevice("CUDA0", "", 1000, 5000),
        library.GpuDevice("Vulkan0", "", 2000, 5000),
    )


def test_a_library_without_these_functions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(library, "load_library", lambda: None)
    monkeypatch.setattr(library, "find_ggml_function", lambda name: None)
    assert library.list_gpus() == ()


def test_an_architecture_with_an_absurd_name_is_not_asked_for() -> None:
    assert not library.supports_architecture("x" * 65)


def test_where_nothing_can_be_written_the_smoke_test_will_show(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(**_: object) -> None:
        raise OSError("no room")

    class Library:
        @staticmethod
        def llama_model_default_params() -> Any:
            return type("Params", (), {})()

    monkeypatch.setattr(library, "load_library", Library)
    monkeypatch.setattr("tempfile.TemporaryDirectory", fail)
    assert library.supports_architecture("written-nowhere")


@pytest.mark.model
@pytest.mark.parametrize("name", ["llama", "qwen3", "gemma3", "phi3", "mamba", "granite"])
def test_architectures_that_the_library_knows(name: str) -> None:
    assert library.supports_architecture(name)


@pytest.mark.model
@pytest.mark.parametrize("name", ["llamalike", "", "LLAMA", "ll\u00e4ma"])
def test_architectures_that_it_does_not_know(name: str) -> None:
    assert not library.supports_architecture(name)


@pytest.mark.model
def test_the_real_devices() -> None:
    """Every build has a processor; it has others exactly if it says that it offloads."""
    count = library.find_ggml_function("ggml_backend_dev_count")
    count.restype = ctypes.c_size_t
    assert count() >= 1
    assert library.find_ggml_function("ggml_has_no_such_function") is None
    assert bool(library.list_gpus()) == library.supports_gpu_offload()
