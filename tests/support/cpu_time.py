"""A limit on processor time, for tests that a function does not grow out of hand with its input."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def cpu_limit(seconds: float) -> Iterator[None]:
    """Fail if the block takes more processor time of this thread.

    Unlike time by the clock, that does not depend on what else the machine does.
    """
    before = time.thread_time()
    yield
    taken = time.thread_time() - before
    assert taken < seconds, f"{taken:.1f} s of processor time, {seconds} s allowed"
