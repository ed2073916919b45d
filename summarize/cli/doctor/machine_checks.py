"""The doctor's checks of this machine: the engine's library, CPU, threads and GPUs."""

from __future__ import annotations

import os
import platform
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from summarize.errors import ModelError
from summarize.inference import subprocesses
from summarize.render.report_tables import Finding, State
from summarize.settings import Settings

REBUILD = (
    "pip install --force-reinstall --no-binary llama-cpp-python 'llama-cpp-python>=0.3.36,<0.4'"
)
"""The command that compiles the library for this machine."""

_LOADING_SECONDS = 60
_FAST_FEATURES = {"AVX512", "AVX2", "AVX", "NEON", "SVE", "VSX", "RISCV_V", "VXE"}
_INSTALL = (
    "pip install --force-reinstall --no-deps --no-cache-dir --no-binary llama-cpp-python "
    "'llama-cpp-python>=0.3.36,<0.4'"
)


def check_library() -> Finding:
    """Load the library, first in a child process: built for another CPU, it crashes."""
    from summarize.inference.llama_cpp.library import installed_version, load_library

    run = subprocesses.run_python(
        "from summarize.inference.llama_cpp.library import load_library; load_library()",
        _LOADING_SECONDS,
    )
    if run is None:
        text = f"llama-cpp-python could not be loaded within {_LOADING_SECONDS} s"
        return Finding("engine", State.BAD, text, f"Build it anew: {REBUILD}")
    if crash := subprocesses.describe_crash(run.returncode):
        text = f"llama-cpp-python crashes while it is loaded ({crash})"
        return Finding("engine", State.BAD, text, f"Build it on this machine: {REBUILD}")
    try:
        load_library()
    except ModelError as error:
        return Finding("engine", State.BAD, error.message, error.hint)
    return Finding("engine", State.GOOD, f"llama-cpp-python {installed_version()}")


def check_cpu() -> Finding:
    """Check which instructions of the CPU the library uses."""
    from summarize.inference.llama_cpp.library import cpu_features

    features = cpu_features()
    if not _FAST_FEATURES.isdisjoint(features):
        return Finding("processor", State.GOOD, f"the engine uses {', '.join(features)}")
    text = "the engine uses none of this processor's instructions for vectors, and is slow"
    return Finding("processor", State.NOTICE, text, f"Build it on this machine: {REBUILD}")


def check_amx() -> Finding:
    """Check whether CPU and library have AMX, whose code can crash."""
    from summarize.inference.llama_cpp.library import is_amx_used

    used = "in this processor and in the engine; avoided, because it can crash"
    return Finding("AMX", State.GOOD, used if is_amx_used() else "not in use")


def check_threads(settings: Settings) -> Finding:
    """Compare the number of threads with that of the CPUs."""
    from summarize.inference.llama_cpp.tuning import default_threads

    threads = settings.threads or default_threads()
    cpus = _count_cpus()
    text = f"{threads} threads on {cpus} processors"
    if threads > cpus:
        return Finding("cores", State.NOTICE, text, f"More than there are: give --threads {cpus}.")
    return Finding("cores", State.GOOD, text)


def check_gpus() -> Iterator[Finding]:
    """Yield the GPUs that the library computes on, or how to get a library that can."""
    from summarize.inference.llama_cpp.library import list_gpus, supports_gpu_offload

    gpus = list_gpus()
    for gpu in gpus:
        free, total = gpu.free / 1e9, gpu.total / 1e9
        text = f"{gpu.name}, {gpu.description}, {free:.1f} of {total:.1f} GB free"
        yield Finding("graphics", State.GOOD, text)
    if gpus and supports_gpu_offload():
        return
    text = "this build of the engine computes on the processor alone"
    kind, evidence = _detect_gpu()
    if supports_gpu_offload():
        yield Finding("graphics", State.GOOD, "this build computes on one, but does not name it")
    elif kind:
        command = format_build_command(kind)
        yield Finding("graphics", State.NOTICE, f"{text}, but {evidence}", command)
    else:
        yield Finding("graphics", State.GOOD, text)
        for kind in ("Metal",) if sys.platform == "darwin" else ("CUDA", "Vulkan"):
            text = f"not in this build; for one that has it: {format_build_command(kind)}"
            yield Finding(kind, State.GOOD, text)


def check_offload(gpu_layers: int, layers: int) -> Finding:
    """Check how many of the model's layers the GPU computes; -1 is all of them."""
    if gpu_layers < 0 or gpu_layers > layers:
        return Finding("offload", State.GOOD, "a graphics processor computes the whole model")
    if gpu_layers:
        text = f"a graphics processor computes {gpu_layers} of {layers} layers"
        advice = "The rest does not fit: take a smaller model or quantisation, or a smaller --ctx."
        return Finding("offload", State.NOTICE, text, advice)
    advice = "Take SUMMARIZE_GPU_LAYERS or gpu_layers in the configuration file away."
    return Finding("offload", State.NOTICE, "the processor computes the whole model", advice)


def format_build_command(kind: str) -> str:
    """Return the command that builds the library for "CUDA", "Metal" or "Vulkan"."""
    flag = f"-DGGML_{kind.upper()}=on"
    setting = f"$env:CMAKE_ARGS='{flag}';" if os.name == "nt" else f"CMAKE_ARGS={flag}"
    return f"{setting} {_INSTALL}"


def _detect_gpu() -> tuple[str, str]:
    """Return the build that would use this machine's GPU, and what shows that there is one.

    `("CUDA", "there is an NVIDIA driver")`; `("", "")` without a GPU.
    """
    if sys.platform == "darwin":
        is_apple = platform.machine() == "arm64"
        return ("Metal", "this Mac has a graphics processor") if is_apple else ("", "")
    if shutil.which("nvidia-smi") or Path("/proc/driver/nvidia/version").exists():
        return "CUDA", "there is an NVIDIA driver"
    if Path("/dev/kfd").exists():
        return "Vulkan", "there is an AMD graphics processor"
    return "", ""


def _count_cpus() -> int:
    """Return the number of CPUs that this process may run on."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
