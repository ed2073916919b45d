"""HTTP client of a server: JSON and server-sent events (SSE), with retries and timeouts.

Redirections are never followed: document and key are sent to the address that the user has named
and to no other. A request that fails with a transient error is retried after pauses that grow
and vary, so that several programs do not come back at the same moment.
"""

from __future__ import annotations

import json
import random
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from summarize.inference.openai_server import server_errors
from summarize.inference.openai_server.server_errors import ServerError, unexpected_answer_error
from summarize.network import create_client, stop_reading
from summarize.progress import activity
from summarize.settings.server_address import is_loopback
from summarize.version import __version__

if TYPE_CHECKING:
    from httpx2 import Client, Response

T = TypeVar("T")
JsonObject = Mapping[str, Any]

_MAX_BYTES = 64_000_000  # of a whole answer: a million tokens are ten million
_MAX_LINE = 4_000_000
_ERROR_BYTES = 65536  # of an error's body
_STREAM = "text/event-stream"


@dataclass(frozen=True, slots=True)
class Timeouts:
    """How long to wait for a server, in seconds, and how often to try.

    `connect`: for the connection. `read`: between two bytes, the first included, which comes
    after the whole prompt was read. `tries`: in all; the first pause is about `first_pause`,
    each further one twice as long, at most `max_pause`. `loading`: while the server loads its
    model. `quick`: instead of `read`, for requests without a prompt. `total`: for one whole
    answer.
    """

    connect: float = 5.0
    read: float = 300.0
    tries: int = 5
    first_pause: float = 0.5
    max_pause: float = 30.0
    loading: float = 300.0
    quick: float = 20.0
    total: float = 3600.0


DEFAULT_TIMEOUTS = Timeouts()


class HttpClient:
    """The server at `address`. Thread-safe. Every call raises ServerError if it fails.

    `key` is sent as a bearer token and shown nowhere.
    """

    def __init__(
        self, address: str, key: str | None = None, timeouts: Timeouts = DEFAULT_TIMEOUTS
    ) -> None:
        self.address = address
        self.timeouts = timeouts
        self._key = key
        self._headers = {"User-Agent": f"summarize/{__version__}", "Accept-Encoding": "identity"}
        if key:
            self._headers["Authorization"] = f"Bearer {key}"
        self._direct = is_loopback(address)
        self._client: Client | None = None
        self._open: set[Response] = set()
        self._lock = threading.Lock()

    def request_json(self, path: str, body: JsonObject | None = None) -> Any:
        """Get the JSON at a path, or post `body` to it; tried once, with a short timeout."""
        with self._open_response(path, body, self.timeouts.quick) as response:
            return parse_body(_note_life(self._read_pieces(response)), self.address)

    def request_optional(self, path: str, body: JsonObject | None = None) -> JsonObject:
        """Return the JSON object of an endpoint that not every server has; `{}` without one.

        Tried once, unless the server is loading its model. Raises ServerError only if the
        server can't be reached.
        """
        try:
            answer = self.with_retries(lambda: self.request_json(path, body), 1)
        except ServerError as error:
            if error.is_unreachable:
                raise
            return {}
        return answer if isinstance(answer, dict) else {}

    def stream(
        self, path: str, body: JsonObject, read_timeout: float | None = None
    ) -> Iterator[Any]:
        """Post `body` and yield the answer event by event; tried once.

        An answer that is not streamed is one event.
        """
        with self._open_response(path, body, read_timeout or self.timeouts.read) as response:
            kind = response.headers.get("content-type", "")
            pieces = _note_life(self._read_pieces(response))
            if kind.partition(";")[0].strip().lower() == _STREAM:
                yield from parse_events(pieces, self.address)
            else:
                yield parse_body(pieces, self.address)

    def with_retries(
        self, call: Callable[[], T], tries: int | None = None, ended: threading.Event | None = None
    ) -> T:
        """Return `call()`, with retries of transient errors; the last error is raised.

        A server that is loading its model is retried as long as `Timeouts.loading`. `ended` cuts
        a pause short.
        """
        with activity.ask_server(self.address):
            return self._call_again(call, tries or self.timeouts.tries, ended or threading.Event())

    def _call_again(self, call: Callable[[], T], tries: int, ended: threading.Event) -> T:
        started, attempt = time.monotonic(), 0
        while True:
            attempt += 1
            try:
                return call()
            except ServerError as error:
                waited = time.monotonic() - started
                has_tries = attempt < tries
                if error.is_loading:
                    has_tries, attempt = waited < self.timeouts.loading, 1
                if not error.is_transient or not has_tries:
                    raise
                activity.note_trouble(error.trouble)
                if ended.wait(self._pause_seconds(error, attempt)):
                    raise

    def _pause_seconds(self, error: ServerError, attempt: int) -> float:
        pause = self.timeouts.first_pause * 2.0 ** (attempt - 1) * random.uniform(0.75, 1.25)
        return min(self.timeouts.max_pause, max(pause, error.retry_after or 0.0))

    def cancel_all(self) -> None:
        """Cancel every answer that is being read, in whatever thread."""
        with self._lock:
            responses = list(self._open)
        for response in responses:
            stop_reading(response)

    def close(self) -> None:
        """Close all connections."""
        self.cancel_all()
        if self._client:
            self._client.close()

    def _connect(self) -> Client:
        """Return the connections to the server, made when they are first needed."""
        from httpx2 import URL

        with self._lock:
            if self._client is None:
                self._client = create_client(URL(self.address), direct=self._direct)
            return self._client

    @contextmanager
    def _open_response(
        self, path: str, body: JsonObject | None, read_timeout: float
    ) -> Iterator[Response]:
        """Open a successful response, its body unread; every failure is a ServerError."""
        import httpx2

        headers, response = dict(self._headers), None
        if body is not None:
            headers["Content-Type"] = "application/json"
        try:
            with (
                activity.ask_server(self.address),
                self._connect().stream(
                    "GET" if body is None else "POST",
                    self.address + path,
                    content=None if body is None else json.dumps(body).encode("ascii"),
                    headers=headers,
                    timeout=httpx2.Timeout(read_timeout, connect=self.timeouts.connect),
                ) as response,
            ):
                with self._lock:
                    self._open.add(response)
                if not response.is_success:
                    raise self._read_error(response)
                yield response
        except (httpx2.HTTPError, httpx2.InvalidURL, httpx2.StreamError, OSError) as error:
            raise server_errors.error_from_exception(
                error, self.address, read_timeout, direct=self._direct
            ) from error
        finally:
            if response is not None:
                with self._lock:
                    self._open.discard(response)

    def _read_error(self, response: Response) -> ServerError:
        body = b""
        for piece in self._read_pieces(response):
            body += piece
            if len(body) > _ERROR_BYTES:
                break
        headers = {name.lower(): value for name, value in response.headers.items()}
        return server_errors.error_from_status(
            response.status_code, headers, body, self.address, self._key
        )

    def _read_pieces(self, response: Response) -> Iterator[bytes]:
        started = time.monotonic()
        for piece in response.iter_raw():
            yield piece
            if time.monotonic() - started > self.timeouts.total:
                message = f"the server {self.address} does not come to an end with its answer"
                raise ServerError(message, server_errors.LOG_HINT)


