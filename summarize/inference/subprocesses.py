"""Python code of this package in a process of its own: if it crashes, only that process does."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Mapping

from summarize.resources import SEARCH_PATH

_WINDOWS_FAULT = 0xC0000000  # an exit code from here on is a crash; elsewhere codes are small


def run_python(
    code: str, seconds: float, *arguments: str, env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str] | None:
    """Run `code`, which finds `arguments` in `sys.argv[1:]`; None if it took longer than `seconds`.

    `env` is added to the environment. Raises OSError if no process can be started. Whatever
    leaves here, the child is gone by then.
    """
    # The package is found where it is now. `-P`, because a file of the current folder that
    # is called like a module must not be taken for it.
    code = f"import sys; sys.path.append({SEARCH_PATH!r}); {code}"
    try:
        return subprocess.run(
            [sys.executable, "-P", "-c", code, *arguments],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=seconds,
            check=False,
            env={**os.environ, **(env or {})},
            # A terminal sends Ctrl-C to its whole group. Only this process is to answer.
            process_group=0 if os.name == "posix" else None,
        )
    except subprocess.TimeoutExpired:
        return None


def describe_crash(code: int) -> str:
    """What killed a process that ended with `code`: `-11 -> "SIGSEGV"`, `1 -> ""` (nothing)."""
    if code < 0:
        names = {one.value: one.name for one in signal.Signals}
        return names.get(-code, f"signal {-code}")
    return f"error {code:#x}" if code >= _WINDOWS_FAULT else ""
