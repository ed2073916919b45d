"""One server, asked over HTTP: what it answers as JSON, at once or as it comes.

Redirections are never followed: text and key go to the address that the user has named and
to no other. A request that fails in a way that may pass is made again, after pauses that grow
and differ, so that several programs do not come back at the same moment.
"""

from __future__ import annotations

import json
import random
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from summarize.inference.openai_server import server_errors
from summarize.inference.openai_server.server_errors import ServerError
from summarize.inference.openai_server.sse import parse_body, parse_events
from summarize.network import create_pool_manager
from summarize.settings.server_address import is_loopback
from summarize.version import __version__

if TYPE_CHECKING:
    from urllib3 import BaseHTTPResponse

T = TypeVar("T")

_PIECE = 65536
_ERROR_BYTES = 65536  # of an answer that only says what went wrong
_STREAM = "text/event-stream"


@dataclass(frozen=True, slots=True)
class Timeouts:
    """How long to wait for a server, in seconds.

    `connect`: to be let in. `silence`: between two bytes, the first included, which comes
    after the whole prompt was read. `tries`: how often in all; the first pause is about
    `pause`, each further one twice as long, at most `longest`. `loading`: while it says
    that it is loading its model. `quick`: for what a server answers at once or never.
    `total`: for one answer in all, however often there is a sign of life.
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
    """The server at `address`, with so many connections kept open; for several threads at once.

    `key` is sent as a bearer token and shown nowhere. Every call raises RefusalError.
    """

    def __init__(
        self, address: str, key: str | None = None, timeouts: Timeouts = DEFAULT_TIMEOUTS
    ) -> None:
        from urllib3.util import parse_url

        self.address = address
        self.timeouts = timeouts
        self._key = key
        self._headers = {"User-Agent": f"summarize/{__version__}", "Accept-Encoding": "identity"}
        if key:
            self._headers["Authorization"] = f"Bearer {key}"
        direct = is_loopback(address)
        self._connections = create_pool_manager(
            parse_url(address), direct=direct, maxsize=32, block=False
        )
        self._open: set[BaseHTTPResponse] = set()
        self._lock = threading.Lock()

    def get(self, path: str, tries: int | None = None) -> Any:
        """What lies at a path, as JSON; asked again if need be."""
        return self.with_retries(
            lambda: self._request_json("GET", path, None, self.timeouts.quick), tries
        )

    def get_optional(self, path: str, body: Mapping[str, Any] | None = None) -> Any:
        """The same for what not every server has: None if this one does not.

        Asked once, unless the server says that it is still loading its model.

        Raises RefusalError only where the server can't be reached.
        """
        method = "POST" if body else "GET"
        try:
            return self.with_retries(
                lambda: self._request_json(method, path, body, self.timeouts.quick), 1
            )
        except ServerError as refusal:
            if refusal.is_unreachable:
                raise
            return None

    def post(self, path: str, body: Mapping[str, Any], silence: float | None = None) -> Any:
        """What the server makes of `body`, as JSON; asked once."""
        return self._request_json("POST", path, body, silence or self.timeouts.read)

    def stream(
        self, path: str, body: Mapping[str, Any], silence: float | None = None
    ) -> Iterator[Any]:
        """What the server makes of `body`, event by event; asked once.

        Who does not stream, or was not asked to, gives one event: the whole answer.
        """
        with self._open_response("POST", path, body, silence or self.timeouts.read) as response:
            kind = response.headers.get("content-type", "")
            pieces = self._read_pieces(response)
            if kind.partition(";")[0].strip().lower() == _STREAM:
                yield from parse_events(pieces, self.address)
            else:
                yield parse_body(pieces, self.address)

    def with_retries(
        self,
        call: Callable[[], T],
        tries: int | None = None,
        ended: threading.Event | None = None,
    ) -> T:
        """`call()`, again after a pause where its failure may pass; the last failure is raised.

        While the server is loading its model, as long as that may take. `ended` cuts a
        pause short.
        """
        ended = ended or threading.Event()
        started, attempt = time.monotonic(), 0
        while True:
            attempt += 1
            try:
                return call()
            except ServerError as refusal:
                waited = time.monotonic() - started
                more = attempt < (tries or self.timeouts.tries)
                if refusal.is_loading:
                    more, attempt = waited < self.timeouts.loading, 1
                if (
                    not refusal.is_transient
                    or not more
                    or ended.wait(self._pause_seconds(refusal, attempt))
                ):
                    raise

    def _pause_seconds(self, refusal: ServerError, attempt: int) -> float:
        pause = self.timeouts.first_pause * 2.0 ** (attempt - 1) * random.uniform(0.75, 1.25)
        return min(self.timeouts.max_pause, max(pause, refusal.retry_after or 0.0))

    def cancel_all(self) -> None:
        """Break off every answer that is being read, whichever thread reads it."""
        with self._lock:
            answers = list(self._open)
        for response in answers:
            with suppress(ValueError, RuntimeError, OSError):  # it is being closed just now
                response.shutdown()

    def close(self) -> None:
        """Let go of all connections."""
        self.cancel_all()
        self._connections.clear()

    def _request_json(
        self, method: str, path: str, body: Mapping[str, Any] | None, silence: float
    ) -> Any:
        with self._open_response(method, path, body, silence) as response:
            return parse_body(self._read_pieces(response), self.address)

    @contextmanager
    def _open_response(
        self, method: str, path: str, body: Mapping[str, Any] | None, silence: float
    ) -> Iterator[BaseHTTPResponse]:
        """A successful answer, its body still to be read; every failure is a RefusalError."""
        import http.client

        from urllib3.exceptions import HTTPError

        response = None
        try:
            response = self._send(method, path, body, silence)
            with self._lock:
                self._open.add(response)
            if not 200 <= response.status < 300:
                raise self._read_error(response)
            yield response
        except (HTTPError, http.client.HTTPException, OSError) as error:
            raise server_errors.error_from_exception(error, self.address, silence) from error
        finally:
            if response is not None:
                with self._lock:
                    self._open.discard(response)
                if not response.closed:  # what is left unread would spoil the next answer
                    response.close()

    def _send(
        self, method: str, path: str, body: Mapping[str, Any] | None, silence: float
    ) -> BaseHTTPResponse:
        from urllib3 import Timeout

        headers = dict(self._headers)
        if body is not None:
            headers["Content-Type"] = "application/json"
        return self._connections.request(
            method,
            self.address + path,
            body=None if body is None else json.dumps(body).encode("ascii"),
            headers=headers,
            redirect=False,
            retries=False,
            preload_content=False,
            timeout=Timeout(connect=self.timeouts.connect, read=silence),
        )

    def _read_error(self, response: BaseHTTPResponse) -> ServerError:
        body = b""
        for piece in self._read_pieces(response):
            body += piece
            if len(body) > _ERROR_BYTES:
                break
        headers = {name.lower(): value for name, value in response.headers.items()}
        return server_errors.error_from_status(
            response.status, headers, body, self.address, self._key
        )

    def _read_pieces(self, response: BaseHTTPResponse) -> Iterator[bytes]:
        started = time.monotonic()
        # Not `stream`, which waits for a whole piece, so that no event would be seen in time.
        while piece := response.read1(_PIECE):
            yield piece
            if time.monotonic() - started > self.timeouts.total:
                raise server_errors.endless_answer_error(self.address)
