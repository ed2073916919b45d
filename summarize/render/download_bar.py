"""A download on a terminal: bytes of all, bytes a second, time left."""

from __future__ import annotations

from rich.console import Console
from rich.progress import (
    BarColumn,
    DownloadColumn,
    TextColumn,
    TimeRemainingColumn,
    TransferSpeedColumn,
)

from summarize.render.status import Transient


class DownloadBar(Transient):
    """Shows how far it is on `console` (standard error)."""

    def __init__(self, console: Console, label: str) -> None:
        super().__init__(
            console,
            TextColumn("{task.description}", markup=False),
            BarColumn(bar_width=20),
            DownloadColumn(),
            TransferSpeedColumn(),
            TimeRemainingColumn(),
        )
        self._task = self._progress.add_task(label, total=None)
        self._begun = False

    def show(self, done: int, total: int) -> None:
        """Take how many bytes are here of how many. What is here first costs no time."""
        if not self._begun:
            self._begun = True
            self._progress.reset(self._task, completed=done, total=total)
        self._progress.update(self._task, completed=done, total=total)
