"""Fake Hugging Face Hub: an HTTP server on loopback, with the faults that real ones have.

It speaks what `huggingface_hub` asks for: `/api/models/REPO/revision/REV`, HEAD and GET of
`/REPO/resolve/REV/FILE`, which lead to a second server where the bytes are, as the Hub's do.
"""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import unquote, urlsplit

COMMIT = "0123456789abcdef0123456789abcdef01234567"


@dataclass(frozen=True)
class RecordedRequest:
    """One request: what for, and its headers by their names in lower case."""

    method: str
    path: str
    headers: dict[str, str]


Fault = Callable[["_Handler"], bool]
"""Answers in the place of the server; whether it did so."""


@dataclass
class HubServer:
    """`with HubServer() as hub: hub.add("org/repo", "a.gguf", b"...")`.

    `faults` maps the beginning of a path to what happens to the next requests for it, one each.
    """

    files: dict[str, dict[str, bytes]] = field(default_factory=dict)
    faults: dict[str, list[Fault]] = field(default_factory=dict)
    requests: list[RecordedRequest] = field(default_factory=list)
    gated: set[str] = field(default_factory=set)
    token: str = ""
    altered: dict[str, bytes] = field(default_factory=dict)  # other bytes than those promised

    def __enter__(self) -> HubServer:
        self._servers = [_Listener(self) for _ in range(2)]
        self._threads = [
            threading.Thread(target=server.serve_forever, args=(0.02,)) for server in self._servers
        ]
        for thread in self._threads:
            thread.start()
        self.closing = threading.Event()
        return self

    def __exit__(self, *_: object) -> None:
        self.closing.set()
        for server, thread in zip(self._servers, self._threads, strict=True):
            server.shutdown()
            server.server_close()
            thread.join()

    @property
    def endpoint(self) -> str:
        return f"http://127.0.0.1:{self._servers[0].server_address[1]}"

    @property
    def bytes_endpoint(self) -> str:
        return f"http://127.0.0.1:{self._servers[1].server_address[1]}"

    def add(self, repository: str, name: str, content: bytes) -> str:
        """Put a file there; its SHA-256."""
        self.files.setdefault(repository, {})[name] = content
        return hashlib.sha256(content).hexdigest()

    def requests_for(self, path: str) -> list[RecordedRequest]:
        """The requests for what begins so."""
        return [one for one in self.requests if one.path.startswith(path)]


