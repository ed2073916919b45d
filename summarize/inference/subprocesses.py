"""Child processes that run Python code of this package, so that a crash ends only the child."""

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
    """Run `code` in a child process; None if it took longer than `seconds`.

    It finds `arguments` in `sys.argv[1:]`; `env` is added to its environment. Raises OSError if
    no process can be started. The child has ended when this returns or raises.
    """
    # The package is imported from where it is now. `-P`, because a file in the current folder
    # with the name of a module must not be taken for it.
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
            # A terminal sends Ctrl-C to its whole process group. Only the parent handles it.
            process_group=0 if os.name == "posix" else None,
        )
    except subprocess.TimeoutExpired:
        return None


def describe_crash(code: int) -> str:
    """Return what killed a process that ended with `code`: `-11 -> "SIGSEGV"`, `1 -> ""`."""
    if code < 0:
        names = {one.value: one.name for one in signal.Signals}
        return names.get(-code, f"signal {-code}")
    return f"error {code:#x}" if code >= _WINDOWS_FAULT else ""
