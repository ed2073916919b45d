"""The engine that has its completions computed by a server."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, field, replace

from summarize.errors import BudgetError, ModelError, UsageError
from summarize.inference import Completion, Prompt, Request
from summarize.inference.openai_server.capabilities import (
    Capabilities,
    detect_capabilities,
    find_loaded_context_size,
)
from summarize.inference.openai_server.completion_client import CompletionClient
from summarize.inference.openai_server.http_client import DEFAULT_TIMEOUTS, HttpClient, Timeouts
from summarize.inference.openai_server.scheduling import RequestQueue
from summarize.inference.openai_server.server_errors import ServerError
from summarize.inference.openai_server.token_count import build_counter
from summarize.network import pass_exceptions_to
from summarize.results import ModelInfo

# Raise it whenever the same request to the same server may be answered differently than before.
REVISION = 1
# What a prompt has beside the message, where a server does not tell, in tokens.
_TEMPLATE_TOKENS = 64
_GREETING = "Say yes."
_POLL_SECONDS = 0.2  # on Windows, a longer wait can't be interrupted


@dataclass(frozen=True, slots=True)
class ServerConfig:
    """A server as the user has named it: `model` "" for its only one, `key` as in the variable."""

    address: str
    model: str = ""
    key: str | None = field(default=None, repr=False)
    timeouts: Timeouts = DEFAULT_TIMEOUTS

    def build_client(self) -> HttpClient:
        """Somebody to talk to it."""
        return HttpClient(self.address, self.key, self.timeouts)


def identify_server(config: ServerConfig) -> str:
    """What changes whenever the server's answers may: its address, model and version.

    Raises ModelError or RefusalError as `ServerEngine` does.
    """
    client = config.build_client()
    try:
        return _format_identity(config, _detect(client, config))
    finally:
        client.close()


def _format_identity(config: ServerConfig, capabilities: Capabilities) -> str:
    return f"{config.address} {capabilities.model} {capabilities.identity} server engine {REVISION}"


def _detect(client: HttpClient, config: ServerConfig) -> Capabilities:
    """The server's facts; a server without the usual list of models is told apart from a fault."""
    try:
        return detect_capabilities(client, config.model)
    except ServerError as refusal:
        if refusal.status != 404:
            raise
        message = f"the server {config.address} knows no /v1/models: it is none for language models"
        raise ModelError(message, "Check the address (--server).") from refusal


