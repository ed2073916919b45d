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
    choose_target,
    ensure_folder,
    ensure_writable,
    write_output,
)
from summarize.render import Format, find_format, render_text, render_verification_text
from summarize.results import Summary, Verification
from summarize.storage.files import make_folder

if TYPE_CHECKING:
    from summarize.render.console import Console, ConsolePrinter
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
    requested_format: Format | None
    verbose: bool = False
    protected: Sequence[str] = ()
    _folder: Path | None = field(default=None, init=False)
    _targets: list[Path] = field(default_factory=list, init=False)
    _printed_count: int = field(default=0, init=False)

    def __post_init__(self) -> None:
        if self.output is None:
            return
        path = Path(self.output)
        if path.is_dir() or self.output.endswith(_SEPARATORS) or self._has_several_sources():
            self._folder = path
            ensure_folder(path)
        else:
            ensure_writable(path, sources=self._list_protected())

    def _has_several_sources(self) -> bool:
        return len(self.sources) > 1

    @property
    def format(self) -> Format:
        """The format that applies."""
        if self.requested_format:
            return self.requested_format
        if self.output is not None:
            named = None if self._folder else find_format(self.output)
            return named or Format.MARKDOWN
        return Format.RICH if sys.stdout.isatty() else Format.MARKDOWN

    def deliver_summary(self, origin: str, summary: Summary) -> Path | None:
        """Deliver one summary; the file it went to, or None for standard output."""

        def on_console(console: Console) -> None:
            from summarize.render import terminal_format

            terminal_format.render_summary(summary, console, verbose=self.verbose)

        return self._deliver(
            origin, on_console, lambda form: render_text(summary, form, self.verbose)
        )

    def deliver_verification(
        self, written: WrittenSummary, verification: Verification
    ) -> Path | None:
        """Deliver what was found about a summary; the file it went to, or None as above."""

        def on_console(console: Console) -> None:
            from summarize.render import terminal_format

            terminal_format.render_verification(verification, written, console)

        return self._deliver(
            written.origin,
            on_console,
            lambda form: render_verification_text(verification, written, form),
        )

    def _deliver(
        self, origin: str, on_console: ConsolePrinter, as_text: Callable[[Format], str]
    ) -> Path | None:
        if self.output is None:
            self._print(on_console, as_text)
            return None
        rich = self.format is Format.RICH
        text = _recorded(on_console) if rich else as_text(self.format)
        target = self._choose_target(origin, Path(self.output))
        write_output(target, text, sources=self._list_protected())
        return target

    def _print(self, on_console: ConsolePrinter, as_text: Callable[[Format], str]) -> None:
        """One result of several is a line of JSON, else it is set off by an empty line."""
        apart = self._has_several_sources() and self.format is Format.JSON
        if self._printed_count and not apart:
            sys.stdout.write("\n")
        if self.format is Format.RICH:
            from summarize.render.console import output_console

            on_console(output_console())
        else:
            text = as_text(self.format)
            sys.stdout.write(_on_one_line(text) if apart else text)
        sys.stdout.flush()
        self._printed_count += 1

    def _choose_target(self, origin: str, path: Path) -> Path:
        if self._folder is None:
            return path
        taken = [*self._targets, *self._list_protected()]
        target = choose_target(origin, self._folder, _EXTENSIONS[self.format], taken)
        make_folder(self._folder)
        self._targets.append(target)
        return target

    def _list_protected(self) -> list[Path]:
        """What must not be overwritten."""
        return [Path(source) for source in (*self.sources, *self.protected) if source != "-"]


def _on_one_line(text: str) -> str:
    """JSON without line breaks; everything but ASCII stays escaped, as terminals need it."""
    return json.dumps(json.loads(text)) + "\n"


def _recorded(on_console: ConsolePrinter) -> str:
    from summarize.render.console import render_as_text

    return render_as_text(on_console, _FILE_WIDTH)
