"""Long C calls on a thread of their own, so that Ctrl-C is answered at once.

While the main thread is inside a C call, Python can't run its signal handler.
Here the main thread only waits, is interrupted, sets the switch that llama.cpp
looks at between two operations, and raises KeyboardInterrupt when C is back.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from typing import TypeVar

from summarize.engine.library import abort_switch

Result = TypeVar("Result")

# Only Windows needs a limit on the wait: there, a wait without one can't be interrupted.
_POLL_SECONDS = 0.2


class Worker:
    """One thread that computes; `callback` and `flag` go into llama.cpp's context parameters."""

    def __init__(self) -> None:
        self.callback, self.flag = abort_switch()
        self._threads = ThreadPoolExecutor(max_workers=1, thread_name_prefix="llama")

    @property
    def flag_address(self) -> int:
        """Where llama.cpp finds the switch."""
        return ctypes.addressof(self.flag)

    @property
    def aborted(self) -> bool:
        """Whether the switch is set."""
        return self.flag.raw[0] != 0

    def run(self, call: Callable[[], Result]) -> Result:
        """`call()`, computed on the worker's thread; KeyboardInterrupt ends it early."""
        self.flag.raw = b"\0\0"
        future = self._threads.submit(call)
        try:
            return _wait(future)
        except KeyboardInterrupt:
            self.flag.raw = b"\1\0"
            future.exception()  # C must be back before anything it uses is freed
            raise

    def close(self) -> None:
        """End the thread."""
        self._threads.shutdown()


def _wait(future: Future[Result]) -> Result:
    while True:
        try:
            return future.result(timeout=_POLL_SECONDS)
        except NotYet:
            if future.done():  # the call itself raised a TimeoutError
                raise
