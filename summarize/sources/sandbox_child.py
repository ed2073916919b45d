"""The child's side of `isolation`: take a document, read it within limits, answer in JSON.

Nothing is imported here but what every reader needs: each child pays for it.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import signal
import sys
from types import TracebackType
from typing import Any, NoReturn

from summarize.errors import SourceError
from summarize.sources.blocks import Extract

_OPEN_FILES = 64  # fonts, tables and modules are opened one at a time
_FORBIDDEN = (
    "socket.connect", "socket.getaddrinfo", "socket.gethostby", "socket.send", "socket.bind",
    "subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.spawn",
    "os.startfile", "pty.spawn",
)  # fmt: skip


def serve(request: dict[str, Any]) -> NoReturn:
    """Read the document that follows `request` on standard input; the answer goes to standard out.

    Ends the process: 0 if the document was read, 3 if it was refused, 1 if the
    reader failed. At once, because C libraries that met a damaged file may not
    survive an orderly end.
    """
    answers = _private_output()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is answered by the parent
    _answer_failures(answers)
    data = sys.stdin.buffer.read(request["size"])
    if len(data) < request["size"]:
        os._exit(1)  # the parent is gone
    _limit(request["seconds"], request["memory"])
    gc.disable()  # a fifth of the time with large documents; the process ends with the document
    sys.addaudithook(_refuse_the_world)
    try:
        reader = importlib.import_module(request["module"])
        extract = reader.extract(data, request["name"], **request["options"])
        answer = _encoded(packed(extract), request["output"], request["name"])
    except SourceError as error:
        refusal = {"state": "refused", "reason": error.message, "hint": error.hint}
        _finish(answers, _encoded(refusal, request["output"], ""), 3)
    _finish(answers, answer, 0)


def packed(extract: Extract) -> dict[str, Any]:
    """What crosses the border, as JSON knows it."""
    metadata = extract.metadata
    return {
        "state": "read",
        "blocks": [(b.text, b.kind.value, b.level, b.pages) for b in extract.blocks],
        "metadata": (metadata.title, metadata.author, metadata.date, metadata.site),
        "language": extract.language,
        "notes": extract.notes,
    }


def _encoded(answer: dict[str, Any], limit: int, name: str) -> bytes:
    output = json.dumps(answer, ensure_ascii=False).encode("utf-8", "surrogatepass")
    if len(output) > limit:
        message = f"{name} holds more than {limit // 1_000_000} MB of text"
        raise SourceError(message, "split it, or give a part of it")
    return output


def _private_output() -> int:
    """Standard output for answers alone: what else is written there is thrown away."""
    answers = os.dup(1)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)
    return answers


def _answer_failures(answers: int) -> None:
    """Have an exception that nobody caught named in the answer; its traceback goes to stderr."""

    def answer(
        kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> NoReturn:
        if issubclass(kind, MemoryError) and sys.platform != "win32":
            _unlimit()
        failure = {"state": "failed", "reason": kind.__name__}
        sys.__excepthook__(kind, error, trace)
        _finish(answers, json.dumps(failure).encode(), 1)

    sys.excepthook = answer


def _finish(answers: int, output: bytes, code: int) -> NoReturn:
    rest = memoryview(output)
    while rest:
        rest = rest[os.write(answers, rest) :]
    os._exit(code)


def _limit(seconds: float, memory: int) -> None:
    """Have the system hold this process to its limits, as far as it knows any.

    The limit on the processor's time is for a child whose parent was killed.
    """
    try:
        import resource
    except ImportError:  # Windows
        return
    wanted = (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, _OPEN_FILES),
        (resource.RLIMIT_CPU, int(seconds) + 5),
    )
    for kind, most in wanted:
        _lower(kind, most)
    if sys.platform != "darwin":  # which refuses to set it, or ignores it
        _lower(resource.RLIMIT_AS, memory)


def _lower(kind: int, most: int) -> None:
    import resource

    hard = resource.getrlimit(kind)[1]
    bound = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(kind, (bound, hard))


def _unlimit() -> None:
    """Room for the report that there is no room."""
    import resource

    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    resource.setrlimit(resource.RLIMIT_AS, (hard, hard))


def _refuse_the_world(event: str, _: tuple[Any, ...]) -> None:
    """No reader opens a connection or starts a program, whatever a document asks for.

    A copy of the process itself (`os.fork`) can do no more than the process.
    """
    if event.startswith(_FORBIDDEN):
        raise PermissionError(f"a reader tried {event}")
