"""State of one streamed answer: its text so far, and whether it has to stop; pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from summarize.inference import Completion, FinishReason, Request
from summarize.inference.llama_cpp.completion_state import find_loop_start, find_stop_string
from summarize.inference.openai_server.http_client import parse_positive
from summarize.inference.openai_server.log_odds import (
    TopTokens,
    compute_log_odds,
    opens_thought,
    parse_top_tokens,
)

_CHECK_EVERY = 8  # pieces
# A server that ignores max_tokens is cut off: no token has so many characters on average.
_MAX_CHARACTERS_PER_TOKEN = 24
# The most pieces of reasoning: for each token of the answer, and beside these.
_REASONING_PER_TOKEN, _MIN_REASONING = 4, 4000
# Longer than any word: the language has no spaces, and is compared character by character.
_LONG_WORD = 24
_WORD = re.compile(r"\S+")


class StreamState:
    """Collects the events of one completion.

    `finish_reason` is set when it is over, whether the server or this has ended it. Reasoning
    in a field of its own is no part of the text; `has_reasoning` says that there was some.
    `top_tokens` are those for the first word of the answer to a request with choices.
    """

    def __init__(self, request: Request) -> None:
        self._request = request
        self.text = ""
        self.finish_reason: FinishReason | None = None
        self.has_reasoning = False
        self.top_tokens: TopTokens = ()
        self._pieces = self._reasoning_pieces = 0
        self._usage: Mapping[str, Any] = {}

    @property
    def prompt_tokens(self) -> int:
        """The tokens of the prompt as the server has counted them; 0 if it does not report them."""
        return parse_positive(self._usage.get("prompt_tokens")) or 0

    def add_event(self, event: object) -> bool:
        """Add the next event; return whether it is valid in this protocol."""
        if not isinstance(event, dict):
            return False
        usage, choices = event.get("usage"), event.get("choices")
        if isinstance(usage, dict):
            self._usage = usage
        if not isinstance(choices, list) or (choices and not isinstance(choices[0], dict)):
            return isinstance(usage, dict)
        if choices and self.finish_reason is None:
            self._add_choice(choices[0])
        return True

    def _add_choice(self, choice: Mapping[str, Any]) -> None:
        part = choice.get("delta") or choice.get("message") or choice
        if isinstance(part, dict):
            if part.get("reasoning_content") or part.get("reasoning"):
                self.has_reasoning = True
                self._reasoning_pieces += 1
                limit = _MIN_REASONING + _REASONING_PER_TOKEN * self._request.max_tokens
                if self._reasoning_pieces > limit:
                    self.finish_reason = FinishReason.LENGTH
            text = part.get("content") if "text" not in part else part["text"]
            if isinstance(text, str) and text:
                self._add_text(text)
        if self._request.choices and not self.top_tokens:
            self.top_tokens = parse_top_tokens(choice)
            self.has_reasoning |= opens_thought(self.top_tokens)
        reason = choice.get("finish_reason")
        if reason and self.finish_reason is None:
            self.finish_reason = (
                FinishReason.LENGTH if reason in ("length", "max_tokens") else FinishReason.END
            )

    def _add_text(self, text: str) -> None:
        size = len(self.text)
        self.text += text
        self._pieces += 1
        stop = find_stop_string(self.text, [one for one in self._request.stop if one], size)
        if stop is not None:
            self.text, self.finish_reason = self.text[:stop], FinishReason.END
        elif len(self.text) > self._request.max_tokens * _MAX_CHARACTERS_PER_TOKEN:
            self.finish_reason = FinishReason.LENGTH
        elif self._pieces % _CHECK_EVERY == 0:
            self._cut_loop()

    def _cut_loop(self) -> None:
        words = list(_WORD.finditer(self.text))
        if words and len(self.text) / len(words) > _LONG_WORD:
            words = list(re.finditer(r"\S", self.text))
        numbers: dict[str, int] = {}
        # The last word may not be whole yet.
        start = find_loop_start([numbers.setdefault(word[0], len(numbers)) for word in words[:-1]])
        if start is not None:
            self.text, self.finish_reason = self.text[: words[start - 1].end()], FinishReason.LOOP

    def build_completion(self) -> Completion:
        """Return the completion; it must be over."""
        assert self.finish_reason is not None
        if self._request.choices:
            return self._choose(self._request.choices)
        if self.finish_reason is not FinishReason.LOOP:
            self._cut_loop()  # a short one that came in a few large pieces
        written = parse_positive(self._usage.get("completion_tokens")) or self._pieces
        return Completion(self.text, self.finish_reason, self._count_evaluated(), written)

    def _choose(self, choices: tuple[str, str]) -> Completion:
        """Return the likelier choice; without text and log-odds if the server lists neither."""
        log_odds = compute_log_odds(self.top_tokens, choices)
        text = "" if log_odds is None else choices[log_odds < 0]
        read = self._count_evaluated()
        return Completion(text, FinishReason.END, read, log_odds=log_odds)

    def _count_evaluated(self) -> int:
        """Return the tokens of the prompt that the server had not cached."""
        details = self._usage.get("prompt_tokens_details")
        cached = details.get("cached_tokens") if isinstance(details, dict) else None
        return max(0, self.prompt_tokens - (parse_positive(cached) or 0))
