"""Smoke test of a model: at its first use, it is loaded and run for some tokens in a child process.

llama.cpp aborts the process at much that can be wrong with a file (a vocabulary with a word
twice, a network of too many layers), and not all of it can be checked beforehand. So a model
that was never used here is first tried by a child process. A test that passed is noted by the
file's fingerprint, the library's version and the CPU's features, and not repeated.

The packaged model is known to work, unless a crash was noted.
"""

from __future__ import annotations

import functools
import hashlib
import json
import math
import os
import re
import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from summarize.errors import ModelError, SummarizeError
from summarize.inference import Prompt, subprocesses
from summarize.inference.llama_cpp import library
from summarize.inference.llama_cpp.batching import ContextLayout
from summarize.inference.llama_cpp.encoder_decoder import EncoderDecoder
from summarize.inference.llama_cpp.llama_context import BatchToken, LlamaContext
from summarize.inference.llama_cpp.llama_model import LlamaModel
from summarize.inference.llama_cpp.worker import Worker
from summarize.models.gguf import Header, read_header
from summarize.models.integrity import explain_failure
from summarize.models.memory import read_system_memory
from summarize.models.model_files import fingerprint, open_regular
from summarize.storage.files import delete_abandoned_files, replace_text, user_cache_folder

# Raise it whenever more is tested: the tests that passed before then no longer count.
_REVISION = 1
_CHILD = f"from {__name__} import run_child; run_child()"
# A slow disk gives ten megabytes a second; Python and the library start within seconds.
_SECONDS, _BYTES_A_SECOND = 60, 10_000_000
_EXTRA_ADDRESSES = 4 << 30  # bytes: the library, the threads' stacks, buffers
_MAX_NOTES = 1000
_MAX_LINE = 200
_SMALLER_HINT = "Take a smaller model, or the same one in a smaller quantisation."
_ERROR_LINE = re.compile(r"assert|what\(\)|error|fail|invalid|terminate", re.IGNORECASE)
_FOLDERS = re.compile(r"^/?(?:[^/ :]+/)+")

# What the child decodes.
_TEXT = "The ferry left the harbour at nine with forty passengers and came back empty."
_PROMPT_TOKENS, _DECODED_TOKENS = 32, 4

_passed: set[str] = set()  # in this process, which may keep no notes on disk


@dataclass(frozen=True, slots=True)
class SmokeTest:
    """A model to be tested as it will be used; `gpu_layers` is 0 without a GPU.

    `folder` holds the notes on earlier tests. Nothing is written if `save` is not set.
    """

    path: Path
    header: Header
    threads: int
    gpu_layers: int
    folder: Path
    save: bool = True

    @property
    def size(self) -> int:
        """Bytes of the model, all shards together."""
        return self.header.total_bytes or self.header.expected_size

    @property
    def _note_path(self) -> Path:
        """The note's file: the same for the same model, library and CPU."""
        features = sorted(library.cpu_features())
        key = (fingerprint(self.path), self.size, library.installed_version(), _REVISION, features)
        text = repr((*key, bool(self.gpu_layers)))
        return self.folder / hashlib.sha256(text.encode()).hexdigest()[:32]

    def read_outcome(self) -> str | None:
        """Return the outcome of the last test: "" for passed, None if there was none."""
        file = self._note_path
        if file.name in _passed:
            return ""
        with suppress(OSError, UnicodeDecodeError):
            return file.read_text(encoding="utf-8")
        return None

    def save_outcome(self, outcome: str) -> None:
        """Note an outcome, "" for passed; if nothing can be written, the test is repeated."""
        file = self._note_path
        if not outcome:
            _passed.add(file.name)
        if self.save:
            with suppress(OSError):
                file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                delete_abandoned_files(file.parent)
                replace_text(file, outcome)
                notes = sorted(os.scandir(file.parent), key=lambda entry: entry.stat().st_mtime)
                for old in notes[:-_MAX_NOTES]:
                    os.unlink(old)


def default_folder() -> Path:
    """Return the folder of the notes on this platform, whether it exists or not."""
    return user_cache_folder() / "trials"


def ensure_model_runs(test: SmokeTest, *, is_packaged: bool = False) -> None:
    """Test the model unless it passed before; a packaged one only after a crash was noted.

    Takes the time of loading it, once. Raises ModelError for a model that does not work, with
    what happened to the process and llama.cpp's own words why.
    """
    noted = test.read_outcome()
    if noted == "" or (is_packaged and noted is None):
        return
    try:
        _run_smoke_test(test)
    except ModelError as error:
        test.save_outcome(error.message)
        raise explain_failure(test.path, error) from error
    test.save_outcome("")


def _run_smoke_test(test: SmokeTest) -> None:
    hole = _find_hole(test.path, test.header)
    if hole is not None:
        what = f"is an unfinished download: there are only zeros where weights are due, at {hole}"
        raise ModelError(f"{test.path} {what} bytes", "Download it again.")
    arguments = (test.path, test.threads, test.gpu_layers, _memory_limit(test))
    # Where a debugger is installed, ggml has it print the stack, which takes seconds.
    env = {"GGML_NO_BACKTRACE": "1"}
    timeout = _SECONDS + test.size / _BYTES_A_SECOND
    try:
        run = subprocesses.run_python(_CHILD, timeout, *map(str, arguments), env=env)
    except OSError as error:
        what = f"can't be tried: no process can be started: {error.strerror or error}"
        raise ModelError(f"{test.path} {what}", _SMALLER_HINT) from error
    if run is None:
        what = f"keeps llama.cpp busy for more than {timeout:.0f} s before it writes a word"
        raise ModelError(f"{test.path} {what}", library.UNUSABLE_HINT)
    if run.returncode:
        raise _explain_failure(test.path, run.returncode, run.stdout, run.stderr)


