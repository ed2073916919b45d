"""Decoding: groups of requests enter a running batch as sequences fall free.

Whenever there is room, the next group's prompt is read; otherwise every live sequence
gets its next token, all of them in one step. On a processor that keeps the steps as full
as they can be, which is what decides how many tokens a second come out: nobody waits for
a single answer while others are computed, so that there is no reason to go on with some
sequences in the middle of another one's prompt.
"""

from __future__ import annotations

import ctypes
import functools
from collections import deque
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from summarize.engine import Completion, Request, Stop
from summarize.engine.batching import Group, Job, Layout
from summarize.engine.growing import Growing
from summarize.engine.library import load, log, reason
from summarize.engine.model import Model
from summarize.engine.worker import Worker
from summarize.errors import EngineError

# Tokens of a prompt computed at once. Attention is computed for all pairs of these and the
# cells before them, later ones included, so that smaller batches waste less of it: with 128,
# 1,500 tokens were read a tenth faster than with 512 (docs/experiments.md).
BATCH = 128
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
    sample: bool


@dataclass(slots=True, eq=False)
class _Live:
    """A sequence, number `number` in the context; `token` at `position` is decoded next."""

    job: Job
    group: Group
    number: int
    growing: Growing
    sampler: Any
    position: int
    token: int


class Decoder:
    """A llama.cpp context with room for what the layout says.

    Raises EngineError if there is not enough memory for it, ModelError if the
    model is of a kind that needs no memory of what it read: it can't write on.

    llama.cpp is called on the worker's thread wherever it may compute for long or
    write to its log, which is a Python function: on the main thread, a Ctrl-C that
    came while that runs would be lost.
    """

    def __init__(self, model: Model, worker: Worker, layout: Layout, threads: int) -> None:
        self._lib = load()
        self._model = model
        self._worker = worker
        self.layout = layout
        self._context: Any = None
        self._batch = self._lib.llama_batch_init(max(BATCH, layout.sequences), 0, 1)
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
                f"no context of {self.layout.cells} tokens could be made: {reason()}",
                "Give a smaller one: --ctx 2048",
            )
        self._memory = self._lib.llama_get_memory(self._context)
        if not self._memory:
            raise self._model.unfit()

    def _params(self, threads: int) -> Any:
        params = self._lib.llama_context_default_params()
        params.n_ctx = self.layout.cells
        params.n_batch = params.n_ubatch = max(BATCH, self.layout.sequences)
        params.n_seq_max = self.layout.sequences
        params.n_threads = params.n_threads_batch = threads
        params.kv_unified = self.layout.pool
        # On a processor it reads prompts a fifth faster and writes at half the speed or less.
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
        self, waiting: deque[Group], requests: Sequence[Request]
    ) -> Generator[tuple[int, Completion], None, None]:
        """Complete the requests of the waiting groups, each yielded as it ends.

        A group that is begun is taken from `waiting`. Raises EngineError if llama.cpp
        fails: what was begun and not yielded is lost then, what still waits is not.
        """
        live: list[_Live] = []
        self._lib.llama_memory_clear(self._memory, False)
        try:
            while waiting or live:
                while waiting and self._has_room(waiting[0], live):
                    begun = self._begin(waiting.popleft(), requests, live)
                    self._worker.run(functools.partial(self._read, begun))
                self._worker.run(functools.partial(self._step, live))
                yield from self._finished(live)
        finally:
            for one in live:
                self._free(one)

    def _has_room(self, group: Group, live: Sequence[_Live]) -> bool:
        """Whether the group fits beside what is live; beside nothing, the layout lets each."""
        if len(live) + len(group.jobs) > self.layout.sequences:
            return False
        if not self.layout.pool:
            return True
        # A prefix stays until the last sequence that shares it has ended.
        there = {id(one.group): one.group.cells for one in live}
        return sum(there.values()) + group.cells <= self.layout.cells

    def _begin(
        self, group: Group, requests: Sequence[Request], live: list[_Live]
    ) -> Sequence[_Live]:
        """Put a sequence for every job of the group into `live`; returns just these.

        The caller's list, so that the caller frees them whatever happens here.
        """
        start = len(live)
        taken = {one.number for one in live}
        free = [number for number in range(self.layout.sequences) if number not in taken]
        shared = 0  # the first of a group reads the prefix for all
        for job, number in zip(group.jobs, free, strict=False):
            request = requests[job.index]
            growing = Growing(request, len(job.tokens) - shared)
            sampler = self._sampler(request)
            last = len(job.tokens) - 1
            live.append(_Live(job, group, number, growing, sampler, last, job.tokens[last]))
            shared = group.prefix
        return live[start:]

    def _finished(self, live: list[_Live]) -> Iterator[tuple[int, Completion]]:
        """What has just ended; its sequence and its cells fall free at once."""
        ended = [one for one in live if one.growing.stop is not None]
        for one in ended:
            live.remove(one)
            self._free(one)
            self._lib.llama_memory_seq_rm(self._memory, one.number, -1, -1)
        for one in ended:
            yield one.job.index, one.growing.completion()

    def _free(self, one: _Live) -> None:
        if one.sampler:
            self._lib.llama_sampler_free(one.sampler)
            one.sampler = None

    def _read(self, begun: Sequence[_Live]) -> None:
        """Evaluate the group's prefix once, hand it on, then what each prompt has of its own.

        All but the last token of each, which is decoded in a step with the others'. So a
        token of a prompt is never alone in its batch, and one that is written always is:
        some kernels add up in another order for a single token, and the text would depend
        on what else was asked.
        """
        first, prefix = begun[0], begun[0].group.prefix
        self._evaluate(first, 0, prefix)
        for other in begun[1:]:
            self._lib.llama_memory_seq_cp(self._memory, first.number, other.number, -1, -1)
        for one in begun:
            self._evaluate(one, prefix, one.position)

    def _evaluate(self, one: _Live, start: int, stop: int) -> None:
        for piece in _pieces(start, stop):
            self._decode([_Entry(one.job.tokens[p], p, one.number, False) for p in piece])

    def _step(self, live: Sequence[_Live]) -> None:
        """One token more for every sequence."""
        self._decode([_Entry(one.token, one.position, one.number, True) for one in live])
        for place, one in enumerate(live):
            self._sample(one, place)

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
        one.token = token
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


def _pieces(start: int, stop: int) -> Iterator[range]:
    """Positions in pieces of a batch, none of a single one if that can be: see `Decoder._read`."""
    while start < stop:
        end = min(start + BATCH, stop)
        if stop - end == 1 and end - start > 2:
            end -= 1
        yield range(start, end)
        start = end
