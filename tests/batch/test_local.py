"""Tasks run in this process, one after another and several at once."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator

import pytest

from summarize.batch.local import LocalExecutor
from summarize.batch.tasks import DocumentTask
from summarize.errors import ModelError
from summarize.inference import Completion, Request
from support.answers import voting
from support.batches import small_text, task
from support.scripted_engine import ScriptedEngine


def tasks(count: int) -> list[DocumentTask]:
    return [task(f"{n}.txt", small_text(n).encode()) for n in range(count)]


def sleepy(request: Request) -> str | Completion:
    time.sleep(0.002)
    return voting()(request)


@pytest.mark.parametrize("jobs", [1, 3])
def test_no_task_no_engine(jobs: int) -> None:
    def refuse() -> ScriptedEngine:
        raise AssertionError("an engine for nothing")

    assert list(LocalExecutor(refuse, jobs).run(iter(()))) == []


def test_several_at_once_give_the_same_bytes() -> None:
    alone = LocalExecutor(lambda: ScriptedEngine(voting())).run(tasks(12))
    opened: list[ScriptedEngine] = []

    def open_another() -> ScriptedEngine:
        opened.append(ScriptedEngine(sleepy))
        return opened[-1]

    at_once = LocalExecutor(open_another, 4).run(iter(tasks(12)))
    assert {one.name: one.files for one in at_once} == {one.name: one.files for one in alone}
    assert len(opened) == 4
    assert all(engine.asked for engine in opened)


@pytest.mark.parametrize(("jobs", "most"), [(1, 1), (3, 3)])
def test_tasks_are_taken_when_they_can_be_begun(jobs: int, most: int) -> None:
    taken = 0

    def count() -> Iterator[DocumentTask]:
        nonlocal taken
        for one in tasks(8):
            taken += 1
            yield one

    executor = LocalExecutor(lambda: ScriptedEngine(voting()), jobs)
    for over, _ in enumerate(executor.run(count())):
        assert taken - over <= most


def test_an_engine_that_cannot_be_opened_ends_the_run() -> None:
    def fail() -> ScriptedEngine:
        raise ModelError("there is no such model")

    for jobs in (1, 2):
        with pytest.raises(ModelError, match="no such model"):
            list(LocalExecutor(fail, jobs).run(tasks(3)))


def test_threads_end_when_the_run_is_left() -> None:
    before = set(threading.enumerate())
    results = LocalExecutor(lambda: ScriptedEngine(sleepy), 3).run(iter(tasks(9)))
    next(iter(results))
    results.close()  # type: ignore[attr-defined]
    deadline = time.monotonic() + 10
    while set(threading.enumerate()) - before and time.monotonic() < deadline:
        time.sleep(0.01)
    assert not set(threading.enumerate()) - before
