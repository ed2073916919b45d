"""A download on a terminal: bytes of all, bytes a second, time left."""

from __future__ import annotations

from types import TracebackType

from rich.console import Console
from rich.progress import (
    BarColumn,
    DownloadColumn,
    Progress,
    TextColumn,
    TimeRemainingColumn,
    TransferSpeedColumn,
)


class DownloadBar:
    """Shows how far it is on `console` (standard error) while it is open; leaves nothing behind."""

    def __init__(self, console: Console, label: str) -> None:
        self._progress = Progress(
            TextColumn("{task.description}", markup=False),
            BarColumn(bar_width=20),
            DownloadColumn(),
            TransferSpeedColumn(),
            TimeRemainingColumn(),
            console=console,
            transient=True,
        )
        self._task = self._progress.add_task(label, total=None)
        self._begun = False

    def show(self, done: int, total: int) -> None:
        """Take how many bytes are here of how many. What is here first costs no time."""
        if not self._begun:
            self._begun = True
            self._progress.reset(self._task, completed=done, total=total)
        self._progress.update(self._task, completed=done, total=total)

    def __enter__(self) -> DownloadBar:
        self._progress.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._progress.stop()
