"""Words of a PDF whose letters are set apart -> whole words: `S p e e d` and `Ma rt a` are words.

The library puts a space where a gap is wide; in letter-spaced type that is between letters.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from summarize.sources.pdf.words import Word

_MIN_PIECES = 4
_SHORT = 2  # letters
_SHARE = 0.6  # of the pieces are short
_WIDER = 1.6  # times the gap between letters is one between words


def join_spaced_letters(words: Sequence[Word]) -> Sequence[Word]:
    """Return the words of a segment; where most are single letters, the gaps tell the real ones."""
    if len(words) < _MIN_PIECES or sum(len(word.text) <= _SHORT for word in words) < (
        _SHARE * len(words)
    ):
        return words
    letters = sum(char.isalpha() for word in words for char in word.text)
    if letters < 0.8 * sum(len(word.text) for word in words):
        return words
    if len({word.baseline for word in words}) > 1:
        return words  # a formula
    gaps = [after.x0 - before.x1 for before, after in pairwise(words)]
    least = _find_word_gap(gaps)
    if least is None:
        return words
    done = [words[0]]
    for word, gap in zip(words[1:], gaps, strict=True):
        if gap < least:
            last = done.pop()
            done.append(last._replace(text=last.text + word.text, x1=word.x1))
        else:
            done.append(word)
    # Real text of short words is left as it is.
    return done if max(len(word.text) for word in done) > _SHORT + 1 else words


def _find_word_gap(gaps: Sequence[float]) -> float | None:
    """Return the least gap between words; None where all gaps may be between words."""
    ordered = sorted(gaps)
    if ordered[0] <= 0:
        return None
    steps = [(after / before, after) for before, after in pairwise(ordered)]
    ratio, least = max(steps, default=(1.0, 0.0))
    if ratio >= _WIDER:
        return least
    return None
