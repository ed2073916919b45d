"""Pages of a PDF read by two processes, and by one where that is not safe."""

from __future__ import annotations

import os
import sys

import pytest

from summarize.sources.pdf import pages
from summarize.sources.pdf.pages import MIN_SHARED_PAGES, map_in_two_processes

linux = pytest.mark.skipif(
    sys.platform != "linux" or len(os.sched_getaffinity(0)) < 2, reason="needs two processors"
)


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Other tests may have left threads behind, which would forbid the second process."""
    monkeypatch.setattr(pages.threading, "active_count", lambda: 1)


@linux
def test_two_processes_share_many_pages() -> None:
    found = map_in_two_processes(101, lambda pages: [(page, os.getpid()) for page in pages])
    assert [page for page, _ in found] == list(range(101))
    assert len({process for _, process in found}) == 2
    assert found[0][1] == os.getpid() != found[-1][1]


def test_few_pages_need_no_second_process() -> None:
    found = map_in_two_processes(MIN_SHARED_PAGES - 1, lambda pages: [os.getpid() for _ in pages])
    assert found == [os.getpid()] * (MIN_SHARED_PAGES - 1)


def test_a_process_with_threads_is_not_copied(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages.threading, "active_count", lambda: 2)
    assert (
        map_in_two_processes(100, lambda pages: [os.getpid() for _ in pages]) == [os.getpid()] * 100
    )


@linux
@pytest.mark.parametrize("end", [lambda: os._exit(9), lambda: 1 / 0])
def test_what_the_second_process_does_not_finish_is_done_here(end: object) -> None:
    mine = os.getpid()

    def work(pages: range) -> list[int]:
        if os.getpid() != mine:
            end()  # type: ignore[operator]
        return list(pages)

    assert map_in_two_processes(100, work) == list(range(100))


@linux
def test_nothing_is_left_behind_when_this_half_fails() -> None:
    def work(pages: range) -> list[int]:
        if pages.start == 0:
            raise ValueError("page 1")
        return list(pages)

    with pytest.raises(ValueError, match="page 1"):
        map_in_two_processes(100, work)
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)
