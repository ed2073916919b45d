"""What renderers print on consoles of any width, with and without colour."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

from rich.console import Console

SGR = re.compile(r"\x1b\[[\d;]*m")
COLOUR = re.compile(r"\x1b\[(?:[\d;]*;)?(?:3[0-7]|4[0-7]|9[0-7]|38|48)[\d;]*m")
WIDTHS = (60, 80, 140)


def render_on_console(
    render: Callable[[Console], None], width: int = 80, environment: dict[str, str] | None = None
) -> str:
    """What `render` prints; in colour if an environment is given."""
    console = Console(
        file=io.StringIO(),
        width=width,
        legacy_windows=False,
        force_terminal=environment is not None,
        color_system="auto" if environment is None else "standard",
        _environ=environment or {},
    )
    render(console)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def join_lines(text: str) -> str:
    """The words without the lines."""
    return " ".join(text.split())
