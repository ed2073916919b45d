"""The command line on a terminal of its own (a pseudo-terminal), to be interrupted."""

from __future__ import annotations

import os
import pty
import re
import select
import signal
import sys
import termios
import time
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

_START = "import os; from summarize.cli.entry import run; os.write(1, b'\\x05'); run()"
# What the process does before it looks after signals is Python's own.
_READY = b"\x05"


def _strip(screen: str) -> str:
    return re.sub(r"\x1b\[[\d;?]*[A-Za-z]", "", screen)


@dataclass(frozen=True)
class Ended:
    """How a process ended, what its terminal has got, and what it left behind."""

    code: int
    screen: str
    same_modes: bool
    children: list[str]

    @property
    def text(self) -> str:
        """What the terminal has got without the sequences."""
        return _strip(self.screen)

    @property
    def cursor_is_shown(self) -> bool:
        return self.screen.rfind("\x1b[?25h") >= self.screen.rfind("\x1b[?25l")

    @property
    def colours_are_reset(self) -> bool:
        found = re.findall(r"\x1b\[([\d;]*)m", self.screen)
        return not found or found[-1] in ("", "0")

    def assert_whole(self) -> None:
        """The terminal is whole, there was no traceback, and no process is left."""
        assert "Traceback" not in self.text, self.text
        assert "Exception ignored" not in self.text, self.text
        assert "bug in summarize" not in self.text, self.text
        assert self.cursor_is_shown, self.screen[-500:]
        assert self.colours_are_reset, self.screen[-500:]
        assert self.same_modes
        assert self.children == []


class PtyProcess:
    """`summarize` with these arguments; `until` and `wait` read what it prints."""

    def __init__(
        self, *arguments: str, env: Mapping[str, str] | None = None, code: str = _START
    ) -> None:
        self._mark = uuid.uuid4().hex
        environment = {**os.environ, **(env or {}), "TERM": "xterm", "TEST_MARK": self._mark}
        environment.pop("NO_COLOR", None)
        self.pid, self._terminal = pty.fork()
        if self.pid == 0:
            os.execve(sys.executable, [sys.executable, "-P", "-c", code, *arguments], environment)
        self._modes = termios.tcgetattr(self._terminal)
        self._got = b""
        self.until(_READY.decode())
        self._got = self._got.replace(_READY, b"")

    def until(self, text: str, seconds: float = 40) -> None:
        """Read until the terminal has got a text."""
        end = time.monotonic() + seconds
        while text.encode() not in self._got:
            assert time.monotonic() < end, self._tail
            if not self._read(0.05) and self._is_closed:
                raise AssertionError(self._tail)

    def read_for(self, seconds: float) -> None:
        """Read what comes for so long."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            self._read(min(left, 0.02))

    def type(self, text: str) -> None:
        """Type on its keyboard; Ctrl-C is "\\x03"."""
        os.write(self._terminal, text.encode())

    def send(self, number: int) -> None:
        """Send a signal to it alone."""
        os.kill(self.pid, number)

    def wait(self, seconds: float = 30) -> Ended:
        """Wait for its end."""
        end = time.monotonic() + seconds
        while (found := os.waitpid(self.pid, os.WNOHANG))[0] == 0:
            self._read(0.02)
            if time.monotonic() > end:
                os.kill(self.pid, signal.SIGKILL)
                os.waitpid(self.pid, 0)
                raise AssertionError(f"it does not end: {self._tail}")
        while self._read(0.05):
            pass
        same = True
        if not self._is_closed:
            same = termios.tcgetattr(self._terminal) == self._modes
        os.close(self._terminal)
        code = os.waitstatus_to_exitcode(found[1])
        return Ended(code, self._got.decode("utf-8", "replace"), same, self._find_children())

    _is_closed = False

    @property
    def _tail(self) -> str:
        return _strip(self._got.decode("utf-8", "replace"))[-500:]

    def _read(self, seconds: float) -> bool:
        if self._is_closed:
            time.sleep(seconds)
            return False
        if not select.select([self._terminal], [], [], seconds)[0]:
            return False
        try:
            piece = os.read(self._terminal, 65536)
        except OSError:  # Linux says so when the other end is closed
            piece = b""
        self._is_closed = not piece
        self._got += piece
        return bool(piece)

    def _find_children(self) -> list[str]:
        """Return the processes with its environment that still run after a moment."""
        end = time.monotonic() + 3
        while (found := self._list_marked()) and time.monotonic() < end:
            time.sleep(0.05)
        return found

    def _list_marked(self) -> list[str]:
        found = []
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                if self._mark.encode() in (folder / "environ").read_bytes():
                    found.append((folder / "cmdline").read_text().replace("\0", " "))
            except OSError:
                continue
        return found
