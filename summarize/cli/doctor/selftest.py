"""The doctor's self-test: the model timed in a child process, which alone may crash."""

from __future__ import annotations

import json
import re
import sys
import time

from summarize.cli.doctor.machine_checks import REBUILD
from summarize.errors import EngineError
from summarize.inference import Engine, FinishReason, Prompt, Request, subprocesses
from summarize.inference.llama_cpp.requantized import choose_weights
from summarize.inference.llama_cpp.smoke_test import SmokeTest
from summarize.models.gguf import read_header
from summarize.models.registry import build_model_info, locate_model
from summarize.render.report_tables import Finding, State
from summarize.settings import Settings

_SECONDS = 180
_TOKENS = 32
_SEQUENCES = 8
_TEXT = "The ferry left the harbour at nine with forty passengers and came back empty. " * 16


def run_self_test(settings: Settings, gpu_layers: int, smoke_test: SmokeTest) -> Finding:
    """Load the model and time it. After a crash its smoke test is repeated before it is used."""
    call = f"measure_engine({settings.model!r}, {settings.threads!r}, {gpu_layers!r})"
    run = subprocesses.run_python(
        f"from summarize.cli.doctor.selftest import measure_engine; {call}", _SECONDS
    )
    if run is None:
        advice = "Take a smaller model, or see whether other programs keep the processor busy."
        return Finding("self-test", State.BAD, f"not done after {_SECONDS} s", advice)
    if crash := subprocesses.describe_crash(run.returncode):
        smoke_test.save_outcome(f"the self-test crashed ({crash})")
        advice = f"Build the engine anew: {REBUILD}"
        return Finding("self-test", State.BAD, f"crashed ({crash})", advice)
    if run.returncode:
        text = _parse_error(run.stderr)
        return Finding("self-test", State.BAD, text, "Try another model: --model")
    measured = json.loads(run.stdout)
    text = (
        f"loaded in {measured['load']:.1f} s, reads {measured['read']:.0f} tokens/s, "
        f"writes {measured['one']:.0f} tokens/s alone and {measured['many']:.0f} "
        f"with {_SEQUENCES} at once"
    )
    return Finding("self-test", State.GOOD, text)


def _parse_error(stderr: str) -> str:
    """Return the message of a traceback: `"...\\nsummarize.errors.ModelError: gone" -> "gone"`."""
    last = (stderr.strip().splitlines() or ["it gave no reason"])[-1]
    return re.sub(r"^[\w.]+: ", "", last)


def measure_engine(model: str, threads: int | None, gpu_layers: int) -> None:
    """Time the engine and print the figures as JSON: what the child process does."""
    from summarize.inference.llama_cpp.llama_engine import LlamaEngine

    path = locate_model(model)
    header = read_header(path)
    weights = choose_weights(path, header, gpu_layers, create=False)
    info = build_model_info(path, header)
    with LlamaEngine(weights.path, info, threads, gpu_layers=gpu_layers) as engine:
        # A GPU prepares its work at the first call of each size.
        for sequences in (1, _SEQUENCES) if gpu_layers else ():
            _time_completion(engine, sequences, _TOKENS)
        read, _ = _time_completion(engine, 1, 1)
        one, alone = _time_completion(engine, 1, _TOKENS)
        many, together = _time_completion(engine, _SEQUENCES, _TOKENS)
        figures = {
            "load": engine.load_seconds,
            "read": engine.count_tokens(_TEXT) / read,
            "one": alone / max(1e-6, one - read),
            "many": together / max(1e-6, many - read),
        }
    sys.stdout.write(json.dumps(figures))


def _time_completion(engine: Engine, sequences: int, tokens: int) -> tuple[float, int]:
    """Return the seconds to read the test text once and continue each sequence, and the tokens.

    A first token costs no time of its own, so it is not counted.
    """
    requests = [Request(Prompt(_TEXT), tokens, 0.7, seed) for seed in range(sequences)]
    written = 0
    started = time.perf_counter()
    for _, completion in engine.complete(requests):
        if completion.finish_reason is FinishReason.FAILED:
            raise EngineError(completion.detail)
        written += max(0, completion.output_tokens - 1)
    return time.perf_counter() - started, written
