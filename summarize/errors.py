"""Every deliberate error of this program, with its exit code.

    SummarizeError              what is wrong, and what to do about it
    ├── UsageError              exit 2: the call itself makes no sense
    │   └── SettingsError       exit 2: a setting has a value that can't be used
    ├── SourceError             exit 3: the source can't be read or holds no text
    ├── OutputError             exit 3: the result can't be written
    ├── ModelError              exit 4: the model can't be found or loaded
    │   └── BudgetError         exit 4: the text does not fit the model's context
    └── EngineError             exit 4: the engine failed while it computed

Third-party exceptions are translated where they arise, so that callers of the library need to
catch `SummarizeError` alone.
"""

from __future__ import annotations


class SummarizeError(Exception):
    """Base of all deliberate errors.

    `message` says in one line what is wrong with what; `hint` says in one line what to do about
    it (may be empty). `exit_code` is the exit status of the command line.
    """

    exit_code = 1

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageError(SummarizeError):
    """The call can't be carried out as given, whatever the files hold."""

    exit_code = 2


class SettingsError(UsageError):
    """A setting has an impossible value; the message names where it came from."""


class SourceError(SummarizeError):
    """The source can't be read, or holds no text."""

    exit_code = 3


class OutputError(SummarizeError):
    """The result can't be written where it was asked for."""

    exit_code = 3


class ModelError(SummarizeError):
    """The model can't be found, or can't be loaded."""

    exit_code = 4


class BudgetError(ModelError):
    """A request does not fit the context; raised before anything is decoded."""


class EngineError(SummarizeError):
    """The engine failed while it was computing."""

    exit_code = 4
