"""Where results go: standard output, a file, a folder; and in which format."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from summarize.errors import UsageError
from summarize.findings import Summary, Verification
from summarize.output import ensure_writable, target_for, write
from summarize.render import Format, format_of, render_text, render_verification_text

if TYPE_CHECKING:
    from rich.console import Console

_EXTENSIONS = {
    Format.RICH: ".txt",
    Format.MARKDOWN: ".md",
    Format.JSON: ".json",
    Format.TEXT: ".txt",
}
_FILE_WIDTH = 100


@dataclass
class Delivery:
    """One destination for the results of one or several sources.

    `output` None is standard output; a folder (an existing one, or a name that
    ends in a separator, or several sources) gets a file for each source.
    `asked` is the format that was asked for; otherwise the extension of the file
    decides, then whether standard output is a terminal.
    """

    sources: Sequence[str]
    output: str | None
    asked: Format | None
    verbose: bool = False
    _taken: list[Path] = field(default_factory=list)

    def __post_init__(self) -> None:
        if self.output is None:
            return
        path = Path(self.output)
        self._folder = self.output.endswith(("/", "\\")) or path.is_dir()
        if len(self.sources) > 1 and not self._folder:
            if path.exists():
                raise UsageError(
                    f"{path} is a file, but there are {len(self.sources)} sources",
                    "Give a folder to write them to.",
                )
            self._folder = True
        if not self._folder:
            ensure_writable(path, sources=self._paths())

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
            from summarize.render import terminal

            terminal.render(summary, console, verbose=self.verbose)

        return self._deliver(origin, on_console, lambda form: render_text(summary, form))

    def verification(self, origin: str, verification: Verification) -> Path | None:
        """Deliver one verification; the file it went to, or None for standard output."""

        def on_console(console: Console) -> None:
            from summarize.render import terminal

            terminal.render_verification(verification, console)

        return self._deliver(
            origin, on_console, lambda form: render_verification_text(verification, form)
        )

    def _deliver(
        self,
        origin: str,
        on_console: Callable[[Console], None],
        as_text: Callable[[Format], str],
    ) -> Path | None:
        rich = self.format is Format.RICH
        if self.output is None:
            if rich:
                on_console(_console())
            else:
                sys.stdout.write(as_text(self.format))
            sys.stdout.flush()
            return None
        text = _recorded(on_console) if rich else as_text(self.format)
        target = self._target(origin)
        write(target, text, sources=self._paths())
        return target

    def _target(self, origin: str) -> Path:
        assert self.output is not None
        if not self._folder:
            return Path(self.output)
        folder = Path(self.output)
        target = target_for(
            origin, folder, _EXTENSIONS[self.format], [*self._taken, *self._paths()]
        )
        self._taken.append(target)
        folder.mkdir(parents=True, exist_ok=True)
        return target

    def _paths(self) -> list[Path]:
        return [Path(source) for source in self.sources if source != "-"]


def _console() -> Console:
    from rich.console import Console

    return Console(highlight=False)


def _recorded(on_console: Callable[[Console], None]) -> str:
    """What the terminal would show, as plain text."""
    import io

    from rich.console import Console

    stream = io.StringIO()
    on_console(Console(file=stream, width=_FILE_WIDTH, no_color=True, highlight=False))
    return stream.getvalue()
