"""A llama.cpp context: the KV cache for a number of sequences, and batches decoded in it."""

from __future__ import annotations

import ctypes
import math
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from summarize.errors import EngineError
from summarize.inference.llama_cpp.batching import ContextLayout
from summarize.inference.llama_cpp.library import find_failure_reason, load_library, log_lines
from summarize.inference.llama_cpp.llama_model import LlamaModel
from summarize.inference.llama_cpp.worker import Worker
from summarize.progress import activity

_DOCTOR = "See what 'summarize doctor' says of the model, or take another."


@dataclass(frozen=True, slots=True)
class BatchToken:
    """One token of a batch; `wants_logits` if the next token is sampled after it."""

    token: int
    position: int
    sequence: int
    wants_logits: bool


@dataclass(frozen=True, slots=True)
class Throughput:
    """Tokens a second: in the prefill of a prompt, and decoded in all sequences together."""

    prefill: float
    decode: float


class LlamaContext:
    """A llama.cpp context with the KV cache that the layout describes.

    Raises EngineError if there is not enough memory for it, ModelError if the model is of a
    kind without a KV cache or state: it does not generate text. `batch` is the most tokens that
    one call of `decode` takes.

    The context is created and freed on the worker's thread, and the other methods must be called
    there as well. llama.cpp may compute for long or write to its log, which is a Python
    function: on the main thread, a Ctrl-C that came meanwhile would be lost.
    """

    def __init__(
        self, model: LlamaModel, worker: Worker, layout: ContextLayout, threads: int
    ) -> None:
        self._lib = load_library()
        self._model = model
        self._worker = worker
        self.layout = layout
        self.pointer: Any = None
        self.batch = max(model.tuning.batch, layout.sequences)
        self._batch = self._lib.llama_batch_init(self.batch, 0, 1)
        try:
            worker.run(lambda: self._create(threads))
        except BaseException:
            self.close()
            raise

    def _create(self, threads: int) -> None:
        params = self._lib.llama_context_default_params()
        params.n_ctx = self.layout.n_ctx
        params.n_batch = params.n_ubatch = self.batch
        params.n_seq_max = self.layout.sequences
        params.n_threads = params.n_threads_batch = threads
        params.kv_unified = self.layout.kv_unified
        params.flash_attn_type = self._model.tuning.flash_attention
        params.no_perf = True
        params.abort_callback = self._worker.callback
        params.abort_callback_data = ctypes.addressof(self._worker.flag)
        log_lines.clear()
        self.pointer = self._lib.llama_init_from_model(self._model.pointer, params)
        if not self.pointer:
            raise EngineError(
                f"there is no memory for {self.layout.n_ctx} tokens: {find_failure_reason()}",
                "Give a smaller one: --ctx 2048",
            )
        self._memory = self._lib.llama_get_memory(self.pointer)
        if not self._memory:
            raise self._model.unfit_error()

    def close(self) -> None:
        """Free the memory."""
        context, self.pointer = self.pointer, None
        batch, self._batch = self._batch, None
        if context:
            self._worker.run(lambda: self._lib.llama_free(context))
        if batch:
            self._lib.llama_batch_free(batch)

    def decode(self, entries: Sequence[BatchToken]) -> None:
        """Evaluate at most one batch of tokens; EngineError if llama.cpp fails."""
        self._evaluate("decode", entries)

    def encode(self, tokens: Sequence[int]) -> None:
        """Have the encoder read a text, at most one batch; it stays for the decoder to look at.

        Only for models that have both. Raises EngineError if llama.cpp fails.
        """
        self._evaluate("encode", [BatchToken(one, n, 0, True) for n, one in enumerate(tokens)])

    def _evaluate(self, verb: str, entries: Sequence[BatchToken]) -> None:
        batch = self._batch
        batch.n_tokens = len(entries)
        for place, entry in enumerate(entries):
            batch.token[place] = entry.token
            batch.pos[place] = entry.position
            batch.n_seq_id[place] = 1
            batch.seq_id[place][0] = entry.sequence
            batch.logits[place] = entry.wants_logits
        log_lines.clear()
        code = getattr(self._lib, f"llama_{verb}")(self.pointer, batch)
        if code != 0:
            message = f"llama.cpp could not {verb} (code {code}): {find_failure_reason()}"
            raise EngineError(message, _DOCTOR)

    def read_logits(self, place: int) -> list[float]:
        """Return the logits after the entry at `place`, one for each token of the vocabulary."""
        logits = self._lib.llama_get_logits_ith(self.pointer, place)
        return list(logits[: self._model.vocabulary_size]) if logits else []

    def read_log_odds(self, place: int, first: int, second: int) -> float:
        """Return how much larger the logit of `first` is than that of `second`, after `place`."""
        logits = self._lib.llama_get_logits_ith(self.pointer, place)
        if not logits:
            raise EngineError("the model says nothing of how likely an answer is", _DOCTOR)
        log_odds = float(logits[first] - logits[second])
        if not math.isfinite(log_odds):
            raise EngineError("the model breaks down: what it computes is no number", _DOCTOR)
        return log_odds

    def prefill(self, tokens: Sequence[int], sequence: int, start: int, stop: int) -> None:
        """Evaluate the tokens from `start` to before `stop`, batch by batch, without logits."""
        while start < stop:
            end = min(start + self.batch, stop)
            if stop - end == 1 and end - start > 2:  # no single token if that can be: see `Decoder`
                end -= 1
            self.decode([BatchToken(tokens[n], n, sequence, False) for n in range(start, end)])
            activity.read += end - start
            start = end

    def copy_sequence(self, source: int, target: int) -> None:
        """Copy all cells of one sequence to another, which is empty."""
        self._lib.llama_memory_seq_cp(self._memory, source, target, -1, -1)

    def remove_cells(self, sequence: int, start: int = -1) -> None:
        """Free the cells of a sequence from position `start` on; all by default."""
        self._lib.llama_memory_seq_rm(self._memory, sequence, start, -1)

    def clear_sequences(self) -> None:
        """Free the cells of all sequences."""
        self._lib.llama_memory_clear(self._memory, False)

    def measure_throughput(self, tokens: Sequence[int], sequences: int, steps: int) -> Throughput:
        """Measure prefill and decode alone, without sampling.

        One sequence evaluates `tokens`; all sequences then decode `steps` of the same tokens.
        """
        size, everyone = len(tokens), range(sequences)
        self.clear_sequences()
        self.decode([BatchToken(tokens[0], 0, 0, True)])  # the first call also allocates
        self.clear_sequences()
        started = time.perf_counter()
        self.prefill(tokens, 0, 0, size)
        self._lib.llama_synchronize(self.pointer)
        seconds = time.perf_counter() - started
        for other in everyone[1:]:
            self.copy_sequence(0, other)
        for step in range(steps + 1):
            if step == 1:  # the first one also copies
                started = time.perf_counter()
            self.decode([BatchToken(tokens[step % size], size + step, n, True) for n in everyone])
            self._lib.llama_synchronize(self.pointer)
        return Throughput(size / seconds, sequences * steps / (time.perf_counter() - started))
