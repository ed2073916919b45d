"""Signals that end the program: Ctrl-C, SIGTERM, and SIGHUP of a terminal that is closed.

The first one raises KeyboardInterrupt in the main thread, so that whatever runs cleans up; more
of them are not raised, as they would interrupt that. Python can't raise anything while the main
thread is in C: where it does not come back in time, and at a second signal, a thread of its own
ends the process.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from types import FrameType
from typing import Any

_NAMES = ("SIGINT", "SIGTERM", "SIGHUP")
_NUMBERS = tuple(getattr(signal, name) for name in _NAMES if hasattr(signal, name))
_WORDS = {"SIGINT": "interrupted", "SIGTERM": "terminated", "SIGHUP": "the terminal was closed"}
# How long cleaning up may take, and from when on a second signal means that it takes too long.
_PATIENCE_SECONDS, _SECOND_SIGNAL_SECONDS = 5.0, 0.5
# A process is started whole or not at all: half of one would be nobody's child.
_undivided = {subprocess.Popen.__init__.__code__, subprocess.Popen.__enter__.__code__}
_DEFER_SECONDS, _URGE_SECONDS = 0.02, 0.2
GOES_ON = "the next run goes on from here"
"""What is said where answers of the model are in the cache."""

# Default colours, cursor shown.
_RESTORE = "\x1b[0m\x1b[?25h"


@dataclass
class _State:
    """The first signal that came (0 for none), whether one is raised, what the user is told."""

    received: int = 0
    is_raised: bool = False
    advice: str = ""
    old_handlers: dict[int, Any] = field(default_factory=dict)
    old_hook: Any = None
    pipe: tuple[int, int] | None = None


_state = _State()


def exit_at_once() -> None:
    """Have signals end the process without a word, while there is nothing to clean up."""
    for number in _find_signals():
        signal.signal(number, lambda received, _frame: os._exit(128 + received))


def install() -> None:
    """Have the first signal raise KeyboardInterrupt from now on."""
    _state.received, _state.is_raised, _state.advice = 0, True, ""
    if threading.current_thread() is not threading.main_thread():
        return
    reader, writer = os.pipe()
    os.set_blocking(writer, False)
    _state.pipe = reader, writer
    signal.set_wakeup_fd(writer, warn_on_full_buffer=False)
    threading.Thread(target=_watch, args=(reader,), name="signals", daemon=True).start()
    _state.old_hook, sys.unraisablehook = sys.unraisablehook, _raise_again
    for number in _find_signals():
        _state.old_handlers[number] = signal.signal(number, _handle)


def never_interrupt(*functions: Callable[..., Any]) -> None:
    """Have nothing raised in these functions, which take moments, but when they have returned."""
    _undivided.update(function.__code__ for function in functions)


def stop_raising() -> None:
    """Have signals raise nothing any more: the program is about to end."""
    _state.is_raised = False


def uninstall() -> None:
    """Restore what `install` has changed."""
    for number, handler in _state.old_handlers.items():
        signal.signal(number, handler)
    _state.old_handlers.clear()
    if _state.pipe:
        signal.set_wakeup_fd(-1)
        os.close(_state.pipe[1])  # its thread closes the other end
        _state.pipe = None
        sys.unraisablehook = _state.old_hook


def find_exit_code() -> int:
    """Return the exit code for the signal that came, 130 for Ctrl-C; 0 if none came."""
    return 128 + _state.received if _state.received else 0


@contextmanager
def advise(find_advice: Callable[[], str]) -> Iterator[None]:
    """Have the user told what `find_advice` returns, if the work inside is interrupted."""
    try:
        yield
    except KeyboardInterrupt:
        _state.advice = find_advice()
        raise


def report() -> None:
    """Leave the terminal whole and say in a line what ended the program."""
    with suppress(OSError, ValueError):  # nobody reads, or the terminal is gone
        sys.stdout.flush()
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            if stream.isatty() and os.environ.get("TERM") != "dumb":
                # The line has the "^C" that the terminal shows, and what a progress bar leaves.
                stream.write(f"{_RESTORE}\r\x1b[K")
                stream.flush()
    with suppress(OSError, ValueError):
        sys.stderr.write(f"summarize: {_describe()}\n")
        sys.stderr.flush()


def _describe() -> str:
    name = signal.Signals(_state.received).name
    return "; ".join(filter(None, (_WORDS[name], _state.advice)))


def _find_signals() -> list[int]:
    """Return the signals that end the program, but for those that its parent has it ignore."""
    if threading.current_thread() is not threading.main_thread():
        return []
    return [one for one in _NUMBERS if signal.getsignal(one) is not signal.SIG_IGN]


def _handle(number: int, frame: FrameType | None) -> None:
    if number in _NUMBERS:
        if _state.received:
            return
        _state.received = number
    if not _state.is_raised:
        return
    if _is_undivided(frame):
        _handle_later()
        return
    _state.is_raised = False
    raise KeyboardInterrupt


def _is_undivided(frame: FrameType | None) -> bool:
    while frame is not None:
        if frame.f_code in _undivided:
            return True
        frame = frame.f_back
    return False


def _handle_later() -> None:
    if hasattr(signal, "setitimer"):  # elsewhere there are no such signals
        signal.signal(signal.SIGALRM, _handle)
        signal.setitimer(signal.ITIMER_REAL, _DEFER_SECONDS)


def _raise_again(found: Any) -> None:
    """Raise a KeyboardInterrupt again that was lost: Python swallows those of `__del__`."""
    if _state.received and isinstance(found.exc_value, KeyboardInterrupt):
        _state.is_raised = True
        _handle_later()
    elif not _state.received:
        _state.old_hook(found)


def _watch(reader: int) -> None:
    """End the process if it has not ended some seconds after a signal, or at the next one."""
    started, pipe = 0.0, _state.pipe
    try:
        while number := os.read(reader, 1):
            if number[0] not in _NUMBERS:
                continue
            if not started:
                started = time.monotonic()
                threading.Thread(target=_urge, args=(number[0], pipe), daemon=True).start()
            elif _state.received and time.monotonic() - started > _SECOND_SIGNAL_SECONDS:
                _end_process(number[0], pipe)
    finally:
        os.close(reader)


def _urge(number: int, pipe: object) -> None:
    """Wake the main thread if it has begun to wait in C just when the signal came; then end all."""
    end = time.monotonic() + _PATIENCE_SECONDS
    while time.monotonic() < end:
        time.sleep(_URGE_SECONDS)
        if not _state.received and _state.pipe is pipe and hasattr(signal, "pthread_kill"):
            signal.pthread_kill(threading.main_thread().ident or 0, number)
    _end_process(number, pipe)


def _end_process(number: int, pipe: object) -> None:
    if _state.pipe is not pipe:  # uninstalled: the process is about to end, or it is a test's
        return
    with suppress(OSError, ValueError):
        text = _RESTORE if sys.stderr.isatty() else ""
        word = _WORDS[signal.Signals(_state.received or number).name]
        os.write(2, f"{text}\nsummarize: {word}\n".encode())
    os._exit(128 + (_state.received or number))
