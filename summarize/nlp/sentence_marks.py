"""What `sentencex` does not know behind or before a sentence, hidden in the same length.

Marks of notes, invisible characters and ellipses behind it, the mark of a list item before it.
"""

from __future__ import annotations

import re

from summarize.characters import CONTROLS, INVISIBLE, JOINERS
from summarize.nlp.patterns import END_MARKS, LETTER

# Opening and closing marks, for character classes: “ closes in German, » opens in Danish.
OPENERS = "“„‚\"‘'(\\[«»‹¿¡"
CLOSING = "”“\"’‘'»«›)\\]"
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_WIDE_SPACE = re.compile(r"[^\S\x00-\x7f]")
_UNSEEN = rf"{CONTROLS}{INVISIBLE}{JOINERS}\u2800"  # the last is a blank of Braille
_CAPITAL = rf"[{OPENERS}]*[^\W\d_a-z]"
NOTE_NUMBER = (
    rf"(?:(?<={LETTER}{{2}}[.!?…])(?<!\b[Nn]o\.)(?<![^\x00-\x7f][Nn]o\.)(?<!\b(?:[Nn]os|[Ff]ig|[Vv]ol|[Aa]rt)\.)"
    r"|(?<=[\s(](?:1[5-9]|20)\d\d\.)|(?<=\.\.\.)"
    rf"|(?<=[%…{CLOSING}][.!?…])|(?<=[.!?…][{CLOSING}]))"
    rf"\d{{1,3}}(?:(?:,? |[,–-])\d{{1,3}}){{0,9}}(?=\s*{_CAPITAL}(?:[^\W\d_A-Z]|\s))"
)
"""Figures that are a note's mark: "died.1 The bank", "in 2019.2 The bank"; not "5.1 Per"."""

# "left.[a] The", "left.”[12][13]:5 The", "left.† The", "left.² The", "left.\u200bThe".
_MARKS_BEHIND_END = re.compile(
    rf"([{END_MARKS}‥⋯][{CLOSING}]*)"
    rf"((?:\s*[{_UNSEEN}]|\[[^\[\]\n]{{1,40}}\](?::\s?\d{{1,4}})?|\((?:\d{{1,3}}|[a-z])\)"
    rf"|\^\w{{1,3}}|[†‡§¶ª²³¹⁰-⁾ᵃ-ᶻ①-⑳⁎∗]|\*{{1,3}}(?=\s)|{NOTE_NUMBER})+)"
    rf"(?=[{CLOSING}]*\s*(?:\Z|{_CAPITAL}|(?<=\s)\d))"
)
# "She wept… The council", "He left […] The council", not "the worst … even".
_ELLIPSIS = re.compile(
    rf"[…‥⋯\[](?:(?<!\[)|(?:\.\.\.|…)\])(?=[{CLOSING}]*\s*[{OPENERS}]*({LETTER}))"
)
# "j = 1 . . . N", "x, ..., y": it stands for figures.
_LIST_ELLIPSIS = re.compile(r"(?:(?<=[=≤<]\s\d)|(?<=,))\s?\.\s?\.\s?\.(?=[\s,])")
# "(ii) The motor", at the beginning or behind a sentence: the library ends no sentence after it.
_ITEM_MARK = re.compile(
    r"(?:(?<=\A)|(?<=[.!?]\s))\((\d{1,3}|[a-zA-Z]{1,5})\)(?=\s+[“\"‘'(]?[^\W\d_a-z])"
)


def hide_marks(text: str) -> str:
    """Return `text` in the same length with nothing that the library does not know.

    It takes a sentence end before a note's mark or an invisible character, and an ellipsis,
    for none, refuses lone surrogates and dies of an initial after a no-break space.

    `"It sank.[a] He wept… Lee left." -> "It sank.    He wept. Lee left."`
    """
    safe = text if text.isascii() else _WIDE_SPACE.sub(" ", _SURROGATE.sub("\ufffd", text))
    safe = _ITEM_MARK.sub(r"X\1x", safe)
    safe = _LIST_ELLIPSIS.sub(lambda found: " " * len(found.group()), safe)
    safe = _MARKS_BEHIND_END.sub(lambda found: found[1] + " " * len(found[2]), safe)
    return _ELLIPSIS.sub(_end_before_capital, safe)


def _end_before_capital(ellipsis: re.Match[str]) -> str:
    """Return a full stop, as long as the ellipsis, where a capital follows it."""
    found = ellipsis.group()
    return ".".ljust(len(found)) if ellipsis[1].isupper() else found
