"""The llama.cpp library: loading it, its log, CPU features, GPUs, known architectures.

Everything here uses the ctypes layer of llama-cpp-python. Its structures mirror C structures
and change between minor releases, so those that are used are checked once, before a mismatch
can do harm.
"""

from __future__ import annotations

import ctypes
import functools
import os
import struct
import tempfile
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from types import ModuleType
from typing import Any

from summarize.errors import ModelError

# llama.cpp says why something failed only in its log, so the last lines are kept.
_LOG_LINES = 20
_LEVELS_KEPT = (3, 4)  # warnings and errors
_ERROR_WORDS = ("error", "fail", "invalid")  # in lines that say what is wrong

_MODEL_FIELDS = {"n_gpu_layers", "progress_callback", "use_extra_bufts", "check_tensors"}
_CONTEXT_FIELDS = {
    "n_ctx", "n_batch", "n_ubatch", "n_seq_max", "n_threads", "n_threads_batch",
    "flash_attn_type", "abort_callback", "abort_callback_data", "no_perf", "kv_unified",
}  # fmt: skip

# GGML_BACKEND_DEVICE_TYPE_GPU, and _IGPU, which shares the memory of the CPU.
_GPU_TYPES = (1, 2)
_MAX_ARCHITECTURE_LENGTH = 64  # characters; no architecture has so long a name
_UNKNOWN_ARCHITECTURE = "unknown model architecture"
_GGUF_STRING = 8

DAMAGED_HINT = "Download it again; if that doesn't help, take another file of this model."
UNUSABLE_HINT = (
    "Download it again, or take another file; 'summarize doctor' says whether others work."
)

log_lines: deque[str] = deque(maxlen=_LOG_LINES)
log_listeners: list[Callable[[str], object]] = []
"""Called with each line that is kept of the log: what is only in memory is lost in a crash."""
_references: list[Any] = []  # callbacks that C holds must never be collected


def installed_version() -> str:
    """Return the version of llama-cpp-python, "" if it is not installed."""
    try:
        return version("llama-cpp-python")
    except PackageNotFoundError:
        return ""


@functools.cache
def load_library() -> ModuleType:
    """Load llama-cpp-python, check its structures and redirect its log; return the module.

    Raises ModelError if it is missing, can't be loaded on this machine, or is a
    release whose structures do not fit.
    """
    # By default OpenMP's threads spin for milliseconds while they wait for each other. With one
    # other busy program on the machine, a thread then waits for one that is not even running:
    # decoding was ten times slower. A short spin costs 1 % on an idle machine and nothing else.
    if "OMP_WAIT_POLICY" not in os.environ:
        os.environ.setdefault("GOMP_SPINCOUNT", "1000")
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


def _ensure_known_structures(llama_cpp: ModuleType) -> None:
    """Raise ModelError if the parameter structures are not those this code was written for."""
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
    """Send llama.cpp's log to `log_lines` instead of the terminal."""

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
    """Return why the last call into llama.cpp failed: the first log line about an error.

    Clear `log_lines` before the call. Later lines only pass the failure on.
    """
    errors = (line for line in log_lines if any(word in line for word in _ERROR_WORDS))
    return next(errors, log_lines[0] if log_lines else "no reason was given")


def cpu_features() -> tuple[str, ...]:
    """Return the CPU features that this build of llama.cpp uses here: `("SSE3", "AVX2", ...)`."""
    text = load_library().llama_print_system_info().decode()
    pairs = (part.rsplit(":", 1)[-1].split("=", 1) for part in text.split("|") if "=" in part)
    return tuple(name.strip() for name, value in pairs if value.strip() == "1")


def is_amx_used() -> bool:
    """Whether this build would multiply with AMX tiles on this CPU.

    Compiled by gcc, llama.cpp's AMX code loses the stores that fill the tile
    configuration and dies with SIGSEGV in the first decode (ggml-org/llama.cpp
    issue 20824). `use_extra_bufts = False` keeps weights out of AMX buffers and
    so avoids that code, at no measurable cost for the usual weight types.
    """
    return "AMX_INT8" in cpu_features()


