"""The engine that runs a GGUF file inside this process, by llama.cpp."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Generator, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, closing
from dataclasses import replace
from pathlib import Path

from summarize.errors import EngineError
from summarize.inference import Completion, FinishReason, Prompt, Request, ensure_fits
from summarize.inference.llama_cpp.batching import (
    CELL_STEP,
    ContextLayout,
    Group,
    Job,
    plan_batches,
)
from summarize.inference.llama_cpp.decoder import Decoder, TimeSpent
from summarize.inference.llama_cpp.library import list_gpus
from summarize.inference.llama_cpp.llama_context import Throughput
from summarize.inference.llama_cpp.llama_model import LlamaModel
from summarize.inference.llama_cpp.tuning import choose_context_size, default_threads
from summarize.inference.llama_cpp.worker import Worker
from summarize.models.gguf import read_header
from summarize.models.gguf.hyperparameters import Hyperparameters
from summarize.results import ModelInfo

# Contexts are created in steps, so that the next call is likely to fit the same one.
_N_CTX_STEP = 1024
# Tokens that each sequence decodes while its throughput is measured.
_MEASURED_STEPS = 16
# Raise it whenever the same request to the same model may be answered differently than
# before: completions that were cached earlier then no longer count.
REVISION = 5


class LlamaEngine(AbstractContextManager["LlamaEngine"]):
    """Satisfies `summarize.inference.Engine`. A context manager: it frees its memory at the end.

    `threads` None takes the physical cores. `gpu_layers` layers of the model are offloaded to a
    GPU, if there is one; -1 for all. `context_size` None takes the model's own limit, at most
    8192 tokens; BudgetError refuses a larger one than the model was trained on. `network` is what
    the file's header says, which is read if it is not given. `load_seconds` is how long loading
    took, `spent` what reading and writing have taken since. After `close` every use raises
    EngineError. Not thread-safe.
    """

    def __init__(  # noqa: PLR0913 - one for each choice of the caller
        self,
        path: Path,
        info: ModelInfo,
        threads: int | None = None,
        context_size: int | None = None,
        gpu_layers: int = -1,
        network: Hyperparameters | None = None,
    ) -> None:
        started = time.perf_counter()
        self.info = info
        self.threads = threads or default_threads()
        self.spent = TimeSpent()
        self._decoder: Decoder | None = None
        self._run_number = 0
        self._worker = Worker()
        with ExitStack() as undo:
            undo.callback(self._worker.close)
            self._model = LlamaModel(path, self._worker, gpu_layers)
            undo.callback(self._model.close)
            trained = self._model.trained_context
            self.context_size = choose_context_size(trained, context_size, info.name)
            self._network = network or read_header(path).hyperparameters
            undo.pop_all()
        # The bytes for the KV cache and states; what is free is known when the weights are loaded.
        tuning = self._model.tuning
        free = sum(device.free for device in list_gpus()) if tuning.share < 1 else 0
        limit = int(tuning.share * free) if free else tuning.context_bytes
        self._context_bytes = min(tuning.context_bytes, limit)
        self.load_seconds = time.perf_counter() - started

    @property
    def has_chat_template(self) -> bool:
        """Whether the file has a usable chat template."""
        return self._model.template is not None and not self._model.template_fault

    @property
    def has_log_odds(self) -> bool:
        """Whether requests with choices can be answered: always."""
        return True

    @property
    def template_warning(self) -> str:
        """What is wrong with the chat template; "" if nothing."""
        fault = self._model.template_fault
        advice = "It gets texts to go on with, like a base model, and may answer worse."
        return f"{self.info.name}: {fault}. {advice}" if fault else ""

    @property
    def layout(self) -> ContextLayout | None:
        """The KV cache layout of the last call; None before any."""
        return self._decoder.layout if self._decoder else None

    def count_tokens(self, text: str) -> int:
        """Return how many tokens the model's own tokenizer makes of `text`."""
        return len(self._model.tokenize(text))

    def apply_chat_template(self, message: str) -> Prompt:
        """Return `message` as a user's turn in the model's chat format."""
        return self._model.apply_chat_template(message)

    def complete(self, requests: Sequence[Request]) -> Iterator[tuple[int, Completion]]:
        """Complete the requests, as many at a time as fit; see `Engine.complete`.

        If llama.cpp fails, only the requests in progress are FAILED. The iterator may be left
        unfinished; once a later call has begun, or the engine is closed, it raises EngineError.
        Raises UsageError, before anything is computed, for a request with an empty prompt or
        without a token to write, and for choices that begin with the same token.
        """
        prompts = {request.prompt for request in requests}
        tokens = {prompt: tuple(self._model.encode(prompt)) for prompt in prompts}
        window = f"the window of {self.context_size}"
        hint = "Give a larger one (--ctx) or a model with a longer context."
        for one in requests:
            ensure_fits(one, len(tokens[one.prompt]), self.context_size, window, hint)
        jobs = [
            Job(n, tokens[one.prompt], one.max_tokens, self._encode_choices(one))
            for n, one in enumerate(requests)
        ]
        if not jobs:
            return iter(())
        most = self._max_sequences
        separate = min(most, self._model.tuning.max_separate_sequences)
        layout, groups = plan_batches(jobs, most, self._max_cells, separate)
        return self._compute(layout, deque(groups), list(requests))

    def _encode_choices(self, request: Request) -> tuple[int, int] | None:
        return (
            self._model.encode_choices(request.prompt, request.choices) if request.choices else None
        )

    def _compute(
        self, layout: ContextLayout, waiting: deque[Group], requests: Sequence[Request]
    ) -> Iterator[tuple[int, Completion]]:
        """Complete all groups. There is one context, so only the latest call may go on."""
        self._run_number += 1
        run_number = self._run_number
        while waiting:
            with closing(self._run_groups(layout, waiting, requests)) as results:
                for result in results:
                    yield result
                    if self._run_number != run_number:
                        raise EngineError("a later call has taken the engine over", "")

    def _run_groups(
        self, layout: ContextLayout, waiting: deque[Group], requests: Sequence[Request]
    ) -> Generator[tuple[int, Completion], None, None]:
        """Complete the waiting groups, until all are done or llama.cpp fails those in progress."""
        done: set[int] = set()
        groups = list(waiting)
        try:
            decoder = self._ensure_decoder(layout)
            with closing(decoder.run_groups(waiting, requests)) as results:
                for index, completion in results:
                    done.add(index)
                    yield index, completion
        except EngineError as error:
            if len(waiting) == len(groups):
                waiting.clear()  # there is no context at all, and the next try would fail as well
            started = groups[: len(groups) - len(waiting)]
            for job in (job for group in started for job in group.jobs if job.index not in done):
                yield job.index, Completion("", FinishReason.FAILED, detail=error.message)

    def _ensure_decoder(self, layout: ContextLayout) -> Decoder:
        """Return the decoder in use if its context is large enough, else a new one."""
        old = self._decoder
        if old and old.layout.can_serve(layout):
            return old
        if old:
            self._decoder = None
            old.context.close()
        if layout.kv_unified:
            layout = replace(layout, n_ctx=-(-layout.n_ctx // _N_CTX_STEP) * _N_CTX_STEP)
        self._decoder = Decoder(self._model, self._worker, layout, self.threads, self.spent)
        return self._decoder

    def measure_throughput(
        self, tokens: int, sequences: int, *, kv_unified: bool
    ) -> Throughput | None:
        """Return the best throughput of llama.cpp here: see `LlamaContext.measure_throughput`.

        `sequences` sequences are decoded after a prompt of `tokens` (at least 2) that was
        evaluated once, in a unified KV cache or as separate sequences (see `ContextLayout`).
        None if several would take more memory than requests may. Takes over from unfinished
        iterators. Raises EngineError if there is not enough memory for one.
        """
        cells = tokens + _MEASURED_STEPS + 1
        rounded = -(-cells // CELL_STEP) * CELL_STEP
        n_ctx = tokens + sequences * (_MEASURED_STEPS + 1) if kv_unified else sequences * rounded
        if sequences > 1 and (n_ctx > self._max_cells or sequences > self._max_sequences):
            return None
        self._run_number += 1
        # Any tokens will do, as the output is not used.
        sample = self._model.tokenize("The quick brown fox jumps over the lazy dog. " * tokens)
        decoder = self._ensure_decoder(ContextLayout(kv_unified, sequences, n_ctx))
        return decoder.measure_throughput(sample[:tokens], sequences, _MEASURED_STEPS)

    @property
    def _max_sequences(self) -> int:
        """How many sequences may be computed at once: the states of each take memory, too."""
        states = self._network.state_bytes_per_sequence
        return self._model.tuning.bound_sequences(states, self._context_bytes)

    @property
    def _max_cells(self) -> int:
        states = self._max_sequences * self._network.state_bytes_per_sequence
        left = max(0, self._context_bytes - states)
        return left // self._model.cell_bytes(self._network)

    def close(self) -> None:
        """Free the model and its contexts."""
        self._run_number += 1
        if self._decoder:
            self._decoder.context.close()
            self._decoder = None
        self._model.close()
        self._worker.close()

    def __exit__(self, *_: object) -> None:
        self.close()
