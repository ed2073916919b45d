"""A verification on a terminal: golden files, widths, colours, escape sequences."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from rich.cells import cell_len
from rich.console import Console

from summarize.document import Span
from summarize.render import terminal_format
from summarize.results import Verification, WrittenSummary
from support.consoles import COLOUR, SGR, WIDTHS, join_lines, render_on_console
from support.render_samples import (
    DOCUMENT,
    ESCAPES,
    HOSTILE_LINES,
    VERIFICATION,
    WRITTEN,
    assert_golden,
    build_hostile_summary,
    build_written_summary,
)


def render_to_text(
    verification: Verification,
    written: WrittenSummary,
    width: int = 80,
    environment: dict[str, str] | None = None,
) -> str:
    return render_on_console(
        lambda console: terminal_format.render_verification(verification, written, console),
        width,
        environment,
    )


@pytest.mark.parametrize("width", WIDTHS)
def test_golden(width: int) -> None:
    assert_golden(f"verification-{width}.rich.txt", render_to_text(VERIFICATION, WRITTEN, width))


@pytest.mark.parametrize("width", [20, 43, 60, 71, 72, 80, 100, 140, 300])
def test_lines_fit_and_end_without_spaces(width: int) -> None:
    summary = build_hostile_summary("word " * 90)
    long = Verification(summary.document, summary.claims, summary.notes)
    for verification, written in ((VERIFICATION, WRITTEN), (long, build_written_summary(long))):
        for line in render_to_text(verification, written, width).splitlines():
            assert cell_len(line) <= min(width, 100)
            assert line == line.rstrip()


def test_wrong_words_are_underlined_in_colour() -> None:
    text = render_to_text(VERIFICATION, WRITTEN, 80, {"TERM": "xterm"})
    assert "for \x1b[1;4;31m16\x1b[0m years" in text
    assert "has \x1b[4;33mlong wanted\x1b[0m to" in text
    assert "**" not in text


@pytest.mark.parametrize("environment", [None, {"TERM": "xterm", "NO_COLOR": "1"}])
def test_without_colour_asterisks_mark_them(environment: dict[str, str] | None) -> None:
    text = render_to_text(VERIFICATION, WRITTEN, 80, environment)
    assert not COLOUR.search(text)
    plain = join_lines(SGR.sub("", text))
    assert "stood for **16** years and fell in **March**." in plain
    assert "has **long wanted** to get" in plain


def test_the_line_in_the_summary_is_told() -> None:
    assert "fell in **March**. (summary.md:3; 2 % likely right)" in join_lines(
        render_to_text(VERIFICATION, WRITTEN)
    )


def test_notes_and_what_was_not_checked() -> None:
    text = render_to_text(VERIFICATION, WRITTEN)
    assert " - Not checked: lines 7 to 10 (table)." in text
    assert " - The check dates.plain failed (ValueError: no such day)" in text
    silent = render_to_text(
        replace(VERIFICATION, notes=(), judge=None), replace(WRITTEN, skipped=())
    )
    assert "Notes" not in silent


def test_an_ascii_terminal_gets_ascii_marks() -> None:
    raw = io.BytesIO()
    file = io.TextIOWrapper(raw, encoding="ascii")
    console = Console(file=file, width=80, legacy_windows=False)
    terminal_format.render_verification(VERIFICATION, WRITTEN, console)
    file.flush()
    text = raw.getvalue().decode("ascii")
    for mark in (" + supported", " x unsupported", " ? can't tell", "**16**"):
        assert mark in text


def test_nothing_to_verify_is_said() -> None:
    empty = Verification(DOCUMENT, ())
    assert render_to_text(empty, build_written_summary(empty)).endswith(
        "\nno statements to check\n"
    )


@pytest.mark.parametrize("line", HOSTILE_LINES)
def test_markup_shows_literally(line: str) -> None:
    summary = build_hostile_summary(line)
    verification = Verification(summary.document, summary.claims, summary.notes)
    text = render_to_text(
        verification, replace(build_written_summary(verification), origin=line), 1000
    )
    # title, name, statement, its reason, note; the note and the title begin with a capital
    assert join_lines(text).casefold().count(line.casefold()) >= 5


def test_no_escape_reaches_the_terminal() -> None:
    raw = f"kite{ESCAPES}tail"
    summary = build_hostile_summary(raw)
    marked = replace(summary.claims[0], wrong_spans=(Span(2, 9), Span(12, len(raw) - 2)))
    verification = Verification(summary.document, (*summary.claims, marked), summary.notes)
    written = replace(build_written_summary(verification), origin=raw)
    text = render_to_text(verification, written)
    assert set(text) - {"\n"} == {char for char in text if char.isprintable()}
    coloured = render_to_text(verification, written, 80, {"TERM": "xterm"})
    assert "\x1b]" not in coloured
    assert set(SGR.sub("", coloured)) - {"\n"} == {
        c for c in SGR.sub("", coloured) if c.isprintable()
    }
