"""Completion client: one request -> one completion, with retries and a check of the prompt's size.

If a server rejects a field of a request, later requests are sent without it. For a request with
choices, one token is written, with a list of those that were likeliest in its place.
"""

from __future__ import annotations

import json
import random
import threading
from dataclasses import replace
from typing import Any

from summarize.inference import Completion, FinishReason, Prompt, Request
from summarize.inference.openai_server.capabilities import Capabilities
from summarize.inference.openai_server.http_client import HttpClient
from summarize.inference.openai_server.server_errors import (
    ServerError,
    broken_stream_error,
    error_from_status,
    unexpected_answer_error,
)
from summarize.inference.openai_server.stream_state import StreamState
from summarize.inference.openai_server.token_count import TokenCounter, escape_control_tokens

# Fields that a server need not know, and the newer name of `max_tokens`.
_OPTIONAL_FIELDS = ("stream_options", "seed", "stop", "temperature")
_NEWER_LIMIT = "max_completion_tokens"
_SHORTER_TIMEOUT = 5
# How many tokens are listed: as many as most servers list, or else as many as all that list any.
_LONG_LIST, _SHORT_LIST = 20, 5
# A question that both a chat and a base model answer with one of the words.
_PROBE = Request(
    Prompt("Question: Is ice cold? Answer Yes or No.\nAnswer:"), 1, choices=("Yes", "No")
)
_PROBE_TRIES = 2
_REJECTED_STATUS = frozenset({400, 422})
# A prompt was truncated if the server has counted less than this share of its tokens. Estimates
# were wrong by a tenth at most for chunks of a document; for a few sentences they say little.
_EXACT_SHARE, _ESTIMATED_SHARE, _MIN_TOKENS = 0.98, 0.82, 300


