"""Near-duplicate documents: the same agency text in two papers, an older version of a report. Pure.

Documents are compared by their shingles, runs of five words, and by how many of the one the other
contains (Broder 1997, "On the Resemblance and Containment of Documents").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from summarize.characters import UNSPACED
from summarize.document import Document

_SHINGLE_WORDS = 5
# A document with so large a share of its shingles in another one repeats it. An edit of one word
# changes five shingles: this is a word in fifteen.
_REPEATED_FROM = 0.7
_WORD = re.compile(rf"[{UNSPACED}]|[^\W{UNSPACED}]+")


@dataclass(frozen=True, slots=True)
class Repetition:
    """The place of the document that another one repeats, and the share of the latter in it."""

    of: int
    share: float


def find_repetitions(documents: Sequence[Document]) -> dict[int, Repetition]:
    """Return which documents repeat another one, by their places in the sequence.

    Of two that repeat each other, the newer one is kept, else the longer, else the first; none is
    kept that repeats one that is: `[report, report with a new end] -> {0: Repetition(1, 1.0)}`.
    """
    shingles = [_find_shingles(document) for document in documents]

    def measure(part: int, whole: int) -> float:
        own = shingles[part]
        return len(own & shingles[whole]) / len(own) if own else 0.0

    def prefer(place: int) -> tuple[str, int, int]:
        return documents[place].metadata.date or "", len(shingles[place]), -place

    found: dict[int, Repetition] = {}
    # The longest first: what contains another document can't be contained in it unless alike.
    for place in sorted(range(len(documents)), key=lambda at: (len(shingles[at]), prefer(at))):
        wholes = [
            (measure(place, other), other)
            for other in range(len(documents))
            if other != place and other not in found
        ]
        share, other = max(wholes, key=lambda pair: (pair[0], prefer(pair[1])), default=(0.0, 0))
        if share < _REPEATED_FROM:
            continue
        back = measure(other, place)
        if back >= _REPEATED_FROM and prefer(place) > prefer(other):
            found[other] = Repetition(place, back)
        else:
            found[place] = Repetition(other, share)
    return {place: _follow(one, found) for place, one in found.items()}


def _follow(one: Repetition, found: dict[int, Repetition]) -> Repetition:
    """Return the same of a document that is kept: a repeats b, and b repeats c."""
    while one.of in found:
        one = Repetition(found[one.of].of, one.share)
    return one


def _find_shingles(document: Document) -> frozenset[tuple[str, ...]]:
    """Return the runs of five words in a document's sentences; all of one that has fewer."""
    words = [
        word
        for sentence in document.sentences
        for word in _WORD.findall(document.sentence_text(sentence).casefold())
    ]
    runs = range(max(1, len(words) - _SHINGLE_WORDS + 1)) if words else range(0)
    return frozenset(tuple(words[at : at + _SHINGLE_WORDS]) for at in runs)
