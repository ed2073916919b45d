"""A worker thread for long C calls, so that Ctrl-C is answered at once.

While the main thread is inside a C call, Python can't run its signal handler. Here the main
thread only waits, is interrupted, sets the flag that llama.cpp reads between two operations,
and raises KeyboardInterrupt when the C call has returned.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import TypeVar

from summarize.inference.llama_cpp.library import build_abort_callback

Result = TypeVar("Result")

# Only Windows needs a limit on the wait: there, a wait without one can't be interrupted.
_POLL_SECONDS = 0.2


class Worker:
    """One thread that computes; `callback` and `flag` go into llama.cpp's context parameters."""

    def __init__(self) -> None:
        self.callback, self.flag = build_abort_callback()
        self._threads = ThreadPoolExecutor(max_workers=1, thread_name_prefix="llama")
        # Started now: an interrupt while it is being started would have `_abort` start another,
        # which would not wait for the first.
        self._threads.submit(lambda: None).result()

    @property
    def is_aborted(self) -> bool:
        """Whether the abort flag is set."""
        return self.flag.raw[0] != 0

    def run(self, call: Callable[[], Result]) -> Result:
        """Return `call()`, computed on the worker's thread; KeyboardInterrupt ends it early.

        `call` has ended when this returns or raises.
        """
        self.flag.raw = b"\0\0"
        try:
            future = self._threads.submit(call)
            while not future.done():
                with suppress(TimeoutError):  # of the wait: the call's own errors are returned
                    future.exception(timeout=_POLL_SECONDS)
            return future.result()
        except BaseException:  # also from handlers of other signals
            self._abort()
            raise

    def _abort(self) -> None:
        """Wait until the C call has returned, because its memory may be freed next.

        A second Ctrl-C changes nothing. The wait is for a call of its own, which
        begins after all others: an interrupt may have come before there was a
        future to wait for.
        """
        while True:
            try:
                self.flag.raw = b"\1\0"
                return self._threads.submit(lambda: None).result()
            except KeyboardInterrupt:
                continue

    def close(self) -> None:
        """End the thread."""
        self._threads.shutdown()
