"""What the command returns where no error is raised; the errors' own codes are in `errors`."""

from __future__ import annotations

from enum import StrEnum

from summarize.errors import SummarizeError, UsageError

DONE = 0
BUG = SummarizeError.exit_code
USAGE = UsageError.exit_code
GAPS = 5
"""Done, but not all of the article could be read."""
UNSUPPORTED = 6
"""`verify` found statements that the source does not support."""
INTERRUPTED = 130


class FailOn(StrEnum):
    """From which verdict on `verify` returns UNSUPPORTED; UNSURE includes UNSUPPORTED."""

    UNSUPPORTED = "unsupported"
    UNSURE = "unsure"
    NEVER = "never"
