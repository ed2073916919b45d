"""Standard output and standard error, whatever they are connected to.

Results go to the first, everything else to the second. A full disk, a reader
that went away (`| head`) or a closed stream must neither show a traceback nor
pass for success.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any, TextIO, cast

from summarize.cli import exit_codes
from summarize.errors import OutputError, SummarizeError
from summarize.progress import Progress, ignore_progress


class OutputStream:
    """Standard output whose failures are this program's own: in all else the stream it wraps.

    A write that fails raises OutputError; one that nobody reads any more ends
    the program, successfully, as the reader has had what they wanted.
    """

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        """Write `text`; the number of characters."""
        if text == "":
            return 0  # some libraries probe a stream so, and a full device refuses even that
        with self._translated():
            return self._stream.write(text)

    def flush(self) -> None:
        """Hand on what is still held back."""
        with self._translated():
            self._stream.flush()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except BrokenPipeError:
            self._abandon()
            raise SystemExit(exit_codes.DONE) from None
        except (OSError, ValueError) as error:  # ValueError: the stream is closed
            self._abandon()
            reason = getattr(error, "strerror", None) or str(error)
            raise OutputError(f"standard output can't be written: {reason}") from error

    def _abandon(self) -> None:
        """Have what is still in the buffer go nowhere, or it would fail once more at the end."""
        with suppress(OSError, ValueError):  # a stream without a descriptor holds nothing back
            os.dup2(os.open(os.devnull, os.O_WRONLY), self._stream.fileno())


def prepare_streams() -> None:
    """Put `Output` in the place of standard output, and have both streams take any character.

    A terminal that can't show a character gets a "?" for it, not a crash. Python
    has no streams at all where the caller closed them: messages then go nowhere,
    but a result that goes nowhere is an error.
    """
    if sys.stderr is None:
        sys.stderr = _open_null_device("w")
    if sys.stdout is None:
        sys.stdout = _open_null_device("r")
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    sys.stdout = cast(TextIO, OutputStream(sys.stdout))


def _open_null_device(mode: str) -> TextIO:
    """The null device; what is opened to be read refuses to be written."""
    return cast(TextIO, open(os.devnull, mode, encoding="utf-8"))


def print_message(message: str) -> None:
    """One line on standard error, without anything that could command the terminal."""
    from summarize.render.sanitize import sanitize_line

    with suppress(OSError):  # nobody listens, but the work goes on
        sys.stderr.write(f"summarize: {sanitize_line(message)}\n")


def print_error(error: SummarizeError) -> None:
    """An error for the reader: what is wrong, and below it what to do."""
    print_message(error.message)
    if error.hint:
        print_message(error.hint)


def report_bug(kind: type[BaseException], error: BaseException, trace: Any) -> None:
    """Stands in for Python's traceback: an error that is nobody's fault but the program's."""
    from summarize.version import __version__

    while trace and trace.tb_next:
        trace = trace.tb_next
    place = f" ({trace.tb_frame.f_code.co_name}, line {trace.tb_lineno})" if trace else ""
    print_message(f"this is a bug in summarize {__version__}: {kind.__name__}: {error}{place}")
    print_message("Please report it. SUMMARIZE_DEBUG=1 shows where it happened.")


@contextmanager
def show_progress(label: str, *, quiet: bool) -> Iterator[Progress]:
    """Progress on standard error while something is computed, if somebody can see it."""
    if quiet or not sys.stderr.isatty():
        yield ignore_progress
        return
    from summarize.render.console import error_console
    from summarize.render.progress_bars import StepBar
    from summarize.render.sanitize import sanitize_line

    with StepBar(error_console(), sanitize_line(label)) as bar:
        yield bar.show_step


@contextmanager
def show_download(label: str, *, quiet: bool) -> Iterator[Callable[[int, int], None]]:
    """Bytes of all bytes on standard error while something is downloaded, if somebody sees it."""
    if quiet or not sys.stderr.isatty():
        yield lambda done, total: None
        return
    from summarize.render.console import error_console
    from summarize.render.progress_bars import DownloadBar
    from summarize.render.sanitize import sanitize_line

    with DownloadBar(error_console(), sanitize_line(label)) as bar:
        yield bar.show_bytes
