"""Regular expressions for a word and for the end of a sentence, used wherever text is read."""

from __future__ import annotations

import re

LETTER = r"[^\W\d_]"
"""One letter of any script."""

WORD = re.compile(rf"{LETTER}+")
"""A run of letters, without figures: `"7-inch LP's" -> "inch", "LP", "s"`."""

WORD_OR_NUMBER = re.compile(r"\w+")
"""A run of letters, figures and underscores: `"7-inch" -> "7", "inch"`."""

END_MARKS = ".!?…。！？"
"""Marks that end a sentence, for a character class."""

CLOSERS = "”\"’')\\]"
"""Quotation marks and brackets that may follow an end mark, for a character class."""


def end_pattern(marks: str = "", closers: str = "") -> re.Pattern[str]:
    """Return a pattern for a text whose end is the end of a sentence: `"It sank.”"`.

    `marks` end one as well, and `closers` may follow too: both are parts of a character class.
    """
    return re.compile(rf"[{END_MARKS}{marks}][{CLOSERS}{closers}]*$")


SENTENCE_END = end_pattern()
LINE_END = end_pattern(":")
"""The end of a sentence, or of a line that introduces what follows it."""
