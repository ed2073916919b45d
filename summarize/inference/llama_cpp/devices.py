"""The devices that llama.cpp can compute on, as its library names them."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from typing import Any

from summarize.inference.llama_cpp.library import ggml, load

_GRAPHICS = (1, 2)  # GGML_BACKEND_DEVICE_TYPE_GPU, and _IGPU: with memory shared with the processor


@dataclass(frozen=True, slots=True)
class Device:
    """A graphics processor: `name` is "CUDA0" or the like; its memory in bytes."""

    name: str
    description: str
    free: int
    total: int


def graphics() -> tuple[Device, ...]:
    """The graphics processors that this build can use; none if it has no code for one.

    Raises ModelError if the library can't be loaded.
    """
    load()
    found = []
    for number in range(_call("ggml_backend_dev_count", ctypes.c_size_t)):
        device = _call("ggml_backend_dev_get", ctypes.c_void_p, ctypes.c_size_t(number))
        handle = ctypes.c_void_p(device)
        if _call("ggml_backend_dev_type", ctypes.c_int, handle) in _GRAPHICS:
            found.append(_device(handle))
    return tuple(found)


def _device(handle: ctypes.c_void_p) -> Device:
    free, total = ctypes.c_size_t(0), ctypes.c_size_t(0)
    _call("ggml_backend_dev_memory", None, handle, ctypes.byref(free), ctypes.byref(total))
    return Device(
        _text("ggml_backend_dev_name", handle),
        _text("ggml_backend_dev_description", handle),
        free.value,
        total.value,
    )


def _text(function: str, handle: ctypes.c_void_p) -> str:
    told = _call(function, ctypes.c_char_p, handle)
    return told.decode("utf-8", "replace") if told else ""


def _call(name: str, result: Any, *arguments: Any) -> Any:
    """A function of ggml that the bindings leave out; 0 or None where this build has none."""
    function = ggml(name)
    if function is None:
        return 0 if result in (ctypes.c_size_t, ctypes.c_int) else None
    function.restype = result
    return function(*arguments)
