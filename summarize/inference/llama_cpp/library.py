"""The llama.cpp library itself: loading it, keeping it quiet, knowing its limits.

Everything here speaks to the ctypes layer of llama-cpp-python. Its structures
mirror C structures and change between minor releases, so what is used of them
is checked once, before it can do harm.
"""

from __future__ import annotations

import ctypes
import functools
import os
from collections import deque
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from types import ModuleType
from typing import Any

from summarize.errors import ModelError

# llama.cpp tells why something failed only in its log, so the last lines are kept.
_LOG_LINES = 20
_LEVELS_KEPT = (3, 4)  # warnings and errors
_TELLING = ("error", "fail", "invalid")  # in lines that say what is wrong

_MODEL_FIELDS = {"n_gpu_layers", "progress_callback", "use_extra_bufts", "check_tensors"}
_CONTEXT_FIELDS = {
    "n_ctx", "n_batch", "n_ubatch", "n_seq_max", "n_threads", "n_threads_batch",
    "flash_attn_type", "abort_callback", "abort_callback_data", "no_perf", "kv_unified",
}  # fmt: skip

log_lines: deque[str] = deque(maxlen=_LOG_LINES)
log_listeners: list[Callable[[str], object]] = []
"""Called with each line of the log that is kept: what is only in memory dies in a crash."""
_references: list[Any] = []  # callbacks that C holds must never be collected


def installed_version() -> str:
    """The version of llama-cpp-python, or "" if it is not installed."""
    try:
        return version("llama-cpp-python")
    except PackageNotFoundError:
        return ""


@functools.cache
def load_library() -> ModuleType:
    """llama-cpp-python, silenced and checked.

    Raises ModelError if it is missing, can't be loaded on this machine, or is a
    release whose structures do not fit.
    """
    _limit_openmp_spinning()
    try:
        import llama_cpp
    except (ImportError, OSError, RuntimeError, AttributeError) as error:
        # AttributeError: the shared library lacks a function that the bindings name.
        raise ModelError(
            f"llama-cpp-python can't be loaded: {error}",
            "Install it again in this environment: pip install --force-reinstall llama-cpp-python",
        ) from error
    _ensure_known_structures(llama_cpp)
    _capture_log(llama_cpp)
    llama_cpp.llama_backend_init()
    return llama_cpp


def _limit_openmp_spinning() -> None:
    """Keep OpenMP's threads from spinning while they wait for each other.

    By default they spin for milliseconds. With one other busy program on the
    machine, a thread then waits for one that is not even running: decoding was
    ten times slower. A short spin costs 1 % on an idle machine and nothing else.
    """
    if "OMP_WAIT_POLICY" not in os.environ:
        os.environ.setdefault("GOMP_SPINCOUNT", "1000")


def _ensure_known_structures(llama_cpp: ModuleType) -> None:
    """Refuse a release whose parameter structures are not the ones this code was written for."""
    model_fields = {name for name, *_ in llama_cpp.llama_model_params._fields_}
    context_fields = {name for name, *_ in llama_cpp.llama_context_params._fields_}
    missing = (_MODEL_FIELDS - model_fields) | (_CONTEXT_FIELDS - context_fields)
    # A shifted structure shows in its defaults: no limit is zero, one sequence, causal batch.
    defaults = llama_cpp.llama_context_default_params()
    plausible = (
        0 < defaults.n_ubatch <= defaults.n_batch <= 1 << 20
        and defaults.n_seq_max == 1
        and not defaults.embeddings
    )
    if missing or not plausible:
        raise ModelError(
            f"llama-cpp-python {installed_version()} does not fit this program"
            + (f" (no {', '.join(sorted(missing))})" if missing else ""),
            "Install a release that does: pip install 'llama-cpp-python>=0.3.36,<0.4'",
        )


def _capture_log(llama_cpp: ModuleType) -> None:
    """Send llama.cpp's log to `log` instead of the terminal."""

    def receive(level: int, text: bytes, _data: object) -> None:
        line = text.decode("utf-8", "replace").strip()
        if level in _LEVELS_KEPT and line:
            log_lines.append(line)
            for listen in log_listeners:
                listen(line)

    callback = llama_cpp.llama_log_callback(receive)
    _references.append(callback)
    llama_cpp.llama_log_set(callback, ctypes.c_void_p(0))


