"""An open PDF -> its pages, read by two processes where that is safe and pays."""

from __future__ import annotations

import os
import pickle
import sys
import threading
from collections.abc import Callable
from typing import Any, BinaryIO, TypeVar

from summarize.sources.pdf.lines import Page, segments_of
from summarize.sources.pdf.page_words import Reader, upright

T = TypeVar("T")

FEWEST = 40
"""Pages for which a second process pays: it costs as much as one or two."""


def read_pages(document: Any) -> tuple[list[Page], list[int]]:
    """The pages that can be read, and the numbers of those that can't."""
    count = len(document)
    found = in_two(count, lambda some: [_page_or_none(document, index) for index in some])
    pages = [page for page in found if page is not None]
    return pages, [number for number, page in enumerate(found, 1) if page is None]


def _page_or_none(document: Any, index: int) -> Page | None:
    import pypdfium2

    try:
        return _page(document, index)
    except pypdfium2.PdfiumError:
        return None


def _page(document: Any, index: int) -> Page:
    page = document[index]
    try:
        box = page.get_cropbox()
        text_page = page.get_textpage()
        try:
            words = list(Reader(text_page).words())
        finally:
            text_page.close()
    finally:
        page.close()
    upright_words, width, height = upright(words, box)
    return Page(index + 1, width, height, tuple(segments_of(upright_words)))


def in_two(count: int, work: Callable[[range], list[T]]) -> list[T]:
    """`work` on the pages 0 to `count` - 1, the second half at the same time if that pays.

    If the second process fails, its half is done here. It has this one's limits, and
    nothing but memory in common with it.
    """
    if count < FEWEST or not _may_fork():
        return work(range(count))
    middle = count // 2
    second: list[T] | None
    helper, pipe = _forked(lambda: work(range(middle, count)))
    try:
        first = work(range(middle))
        second = _received(pipe)
    finally:
        pipe.close()
        os.waitpid(helper, 0)
    return first + (work(range(middle, count)) if second is None else second)


def _may_fork() -> bool:
    """Linux alone copies a process with its libraries safely, and only one without threads."""
    if sys.platform != "linux" or threading.active_count() > 1:
        return False
    return len(os.sched_getaffinity(0)) > 1


def _forked(work: Callable[[], list[T]]) -> tuple[int, BinaryIO]:
    """A copy of this process that does the work, and where its result comes from."""
    reading, writing = os.pipe()
    helper = os.fork()
    if helper == 0:
        os.close(reading)
        try:
            with os.fdopen(writing, "wb") as pipe:
                pickle.dump(work(), pipe, pickle.HIGHEST_PROTOCOL)
        finally:
            os._exit(0)  # whatever went wrong: the other one sees that the result is not whole
    os.close(writing)
    return helper, os.fdopen(reading, "rb")


def _received(pipe: BinaryIO) -> list[T] | None:
    """The other half's result; None if it did not get that far."""
    try:
        found: list[T] = pickle.load(pipe)  # written by a copy of this process
    except (EOFError, pickle.UnpicklingError):
        return None
    return found
