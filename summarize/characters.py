"""Classes of characters that nobody sees, as they stand between the brackets of a pattern.

What Python counts as white space (`\\s`), such as U+2028 and U+001C, is in none of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

CONTROLS = r"\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"
"""Control characters (C0 and C1) that are no white space."""
SURROGATES = r"\ud800-\udfff"
"""Halves of characters, which UTF-8 can't hold."""
BIDI_CONTROLS = r"\u202a-\u202e\u2066-\u2069"
"""Embeddings, overrides and isolates: they change the order in which other characters are shown."""
DIRECTION_MARKS = r"\u061c\u200e\u200f"
VARIATION_SELECTORS = r"\u180b-\u180d\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef"
INVISIBLE = (
    rf"{BIDI_CONTROLS}{DIRECTION_MARKS}{VARIATION_SELECTORS}"
    r"\u00ad\u034f\u17b4\u17b5\u200b\u2060-\u2065\u206a-\u206f\ufdd0-\ufdef\ufeff\ufff0-\ufffb"
    r"\ufffe\uffff\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    r"\U000e0000-\U000e00ff\U000e01f0-\U000e0fff"
)
"""Soft hyphens, marks of direction, variation selectors, tags: a word is the same without them."""
FILLERS = r"\u115f\u1160\u3164\uffa0"
"""Letters of Korean with nothing in them: words of them look like no text at all."""
JOINERS = r"\u180e\u200c\u200d"
"""These have no width, either, but belong to the spelling of some languages, and to emoji."""

HAN = (
    r"\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    r"\U00020000-\U0003ffff"
)
"""Chinese characters, in Japanese too."""
KANA = (
    r"\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u312f\u31a0-\u31bf\u31f0-\u31ff\uff66-\uff9f"
)
"""The syllables of Japanese, and those of Chinese for children (bopomofo)."""
THAI = r"\u0e01-\u0e3a\u0e40-\u0e4e\u0e50-\u0e59"
LAO = r"\u0e80-\u0eff"
KHMER = r"\u1780-\u17d3\u17e0-\u17e9"
BURMESE = r"\u1000-\u1049\u1050-\u109f\ua9e0-\ua9fe\uaa60-\uaa7f"
TIBETAN = r"\u0f00\u0f20-\u0f33\u0f40-\u0fbc"
UNSPACED = HAN + KANA + THAI + LAO + KHMER + BURMESE + TIBETAN
"""Scripts that put no spaces between words."""
WIDE_MARKS = r"\u3001\u3002\u3008-\u3011\u3014-\u301b\uff01-\uff0f\uff1a-\uff1f\uff61-\uff65"
"""Marks of Chinese and Japanese, as wide as a character; no space stands beside them."""

_GLUED = rf"[{HAN}{KANA}{WIDE_MARKS}]"
_SPACE_INSIDE = re.compile(rf"(?<={_GLUED})[^\S\u3000]*[\r\n\u2028]\s*(?={_GLUED})")
_GLUED_END, _GLUED_START = re.compile(rf"{_GLUED}[”’»\")]*\Z"), re.compile(rf"[“‘«\"(]*{_GLUED}")


def collapse_spaces(text: str) -> str:
    """Return a text on one line with single spaces, and none for a line end in Chinese, Japanese.

    `"One\\n line" -> "One line"`, `"过路\\n费" -> "过路费"`
    """
    return " ".join(join_lines(text).split())


def join_lines(text: str) -> str:
    """Return a text without the line ends in Chinese and Japanese: `"过路\\n费" -> "过路费"`."""
    return text if text.isascii() else _SPACE_INSIDE.sub("", text)


def join_texts(texts: Iterable[str]) -> str:
    """Join sentences or words by spaces, with none between two in Chinese or Japanese.

    `["It rained.", "He left."] -> "It rained. He left."`, `["雨。", "他走。"] -> "雨。他走。"`
    """
    joined = ""
    for text in filter(None, texts):
        joined += f"{find_gap(joined, text)}{text}" if joined else text
    return joined


def find_gap(before: str, text: str) -> str:
    """Return what stands between two sentences or words: a space, or nothing."""
    glued = _GLUED_END.search(before, max(0, len(before) - 8)) and _GLUED_START.match(text)
    return "" if glued else " "
