"""The library that computes, and the processor that it computes on."""

from __future__ import annotations

import os

from summarize.cli.doctor.finding import REBUILD, Finding, State
from summarize.errors import ModelError
from summarize.inference import subprocesses
from summarize.settings import Settings

_LOADING_SECONDS = 60
_FAST_FEATURES = {"AVX512", "AVX2", "AVX", "NEON", "SVE", "VSX", "RISCV_V", "VXE"}


def check_library() -> Finding:
    """Load the library in a process of its own first: built for another processor, it crashes."""
    from summarize.inference.llama_cpp.library import installed_version, load_library

    run = subprocesses.run_python(
        "from summarize.inference.llama_cpp.library import load; load()", _LOADING_SECONDS
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
    """Which of the processor's instructions this build uses."""
    from summarize.inference.llama_cpp.library import cpu_features

    features = cpu_features()
    if not _FAST_FEATURES.isdisjoint(features):
        return Finding("processor", State.GOOD, f"the engine uses {', '.join(features)}")
    text = "the engine uses none of this processor's instructions for vectors, and is slow"
    return Finding("processor", State.NOTICE, text, f"Build it on this machine: {REBUILD}")


def check_amx() -> Finding:
    """Whether there is the code that can crash."""
    from summarize.inference.llama_cpp.library import is_amx_used

    if is_amx_used():
        text = "in this processor and in the engine; avoided, because it can crash"
        return Finding("AMX", State.GOOD, text)
    return Finding("AMX", State.GOOD, "not in use")


def check_threads(settings: Settings) -> Finding:
    """How many threads compute, on how many processors."""
    from summarize.inference.llama_cpp.tuning import default_threads

    threads = settings.threads or default_threads()
    there = _count_cpus()
    text = f"{threads} threads on {there} processors"
    if threads > there:
        return Finding("cores", State.NOTICE, text, f"More than there are: give --threads {there}.")
    return Finding("cores", State.GOOD, text)


def _count_cpus() -> int:
    """How many this process may run on."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
