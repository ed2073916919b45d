"""The child process of the smoke test: load a model, decode some tokens, report what fails.

llama.cpp aborts the process at much that can be wrong with a file: see
`summarize.inference.llama_cpp.smoke_test`, which starts it.
"""

from __future__ import annotations

import functools
import json
import math
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from summarize.errors import ModelError, SummarizeError
from summarize.inference import Prompt
from summarize.inference.llama_cpp.batching import ContextLayout
from summarize.inference.llama_cpp.library import DAMAGED_HINT, log_listeners
from summarize.inference.llama_cpp.llama_context import BatchToken, LlamaContext
from summarize.inference.llama_cpp.llama_model import LlamaModel
from summarize.inference.llama_cpp.worker import Worker

REFUSED = 3
"""The exit code of a child that reports an error as JSON."""

_TEXT = "The ferry left the harbour at nine with forty passengers and came back empty."
_PROMPT_TOKENS, _DECODED_TOKENS = 32, 4
_N_CTX = 256


def run_child() -> NoReturn:
    """Run the child; its arguments are the file, threads, GPU layers and bytes of memory.

    It ends with 0 if the model works, else with REFUSED and the reason as JSON on standard
    output. llama.cpp's log goes to standard error line by line, because a crash loses the rest.
    """
    path, threads, gpu_layers, memory = sys.argv[1:]
    _limit_resources(int(memory))
    log_listeners.append(lambda line: os.write(2, f"{line}\n".encode("utf-8", "replace")))
    try:
        try_model(Path(path), int(threads), int(gpu_layers))
    except SummarizeError as error:
        sys.stdout.write(json.dumps({"message": error.message, "hint": error.hint}))
        sys.stdout.flush()
        os._exit(REFUSED)
    os._exit(0)  # at once: freeing gigabytes in good order takes time


def try_model(path: Path, threads: int, gpu_layers: int) -> None:
    """Load the model, checking all weights, and decode a few tokens.

    Raises ModelError or EngineError for a model that does not work, unless llama.cpp crashes.
    """
    worker = Worker()
    model = LlamaModel(path, worker, gpu_layers, check_tensors=True)
    context = LlamaContext(model, worker, ContextLayout(True, 1, _N_CTX), threads)
    tokens = model.encode(Prompt(_TEXT))[:_PROMPT_TOKENS]
    if not tokens:
        raise ModelError(f"{path} has a tokenizer that makes nothing of a text", DAMAGED_HINT)
    done = 0
    for _ in range(_DECODED_TOKENS):
        last = len(tokens) - 1
        entries = [BatchToken(tokens[n], n, 0, n == last) for n in range(done, last + 1)]
        worker.run(functools.partial(context.decode, entries))
        done = len(tokens)
        tokens.append(_find_top_token(context.read_logits(len(entries) - 1), path))


def _find_top_token(logits: Sequence[float], path: Path) -> int:
    """Return the token with the highest logit; ModelError if the logits show broken weights."""
    if any(map(math.isnan, logits)):
        raise ModelError(f"{path} has damaged weights: what comes out is no number", DAMAGED_HINT)
    best = max(logits, default=0.0)
    if not logits or best == min(logits):
        what = "has empty weights, as an unfinished download has: every word is equally likely"
        raise ModelError(f"{path} {what}", DAMAGED_HINT)
    return list(logits).index(best)


def _limit_resources(memory: int) -> None:
    """Limit the address space to `memory` bytes, 0 for no limit, and write no core dumps.

    There is no limit on macOS, which ignores it, nor with a GPU, whose library reserves
    addresses by the terabyte.
    """
    try:
        import resource
    except ImportError:  # Windows
        return
    for kind, most in ((resource.RLIMIT_CORE, 0), (resource.RLIMIT_AS, memory)):
        hard = resource.getrlimit(kind)[1]
        if most or kind == resource.RLIMIT_CORE:
            bound = most if hard == resource.RLIM_INFINITY else min(most, hard)
            resource.setrlimit(kind, (bound, hard))
