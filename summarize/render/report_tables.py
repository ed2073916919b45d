"""What `doctor` and `models list` show. Takes plain rows, so that it knows nothing of either.

On a terminal, lines are folded under their own column. Elsewhere each stays on
one line, for `grep` and for bug reports.
"""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from rich.text import Text

from summarize.render.console import Console, output_console
from summarize.render.sanitize import sanitize_line

_STYLES = {"ok": "green", "note": "yellow", "problem": "bold red"}
_SUBJECT, _STATE = 12, 9  # columns, the space behind them included
_NARROWEST = 20
_GAP = "  "


def print_finding(subject: str, state: str, text: str, advice: str) -> None:
    """Print one finding of the doctor: subject, state, text, and below it what to do."""
    console = output_console()
    label = Text(subject.ljust(_SUBJECT)) + Text(state.ljust(_STATE), style=_STYLES[state])
    _print_hanging(console, label, Text(sanitize_line(text)))
    if advice:
        _print_hanging(
            console, Text(" " * len(label)), Text(f"-> {sanitize_line(advice)}", style="bold")
        )


def print_fact(subject: str, text: str) -> None:
    """Print one thing that is known: its name, and beside it what it is."""
    _print_hanging(output_console(), Text(subject.ljust(_SUBJECT)), Text(sanitize_line(text)))


def print_table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print rows under a header, or, where they are too wide for that, a cell a line.

    Cells are shown literally and never cut.
    """
    console = output_console()
    cells = [[sanitize_line(cell) for cell in row] for row in (header, *rows)]
    widths = [max(cell_len(cell) for cell in column) for column in zip(*cells, strict=True)]
    if sum(widths) + len(_GAP) * (len(widths) - 1) <= console.width or not console.is_terminal:
        for number, row in enumerate(cells):
            padded = (_pad(cell, width) for cell, width in zip(row, widths, strict=True))
            _print_line(console, Text(_GAP.join(padded), style="" if number else "bold"))
    else:
        _print_stacked(console, cells[0], cells[1:])


def _print_stacked(console: Console, header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    width = max(cell_len(name) for name in header)
    for first, *others in rows:
        _print_line(console, Text(first, style="bold"))
        for name, cell in zip(header[1:], others, strict=True):
            _print_hanging(console, Text(f"{_GAP}{_pad(name, width)}{_GAP}"), Text(cell))


def _print_hanging(console: Console, label: Text, text: Text) -> None:
    """`text` beside `label`, what does not fit below itself."""
    room = max(_NARROWEST, console.width - len(label))
    parts = text.wrap(console, room, overflow="fold") if console.is_terminal else [text]
    for part in parts:
        _print_line(console, label + part)
        label = Text(" " * len(label))


def _print_line(console: Console, text: Text) -> None:
    text.rstrip()
    console.print(text, soft_wrap=True)


def _pad(text: str, width: int) -> str:
    return text + " " * (width - cell_len(text))
