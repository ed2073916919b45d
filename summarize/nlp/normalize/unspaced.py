"""Words in scripts without spaces: overlapping runs of characters stand for them.

Where a word ends there only a dictionary knows. Pairs of neighbouring characters, as search engines
use them (Nie and Ren 1999, "Chinese information retrieval: using characters or words?"), are
enough to compare two texts, and a word left out or moved makes a pair that the other text lacks.
"""

from __future__ import annotations

import re

from summarize.characters import BURMESE, HAN, KANA, KHMER, LAO, THAI, TIBETAN, UNSPACED

_SOUTH = THAI + LAO + KHMER + BURMESE + TIBETAN
_LOANWORD = "[\u30a1-\u30fa\u30fc]{2,}"  # in Katakana
_PIECES = re.compile(
    rf"(?P<word>{_LOANWORD}|[^{UNSPACED}]+)|(?P<pairs>(?:(?!{_LOANWORD})[{HAN}{KANA}])+)"
    rf"|(?P<triples>[{_SOUTH}]+)"
)
# A letter with the signs above, below and behind it.
_CLUSTER = re.compile(
    r".[\u0e30-\u0e3a\u0e45\u0e47-\u0e4e\u0eb0-\u0ebc\u0ec8-\u0ecf\u102b-\u103e\u17b6-\u17d3"
    r"\u0f71-\u0fbc]*"
)
_UNSPACED = re.compile(f"[{UNSPACED}]")


def has_unspaced(text: str) -> bool:
    """Whether a text has characters of a script without spaces between words."""
    return not text.isascii() and _UNSPACED.search(text) is not None


def split_unspaced(text: str) -> list[tuple[str, str]]:
    """Return the keys and surfaces that stand for the words of a run without spaces.

    The surfaces tile the text. `"过路费" -> [("过路", "过"), ("路费", "路费")]`
    """
    return [
        pair
        for match in _PIECES.finditer(text)
        for pair in _split_piece(match.group(), match.lastgroup)
    ]


def _split_piece(piece: str, kind: str | None) -> list[tuple[str, str]]:
    size = 2 if kind == "pairs" else 3
    clusters = list(piece) if kind == "pairs" else _CLUSTER.findall(piece)
    last = len(clusters) - size
    if kind == "word" or last <= 0:
        return [(piece, piece)]
    return [
        ("".join(clusters[at : at + size]), "".join(clusters[at : at + (1 if at < last else size)]))
        for at in range(last + 1)
    ]
