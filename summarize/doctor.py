"""What this machine and installation can do, what is wrong, and what to do about it."""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from summarize import __version__
from summarize.engine import Engine, Prompt, Request, Stop
from summarize.errors import EngineError, ModelError, SummarizeError
from summarize.gguf import Header, read_header
from summarize.models import info, locate
from summarize.settings import Settings

_SELF_TEST_SECONDS = 120
_SELF_TEST_TOKENS = 32
_SELF_TEST_SEQUENCES = 8
_REBUILD = "pip install --force-reinstall --no-binary llama-cpp-python llama-cpp-python"
_ROOM_FOR_WORK = 1 << 29  # bytes beside the weights: context, buffers, Python
_FAST_FEATURES = ("AVX512", "AVX2", "AVX", "NEON", "SVE")
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
    if engine.state is not State.BAD:
        yield from (_processor(), _amx(), _cores(settings))
    model = _model(settings)
    yield model
    if model.state is State.BAD:
        return
    path = locate(settings.model)
    header = read_header(path)
    yield _context(header, settings)
    yield _memory(path)
    yield _cache()
    if engine.state is not State.BAD:
        yield _self_test(settings)


def _engine() -> Finding:
    from summarize.engine.library import installed_version, load

    try:
        load()
    except ModelError as error:
        return Finding("engine", State.BAD, error.message, error.hint)
    return Finding("engine", State.GOOD, f"llama-cpp-python {installed_version()}")


def _processor() -> Finding:
    from summarize.engine.library import system_info

    features = [name for name, there in system_info().items() if there]
    text = ", ".join(features) or "no special features"
    if any(name in features for name in _FAST_FEATURES):
        return Finding("processor", State.GOOD, text)
    advice = f"Build it on this machine: {_REBUILD}"
    return Finding("processor", State.NOTICE, f"{text}: slow", advice)


def _amx() -> Finding:
    from summarize.engine.library import amx_is_used

    if amx_is_used():
        return Finding(
            "AMX", State.GOOD, "in this processor and this build; avoided, because it can crash"
        )
    return Finding("AMX", State.GOOD, "not in use")


def _cores(settings: Settings) -> Finding:
    from summarize.engine.library import default_threads

    threads = settings.threads or default_threads()
    there = os.cpu_count() or 1
    text = f"{threads} threads on {there} processors"
    if threads > there:
        return Finding("cores", State.NOTICE, text, f"More than there are: give --threads {there}.")
    return Finding("cores", State.GOOD, text)


def _model(settings: Settings) -> Finding:
    try:
        path = locate(settings.model)
        header = read_header(path)
    except SummarizeError as error:
        return Finding("model", State.BAD, error.message, error.hint)
    told = info(path, header)
    size = path.stat().st_size / 1e6
    kind = "instruct model" if header.chat_template else "base model (no chat template)"
    return Finding(
        "model",
        State.GOOD,
        f"{told.name}, {told.parameters / 1e6:.0f} million parameters, {told.quantization}, "
        f"{size:.0f} MB, {kind}: {path}",
    )


def _context(header: Header, settings: Settings) -> Finding:
    trained = header.context_length or 0
    if settings.ctx and trained and settings.ctx > trained:
        return Finding(
            "context",
            State.BAD,
            f"{settings.ctx} tokens asked for, the model was trained on {trained}",
            f"Give --ctx {trained} or less.",
        )
    return Finding("context", State.GOOD, f"trained on {trained or 'an unknown number of'} tokens")


def _memory(path: Path) -> Finding:
    needed = path.stat().st_size + _ROOM_FOR_WORK
    free = _free_memory()
    if free is None:
        return Finding("memory", State.GOOD, f"about {needed / 1e9:.1f} GB needed")
    text = f"about {needed / 1e9:.1f} GB needed, {free / 1e9:.1f} GB free"
    if free < needed:
        return Finding(
            "memory", State.NOTICE, text, "Close other programs or take a smaller model."
        )
    return Finding("memory", State.GOOD, text)


def _free_memory() -> int | None:
    """Memory that could be had, in bytes; None where the system does not tell."""
    try:
        lines = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
    except OSError:
        return None
    kilobytes = [line.split()[1] for line in lines if line.startswith("MemAvailable:")]
    return int(kilobytes[0]) * 1024 if kilobytes else None


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
    code = (
        f"from summarize.doctor import measure; measure({settings.model!r}, {settings.threads!r})"
    )
    try:
        run = subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True, text=True, timeout=_SELF_TEST_SECONDS, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        advice = "Take a smaller model, or see whether other programs keep the processor busy."
        return Finding("self-test", State.BAD, f"not done after {_SELF_TEST_SECONDS} s", advice)
    if run.returncode < 0:
        advice = f"Build it anew: {_REBUILD}"
        return Finding("self-test", State.BAD, f"crashed (signal {-run.returncode})", advice)
    if run.returncode:
        reason = (run.stderr.strip().splitlines() or ["no reason given"])[-1]
        return Finding("self-test", State.BAD, reason, "Try another model: --model")
    return Finding("self-test", State.GOOD, _speeds(json.loads(run.stdout)))


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
    with LlamaEngine(path, info(path, read_header(path)), threads) as engine:
        read = _timed(engine, 1, 1)
        one = _timed(engine, 1, _SELF_TEST_TOKENS)
        many = _timed(engine, _SELF_TEST_SEQUENCES, _SELF_TEST_TOKENS)
        prompt = engine.count(_TEXT)
        steps = _SELF_TEST_TOKENS - 1
        figures = {
            "load": engine.load_seconds,
            "read": prompt / read,
            "one": steps / max(1e-6, one - read),
            "many": steps * _SELF_TEST_SEQUENCES / max(1e-6, many - read),
        }
    sys.stdout.write(json.dumps(figures))


def _timed(engine: Engine, sequences: int, tokens: int) -> float:
    """Seconds to read the test text once and write `tokens` in each of the sequences."""
    requests = [Request(Prompt(_TEXT), tokens, 0.7, seed) for seed in range(sequences)]
    started = time.perf_counter()
    for _, completion in engine.complete(requests):
        if completion.stop is Stop.FAILED:
            raise EngineError(completion.detail)
    return time.perf_counter() - started
