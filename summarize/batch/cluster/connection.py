"""The connection to a scheduler of Dask: one line where it fails, and nothing else on the terminal.

The only module that imports `distributed` on this side.
"""

from __future__ import annotations

import logging
import os
import threading
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

from summarize.errors import EngineError, UsageError

if TYPE_CHECKING:
    from distributed import Client

PATIENCE = 30.0
"""Seconds that a scheduler may take to answer, and workers to come, before a run gives up."""
START_HINT = "Start them: dask worker {} --nthreads 1 --memory-limit 0"
_TLS_HINT = "Name them to Dask, as docs/cluster.md shows: DASK_DISTRIBUTED__COMM__TLS__CA_FILE, ..."
_CONNECT_SECONDS = 15.0
_CLOSE_SECONDS = 2.0


@contextmanager
def connect(address: str, patience: float = _CONNECT_SECONDS) -> Iterator[Client]:
    """Open a client of the scheduler at `address`: `"tcp://10.0.0.5:8786"`.

    Raises UsageError if the extra is not installed or TLS has no certificates, and EngineError if
    no scheduler answers. Closing it, the scheduler forgets what was not finished.
    """
    try:
        from distributed import Client
    except ImportError as error:
        message = "--cluster needs Dask, which is not installed"
        raise UsageError(
            message, "Install this program with its extra: summarize[cluster]"
        ) from error
    with _keep_quiet():
        # At hand even where connecting fails: one that is not closed then waits at the very end.
        client = Client.__new__(Client)
        try:
            _initialize(client, address, patience)
            yield client
        finally:
            # A scheduler that hangs must not hold up the end.
            call_in_thread(lambda: client.close(timeout=_CLOSE_SECONDS)).join(_CLOSE_SECONDS + 1)


def _initialize(client: Client, address: str, patience: float) -> None:
    try:
        type(client).__init__(client, address, timeout=patience, set_as_default=False)
    except (TypeError, FileNotFoundError) as error:  # how it says that certificates are missing
        raise UsageError(
            f"{address} needs certificates, which Dask can't find", _TLS_HINT
        ) from error
    except (OSError, ValueError, RuntimeError, EOFError, MemoryError) as error:
        # Of a server of another kind, Dask takes the first bytes for a length, however long.
        hint = "Start one (dask scheduler), or look at the address and the firewall."
        raise EngineError(f"no scheduler of Dask answers at {address}", hint) from error


def call_in_thread(function: Callable[[], Any]) -> threading.Thread:
    """Call a function, which may hang, in a thread that does not keep the program from ending."""

    def call() -> None:
        with suppress(Exception):
            function()

    thread = threading.Thread(target=call, daemon=True)
    thread.start()
    return thread


@contextmanager
def _keep_quiet() -> Iterator[None]:
    """Have neither Dask nor what it runs on log to the terminal; SUMMARIZE_DEBUG lets them."""
    if os.environ.get("SUMMARIZE_DEBUG"):
        yield
        return
    loggers = [logging.getLogger(name) for name in ("distributed", "tornado", "asyncio")]
    for name in list(logging.root.manager.loggerDict):
        if name.startswith(("distributed.", "tornado.")):
            loggers.append(logging.getLogger(name))
    levels = [one.level for one in loggers]
    for one in loggers:
        one.setLevel(logging.CRITICAL + 1)
    try:
        with warnings.catch_warnings():
            # Large documents, other versions of Python: the one is meant, the other we tell.
            warnings.filterwarnings("ignore", module=r"distributed|dask|tornado")
            yield
    finally:
        for one, level in zip(loggers, levels, strict=True):
            one.setLevel(level)
