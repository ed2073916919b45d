"""Parsers of foreign files in a child process (sandbox), bounded in time and in memory.

A hostile or damaged file can make any parser hang, crash or take all memory there is;
most parse in C, where no exception is raised. So every format but plain text is parsed
by a child that is killed when it takes too long, and what comes back is data: JSON,
checked when it is turned into an `Extract`. `sandbox_child` is the child's side.

The child is the same Python with the same search path. It runs no code of the program
that calls, so a script needs no `if __name__ == "__main__"`, and a notebook works.
Where the operating system has no such limits (Windows), and on macOS for memory, only
the time is bounded.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from typing import IO, Any

from summarize.document import Metadata
from summarize.errors import SourceError
from summarize.progress import activity
from summarize.resources import SEARCH_PATH
from summarize.sources.blocks import Block, BlockKind, Extract
from summarize.sources.page_progress import count_pages, find_answer

PACKAGE = "summarize.sources"
"""The package of the formats' modules; each has `extract(data, name, **options) -> Extract`."""

FORMAT_NAMES = {
    "html": "HTML", "pdf": "PDF", "epub": "EPUB", "docx": "DOCX", "odt": "OpenDocument",
    "rtf": "RTF", "subtitles": "subtitle", "mail": "e-mail", "jats": "JATS", "feeds": "feed",
    "fb2": "FictionBook", "latex": "LaTeX",
}  # fmt: skip
"""The formats that are parsed in a child, and their names in messages."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a child may take: wall-clock seconds, and bytes of memory and of output.

    `memory` is address space beyond what the document itself takes three times over,
    as it is handed on in pieces.
    """

    seconds: float = 60
    seconds_per_megabyte: float = 2
    memory: int = 600 * 1000 * 1000
    output: int = 100 * 1000 * 1000

    def compute_time_limit(self, size: int) -> float:
        """Return the seconds for a document of `size` bytes: more than an honest one ever takes."""
        return self.seconds + self.seconds_per_megabyte * size / 1_000_000

    def compute_memory_limit(self, size: int) -> int:
        """Return the address space, in bytes, for a document of `size` bytes."""
        return self.memory + 3 * size


BOUNDS = Bounds()

# Not `-m`, which would look for the package before the search path is set.
_CHILD_CODE = (
    "import json, sys; request = json.loads(sys.stdin.buffer.readline()); "
    "sys.path[:] = request['path']; "
    "from summarize.sources.sandbox_child import run_request; run_request(request)"
)
_POLL_SECONDS = 0.2  # on Windows, a longer wait can't be interrupted
_DAMAGE_HINT = "if other programs can open it, save it anew or in another format and give that"


def find_extractor_module(format_name: str) -> str:
    """Return the module of a format: `"docx" -> "summarize.sources.formats.docx"`."""
    inner = "" if format_name in ("html", "pdf") else "formats."
    return f"{PACKAGE}.{inner}{format_name}"


def extract_in_sandbox(format_name: str, data: bytes, name: str, **options: str | None) -> Extract:
    """Run `extract(data, name, **options)` of a format's module in a child process.

    Raises the SourceError that it raises, and SourceError too if it takes longer or
    needs more memory than BOUNDS allow, crashes, or raises another exception. With
    SUMMARIZE_DEBUG set, its traceback is passed on to standard error.
    """
    seconds = BOUNDS.compute_time_limit(len(data))
    request = {
        "path": [*(entry for entry in sys.path if isinstance(entry, str)), SEARCH_PATH],
        "module": find_extractor_module(format_name),
        "name": name,
        "options": options,
        "size": len(data),
        "seconds": seconds,
        "memory": BOUNDS.compute_memory_limit(len(data)),
        "output": BOUNDS.output,
    }
    try:
        code, output = _run_child(json.dumps(request).encode("ascii") + b"\n", data, seconds)
    except subprocess.TimeoutExpired as error:
        raise _too_slow_error(name, seconds) from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise SourceError(f"{name} can't be read: no process can be started: {reason}") from error
    if code < 0 and -code == getattr(signal, "SIGXCPU", 0):
        raise _too_slow_error(name, seconds)
    return _parse_answer(code, output, name, FORMAT_NAMES[format_name])