def find_failure_reason() -> str:
    """Why the last call into llama.cpp failed: the most telling line of its log.

    Clear `log` before the call. Later lines only pass the failure on, so the
    first one counts.
    """
    errors = [line for line in log_lines if any(word in line for word in _TELLING)] or list(
        log_lines
    )
    return errors[0] if errors else "no reason was given"


def system_info() -> dict[str, bool]:
    """Processor features that this build of llama.cpp uses here: `{"AVX2": True, ...}`."""
    text = load_library().llama_print_system_info().decode()
    pairs = (part.rsplit(":", 1)[-1].split("=", 1) for part in text.split("|") if "=" in part)
    return {name.strip(): value.strip() == "1" for name, value in pairs}


def is_amx_used() -> bool:
    """Whether this build would multiply with AMX tiles on this processor.

    Compiled by gcc, llama.cpp's AMX code loses the stores that fill the tile
    configuration and dies with SIGSEGV in the first decode (ggml-org/llama.cpp
    issue 20824). `use_extra_bufts = False` keeps weights out of AMX buffers and
    so avoids that code, at no measurable cost for the usual weight types.
    """
    return system_info().get("AMX_INT8", False)


def supports_gpu_offload() -> bool:
    """Whether this build has code for a graphics processor, and there is one."""
    return bool(load_library().llama_supports_gpu_offload())


def find_ggml_function(name: str) -> Any:
    """A C function of the library below llama.cpp, which the bindings leave out; None if absent.

    Set its `restype` before it is called.
    """
    load_library()
    from llama_cpp import _ctypes_extensions, _ggml

    there = getattr(_ggml.libggml, name, None)
    if there is None:  # Windows does not look into the libraries that a library was linked with
        try:
            base = _ctypes_extensions.load_shared_library("ggml-base", _ggml.libggml_base_path)
        except (OSError, RuntimeError):  # RuntimeError is how the bindings say "no such file"
            return None
        there = getattr(base, name, None)
    return there


def default_threads() -> int:
    """How many threads to compute with: the physical cores that this process may use.

    Two threads on one core share its multipliers and only wait for each other.
    """
    if not hasattr(os, "sched_getaffinity"):  # macOS, Windows
        return os.cpu_count() or 1
    cores = {_read_sibling_threads(cpu) for cpu in os.sched_getaffinity(0)}
    return max(1, min(len(cores), _read_cpu_quota() or len(cores)))


def _read_cpu_quota(file: Path = Path("/sys/fs/cgroup/cpu.max")) -> int | None:
    """How many processors' worth of time a container may use; None if there is no limit.

    `"150000 100000"` (microseconds of each period) -> 2. More threads than that are
    stopped together as soon as the period's share is used up.
    """
    try:
        share, period = (int(number) for number in file.read_text().split())
    except (OSError, ValueError):  # no such file, or "max 100000"
        return None
    return -(-share // period) if period > 0 else None


def _read_sibling_threads(cpu: int) -> str:
    """The hardware threads that share a core with `cpu`, as Linux writes them: "0,4"."""
    path = Path(f"/sys/devices/system/cpu/cpu{cpu}/topology/thread_siblings_list")
    try:
        return path.read_text()
    except OSError:
        return str(cpu)


def build_abort_callback() -> tuple[Any, ctypes.Array[ctypes.c_char]]:
    """A callback for llama.cpp's `abort_callback` and the flag it reads.

    The callback is the C library's own `strlen`, applied to the flag: 0 (go on)
    while the flag is empty, 1 (abort) once its first byte is set. A Python
    function would be called for every node of the graph, thousands of times a
    second, and would need the interpreter lock each time.
    """
    llama_cpp = load_library()
    libc = ctypes.CDLL("msvcrt") if os.name == "nt" else ctypes.CDLL(None)
    callback = ctypes.cast(libc.strlen, llama_cpp.ggml_abort_callback)
    flag = ctypes.create_string_buffer(2)
    _references.append(libc)
    return callback, flag
