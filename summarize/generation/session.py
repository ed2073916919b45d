"""The engine of one run: completes requests, counts tokens, reports progress."""

from __future__ import annotations

from collections.abc import Sequence

from summarize.inference import Completion, Engine, FinishReason, Request
from summarize.progress import Progress, Step, ignore_progress


class GenerationSession:
    """Completes requests with one engine, counts tokens and failures, and reports progress.

    `unanswered` has the reason of each request that failed.
    """

    def __init__(self, engine: Engine, progress: Progress = ignore_progress) -> None:
        self.engine = engine
        self.prompt_tokens = 0
        self.output_tokens = 0
        self.unanswered: list[str] = []
        self._progress = progress

    def complete(self, requests: Sequence[Request], stage: str) -> list[Completion]:
        """Return the completions in the order of the requests; progress is reported as `stage`."""
        results: dict[int, Completion] = {}
        self._progress(Step(stage, 0, len(requests)))
        tokens = 0
        for index, completion in self.engine.complete(requests):
            results[index] = completion
            if completion.finish_reason is FinishReason.FAILED:
                self.unanswered.append(completion.detail)
            self.prompt_tokens += completion.prompt_tokens
            self.output_tokens += completion.output_tokens
            tokens += completion.prompt_tokens + completion.output_tokens
            self._progress(Step(stage, len(results), len(requests), tokens))
        return [results[index] for index in range(len(requests))]
