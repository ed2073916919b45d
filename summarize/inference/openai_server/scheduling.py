"""Scheduling: which request a server gets next, and the threads that send them."""

from __future__ import annotations

import queue
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future

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
            left, right = requests[index - 1].prompt.text, request.prompt.text
            size = int(_COMMON_SHARE * min(len(left), len(right)))
            if index and left[:size] == right[:size]:
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


def complete_in_threads(
    complete: Callable[[Request, threading.Event], Completion],
    requests: Sequence[Request],
    count: int,
    cancel: Callable[[], None],
) -> Iterator[tuple[int, Completion]]:
    """Yield each completion with its index as it ends; `count` threads call `complete`.

    `complete` gets an event, too, which is set when it should give up soon: when this is left,
    and then `cancel` is called. The threads are daemons, which never keep the program from
    ending: if this is left early, they end by timeouts. Ctrl-C ends the wait.
    """
    waiting, lock, stopped = RequestQueue(requests), threading.Lock(), threading.Event()
    results: queue.SimpleQueue[Future[tuple[int, Completion]]] = queue.SimpleQueue()

    def run_thread() -> None:
        last: int | None = None
        while not stopped.is_set():
            with lock:
                found = waiting.take(last)
            if found is None:
                return
            last, index = found
            result: Future[tuple[int, Completion]] = Future()
            with pass_exceptions_to(result):
                result.set_result((index, complete(requests[index], stopped)))
            results.put(result)

    for _ in range(count):
        threading.Thread(target=run_thread, name="server", daemon=True).start()
    left = len(requests)
    try:
        while left:
            try:
                result = results.get(timeout=_POLL_SECONDS)
            except queue.Empty:
                continue
            left -= 1
            yield result.result()
    finally:
        stopped.set()
        cancel()
