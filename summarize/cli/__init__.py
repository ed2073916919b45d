"""The command line: commands and options, where results are delivered, the exit codes.

app.py puts the commands of commands/ together. These are imported at every start and import
what they need when they run: summarize_run.py, verify_run.py, bench_run.py, doctor/, ...
"""

from enum import IntEnum, StrEnum

NO_JUDGE = "none"
"""What `verify --judge` is given for the rules alone."""


class ExitCode(IntEnum):
    """Exit codes where no error is raised; those of errors are in `summarize.errors`."""

    DONE = 0
    GAPS = 5  # done, but not all of a document could be read
    UNSUPPORTED = 6  # `verify` found statements that the source does not support
    PARTLY = 7  # of folders, some documents were refused, and others were not
    INTERRUPTED = 130


class FailOn(StrEnum):
    """The verdict from which on `verify` returns UNSUPPORTED; UNSURE includes UNSUPPORTED."""

    UNSUPPORTED = "unsupported"
    UNSURE = "unsure"
    NEVER = "never"
