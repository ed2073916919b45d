"""An engine around an engine: in all but `complete` the one that it wraps."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

from summarize.inference import Engine, Prompt, prefetch_token_counts
from summarize.results import ModelInfo

E = TypeVar("E", bound=Engine)


class EngineWrapper(Generic[E]):
    """What a wrapper of an engine passes on; it adds `complete` to be an engine itself."""

    def __init__(self, engine: E) -> None:
        self._engine = engine

    @property
    def info(self) -> ModelInfo:
        """What to tell the reader about the model."""
        return self._engine.info

    @property
    def context_size(self) -> int:
        """The most tokens that one prompt and its completion may have together."""
        return self._engine.context_size

    @property
    def has_chat_template(self) -> bool:
        """Whether the model has a chat template."""
        return self._engine.has_chat_template

    def count_tokens(self, text: str) -> int:
        """How many tokens the model's own tokenizer makes of `text`."""
        return self._engine.count_tokens(text)

    def prefetch_token_counts(self, texts: Sequence[str]) -> None:
        """Pass on which texts will be counted."""
        prefetch_token_counts(self._engine, texts)

    def apply_chat_template(self, message: str) -> Prompt:
        """`message` as a user's turn in the model's chat format, the answer begun."""
        return self._engine.apply_chat_template(message)
