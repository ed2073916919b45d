"""Runs tasks on the workers of a cluster: one document for each, tried again where one is lost.

Each task is given to one worker by name: the run knows which worker is lost with which document,
and a worker that is slow, or works for others as well, holds up one document and no more.
"""

from __future__ import annotations

import pickle
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from summarize.batch.cluster import remote
from summarize.batch.cluster.crew import Crew, Tell
from summarize.batch.tasks import DocumentTask, ModelIdentity, TaskResult
from summarize.errors import EngineError, SummarizeError
from summarize.judging.exam_records import ExamRecord
from summarize.progress import Progress, ignore_progress
from summarize.render.index_page.rows import build_refused_row
from summarize.settings import Settings

if TYPE_CHECKING:
    from distributed import Future

MOST_TRIES = 3
"""So many workers are lost to a document before it is refused."""
_FETCH_SECONDS = 5.0

Watch = Callable[[int], AbstractContextManager[Progress]]
"""Opens a display for the time until the next result; is told how many workers there are."""


@dataclass(frozen=True, slots=True)
class _Call:
    """A function of `batch.cluster.remote` to be called with a pickled argument."""

    function: Callable[[bytes], Any]
    payload: bytes
    name: str
    key: str = ""


@dataclass(slots=True)
class _Try:
    call: _Call
    address: str
    future: Future[Any]


class ClusterExecutor:
    """Satisfies `Executor`: runs tasks on a crew that has gathered."""

    def __init__(
        self, crew: Crew, tell: Tell, watch: Watch = lambda _: nullcontext(ignore_progress)
    ) -> None:
        self._crew = crew
        self._tell = tell
        self._watch = watch
        self._running: dict[str, _Try] = {}
        self._again: deque[_Call] = deque()
        self._had: dict[str, Counter[str]] = {}  # which workers had a call, and how often

    def run(self, tasks: Iterable[DocumentTask]) -> Iterator[TaskResult]:
        """Yield the result of each task as it ends; see `Executor.run`."""
        for call, value in self._run_calls(map(_wrap, tasks)):
            if isinstance(value, SummarizeError):
                row = build_refused_row(call.name, value.message)
                code, hint = value.exit_code, value.hint
                yield TaskResult(call.name, call.key, row, code, hint, may_improve=True)
            else:
                yield value

    def examine(self, settings: Settings, model: ModelIdentity) -> ExamRecord:
        """Have a worker take the exam; raises SummarizeError if its model can't."""
        payload = pickle.dumps((settings, model))
        call = _Call(remote.examine_model, payload, "the exam of judges")
        for _, value in self._run_calls(iter([call])):
            if isinstance(value, SummarizeError):
                raise value
            record: ExamRecord = value
        return record

    def _run_calls(self, calls: Iterator[_Call]) -> Iterator[tuple[_Call, Any]]:
        """Yield each call with its value, or with the error for which it has none."""
        over: deque[tuple[_Call, Any]] = deque()
        try:
            while True:
                with self._watch(len(self._crew.fit)):
                    while not over:
                        self._start_calls(calls)
                        if not self._running and not self._again:
                            # Over, or nobody is there just now: the next one waits for a worker.
                            call = next(calls, None)
                            if call is None:
                                return
                            self._again.append(call)
                        over.extend(self._wait())
                while over:
                    yield over.popleft()
        finally:
            for one in self._running.values():
                one.future.release()
            self._running.clear()
            self._again.clear()

    def _start_calls(self, calls: Iterator[_Call]) -> None:
        """Give each worker that is free a document: those that were lost first."""
        while (address := self._find_free()) is not None:
            call = self._again.popleft() if self._again else next(calls, None)
            if call is None:
                return
            had = self._had.setdefault(call.name, Counter())
            address = self._find_free(had) or address
            had[address] += 1
            key = f"summarize-{uuid4().hex}"
            future = self._crew.client.submit(
                call.function, call.payload, key=key, workers=[address], pure=False
            )
            self._running[key] = _Try(call, address, future)
            future.add_done_callback(lambda one: self._crew.notes.put(("done", one.key)))

    def _find_free(self, but: Iterable[str] = ()) -> str | None:
        """Return the worker with the least to do that is none of those; None if all are busy."""
        busy = Counter(one.address for one in self._running.values())
        rooms = {one: self._crew.count_slots(one) - busy[one] for one in self._crew.fit}
        free = [one for one, room in rooms.items() if room > 0 and one not in but]
        return max(free, key=lambda one: rooms[one], default=None)

    def _wait(self) -> Iterator[tuple[_Call, Any]]:
        """Wait for something to happen; yield the calls that are over by it."""
        for _, key in self._crew.take_notes():
            if key in self._running:
                yield from self._fetch(key)
        for key, one in list(self._running.items()):
            if self._crew.threads and one.address not in self._crew.threads:
                yield from self._try_again(key, f"lost {self._crew.name(one.address)}")

    def _fetch(self, key: str) -> Iterator[tuple[_Call, Any]]:
        """Fetch the value of a call that has ended."""
        one = self._running[key]
        if one.future.cancelled():  # the connection was lost: that is nobody's fault
            self._had[one.call.name][one.address] -= 1
            self._again.append(self._running.pop(key).call)
            return
        try:
            value = one.future.result(timeout=_FETCH_SECONDS)
        except TimeoutError:  # its worker is lost, or slow
            self._crew.notes.put(("done", key))
        except SummarizeError as error:
            if one.call.function is remote.examine_model:
                yield self._finish(key), error
                return
            self._crew.dismiss(one.address, error)
            self._had[one.call.name][one.address] -= 1  # no fault of the document
            yield from self._try_again(key, error.message)
        except Exception as error:  # noqa: BLE001 - of whatever kind, it costs one document
            yield from self._try_again(key, f"{type(error).__name__}: {error}")
        else:
            if value is None:
                yield from self._try_again(key, "the worker was told to stop")
            else:
                yield self._finish(key), value

    def _finish(self, key: str) -> _Call:
        """Forget a call that is over, here and in the scheduler; return it."""
        one = self._running.pop(key)
        one.future.release()
        self._had.pop(one.call.name, None)
        return one.call

    def _try_again(self, key: str, fault: str) -> Iterator[tuple[_Call, Any]]:
        """Have another worker try a call, unless it was tried often enough."""
        one = self._running[key]
        if self._had[one.call.name].total() >= MOST_TRIES:
            message = f"{MOST_TRIES} workers failed, one after another: {fault}"
            yield self._finish(key), EngineError(message, "Look at the logs of the workers.")
            return
        one.future.release()
        self._again.append(self._running.pop(key).call)
        if one.address in self._crew.fit or one.address not in self._crew.threads:
            self._tell(f"{fault}; {one.call.name} is tried again")


def _wrap(task: DocumentTask) -> _Call:
    key = task.key  # computed here, it travels with the task
    return _Call(remote.run_document, pickle.dumps(task), task.name, key)
