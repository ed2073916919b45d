"""Order of letters and words where a line holds Arabic or Hebrew.

PDF says where glyphs are, from the left; what is read first is on the right. A page
that is mostly written from right to left is mirrored, so that its words come in order
from the left, and then, as on any page, the runs of words that go the other way are
turned around.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import groupby

from summarize.sources.pdf.words import Word

RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u065f\u066a\u066d-\u06ef\u06fa-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]"
)
"""A letter, mark or sign of a script that is written from right to left; digits are not."""

_ALEFS = frozenset("\u0627\u0622\u0623\u0625\u0671")
_LAM, _TATWEEL = "\u0644", "\u0640"
_PAIRS = (("(", ")"), ("[", "]"), ("{", "}"))


def join_glyph(before: str, after: str) -> str:
    """Return the text of one glyph of which PDFium gives the characters in visual order.

    `"ا", "ل" -> "لا"`; lam comes first in any ligature with alef.
    """
    if before == _LAM and after in _ALEFS:
        return before + after
    return after + before


def join_letters(words: Sequence[Word]) -> list[Word]:
    """Join the letters between two spaces to words: those from the right, by their places."""
    done: list[Word] = []
    for is_turned, run in groupby(words, key=lambda word: bool(RIGHT_TO_LEFT.search(word.text))):
        letters = list(run)
        if not is_turned:
            done += letters
            continue
        ordered = sorted(letters, key=lambda one: _find_rank(one, letters))
        text = "".join(one.text for one in ordered)
        done.append(
            letters[0]._replace(
                text=unicodedata.normalize("NFKC", text).replace(_TATWEEL, ""),
                x0=min(one.x0 for one in letters),
                x1=max(one.x1 for one in letters),
            )
        )
    return [word for word in done if word.text]


def _find_rank(letter: Word, letters: Sequence[Word]) -> tuple[float, bool]:
    """Return where a letter is read, from the right; a mark is read behind the letter below it."""
    center = (letter.x0 + letter.x1) / 2
    is_mark = unicodedata.combining(letter.text[0]) > 0
    if is_mark:
        bases = [one for one in letters if not unicodedata.combining(one.text[0])]
        below = [one for one in bases if one.x0 - 0.5 <= center <= one.x1 + 0.5]
        center = (below[0].x0 + below[0].x1) / 2 if below else center
    return -center, is_mark


def is_right_to_left(words: Iterable[Word]) -> bool:
    """Whether most letters of a page are written from right to left."""
    texts = [word.text for word in words]
    turned = sum(len(RIGHT_TO_LEFT.findall(text)) for text in texts if not text.isascii())
    return turned > 0 and turned * 2 > sum(map(str.isalpha, "".join(texts)))


def mirror_words(words: Iterable[Word], width: float) -> list[Word]:
    """Return the words as in a mirror: the first one of a line is on the left."""
    return [word._replace(x0=width - word.x1, x1=width - word.x0) for word in words]


def order_words(words: Sequence[Word], is_mirrored: bool) -> list[Word]:
    """Return the words of a line, from the left, in the order in which they are read."""
    against = _find_directions(words, is_mirrored)
    done: list[Word] = []
    place = 0
    for is_turned, run in groupby(against):
        size = len(list(run))
        part = list(words[place : place + size])
        done += part[::-1] if is_turned else part
        place += size
    return done


def _find_directions(words: Sequence[Word], is_mirrored: bool) -> list[bool]:
    """Return for each word whether it is written against the direction of its line."""
    kinds = ["R" if RIGHT_TO_LEFT.search(word.text) else _classify(word.text) for word in words]
    other = "L" if is_mirrored else "R"
    turned = [kind == other for kind in kinds]
    for place, kind in enumerate(kinds):
        if kind in "RL":
            continue
        before = _find_strong(kinds[:place][::-1])
        after = _find_strong(kinds[place + 1 :])
        # A number belongs to the words beside it, on their side of the line's.
        if kind == "1" and is_mirrored:
            turned[place] = "L" in (kinds[place + 1 : place + 2] + kinds[max(place - 1, 0) : place])
        else:
            turned[place] = before == after == other
    return turned


def _classify(text: str) -> str:
    if any(map(str.isalpha, text)):
        return "L"
    return "1" if any(map(str.isalnum, text)) else "-"


def _find_strong(kinds: Sequence[str]) -> str:
    return next((kind for kind in kinds if kind in "RL"), "")


def mend_brackets(text: str) -> str:
    """Return a text in which brackets open before they close: `")1998(" -> "(1998)"`.

    Only pairs are mended: `"a)"` stays.
    """
    for opening, closing in _PAIRS:
        places = [at for at, char in enumerate(text) if char in (opening, closing)]
        found = "".join(text[at] for at in places)
        if len(places) % 2 or found.replace(opening + closing, "") == "":
            continue
        chars = list(text)
        for count, at in enumerate(places):
            chars[at] = closing if count % 2 else opening
        text = "".join(chars)
    return text
