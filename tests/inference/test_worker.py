"""The worker thread: Ctrl-C ends a C call, whenever it comes."""

from __future__ import annotations

import ctypes
import os
import signal
import threading
import time
from collections.abc import Iterator

import pytest

from summarize.inference.llama_cpp import worker as worker_module
from summarize.inference.llama_cpp.worker import Worker


@pytest.fixture
def worker(monkeypatch: pytest.MonkeyPatch) -> Iterator[Worker]:
    switch = (None, ctypes.create_string_buffer(2))
    monkeypatch.setattr(worker_module, "build_abort_callback", lambda: switch)
    made = Worker()
    yield made
    made.close()


class Call:
    """A call into C that only ends, a little late, when the abort flag is set."""

    def __init__(self, worker: Worker, late: float = 0.0) -> None:
        self._worker = worker
        self._late = late
        self.began = threading.Event()
        self.ended = self.was_aborted = False

    def __call__(self) -> None:
        self.began.set()
        deadline = time.monotonic() + 10
        while not self._worker.is_aborted and time.monotonic() < deadline:
            time.sleep(0.005)
        self.was_aborted = self._worker.is_aborted
        time.sleep(self._late)
        self.ended = True


def interrupt(call: Call, *, times: int = 1) -> threading.Thread:
    """Press Ctrl-C so many times, once the call has begun."""

    def press() -> None:
        assert call.began.wait(10)
        for _ in range(times):
            time.sleep(0.1)
            os.kill(os.getpid(), signal.SIGINT)

    thread = threading.Thread(target=press)
    thread.start()
    return thread


def test_the_result_comes_back_from_another_thread(worker: Worker) -> None:
    assert worker.run(lambda: (threading.current_thread().name, 42)) == ("llama_0", 42)


def test_a_call_may_take_longer_than_one_look(worker: Worker) -> None:
    assert worker.run(lambda: time.sleep(0.45) or "done") == "done"


@pytest.mark.parametrize("error", [ValueError("bad"), TimeoutError("late"), OSError(5, "disk")])
def test_exceptions_of_the_call_come_through(worker: Worker, error: Exception) -> None:
    def call() -> None:
        raise error

    with pytest.raises(type(error)) as caught:
        worker.run(call)
    assert caught.value is error


def test_ctrl_c_sets_the_switch_waits_and_is_raised(worker: Worker) -> None:
    call = Call(worker)
    thread = interrupt(call)
    with pytest.raises(KeyboardInterrupt):
        worker.run(call)
    assert call.ended
    assert call.was_aborted
    thread.join()


def test_more_ctrl_c_do_not_leave_c_running(worker: Worker) -> None:
    call = Call(worker, late=0.6)
    thread = interrupt(call, times=4)
    with pytest.raises(KeyboardInterrupt):
        worker.run(call)
    assert call.ended
    thread.join()


def test_another_signals_exception_does_not_leave_c_running(worker: Worker) -> None:
    call = Call(worker)

    def stop(_number: int, _frame: object) -> None:
        raise SystemExit(3)

    old = signal.signal(signal.SIGTERM, stop)
    thread = threading.Thread(
        target=lambda: call.began.wait(10) and os.kill(os.getpid(), signal.SIGTERM)
    )
    thread.start()
    try:
        with pytest.raises(SystemExit):
            worker.run(call)
    finally:
        signal.signal(signal.SIGTERM, old)
        thread.join()
    assert call.ended


def test_the_switch_is_off_again_for_the_next_call(worker: Worker) -> None:
    call = Call(worker)
    thread = interrupt(call)
    with pytest.raises(KeyboardInterrupt):
        worker.run(call)
    thread.join()
    assert worker.is_aborted
    assert worker.run(lambda: worker.is_aborted) is False


def test_the_address_is_that_of_the_flag(worker: Worker) -> None:
    worker.flag.raw = b"\1\0"
    assert ctypes.string_at(ctypes.addressof(worker.flag)) == b"\1"