def _note_life(pieces: Iterable[bytes]) -> Iterator[bytes]:
    for piece in pieces:
        activity.hear_server()
        yield piece


def parse_body(pieces: Iterable[bytes], name: str) -> Any:
    """Return the JSON of the joined pieces; `name` is the server's address.

    Raises ServerError if it is none, or too large.
    """
    body = bytearray()
    for piece in pieces:
        body += piece
        if len(body) > _MAX_BYTES:
            raise unexpected_answer_error(name, "more than anybody asked for")
    return parse_json(bytes(body), name)


def parse_json(body: bytes, name: str) -> Any:
    """Parse JSON; raise a ServerError that says what the body is instead."""
    try:
        return json.loads(body)
    except (ValueError, RecursionError) as error:
        page = body.lstrip()[:1] == b"<"
        what = "a web page" if page else "what is no JSON" if body.strip() else "nothing"
        raise unexpected_answer_error(name, what) from error


def parse_events(pieces: Iterable[bytes], name: str) -> Iterator[Any]:
    """Yield the JSON of each event as it comes, up to the end mark or the last one.

    `b'data: {"a": 1}\\n\\n: ping\\n\\ndata: [DONE]\\n\\n' -> {"a": 1}`. Raises ServerError for
    data that are no JSON.
    """
    for line in _split_lines(pieces, name):
        field, _, value = line.partition(b":")
        if field != b"data":
            continue  # comments, names of events
        value = value.strip()
        if value == b"[DONE]":
            return
        if value:
            yield parse_json(value, name)


def _split_lines(pieces: Iterable[bytes], name: str) -> Iterator[bytes]:
    """Yield lines without their ends, however they are cut into pieces."""
    rest = b""
    for piece in pieces:
        *lines, rest = (rest + piece).split(b"\n")
        if len(rest) > _MAX_LINE:
            raise unexpected_answer_error(name, "a line without an end")
        yield from (line.rstrip(b"\r") for line in lines)
    if rest:
        yield rest.rstrip(b"\r")


def parse_positive(value: object) -> int | None:
    """Return a number above 0 of a server's JSON, None for anything else: `True -> None`."""
    return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else None
