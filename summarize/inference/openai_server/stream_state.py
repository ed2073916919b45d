"""One answer while it comes: its text so far, and whether it has to stop; pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from summarize.inference import Completion, FinishReason, Request
from summarize.inference.llama_cpp.completion_state import find_loop_start

_CHECK_EVERY = 8  # pieces
# A server that does not keep to the fuse is cut off: no token has so many characters on average.
_MOST_CHARACTERS_A_TOKEN = 24
# So much longer than an answer may a model think of it, in pieces.
_MOST_THOUGHTS_A_TOKEN, _SOME_THOUGHTS = 4, 4000
# Longer than any word: the language has no spaces, and is looked at sign by sign.
_LONG_WORD = 24
_WORD = re.compile(r"\S+")


class StreamState:
    """Collects what a server says of one completion, event by event.

    `stop` is set when it is over, whether the server or this has ended it. What a model thinks
    in a field of its own is no part of the answer; `thought` says that it did.
    """

    def __init__(self, request: Request) -> None:
        self._request = request
        self.text = ""
        self.finish_reason: FinishReason | None = None
        self.has_reasoning = False
        self._pieces = self._thoughts = 0
        self._usage: Mapping[str, Any] = {}

    @property
    def prompt_tokens(self) -> int:
        """How many tokens the prompt had as the server has counted it; 0 if it does not tell."""
        return _number(self._usage.get("prompt_tokens"))

    def add_event(self, event: object) -> bool:
        """Take the next event; whether it is one that such a server sends."""
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
            self._add_reasoning(part)
            said = part.get("content") if "text" not in part else part["text"]
            if isinstance(said, str) and said:
                self._add_text(said)
        reason = choice.get("finish_reason")
        if reason and self.finish_reason is None:
            self.finish_reason = (
                FinishReason.LENGTH if reason in ("length", "max_tokens") else FinishReason.END
            )

    def _add_reasoning(self, part: Mapping[str, Any]) -> None:
        if any(part.get(name) for name in ("reasoning_content", "reasoning")):
            self.has_reasoning = True
            self._thoughts += 1
            most = _SOME_THOUGHTS + _MOST_THOUGHTS_A_TOKEN * self._request.max_tokens
            if self._thoughts > most:
                self.finish_reason = FinishReason.LENGTH

    def _add_text(self, said: str) -> None:
        before = len(self.text)
        self.text += said
        self._pieces += 1
        places = [
            self.text.find(stop, max(0, before - len(stop))) for stop in self._request.stop if stop
        ]
        found = [place for place in places if place >= 0]
        if found:
            self.text, self.finish_reason = self.text[: min(found)], FinishReason.END
        elif len(self.text) > self._request.max_tokens * _MOST_CHARACTERS_A_TOKEN:
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
        """The result; `stop` must be set."""
        assert self.finish_reason is not None
        if self.finish_reason is not FinishReason.LOOP:
            self._cut_loop()  # a short one that came in a few large pieces
        details = self._usage.get("prompt_tokens_details")
        cached = _number(details.get("cached_tokens")) if isinstance(details, dict) else 0
        read = max(0, self.prompt_tokens - cached)
        written = _number(self._usage.get("completion_tokens")) or self._pieces
        return Completion(self.text, self.finish_reason, read, written)


def _number(value: object) -> int:
    return value if isinstance(value, int) and value > 0 else 0
