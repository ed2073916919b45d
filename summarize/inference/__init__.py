"""The only door to the language model.

`Engine` takes many requests at once, because on a processor many sequences
decoded together cost little more than one. Requests that begin with the same
tokens share the work of reading them: put what is common (the article) first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol, runtime_checkable

from summarize.results import ModelInfo


class FinishReason(StrEnum):
    """Why a completion ended."""

    END = "end"  # the model said so, or a stop string was reached
    LENGTH = "length"  # max_tokens was used up: the last sentence may be incomplete
    LOOP = "loop"  # it began to repeat itself and was cut off before the repetition
    FAILED = "failed"  # the engine could not compute it; there is no text


@dataclass(frozen=True, slots=True)
class Prompt:
    """A finished prompt.

    Only in `before` and `after`, the chat template's own text, do control
    tokens such as `<|im_end|>` count as such. In `text` they are ordinary
    characters, so that an article can't end its own turn.
    """

    text: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Request:
    """One completion to compute.

    `max_tokens` (at least 1) is a fuse, not a length. `temperature` 0 takes the
    likeliest token always; otherwise `seed` decides. What is answered about one text does
    not depend on requests about others. The requests about one text alone, when no other
    is asked about, share their memory: with another number of them, one that is almost
    undecided between two words may choose differently, as sums are rounded in another
    order. So it may on another processor or with another release of llama.cpp. A
    completion ends before the first of the `stop` strings.
    """

    prompt: Prompt
    max_tokens: int
    temperature: float = 0.0
    seed: int = 0
    stop: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Completion:
    """What came back. `detail` says what went wrong when `stop` is FAILED.

    `prompt_tokens` counts what was read for this request alone: tokens shared
    with another request are counted once, with the first.
    """

    text: str
    finish_reason: FinishReason
    prompt_tokens: int = 0
    output_tokens: int = 0
    detail: str = ""


class Engine(Protocol):
    """A loaded model."""

    @property
    def info(self) -> ModelInfo:
        """What to tell the reader about the model."""
        ...

    @property
    def context_size(self) -> int:
        """The most tokens that one prompt and its completion may have together."""
        ...

    @property
    def has_chat_template(self) -> bool:
        """Whether the model has a chat template; a base model only continues texts."""
        ...

    def count_tokens(self, text: str) -> int:
        """How many tokens the model's own tokenizer makes of `text`."""
        ...

    def apply_chat_template(self, message: str) -> Prompt:
        """`message` as a user's turn in the model's chat format, the answer begun.

        Raises ModelError if the model has no usable chat template.
        """
        ...

    def complete(self, requests: Sequence[Request]) -> Iterator[tuple[int, Completion]]:
        """Complete all requests; yield `(index, completion)` as each one ends, in any order.

        Raises BudgetError, before anything is computed, if a request does not
        fit the window.
        """
        ...


@runtime_checkable
class PrefetchesTokenCounts(Protocol):
    """An engine that pays for every count, as it has to ask elsewhere."""

    def prefetch_token_counts(self, texts: Sequence[str]) -> None:
        """Get ready to count each of the texts: in one go, which is cheaper."""
        ...


def prefetch_token_counts(engine: Engine, texts: Sequence[str]) -> None:
    """Tell an engine that wants to know which texts it will be asked to count."""
    if isinstance(engine, PrefetchesTokenCounts):
        engine.prefetch_token_counts(texts)
