"""How long a run over a folder still takes: by the documents that it has done."""

from __future__ import annotations

import time
from collections.abc import Callable

from summarize.cli.run_estimate import format_seconds
from summarize.progress import Step


class FolderEstimate:
    """Satisfies `streams.TimeLeft`: those that are left take as long as those done, on average.

    Their length is not known before they are read. Documents that were done before take no time,
    so that a run that goes on is over sooner than it says.
    """

    def __init__(self, total: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._left = total
        self._clock = clock
        self._began = clock()
        self._seconds = 0.0
        self._done = 0

    def begin_document(self) -> None:
        """A document is summarised."""
        self._began = self._clock()

    def end_document(self, *, was_run: bool) -> None:
        """A document is over; its time counts if a model `was_run` for it."""
        self._left -= 1
        if was_run:
            self._done += 1
            self._seconds += self._clock() - self._began

    def note_step(self, step: Step) -> None:
        """Note nothing: one document says little of the others."""

    def format_left(self) -> str:
        """Return the time left; "" before the first document is over."""
        if not self._done:
            return ""
        mean = self._seconds / self._done
        elapsed = min(mean, self._clock() - self._began)
        return f"{format_seconds(mean * self._left - elapsed)} left"
