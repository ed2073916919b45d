"""Where words are left out of a text: what has to go with them, brackets, commas, full stops."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import NamedTuple

STRUCK = "struck out"
"""The reason of a mark behind which no space is missing: the word goes on."""

_PAIRS = frozenset(("()", "[]", "“”", "‘’", '""', "«»", "„“"))
_COMMAS, _STOPS = ",;:", ".!?…"
_QUOTES = "'\"”’»)"
_CLOSING = frozenset(_COMMAS + _STOPS + ")]}”’»")


class Mark(NamedTuple):
    """`content[start:end]` is no text.

    `substitute` is read in its place ("&" for "&amp;"). `reason` is "" for a mere sign, else
    why words are left out ("struck out", "image").
    """

    start: int
    end: int
    substitute: str = ""
    reason: str = ""


def merge_marks(marks: Iterable[Mark]) -> list[Mark]:
    """Return the marks in order; of those that overlap, one that spans them all."""
    merged: list[Mark] = []
    for mark in sorted(marks, key=lambda one: (one.start, -one.end)):
        if mark.start == mark.end:
            continue
        if merged and mark.start < merged[-1].end:
            last = merged[-1]
            if mark.end > last.end:
                merged[-1] = Mark(last.start, mark.end, "", last.reason or mark.reason)
        else:
            merged.append(mark)
    return merged


def show(content: str, start: int, end: int, marks: Sequence[Mark]) -> str:
    """Return what is read of `content[start:end]`: `"a *b*" -> "a b"`."""
    parts: list[str] = []
    for mark in marks:
        parts += [content[start : mark.start], mark.substitute]
        start = mark.end
    return "".join([*parts, content[start:end]])


def close_gaps(content: str, start: int, end: int, marks: Sequence[Mark]) -> list[Mark]:
    """Return the marks and those of what is left over where words have gone.

    Empty brackets, a space before a full stop, a second comma; words that would be glued get a
    space: `"rose ~~by 9~~." -> "rose."`, `"(![x](y))" -> ""`.
    """
    if not any(mark.reason and not mark.substitute for mark in marks):
        return list(marks)
    line = _ShownLine(content, start, end, marks)
    spaced = [line.close(mark) if mark.reason else mark for mark in marks]
    return merge_marks([*spaced, *(Mark(place, place + 1) for place in line.dropped)])


class _ShownLine:
    """The characters that are shown, by their places; `dropped` are those that go, too."""

    def __init__(self, content: str, start: int, end: int, marks: Sequence[Mark]) -> None:
        self.places: list[int] = []
        self.characters: list[str] = []
        self.dropped: set[int] = set()
        for mark in (*marks, Mark(end, end)):
            self.places += range(start, mark.start)
            self.characters += content[start : mark.start]
            if mark.substitute:
                self.places.append(mark.start)
                self.characters.append(mark.substitute[-1])
            start = mark.end

    def close(self, mark: Mark) -> Mark:
        """Drop what is left over around a mark; return it, with a space if words were glued."""
        if mark.substitute:
            return mark
        behind = bisect_left(self.places, mark.start)
        left, right = self._skip(behind - 1, -1), self._skip(behind, 1)
        while left is not None and right is not None and self._is_pair(left, right):
            self._drop(range(left, right + 1))
            behind = right + 1
            left, right = self._skip(left - 1, -1), self._skip(behind, 1)
        following = self._at(behind)
        before = self._at(left) if left is not None else ""
        if following == "" or following in _CLOSING:
            self._drop(range(0 if left is None else left + 1, behind))
            if left is not None and before in _COMMAS and following in ("", *_COMMAS, *_STOPS):
                self._drop([left])
        if right is not None and self._is_orphan(right) and self._begins_sentence(left):
            self._drop([right])
        previous = self._at(behind - 1)
        glued = previous.isalnum() and following.isalnum() and mark.reason != STRUCK
        return mark._replace(substitute=" ") if glued else mark

    def _at(self, index: int) -> str:
        return self.characters[index] if 0 <= index < len(self.characters) else ""

    def _is_orphan(self, index: int) -> bool:
        """Whether a sign may end a clause or a sentence: no point of ".5", none of "..."."""
        ends = self._at(index) in _STOPS and not self._at(index + 1).strip()
        return ends or self._at(index) in _COMMAS

    def _begins_sentence(self, left: int | None) -> bool:
        """Whether nothing stands before what is gone, or the end of a sentence."""
        if left is not None and self._at(left) in _QUOTES:
            left -= 1
        return left is None or self._at(left) in _STOPS

    def _skip(self, index: int, step: int) -> int | None:
        """Return the next index in a direction whose character is shown and no space."""
        while 0 <= index < len(self.places):
            if self.places[index] not in self.dropped and not self.characters[index].isspace():
                return index
            index += step
        return None

    def _is_pair(self, left: int, right: int) -> bool:
        return self.characters[left] + self.characters[right] in _PAIRS

    def _drop(self, indexes: Iterable[int]) -> None:
        self.dropped.update(self.places[index] for index in indexes)
