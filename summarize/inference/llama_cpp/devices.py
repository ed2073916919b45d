"""The devices that llama.cpp can compute on, as its library names them."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from typing import Any

from summarize.inference.llama_cpp.library import find_ggml_function, load_library

_GPU_TYPES = (
    1,
    2,
)  # GGML_BACKEND_DEVICE_TYPE_GPU, and _IGPU: with memory shared with the processor


@dataclass(frozen=True, slots=True)
class GpuDevice:
    """A graphics processor: `name` is "CUDA0" or the like; its memory in bytes."""

    name: str
    description: str
    free: int
    total: int


def list_gpus() -> tuple[GpuDevice, ...]:
    """The graphics processors that this build can use; none if it has no code for one.

    Raises ModelError if the library can't be loaded.
    """
    load_library()
    found = []
    for number in range(_call_ggml("ggml_backend_dev_count", ctypes.c_size_t)):
        device = _call_ggml("ggml_backend_dev_get", ctypes.c_void_p, ctypes.c_size_t(number))
        handle = ctypes.c_void_p(device)
        if _call_ggml("ggml_backend_dev_type", ctypes.c_int, handle) in _GPU_TYPES:
            found.append(_read_device(handle))
    return tuple(found)


def _read_device(handle: ctypes.c_void_p) -> GpuDevice:
    free, total = ctypes.c_size_t(0), ctypes.c_size_t(0)
    _call_ggml("ggml_backend_dev_memory", None, handle, ctypes.byref(free), ctypes.byref(total))
    return GpuDevice(
        _read_text("ggml_backend_dev_name", handle),
        _read_text("ggml_backend_dev_description", handle),
        free.value,
        total.value,
    )


def _read_text(function: str, handle: ctypes.c_void_p) -> str:
    told = _call_ggml(function, ctypes.c_char_p, handle)
    return told.decode("utf-8", "replace") if told else ""


def _call_ggml(name: str, result: Any, *arguments: Any) -> Any:
    """A function of ggml that the bindings leave out; 0 or None where this build has none."""
    function = find_ggml_function(name)
    if function is None:
        return 0 if result in (ctypes.c_size_t, ctypes.c_int) else None
    function.restype = result
    return function(*arguments)
