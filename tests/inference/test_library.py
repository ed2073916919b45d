from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path
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
        (b"CPU : SSE3 = 1 | AVX2 = 0 | ", {"SSE3": True, "AVX2": False}),
        (
            b"CUDA : ARCHS = 890 | USE_GRAPHS = 1 | CPU : AMX_INT8 = 1 | REPACK = 1 | ",
            {"ARCHS": False, "USE_GRAPHS": True, "AMX_INT8": True, "REPACK": True},
        ),
        (b"", {}),
    ],
)
def test_system_info_is_taken_apart(
    monkeypatch: pytest.MonkeyPatch, text: bytes, expected: dict[str, bool]
) -> None:
    module = SimpleNamespace(llama_print_system_info=lambda: text)
    monkeypatch.setattr(library, "load_library", lambda: module)
    assert library.system_info() == expected
    assert library.is_amx_used() is expected.get("AMX_INT8", False)


def _cores(monkeypatch: pytest.MonkeyPatch, allowed: set[int], per_core: int) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: allowed, raising=False)
    monkeypatch.setattr(library, "_read_sibling_threads", lambda cpu: str(cpu // per_core))
    monkeypatch.setattr(library, "_read_cpu_quota", lambda: None)


def test_threads_are_the_physical_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    _cores(monkeypatch, {0, 1, 2, 3}, 2)
    assert library.default_threads() == 2
    _cores(monkeypatch, {0, 1, 2, 3}, 1)
    assert library.default_threads() == 4
    _cores(monkeypatch, {5}, 2)
    assert library.default_threads() == 1


def test_threads_stay_within_the_share_of_a_container(monkeypatch: pytest.MonkeyPatch) -> None:
    _cores(monkeypatch, set(range(64)), 1)
    monkeypatch.setattr(library, "_read_cpu_quota", lambda: 2)
    assert library.default_threads() == 2


def test_threads_where_the_system_tells_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "sched_getaffinity", raising=False)
    monkeypatch.setattr(os, "cpu_count", lambda: None)
    assert library.default_threads() == 1
    monkeypatch.setattr(os, "cpu_count", lambda: 6)
    assert library.default_threads() == 6


@pytest.mark.parametrize(
    ("text", "expected"),
    [("200000 100000\n", 2), ("150000 100000\n", 2), ("50000 100000\n", 1), ("max 100000\n", None)],
)
def test_the_share_of_a_container(tmp_path: Path, text: str, expected: int | None) -> None:
    file = tmp_path / "cpu.max"
    file.write_text(text)
    assert library._read_cpu_quota(file) == expected
    assert library._read_cpu_quota(tmp_path / "absent") is None


def test_the_abort_switch_is_off_until_its_flag_is_set() -> None:
    callback, flag = library.build_abort_callback()
    address = ctypes.addressof(flag)
    assert callback(address) is False
    flag.raw = b"\1\0"
    assert callback(address) is True
    flag.raw = b"\0\0"
    assert callback(address) is False
