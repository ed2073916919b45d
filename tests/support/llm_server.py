"""A scripted server on loopback that speaks OpenAI's protocol, well or badly.

Its tokens are words. `LLMServer.answer` makes an answer of the text that it was sent;
`faults` are taken one by one in the place of answers; `dialect` adds what a real server of
that kind offers beside the protocol.
"""

from __future__ import annotations

import json
import re
import threading
import time
import zlib
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from summarize.inference.openai_server.http_client import Timeouts
from summarize.inference.openai_server.server_engine import ServerConfig, ServerEngine

TEMPLATE_TOKENS = 10
HASTY = Timeouts(connect=2, read=2, tries=3, first_pause=0.01, max_pause=0.05, loading=2, quick=2)

_TOKEN = re.compile(r"<\|im_end\|>|[^\s<]+|<")


def tokenize(text: str) -> list[int]:
    return [zlib.crc32(token.encode()) for token in _TOKEN.findall(text)]


@dataclass(frozen=True)
class Call:
    """One request that the server has got."""

    path: str
    headers: dict[str, str]
    body: dict[str, Any]

    @property
    def text(self) -> str:
        """What the model was to read."""
        if "messages" in self.body:
            return str(self.body["messages"][0]["content"])
        return str(self.body.get("prompt", ""))


Fault = Callable[["Exchange", Call], None]
Route = Callable[[Call], Any]