@functools.cache
def supports_architecture(architecture: str) -> bool:
    """Whether this llama.cpp can compute models of an architecture: `"llama" -> True`.

    The library has no list to read. So it is given a file that holds nothing but the name of
    the architecture. It can't load that, and says why: for a name that it knows, that something
    else is missing. True also where no file can be written: loading the model will tell.
    Raises ModelError if the library itself can't be loaded.
    """
    if len(architecture) > _MAX_ARCHITECTURE_LENGTH:
        return False
    lib = load_library()
    params = lib.llama_model_default_params()
    params.vocab_only = True
    # A GGUF file of version 3 without tensors, the architecture its only key.
    key, name = b"general.architecture", architecture.encode("utf-8", "replace")
    header = b"GGUF" + struct.pack("<IQQQ", 3, 0, 1, len(key)) + key
    header += struct.pack("<IQ", _GGUF_STRING, len(name)) + name
    try:
        with tempfile.TemporaryDirectory(prefix="summarize-") as folder:
            path = Path(folder) / "name.gguf"
            path.write_bytes(header)
            log_lines.clear()
            model = lib.llama_model_load_from_file(os.fsencode(path), params)
    except OSError:
        return True
    if model:
        lib.llama_model_free(model)
    return not any(_UNKNOWN_ARCHITECTURE in line for line in log_lines)


def supports_gpu_offload() -> bool:
    """Whether this build has code for a GPU, and there is one."""
    return bool(load_library().llama_supports_gpu_offload())


@dataclass(frozen=True, slots=True)
class GpuDevice:
    """A GPU: `name` is "CUDA0" or the like; its memory in bytes."""

    name: str
    description: str
    free: int
    total: int


def list_gpus() -> tuple[GpuDevice, ...]:
    """Return the GPUs that this build can use; none if it has no code for one.

    Raises ModelError if the library can't be loaded.
    """
    found = []
    for number in range(_call_ggml("ggml_backend_dev_count", ctypes.c_size_t)):
        device = _call_ggml("ggml_backend_dev_get", ctypes.c_void_p, ctypes.c_size_t(number))
        handle = ctypes.c_void_p(device)
        if _call_ggml("ggml_backend_dev_type", ctypes.c_int, handle) not in _GPU_TYPES:
            continue
        free, total = ctypes.c_size_t(0), ctypes.c_size_t(0)
        sizes = ctypes.byref(free), ctypes.byref(total)
        _call_ggml("ggml_backend_dev_memory", None, handle, *sizes)
        name, description = (
            (_call_ggml(f"ggml_backend_dev_{what}", ctypes.c_char_p, handle) or b"").decode(
                "utf-8", "replace"
            )
            for what in ("name", "description")
        )
        found.append(GpuDevice(name, description, free.value, total.value))
    return tuple(found)


def _call_ggml(name: str, result: Any, *arguments: Any) -> Any:
    """Call a C function of ggml that the bindings leave out; 0 or None if this build has none."""
    function = find_ggml_function(name)
    if function is None:
        return 0 if result in (ctypes.c_size_t, ctypes.c_int) else None
    function.restype = result
    return function(*arguments)


def find_ggml_function(name: str) -> Any:
    """Return a C function of ggml, the library below llama.cpp; None if this build has none.

    Set its `restype` before it is called.
    """
    load_library()
    from llama_cpp import _ctypes_extensions, _ggml

    function = getattr(_ggml.libggml, name, None)
    if function is None:  # Windows does not look into the libraries that a library is linked with
        try:
            base = _ctypes_extensions.load_shared_library("ggml-base", _ggml.libggml_base_path)
        except (OSError, RuntimeError):  # RuntimeError is how the bindings say "no such file"
            return None
        function = getattr(base, name, None)
    return function


def build_abort_callback() -> tuple[Any, ctypes.Array[ctypes.c_char]]:
    """Return a callback for llama.cpp's `abort_callback` and the flag that it reads.

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
