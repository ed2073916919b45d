"""Progress callback of a long run. Nothing below the command line prints."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

_SILENT_SECONDS = 2.0  # a server that answers within them is not waited for


@dataclass(frozen=True, slots=True)
class Step:
    """`done` of `total` units of a stage ("reading", "merging", "checking", "translating").

    `total` 0 means that the stage has no countable parts. `tokens` are those processed in the
    stage so far, for a rate.
    """

    stage: str
    done: int = 0
    total: int = 0
    tokens: int = 0


Progress = Callable[[Step], None]


def ignore_progress(*_: object) -> None:
    """Ignore progress."""


class Activity:
    """What the engine is doing right now: it writes it, whoever shows progress looks at it.

    A call of a local engine has `to_read` tokens of prompts and at most `to_write` tokens of
    answers; `read` and `written` of them are done. A server says nothing of that: with it, there
    is only the time since its last sign of life.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.to_read = self.read = self.to_write = self.written = 0
        self._clock = clock
        self._lock = threading.Lock()
        self._server = self._trouble = ""
        self._in_flight = 0
        self._since = 0.0

    def begin_call(self, to_read: int, to_write: int) -> None:
        """Note the work of a call of a local engine, none of which is done."""
        self.to_read, self.to_write, self.read, self.written = to_read, to_write, 0, 0

    @contextmanager
    def ask_server(self, server: str) -> Iterator[None]:
        """Note that a request to a server is in flight."""
        with self._lock:
            if not self._in_flight:
                self._server, self._since, self._trouble = server, self._clock(), ""
            self._in_flight += 1
        try:
            yield
        finally:
            with self._lock:
                self._in_flight -= 1

    def hear_server(self) -> None:
        """Note a sign of life of the server."""
        with self._lock:
            self._since, self._trouble = self._clock(), ""

    def note_trouble(self, text: str) -> None:
        """Note why a server is asked again: `"is loading its model"`."""
        with self._lock:
            self._trouble = text

    def describe_wait(self) -> str:
        """Return how long a server has been silent: `"waiting for the server at ..., 12 s"`.

        It is "" where there is none, and in the first seconds.
        """
        with self._lock:
            seconds = self._clock() - self._since
            if not self._in_flight or seconds < _SILENT_SECONDS:
                return ""
            if self._trouble:
                return f"the server at {self._server} {self._trouble}, {seconds:.0f} s"
            return f"waiting for the server at {self._server}, {seconds:.0f} s"


activity = Activity()
"""That of the one engine that runs at a time in this process."""
