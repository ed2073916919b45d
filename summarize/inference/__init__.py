"""The interface to a language model: Engine, Request, Completion, and a wrapper of engines.

`Engine` takes many requests at once, because on a CPU many sequences decoded together cost
little more than one. Requests that begin with the same tokens share the prefill of these: put
what is common (the document) first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import Generic, Protocol, TypeVar

from summarize.errors import BudgetError, UsageError
from summarize.results import ModelInfo


class FinishReason(StrEnum):
    """Why a completion ended."""

    END = "end"  # an end-of-generation token or a stop string
    LENGTH = "length"  # max_tokens was used up: the last sentence may be incomplete
    LOOP = "loop"  # the model began to repeat itself and was cut off before the repetition
    FAILED = "failed"  # the engine could not compute it; there is no text


@dataclass(frozen=True, slots=True)
class Prompt:
    """A finished prompt.

    Control tokens such as `<|im_end|>` are only recognised in `before` and `after`, the chat
    template's own text. In `text` they are ordinary characters, so that a document can't end
    its own turn.
    """

    text: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Request:
    """One completion to compute.

    `max_tokens` (at least 1) is a safety limit, not a wanted length. With `temperature` 0 the
    most likely token is always taken; otherwise `seed` decides. A completion ends before the
    first of the `stop` strings. With `choices`, two words, nothing is written: the completion is
    the likelier of the two as the first word of an answer, with their log-odds; `max_tokens` is 1
    then. The completions about one text do not depend on requests about
    others. Requests about a single text share the KV cache: with another number of them, a
    choice between two almost equally likely tokens may turn out differently, because sums are
    rounded in another order. The same holds for another CPU or release of llama.cpp.
    """

    prompt: Prompt
    max_tokens: int
    temperature: float = 0.0
    seed: int = 0
    stop: tuple[str, ...] = ()
    choices: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Completion:
    """The answer to a request. `detail` says what went wrong if `finish_reason` is FAILED.

    `prompt_tokens` counts the tokens evaluated for this request alone: those shared with
    another request are counted once, with the first. `log_odds` of a request with choices is the
    logarithm of how much likelier the first choice is than the second.
    """

    text: str
    finish_reason: FinishReason
    prompt_tokens: int = 0
    output_tokens: int = 0
    detail: str = ""
    log_odds: float | None = None


class Engine(Protocol):
    """A loaded model."""

    @property
    def info(self) -> ModelInfo:
        """The model's name, place, size and quantisation, for the user."""
        ...

    @property
    def context_size(self) -> int:
        """The most tokens that one prompt and its completion may have together."""
        ...

    @property
    def has_chat_template(self) -> bool:
        """Whether the model has a chat template; a base model only continues texts."""
        ...

    @property
    def has_log_odds(self) -> bool:
        """Whether requests with choices can be answered."""
        ...

    def count_tokens(self, text: str) -> int:
        """Return how many tokens the model's own tokenizer makes of `text`."""
        ...

    def apply_chat_template(self, message: str) -> Prompt:
        """Return `message` as a user's turn in the model's chat format, the answer begun.

        Raises ModelError if the model has no usable chat template.
        """
        ...

    def complete(self, requests: Sequence[Request]) -> Iterator[tuple[int, Completion]]:
        """Complete all requests; yield `(index, completion)` as each one ends, in any order.

        Raises BudgetError, before anything is computed, if a request does not fit the context.
        """
        ...


def prefetch_token_counts(engine: Engine, texts: Sequence[str]) -> None:
    """Have the engine count the tokens of `texts` at once, if that is cheaper for it."""
    if prefetch := getattr(engine, "prefetch_token_counts", None):
        prefetch(texts)


def ensure_fits(request: Request, tokens: int, context_size: int, window: str, hint: str) -> None:
    """Raise BudgetError if a request, its prompt of so many `tokens`, is longer than the context.

    `window` names this in the message. Raises UsageError if there is nothing to read or write.
    """
    if not tokens or request.max_tokens < 1:
        raise UsageError("a request needs something to read and at least one token to write")
    if tokens + request.max_tokens > context_size:
        what = f"a prompt of {tokens} tokens with {request.max_tokens} to write"
        raise BudgetError(f"{what} does not fit {window} tokens", hint)


E = TypeVar("E", bound=Engine)


class EngineWrapper(Generic[E]):
    """Base class of engines around an engine: it delegates all but `complete`."""

    def __init__(self, engine: E) -> None:
        self._engine = engine
        self.info = engine.info
        self.context_size = engine.context_size
        self.has_chat_template = engine.has_chat_template
        self.count_tokens = engine.count_tokens
        self.apply_chat_template = engine.apply_chat_template
        self.prefetch_token_counts = partial(prefetch_token_counts, engine)

    @property
    def has_log_odds(self) -> bool:
        """Whether requests with choices can be answered; some engines find out when asked."""
        return self._engine.has_log_odds
