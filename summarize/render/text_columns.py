"""A table of which a terminal shows the columns that it has room for, the most important first."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from rich.text import Text

from summarize.render.console import Console, output_console
from summarize.render.sanitize import sanitize_line

_GAP = "  "
_LONGEST_NAME = 34  # columns; a longer one gets a line of its own, and its cells the next


def print_columns(
    header: Sequence[str], rows: Sequence[Sequence[str]], importance: Sequence[int]
) -> tuple[str, ...]:
    """Print rows under a header; the names of the columns that were left out.

    The first column is always there. On a terminal, columns are left out, the last of
    `importance` (their indices) first, until a line fits; elsewhere all are printed. Cells are
    shown literally and never cut.
    """
    console = output_console()
    cells = [[sanitize_line(cell) for cell in row] for row in (header, *rows)]
    widths = [max(cell_len(cell) for cell in column) for column in zip(*cells, strict=True)]
    shown = list(importance)
    if console.is_terminal:
        widths[0] = max(cell_len(row[0]) for row in cells if cell_len(row[0]) <= _LONGEST_NAME)
        while len(shown) > 1 and _width(widths, shown) > console.width:
            shown.pop()
    for number, row in enumerate(cells):
        _print(console, [(row[i], widths[i]) for i in sorted({0, *shown})], bold=number == 0)
    return tuple(name for i, name in enumerate(header) if i not in shown and i)


def _width(widths: Sequence[int], shown: Sequence[int]) -> int:
    return sum(widths[i] for i in {0, *shown}) + len(_GAP) * (len({0, *shown}) - 1)


def _print(console: Console, row: Sequence[tuple[str, int]], *, bold: bool) -> None:
    (name, width), *others = row
    if cell_len(name) > width:
        console.print(Text(name), soft_wrap=True)
        name = ""
    text = Text(_GAP.join(_pad(*cell) for cell in [(name, width), *others]))
    text.rstrip()
    if bold:
        text.stylize("bold")
    console.print(text, soft_wrap=True)


def _pad(text: str, width: int) -> str:
    return text + " " * (width - cell_len(text))
