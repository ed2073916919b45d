"""Progress callback of a long run. Nothing below the command line prints."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

_SILENT_SECONDS = 2.0  # a server that answers within them is not waited for
_QUICK_SECONDS = 1.0  # a source that is read within them needs no words
_BIG_BYTES = 1_000_000


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
    """What is being done right now: who does it writes it, whoever shows progress looks at it.

    A call of a local engine has `to_read` tokens of prompts and at most `to_write` tokens of
    answers; `read` and `written` of them are done. A server says nothing of that: with it, there
    is only the time since its last sign of life. Of a source there are its size and, where it has
    any, its pages.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.to_read = self.read = self.to_write = self.written = 0
        self._clock = clock
        self._lock = threading.Lock()
        self._server = self._trouble = ""
        self._in_flight = 0
        self._since = 0.0
        self._source = ""
        self._size = self._pages_read = self._pages = 0

    def begin_call(self, to_read: int, to_write: int) -> None:
        """Note the work of a call of a local engine, none of which is done."""
        self.to_read, self.to_write, self.read, self.written = to_read, to_write, 0, 0

    @contextmanager
    def read_source(self, name: str, size: int) -> Iterator[None]:
        """Note that a source of so many bytes is being read."""
        with self._lock:
            self._source, self._size, self._pages_read, self._pages = name, size, 0, 0
            self._since = self._clock()
        try:
            yield
        finally:
            with self._lock:
                self._source = ""

    def note_pages(self, read: int, pages: int) -> None:
        """Note how many pages of the source are read, of how many: 0 of 0 if it has none."""
        with self._lock:
            self._pages_read, self._pages = read, pages

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
        """Return what the run waits for, "" for nothing; in the first seconds nothing is said.

        `"waiting for the server at ..., 12 s"`, `"reading page 120 of 800: report.pdf"`.
        """
        with self._lock:
            seconds = self._clock() - self._since
            if self._source:
                return self._describe_reading() if seconds >= _QUICK_SECONDS else ""
            if not self._in_flight or seconds < _SILENT_SECONDS:
                return ""
            if self._trouble:
                return f"the server at {self._server} {self._trouble}, {seconds:.0f} s"
            return f"waiting for the server at {self._server}, {seconds:.0f} s"

    def _describe_reading(self) -> str:
        # The name last: the end of a line that is too long is cut off.
        if self._pages:
            done = min(self._pages_read, self._pages)
            return f"reading page {done:,} of {self._pages:,}: {self._source}"
        size = f" {self._size / 1e6:,.0f} MB" if self._size >= _BIG_BYTES else ""
        return f"reading{size}: {self._source}"


activity = Activity()
"""That of the one engine that runs at a time in this process."""
