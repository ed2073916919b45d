"""What this machine and installation can do, what is wrong, and what to do about it."""

from __future__ import annotations

import json
import os
import platform
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from summarize import __version__
from summarize.engine import Engine, Prompt, Request, Stop
from summarize.engine.library import available_memory
from summarize.errors import BudgetError, EngineError, ModelError, SummarizeError
from summarize.gguf import Header, read_header
from summarize.models import info, licence, locate
from summarize.settings import Settings
from summarize.weights import default_folder, fast_weights

_LOADING_SECONDS = 60
_SELF_TEST_SECONDS = 180
_SELF_TEST_TOKENS = 32
_SELF_TEST_SEQUENCES = 8
_REBUILD = "pip install --force-reinstall --no-binary llama-cpp-python llama-cpp-python"
_ROOM_FOR_WORK = 1 << 29  # bytes beside the weights: context, buffers, Python
_WINDOWS_FAULT = 0xC0000000  # an exit code from here on is a crash; elsewhere codes are small
_FAST_FEATURES = {"AVX512", "AVX2", "AVX", "NEON", "SVE", "VSX", "RISCV_V", "VXE"}
_TEXT = "The ferry left the harbour at nine with forty passengers and came back empty. " * 16


class State(StrEnum):
    """How a finding is to be taken."""

    GOOD = "ok"
    NOTICE = "note"
    BAD = "problem"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at. `advice` says what to do, empty where nothing is."""

    subject: str
    state: State
    text: str
    advice: str = ""

    @property
    def exit_code(self) -> int:
        """4 for a problem: the program can't do its work."""
        return ModelError.exit_code if self.state is State.BAD else 0


def examine(settings: Settings) -> Iterator[Finding]:
    """Everything worth knowing, one finding at a time; the timed self-test comes last."""
    yield Finding("program", State.GOOD, f"summarize {__version__}")
    yield Finding("python", State.GOOD, f"{platform.python_version()} on {platform.platform()}")
    engine = _engine()
    yield engine
    usable = engine.state is not State.BAD
    if usable:
        yield from (_processor(), _amx(), _cores(settings))
    yield _cache()
    try:
        path = locate(settings.model)
        header = read_header(path)
    except SummarizeError as error:
        yield Finding("model", State.BAD, error.message, error.hint)
        return
    yield _model(path, header)
    yield from _template(header)
    yield Finding("model file", State.GOOD, str(path))
    if usable:
        yield _weights(path, header)
    yield _memory(path)
    context = _context(path, header, settings)
    yield context
    if usable and context.state is not State.BAD:
        yield _self_test(settings)


def _engine() -> Finding:
    """Load the library in a process of its own first: built for another processor, it crashes."""
    from summarize.engine.library import installed_version, load

    run = _child("from summarize.engine.library import load; load()", _LOADING_SECONDS)
    if run is None:
        text = f"llama-cpp-python could not be loaded within {_LOADING_SECONDS} s"
        return Finding("engine", State.BAD, text, f"Build it anew: {_REBUILD}")
    if crash := _crash(run):
        text = f"llama-cpp-python crashes while it is loaded ({crash})"
        return Finding("engine", State.BAD, text, f"Build it on this machine: {_REBUILD}")
    try:
        load()
    except ModelError as error:
        return Finding("engine", State.BAD, error.message, error.hint)
    return Finding("engine", State.GOOD, f"llama-cpp-python {installed_version()}")


