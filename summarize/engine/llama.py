"""The engine that runs a GGUF file inside this process, by llama.cpp."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from summarize.engine import Completion, Prompt, Request, Stop
from summarize.engine.batching import Job, Wave, group, waves
from summarize.engine.decoder import Decoder
from summarize.engine.library import default_threads
from summarize.engine.model import Model
from summarize.engine.worker import Worker
from summarize.errors import BudgetError, EngineError
from summarize.findings import ModelInfo

# More sequences than this hardly raise the throughput of a processor.
_MAX_SEQUENCES = 16
# Memory for the context, in bytes; one request that needs more gets more.
_CONTEXT_BYTES = 1 << 30
# Contexts are made in steps, so that the next wave is likely to fit the same one.
_CELL_STEP = 1024
# The longest window used by default, in tokens: attention grows with the square,
# and small models read long texts badly. Chunks are far smaller anyway.
_DEFAULT_WINDOW = 8192


class LlamaEngine:
    """Satisfies `summarize.engine.Engine`. A context manager: it frees its memory at the end.

    `threads` None takes the physical cores. `window` None takes the model's own
    limit, at most 8192 tokens; a larger one than the model was trained for is
    refused with BudgetError. `load_seconds` tells how long loading took.
    """

    def __init__(
        self, path: Path, info: ModelInfo, threads: int | None = None, window: int | None = None
    ) -> None:
        started = time.perf_counter()
        self._info = info
        self._threads = threads or default_threads()
        self._worker = Worker()
        self._decoder: Decoder | None = None
        self._model = Model(path, self._worker)
        self._window = _window(self._model.trained_context, window, info.name)
        self.load_seconds = time.perf_counter() - started

    @property
    def info(self) -> ModelInfo:
        """The model, for the reader."""
        return self._info

    @property
    def window(self) -> int:
        """Tokens that a prompt and its completion may have together."""
        return self._window

    @property
    def chats(self) -> bool:
        """Whether the file has a chat template."""
        return self._model.template is not None

    def count(self, text: str) -> int:
        """Tokens of `text`, by the model's own tokenizer."""
        return len(self._model.tokenize(text))

    def chat(self, message: str) -> Prompt:
        """`message` as a user's turn in the model's chat format."""
        return self._model.chat(message)

    def complete(self, requests: Sequence[Request]) -> Iterator[tuple[int, Completion]]:
        """Complete the requests, as many at a time as fit; see `Engine.complete`.

        A failure of llama.cpp fails the requests of its wave, not the others.
        """
        jobs = [self._job(index, request) for index, request in enumerate(requests)]
        cells = self._most_cells(jobs)
        plan = waves(group(jobs, _MAX_SEQUENCES, cells), _MAX_SEQUENCES, cells)
        for wave in plan:
            yield from self._run(wave, requests)

    def _job(self, index: int, request: Request) -> Job:
        tokens = tuple(self._model.encode(request.prompt))
        needed = len(tokens) + request.max_tokens
        if needed > self._window:
            raise BudgetError(
                f"a prompt of {len(tokens)} tokens with {request.max_tokens} to write does not "
                f"fit the window of {self._window} tokens",
                "Give a larger one (--ctx) or a model with a longer context.",
            )
        return Job(index, tokens, request.max_tokens)

    def _most_cells(self, jobs: Sequence[Job]) -> int:
        """How many cells a wave may take: by memory, but always enough for the largest job."""
        largest = max((len(job.tokens) + job.max_tokens for job in jobs), default=0)
        return max(largest, _CONTEXT_BYTES // self._model.cell_bytes)

    def _run(self, wave: Wave, requests: Sequence[Request]) -> Iterator[tuple[int, Completion]]:
        unfinished = {job.index for part in wave for job in part.jobs}
        try:
            decoder = self._fit(sum(part.cells for part in wave), len(unfinished))
            for index, completion in decoder.run(wave, requests):
                unfinished.discard(index)
                yield index, completion
        except EngineError as error:
            for index in sorted(unfinished):
                yield index, Completion("", Stop.FAILED, detail=error.message)

    def _fit(self, cells: int, sequences: int) -> Decoder:
        """The context in use if it is large enough, else a new one."""
        old = self._decoder
        if old and old.cells >= cells and old.sequences >= sequences:
            return old
        cells = -(-cells // _CELL_STEP) * _CELL_STEP
        if old:
            cells, sequences = max(cells, old.cells), max(sequences, old.sequences)
            self._decoder = None
            old.close()
        self._decoder = Decoder(self._model, self._worker, cells, sequences, self._threads)
        return self._decoder

    def close(self) -> None:
        """Free the model and everything made for it."""
        if self._decoder:
            self._decoder.close()
            self._decoder = None
        self._model.close()
        self._worker.close()

    def __enter__(self) -> LlamaEngine:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _window(trained: int, asked: int | None, name: str) -> int:
    if asked is None:
        return min(trained, _DEFAULT_WINDOW)
    if asked > trained:
        raise BudgetError(
            f"{name} was trained on at most {trained} tokens, {asked} were asked for",
            f"Give --ctx {trained} or less.",
        )
    return asked
