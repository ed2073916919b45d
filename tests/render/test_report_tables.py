"""Findings and tables on terminals of any width, and elsewhere."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from rich.console import Console

from summarize.render import report_tables

ROWS = [
    ("small (default)", "135 M", "/models/a/rather/deep/folder/of/models/small.gguf"),
    ("large", "7,000 M", "/models/large.gguf"),
]
HEADER = ("name", "parameters", "file")

Printed = Callable[[], str]


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    """A terminal without colours, as wide as the test's parameter says."""
    monkeypatch.setattr(
        report_tables,
        "open_output_console",
        lambda: Console(width=request.param, force_terminal=True, no_color=True, highlight=False),
    )


def printed(capsys: pytest.CaptureFixture[str]) -> str:
    return re.sub(r"\x1b\[[0-9;]*m", "", capsys.readouterr().out)


def test_away_from_a_terminal_a_finding_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    report_tables.print_finding("processor", "ok", "many words " * 40, "")
    assert capsys.readouterr().out == "processor   ok       " + ("many words " * 40).strip() + "\n"


def test_advice_stands_below_the_text(capsys: pytest.CaptureFixture[str]) -> None:
    report_tables.print_finding("cores", "note", "9 threads", "Give fewer.")
    assert capsys.readouterr().out == (
        "cores       note     9 threads\n                     -> Give fewer.\n"
    )


@pytest.mark.parametrize("terminal", [60], indirect=True)
@pytest.mark.usefixtures("terminal")
def test_on_a_terminal_long_text_is_folded_under_itself(
    capsys: pytest.CaptureFixture[str],
) -> None:
    report_tables.print_finding(
        "processor", "problem", "the engine uses none of the instructions", "Build it."
    )
    assert printed(capsys).splitlines() == [
        "processor   problem  the engine uses none of the",
        "                     instructions",
        "                     -> Build it.",
    ]


@pytest.mark.parametrize("terminal", [10, 40, 60, 140], indirect=True)
@pytest.mark.usefixtures("terminal")
def test_nothing_is_lost_at_any_width(capsys: pytest.CaptureFixture[str]) -> None:
    report_tables.print_finding("model file", "ok", ROWS[0][2] + " 漢字 done", "")
    report_tables.print_table(HEADER, ROWS)
    shown = "".join(printed(capsys).split())
    assert shown.count(ROWS[0][2]) == 2
    assert ROWS[1][2] in shown
    assert "漢字done" in shown


@pytest.mark.parametrize("terminal", [140], indirect=True)
@pytest.mark.usefixtures("terminal")
def test_a_table_that_fits_is_a_table(capsys: pytest.CaptureFixture[str]) -> None:
    report_tables.print_table(HEADER, ROWS)
    assert printed(capsys).splitlines() == [
        "name             parameters  file",
        "small (default)  135 M       " + ROWS[0][2],
        "large            7,000 M     " + ROWS[1][2],
    ]


@pytest.mark.parametrize("terminal", [60], indirect=True)
@pytest.mark.usefixtures("terminal")
def test_a_table_that_does_not_fit_has_a_cell_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    report_tables.print_table(HEADER, ROWS)
    lines = printed(capsys).splitlines()
    assert lines[:2] == ["small (default)", "  parameters  135 M"]
    assert max(map(len, lines)) <= 60


def test_away_from_a_terminal_a_table_is_one_whatever_its_width(
    capsys: pytest.CaptureFixture[str],
) -> None:
    report_tables.print_table(HEADER, [("x" * 200, "1", "y")])
    assert capsys.readouterr().out.splitlines()[1] == "x" * 200 + "  1           y"


def test_cells_can_not_command_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    report_tables.print_table(HEADER, [("a\x1b[2Jb", "[bold]1[/]", "c\nd")])
    report_tables.print_finding("model", "ok", "[red]x[/]\x1b]0;title\x07", "\x1b[31mrun")
    shown = capsys.readouterr().out
    assert "\x1b" not in shown
    assert "[bold]1[/]" in shown
    assert "c d" in shown
    assert "[red]x[/]" in shown


def test_no_rows_are_a_header(capsys: pytest.CaptureFixture[str]) -> None:
    report_tables.print_table(HEADER, [])
    assert capsys.readouterr().out == "name  parameters  file\n"
