"""Progress bars on a terminal: the steps of a summary, the bytes of a download."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable

from rich.console import Console, RenderableType
from rich.progress import (
    BarColumn,
    DownloadColumn,
    Progress,
    ProgressColumn,
    SpinnerColumn,
    Task,
    TextColumn,
    TimeRemainingColumn,
    TransferSpeedColumn,
)
from rich.text import Text

from summarize.progress import Step

_BAR_WIDTH, _NARROW_BAR_WIDTH = 20, 8  # columns
_LEAST_LABEL, _BESIDE_LABEL = 12, 48  # columns; of a longer one, the end is shown
_RATE_FROM = 80  # columns of the console: on narrower ones the time left matters more


class StepBar(Progress):
    """Stage, parts done of all, tokens a second and time left; gone when it is closed.

    `format_left` returns the time left of the whole run; without it, that of the stage is shown.
    `describe_wait` returns for what the run waits at the moment, "" for nothing.
    """

    def __init__(
        self,
        console: Console,
        label: str,
        format_left: Callable[[], str] | None = None,
        describe_wait: Callable[[], str] = str,
    ) -> None:
        self._describe_wait = describe_wait
        self._format_left = format_left
        is_wide = console.width >= _RATE_FROM
        super().__init__(
            SpinnerColumn(),
            TextColumn("{task.description}", markup=False),
            BarColumn(_BAR_WIDTH if is_wide else _NARROW_BAR_WIDTH),
            _CountColumn(),
            *([TextColumn("{task.fields[rate]}", markup=False)] if is_wide else []),
            _LeftColumn(format_left) if format_left else TimeRemainingColumn(),
            console=console,
            transient=True,
        )
        room = max(_LEAST_LABEL, console.width - _BESIDE_LABEL)
        self._label = label if len(label) <= room else f"…{label[-room:]}"
        self._begin_stage("loading")

    def show_step(self, step: Step) -> None:
        """Show the next step. A new stage starts the clock for its rate anew."""
        if step.stage != self._stage:
            self.remove_task(self._task)
            self._begin_stage(step.stage)
        seconds = time.perf_counter() - self._stage_start
        rate = f"{step.tokens / seconds:.0f} tokens/s" if step.tokens and seconds > 0 else ""
        self.update(self._task, completed=step.done, total=step.total or None, rate=rate)

    def get_renderables(self) -> Iterable[RenderableType]:
        """Yield what is shown: while the run waits, what it waits for in the bar's place."""
        if wait := self._describe_wait():
            left = self._format_left() if self._format_left else ""
            text = " · ".join(filter(None, (wait, left)))
            yield Text(text, no_wrap=True, overflow="ellipsis")
        else:
            yield from super().get_renderables()

    def _begin_stage(self, stage: str) -> None:
        """Add a task for the stage: a task that is reused would keep the old total."""
        self._stage, self._stage_start = stage, time.perf_counter()
        self._task = self.add_task(f"{self._label}: {stage}", total=None, rate="")


class _CountColumn(ProgressColumn):
    """The parts done of all: "3/8"; empty where there is nothing to count."""

    def render(self, task: Task) -> Text:
        """Return it as text."""
        count = "" if task.total is None else f"{task.completed:.0f}/{task.total:.0f}"
        return Text(count, "progress.download")


class _LeftColumn(ProgressColumn):
    """The time left of the whole run."""

    def __init__(self, format_left: Callable[[], str]) -> None:
        super().__init__()
        self._format_left = format_left

    def render(self, task: Task) -> Text:
        """Return it as text."""
        return Text(self._format_left(), no_wrap=True)


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
