"""Tasks run in this process: one after another, or several at once where a server answers them."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from contextlib import AbstractContextManager, nullcontext

from summarize.batch.tasks import DocumentTask, TaskResult, run_task
from summarize.inference import Engine
from summarize.network import pass_exceptions_to
from summarize.progress import Progress, ignore_progress

Watch = Callable[[DocumentTask], AbstractContextManager[Progress]]
"""Opens a display of the progress of a task."""

_POLL_SECONDS = 0.2  # on Windows, a longer wait can't be interrupted


def _watch_nothing(_: DocumentTask) -> AbstractContextManager[Progress]:
    return nullcontext(ignore_progress)


class LocalExecutor:
    """Satisfies `Executor`: runs tasks in this process, `jobs` of them at once.

    `open_engine` is called when the first task is there, once by each of the threads: with several
    of them, it returns another engine each time. `watch` shows the progress of a task that runs
    alone. Whoever made the engines closes them.
    """

    def __init__(
        self, open_engine: Callable[[], Engine], jobs: int = 1, watch: Watch = _watch_nothing
    ) -> None:
        self._open_engine = open_engine
        self._jobs = jobs
        self._watch = watch

    def run(self, tasks: Iterable[DocumentTask]) -> Iterator[TaskResult]:
        """Yield the result of each task as it ends; see `Executor.run`."""
        return self._run_in_threads(iter(tasks)) if self._jobs > 1 else self._run_alone(tasks)

    def _run_alone(self, tasks: Iterable[DocumentTask]) -> Iterator[TaskResult]:
        engine: Engine | None = None
        for task in tasks:
            if engine is None:
                engine = self._open_engine()
            with self._watch(task) as progress:
                result = run_task(task, engine, progress)
            yield result

    def _run_in_threads(self, tasks: Iterator[DocumentTask]) -> Iterator[TaskResult]:
        """Have daemon threads run the tasks: they never keep the program from ending."""
        waiting: queue.SimpleQueue[DocumentTask | None] = queue.SimpleQueue()
        results: queue.SimpleQueue[Future[TaskResult]] = queue.SimpleQueue()
        running = started = 0
        try:
            while True:
                while running < self._jobs and (task := next(tasks, None)) is not None:
                    running += 1
                    if started < running:  # no thread is free
                        started += 1
                        arguments = (waiting, results)
                        threading.Thread(target=self._work, args=arguments, daemon=True).start()
                    waiting.put(task)
                if not running:
                    return
                try:
                    result = results.get(timeout=_POLL_SECONDS)
                except queue.Empty:
                    continue
                running -= 1
                yield result.result()
        finally:
            for _ in range(started):
                waiting.put(None)

    def _work(
        self,
        waiting: queue.SimpleQueue[DocumentTask | None],
        results: queue.SimpleQueue[Future[TaskResult]],
    ) -> None:
        engine: Engine | None = None
        while (task := waiting.get()) is not None:
            result: Future[TaskResult] = Future()
            with pass_exceptions_to(result):
                engine = engine or self._open_engine()
                result.set_result(run_task(task, engine))
            results.put(result)
