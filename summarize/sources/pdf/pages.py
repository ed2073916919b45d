"""An open PDF -> its pages, read by two processes where that is safe and pays."""

from __future__ import annotations

import os
import pickle
import sys
import threading
from collections.abc import Callable, Sequence, Set
from contextlib import closing, suppress
from dataclasses import replace
from functools import partial
from typing import Any, BinaryIO, TypeVar

from summarize.sources.page_progress import page_progress
from summarize.sources.pdf.drawn_marks import add_drawn_bullets, find_boxes
from summarize.sources.pdf.drop_caps import align_beside, join_drop_caps
from summarize.sources.pdf.hidden_text import split_hidden
from summarize.sources.pdf.line_numbers import is_short, remove_line_numbers, remove_numbers_at
from summarize.sources.pdf.page_words import TextPageReader, turn_upright
from summarize.sources.pdf.painting import read_painting
from summarize.sources.pdf.right_to_left import is_right_to_left, mirror_words
from summarize.sources.pdf.segments import Page, build_segments, find_main
from summarize.sources.pdf.struck_text import StrikeFinder, read_strikeouts, split_struck
from summarize.sources.pdf.words import Word

T = TypeVar("T")

MIN_SHARED_PAGES = 40
"""Pages for which a second process pays: it costs as much as one or two."""


def read_pages(document: Any, off_layers: Set[str] = frozenset()) -> tuple[list[Page], list[int]]:
    """Return the pages that can be read, and the numbers of those that can't.

    `off_layers` are the names of layers that are not shown.
    """
    page_progress.begin(len(document))
    read = partial(_read_page, document, off_layers)
    found = map_in_two_processes(len(document), lambda some: list(map(read, some)))
    failed = [number for number, page in enumerate(found, 1) if page is None]
    return list(filter(None, found)), failed


def _read_page(document: Any, off_layers: Set[str], index: int) -> Page | None:
    """Return a page, or None if it can't be read."""
    import pypdfium2

    try:
        with closing(document[index]) as page, closing(page.get_textpage()) as text_page:
            box = page.get_cropbox()
            painting = read_painting(page, has_layers=bool(off_layers))
            strikes = StrikeFinder((*painting.lines, *read_strikeouts(page)))
            reader = TextPageReader(text_page, strikes)
            words = list(reader.read_words())
    except pypdfium2.PdfiumError:
        return None
    page_progress.end_page()
    words, hidden = split_hidden(words, painting, box, off_layers)
    words, struck = split_struck(words, strikes)
    words = add_drawn_bullets(words, painting)
    is_upright = find_main(((word.style.angle, len(word.text)) for word in words), 0) == 0
    page = build_page(index + 1, turn_upright(words, box))
    return replace(
        page,
        hidden_words=hidden,
        struck_out=tuple(struck),
        unreadable=reader.unreadable,
        boxes=find_boxes(painting, box) if is_upright else (),
    )


def build_page(number: int, words: Sequence[Word]) -> Page:
    """Return the page that upright words make."""
    is_mirrored = is_right_to_left(words)
    if is_mirrored:
        words = mirror_words(words, max(word.x1 for word in words))
    words, numbered_at = remove_line_numbers(words)
    joined, initials = join_drop_caps(words)
    segments = align_beside(build_segments(joined, is_mirrored), initials)
    kept = tuple(words) if not numbered_at and is_short(words) else ()
    return Page(number, segments, numbered_at=numbered_at, words=kept)


def remove_last_line_numbers(pages: Sequence[Page]) -> list[Page]:
    """Return the pages, those too short to tell by themselves without their lines' numbers.

    They stand where the numbers of most other pages did.
    """
    numbered = [page for page in pages if page.numbered_at]
    if not numbered or len(numbered) * 2 < len(pages):
        return list(pages)
    places = {x for page in numbered for x in page.numbered_at}
    done: list[Page] = []
    for page in pages:
        words = remove_numbers_at(page.words, sorted(places))
        segments = build_segments(words) if len(words) < len(page.words) else page.segments
        done.append(replace(page, segments=tuple(segments), words=()))
    return done


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
