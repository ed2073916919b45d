"""Standard output and standard error: results, messages, errors and progress.

Results go to the first, everything else to the second. A full disk, a pipe that
was closed (`| head`) or a closed stream must neither show a traceback nor
pass for success.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, Protocol, TextIO, cast

from summarize.cli import ExitCode, interrupts
from summarize.errors import OutputError, SummarizeError
from summarize.progress import Progress, Step, activity, ignore_progress

if TYPE_CHECKING:
    from rich.progress import Progress as ProgressBar


class TimeLeft(Protocol):
    """Estimates the time left of a whole run."""

    def note_step(self, step: Step) -> None:
        """Note a step of the document at hand."""
        ...

    def format_left(self) -> str:
        """Return the time left: `"about 40 s left"`; "" where nobody can know it yet."""
        ...


_LEAST_WIDTH = 20  # columns


class OutputStream:
    """Standard output that raises this program's own errors; in all else the stream it wraps.

    A write that fails raises OutputError. A write into a closed pipe ends the
    program successfully: whoever read from it has got what they wanted.
    """

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        """Write `text`; return the number of characters."""
        if text == "":
            return 0  # some libraries test a stream so, and a full device refuses even that
        with self._translate_errors():
            return self._stream.write(text)

    def flush(self) -> None:
        """Write what is still buffered."""
        with self._translate_errors():
            self._stream.flush()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    @contextmanager
    def _translate_errors(self) -> Iterator[None]:
        try:
            yield
        except BrokenPipeError:
            self._discard_buffer()
            raise SystemExit(ExitCode.DONE) from None
        except (OSError, ValueError) as error:  # ValueError: the stream is closed
            self._discard_buffer()
            reason = getattr(error, "strerror", None) or str(error)
            hint = "Make room there, or write to a file elsewhere: -o PATH"
            raise OutputError(f"standard output can't be written: {reason}", hint) from error

    def _discard_buffer(self) -> None:
        """Send the buffer to the null device, or writing it would fail once more at exit."""
        with suppress(OSError, ValueError):  # a stream without a descriptor has no buffer
            os.dup2(os.open(os.devnull, os.O_WRONLY), self._stream.fileno())


def prepare_streams() -> None:
    """Replace standard output by `OutputStream`, and let both streams accept any character.

    One that a stream can't hold is escaped (`"€" -> "\\u20ac"`): no crash, and
    nothing is lost. Python has no streams at all where the caller closed them: messages
    then go nowhere, but a result that goes nowhere is an error.
    """
    if sys.stderr is None:
        sys.stderr = _open_null_device("w")
    if sys.stdout is None:
        sys.stdout = _open_null_device("r")
    from summarize.render.encodings import ESCAPE_ERRORS

    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors=ESCAPE_ERRORS)  # type: ignore[union-attr]
    sys.stdout = cast(TextIO, OutputStream(sys.stdout))


def is_input_piped() -> bool:
    """Whether standard input is a pipe or a file: something that somebody wants to be read."""
    try:
        mode = os.fstat(sys.stdin.fileno()).st_mode
    except (AttributeError, OSError, ValueError):  # there is none, or it is no file
        return False
    return stat.S_ISFIFO(mode) or stat.S_ISREG(mode)


def _open_null_device(mode: str) -> TextIO:
    """Open the null device; with mode "r" it refuses to be written."""
    return cast(TextIO, open(os.devnull, mode, encoding="utf-8"))


def write_json(text: str) -> None:
    """Write a JSON document to standard output: in UTF-8, or in ASCII where that is another."""
    from summarize.render.encodings import fit_to_stream
    from summarize.settings import Format

    sys.stdout.write(fit_to_stream(text, Format.JSON, sys.stdout))


def print_message(message: str, *, quiet: bool = False) -> None:
    """Print one sanitized line on standard error, unless `quiet`; on a terminal, wrapped."""
    if quiet:
        return
    from summarize.render.sanitize import sanitize_line

    line = f"summarize: {sanitize_line(message)}"
    with suppress(OSError):  # a broken standard error must not stop the work
        sys.stderr.write(f"{_wrap_for_terminal(line)}\n")


def _wrap_for_terminal(line: str) -> str:
    """Return a line broken between words where it is wider than the terminal, if it is one."""
    try:
        width = os.get_terminal_size(sys.stderr.fileno()).columns
    except (AttributeError, OSError, ValueError):  # a file, a pipe, or no stream with a descriptor
        return line
    if len(line) < width:
        return line
    import textwrap

    # Paths and commands stay whole, so that they can be copied.
    return textwrap.fill(
        line,
        max(width - 1, _LEAST_WIDTH),
        subsequent_indent="  ",
        break_long_words=False,
        break_on_hyphens=False,
    )


def print_error(error: SummarizeError) -> None:
    """Print an error for the user: what is wrong, and below it what to do."""
    print_message(error.message)
    if error.hint:
        print_message(error.hint[0].upper() + error.hint[1:])


def report_bug(kind: type[BaseException], error: BaseException, trace: Any) -> None:
    """Print an unexpected error in the place of Python's traceback, for `sys.excepthook`."""
    from summarize.version import __version__

    while trace and trace.tb_next:
        trace = trace.tb_next
    place = f" ({trace.tb_frame.f_code.co_name}, line {trace.tb_lineno})" if trace else ""
    print_message(f"this is a bug in summarize {__version__}: {kind.__name__}: {error}{place}")
    print_message("Please report it. SUMMARIZE_DEBUG=1 shows where it happened.")


@contextmanager
def show_progress(
    label: str, *, quiet: bool, estimate: TimeLeft | None = None
) -> Iterator[Progress]:
    """Show the progress of a computation on standard error, if it is a terminal.

    With an `estimate`, the time left is that of the whole run.
    """
    if quiet or not sys.stderr.isatty():
        yield estimate.note_step if estimate else ignore_progress
        return
    from rich.console import Console

    from summarize.render.progress_bars import StepBar
    from summarize.render.sanitize import sanitize_line

    format_left = estimate.format_left if estimate else None
    bar = StepBar(Console(stderr=True), sanitize_line(label), format_left, activity.describe_wait)

    def show_step(step: Step) -> None:
        if estimate:
            estimate.note_step(step)
        bar.show_step(step)

    with _open_bar(bar):
        yield show_step


@contextmanager
def show_download(label: str, *, quiet: bool) -> Iterator[Callable[[int, int], None]]:
    """Show the progress of a download on standard error, if it is a terminal."""
    if quiet or not sys.stderr.isatty():
        yield lambda done, total: None
        return
    from rich.console import Console

    from summarize.render.progress_bars import DownloadBar
    from summarize.render.sanitize import sanitize_line

    bar = DownloadBar(Console(stderr=True), sanitize_line(label))
    with _open_bar(bar):
        yield bar.show_bytes


@contextmanager
def _open_bar(bar: ProgressBar) -> Iterator[None]:
    """Show a bar, and take it away whatever happens: its thread would go on writing."""
    from rich.live import Live

    interrupts.never_interrupt(Live.start, Live.stop)
    try:
        bar.start()
        yield
    finally:
        bar.stop()
