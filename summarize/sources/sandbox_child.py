"""The child process of the sandbox: read a document, parse it within limits, answer in JSON.

Nothing is imported here but what every format needs: each child pays for it.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import signal
import sys
from functools import partial
from types import TracebackType
from typing import Any, NoReturn

from summarize.errors import SourceError
from summarize.sources.blocks import Extract
from summarize.sources.page_progress import page_progress

_MAX_OPEN_FILES = 64  # fonts, tables and modules are opened one at a time
_FORBIDDEN_EVENTS = (
    "socket.connect", "socket.getaddrinfo", "socket.gethostby", "socket.send", "socket.bind",
    "subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.spawn",
    "os.startfile", "pty.spawn",
)  # fmt: skip


def run_request(request: dict[str, Any]) -> NoReturn:
    """Parse the document that follows `request` on standard input; answer on standard output.

    Ends the process: 0 if the document was read, 3 if it was refused, 1 if the
    parser failed. At once, because C libraries that met a damaged file may not
    survive an orderly end.
    """
    # Standard output is for answers alone: what else is written there is discarded.
    answers = os.dup(1)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is answered by the parent
    _report_exceptions(answers)
    data = sys.stdin.buffer.read(request["size"])
    if len(data) < request["size"]:
        os._exit(1)  # the parent is gone
    _set_limits(request["seconds"], request["memory"])
    gc.disable()  # a fifth of the time with large documents; the process ends with the document
    sys.addaudithook(_refuse_outside_access)
    page_progress.write = partial(os.write, answers)
    try:
        module = importlib.import_module(request["module"])
        extract = module.extract(data, request["name"], **request["options"])
        answer = _encode_answer(serialize_extract(extract), request["output"], request["name"])
    except SourceError as error:
        refusal = {"state": "refused", "reason": error.message, "hint": error.hint}
        _answer_and_exit(answers, _encode_answer(refusal, request["output"], ""), 3)
    _answer_and_exit(answers, answer, 0)


def serialize_extract(extract: Extract) -> dict[str, Any]:
    """Return an Extract as JSON knows it."""
    metadata = extract.metadata
    return {
        "state": "read",
        "blocks": [(b.text, b.kind.value, b.level, b.pages, b.place) for b in extract.blocks],
        "metadata": (metadata.title, metadata.author, metadata.date, metadata.site),
        "language": extract.language,
        "notes": extract.notes,
        "warnings": extract.warnings,
        "cut_off": extract.cut_off,
        "speakers": extract.speakers,
    }


def _encode_answer(answer: dict[str, Any], limit: int, name: str) -> bytes:
    output = json.dumps(answer, ensure_ascii=False).encode("utf-8", "surrogatepass")
    if len(output) > limit:
        message = f"{name} holds more than {limit // 1_000_000} MB of text"
        raise SourceError(message, "split it, or give a part of it")
    return output


def _report_exceptions(answers: int) -> None:
    """Name uncaught exceptions in the answer; their tracebacks go to stderr."""

    def answer(
        kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> NoReturn:
        if issubclass(kind, MemoryError) and sys.platform != "win32":
            import resource

            # Make room for the report that there is no memory.
            hard = resource.getrlimit(resource.RLIMIT_AS)[1]
            resource.setrlimit(resource.RLIMIT_AS, (hard, hard))
        failure = {"state": "failed", "reason": kind.__name__}
        sys.__excepthook__(kind, error, trace)
        _answer_and_exit(answers, json.dumps(failure).encode(), 1)

    sys.excepthook = answer


def _answer_and_exit(answers: int, output: bytes, code: int) -> NoReturn:
    rest = memoryview(b"\n" + output)
    while rest:
        rest = rest[os.write(answers, rest) :]
    os._exit(code)


def _set_limits(seconds: float, memory: int) -> None:
    """Set the operating system's limits for this process, as far as it has any.

    The limit on the processor's time is for a child whose parent was killed.
    """
    try:
        import resource
    except ImportError:  # Windows
        return
    wanted = [
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, _MAX_OPEN_FILES),
        (resource.RLIMIT_CPU, int(seconds) + 5),
    ]
    if sys.platform != "darwin":  # which refuses to set it, or ignores it
        wanted.append((resource.RLIMIT_AS, memory))
    for kind, most in wanted:
        hard = resource.getrlimit(kind)[1]
        bound = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (bound, hard))


def _refuse_outside_access(event: str, _: tuple[Any, ...]) -> None:
    """Refuse connections and programs, whatever a document asks for.

    A copy of the process itself (`os.fork`) can do no more than the process.
    """
    if event.startswith(_FORBIDDEN_EVENTS):
        raise PermissionError(f"a reader tried {event}")
