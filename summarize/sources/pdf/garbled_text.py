"""Text whose letters are other ones than those that are seen: known by how often each occurs.

A font may number its letters as it likes; a file that does not say which they are (no ToUnicode
map, or a wrong one) shows "the council" and is read as "WKH FRXQFLO" or as signs.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from summarize.document import count_words
from summarize.sources.blocks import Block, BlockKind

_KINDS = (BlockKind.PROSE, BlockKind.ITEM, BlockKind.HEADING)
_LETTER = re.compile(r"[a-z]")
_FREQUENT = frozenset("aeiont")
_MIN_LETTERS = 80
_LEAST = 0.28
"""Of the letters: the share of a, e, i, o, n, t is 0.37 in Welsh and Turkish, 0.5 in English, and
0.23 where letters are mixed up."""


def set_garbled_apart(blocks: Sequence[Block]) -> tuple[tuple[Block, ...], int]:
    """Return the blocks, those that are garbled as code, which is not read; and their words.

    A heading between garbled blocks is garbled, too.
    """
    found = [block.kind in _KINDS and is_garbled(block.text) for block in blocks]
    if not any(found):
        return tuple(blocks), 0
    short = [
        block.kind in _KINDS and len(_fold_letters(block.text)) < _MIN_LETTERS for block in blocks
    ]
    for step in (1, -1):
        order = range(len(blocks))[::step]
        for place in order:
            before = place - step
            if short[place] and 0 <= before < len(blocks) and found[before]:
                found[place] = _share_of_frequent(blocks[place].text) < _LEAST
    words = sum(count_words(one.text) for one, bad in zip(blocks, found, strict=True) if bad)
    done = (
        replace(block, kind=BlockKind.CODE, level=0) if bad else block
        for block, bad in zip(blocks, found, strict=True)
    )
    return tuple(done), words


def is_garbled(text: str) -> bool:
    """Whether a text of some length has other letters than any language that is written in Latin.

    `"WKH FRXQFLO DJUHHG WR SDB IRU WKH ZRUN ..." -> True`
    """
    letters = _fold_letters(text)
    mostly = 2 * len(letters) > sum(map(str.isalpha, text))
    return len(letters) >= _MIN_LETTERS and mostly and _share_of_frequent(text) < _LEAST


def _share_of_frequent(text: str) -> float:
    letters = _fold_letters(text)
    return sum(char in _FREQUENT for char in letters) / len(letters) if letters else 0.0


def _fold_letters(text: str) -> str:
    """Return the Latin letters of a text, small and without accents."""
    return "".join(_LETTER.findall(unicodedata.normalize("NFKD", text).lower()))
