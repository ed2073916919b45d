"""Scheduling: which request a server gets next, and the threads that send them."""

from __future__ import annotations

import queue
import threading
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from contextlib import suppress

from summarize.inference import Completion, Request
from summarize.network import pass_exceptions_to

# Requests are about one text if they have this share of the shorter one as a common prefix.
_COMMON_SHARE = 0.5
_POLL_SECONDS = 0.2  # on Windows, a longer wait can't be interrupted


class RequestQueue:
    """Requests by the text that they are about, so that a server reads each as seldom as can be.

    A thread gets another request about the text of its last one, whose prefix the server still
    has in its cache; else one about a text that no thread has begun; else any. Not thread-safe.
    """

    def __init__(self, requests: Sequence[Request]) -> None:
        self._groups: list[deque[int]] = []
        self._begun: set[int] = set()
        for index, request in enumerate(requests):
            if index and _share_prefix(requests[index - 1], request):
                self._groups[-1].append(index)
            else:
                self._groups.append(deque([index]))

    def take(self, last: int | None) -> tuple[int, int] | None:
        """Take a text and a request: `take(None) -> (0, 0)`; None if all were taken.

        `last` is the text of the thread's last request, None at first.
        """
        left = [number for number, group in enumerate(self._groups) if group]
        if not left:
            return None
        new = (number for number in left if number not in self._begun)
        number = last if last in left else next(new, left[0])
        assert number is not None
        self._begun.add(number)
        return number, self._groups[number].popleft()


def _share_prefix(one: Request, other: Request) -> bool:
    left, right = one.prompt.text, other.prompt.text
    size = int(_COMMON_SHARE * min(len(left), len(right)))
    return left[:size] == right[:size]


class WorkerPool:
    """Daemon threads that complete one request after the other by `complete`.

    `complete` gets an event, too, which is set when it should give up soon. Daemons never keep
    the program from ending.
    """

    def __init__(
        self,
        complete: Callable[[Request, threading.Event], Completion],
        requests: Sequence[Request],
    ) -> None:
        self._complete = complete
        self._requests = requests
        self._queue = RequestQueue(requests)
        self._lock = threading.Lock()
        self._stopped = threading.Event()
        self._results: queue.SimpleQueue[Future[tuple[int, Completion]]] = queue.SimpleQueue()

    def start(self, count: int) -> None:
        """Start `count` threads."""
        for _ in range(count):
            threading.Thread(target=self._run_thread, name="server", daemon=True).start()

    def wait_for_next(self) -> tuple[int, Completion]:
        """Return the next completion and its index; Ctrl-C ends the wait."""
        while True:
            with suppress(queue.Empty):
                return self._results.get(timeout=_POLL_SECONDS).result()

    def stop(self) -> None:
        """Have the threads stop as soon as they can."""
        self._stopped.set()

    def _run_thread(self) -> None:
        last: int | None = None
        while not self._stopped.is_set():
            with self._lock:
                found = self._queue.take(last)
            if found is None:
                return
            last, index = found
            result: Future[tuple[int, Completion]] = Future()
            with pass_exceptions_to(result):
                completion = self._complete(self._requests[index], self._stopped)
                result.set_result((index, completion))
            self._results.put(result)
