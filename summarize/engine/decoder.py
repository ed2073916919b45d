"""Computing one wave: prompts in, completions out, all sequences side by side."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from summarize.engine import Completion, Request, Stop
from summarize.engine.batching import Wave
from summarize.engine.growing import Growing
from summarize.engine.library import load, log
from summarize.engine.model import Model
from summarize.engine.worker import Worker
from summarize.errors import EngineError

# Tokens handed to llama.cpp at once while prompts are read.
BATCH = 512
# Sampling for temperatures above 0: the usual cut-offs of the unlikely tail.
_TOP_K = 40
_TOP_P = 0.95
_MIN_P = 0.05


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

    Raises EngineError if there is not enough memory for it.
    """

    def __init__(
        self, model: Model, worker: Worker, cells: int, sequences: int, threads: int
    ) -> None:
        self._lib = load()
        self._model = model
        self._worker = worker
        self.cells, self.sequences = cells, sequences
        log.clear()
        self._context = self._lib.llama_init_from_model(model.pointer, self._params(threads))
        if not self._context:
            raise EngineError(
                f"no context of {cells} tokens could be made", "Give a smaller one: --ctx 2048"
            )
        self._memory = self._lib.llama_get_memory(self._context)
        self._batch = self._lib.llama_batch_init(BATCH, 0, 1)

    def _params(self, threads: int) -> Any:
        params = self._lib.llama_context_default_params()
        params.n_ctx = self.cells
        params.n_batch = params.n_ubatch = BATCH
        params.n_seq_max = self.sequences
        params.n_threads = params.n_threads_batch = threads
        params.kv_unified = True  # so that a prefix can be shared between sequences
        params.no_perf = True
        params.abort_callback = self._worker.callback
        params.abort_callback_data = self._worker.flag_address
        return params

    def close(self) -> None:
        """Free the memory."""
        self._lib.llama_batch_free(self._batch)
        self._lib.llama_free(self._context)

    def run(self, wave: Wave, requests: Sequence[Request]) -> Iterator[tuple[int, Completion]]:
        """Complete the wave's requests, yielding each as it ends.

        If llama.cpp fails, what is unfinished ends as FAILED with the reason.
        """
        live: list[_Live] = []
        self._lib.llama_memory_clear(self._memory, True)
        try:
            live = self._read_prompts(wave, requests)
            yield from self._finished(live)
            while live := [one for one in live if one.growing.stop is None]:
                self._decode([_Entry(o.next_token, o.position - 1, o.number, True) for o in live])
                for place, one in enumerate(live):
                    self._sample(one, place)
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

    def _read_prompts(self, wave: Wave, requests: Sequence[Request]) -> list[_Live]:
        """Evaluate every shared prefix once, hand it on, then what each prompt has of its own."""
        prefixes: list[_Entry] = []
        copies: list[tuple[int, int]] = []
        own: list[_Entry] = []
        live: list[_Live] = []
        for group in wave:
            first = len(live)
            prefixes += [
                _Entry(token, position, first)
                for position, token in enumerate(group.jobs[0].tokens[: group.prefix])
            ]
            for job in group.jobs:
                number = len(live)
                if group.prefix and number != first:
                    copies.append((first, number))
                own += _tail(job.tokens, group.prefix, number)
                read = len(job.tokens) - (group.prefix if number != first else 0)
                request = requests[job.index]
                live.append(
                    _Live(job.index, number, Growing(request, read), self._sampler(request),
                          len(job.tokens))
                )  # fmt: skip
        self._decode_all(prefixes, live)
        for source, target in copies:
            self._lib.llama_memory_seq_cp(self._memory, source, target, -1, -1)
        self._decode_all(own, live)
        return live

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
        code = self._worker.run(lambda: self._lib.llama_decode(self._context, batch))
        if code != 0:
            reason = log[-1] if log else "no reason was given"
            raise EngineError(f"llama.cpp could not decode (code {code}): {reason}")

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
            lib.llama_sampler_init_dist(request.seed & 0xFFFFFFFF),
        ):
            lib.llama_sampler_chain_add(chain, link)
        return chain


def _tail(tokens: Sequence[int], prefix: int, sequence: int) -> list[_Entry]:
    """What a prompt has beyond the shared prefix; after its last token comes the first new one."""
    last = len(tokens) - 1
    return [
        _Entry(tokens[position], position, sequence, position == last)
        for position in range(prefix, len(tokens))
    ]
