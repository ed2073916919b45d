"""Tables, findings and facts on a console, for `doctor`, `models`, `bench` and `config`.

On a terminal, lines are folded under their own column. Elsewhere each stays on
one line, for `grep` and for bug reports.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from rich.cells import cell_len, set_cell_size
from rich.console import Console
from rich.text import Text

from summarize.errors import ModelError
from summarize.render.console import Page, open_output_console
from summarize.render.sanitize import sanitize_line


class State(StrEnum):
    """How good or bad a finding is."""

    GOOD = "ok"
    NOTICE = "note"
    BAD = "problem"


@dataclass(frozen=True, slots=True)
class Finding:
    """The result of one check of the doctor. `advice` says what to do, "" if nothing."""

    subject: str
    state: State
    text: str
    advice: str = ""

    @property
    def exit_code(self) -> int:
        """4 for a problem: the program can't summarise."""
        return ModelError.exit_code if self.state is State.BAD else 0


_STYLES: dict[str, str] = {State.GOOD: "green", State.NOTICE: "yellow", State.BAD: "bold red"}
_SUBJECT, _STATE = 12, 9  # columns, the space behind them included
_MIN_TEXT = 20  # columns
_GAP = "  "
_LONGEST_NAME = 34  # columns; a longer one gets a line of its own, and its cells the next


def print_finding(subject: str, state: str, text: str, advice: str = "") -> None:
    """Print a finding: subject, state ("ok", "note", "problem"), text, and the advice below it."""
    console = open_output_console()
    label = Text(subject.ljust(_SUBJECT)) + Text(state.ljust(_STATE), _STYLES[state])
    _print_hanging(console, label, Text(sanitize_line(text)))
    if advice:
        advice = f"-> {sanitize_line(advice)}"
        _print_hanging(console, Text(" " * len(label)), Text(advice, style="bold"))


def print_fact(subject: str, text: str) -> None:
    """Print a subject, and beside it what is known of it."""
    _print_hanging(open_output_console(), Text(subject.ljust(_SUBJECT)), Text(sanitize_line(text)))


def print_table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print rows under a header, or, where a terminal is too narrow for them, a cell a line.

    Cells are printed literally and never cut.
    """
    console = open_output_console()
    cells, widths = _measure_cells(header, rows)
    if console.is_terminal and _line_width(widths) > console.width:
        names, *records = cells
        width = max(map(cell_len, names))
        for first, *others in records:
            _print_line(console, Text(first, style="bold"))
            for name, cell in zip(names[1:], others, strict=True):
                label = Text(f"{_GAP}{set_cell_size(name, width)}{_GAP}")
                _print_hanging(console, label, Text(cell))
        return
    for number, row in enumerate(cells):
        _print_row(console, row, widths, bold=number == 0)


def print_columns(
    header: Sequence[str], rows: Sequence[Sequence[str]], importance: Sequence[int]
) -> tuple[str, ...]:
    """Print rows under a header; return the names of the columns that were left out.

    The first column is always printed. On a terminal, columns are left out, the last of
    `importance` (their indices) first, until a line fits; elsewhere all are printed. Cells are
    printed literally and never cut.
    """
    console = open_output_console()
    cells, widths = _measure_cells(header, rows)
    chosen = list(importance)
    if console.is_terminal:
        widths[0] = max(cell_len(row[0]) for row in cells if cell_len(row[0]) <= _LONGEST_NAME)
        while len(chosen) > 1 and _line_width([widths[i] for i in {0, *chosen}]) > console.width:
            chosen.pop()
    printed = sorted({0, *chosen})
    for number, row in enumerate(cells):
        name, *others = (row[i] for i in printed)
        if cell_len(name) > widths[0]:
            _print_line(console, Text(name))
            name = ""
        _print_row(console, [name, *others], [widths[i] for i in printed], bold=number == 0)
    return tuple(name for i, name in enumerate(header) if i not in printed)


def _measure_cells(
    header: Sequence[str], rows: Sequence[Sequence[str]]
) -> tuple[list[list[str]], list[int]]:
    """Return the sanitized cells of all rows, the header first, and the width of each column."""
    cells = [[sanitize_line(cell) for cell in row] for row in (header, *rows)]
    return cells, [max(map(cell_len, column)) for column in zip(*cells, strict=True)]


def _line_width(widths: Sequence[int]) -> int:
    return sum(widths) + len(_GAP) * (len(widths) - 1)


def _print_row(console: Console, row: Sequence[str], widths: Sequence[int], *, bold: bool) -> None:
    padded = (set_cell_size(cell, width) for cell, width in zip(row, widths, strict=True))
    _print_line(console, Text(_GAP.join(padded), style="bold" if bold else ""))


def _print_hanging(console: Console, label: Text, text: Text) -> None:
    """Print `text` beside `label`; on a terminal, what does not fit below itself."""
    lines = [label + text]
    if console.is_terminal:
        width = max(console.width, label.cell_len + _MIN_TEXT)
        lines = Page.for_console(console).hang(label, text, width)
    for line in lines:
        _print_line(console, line)


def _print_line(console: Console, text: Text) -> None:
    text.rstrip()
    console.print(text, soft_wrap=True)
