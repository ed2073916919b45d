"""One request -> one completion: the right fields, tried again where that helps, nothing cut.

A server that does not know a field of a request says so; it then gets its requests without.
"""

from __future__ import annotations

import random
import threading
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from summarize.inference import Completion, FinishReason, Request
from summarize.inference.openai_server.capabilities import Capabilities
from summarize.inference.openai_server.http_client import HttpClient
from summarize.inference.openai_server.server_errors import (
    ServerError,
    broken_stream_error,
    unexpected_answer_error,
)
from summarize.inference.openai_server.stream_state import StreamState
from summarize.inference.openai_server.token_count import TokenCounter, escape_control_tokens

# Fields that a server can do without; what has another name in some of them.
_DISPENSABLE = ("stream_options", "seed", "stop", "temperature")
_OTHER_NAMES = {"max_tokens": "max_completion_tokens"}
_SHORTER_TIMEOUT = 5
_REFUSED_FIELD = frozenset({400, 422})
# A prompt was cut if the server has counted so much less than there must be. Estimates were
# wrong by a tenth at most, for parts of a document; of a few sentences they say little.
_EXACT_SHARE, _ESTIMATED_SHARE, _FEWEST_TOKENS = 0.98, 0.82, 300


class CompletionClient:
    """Asks one server for completions, for several threads at once."""

    def __init__(self, client: HttpClient, capabilities: Capabilities) -> None:
        self._client = client
        self._capabilities = capabilities
        self._without: frozenset[str] = frozenset()
        self._renamed: dict[str, str] = {}
        self._unreachable = False
        self.counter: TokenCounter | None = None

    def complete(self, request: Request, ended: threading.Event | None = None) -> Completion:
        """The completion; FAILED, with the reason, if there is none after all tries.

        Once the server could not be reached, others are tried once only until one succeeds.
        """
        streamed = [True]  # what was interrupted once is asked for as a whole

        def once() -> StreamState:
            try:
                return self._try_adapting(request, stream=streamed[0])
            except ServerError as refusal:
                streamed[0] = streamed[0] and not refusal.is_transient
                raise

        try:
            tries = 1 if self._unreachable else None
            answer = self._client.with_retries(once, tries, ended)
        except ServerError as refusal:
            self._unreachable = refusal.is_unreachable
            return Completion("", FinishReason.FAILED, detail=refusal.message)
        self._unreachable = False
        return self._check_answer(request, answer)

    def count_prompt_tokens(self, text: str) -> int | None:
        """How many tokens the server counts in a prompt of this message; None if it won't tell.

        The shortest request that there can be. Raises RefusalError if the server can't answer.
        """
        request = Request(_prompt(text), 1)
        answer = self._client.with_retries(lambda: self._try_adapting(request, stream=False))
        return answer.prompt_tokens or None

    def _try_adapting(self, request: Request, *, stream: bool) -> StreamState:
        """One try, and another without each field that the server says it does not know."""
        while True:
            try:
                return self._try_once(request, stream=stream)
            except ServerError as refusal:
                if refusal.status not in _REFUSED_FIELD or refusal.is_too_long:
                    raise
                if not self._drop_rejected_field(refusal.server_message):
                    raise

    def _drop_rejected_field(self, said: str) -> bool:
        """Do without a field that the server complains of; whether there was one."""
        for name, other in _OTHER_NAMES.items():
            if name not in self._renamed and other in said:
                self._renamed[name] = other
                return True
        known = {*_DISPENSABLE, *self._capabilities.extras} - self._without
        named = {name for name in known if name in said}
        if "thinking" in said or "think value" in said:
            named |= known & self._capabilities.extras.keys()
        if not named:  # it does not say which: what is not in the protocol goes first
            named = known & self._capabilities.extras.keys()
        self._without |= named
        return bool(named)

    def _try_once(self, request: Request, *, stream: bool) -> StreamState:
        answer = StreamState(request)
        path = "/v1/chat/completions" if self._capabilities.has_chat_template else "/v1/completions"
        body = self._build_body(request, stream=stream)
        # Once it was silent for so long that it was given up, nobody waits as long again.
        silence = self._client.timeouts.read / (_SHORTER_TIMEOUT if self._unreachable else 1)
        for event in self._client.stream(path, body, silence):
            if isinstance(event, dict) and event.get("error"):
                raise self._error_from_event(event)
            if not answer.add_event(event):
                raise unexpected_answer_error(self._client.address, "JSON that is no completion")
            if answer.finish_reason in (
                FinishReason.LOOP,
                FinishReason.LENGTH,
            ) and not _has_finish_reason(event):
                break  # this side has cut it off; closing the connection tells the server
        if answer.finish_reason is None:
            raise broken_stream_error(self._client.address)
        return answer

    def _error_from_event(self, event: Mapping[str, Any]) -> ServerError:
        """An error that came in the place of an answer, or in the middle of one."""
        import json

        from summarize.inference.openai_server.server_errors import error_from_status

        error = event["error"]
        code = error.get("code") if isinstance(error, dict) else None
        status = code if isinstance(code, int) and 400 <= code < 600 else 500
        return error_from_status(status, {}, json.dumps(event).encode(), self._client.address, None)

    def _build_body(self, request: Request, *, stream: bool) -> dict[str, Any]:
        prompt = request.prompt
        text = escape_control_tokens(prompt.before + prompt.text + prompt.after)
        asked: dict[str, Any] = {"model": self._capabilities.model}
        if self._capabilities.has_chat_template:
            asked["messages"] = [{"role": "user", "content": text}]
        else:
            asked["prompt"] = text
        asked |= {
            self._renamed.get("max_tokens", "max_tokens"): request.max_tokens,
            "temperature": request.temperature,
            "seed": request.seed,
            "stream": stream,
        }
        if request.stop:
            asked["stop"] = list(request.stop)
        if stream:
            asked["stream_options"] = {"include_usage": True}
        asked |= self._capabilities.extras
        return {name: value for name, value in asked.items() if name not in self._without}

    def _check_answer(self, request: Request, answer: StreamState) -> Completion:
        """The completion, unless the model was shown less than it was sent, or said nothing."""
        least = self._min_prompt_tokens(request.prompt.text)
        if (
            answer.prompt_tokens
            and answer.prompt_tokens < least
            and self._is_truncated(request, least)
        ):
            return Completion(
                "", FinishReason.FAILED,
                detail=f"the server has cut the prompt to {answer.prompt_tokens} tokens of about "
                f"{least:.0f}: give it a larger context, or a smaller --ctx here",
            )  # fmt: skip
        if answer.has_reasoning and not answer.text.strip():
            detail = "the model has only thought and not answered: switch its thinking off there"
            return Completion("", FinishReason.FAILED, detail=detail)
        completion = answer.build_completion()
        if answer.prompt_tokens or self.counter is None:
            return completion
        return replace(completion, prompt_tokens=self.counter.count(request.prompt.text))

    def _is_truncated(self, request: Request, least: float) -> bool:
        """Whether a prompt is cut, or just not counted where the server has read it before.

        Some releases of Ollama do the latter. A number before the text makes it a new one.
        """
        fresh = f"{random.randrange(10**6)}\n{request.prompt.text}"
        try:
            return (self.count_prompt_tokens(fresh) or 0) < least
        except ServerError:
            return True

    def _min_prompt_tokens(self, text: str) -> float:
        """The fewest tokens that the prompt must have."""
        if self.counter is None:
            return 0.0
        likely = self.counter.estimate(text)
        if self.counter.is_exact:
            return likely * _EXACT_SHARE
        return likely * _ESTIMATED_SHARE if likely > _FEWEST_TOKENS else 0.0


def _has_finish_reason(event: object) -> bool:
    """Whether the server itself has said that this is the end."""
    choices = event.get("choices") if isinstance(event, dict) else None
    return bool(choices and choices[0].get("finish_reason"))


def _prompt(text: str) -> Any:
    from summarize.inference import Prompt

    return Prompt(text)
