"""One process at a time: a lock on a file, which the system lets go of when its holder dies."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_PAUSE_SECONDS = 0.02


@contextmanager
def locked(path: Path, patience: float) -> Iterator[None]:
    """Hold the lock on the file at `path`, which is made if need be and stays there, empty.

    Waits at most `patience` seconds, then raises TimeoutError; raises OSError if the file
    can't be made or this file system knows no locks. Not reentrant.
    """
    # Of its own, never the file that is guarded: closing any descriptor of a file makes a
    # process lose all locks on it, those of SQLite as well.
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        deadline = time.monotonic() + patience
        while not _taken(handle):
            if time.monotonic() > deadline:
                raise TimeoutError(f"another process holds {path.name}")
            time.sleep(_PAUSE_SECONDS)
        yield
    finally:
        os.close(handle)  # this unlocks, too


if sys.platform == "win32":
    import msvcrt

    def _taken(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except PermissionError:
            return False
        return True

else:
    import fcntl

    def _taken(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
