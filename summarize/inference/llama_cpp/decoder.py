"""Decoding: batches of the live sequences; groups of requests enter as sequences fall free.

Whenever there is room, the next group's prompt is evaluated (prefill); otherwise every live
sequence gets its next token, all of them in one step. On a CPU this keeps the steps as full as
they can be, which decides how many tokens a second come out. Nobody waits for a single answer
while others are computed, so there is no reason to decode in the middle of another prefill.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from summarize.inference import Completion, FinishReason, Request
from summarize.inference.llama_cpp.batching import (
    ContextLayout,
    Group,
    Job,
    count_common_prefix,
)
from summarize.inference.llama_cpp.completion_state import CompletionState
from summarize.inference.llama_cpp.library import load_library
from summarize.inference.llama_cpp.llama_context import BatchToken, LlamaContext, Throughput
from summarize.inference.llama_cpp.llama_model import LlamaModel
from summarize.inference.llama_cpp.sampling import PromptLookup, build_sampler
from summarize.inference.llama_cpp.worker import Worker
from summarize.progress import activity

# An answer that is lost in a loop begins anew, once, by chance and with a seed that no other draft
# of the text has.
_RESTART_TEMPERATURE, _RESTART_SEEDS_ON = 0.7, 1_000_000


@dataclass(slots=True, eq=False)
class _Sequence:
    """A live sequence, number `number` in the context; `token` at `position` is decoded next.

    `lookup` drafts the tokens after it; None where that does not pay. The first `reused` tokens of
    its prompt are in the cells of the sequence from the job before.
    """

    job: Job
    group: Group
    number: int
    state: CompletionState
    sampler: Any
    position: int
    token: int
    lookup: PromptLookup | None
    reused: int = 0
    is_restarted: bool = False

    @property
    def written(self) -> int:
        """Tokens written so far."""
        return self.position + 1 - len(self.job.tokens)


@dataclass(slots=True)
class TimeSpent:
    """Seconds that prompts and answers have taken so far."""

    reading: float = 0.0
    writing: float = 0.0

    def since(self, before: TimeSpent) -> TimeSpent:
        """Return what was spent since it was `before`."""
        return TimeSpent(self.reading - before.reading, self.writing - before.writing)


class Decoder:
    """Completes requests in a context of its own; raises what `LlamaContext` does.

    What it takes is added to `spent`.
    """

    def __init__(
        self,
        model: LlamaModel,
        worker: Worker,
        layout: ContextLayout,
        threads: int,
        spent: TimeSpent,
    ) -> None:
        self._lib = load_library()
        self._model = model
        self._worker = worker
        self._spent = spent
        self.layout = layout
        self.context = LlamaContext(model, worker, layout, threads)
        self._is_prefix_kept = False  # in the last sequence
        # The prompts that the cells of sequences still hold: the next ones may begin the same.
        self._held: dict[int, tuple[int, ...]] = {}
        self._holds_prompts = not (layout.kv_unified or model.is_recurrent)

    def measure_throughput(self, tokens: Sequence[int], sequences: int, steps: int) -> Throughput:
        """Measure llama.cpp alone; see `LlamaContext.measure_throughput`."""
        self._held.clear()
        return self._worker.run(lambda: self.context.measure_throughput(tokens, sequences, steps))

    def run_groups(
        self, waiting: deque[Group], requests: Sequence[Request]
    ) -> Generator[tuple[int, Completion], None, None]:
        """Complete the requests of the waiting groups, each yielded as it ends.

        A group that is started is taken from `waiting`. Raises EngineError if llama.cpp
        fails: started requests are lost then, those still waiting are not.
        """
        live: list[_Sequence] = []
        activity.begin_call(*_count_work(waiting))
        self._is_prefix_kept = False
        if not self._held:
            self.context.clear_sequences()
        try:
            while waiting or live:
                while waiting and self._has_room(waiting[0], live):
                    started = self._start_group(waiting.popleft(), requests, live)
                    self._spent.reading += self._time(partial(self._prefill, started))
                self._compact_sequences(live)
                self._spent.writing += self._time(partial(self._decode_step, live))
                for one in live:
                    if one.state.is_lost and self._can_restart(one):
                        self._restart(one, requests[one.job.index])
                yield from self._pop_finished(live)
        finally:
            if live:  # broken off: nobody knows what the cells hold
                self._held.clear()
            for one in live:
                self._free_sampler(one)

    def _time(self, work: Callable[[], None]) -> float:
        """Have the worker do something, and return the seconds it took."""
        started = time.perf_counter()
        self._worker.run(work)
        return time.perf_counter() - started

    def _has_room(self, group: Group, live: Sequence[_Sequence]) -> bool:
        """Whether the group fits beside the live sequences; each group fits alone."""
        if len(live) + len(group.jobs) + group.keeps_prefix > self.layout.sequences:
            return False
        if group.keeps_prefix:
            return not live
        if not self.layout.kv_unified:
            return True
        # The cells of a prefix are used until the last sequence that shares it has ended.
        used = {id(one.group): one.group.cells for one in live}
        return sum(used.values()) + group.cells <= self.layout.n_ctx

    def _start_group(
        self, group: Group, requests: Sequence[Request], live: list[_Sequence]
    ) -> Sequence[_Sequence]:
        """Add a sequence for every job of the group to `live`; return just these.

        They are added one by one, so that the caller can free them whatever happens here.
        """
        old, taken = len(live), {one.number for one in live}
        free = [number for number in range(self.layout.sequences) if number not in taken]
        # Whether to draft tokens by prompt lookup. Separate sequences with different numbers of
        # tokens are computed one after another, which costs more than drafts gain. A single
        # sequence gets none either, so that it is answered as it would be among others. A
        # recurrent model can't drop wrong drafts.
        drafts = self.layout.kv_unified and len(group.jobs) > 1 and not self._model.is_recurrent
        # The first of a group evaluates the prefix for all, the first group for those after it.
        reused = self._find_reusable(group, free[0])
        shared = group.prefix if group.keeps_prefix and self._is_prefix_kept else reused
        for job, number in zip(group.jobs, free, strict=False):
            request = requests[job.index]
            state = CompletionState(request, len(job.tokens) - shared)
            last = len(job.tokens) - 1
            lookup = PromptLookup(job.tokens) if drafts and not job.choices else None
            chain = None if job.choices else build_sampler(request)
            token = job.tokens[last]
            live.append(_Sequence(job, group, number, state, chain, last, token, lookup, reused))
            shared, reused = group.prefix, 0
        return live[old:]

    def _find_reusable(self, group: Group, number: int) -> int:
        """Count the first tokens of a group's first prompt that a sequence holds already."""
        tokens = group.jobs[0].tokens
        most = group.prefix if len(group.jobs) > 1 else len(tokens) - 1
        shared = min(count_common_prefix(self._held.get(number, ()), tokens), most)
        if most - shared == 1:  # no single token is read by itself: see `_prefill`
            shared -= 1
        return max(0, shared)

    def _compact_sequences(self, live: list[_Sequence]) -> None:
        """Number separate sequences from 0 on, without a gap, and in order.

        llama.cpp decodes only such sequences together, others one run of numbers after
        another. Moving a sequence costs a copy of its cells, some milliseconds.
        """
        if self.layout.kv_unified:
            return
        live.sort(key=lambda one: one.number)
        for number in range(len(live)):
            if number < live[number].number:
                last = live.pop()
                self._empty(number)
                self.context.copy_sequence(last.number, number)
                self.context.remove_cells(last.number)
                last.number = number
                live.insert(number, last)

    def _can_restart(self, one: _Sequence) -> bool:
        return not (one.is_restarted or one.job.choices or self._model.is_recurrent)

    def _restart(self, one: _Sequence, request: Request) -> None:
        """Begin an answer anew behind its prompt, whose cells are still there.

        Asking again later would read the prompt again.
        """
        warmer = replace(
            request,
            temperature=max(request.temperature, _RESTART_TEMPERATURE),
            seed=request.seed + _RESTART_SEEDS_ON,
        )
        activity.to_write += one.written
        one.is_restarted = True
        one.state.restart()
        self._free_sampler(one)
        one.sampler = build_sampler(warmer)
        one.position = len(one.job.tokens) - 1
        one.token = one.job.tokens[-1]
        one.lookup = PromptLookup(one.job.tokens) if one.lookup else None
        self._worker.run(lambda: self.context.remove_cells(one.number, one.position))

    def _pop_finished(self, live: list[_Sequence]) -> Iterator[tuple[int, Completion]]:
        """Yield the completions that have just ended; their sequences are free before that."""
        ended = [one for one in live if one.state.finish_reason is not None]
        for one in ended:
            live.remove(one)
            self._free_sampler(one)
            if self._holds_prompts:
                self._held[one.number] = one.job.tokens
            else:
                self.context.remove_cells(one.number)
        for one in ended:
            activity.to_write -= one.job.max_tokens - one.written
            yield one.job.index, one.state.build_completion()

    def _empty(self, number: int, start: int = 0) -> None:
        """Free the cells of a sequence from position `start` on, if it holds any."""
        if self._held.pop(number, None) is not None:
            self.context.remove_cells(number, start)

    def _free_sampler(self, one: _Sequence) -> None:
        if one.sampler:
            self._lib.llama_sampler_free(one.sampler)
            one.sampler = None

    def _prefill(self, started: Sequence[_Sequence]) -> None:
        """Evaluate the group's prefix once, copy it, then evaluate the rest of each prompt.

        The last token of each prompt is decoded in a step with the others'. So a token of a
        prompt is never alone in its batch, and a token that is written always is: some kernels
        add up in another order for a single token, and the text would depend on the other
        requests.
        """
        first, prefix = started[0], started[0].group.prefix
        for one in started:
            self._empty(one.number, one.reused)
        activity.to_read -= first.reused
        kept = first.group.keeps_prefix
        source = self.layout.sequences - 1 if kept else first.number
        if not self._is_prefix_kept:
            self.context.prefill(first.job.tokens, source, first.reused, prefix)
        self._is_prefix_kept = kept
        for other in started if kept else started[1:]:
            self.context.copy_sequence(source, other.number)
        for one in started:
            start = max(prefix, one.reused)
            self.context.prefill(one.job.tokens, one.number, start, one.position)

    def _decode_step(self, live: Sequence[_Sequence]) -> None:
        """Decode one token more for every sequence, and as many as were drafted right."""
        budget = self.context.batch // len(live)
        drafts: list[list[int]] = []
        entries: list[BatchToken] = []
        for one in live:
            # never beyond the completion's `max_tokens`
            limit = min(budget - 1, one.job.cells - one.position - 2)
            drafts.append(one.lookup.draft(limit) if one.lookup else [])
            for position, token in enumerate((one.token, *drafts[-1]), one.position):
                entries.append(BatchToken(token, position, one.number, True))
        self.context.decode(entries)
        place = 0
        for one, draft in zip(live, drafts, strict=True):
            self._verify_draft(one, draft, place)
            place += 1 + len(draft)

    def _verify_draft(self, one: _Sequence, draft: Sequence[int], place: int) -> None:
        """Sample the token after `place`, and the next ones as long as the draft is right."""
        for number, drafted in enumerate((*draft, None)):
            self._sample_token(one, place + number)
            if one.state.finish_reason is not None or one.token != drafted:
                break
        if draft:  # free the cells of wrong drafts; a sequence that has ended is freed as a whole
            self.context.remove_cells(one.number, one.position)

    def _sample_token(self, one: _Sequence, place: int) -> None:
        if one.job.choices:
            one.state.choose(self.context.read_log_odds(place, *one.job.choices))
            return
        token = self._lib.llama_sampler_sample(one.sampler, self.context.pointer, place)
        if self._model.is_end_of_generation(token):
            one.state.finish_reason = FinishReason.END
            return
        one.state.add(token, self._model.token_to_piece(token))
        one.token = token
        one.position += 1
        activity.written += 1
        if one.lookup:
            one.lookup.add(token)


def _count_work(groups: Iterable[Group]) -> tuple[int, int]:
    """Return how many tokens there are to read, a prefix once, and at most to write."""
    to_read = to_write = 0
    is_prefix_read = False
    for group in groups:
        to_read += sum(len(job.tokens) - group.prefix for job in group.jobs)
        to_read += 0 if is_prefix_read else group.prefix
        is_prefix_read = group.keeps_prefix
        to_write += sum(job.max_tokens for job in group.jobs)
    return to_read, to_write
