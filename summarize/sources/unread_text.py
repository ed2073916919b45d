"""Struck-out and hidden text of a document: reported in notes and warnings, never read."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from summarize.document import count_words
from summarize.sources.gaps import STRUCK, Mark, close_gaps, show

GAP = "\ufdd0"
"""Stands in an open paragraph where text was left out; no character of any text."""

_MAX_SHOWN = 3
_MAX_CHARACTERS = 60  # of one stretch in the note
_GAPS = re.compile(rf"{GAP}[\s{GAP}]*{GAP}|{GAP}")


@dataclass
class LeftOut:
    """What was left out: struck-out stretches in order, and the number of hidden words."""

    struck: list[str] = field(default_factory=list)
    hidden_words: int = 0
    _hidden: list[str] = field(default_factory=list)
    _goes_on: bool = False

    def add_struck(self, text: str) -> None:
        """Add struck-out text; what follows at once, as formats cut it up, is one stretch."""
        if self._goes_on and self.struck:
            self.struck[-1] += text
        else:
            self.struck.append(text)
        self._goes_on = True

    def add_hidden(self, text: str) -> None:
        """Add hidden text: its words are counted."""
        self.hidden_words += count_words(text)
        self._hidden.append(text)

    def end_stretch(self) -> None:
        """Say that text follows which is read, or that the paragraph ends."""
        self._goes_on = False

    @property
    def notes(self) -> tuple[str, ...]:
        """For `-v`: what was struck out."""
        return describe_unread("struck-out", self.struck)

    @property
    def warnings(self) -> tuple[str, ...]:
        """For everybody: `("12 words of hidden text left out",)`; none if none is hidden."""
        if not self.hidden_words:
            return ()
        from summarize.sources.model_commands import warn_of_hidden_commands

        # A style may change in the middle of it, and formats cut it up there.
        commands = warn_of_hidden_commands(["".join(self._hidden)])
        return (*describe_hidden(self.hidden_words), *commands)


def describe_hidden(words: int) -> tuple[str, ...]:
    """Return the warning about hidden text, the same for every format; none without such text.

    `1200 -> ("1,200 words of hidden text left out",)`
    """
    return (f"{words:,} word{'' if words == 1 else 's'} of hidden text left out",) if words else ()


def describe_unread(kind: str, texts: Iterable[str]) -> tuple[str, ...]:
    """Return the note for `-v` on texts of a kind, the first few quoted; none without texts.

    `"struck-out", [...] -> ('struck-out text left out: "9 pounds"; "the mayor"; 2 more',)`
    """
    lines = [" ".join(text.split()) for text in texts]
    lines = [line for line in lines if any(map(str.isalnum, line))]
    shown = [f'"{_shorten(line)}"' for line in lines[:_MAX_SHOWN]]
    more = [f"{len(lines) - _MAX_SHOWN} more"] if len(lines) > _MAX_SHOWN else []
    return (f"{kind} text left out: {'; '.join(shown + more)}",) if lines else ()


def mark_gap(text: str) -> str:
    """Return what stands for text that is left out: a gap with the white space at its ends.

    `" 9 pounds" -> " " + GAP`
    """
    before = " " if text[:1].isspace() else ""
    return f"{before}{GAP}{' ' if text[-1:].isspace() else ''}"


def remove_gaps(text: str) -> str:
    """Return a paragraph without its gaps, and without the marks that are left of what is gone.

    `"It rose. " + GAP + ". It fell." -> "It rose. It fell."`
    """
    if GAP not in text:
        return text
    if not any(map(str.isalnum, text)):  # the mark of an item
        return ""
    found = [Mark(*gap.span(), reason=STRUCK) for gap in _GAPS.finditer(text)]
    return show(text, 0, len(text), close_gaps(text, 0, len(text), found))


def _shorten(text: str) -> str:
    if len(text) <= _MAX_CHARACTERS:
        return text
    return f"{text[:_MAX_CHARACTERS].rsplit(' ', 1)[0]} …"