class _Listener(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, hub: HubServer) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.hub = hub

    def handle_error(self, request: Any, client_address: Any) -> None:
        """The client has left: it was killed, or had enough."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Listener

    def do_HEAD(self) -> None:
        self._serve()

    def do_GET(self) -> None:
        self._serve()

    def log_message(self, format: str, *args: object) -> None:
        """Tests are silent."""

    def refuse(self, status: int, code: str = "", **headers: str) -> None:
        self.send_response(status)
        if code:
            self.send_header("X-Error-Code", code)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _serve(self) -> None:
        hub, path = self.server.hub, unquote(urlsplit(self.path).path)
        headers = {name.lower(): value for name, value in self.headers.items()}
        hub.requests.append(RecordedRequest(self.command, path, headers))
        for prefix, faults in hub.faults.items():
            if path.startswith(prefix) and faults and faults.pop(0)(self):
                return
        with suppress(ConnectionError, TimeoutError):
            self._answer(hub, path)

    def _answer(self, hub: HubServer, path: str) -> None:
        parts = path.strip("/").split("/")
        if parts[0] == "bytes":
            self._send(hub, *_bytes(hub, parts[1]))
        elif parts[:2] == ["api", "models"]:
            self._list(hub, "/".join(parts[2:4]))
        elif len(parts) > 4 and parts[2] == "resolve":
            self._resolve(hub, "/".join(parts[:2]), "/".join(parts[4:]))
        else:
            self.refuse(404)

    def _list(self, hub: HubServer, repository: str) -> None:
        files = hub.files.get(repository)
        if files is None:
            self.refuse(401, "RepoNotFound")
            return
        siblings = [
            {"rfilename": name, "size": len(content), "blobId": "0" * 40, "lfs": _large(content)}
            for name, content in files.items()
        ]
        body = {"id": repository, "modelId": repository, "sha": COMMIT, "siblings": siblings}
        data = json.dumps(body).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def _resolve(self, hub: HubServer, repository: str, name: str) -> None:
        content = hub.files.get(repository, {}).get(name)
        if repository in hub.gated and self.headers.get("Authorization") != f"Bearer {hub.token}":
            self.refuse(403 if self.headers.get("Authorization") else 401, "GatedRepo")
        elif content is None:
            self.refuse(404, "EntryNotFound", X_Repo_Commit=COMMIT)
        else:
            digest = hashlib.sha256(content).hexdigest()
            self.refuse(
                302,
                Location=f"{hub.bytes_endpoint}/bytes/{digest}",
                X_Repo_Commit=COMMIT,
                X_Linked_Etag=f'"{digest}"',
                X_Linked_Size=str(len(content)),
                ETag='"0000"',
            )

    def _send(self, hub: HubServer, content: bytes, digest: str) -> None:
        start = 0
        asked = self.headers.get("Range", "")
        if asked.startswith("bytes="):
            start = int(asked.removeprefix("bytes=").rstrip("-"))
        body = hub.altered.get(digest, content)[start:]
        self.send_response(206 if start else 200)
        if start:
            self.send_header("Content-Range", f"bytes {start}-{len(content) - 1}/{len(content)}")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(body)


def _bytes(hub: HubServer, digest: str) -> tuple[bytes, str]:
    for files in hub.files.values():
        for content in files.values():
            if hashlib.sha256(content).hexdigest() == digest:
                return content, digest
    raise KeyError(digest)


def _large(content: bytes) -> dict[str, object]:
    digest = hashlib.sha256(content).hexdigest()
    return {"sha256": digest, "size": len(content), "pointerSize": 134}


def status(code: int, error: str = "", **headers: str) -> Fault:
    """The server refuses."""

    def fault(handler: _Handler) -> bool:
        handler.refuse(code, error, **headers)
        return True

    return fault


def cut_after(count: int, content: bytes) -> Fault:
    """The connection ends after `count` bytes of those that were asked for."""

    def fault(handler: _Handler) -> bool:
        asked = handler.headers.get("Range", "bytes=0-")
        start = int(asked.removeprefix("bytes=").rstrip("-"))
        handler.send_response(206 if start else 200)
        handler.send_header("Content-Length", str(len(content) - start))
        handler.end_headers()
        handler.wfile.write(content[start : start + count])
        handler.wfile.flush()
        handler.close_connection = True
        return True

    return fault


def stall_after(count: int, content: bytes, reached: threading.Event) -> Fault:
    """After `count` bytes nothing more comes, until the server is closed."""

    def fault(handler: _Handler) -> bool:
        handler.send_response(200)
        handler.send_header("Content-Length", str(len(content)))
        handler.end_headers()
        handler.wfile.write(content[:count])
        handler.wfile.flush()
        reached.set()
        handler.server.hub.closing.wait(60)
        handler.close_connection = True
        return True

    return fault


def silence(handler: _Handler) -> bool:
    """Nothing is answered at all, until the server is closed."""
    handler.server.hub.closing.wait(60)
    handler.close_connection = True
    return True


def deaf_to_ranges(content: bytes) -> Fault:
    """The server sends all of it, whatever part was asked for."""
    return body(content)


def body(data: bytes) -> Fault:
    """Something else is answered, and it is said to be right."""

    def fault(handler: _Handler) -> bool:
        handler.send_response(200)
        handler.send_header("Content-Length", str(len(data)))
        handler.end_headers()
        handler.wfile.write(data)
        return True

    return fault
