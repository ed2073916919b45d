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
        if interrupts.find_exit_code():
            # Not by way of Python's own end, which waits for threads and may be interrupted.
            sys.stderr.flush()
            os._exit(end.code if isinstance(end.code, int) else 1)
        raise
