"""State of one streaming completion: its text so far, stop strings, repetition loops."""

from __future__ import annotations

from collections.abc import Sequence
from typing import AnyStr

from summarize.inference import Completion, FinishReason, Request
from summarize.nlp.patterns import END_MARKS

# A loop is the same run of tokens several times in a row. Short runs need more
# rounds: "2, 2, 2" is a list of numbers, not a broken record.
_LOOP_TOKENS = 24
_LOOP_ROUNDS = 3
_LOOP_PERIOD = 64
_CHECK_EVERY = 8


def find_loop_start(tokens: Sequence[int]) -> int | None:
    """Return where the repetition at the end of `tokens` begins; None if there is none.

    `[7, 1, 2, 1, 2, ... 1, 2] -> 3`: the position after the first round, which is kept.
    """
    for period in range(1, _LOOP_PERIOD + 1):
        rounds = max(_LOOP_ROUNDS, -(-_LOOP_TOKENS // period))
        needed = period * rounds
        if len(tokens) < needed:
            continue
        tail = list(tokens[-needed:])
        if tail == tail[:period] * rounds:
            # Go back from the end while the repetition holds, then forward by one round.
            start = len(tokens) - period
            while start > 0 and tokens[start - 1] == tokens[start - 1 + period]:
                start -= 1
            return start + period
    return None


def find_stop_string(text: AnyStr, stops: Sequence[AnyStr], old_size: int) -> int | None:
    """Return where the first stop string begins that the text after `old_size` completes.

    `"One.\n\nTwo", ["\n\n"], 4 -> 4`; None if there is none.
    """
    places = (text.find(stop, max(0, old_size - len(stop))) for stop in stops)
    return min((place for place in places if place >= 0), default=None)


class CompletionState:
    """Collects the tokens of one completion and decides when it is over.

    A token is a piece of bytes; one character may be spread over several tokens.
    `finish_reason` is None until the completion is over. It is set from outside at an
    end-of-generation token.
    """

    def __init__(self, request: Request, prompt_tokens: int) -> None:
        self._max_tokens = request.max_tokens
        self._stops = [stop.encode("utf-8", "replace") for stop in request.stop if stop]
        self._prompt_tokens = prompt_tokens
        self._tokens: list[int] = []
        self._pieces: list[bytes] = []
        self._text = b""
        self._choices = request.choices or ("", "")
        self._log_odds: float | None = None
        self._output_tokens = 0
        self.finish_reason: FinishReason | None = None

    @property
    def is_lost(self) -> bool:
        """Whether it ended in a loop before its first sentence did: there is nothing to use."""
        if self.finish_reason is not FinishReason.LOOP:
            return False
        return not any(mark in END_MARKS for mark in self._text.decode("utf-8", "ignore"))

    def restart(self) -> None:
        """Forget the text and begin anew; the tokens written so far still count."""
        self._tokens, self._pieces, self._text = [], [], b""
        self.finish_reason = None

    def choose(self, log_odds: float) -> None:
        """End the completion with the likelier of the request's choices: the first from 0 on."""
        self._text = self._choices[log_odds < 0].encode("utf-8", "replace")
        self._log_odds = log_odds
        self.finish_reason = FinishReason.END

    def add(self, token: int, piece: bytes) -> None:
        """Add the next token."""
        self._output_tokens += 1
        self._tokens.append(token)
        self._pieces.append(piece)
        self._text += piece
        stop = find_stop_string(self._text, self._stops, len(self._text) - len(piece))
        if stop is not None:
            self._text = self._text[:stop]
            self.finish_reason = FinishReason.END
        elif len(self._tokens) >= self._max_tokens:
            self.finish_reason = FinishReason.LENGTH
        elif len(self._tokens) % _CHECK_EVERY == 0:
            start = find_loop_start(self._tokens)
            if start is not None:
                self._text = b"".join(self._pieces[:start])
                self.finish_reason = FinishReason.LOOP

    def build_completion(self) -> Completion:
        """Return the completion, which must be over; an incomplete last character is dropped."""
        assert self.finish_reason is not None
        text = self._text.decode("utf-8", "ignore")
        return Completion(
            text,
            self.finish_reason,
            self._prompt_tokens,
            self._output_tokens,
            log_odds=self._log_odds,
        )
