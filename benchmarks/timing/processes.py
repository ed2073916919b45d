"""A child process and what it cost: wall time, processor time, peak memory."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import IO

# Bytes of one unit of ru_maxrss.
_UNIT = 1 if sys.platform == "darwin" else 1024


class ChildError(Exception):
    """A child did not do what it was started for; the message is one line."""


@dataclass(frozen=True)
class Tokens:
    """What a run had the model read and write, and the seconds this took as it says itself."""

    read: int
    written: int
    seconds: float | None = None

    @property
    def each(self) -> float | None:
        """Seconds for each token; None if the run did not say, or used no model."""
        total = self.read + self.written
        return self.seconds / total if self.seconds is not None and total else None


@dataclass(frozen=True)
class Spent:
    """A child that ended: seconds of wall and processor time, peak memory in bytes.

    Processor time is user and system time, with that of the child's own children; the peak is
    that of the largest process among them, and never below what this process holds, since the
    child begins as its copy.
    """

    wall: float
    processor: float
    peak: int
    out: str = ""
    err: str = ""
    tokens: Tokens | None = None


def spend(
    command: Sequence[str], env: Mapping[str, str] | None = None, good: Collection[int] = (0,)
) -> Spent:
    """Run a command to its end. Raises ChildError if its exit code is not one of `good`."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        started = time.perf_counter()
        child = _start(command, env, out, err)
        try:
            # Only wait4 tells of one child alone; subprocess would have it waited for by itself.
            _, status, usage = os.wait4(child.pid, 0)
        except BaseException:
            child.kill()
            child.wait()
            raise
        wall = time.perf_counter() - started
        child.returncode = os.waitstatus_to_exitcode(status)
        said, told = _text(out), _text(err)
    if child.returncode not in good:
        raise ChildError(_reason(child.returncode, told))
    return Spent(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * _UNIT, said, told)


def kill_after(command: Sequence[str], seconds: float, env: Mapping[str, str]) -> None:
    """Start a command and end it by SIGKILL. Raises ChildError if it ends before that."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        child = _start(command, env, out, err)
        try:
            child.wait(seconds)
        except subprocess.TimeoutExpired:
            pass
        finally:
            child.kill()
            child.wait()
        if child.returncode != -signal.SIGKILL:
            raise ChildError(f"ended after less than {seconds:.1f} s, before it was killed")


def _start(
    command: Sequence[str], env: Mapping[str, str] | None, out: IO[bytes], err: IO[bytes]
) -> subprocess.Popen[bytes]:
    """Into files: a pipe that nobody reads would stop the child."""
    return subprocess.Popen(command, env=env, stdin=subprocess.DEVNULL, stdout=out, stderr=err)


def _text(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read().decode("utf-8", "replace")


def _reason(code: int, err: str) -> str:
    """`(1, "Traceback ...\\nKeyError: 3\\n") -> "exit code 1: KeyError: 3"`"""
    lines = [line for line in err.splitlines() if line.strip()]
    what = f"signal {-code}" if code < 0 else f"exit code {code}"
    return f"{what}: {lines[-1].strip()}" if lines else what
