"""What a model goes through before it is trusted: loaded, and some tokens computed.

For a process of its own, because llama.cpp aborts at much that can be wrong with a file: see
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
from summarize.inference.llama_cpp.library import log_listeners
from summarize.inference.llama_cpp.llama_context import BatchToken, LlamaContext
from summarize.inference.llama_cpp.llama_model import LlamaModel
from summarize.inference.llama_cpp.worker import Worker

REFUSED = 3
"""What the process ends with when it has an answer, and the answer is no."""

_TEXT = "The ferry left the harbour at nine with forty passengers and came back empty."
_MOST_READ, _WRITTEN = 32, 4  # tokens
_CELLS = 256
_DAMAGED = "Download it again; if that doesn't help, take another file of this model."


def run_child() -> NoReturn:
    """What the process does; its arguments are file, threads, layers and bytes of memory.

    It ends with 0 if the model works, else with REFUSED and the reason as JSON on standard
    output. llama.cpp's log goes to standard error line by line, as a crash asks nobody.
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
    os._exit(0)  # at once: nobody needs gigabytes to be freed in good order


def try_model(path: Path, threads: int, gpu_layers: int) -> None:
    """Load the model, checking all weights, and write a few tokens.

    Raises ModelError or EngineError for one that does not work, if the library lives to say so.
    """
    worker = Worker()
    model = LlamaModel(path, worker, gpu_layers, check_tensors=True)
    context = LlamaContext(model, worker, ContextLayout(True, 1, _CELLS), threads)
    tokens = model.encode(Prompt(_TEXT))[:_MOST_READ]
    if not tokens:
        raise ModelError(f"{path} has a tokenizer that makes nothing of a text", _DAMAGED)
    done = 0
    for _ in range(_WRITTEN):
        last = len(tokens) - 1
        entries = [BatchToken(tokens[n], n, 0, n == last) for n in range(done, last + 1)]
        worker.run(functools.partial(context.decode, entries))
        done = len(tokens)
        tokens.append(_find_top_token(context.read_logits(len(entries) - 1), path))


def _find_top_token(scores: Sequence[float], path: Path) -> int:
    """The token with the highest score. Weights that are no numbers show here at the latest."""
    if any(map(math.isnan, scores)):
        raise ModelError(f"{path} has damaged weights: what comes out is no number", _DAMAGED)
    best = max(scores, default=0.0)
    if not scores or best == min(scores):
        told = "has empty weights, as an unfinished download has: every word is equally likely"
        raise ModelError(f"{path} {told}", _DAMAGED)
    return list(scores).index(best)


def _limit_resources(memory: int) -> None:
    """Have the system refuse what no model of this size needs, and write no image of a crash.

    Not on macOS, which ignores it, nor with a graphics processor, whose library reserves
    addresses by the terabyte; `memory` is 0 there.
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