class Exchange(BaseHTTPRequestHandler):
    """One connection; `server` is the `_Listener` below."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # or each answer waits for the client to acknowledge its head
    server: _Listener

    def do_GET(self) -> None:
        self._serve({})

    def do_POST(self) -> None:
        size = int(self.headers.get("content-length") or 0)
        self._serve(json.loads(self.rfile.read(size) or b"{}"))

    def _serve(self, body: dict[str, Any]) -> None:
        if self.server.closing.is_set():  # as if it were killed
            self.close_connection = True
            return
        headers = {name.lower(): value for name, value in self.headers.items()}
        call = Call(self.path, headers, body)
        served = self.server.served
        served.calls.append(call)
        with suppress(ConnectionError, TimeoutError):  # the client has left, as it may
            if "completions" in self.path and served.faults:
                served.faults.popleft()(self, call)
            elif "completions" in self.path:
                served.complete(self, call)
            else:
                route = served.routes.get(self.path.partition("?")[0])
                found = None if route is None else route(call)
                if found is None:
                    self.json({"error": {"message": "not found"}}, 404)
                else:
                    self.json(found)

    def json(self, data: object, status: int = 200, **headers: str) -> None:
        self.answer(json.dumps(data).encode(), status, content_type="application/json", **headers)

    def answer(self, body: bytes, status: int = 200, **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def begin(self) -> None:
        """A stream, whose end is the end of the connection."""
        self.close_connection = True
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()

    def event(self, data: object) -> None:
        text = data if isinstance(data, str) else json.dumps(data)
        self.wfile.write(f"data: {text}\n\n".encode())
        self.wfile.flush()

    def say(self, text: str, reason: str | None = None, field: str = "content") -> None:
        delta = {field: text} if text else {}
        self.event({"choices": [{"index": 0, "delta": delta, "finish_reason": reason}]})

    def rest(self, seconds: float) -> None:
        """Wait, but not beyond the end of the server."""
        if self.server.closing.wait(seconds):
            raise ConnectionError

    def log_message(self, format: str, *args: object) -> None:
        """Tests are silent."""


class _Listener(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, served: LLMServer, port: int) -> None:
        super().__init__(("127.0.0.1", port), Exchange)
        self.served = served
        self.closing = threading.Event()


class LLMServer:
    """`with LLMServer("llama.cpp") as server: ServerEngine(ServerConfig(server.address))`."""

    def __init__(
        self,
        dialect: str = "",
        models: tuple[str, ...] = ("tiny",),
        answer: Callable[[str], str] = lambda text: "The answer is yes.",
        window: int = 4096,
        top_tokens: Callable[[str], Mapping[str, float]] | None = None,
    ) -> None:
        self.models = models
        self.answer = answer
        self.window = window
        self.slots = 2
        self.usage = True
        self.cut_to: int | None = None
        # The likeliest first tokens of an answer; None is a server that ignores the question.
        self.top_tokens = top_tokens
        self.longest_list = 20
        self.thinks = False
        self.calls: list[Call] = []
        self.faults: deque[Fault] = deque()
        self.routes: dict[str, Route] = {"/v1/models": self._models}
        self._owner = {"llama.cpp": "llamacpp", "vLLM": "vllm", "Ollama": "library"}.get(dialect)
        self._dialect = dialect
        self.routes |= _DIALECTS[dialect](self)
        self._busy = 0
        self.most_at_once = 0
        self.seconds = 0.0  # that each answer takes
        self._lock = threading.Lock()
        self._listener = _Listener(self, 0)
        self.port = self._listener.server_address[1]
        self._thread = threading.Thread(target=self._listener.serve_forever, args=(0.02,))

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def asked(self, path: str = "/v1/chat/completions") -> list[Call]:
        """The calls of one path."""
        return [call for call in self.calls if call.path.partition("?")[0] == path]

    def complete(self, exchange: Exchange, call: Call) -> None:
        """A good answer, streamed if it is asked for so."""
        with self._lock:
            self._busy += 1
            self.most_at_once = max(self.most_at_once, self._busy)
        try:
            if self.seconds:
                exchange.rest(self.seconds)
            self._complete(exchange, call)
        finally:
            with self._lock:
                self._busy -= 1

    def _complete(self, exchange: Exchange, call: Call) -> None:
        words = self.answer(call.text).split(" ")
        most = call.body.get("max_tokens") or call.body["max_completion_tokens"]
        reason = "length" if len(words) > most else "stop"
        words = words[:most]
        usage = {
            "prompt_tokens": self.prompt_tokens(call.text),
            "completion_tokens": len(words),
        }
        chat = "messages" in call.body
        length = int(call.body.get("top_logprobs" if chat else "logprobs") or 0)
        if self.top_tokens and length > self.longest_list:
            wrong = f"top_logprobs must be between 0 and {self.longest_list}"
            exchange.json({"error": {"message": wrong}}, 400)
            return
        if not call.body.get("stream"):
            said = " ".join(words)
            fields = (
                {"content": "", "reasoning_content": said} if self.thinks else {"content": said}
            )
            part: dict[str, Any] = {"message": fields} if chat else {"text": said}
            if self.top_tokens and length:
                best = sorted(self.top_tokens(call.text).items(), key=lambda one: -one[1])
                part["logprobs"] = self._list_tokens(best[:length], chat=chat)
            answer = {"choices": [{**part, "finish_reason": reason}]}
            exchange.json({**answer, "usage": usage} if self.usage else answer)
            return
        exchange.begin()
        for number, word in enumerate(words):
            said = f" {word}" if number else word
            if chat:
                exchange.say(said)
            else:
                exchange.event({"choices": [{"text": said, "finish_reason": None}]})
        exchange.say("", reason)
        if self.usage:
            exchange.event({"choices": [], "usage": usage})
        exchange.event("[DONE]")

    def _list_tokens(self, best: list[tuple[str, float]], *, chat: bool) -> dict[str, Any]:
        """In the format of a chat, which llama.cpp uses for all, or in that of completions."""
        if not chat and self._dialect != "llama.cpp":
            token, value = best[0]
            return {"tokens": [token], "token_logprobs": [value], "top_logprobs": [dict(best)]}
        entries = [{"token": token, "logprob": value, "bytes": []} for token, value in best]
        return {"content": [{**entries[0], "top_logprobs": entries}]}

    def prompt_tokens(self, text: str) -> int:
        tokens = len(tokenize(text)) + TEMPLATE_TOKENS
        return tokens if self.cut_to is None else min(tokens, self.cut_to)

    def _models(self, call: Call) -> object:
        entries: list[dict[str, Any]] = [
            {"id": name, "object": "model", "owned_by": self._owner or "me"} for name in self.models
        ]
        if self._dialect == "llama.cpp":
            for entry in entries:
                entry |= {"created": time.time_ns(), "meta": {"n_params": 135_000_000, "size": 7}}
        if self._dialect == "vLLM":
            for entry in entries:
                entry |= {"created": time.time_ns(), "max_model_len": self.window, "root": "org/it"}
        return {"object": "list", "data": entries}

    def __enter__(self) -> LLMServer:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def stop(self) -> None:
        """As if it were killed: nothing listens there any more, and nothing goes on."""
        if self._thread.is_alive():
            self._listener.closing.set()
            self._listener.shutdown()
            self._listener.server_close()
            self._thread.join()


def _llama_cpp(server: LLMServer) -> dict[str, Route]:
    def props(call: Call) -> object:
        return {
            "default_generation_settings": {"n_ctx": server.window},
            "total_slots": server.slots,
            "model_path": "/models/tiny.gguf",
            "chat_template": "{{ messages }}",
            "build_info": "b1-abc",
        }

    return {
        "/props": props,
        "/tokenize": lambda call: {"tokens": tokenize(call.body["content"])},
    }


def _python(server: LLMServer) -> dict[str, Route]:
    """That of llama-cpp-python, whose counts begin with a token that every text has."""
    return {"/extras/tokenize": lambda call: {"tokens": [1, *tokenize(call.body["input"])]}}


def _vllm(server: LLMServer) -> dict[str, Route]:
    return {
        "/version": lambda call: {"version": "0.11.0"},
        "/tokenize": lambda call: {
            "tokens": tokenize(call.body["prompt"]), "count": 0, "max_model_len": server.window,
        },
    }  # fmt: skip


def _ollama(server: LLMServer) -> dict[str, Route]:
    """Only once it has answered is a model loaded, and its window known."""
    return {
        "/api/version": lambda call: {"version": "0.30.1"},
        "/api/show": lambda call: {
            "details": {"parameter_size": "494.03M", "quantization_level": "Q4_K_M"},
            "capabilities": ["completion", "thinking"],
        },
        "/api/tags": lambda call: {
            "models": [{"name": name, "digest": f"sha256:{name}"} for name in server.models]
        },
        "/api/ps": lambda call: {
            "models": [
                {"name": name, "context_length": server.window}
                for name in server.models
                if server.asked()
            ]
        },
    }


def _lm_studio(server: LLMServer) -> dict[str, Route]:
    def models(call: Call) -> object:
        loaded = {"state": "loaded", "type": "llm", "quantization": "Q4_K_M"}
        rest = {"state": "not-loaded", "type": "llm", "max_context_length": 9}
        first, *others = server.models
        return {
            "data": [
                {"id": first, **loaded, "loaded_context_length": server.window},
                *({"id": name, **rest} for name in others),
            ]
        }

    return {"/api/v0/models": models}


_DIALECTS: dict[str, Callable[[LLMServer], dict[str, Route]]] = {
    "": lambda server: {},
    "llama.cpp": _llama_cpp,
    "llama-cpp-python": _python,
    "vLLM": _vllm,
    "Ollama": _ollama,
    "LM Studio": _lm_studio,
}


def server_fixture(*args: Any, **options: Any) -> Any:
    """A fixture: for each test a server of its own, with the arguments of `LLMServer`.

    It is given a name where it is used: `server = server_fixture("llama.cpp")`.
    """

    @pytest.fixture
    def server() -> Iterator[LLMServer]:
        with LLMServer(*args, **options) as running:
            yield running

    return server


def opened(server: LLMServer, window: int | None = None, model: str = "") -> ServerEngine:
    """The engine of the server's model, that gives up soon."""
    return ServerEngine(ServerConfig(server.address, model, None, HASTY), window)


