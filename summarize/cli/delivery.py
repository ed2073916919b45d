"""Where results go: standard output, a file, a folder; and in which format."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from summarize.cli.output_files import (
    ensure_folder,
    ensure_writable,
    target_for,
    write,
)
from summarize.render import Format, format_of, render_text, render_verification_text
from summarize.results import Summary, Verification
from summarize.storage.files import make_folder

if TYPE_CHECKING:
    from summarize.render.console import Console, OnConsole
    from summarize.results import WrittenSummary

_EXTENSIONS = {
    Format.RICH: ".txt",
    Format.MARKDOWN: ".md",
    Format.JSON: ".json",
    Format.TEXT: ".txt",
}
_FILE_WIDTH = 100
_SEPARATORS = ("/", "\\") if os.name == "nt" else ("/",)


@dataclass
class Delivery:
    """One destination for the results on one or several sources.

    `output` None is standard output; a folder (an existing one, or a name that
    ends in a separator, or several sources) gets a file for each source.
    `asked` is the format that was asked for; otherwise the extension of the file
    decides, then whether standard output is a terminal. `kept` are further files
    that must not be overwritten. Raises OutputError or UsageError at once if
    nothing can be written there; what is missing is made when it is needed.
    """

    sources: Sequence[str]
    output: str | None
    asked: Format | None
    verbose: bool = False
    kept: Sequence[str] = ()
    _folder: Path | None = field(default=None, init=False)
    _taken: list[Path] = field(default_factory=list, init=False)
    _printed: int = field(default=0, init=False)

    def __post_init__(self) -> None:
        if self.output is None:
            return
        path = Path(self.output)
        if path.is_dir() or self.output.endswith(_SEPARATORS) or self._several():
            self._folder = path
            ensure_folder(path)
        else:
            ensure_writable(path, sources=self._never())

    def _several(self) -> bool:
        return len(self.sources) > 1

    @property
    def format(self) -> Format:
        """The format that applies."""
        if self.asked:
            return self.asked
        if self.output is not None:
            named = None if self._folder else format_of(self.output)
            return named or Format.MARKDOWN
        return Format.RICH if sys.stdout.isatty() else Format.MARKDOWN

    def summary(self, origin: str, summary: Summary) -> Path | None:
        """Deliver one summary; the file it went to, or None for standard output."""

        def on_console(console: Console) -> None:
            from summarize.render import terminal_format

            terminal_format.render(summary, console, verbose=self.verbose)

        return self._deliver(
            origin, on_console, lambda form: render_text(summary, form, self.verbose)
        )

    def verification(self, written: WrittenSummary, verification: Verification) -> Path | None:
        """Deliver what was found about a summary; the file it went to, or None as above."""

        def on_console(console: Console) -> None:
            from summarize.render import terminal_verdicts

            terminal_verdicts.render(verification, written, console)

        return self._deliver(
            written.origin,
            on_console,
            lambda form: render_verification_text(verification, written, form),
        )

    def _deliver(
        self, origin: str, on_console: OnConsole, as_text: Callable[[Format], str]
    ) -> Path | None:
        if self.output is None:
            self._print(on_console, as_text)
            return None
        rich = self.format is Format.RICH
        text = _recorded(on_console) if rich else as_text(self.format)
        target = self._target(origin, Path(self.output))
        write(target, text, sources=self._never())
        return target

    def _print(self, on_console: OnConsole, as_text: Callable[[Format], str]) -> None:
        """One result of several is a line of JSON, else it is set off by an empty line."""
        apart = self._several() and self.format is Format.JSON
        if self._printed and not apart:
            sys.stdout.write("\n")
        if self.format is Format.RICH:
            from summarize.render.console import standard_output

            on_console(standard_output())
        else:
            text = as_text(self.format)
            sys.stdout.write(_on_one_line(text) if apart else text)
        sys.stdout.flush()
        self._printed += 1

    def _target(self, origin: str, path: Path) -> Path:
        if self._folder is None:
            return path
        taken = [*self._taken, *self._never()]
        target = target_for(origin, self._folder, _EXTENSIONS[self.format], taken)
        make_folder(self._folder)
        self._taken.append(target)
        return target

    def _never(self) -> list[Path]:
        """What must not be overwritten."""
        return [Path(source) for source in (*self.sources, *self.kept) if source != "-"]


def _on_one_line(text: str) -> str:
    """JSON without line breaks; everything but ASCII stays escaped, as terminals need it."""
    return json.dumps(json.loads(text)) + "\n"


def _recorded(on_console: OnConsole) -> str:
    from summarize.render.console import recorded

    return recorded(on_console, _FILE_WIDTH)
