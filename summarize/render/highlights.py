"""Statement -> its words, the wrong ones apart, so that every format can highlight them.

Where there is neither colour nor underline, asterisks mark them: `**16**`. They are in every
font, and in Markdown the words are bold.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import groupby

from summarize.document import Span
from summarize.render.sanitize import sanitize_text
from summarize.results import CheckedClaim

MARK = "**"
_SYMBOLS = "£$€¥%"


def split_at_marks(statement: CheckedClaim) -> list[tuple[str, bool]]:
    """Split a statement, on one line, where wrong words begin and end; True with those.

    `"It cost 9 crowns."` of which the 9 is wrong ->
    `[("It cost ", False), ("9", True), (" crowns.", False)]`
    """
    line: list[tuple[str, bool]] = []  # characters without white space at the ends
    space_is_wrong: list[bool] = []
    for is_wrong, chars in groupby(_flag_characters(statement), key=lambda pair: pair[1]):
        for char in sanitize_text("".join(char for char, _ in chars)):
            if char.isspace():
                space_is_wrong.append(is_wrong)
                continue
            if space_is_wrong and line:
                line.append((" ", all((*space_is_wrong, line[-1][1], is_wrong))))
            space_is_wrong.clear()
            line.append((char, is_wrong))
    runs = groupby(line, key=lambda pair: pair[1])
    return [("".join(char for char, _ in run), is_wrong) for is_wrong, run in runs]


def mark_with_asterisks(
    statement: CheckedClaim, escape: Callable[[str], str] = lambda text: text
) -> str:
    """Return the statement on one line with the wrong words marked: `"It cost **9** crowns."`.

    All but the marks goes through `escape`.
    """
    return "".join(
        f"{MARK}{escape(text)}{MARK}" if is_wrong else escape(text)
        for text, is_wrong in split_at_marks(statement)
    )


def _flag_characters(statement: CheckedClaim) -> Iterator[tuple[str, bool]]:
    """Return the characters of a statement, and whether they are wrong.

    White space between wrong words is wrong, too: "9.9 million" and not "9.9" "million".
    """
    text = statement.text
    flags = bytearray(len(text))
    spans = [one for one in statement.wrong_spans if text[one.start : one.end].strip()]
    for span in (_widen_to_symbols(text, one) for one in spans):
        flags[span.start : span.end] = b"\1" * len(span)
    for gap in re.finditer(r"(?<=\S)\s+(?=\S)", text):
        if flags[gap.start() - 1] and flags[gap.end()]:
            flags[gap.start() : gap.end()] = b"\1" * len(gap[0])
    return zip(text, map(bool, flags), strict=True)


def _widen_to_symbols(text: str, mark: Span) -> Span:
    """Widen a mark to the "£" of "£9" or to the figure after it; no spaces at the ends.

    Markdown has no emphasis that ends between the two.
    """
    words = text[mark.start : mark.end]
    start = mark.start + len(words) - len(words.lstrip())
    end = mark.start + len(words.rstrip())
    while start and text[start - 1] in _SYMBOLS:
        start -= 1
    while end < len(text) and text[end] in _SYMBOLS:
        end += 1
    if not text[start].isalnum():
        while start and text[start - 1].isalnum():
            start -= 1
    if not text[end - 1].isalnum():
        while end < len(text) and text[end].isalnum():
            end += 1
    return Span(start, end)
