"""A web server on loopback that does what servers do, and what they should not."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Route = Callable[["Request"], None]


class Request(BaseHTTPRequestHandler):
    """One request; `server` is the `_Listener` below."""

    protocol_version = "HTTP/1.1"
    server: _Listener

    def do_GET(self) -> None:
        self.close_connection = True
        self.server.requests.append(
            (self.path, {name.lower(): value for name, value in self.headers.items()})
        )
        route = self.server.routes.get(self.path, answer_not_found)
        with suppress(ConnectionError, TimeoutError):  # the client has left, as it should
            route(self)

    def answer(self, body: bytes = b"", status: int = 200, **headers: str) -> None:
        """A whole answer; `content_type="a/b"` is a header, and None takes one away."""
        self.start(status, **({"content_length": str(len(body))} | headers))
        self.wfile.write(body)

    def start(self, status: int = 200, **headers: str | None) -> None:
        self.send_response(status)
        self.send_header("Connection", "close")
        for name, value in headers.items():
            if value is not None:
                self.send_header(name.replace("_", "-"), value)
        self.end_headers()

    def rest(self, seconds: float) -> None:
        """Wait, but not beyond the end of the server."""
        if self.server.closing.wait(seconds):
            raise ConnectionError

    def log_message(self, format: str, *args: object) -> None:
        """Tests are silent."""


class _Listener(ThreadingHTTPServer):
    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Request)
        self.routes: dict[str, Route] = {}
        self.requests: list[tuple[str, dict[str, str]]] = []
        self.closing = threading.Event()


class WebServer:
    """`with WebServer() as web: web.routes["/a"] = page(b"..."); fetch(web.address("/a"))`."""

    def __init__(self) -> None:
        self._listener = _Listener()
        self._thread = threading.Thread(target=self._listener.serve_forever, args=(0.02,))
        self.routes = self._listener.routes
        self.requests = self._listener.requests
        self.port = self._listener.server_address[1]

    def address(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def __enter__(self) -> WebServer:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._listener.closing.set()
        self._listener.shutdown()
        self._listener.server_close()
        self._thread.join()


def answer_not_found(request: Request) -> None:
    request.answer(b"<p>Not here.</p>", 404)


def page(body: bytes, status: int = 200, **headers: str) -> Route:
    """A route that always gives this answer."""
    return lambda request: request.answer(body, status, **headers)


def redirection(target: str, status: int = 302) -> Route:
    return lambda request: request.answer(b"moved", status, location=target)


def raw_answer(data: bytes) -> Route:
    """A route that sends these bytes and nothing around them."""

    def route(request: Request) -> None:
        request.wfile.write(data)

    return route


def slow_answer(piece: bytes, seconds: float, *, headers: bool = False) -> Route:
    """A route that sends a piece every so many seconds for ever, in the body or in the headers."""

    def route(request: Request) -> None:
        if headers:
            request.wfile.write(b"HTTP/1.1 200 OK\r\n")
        else:
            request.start()
        while True:
            request.wfile.write(b"X: " + piece + b"\r\n" if headers else piece)
            request.wfile.flush()
            request.rest(seconds)

    return route