def _find_hole(path: Path, header: Header) -> int | None:
    """Return the byte offset of a norm tensor that is all zeros, as none ever is; else None.

    Many programs allocate a file at its full size before they download its content.
    """
    with suppress(OSError), open_regular(path) as file:
        for place, size in header.norm_tensors:
            file.seek(place)
            if not file.read(size).strip(b"\0"):
                return place
    return None


def _explain_failure(path: Path, code: int, output: str, log: str) -> ModelError:
    """Return the error that the child reported, else one that says how it ended."""
    crash, line = subprocesses.describe_crash(code), _find_error_line(log.splitlines())
    with suppress(ValueError, KeyError, TypeError):
        if not crash:
            answer = json.loads(output)
            message = str(answer["message"])
            named = message if str(path) in message else f"{path}: {message}"
            return ModelError(named, str(answer["hint"]) or library.UNUSABLE_HINT)
    if crash == "SIGKILL":
        what = "was stopped by the system, most likely for lack of memory"
        return ModelError(f"{path} {what}", _SMALLER_HINT)
    happened = f"crashes llama.cpp ({crash})" if crash else f"ends llama.cpp (code {code})"
    return ModelError(f"{path} {happened}{f': {line}' if line else ''}", library.UNUSABLE_HINT)


def _find_error_line(lines: Iterable[str]) -> str:
    """Return the last line about an error, else the last line: `"c.cpp:1: GGML_ASSERT(x)"`."""
    printed = [line.strip() for line in lines if line.strip()]
    errors = [line for line in printed if _ERROR_LINE.search(line)] or printed
    return _FOLDERS.sub("", errors[-1])[:_MAX_LINE] if errors else ""


def _memory_limit(test: SmokeTest) -> int:
    """Return the bytes of address space that the child may take, 0 for no limit."""
    memory = read_system_memory()
    if test.gpu_layers or memory is None or sys.platform == "darwin":
        return 0
    return 2 * test.size + memory.total + _EXTRA_ADDRESSES


def run_child() -> NoReturn:
    """Run the child; its arguments are the file, threads, GPU layers and bytes of memory.

    It ends with 0 if the model works, else with 3 and the reason as JSON on standard
    output. llama.cpp's log goes to standard error line by line, because a crash loses the rest.
    """
    path, threads, gpu_layers, memory = sys.argv[1:]
    _limit_resources(int(memory))
    library.log_listeners.append(lambda line: os.write(2, f"{line}\n".encode("utf-8", "replace")))
    try:
        try_model(Path(path), int(threads), int(gpu_layers))
    except SummarizeError as error:
        sys.stdout.write(json.dumps({"message": error.message, "hint": error.hint}))
        sys.stdout.flush()
        os._exit(3)
    os._exit(0)  # at once: freeing gigabytes in good order takes time


def try_model(path: Path, threads: int, gpu_layers: int) -> None:
    """Load the model, checking all weights, and decode a few tokens; of a judge only the first.

    Raises ModelError or EngineError for a model that does not work, unless llama.cpp crashes.
    """
    if read_header(path).is_judge:
        _try_judge(path, threads, gpu_layers)
        return
    worker = Worker()
    model = LlamaModel(path, worker, gpu_layers, check_tensors=True)
    context = LlamaContext(model, worker, ContextLayout(True, 1, 256), threads)
    tokens = model.encode(Prompt(_TEXT))[:_PROMPT_TOKENS]
    _ensure_tokens(tokens, path)
    done = 0
    for _ in range(_DECODED_TOKENS):
        last = len(tokens) - 1
        entries = [BatchToken(tokens[n], n, 0, n == last) for n in range(done, last + 1)]
        worker.run(functools.partial(context.decode, entries))
        done = len(tokens)
        tokens.append(_find_top_token(context.read_logits(len(entries) - 1), path))


def _try_judge(path: Path, threads: int, gpu_layers: int) -> None:
    judge = EncoderDecoder(path, threads, gpu_layers, check_tensors=True)
    tokens = judge.tokenize(_TEXT)[:_PROMPT_TOKENS]
    _ensure_tokens(tokens, path)
    _find_top_token(judge.read_logits(tokens), path)


def _ensure_tokens(tokens: Sequence[int], path: Path) -> None:
    if not tokens:
        fault = "has a tokenizer that makes nothing of a text"
        raise ModelError(f"{path} {fault}", library.DAMAGED_HINT)


def _find_top_token(logits: Sequence[float], path: Path) -> int:
    """Return the token with the highest logit; ModelError if the logits show broken weights."""
    if any(map(math.isnan, logits)):
        raise ModelError(
            f"{path} has damaged weights: what comes out is no number", library.DAMAGED_HINT
        )
    best = max(logits, default=0.0)
    if not logits or best == min(logits):
        what = "has empty weights, as an unfinished download has: every word is equally likely"
        raise ModelError(f"{path} {what}", library.DAMAGED_HINT)
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