def status(code: int, message: str = "it failed", **headers: str) -> Fault:
    """An error with this status."""
    return lambda exchange, call: exchange.json({"error": {"message": message}}, code, **headers)


def body(data: bytes, kind: str = "application/json") -> Fault:
    """A successful answer that is this, whatever was asked for."""
    return lambda exchange, call: exchange.answer(data, content_type=kind)


def stream(*events: object) -> Fault:
    """A stream of these events, and then the end of the connection."""

    def fault(exchange: Exchange, call: Call) -> None:
        exchange.begin()
        for event in events:
            exchange.event(event)

    return fault


def said(text: str, reason: str | None = None) -> dict[str, Any]:
    """An event of a chat."""
    return {"choices": [{"index": 0, "delta": {"content": text}, "finish_reason": reason}]}


def silent(exchange: Exchange, call: Call) -> None:
    """It takes the request and never answers."""
    exchange.rest(30)


def stuck(exchange: Exchange, call: Call) -> None:
    """It begins to answer and then says nothing more."""
    exchange.begin()
    exchange.say("The ")
    exchange.rest(30)


def cut(exchange: Exchange, call: Call) -> None:
    """The connection breaks in the middle of the answer."""
    exchange.begin()
    exchange.say("The ferry")
    exchange.say(" left")
