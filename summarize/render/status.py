"""Progress on a terminal: the stage, parts done of all, tokens a second, time left."""

from __future__ import annotations

import time
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    SpinnerColumn,
    TextColumn,
    TimeRemainingColumn,
)

from summarize.progress import Step


class Transient:
    """A display on the terminal while it is open; leaves nothing behind."""

    def __init__(self, console: Console, *columns: ProgressColumn) -> None:
        self._progress = Progress(*columns, console=console, transient=True)

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._progress.stop()


class StepBar(Transient):
    """Shows steps on `console` (standard error)."""

    def __init__(self, console: Console, label: str) -> None:
        super().__init__(
            console,
            SpinnerColumn(),
            TextColumn("{task.description}", markup=False),
            BarColumn(bar_width=20),
            MofNCompleteColumn(),
            TextColumn("{task.fields[rate]}", markup=False),
            TimeRemainingColumn(),
        )
        self._label = label
        self._begin("loading")

    def show(self, step: Step) -> None:
        """Take the next step. A new stage starts the clock for its rate anew."""
        if step.stage != self._stage:
            self._progress.remove_task(self._task)
            self._begin(step.stage)
        seconds = time.perf_counter() - self._started
        rate = f"{step.tokens / seconds:.0f} tokens/s" if step.tokens and seconds > 0 else ""
        self._progress.update(self._task, completed=step.done, total=step.total or None, rate=rate)

    def _begin(self, stage: str) -> None:
        """A task of its own for each stage: one that is reused would keep the old total."""
        self._stage, self._started = stage, time.perf_counter()
        self._task = self._progress.add_task(f"{self._label}: {stage}", total=None, rate="")