class CompletionClient:
    """Requests completions of one server. Thread-safe."""

    def __init__(self, client: HttpClient, capabilities: Capabilities) -> None:
        self._client = client
        self._capabilities = capabilities
        self._without: frozenset[str] = frozenset()
        self._limit_field = "max_tokens"
        self._list_length = _LONG_LIST
        self._is_unreachable = False
        self.counter: TokenCounter | None = None

    def complete(self, request: Request, ended: threading.Event | None = None) -> Completion:
        """Return the completion; FAILED, with the reason, if there is none after all retries.

        Once the server could not be reached, requests get one try only until one succeeds.
        `ended` cuts pauses short.
        """
        # An answer that was interrupted is not streamed again, and one token never is.
        streamed = [not request.choices]

        def once() -> StreamState:
            try:
                return self._try_adapting(request, stream=streamed[0])
            except ServerError as error:
                streamed[0] = streamed[0] and not error.is_transient
                raise

        try:
            tries = 1 if self._is_unreachable else None
            answer = self._client.with_retries(once, tries, ended)
        except ServerError as error:
            self._is_unreachable = error.is_unreachable
            return Completion("", FinishReason.FAILED, detail=error.message)
        self._is_unreachable = False
        return self._check_answer(request, answer)

    def count_prompt_tokens(self, text: str) -> int | None:
        """Return how many tokens the server counts in a prompt; None if it does not report them.

        It is asked for a single token. Raises ServerError if the server can't answer.
        """
        request = Request(Prompt(text), 1)
        answer = self._client.with_retries(lambda: self._try_adapting(request, stream=False))
        return answer.prompt_tokens or None

    def probe_log_odds(self) -> bool:
        """Whether the server answers requests with choices; a small one is sent to find out."""
        try:
            answer = self._client.with_retries(
                lambda: self._try_adapting(_PROBE, stream=False), _PROBE_TRIES
            )
        except ServerError:
            return False
        return not answer.has_reasoning and answer.build_completion().log_odds is not None

    def _try_adapting(self, request: Request, *, stream: bool) -> StreamState:
        """Try once, and again without each field that the server rejects."""
        while True:
            length = self._list_length
            try:
                return self._try_once(request, stream=stream)
            except ServerError as error:
                if error.status not in _REJECTED_STATUS or error.is_too_long:
                    raise
                # The list is to blame: the other fields were accepted before.
                is_adapted = (
                    self._shorten_list(length) if request.choices
                    else self._drop_rejected_field(error.server_message)
                )  # fmt: skip
                if not is_adapted:
                    raise

    def _shorten_list(self, length: int) -> bool:
        """Ask for a shorter list than one of `length`; False if that was the shortest."""
        self._list_length = _SHORT_LIST  # perhaps another thread has already done so
        return length > _SHORT_LIST

    def _drop_rejected_field(self, message: str) -> bool:
        """Drop or rename a field that the server's message is about; whether there was one."""
        if self._limit_field != _NEWER_LIMIT and _NEWER_LIMIT in message:
            self._limit_field = _NEWER_LIMIT
            return True
        known = {*_OPTIONAL_FIELDS, *self._capabilities.extras} - self._without
        named = {name for name in known if name in message}
        if "thinking" in message or "think value" in message:
            named |= known & self._capabilities.extras.keys()
        if not named:  # unknown which: fields beyond the protocol go first
            named = known & self._capabilities.extras.keys()
        self._without |= named
        return bool(named)

    def _try_once(self, request: Request, *, stream: bool) -> StreamState:
        answer, address = StreamState(request), self._client.address
        path = "/v1/chat/completions" if self._capabilities.has_chat_template else "/v1/completions"
        body = self._build_body(request, stream=stream)
        # After one read timeout, the next ones are shorter.
        read_timeout = self._client.timeouts.read
        if self._is_unreachable:
            read_timeout /= _SHORTER_TIMEOUT
        for event in self._client.stream(path, body, read_timeout):
            if isinstance(event, dict) and (error := event.get("error")):
                code = error.get("code") if isinstance(error, dict) else None
                status = code if isinstance(code, int) and 400 <= code < 600 else 500
                raise error_from_status(status, {}, json.dumps(event).encode(), address, None)
            if not answer.add_event(event):
                raise unexpected_answer_error(address, "JSON that is no completion")
            is_cut = answer.finish_reason in (FinishReason.LOOP, FinishReason.LENGTH)
            choices = event.get("choices")
            if is_cut and not (choices and choices[0].get("finish_reason")):
                break  # the answer is cut off here; closing the connection stops the server
        if answer.finish_reason is None:
            raise broken_stream_error(address)
        return answer

    def _build_body(self, request: Request, *, stream: bool) -> dict[str, Any]:
        prompt = request.prompt
        text = escape_control_tokens(prompt.before + prompt.text + prompt.after)
        fields: dict[str, Any] = {"model": self._capabilities.model}
        if self._capabilities.has_chat_template:
            fields["messages"] = [{"role": "user", "content": text}]
        else:
            fields["prompt"] = text
        fields |= {
            self._limit_field: request.max_tokens,
            "temperature": request.temperature,
            "seed": request.seed,
            "stream": stream,
        }
        if request.stop:
            fields["stop"] = list(request.stop)
        if request.choices and self._capabilities.has_chat_template:
            fields |= {"logprobs": True, "top_logprobs": self._list_length}
        elif request.choices:
            fields["logprobs"] = self._list_length
        if stream:
            fields["stream_options"] = {"include_usage": True}
        fields |= self._capabilities.extras
        return {name: value for name, value in fields.items() if name not in self._without}

    def _check_answer(self, request: Request, answer: StreamState) -> Completion:
        """Return the completion; FAILED if the prompt was truncated or only reasoning came.

        FAILED too if choices were to be compared, and the server has listed no tokens.
        """
        least, counted, detail = 0.0, answer.prompt_tokens, ""
        if self.counter:
            expected = self.counter.estimate(request.prompt.text)
            if self.counter.is_exact:
                least = expected * _EXACT_SHARE
            elif expected > _MIN_TOKENS:
                least = expected * _ESTIMATED_SHARE
        if counted and counted < least and self._is_truncated(request, least):
            detail = f"the server has cut the prompt to {counted} tokens of about {least:.0f}: "
            detail += "give it a larger context, or a smaller --ctx here"
        elif answer.has_reasoning and (request.choices or not answer.text.strip()):
            detail = "the model has only thought and not answered: switch its thinking off there"
        elif request.choices and not answer.top_tokens:
            detail = "the server does not say how likely the words are"
        if detail:
            return Completion("", FinishReason.FAILED, detail=detail)
        completion = answer.build_completion()
        if counted or self.counter is None:
            return completion
        return replace(completion, prompt_tokens=self.counter.count(request.prompt.text))

    def _is_truncated(self, request: Request, least: float) -> bool:
        """Whether a prompt was truncated and not just counted without its cached part.

        Some releases of Ollama count so. A number before the text makes it a new one.
        """
        fresh = f"{random.randrange(10**6)}\n{request.prompt.text}"
        try:
            return (self.count_prompt_tokens(fresh) or 0) < least
        except ServerError:
            return True
