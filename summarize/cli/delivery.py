"""Delivery of results: to standard output, a file or a folder, in the format that applies."""

from __future__ import annotations

import json
import os
import sys
import tempfile
import webbrowser
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from summarize.cli import output_files
from summarize.cli.streams import print_message
from summarize.errors import UsageError
from summarize.render import find_format, render_text, render_verification_text
from summarize.render.encodings import fit_to_stream
from summarize.results import Summary, Verification
from summarize.settings import Format
from summarize.storage.files import make_folder

if TYPE_CHECKING:
    from rich.console import Console

    from summarize.digests import Digest
    from summarize.render.console import ConsolePrinter
    from summarize.results import WrittenSummary

_EXTENSIONS = {Format.MARKDOWN: ".md", Format.JSON: ".json", Format.HTML: ".html"}
_FILE_WIDTH = 100
_SEPARATORS = ("/", "\\") if os.name == "nt" else ("/",)


@dataclass
class Delivery:
    """The destination of the results on one or several sources.

    `output` None or "-" is standard output. A folder (an existing one, a name that
    ends in a separator, or for several sources one without the extension of a format)
    gets a file for each source, a file all results, one behind the other. Without
    `requested_format` the extension of the file decides, then whether standard output
    is a terminal. `protected` are further files that must not be overwritten. With
    `opens`, results are evidence pages, shown in the browser, and without an `output`
    they lie among the temporary files. `front_matter` as in `render_text`. With `is_single`, all
    sources have one result. Raises
    OutputError or UsageError at once if nothing can be written there; missing folders
    are created when they are needed.
    """

    sources: Sequence[str]
    output: str | None
    requested_format: str | None
    verbose: bool = False
    protected: Sequence[str] = ()
    opens: bool = False
    front_matter: bool = False
    is_single: bool = False
    _folder: Path | None = field(default=None, init=False)
    _targets: list[Path] = field(default_factory=list, init=False)
    _printed_count: int = field(default=0, init=False)
    _written: str = field(default="", init=False)

    def __post_init__(self) -> None:
        if self.output == "-":
            self.output = None
        if self.opens:
            if self.requested_format not in (None, Format.HTML):
                raise UsageError("--open shows evidence pages", "Leave out --format.")
            self.requested_format = Format.HTML
            if self.output is None:
                # Not deleted at the end: the browser may still have to read it.
                self.output = f"{tempfile.mkdtemp(prefix='summarize-')}/"
        if self.output is None:
            return
        path = Path(self.output)
        of_file = find_format(path)
        several = self._is_several
        if path.is_dir() or self.output.endswith(_SEPARATORS) or (several and not of_file):
            self._folder = path
            output_files.ensure_folder(path)
            return
        if path.suffix and not (of_file or self.requested_format):
            message = f"{self.output}: {path.suffix} is the extension of no output format"
            raise UsageError(message, "Give .md, .txt, .json or .html, or name a --format.")
        if several and self.format is Format.HTML:
            message = "an evidence page shows one article, and there are several"
            raise UsageError(message, "Give a folder: -o pages/ -f html")
        output_files.ensure_writable(path, sources=self._list_protected())

    @property
    def format(self) -> Format:
        """The format that applies."""
        if self.requested_format:
            return Format(self.requested_format)
        if self.output is not None:
            of_file = None if self._folder else find_format(self.output)
            return of_file or Format.MARKDOWN
        return Format.RICH if sys.stdout.isatty() else Format.MARKDOWN

    @property
    def _is_several(self) -> bool:
        return len(self.sources) > 1 and not self.is_single

    def deliver_summary(self, origin: str, summary: Summary) -> Path | None:
        """Deliver a summary; return the file it was written to, None for standard output."""
        return self._deliver(
            origin,
            lambda console: _terminal_format().render_summary(summary, console, self.verbose),
            lambda format: render_text(
                summary, format, self.verbose, front_matter=self.front_matter
            ),
        )

    def deliver_digest(self, digest: Digest) -> Path | None:
        """Deliver a digest of all sources; return the file it was written to, if it was to one."""
        from summarize.render import digest as digest_formats

        def show(console: Console) -> None:
            from summarize.render.digest.digest_terminal import render_digest

            render_digest(digest, console, self.verbose)

        return self._deliver(
            "digest",
            show,
            lambda format: digest_formats.render_digest_text(
                digest, format, front_matter=self.front_matter
            ),
        )

    def deliver_verification(
        self, written: WrittenSummary, verification: Verification
    ) -> Path | None:
        """Deliver a verification; return the file it was written to, None for standard output."""
        return self._deliver(
            written.origin,
            lambda console: _terminal_format().render_verification(verification, written, console),
            lambda format: render_verification_text(verification, written, format),
        )

    def _deliver(
        self, origin: str, print_on: ConsolePrinter, render: Callable[[Format], str]
    ) -> Path | None:
        if self.output is None:
            self._print(print_on, render)
            return None
        if self.format is Format.RICH:
            from summarize.render.console import render_as_text

            text = render_as_text(print_on, _FILE_WIDTH)
        else:
            text = render(self.format)
        if self._folder is None and self._is_several:
            text = self._append(text)
        target = self._choose_target(origin, Path(self.output))
        output_files.write_output(target, text, sources=self._list_protected())
        if self.opens and not webbrowser.open(target.absolute().as_uri()):
            print_message(f"no browser can be started; open {target}")
        return target

    def _append(self, text: str) -> str:
        """Return what the file of several results has to get for this one.

        All of them, as a file is written anew; a device or pipe gets the new one alone.
        """
        new = _to_json_line(text) if self.format is Format.JSON else text
        if self._written and self.format is not Format.JSON:
            new = f"\n{new}"
        self._written += new
        return self._written if output_files.is_replaced(Path(self.output or "")) else new

    def _print(self, print_on: ConsolePrinter, render: Callable[[Format], str]) -> None:
        """Print a result. One of several is a line of JSON, else it follows an empty line."""
        is_json_line = self._is_several and self.format is Format.JSON
        if self._printed_count and not is_json_line:
            sys.stdout.write("\n")
        if self.format is Format.RICH:
            from summarize.render.console import open_output_console

            print_on(open_output_console())
        else:
            text = render(self.format)
            text = _to_json_line(text) if is_json_line else text
            sys.stdout.write(fit_to_stream(text, self.format, sys.stdout))
        sys.stdout.flush()
        self._printed_count += 1

    def _choose_target(self, origin: str, path: Path) -> Path:
        if self._folder is None:
            return path
        taken = [*self._targets, *self._list_protected()]
        extension = _EXTENSIONS.get(self.format, ".txt")
        target = output_files.choose_target(origin, self._folder, extension, taken)
        make_folder(self._folder)
        self._targets.append(target)
        return target

    def _list_protected(self) -> list[Path]:
        """Return the files that must not be overwritten: sources and `protected`."""
        return [Path(source) for source in (*self.sources, *self.protected) if source != "-"]


def _to_json_line(text: str) -> str:
    """Return a JSON document on one line; all but ASCII is escaped, as terminals need it."""
    return json.dumps(json.loads(text)) + "\n"


def _terminal_format() -> Any:
    """Return the renderer for terminals; rich is imported only where it is used."""
    from summarize.render import terminal_format

    return terminal_format
