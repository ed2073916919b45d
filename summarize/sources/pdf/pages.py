"""An open PDF -> its pages, read by two processes where that is safe and pays."""

from __future__ import annotations

import os
import pickle
import sys
import threading
from collections.abc import Callable
from contextlib import closing, suppress
from functools import partial
from typing import Any, BinaryIO, TypeVar

from summarize.sources.pdf.lines import Page, build_segments
from summarize.sources.pdf.page_words import TextPageReader, turn_upright

T = TypeVar("T")

MIN_SHARED_PAGES = 40
"""Pages for which a second process pays: it costs as much as one or two."""


def read_pages(document: Any) -> tuple[list[Page], list[int]]:
    """Return the pages that can be read, and the numbers of those that can't."""
    read = partial(_read_page, document)
    found = map_in_two_processes(len(document), lambda some: list(map(read, some)))
    failed = [number for number, page in enumerate(found, 1) if page is None]
    return list(filter(None, found)), failed


def _read_page(document: Any, index: int) -> Page | None:
    """Return a page, or None if it can't be read."""
    import pypdfium2

    try:
        with closing(document[index]) as page, closing(page.get_textpage()) as text_page:
            box = page.get_cropbox()
            words = list(TextPageReader(text_page).read_words())
    except pypdfium2.PdfiumError:
        return None
    return Page(index + 1, tuple(build_segments(turn_upright(words, box))))


def map_in_two_processes(count: int, work: Callable[[range], list[T]]) -> list[T]:
    """Return the results of `work` on pages 0 to `count` - 1, half of them by a second process.

    If that fails, its half is done here. It has this process's limits, and shares nothing
    but memory with it. Few pages are read by one process.
    """
    # A fork is safe on Linux alone, and without threads.
    can_fork = sys.platform == "linux" and threading.active_count() == 1
    if count < MIN_SHARED_PAGES or not can_fork or len(os.sched_getaffinity(0)) < 2:
        return work(range(count))
    middle = count // 2
    second: list[T] | None = None
    child, pipe = _fork(lambda: work(range(middle, count)))
    try:
        first = work(range(middle))
        with suppress(EOFError, pickle.UnpicklingError):
            second = pickle.load(pipe)  # written by a copy of this process
    finally:
        pipe.close()
        os.waitpid(child, 0)
    return first + (work(range(middle, count)) if second is None else second)


def _fork(work: Callable[[], list[T]]) -> tuple[int, BinaryIO]:
    """Start a copy of this process that does the work; return its id and the result's pipe."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            with os.fdopen(writing, "wb") as pipe:
                pickle.dump(work(), pipe, pickle.HIGHEST_PROTOCOL)
        finally:
            os._exit(0)  # after an error, too: the parent sees that the result is not whole
    os.close(writing)
    return child, os.fdopen(reading, "rb")
