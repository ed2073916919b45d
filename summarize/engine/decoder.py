"""Computing one wave: prompts in, completions out, all sequences side by side."""

from __future__ import annotations

import ctypes
import functools
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from summarize.engine import Completion, Request, Stop
from summarize.engine.batching import Wave
from summarize.engine.growing import Growing
from summarize.engine.library import load, log, reason
from summarize.engine.model import Model
from summarize.engine.worker import Worker
from summarize.errors import EngineError

# Tokens handed to llama.cpp at once while prompts are read.
BATCH = 512
# Sampling for temperatures above 0: the usual cut-offs of the unlikely tail.
_TOP_K = 40
_TOP_P = 0.95
_MIN_P = 0.05
_SEEDS = 0xFFFFFFFF  # llama.cpp takes this one to mean "choose a seed at random"


@dataclass(frozen=True, slots=True)
class _Entry:
    """One token to decode; `sample` if the next token is to be chosen after it."""

    token: int
    position: int
    sequence: int
    sample: bool = False


@dataclass(slots=True)
class _Live:
    """A sequence that is being decoded."""

    index: int
    number: int
    growing: Growing
    sampler: Any
    position: int
    next_token: int = -1


class Decoder:
    """A llama.cpp context of `cells` cells for up to `sequences` sequences.

    Raises EngineError if there is not enough memory for it, ModelError if the
    model is of a kind that needs no memory of what it read: it can't write on.

    llama.cpp is called on the worker's thread wherever it may compute for long or
    write to its log, which is a Python function: on the main thread, a Ctrl-C that
    came while that runs would be lost.
    """

    def __init__(
        self, model: Model, worker: Worker, cells: int, sequences: int, threads: int
    ) -> None:
        self._lib = load()
        self._model = model
        self._worker = worker
        self.cells, self.sequences = cells, sequences
        self._context: Any = None
        self._batch = self._lib.llama_batch_init(BATCH, 0, 1)
        try:
            worker.run(lambda: self._make(self._params(threads)))
        except BaseException:
            self.close()
            raise

    def _make(self, params: Any) -> None:
        log.clear()
        self._context = self._lib.llama_init_from_model(self._model.pointer, params)
        if not self._context:
            raise EngineError(
                f"no context of {self.cells} tokens could be made: {reason()}",
                "Give a smaller one: --ctx 2048",
            )
        self._memory = self._lib.llama_get_memory(self._context)
        if not self._memory:
            raise self._model.unfit()

    def _params(self, threads: int) -> Any:
        params = self._lib.llama_context_default_params()
        params.n_ctx = self.cells
        params.n_batch = params.n_ubatch = BATCH
        params.n_seq_max = self.sequences
        params.n_threads = params.n_threads_batch = threads
        params.kv_unified = True  # so that a prefix can be shared between sequences
        # On a processor it reads the shared prefix again for every sequence: with seven of
        # them, writing took 2.3 times as long with it. (Reading several articles side by
        # side took a fifth less, but most of the time goes into writing.)
        params.flash_attn_type = self._lib.LLAMA_FLASH_ATTN_TYPE_DISABLED
        params.no_perf = True
        params.abort_callback = self._worker.callback
        params.abort_callback_data = self._worker.flag_address
        return params

    def close(self) -> None:
        """Free the memory."""
        context, self._context = self._context, None
        batch, self._batch = self._batch, None
        if context:
            self._worker.run(lambda: self._lib.llama_free(context))
        if batch:
            self._lib.llama_batch_free(batch)

    def run(
        self, wave: Wave, requests: Sequence[Request]
    ) -> Generator[tuple[int, Completion], None, None]:
        """Complete the wave's requests, yielding each as it ends.

        Raises EngineError if llama.cpp fails; what was not yielded is lost then.
        """
        live: list[_Live] = []
        try:
            self._start(wave, requests, live)
            self._worker.run(functools.partial(self._read_prompts, wave, live))
            yield from self._finished(live)
            while live := [one for one in live if one.growing.stop is None]:
                self._worker.run(functools.partial(self._step, live))
                yield from self._finished(live)
        finally:
            for one in live:
                self._free(one)

    def _finished(self, live: Sequence[_Live]) -> Iterator[tuple[int, Completion]]:
        for one in live:
            if one.growing.stop is not None:
                self._free(one)
                self._lib.llama_memory_seq_rm(self._memory, one.number, -1, -1)
                yield one.index, one.growing.completion()

    def _free(self, one: _Live) -> None:
        if one.sampler:
            self._lib.llama_sampler_free(one.sampler)
            one.sampler = None

    def _start(self, wave: Wave, requests: Sequence[Request], live: list[_Live]) -> None:
        """Put a sequence for every job into `live`, numbered from 0 in the wave's order.

        The caller's list, so that the caller frees them whatever happens here.
        """
        for group in wave:
            shared = 0  # the first of a group reads the prefix for all
            for job in group.jobs:
                request = requests[job.index]
                growing = Growing(request, len(job.tokens) - shared)
                sampler = self._sampler(request)
                live.append(_Live(job.index, len(live), growing, sampler, len(job.tokens)))
                shared = group.prefix

    def _read_prompts(self, wave: Wave, live: Sequence[_Live]) -> None:
        """Evaluate every shared prefix once, hand it on, then what each prompt has of its own."""
        prefixes: list[_Entry] = []
        copies: list[tuple[int, int]] = []
        own: list[_Entry] = []
        number = 0
        for group in wave:
            first = number
            prefixes += _entries(group.jobs[0].tokens[: group.prefix], 0, first)
            for job in group.jobs:
                if number != first:
                    copies.append((first, number))
                own += _entries(job.tokens, group.prefix, number, sample=True)
                number += 1
        self._lib.llama_memory_clear(self._memory, True)
        self._decode_all(prefixes, live)
        for source, target in copies:
            self._lib.llama_memory_seq_cp(self._memory, source, target, -1, -1)
        self._decode_all(own, live)

    def _step(self, live: Sequence[_Live]) -> None:
        """One token more for every sequence."""
        self._decode([_Entry(o.next_token, o.position - 1, o.number, True) for o in live])
        for place, one in enumerate(live):
            self._sample(one, place)

    def _decode_all(self, entries: Sequence[_Entry], live: Sequence[_Live]) -> None:
        for start in range(0, len(entries), BATCH):
            part = entries[start : start + BATCH]
            self._decode(part)
            for place, entry in enumerate(part):
                if entry.sample:
                    self._sample(live[entry.sequence], place)

    def _decode(self, entries: Sequence[_Entry]) -> None:
        batch = self._batch
        batch.n_tokens = len(entries)
        for place, entry in enumerate(entries):
            batch.token[place] = entry.token
            batch.pos[place] = entry.position
            batch.n_seq_id[place] = 1
            batch.seq_id[place][0] = entry.sequence
            batch.logits[place] = entry.sample
        log.clear()
        code = self._lib.llama_decode(self._context, batch)
        if code != 0:
            raise EngineError(f"llama.cpp could not decode (code {code}): {reason()}")

    def _sample(self, one: _Live, place: int) -> None:
        token = self._lib.llama_sampler_sample(one.sampler, self._context, place)
        if self._model.ends(token):
            one.growing.finish(Stop.END)
            return
        one.growing.add(token, self._model.piece(token))
        one.next_token = token
        one.position += 1

    def _sampler(self, request: Request) -> Any:
        lib = self._lib
        chain = lib.llama_sampler_chain_init(lib.llama_sampler_chain_default_params())
        if request.temperature <= 0:
            lib.llama_sampler_chain_add(chain, lib.llama_sampler_init_greedy())
            return chain
        for link in (
            lib.llama_sampler_init_top_k(_TOP_K),
            lib.llama_sampler_init_top_p(_TOP_P, 1),
            lib.llama_sampler_init_min_p(_MIN_P, 1),
            lib.llama_sampler_init_temp(ctypes.c_float(request.temperature)),
            lib.llama_sampler_init_dist(request.seed % _SEEDS),
        ):
            lib.llama_sampler_chain_add(chain, link)
        return chain


def _entries(
    tokens: Sequence[int], start: int, sequence: int, *, sample: bool = False
) -> list[_Entry]:
    """The tokens from `start` on; with `sample`, the first new one is chosen after the last."""
    last = len(tokens) - 1 if sample else -1
    return [
        _Entry(tokens[position], position, sequence, position == last)
        for position in range(start, len(tokens))
    ]
