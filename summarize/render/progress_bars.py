"""Progress bars on a terminal: the steps of a summary, the bytes of a download."""

from __future__ import annotations

import time

from rich.console import Console
from rich.progress import (
    BarColumn,
    DownloadColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeRemainingColumn,
    TransferSpeedColumn,
)

from summarize.progress import Step

_BAR_WIDTH = 20  # columns


class StepBar(Progress):
    """Stage, parts done of all, tokens a second and time left; gone when it is closed."""

    def __init__(self, console: Console, label: str) -> None:
        super().__init__(
            SpinnerColumn(),
            TextColumn("{task.description}", markup=False),
            BarColumn(_BAR_WIDTH),
            MofNCompleteColumn(),
            TextColumn("{task.fields[rate]}", markup=False),
            TimeRemainingColumn(),
            console=console,
            transient=True,
        )
        self._label = label
        self._begin_stage("loading")

    def show_step(self, step: Step) -> None:
        """Show the next step. A new stage starts the clock for its rate anew."""
        if step.stage != self._stage:
            self.remove_task(self._task)
            self._begin_stage(step.stage)
        seconds = time.perf_counter() - self._stage_start
        rate = f"{step.tokens / seconds:.0f} tokens/s" if step.tokens and seconds > 0 else ""
        self.update(self._task, completed=step.done, total=step.total or None, rate=rate)

    def _begin_stage(self, stage: str) -> None:
        """Add a task for the stage: a task that is reused would keep the old total."""
        self._stage, self._stage_start = stage, time.perf_counter()
        self._task = self.add_task(f"{self._label}: {stage}", total=None, rate="")


class DownloadBar(Progress):
    """Bytes of all, bytes a second and time left; gone when it is closed."""

    def __init__(self, console: Console, label: str) -> None:
        super().__init__(
            TextColumn("{task.description}", markup=False),
            BarColumn(_BAR_WIDTH),
            DownloadColumn(),
            TransferSpeedColumn(),
            TimeRemainingColumn(),
            console=console,
            transient=True,
        )
        self._task = self.add_task(label, total=None)
        self._has_begun = False

    def show_bytes(self, done: int, total: int) -> None:
        """Show the bytes downloaded. Those of the first call do not count for the speed."""
        if not self._has_begun:
            self._has_begun = True
            self.reset(self._task, completed=done, total=total)
        self.update(self._task, completed=done, total=total)