def _child(code: str, seconds: float) -> subprocess.CompletedProcess[str] | None:
    """Run Python code that uses this package in a process of its own; None if it took too long."""
    # The package is found where it is now. `-P`, because a file of the current folder that
    # is called like a module must not be taken for it.
    home = str(Path(__file__).parent.parent)
    code = f"import sys; sys.path.append({home!r}); {code}"
    try:
        return subprocess.run(
            [sys.executable, "-P", "-c", code],
            capture_output=True, encoding="utf-8", errors="replace", timeout=seconds, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return None


def _crash(run: subprocess.CompletedProcess[str]) -> str:
    """What killed a process, as text: "SIGSEGV"; empty if it ended by itself."""
    if run.returncode < 0:
        names = {one.value: one.name for one in signal.Signals}
        return names.get(-run.returncode, f"signal {-run.returncode}")
    if run.returncode >= _WINDOWS_FAULT:
        return f"error {run.returncode:#x}"
    return ""


def _processor() -> Finding:
    from summarize.engine.library import system_info

    features = [name for name, there in system_info().items() if there]
    if not _FAST_FEATURES.isdisjoint(features):
        return Finding("processor", State.GOOD, f"the engine uses {', '.join(features)}")
    text = "the engine uses none of this processor's instructions for vectors, and is slow"
    return Finding("processor", State.NOTICE, text, f"Build it on this machine: {_REBUILD}")


def _amx() -> Finding:
    from summarize.engine.library import amx_is_used

    if amx_is_used():
        text = "in this processor and in the engine; avoided, because it can crash"
        return Finding("AMX", State.GOOD, text)
    return Finding("AMX", State.GOOD, "not in use")


def _cores(settings: Settings) -> Finding:
    from summarize.engine.library import default_threads

    threads = settings.threads or default_threads()
    there = _processors()
    text = f"{threads} threads on {there} processors"
    if threads > there:
        return Finding("cores", State.NOTICE, text, f"More than there are: give --threads {there}.")
    return Finding("cores", State.GOOD, text)


def _processors() -> int:
    """How many this process may run on."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _model(path: Path, header: Header) -> Finding:
    told = info(path, header)
    size = f"{path.stat().st_size / 1e6:.0f} MB"
    count = f"{told.parameters / 1e6:.0f} million parameters" if told.parameters else ""
    kind = "instruct model" if header.chat_template else "base model (no chat template)"
    terms = f"licence: {licence(header)}" if header.license else ""
    parts = (told.name, count, told.quantization, size, kind, terms)
    return Finding("model", State.GOOD, ", ".join(part for part in parts if part))


def _template(header: Header) -> Iterator[Finding]:
    """Only a chat template that can't be used is worth a line."""
    from summarize.engine.template import fault

    reason = fault(header.chat_template) if header.chat_template else ""
    if reason:
        advice = "It is asked like a base model; another file of it may do better."
        yield Finding("template", State.NOTICE, reason, advice)


def _weights(path: Path, header: Header) -> Finding:
    """Which weights do the work. Nothing is made for it: looking must not fill the disk."""
    weights = fast_weights(path, header, default_folder(), make=False)
    if not weights.kind:
        return Finding("weights", State.GOOD, f"the model's own: {weights.reason}")
    size = f"{weights.path.stat().st_size / 1e6:.0f} MB"
    text = f"{weights.kind}, {weights.reason}, {size}: {weights.path}"
    return Finding("weights", State.GOOD, text)


def _context(path: Path, header: Header, settings: Settings) -> Finding:
    from summarize.engine.llama import fitting_window

    trained = header.context_length
    if not trained:
        return Finding("context", State.GOOD, "the file does not say what it was trained on")
    try:
        window = fitting_window(trained, settings.ctx, path.name)
    except BudgetError as error:
        return Finding("context", State.BAD, error.message, error.hint)
    return Finding("context", State.GOOD, f"trained on {trained} tokens, {window} in use")


def _memory(path: Path) -> Finding:
    needed = path.stat().st_size + _ROOM_FOR_WORK
    free = available_memory()
    if free is None:
        return Finding("memory", State.GOOD, f"about {needed / 1e9:.1f} GB needed")
    text = f"about {needed / 1e9:.1f} GB needed, {free / 1e9:.1f} GB free"
    if free < needed:
        return Finding(
            "memory", State.NOTICE, text, "Close other programs or take a smaller model."
        )
    return Finding("memory", State.GOOD, text)


def _cache() -> Finding:
    from summarize.cache import Cache, default_path

    cache = Cache(default_path())
    there = cache.info()
    cache.close()
    if cache.trouble:
        return Finding("cache", State.NOTICE, cache.trouble, "Or go without: --no-cache")
    text = f"{there.entries} completions, {there.bytes / 1e6:.1f} MB: {there.path}"
    return Finding("cache", State.GOOD, text)


def _self_test(settings: Settings) -> Finding:
    """Run the model in a process of its own: if it crashes, only that process does."""
    call = f"measure({settings.model!r}, {settings.threads!r})"
    run = _child(f"from summarize.doctor import measure; {call}", _SELF_TEST_SECONDS)
    if run is None:
        advice = "Take a smaller model, or see whether other programs keep the processor busy."
        return Finding("self-test", State.BAD, f"not done after {_SELF_TEST_SECONDS} s", advice)
    if crash := _crash(run):
        advice = f"Build the engine anew: {_REBUILD}"
        return Finding("self-test", State.BAD, f"crashed ({crash})", advice)
    if run.returncode:
        return Finding("self-test", State.BAD, _complaint(run.stderr), "Try another model: --model")
    return Finding("self-test", State.GOOD, _speeds(json.loads(run.stdout)))


def _complaint(stderr: str) -> str:
    """What a traceback says in the end: `"...\\nsummarize.errors.ModelError: gone" -> "gone"`."""
    last = (stderr.strip().splitlines() or ["it gave no reason"])[-1]
    return re.sub(r"^[\w.]+: ", "", last)


def _speeds(measured: dict[str, float]) -> str:
    return (
        f"loaded in {measured['load']:.1f} s, reads {measured['read']:.0f} tokens/s, "
        f"writes {measured['one']:.0f} tokens/s alone and {measured['many']:.0f} "
        f"with {_SELF_TEST_SEQUENCES} at once"
    )


def measure(model: str, threads: int | None) -> None:
    """What the self-test's process does: time the engine, print the figures as JSON."""
    from summarize.engine.llama import LlamaEngine

    path = locate(model)
    header = read_header(path)
    used = fast_weights(path, header, default_folder(), make=False).path
    with LlamaEngine(used, info(path, header), threads) as engine:
        read, _ = _timed(engine, 1, 1)
        one, alone = _timed(engine, 1, _SELF_TEST_TOKENS)
        many, together = _timed(engine, _SELF_TEST_SEQUENCES, _SELF_TEST_TOKENS)
        figures = {
            "load": engine.load_seconds,
            "read": engine.count(_TEXT) / read,
            "one": alone / max(1e-6, one - read),
            "many": together / max(1e-6, many - read),
        }
    sys.stdout.write(json.dumps(figures))


def _timed(engine: Engine, sequences: int, tokens: int) -> tuple[float, int]:
    """Seconds to read the test text once and write on in each sequence, and the tokens written.

    A first token costs no time of its own, so it is not counted.
    """
    requests = [Request(Prompt(_TEXT), tokens, 0.7, seed) for seed in range(sequences)]
    written = 0
    started = time.perf_counter()
    for _, completion in engine.complete(requests):
        if completion.stop is Stop.FAILED:
            raise EngineError(completion.detail)
        written += max(0, completion.output_tokens - 1)
    return time.perf_counter() - started, written
