"""Answers for a ScriptedEngine: models that are good, lie, or say nothing."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

from summarize.inference import Completion, FinishReason, Request
from summarize.settings import Settings, resolve_settings
from support.scripted_engine import is_claims

_SENTENCE_END = re.compile(r"(?<=[.!?”])\s+(?=[“A-Z])")

Answer = Callable[[Request], str | Completion]


def article_of(request: Request) -> str:
    """The part of the article that a prompt shows."""
    text = request.prompt.text.removeprefix("Article:\n")
    return text.rpartition("\n\n")[0]


def sentences_of(text: str) -> list[str]:
    """Roughly the sentences; paragraphs end one."""
    paragraphs = text.splitlines()
    return [s for paragraph in paragraphs for s in _SENTENCE_END.split(paragraph) if s]


def voting(every: int = 4) -> Answer:
    """A model that repeats every so many-th sentence of what it is shown, others by the seed."""

    def answer(request: Request) -> str:
        chosen = sentences_of(article_of(request))[request.seed % every :: every]
        if is_claims(request):
            return "\n".join(f"{number}. {text}" for number, text in enumerate(chosen, 1))
        return " ".join(chosen)

    return answer


INVENTED = (
    "The cost rose to 987654 euros.",
    "Zebulon Quatermass resigned over the affair.",
    "Ghostly unicorns devoured the committee.",
    "Everybody in Xanaduville rejoiced on 31 February 1888.",
)


def lying(request: Request) -> str:
    """A model that invents numbers, names and events."""
    return "\n".join(f"- {text}" for text in INVENTED)


def silent(request: Request) -> str:
    """A model that begins to think and never ends."""
    return "<think>Let me see. The user wants"


def failing_where(words: str, otherwise: Answer, detail: str = "the engine gave up") -> Answer:
    """`otherwise`, but whatever shows `words` can't be computed."""

    def answer(request: Request) -> str | Completion:
        if words in article_of(request):
            return Completion("", FinishReason.FAILED, detail=detail)
        return otherwise(request)

    return answer


def settings_for(**flags: object) -> Settings:
    """Settings from these flags alone."""
    return resolve_settings(flags, {}, Path(os.devnull)).settings
