"""A model's weights in another type, made by llama.cpp in a process of its own.

The C function can neither be interrupted nor be trusted with every file: in a child,
Ctrl-C ends it at once, and a crash is a reason like any other.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

from summarize.inference.llama_cpp.library import find_failure_reason, load_library, log_lines
from summarize.resources import SEARCH_PATH

# llama.cpp's number for files that are Q8_0 as far as they can be.
_FILE_TYPE = 7
# A gibibyte takes half a minute on two slow cores. Nobody should wait much longer than that.
_SECONDS = 180


def requantize(source: Path, target: Path, threads: int) -> str:
    """Write the model `source` to `target` with Q8_0 weights: half a second for 100 MB.

    Returns why it failed, "" if it did not; whatever is in `target` is then worth nothing.
    Raises OSError if no process can be started. Whatever leaves here, the child is gone by then.
    """
    # `-P`, because a file of the current folder that is called like a module must not be taken
    # for it; the package is found where it is now.
    code = f"import sys; sys.path.append({SEARCH_PATH!r}); from {__name__} import work; work()"
    command = [sys.executable, "-P", "-c", code, str(source), str(target), str(threads)]
    try:
        run = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            timeout=_SECONDS,
            check=False,
            # A terminal sends Ctrl-C to its whole group. Only this process is to answer.
            process_group=0 if os.name == "posix" else None,
        )
    except subprocess.TimeoutExpired:
        return f"it was not done after {_SECONDS} s"
    return _failure(run.returncode, run.stderr.decode("utf-8", "replace"))


def _failure(code: int, errors: str) -> str:
    """`0, "" -> ""`; `1, "...\\nno such tensor" -> "no such tensor"`; `-11, "" -> "SIGSEGV"`."""
    if code < 0:
        names = {one.value: one.name for one in signal.Signals}
        return f"it crashed ({names.get(-code, f'signal {-code}')})"
    if code:
        return (errors.strip().splitlines() or [f"it ended with {code}"])[-1]
    return ""


def work() -> None:
    """What the child does; it ends with 0, or with the reason on standard error."""
    source, target, threads = sys.argv[1:]
    llama_cpp = load_library()
    params = llama_cpp.llama_model_quantize_default_params()
    params.ftype = _FILE_TYPE
    params.allow_requantize = True
    params.nthread = int(threads)
    log_lines.clear()
    if llama_cpp.llama_model_quantize(os.fsencode(source), os.fsencode(target), params):
        sys.exit(find_failure_reason())
