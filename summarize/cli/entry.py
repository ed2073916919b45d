"""Where the process begins: signals are looked after before anything else is imported."""

from __future__ import annotations

import os
import sys

from summarize.cli import interrupts


def run() -> None:
    """Run the command line as a process of its own."""
    interrupts.exit_at_once()
    from summarize.cli.app import main

    try:
        main()
    except SystemExit as end:
        _leave(end)


def _leave(end: SystemExit) -> None:
    """End the process, by way of Python's own end only where a stream is not whole.

    All is closed and written by now. To take apart every object takes a tenth of a second, and
    after a signal waiting for threads may be interrupted.
    """
    code = 0 if end.code is None else end.code
    if not isinstance(code, int):
        raise end
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except (AttributeError, OSError, ValueError):  # there is none, nobody reads, or it is closed
        if not interrupts.find_exit_code():
            raise end from None
    os._exit(code)
