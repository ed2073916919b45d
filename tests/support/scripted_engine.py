"""A scripted engine for tests: its completions come from a function, not from a model."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from summarize.errors import BudgetError
from summarize.inference import Completion, FinishReason, Prompt, Request
from summarize.results import ModelInfo


class ScriptedEngine:
    """Satisfies `Engine`; `answer` returns a completion's text (or a whole Completion).

    A token is a word here. Every request is recorded in `asked`, in order.
    """

    def __init__(
        self,
        answer: Callable[[Request], str | Completion],
        *,
        context_size: int = 4096,
        has_chat_template: bool = True,
    ) -> None:
        self._answer = answer
        self.info = ModelInfo("scripted", "/nowhere/scripted.gguf", 1, "F16")
        self.context_size = context_size
        self.has_chat_template = has_chat_template
        self.has_log_odds = True
        self.asked: list[Request] = []
        self.calls = 0

    def count_tokens(self, text: str) -> int:
        return len(text.split())

    def apply_chat_template(self, message: str) -> Prompt:
        return Prompt(message, "<|user|>", "<|assistant|>")

    def complete(self, requests: Sequence[Request]) -> Iterator[tuple[int, Completion]]:
        self.calls += 1
        for request in requests:
            if self.count_tokens(request.prompt.text) + request.max_tokens > self.context_size:
                raise BudgetError("does not fit", "")
        return self._run(requests)

    def _run(self, requests: Sequence[Request]) -> Iterator[tuple[int, Completion]]:
        for index in reversed(range(len(requests))):  # nobody may rely on the order
            self.asked.append(requests[index])
            answer = self._answer(requests[index])
            if isinstance(answer, str):
                answer = Completion(answer, FinishReason.END, 10, self.count_tokens(answer))
            yield index, answer


def is_claims(request: Request) -> bool:
    """Whether a request asks for claims and not for a summary."""
    return "important facts" in request.prompt.text
