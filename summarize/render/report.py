"""What `doctor` and `models list` show. Takes plain rows, so that it knows nothing of either."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from summarize.render.safety import one_line

_STYLES = {"ok": "green", "note": "yellow", "problem": "bold red"}


def line(subject: str, state: str, text: str, advice: str) -> None:
    """Print one finding of the doctor: subject, state, text, and below it what to do."""
    grid = Table.grid(padding=(0, 2))
    grid.add_column(width=10)
    grid.add_column(width=7)
    grid.add_column(overflow="fold")
    grid.add_row(subject, Text(state, style=_STYLES[state]), Text(one_line(text)))
    if advice:
        grid.add_row("", "", Text(one_line(f"-> {advice}"), style="bold"))
    Console(highlight=False).print(grid)


def table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print rows under a header; cells are shown literally, long ones folded, never cut."""
    shown = Table(box=None, pad_edge=False, header_style="bold")
    for name in header:
        shown.add_column(name, overflow="fold")
    for row in rows:
        shown.add_row(*(Text(one_line(cell)) for cell in row))
    Console(highlight=False).print(shown)