class ServerEngine:
    """Satisfies `inference.Engine`. A context manager: it lets go of the server at the end.

    `window` in tokens goes before what the server says. Opening it asks the server for one
    word, so that what is wrong is told at once, and a model that was not loaded is. Raises
    ModelError if the server does not have the model, EngineError if it does not answer.
    """

    def __init__(self, config: ServerConfig, context_size: int | None = None) -> None:
        started = time.perf_counter()
        self._client = config.build_client()
        try:
            self.capabilities = self._connect(config, context_size)
        except BaseException:
            self._client.close()
            raise
        self.identity = (
            f"{_format_identity(config, self.capabilities)} window {self.capabilities.context_size}"
        )
        self.load_seconds = time.perf_counter() - started

    def _connect(self, config: ServerConfig, context_size: int | None) -> Capabilities:
        capabilities = _detect(self._client, config)
        self._completions = CompletionClient(self._client, capabilities)
        greeted = self._completions.count_prompt_tokens(_GREETING)
        if not capabilities.is_context_size_known and (
            loaded := find_loaded_context_size(self._client, capabilities)
        ):
            capabilities = replace(capabilities, context_size=loaded, is_context_size_known=True)
        if context_size:
            capabilities = _set_context_size(capabilities, context_size)
        self._greeting_tokens = greeted or _TEMPLATE_TOKENS
        self._counter = build_counter(self._client, capabilities, self._measure_tokens)
        self._completions.counter = self._counter
        self._template_tokens = max(self._greeting_tokens, _TEMPLATE_TOKENS)
        if greeted and self._counter.is_exact:
            self._template_tokens = max(0, greeted - self.count_tokens(_GREETING))
        self._info = ModelInfo(
            capabilities.name, config.address, capabilities.parameters, capabilities.quantization
        )
        return capabilities

    def _measure_tokens(self, text: str) -> int | None:
        """The tokens of a text, by a prompt that holds it; None if the server does not tell."""
        tokens = self._completions.count_prompt_tokens(text)
        return None if tokens is None else max(1, tokens - self._greeting_tokens)

    @property
    def info(self) -> ModelInfo:
        """The model as the server calls it; the path is the server's address."""
        return self._info

    @property
    def context_size(self) -> int:
        """Tokens that a message and the answer may have together, the chat template apart."""
        return max(1, self.capabilities.context_size - self._template_tokens)

    @property
    def has_chat_template(self) -> bool:
        """Whether the server gives the message the form of a chat; else it only goes on."""
        return self.capabilities.has_chat_template

    @property
    def counts_exactly(self) -> bool:
        """Whether the server has a tokenizer to count with; else counts are estimates."""
        return self._counter.is_exact

    def count_tokens(self, text: str) -> int:
        """Tokens of `text` by the server's own tokenizer, or rather more than there are."""
        return self._counter.count(text)

    def prefetch_token_counts(self, texts: Sequence[str]) -> None:
        """Count or measure what will be counted, in few requests; see `engine.foresee`."""
        self._counter.prefetch(texts)

    def apply_chat_template(self, message: str) -> Prompt:
        """`message` alone: the chat template is the server's."""
        return Prompt(message)

    def complete(self, requests: Sequence[Request]) -> Iterator[tuple[int, Completion]]:
        """Complete the requests, as many at once as the server serves; see `Engine.complete`.

        What the server does not answer after all tries is FAILED. Raises BudgetError and
        UsageError before anything is asked.
        """
        if self.counts_exactly:
            self.prefetch_token_counts(
                list(dict.fromkeys(request.prompt.text for request in requests))
            )
        for request in requests:
            self._ensure_fits(request)
        return self._complete(list(requests)) if requests else iter(())

    def _ensure_fits(self, request: Request) -> None:
        tokens = self.count_tokens(request.prompt.text)
        if not tokens or request.max_tokens < 1:
            raise UsageError("a request needs something to read and at least one token to write")
        if tokens + request.max_tokens > self.context_size:
            raise BudgetError(
                f"a prompt of {tokens} tokens with {request.max_tokens} to write does not fit "
                f"the server's window of {self.capabilities.context_size} tokens",
                "Start the server with a larger context; --ctx says how large it is.",
            )

    def _complete(self, requests: Sequence[Request]) -> Iterator[tuple[int, Completion]]:
        """The answers as they come. Threads are left to their time-outs if this is left early."""
        crew = WorkerPool(self._completions, requests)
        crew.start(min(self.capabilities.parallel, len(requests)))
        try:
            for _ in requests:
                yield crew.next()
        finally:
            crew.stop()
            self._client.cancel_all()

    def close(self) -> None:
        """Let go of the server."""
        self._client.close()

    def __enter__(self) -> ServerEngine:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _set_context_size(capabilities: Capabilities, context_size: int) -> Capabilities:
    """The facts with the window that the user has given.

    Raises BudgetError if the server has said that its own is smaller.
    """
    if capabilities.is_context_size_known and context_size > capabilities.context_size:
        raise BudgetError(
            f"the server's context is {capabilities.context_size} tokens, {context_size} were asked for",
            f"Give --ctx {capabilities.context_size} or less, or start the server with a larger one.",
        )
    return replace(capabilities, context_size=context_size)


class WorkerPool:
    """Threads that ask for one request after the other. Daemons: they never keep a program."""

    def __init__(self, asker: CompletionClient, requests: Sequence[Request]) -> None:
        self._asker = asker
        self._requests = requests
        self._queue = RequestQueue(requests)
        self._lock = threading.Lock()
        self._ended = threading.Event()
        self._answers: queue.SimpleQueue[Future[tuple[int, Completion]]] = queue.SimpleQueue()

    def start(self, count: int) -> None:
        for _ in range(count):
            threading.Thread(target=self._run_thread, name="server", daemon=True).start()

    def next(self) -> tuple[int, Completion]:
        """The next answer; waits in a way that Ctrl-C can end."""
        while True:
            with suppress(queue.Empty):
                return self._answers.get(timeout=_POLL_SECONDS).result()

    def stop(self) -> None:
        """Have the threads stop as soon as they can."""
        self._ended.set()

    def _run_thread(self) -> None:
        at: int | None = None
        while not self._ended.is_set():
            with self._lock:
                found = self._queue.take(at)
            if found is None:
                return
            at, index = found
            answer: Future[tuple[int, Completion]] = Future()
            with pass_exceptions_to(answer):
                completion = self._asker.complete(self._requests[index], self._ended)
                answer.set_result((index, completion))
            self._answers.put(answer)
