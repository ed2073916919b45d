"""Drop caps: the large first letter of a chapter, two to five lines high, joined to its word.

The lines beside it begin behind it; they count as beginning where it begins, so that
the paragraph is one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import replace
from typing import NamedTuple

from summarize.nlp.english.function_words import FUNCTION_WORDS
from summarize.sources.pdf.segments import Segment
from summarize.sources.pdf.words import Word

_INITIAL = re.compile(r"[“\"‘'«(¿¡„‚]*[^\W\d_]{1,2}$")
_LONGEST = 4  # characters
_LEAST = 12.0  # points
_LARGER = 1.5  # times the size of the text beside it
_CAPITAL = 0.7  # of the size: how high a capital reaches
_SLACK = 0.75  # of the text's size: how far its top and its foot may be beside the lines'
_RAISED = 0.6  # of its own size: how far it may stand out above its first line
_GAP = 1.2  # of the text's size: how far away the lines begin
_OVERLAP = 0.4  # of its width: how far under it they may begin, as under an A
_TOUCHING = 0.25  # of the text's size
_BEGUN_BY_VERB = re.compile(r"\w{3,}ed$")
_NO_BEGINNING = re.compile(
    r"(?:([b-df-hj-np-tv-z])\1|[lmnr][b-df-hj-np-tv-z]|[bcdfgt][bcdgkmpt]|[aeiou])", re.I
)


class Initial(NamedTuple):
    """Where a drop cap stood: from its left edge to where lines may begin, and its height."""

    left: float
    right: float
    top: float
    foot: float


def join_drop_caps(words: Sequence[Word]) -> tuple[list[Word], list[Initial]]:
    """Return the words of a page with drop caps joined to what they begin, and their places.

    `W` over two lines that begin with `hen Tom` and `across` -> `When Tom`, `across`.
    """
    large = (word for word in words if len(word.text) <= _LONGEST and word.style.size > _LEAST)
    initials = [word for word in large if _INITIAL.match(word.text)]
    if not initials or len(initials) * 20 > len(words):
        return list(words), []
    counts = Counter(word.text.strip(".,;:!?").casefold() for word in words)
    joined: dict[int, list[Word]] = {}
    places: list[Initial] = []
    for initial in initials:
        first = _find_first_word(initial, words)
        if first is None:
            continue
        size = first.style.size
        joined[id(initial)] = []
        own = first.text.strip(".,;:!?").casefold()
        known = {word for word, count in counts.items() if count > (word == own)}
        joined[id(first)] = _join(initial, first, known)
        right = initial.x1 + _GAP * size
        places.append(Initial(initial.x0, right, first.baseline, initial.baseline + size / 2))
    return [new for word in words for new in joined.get(id(word), [word])], places


def _find_first_word(initial: Word, words: Sequence[Word]) -> Word | None:
    """Return the word that a drop cap begins, if lines stand beside it from top to foot."""
    height = initial.style.size
    beside = [
        word
        for word in words
        if word.style.size * _LARGER <= height
        and word.x0 > initial.x0 + _OVERLAP * (initial.x1 - initial.x0)
        and word.x0 <= initial.x1 + _GAP * word.style.size
        and initial.baseline - height < word.baseline < initial.baseline + word.style.size / 2
    ]
    if not beside:
        return None
    first = min(beside, key=lambda word: (round(word.baseline), word.x0))
    size = first.style.size
    if abs(first.baseline - initial.baseline) < 0.2 * size:
        touches = abs(first.x0 - initial.x1) < _TOUCHING * size
        return first if touches and first.text[:1].islower() else None
    over = (first.baseline - _CAPITAL * size) - (initial.baseline - _CAPITAL * height)
    last = max(word.baseline for word in beside)
    fits = -_SLACK * size < over < _RAISED * height
    below = initial.baseline - last  # on pages of the web its foot may be under the line's
    return first if fits and -0.5 * size < below < _SLACK * size else None


def _join(initial: Word, first: Word, known: Set[str]) -> list[Word]:
    if _is_word(initial.text, first.text, known):
        alone = first._replace(
            text=initial.text, x0=initial.x0, x1=initial.x0 + first.style.size / 2, glued=False
        )
        return [alone, first._replace(glued=False)]
    return [first._replace(text=initial.text + first.text, x0=initial.x0, glued=False)]


def _is_word(initial: str, rest: str, known: Set[str]) -> bool:
    """Whether a letter is a word of its own: `"A", "man" -> True`, `"A", "fter" -> False`.

    `known` are the words of its page.
    """
    letter = initial.lstrip("“\"‘'«(¿¡„‚").casefold()
    after = rest.strip('.,;:!?”"').casefold()
    if letter not in {"a", "i"} or not after[:1].isalpha():
        return False
    if letter + after in known | FUNCTION_WORDS:
        return False
    if after in known | FUNCTION_WORDS:
        return True
    if letter == "i":
        return bool(_BEGUN_BY_VERB.match(after))
    return len(after) > 2 and not _NO_BEGINNING.match(after)


def align_beside(segments: Sequence[Segment], initials: Sequence[Initial]) -> tuple[Segment, ...]:
    """Return the segments; those beside a drop cap begin where it began."""
    if not initials:
        return tuple(segments)
    return tuple(_align(segment, initials) for segment in segments)


def _align(segment: Segment, initials: Sequence[Initial]) -> Segment:
    for one in initials:
        if one.top < segment.baseline < one.foot and one.left < segment.x0 <= one.right:
            return replace(segment, x0=one.left)
    return segment
