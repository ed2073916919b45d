"""Rich consoles, and text laid out on them: wrapping, hanging indents, two columns.

Laid out by hand instead of with rich's tables, because tables pad every line with
spaces, which end up in whatever the user copies out of the terminal.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from summarize.characters import HAN, JOINERS, KANA, VARIATION_SELECTORS, WIDE_MARKS
from summarize.render.encodings import ESCAPE_ERRORS
from summarize.results import Verdict

ConsolePrinter = Callable[[Console], None]

# Longer lines are hard to read, however wide the terminal is.
TEXT_WIDTH = 100

# On absurdly narrow consoles text keeps this many columns, and the terminal breaks the lines.
MIN_WIDTH = 8


def open_output_console() -> Console:
    """Return a console on standard output, for results; numbers get no colours of their own."""
    return Console(highlight=False)


def render_as_text(show: ConsolePrinter, width: int) -> str:
    """Return what a terminal of `width` columns would show, as plain text."""
    stream = io.StringIO()
    show(Console(file=stream, width=width, no_color=True, highlight=False))
    return stream.getvalue()


@dataclass(frozen=True, slots=True)
class Glyphs:
    """The characters that the layout itself adds."""

    marks: dict[Verdict, str]
    opening: str
    closing: str
    ellipsis: str
    separator: str


UNICODE = Glyphs(
    {Verdict.SUPPORTED: "✓", Verdict.UNSUPPORTED: "✗", Verdict.UNSURE: "?"}, "“", "”", "…", " · "
)
ASCII = Glyphs(
    {Verdict.SUPPORTED: "+", Verdict.UNSUPPORTED: "x", Verdict.UNSURE: "?"}, '"', '"', "...", " | "
)


@dataclass(frozen=True)
class Page:
    """A console with the width in columns and the glyphs to use on it."""

    console: Console
    width: int
    glyphs: Glyphs

    @classmethod
    def for_console(cls, console: Console) -> Page:
        """Return a page at most `TEXT_WIDTH` wide, in ASCII where the console has no Unicode."""
        glyphs = ASCII if console.options.ascii_only else UNICODE
        return cls(console, min(console.width, TEXT_WIDTH), glyphs)

    def wrap(self, text: Text, width: int | None = None) -> list[Text]:
        """Wrap `text` into lines of at most `width` columns, without spaces at their ends."""
        width = max(self.width if width is None else width, MIN_WIDTH)
        parts = text.divide(_find_breaks(text.plain, width))
        lines = [line for part in parts for line in part.wrap(self.console, width, overflow="fold")]
        for line in lines:
            line.rstrip()
        return lines

    def hang(self, lead: Text | str, body: Text, width: int | None = None) -> list[Text]:
        """Wrap `body` to the right of `lead`, in `width` columns together (default: all)."""
        first = Text(lead) if isinstance(lead, str) else lead
        blank = Text(" " * first.cell_len)
        lines = self.wrap(body, (width or self.width) - first.cell_len)
        return [Text.assemble(blank if i else first, line) for i, line in enumerate(lines)]

    def join_columns(self, left: Sequence[Text], right: Sequence[Text], column: int) -> list[Text]:
        """Join two columns of lines; the right one begins at `column`, counted from 0."""
        return [
            Text.assemble(first, " " * (column - first.cell_len), second) if second else first
            for first, second in zip_longest(left, right, fillvalue=Text())
        ]

    def join_phrases(self, phrases: Iterable[str], style: str) -> list[Text]:
        """Join phrases by separators, and break lines between phrases, not inside them."""
        lines: list[str] = []
        for phrase in phrases:
            joined = f"{lines[-1]}{self.glyphs.separator}{phrase}" if lines else phrase
            if lines and Text(joined).cell_len <= self.width:
                lines[-1] = joined
            else:
                lines.append(phrase)
        return [line for text in lines for line in self.wrap(Text(text, style))]

    def print_sections(self, sections: Iterable[Sequence[Text]]) -> None:
        """Print the sections that have lines, a blank line between them."""
        present = [Text("\n").join(section) for section in sections if section]
        text = Text("\n\n").join(present)
        # A document may hold characters that the user's terminal has no code for.
        encoding = self.console.encoding
        text.plain = text.plain.encode(encoding, ESCAPE_ERRORS).decode(encoding)
        self.console.print(text, soft_wrap=True)


# What stays on one line: a word, or a character of Chinese or Japanese with the selector that says
# which form of it is meant, and with the marks and numbers that touch it. No line begins with a
# full stop, none ends with an opening mark.
_WIDE = HAN + KANA
_UNIT = re.compile(
    rf"[“‘「『（《〈【〔(]*(?:[{_WIDE}][{VARIATION_SELECTORS}{JOINERS}]*|[^\s{_WIDE}{WIDE_MARKS}“‘]+|.)"
    rf"(?:[、。，．！？：；・ー々〉》」』】〕）…—”’)]|\[\d+\]|~)*\s*",
    re.DOTALL,
)
_WIDE_CHARACTER = re.compile(rf"[{_WIDE}]")


def _find_breaks(text: str, width: int) -> list[int]:
    """Return where the lines of a text in Chinese or Japanese begin; none for other scripts."""
    if text.isascii() or not _WIDE_CHARACTER.search(text):
        return []
    breaks, used = [], 0
    for unit in _UNIT.finditer(text):
        if used and used + cell_len(unit.group().rstrip()) > width:
            breaks.append(unit.start())
            used = 0
        used += cell_len(unit.group())
    return breaks