def _run_child(request: bytes, data: bytes, seconds: float) -> tuple[int, bytes]:
    """Return the child's exit status and output. The child has ended when this returns or raises.

    Raises subprocess.TimeoutExpired, and OSError if there can be no child.
    """
    debugged = bool(os.environ.get("SUMMARIZE_DEBUG"))
    with subprocess.Popen(
        [sys.executable, "-I", "-c", _CHILD_CODE],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=None if debugged else subprocess.DEVNULL,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        process_group=0 if os.name == "posix" else None,
    ) as process:
        feeder: threading.Thread | None = None
        try:
            pipe, process.stdin = process.stdin, None  # else `communicate` would use it, too
            feeder = threading.Thread(
                target=_write_request, args=(pipe, request, data), daemon=True
            )
            feeder.start()
            output = _collect_output(process, time.monotonic() + seconds)
        finally:
            if os.name == "posix":  # with the copies that it may have made of itself
                with contextlib.suppress(OSError):
                    os.killpg(process.pid, signal.SIGKILL)
            process.kill()
            if feeder and feeder.ident:
                feeder.join()
    return process.returncode, output


def _write_request(pipe: IO[bytes], *parts: bytes) -> None:
    with contextlib.suppress(OSError), pipe:  # it died: its exit status says why
        for part in parts:
            pipe.write(part)


def _collect_output(process: subprocess.Popen[bytes], deadline: float) -> bytes:
    while True:
        try:
            return find_answer(process.communicate(timeout=_POLL_SECONDS)[0])
        except subprocess.TimeoutExpired as waiting:
            activity.note_pages(*count_pages(waiting.output or b""))
            # It bounds its output itself; this is for one that no longer obeys.
            if time.monotonic() >= deadline or len(waiting.output or b"") > 2 * BOUNDS.output:
                raise


def _parse_answer(code: int, output: bytes, name: str, label: str) -> Extract:
    """Parse the child's answer; raise what it means that there is none."""
    if code < 0 and -code == getattr(signal, "SIGKILL", 0):  # sent by the system
        raise _too_large_error(name)
    try:
        answer = json.loads(output.decode("utf-8", "surrogatepass"))
        if code == 0 and answer["state"] == "read":
            return _parse_extract(answer)
        raise _explain_failure(answer, name, label)
    except (ValueError, KeyError, TypeError) as error:
        message = f"{name} is damaged in a way that stops the {label} reader"
        raise SourceError(message, _DAMAGE_HINT) from error


def _explain_failure(answer: dict[str, Any], name: str, label: str) -> SourceError:
    state, reason = str(answer["state"]), str(answer["reason"])
    if state == "refused":
        return SourceError(reason, str(answer["hint"]))
    if reason == "MemoryError":
        return _too_large_error(name)
    if reason == "RecursionError":
        return SourceError(f"{name} is nested too deeply to be read", _DAMAGE_HINT)
    return SourceError(f"{name} could not be read: {reason} in the {label} reader", _DAMAGE_HINT)


def _too_slow_error(name: str, seconds: float) -> SourceError:
    return SourceError(f"{name} takes longer than {seconds:.0f} s to read", "give a part of it")


def _too_large_error(name: str) -> SourceError:
    return SourceError(f"{name} takes too much memory to read", "give a part of it")


def _parse_extract(answer: dict[str, Any]) -> Extract:
    """Build the Extract; ValueError, KeyError or TypeError unless `serialize_extract` made this."""
    metadata = Metadata(*(_check_text(value) for value in answer["metadata"]))
    blocks = tuple(_parse_block(*fields) for fields in answer["blocks"])
    notes, warnings, speakers = (
        tuple(map(str, answer[key])) for key in ("notes", "warnings", "speakers")
    )
    language, cut_off = _check_text(answer["language"]), answer["cut_off"]
    if not isinstance(cut_off, bool):
        raise TypeError("neither true nor false")
    return Extract(blocks, metadata, language, notes, warnings, cut_off, speakers)


def _parse_block(text: object, kind: object, level: object, pages: object, place: object) -> Block:
    if not (isinstance(text, str) and isinstance(kind, str) and isinstance(place, str)):
        raise TypeError("not a block")
    if not isinstance(pages, list):
        raise TypeError("not pages")
    starts = tuple((_check_number(at, len(text)), _check_number(page)) for at, page in pages)
    return Block(text, BlockKind(kind), _check_number(level), starts, place)


def _check_number(number: object, most: int = 1_000_000) -> int:
    if not isinstance(number, int) or not 0 <= number <= most:
        raise ValueError(f"not a number up to {most}")
    return number


def _check_text(value: object) -> str | None:
    if value is not None and not isinstance(value, str):
        raise TypeError("not words")
    return value
