"""Progress bars: what a terminal shows of the steps of a run and of a download."""

from __future__ import annotations

import io

from rich.console import Console

from summarize.progress import Step
from summarize.render.progress_bars import DownloadBar, StepBar


def shown(*steps: Step, label: str = "harbour.txt") -> str:
    """What stands on a terminal after these steps, without the sequences that put it there."""
    screen = io.StringIO()
    console = Console(file=screen, force_terminal=True, width=100, color_system=None)
    with StepBar(console, label) as bar:
        for step in steps:
            bar.show_step(step)
        screen.truncate(0)
        bar.refresh()
        return screen.getvalue()


def test_before_the_first_step_it_is_loading() -> None:
    assert "harbour.txt: loading" in shown()


def test_stage_parts_and_rate() -> None:
    text = shown(Step("reading", 0, 8), Step("reading", 3, 8, 500))
    assert "harbour.txt: reading" in text
    assert "3/8" in text
    assert "tokens/s" in text


def test_a_new_stage_does_not_keep_the_old_figures() -> None:
    text = shown(Step("reading", 8, 8, 900), Step("checking"))
    assert "checking" in text
    assert "reading" not in text
    assert "/8" not in text
    assert "tokens/s" not in text


def test_markup_in_a_name_is_left_alone() -> None:
    assert "[bold]a[/bold].txt: loading" in shown(label="[bold]a[/bold].txt")


def test_nothing_is_left_behind() -> None:
    screen = io.StringIO()
    console = Console(file=screen, force_terminal=True, width=60, color_system=None)
    with StepBar(console, "a.txt") as bar:
        bar.show_step(Step("reading", 1, 2))
    assert screen.getvalue().rstrip("\n").endswith("\x1b[2K")


def test_a_download_is_shown_to_whom_it_concerns() -> None:
    console = Console(file=io.StringIO(), force_terminal=True, width=80, color_system=None)
    with DownloadBar(console, "org/repo") as bar:
        bar.show_bytes(60_000_000, 98_000_000)
        bar.show_bytes(98_000_000, 98_000_000)
    assert isinstance(console.file, io.StringIO)
    assert "org/repo" in console.file.getvalue()
    assert "98.0/98.0 MB" in console.file.getvalue()
