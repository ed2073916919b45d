"""A quotation mark that the cut between two sentences took, put back. Pure.

`He said: “We won. We go home.”` is two sentences, each with half of the marks: alone, the
first needs a mark at its end, the second one at its beginning.
"""

from __future__ import annotations

import re

_PAIRS = {"“": "”", "‘": "’", '"': '"', "'": "'", "«": "»"}
_OPENS = re.compile(r"(?:(?<=\s)|(?<=[(\[—–-])|\A)[“‘\"'«](?=[\w$£€(\[])")
_CLOSES = re.compile(r"(?<=[\w.,!?…;)\]%-])[”’\"'»](?=[\s.,;:!?)\]—–-]|\Z)")
# An apostrophe closes nothing that hasn't been opened.
_SURE = '”"»'
_ENDED = re.compile(r"[.!?…]\Z")


def balance_quotation_marks(text: str, *, goes_on: bool, began: bool) -> str | None:
    """A text with both marks of its quotation; None if none is missing, or nobody knows where.

    `goes_on` is whether the quotation does in the next sentence, `began` whether it did
    before this one. `'He said: "We won.'` becomes `'He said: "We won."'`.
    """
    places = [(match.start(), match.group(), True) for match in _OPENS.finditer(text)]
    places += [(match.start(), match.group(), False) for match in _CLOSES.finditer(text)]
    unclosed: str | None = None
    unopened: list[str] = []
    for at, mark, opens in sorted(places):
        if opens and unclosed is None:
            unclosed = mark
        elif not opens and unclosed is not None and _PAIRS[unclosed] == mark:
            unclosed = None
        elif not opens and unclosed is None and mark in _SURE and not _is_inch_mark(text, at):
            unopened.append(mark)
    if unclosed and goes_on and not unopened and _ENDED.search(text):
        return text + _PAIRS[unclosed]
    if len(unopened) == 1 and began and unclosed is None:
        return next(left for left, right in _PAIRS.items() if right == unopened[0]) + text
    return None


def _is_inch_mark(text: str, at: int) -> bool:
    return text[at] == '"' and text[at - 1 : at].isdigit()
