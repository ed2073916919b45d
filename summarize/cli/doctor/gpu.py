"""Graphics processors: whether the library can use one, and how to get one that can."""

from __future__ import annotations

import os
import platform
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from summarize.cli.doctor.finding import Finding, State

_FLAGS = {"CUDA": "-DGGML_CUDA=on", "Metal": "-DGGML_METAL=on", "Vulkan": "-DGGML_VULKAN=on"}
_INSTALL = (
    "pip install --force-reinstall --no-deps --no-cache-dir --no-binary llama-cpp-python "
    "'llama-cpp-python>=0.3.36,<0.4'"
)


def format_build_command(kind: str) -> str:
    """How to get a build for "CUDA", "Metal" or "Vulkan": one line for this system's shell."""
    if os.name == "nt":
        return f"$env:CMAKE_ARGS='{_FLAGS[kind]}'; {_INSTALL}"
    return f"CMAKE_ARGS={_FLAGS[kind]} {_INSTALL}"


def check_gpus() -> Iterator[Finding]:
    """The devices that the library computes on, or how to get a library that can."""
    from summarize.inference.llama_cpp.library import list_gpus as devices
    from summarize.inference.llama_cpp.library import supports_gpu_offload

    there = devices()
    for device in there:
        free, total = device.free / 1e9, device.total / 1e9
        text = f"{device.name}, {device.description}, {free:.1f} of {total:.1f} GB free"
        yield Finding("graphics", State.GOOD, text)
    if supports_gpu_offload() and not there:
        yield Finding("graphics", State.GOOD, "this build computes on one, but does not name it")
    if not supports_gpu_offload():
        yield from _suggest_gpu_build()


def check_offload(gpu_layers: int, layers: int) -> Finding:
    """What of the model a graphics processor computes; -1 is all of it."""
    if gpu_layers < 0 or gpu_layers > layers:
        return Finding("offload", State.GOOD, "a graphics processor computes the whole model")
    if gpu_layers:
        text = f"a graphics processor computes {gpu_layers} of {layers} layers"
        advice = "The rest does not fit: take a smaller model or quantisation, or a smaller --ctx."
        return Finding("offload", State.NOTICE, text, advice)
    advice = "Take SUMMARIZE_GPU_LAYERS or gpu_layers in the configuration file away."
    return Finding("offload", State.NOTICE, "the processor computes the whole model", advice)


def _suggest_gpu_build() -> Iterator[Finding]:
    kind, seen = _detect_gpu()
    text = "this build of the engine computes on the processor alone"
    if kind:
        yield Finding("graphics", State.NOTICE, f"{text}, but {seen}", format_build_command(kind))
        return
    yield Finding("graphics", State.GOOD, text)
    for kind in ("Metal",) if sys.platform == "darwin" else ("CUDA", "Vulkan"):
        yield Finding(kind, State.GOOD, f"to get a build for it: {format_build_command(kind)}")


def _detect_gpu() -> tuple[str, str]:
    """What there is beside the processor, as the system shows it, and which build would use it."""
    if sys.platform == "darwin":
        is_apple = platform.machine() == "arm64"
        return ("Metal", "this Mac has a graphics processor") if is_apple else ("", "")
    if shutil.which("nvidia-smi") or Path("/proc/driver/nvidia/version").exists():
        return "CUDA", "there is an NVIDIA driver"
    if Path("/dev/kfd").exists():
        return "Vulkan", "there is an AMD graphics processor"
    return "", ""
