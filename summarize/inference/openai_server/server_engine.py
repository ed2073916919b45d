"""The engine that has its completions computed by a server over HTTP."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, closing
from dataclasses import dataclass, field, replace
from functools import cached_property

from summarize.errors import BudgetError, ModelError, UsageError
from summarize.inference import Completion, Prompt, Request, ensure_fits
from summarize.inference.openai_server.capabilities import (
    Capabilities,
    detect_capabilities,
    find_loaded_context_size,
)
from summarize.inference.openai_server.completion_client import CompletionClient
from summarize.inference.openai_server.http_client import DEFAULT_TIMEOUTS, HttpClient, Timeouts
from summarize.inference.openai_server.log_odds import are_distinct
from summarize.inference.openai_server.scheduling import complete_in_threads
from summarize.inference.openai_server.server_errors import ServerError
from summarize.inference.openai_server.token_count import build_counter
from summarize.results import ModelInfo

# Raise it whenever the same request to the same server may be answered differently than before.
REVISION = 1
# Tokens of the chat template, assumed where a server does not report them.
_TEMPLATE_TOKENS = 64
_GREETING = "Say yes."


@dataclass(frozen=True, slots=True)
class ServerConfig:
    """A server that the user has named: `model` "" is its only one, `key` its API key."""

    address: str
    model: str = ""
    key: str | None = field(default=None, repr=False)
    timeouts: Timeouts = DEFAULT_TIMEOUTS


def identify_server(config: ServerConfig) -> str:
    """Return a text that changes whenever the server's answers may: address, model, version.

    Raises ModelError or ServerError as `ServerEngine` does.
    """
    with closing(HttpClient(config.address, config.key, config.timeouts)) as client:
        return _detect(client, config).identity


def _detect(client: HttpClient, config: ServerConfig) -> Capabilities:
    """Detect the capabilities; ModelError if there is no list of models, unlike other faults.

    Their `identity` changes with the server's address and this engine, too.
    """
    try:
        found = detect_capabilities(client, config.model)
    except ServerError as error:
        if error.status != 404:
            raise
        message = f"the server {config.address} knows no /v1/models: it is none for language models"
        raise ModelError(message, "Check the address (--server).") from error
    identity = f"{config.address} {found.model} {found.identity} server engine {REVISION}"
    return replace(found, identity=identity)


class ServerEngine(AbstractContextManager["ServerEngine"]):
    """Satisfies `inference.Engine`. A context manager: it closes its connections at the end.

    `context_size` in tokens overrides what the server reports. Opening it has the server
    complete one word, so that faults show at once, and an unloaded model is loaded. Raises
    ModelError if the server does not have the model, EngineError if it does not answer.
    """

    def __init__(self, config: ServerConfig, context_size: int | None = None) -> None:
        started = time.perf_counter()
        self._client = HttpClient(config.address, config.key, config.timeouts)
        try:
            self.capabilities = self._connect(config, context_size)
        except BaseException:
            self._client.close()
            raise
        self.identity = f"{self.capabilities.identity} window {self.capabilities.context_size}"
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
            known = capabilities.context_size
            if capabilities.is_context_size_known and context_size > known:
                raise BudgetError(
                    f"the server's context is {known} tokens, {context_size} were asked for",
                    f"Give --ctx {known} or less, or start the server with a larger one.",
                )
            capabilities = replace(capabilities, context_size=context_size)
        self._greeting_tokens = greeted or _TEMPLATE_TOKENS
        self._counter = build_counter(self._client, capabilities, self._measure_tokens)
        self._completions.counter = self._counter
        template_tokens = max(self._greeting_tokens, _TEMPLATE_TOKENS)
        if greeted and self._counter.is_exact:
            template_tokens = max(0, greeted - self.count_tokens(_GREETING))
        self.info = ModelInfo(
            capabilities.name, config.address, capabilities.parameters, capabilities.quantization
        )
        # For the message and the answer, without the chat template.
        self.context_size = max(1, capabilities.context_size - template_tokens)
        self.has_chat_template = capabilities.has_chat_template
        return capabilities

    @cached_property
    def has_log_odds(self) -> bool:
        """Whether requests with choices can be answered: if the server lists likely tokens.

        The server is asked at the first use, by one small request. False, too, if it does not
        answer then, or if its model thinks first and that can't be switched off.
        """
        return self._completions.probe_log_odds()

    def _measure_tokens(self, text: str) -> int | None:
        """Measure the tokens of a text in a prompt; None if the server does not report them."""
        tokens = self._completions.count_prompt_tokens(text)
        return None if tokens is None else max(1, tokens - self._greeting_tokens)

    @property
    def counts_exactly(self) -> bool:
        """Whether the server offers its tokenizer; else counts are estimates."""
        return self._counter.is_exact

    def count_tokens(self, text: str) -> int:
        """Return the tokens of `text` by the server's tokenizer, or an estimate that is high."""
        return self._counter.count(text)

    def prefetch_token_counts(self, texts: Sequence[str]) -> None:
        """Count or measure the tokens of `texts` in few requests."""
        self._counter.prefetch(texts)

    def apply_chat_template(self, message: str) -> Prompt:
        """Return `message` alone: the server applies the chat template."""
        return Prompt(message)

    def complete(self, requests: Sequence[Request]) -> Iterator[tuple[int, Completion]]:
        """Complete the requests, as many at once as the server serves; see `Engine.complete`.

        Requests without an answer after all retries are FAILED. A request with choices has no
        log-odds and no text if the server lists neither word among the likeliest, and log-odds
        nearer to 0 than the true ones if it lists one of them (see `compute_log_odds`). Raises
        BudgetError and UsageError before anything is sent.
        """
        if self.counts_exactly:
            self.prefetch_token_counts([request.prompt.text for request in requests])
        for request in requests:
            tokens = self.count_tokens(request.prompt.text)
            window = f"the server's window of {self.capabilities.context_size}"
            hint = "Start the server with a larger context; --ctx says how large it is."
            ensure_fits(request, tokens, self.context_size, window, hint)
            if request.choices and not are_distinct(request.choices):
                first, second = request.choices
                raise UsageError(f"“{first}” and “{second}” begin with the same token")
        if not requests:
            return iter(())
        count = min(self.capabilities.parallel, len(requests))
        cancel = self._client.cancel_all
        return complete_in_threads(self._completions.complete, list(requests), count, cancel)

    def close(self) -> None:
        """Close all connections."""
        self._client.close()

    def __exit__(self, *_: object) -> None:
        self.close()
