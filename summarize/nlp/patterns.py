"""Regular expressions for a word and for the end of a sentence, used wherever text is read."""

from __future__ import annotations

import re

from summarize.characters import BURMESE, HAN, KANA, KHMER, LAO, THAI

CAPITAL = "[A-ZÀ-ÖØ-ÞĆČĐĞİŁŃŐŘŚŞŠŽŻŹ]"
"""A capital of a language in Latin letters."""

LETTER = r"[^\W\d_]"
"""One letter of any script."""

WORD = re.compile(rf"{LETTER}+")
"""A run of letters, without figures: `"7-inch LP's" -> "inch", "LP", "s"`."""

WORD_OR_NUMBER = re.compile(r"\w+")
"""A run of letters, figures and underscores: `"7-inch" -> "7", "inch"`."""

END_MARKS = ".!?…。！？｡．؟۔।॥։።፧။។៕"
"""Marks that end a sentence, in any script, for a character class."""

CLOSERS = "”\"’')\\]」』）】》"
"""Quotation marks and brackets that may follow an end mark, for a character class."""


def end_pattern(marks: str = "", closers: str = "") -> re.Pattern[str]:
    """Return a pattern for a text whose end is the end of a sentence: `"It sank.”"`.

    `marks` end one as well, and `closers` may follow too: both are parts of a character class.
    """
    return re.compile(rf"[{END_MARKS}{marks}][{CLOSERS}{closers}]*$")


_FULL_STOPS = {HAN + KANA: "。", "\u0900-\u09ff": "।", KHMER: "។", BURMESE: "။", THAI + LAO: ""}
_LAST_CHARACTER = {
    re.compile(f"[{characters}][{CLOSERS}]*$"): stop for characters, stop in _FULL_STOPS.items()
}


def add_full_stop(text: str) -> str:
    """Return a sentence that lost its end with the full stop of its script.

    `"It sank" -> "It sank."`, `"船沉了" -> "船沉了。"`; Thai has none.
    """
    if text.isascii():
        return f"{text}."
    found = (stop for last, stop in _LAST_CHARACTER.items() if last.search(text))
    return text + next(found, ".")


SENTENCE_END = end_pattern()
LINE_END = end_pattern(":")
"""The end of a sentence, or of a line that introduces what follows it."""
