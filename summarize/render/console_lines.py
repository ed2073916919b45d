"""Lines on a console: wrapping, hanging indents, two columns side by side.

Made by hand instead of with rich's tables, because tables pad every line with
spaces, which then end up in whatever the reader copies out of the terminal.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from rich.console import Console
from rich.text import Text

from summarize.results import Verdict

# Longer lines are hard to read, however wide the terminal is.
TEXT_WIDTH = 100

# On absurdly narrow consoles text keeps this many columns, and the terminal breaks the lines.
MIN_WIDTH = 8

VERDICT_STYLES = {
    Verdict.SUPPORTED: "green",
    Verdict.UNSUPPORTED: "bold red",
    Verdict.UNSURE: "yellow",
}


@dataclass(frozen=True, slots=True)
class Glyphs:
    """The characters that the layout itself brings."""

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
    """A console with the width in columns and the characters to use on it."""

    console: Console
    width: int
    glyphs: Glyphs

    @classmethod
    def for_console(cls, console: Console) -> Page:
        """The page for a console: at most `TEXT_WIDTH` wide, ASCII where it knows no Unicode."""
        glyphs = ASCII if console.options.ascii_only else UNICODE
        return cls(console, min(console.width, TEXT_WIDTH), glyphs)

    def wrap(self, text: Text, width: int) -> list[Text]:
        """`text` in lines of at most `width` columns, without spaces at their ends."""
        lines = list(text.wrap(self.console, max(width, MIN_WIDTH), overflow="fold"))
        for line in lines:
            line.rstrip()
        return lines

    def hang(self, lead: Text | str, body: Text, width: int | None = None) -> list[Text]:
        """`body` wrapped to the right of `lead`, in `width` columns together (default: all)."""
        first = Text(lead) if isinstance(lead, str) else lead
        room = (width or self.width) - first.cell_len
        blank = Text(" " * first.cell_len)
        lines = self.wrap(body, room)
        return [Text.assemble(blank if i else first, line) for i, line in enumerate(lines)]

    def join_columns(self, left: Sequence[Text], right: Sequence[Text], column: int) -> list[Text]:
        """Two columns of lines; the right one begins at `column`, counted from 0."""
        rows = zip_longest(left, right, fillvalue=Text())
        return [self._join_row(first, second, column) for first, second in rows]

    def join_phrases(self, phrases: Iterable[str], style: str) -> list[Text]:
        """Phrases joined by separators, lines broken between phrases and not inside them."""
        lines: list[str] = []
        for phrase in phrases:
            joined = f"{lines[-1]}{self.glyphs.separator}{phrase}" if lines else phrase
            if lines and Text(joined).cell_len <= self.width:
                lines[-1] = joined
            else:
                lines.append(phrase)
        return [line for text in lines for line in self.wrap(Text(text, style), self.width)]

    def print_sections(self, sections: Iterable[Sequence[Text]]) -> None:
        """Print the sections that have lines, a blank line between them."""
        present = [Text("\n").join(section) for section in sections if section]
        text = self._replace_unencodable(Text("\n\n").join(present))
        self.console.print(text, soft_wrap=True)

    def _join_row(self, left: Text, right: Text, column: int) -> Text:
        if not right:
            return left
        return Text.assemble(left, " " * (column - left.cell_len), right)

    def _replace_unencodable(self, text: Text) -> Text:
        # An article may hold characters that the reader's terminal has no code for;
        # a question mark in their place is better than a crash.
        encoding = self.console.encoding
        text.plain = text.plain.encode(encoding, "replace").decode(encoding)
        return text
