"""Words of a PDF page that nobody sees: separated from the others.

Nobody sees what is painted in no colour or in that of its ground, is cut off, is
covered, belongs to a layer that is switched off, is too small, or lies outside the
page. The invisible text of a page that is a picture is no secret: it is what a program
read in the picture.
"""

from __future__ import annotations

from collections.abc import Sequence, Set

from summarize.sources.pdf.geometry import Box
from summarize.sources.pdf.painting import Color, Painting, Shape, TextPaint
from summarize.sources.pdf.words import Word

MIN_SIZE = 1.5
"""Points: smaller type is invisible."""

_MAX_SIZE = 500.0
_SLACK = 2.0  # points that a word may reach over an edge
_ALIKE = 10  # of 255: how little a colour may differ from its ground
_WHITE: Color = (255, 255, 255)
_ASCENT, _DESCENT = 0.7, 0.2  # of the size: how far a word reaches from its baseline


def find_box(word: Word) -> Box:
    """Return where on the page a word is that runs along its own direction."""
    size = word.style.size
    low, high = word.baseline - _DESCENT * size, word.baseline + _ASCENT * size
    x0, x1 = word.x0, word.x1
    turned = {1: (-high, x0, -low, x1), 2: (-x1, -high, -x0, -low), 3: (low, -x1, high, -x0)}
    return turned.get(word.style.angle, (x0, low, x1, high))


def split_hidden(
    words: Sequence[Word], painting: Painting, page: Box, off_layers: Set[str] = frozenset()
) -> tuple[list[Word], int]:
    """Return the words of a page that are seen, and how many others there are.

    `page` is its visible part, `off_layers` the names of the layers that are switched off.
    """
    printed = {word.key for word in words}
    unseen = _HiddenWords(painting, page, off_layers, printed)
    # Nearly all text is plain: what is not outside the page is seen.
    plain = {key for key, paint in painting.texts.items() if unseen.is_plain(paint)}
    left, bottom, right, top = page
    kinds = [
        ""
        if word.key in plain
        and left <= word.x0 <= word.x1 <= right
        and bottom <= word.baseline <= top
        and MIN_SIZE <= word.style.size <= _MAX_SIZE
        and not word.style.angle
        else unseen.classify(word)
        for word in words
    ]
    if not any(kinds):
        return list(words), 0
    is_scan = painting.has_pictures and kinds.count("layer") > kinds.count("")
    wanted = {"", "layer"} if is_scan else {""}
    seen = [word for word, kind in zip(words, kinds, strict=True) if kind in wanted]
    places = {_find_place(word) for word in seen}
    others = (word for word, kind in zip(words, kinds, strict=True) if kind not in wanted)
    lost = [word for word in others if _find_place(word) not in places]
    return seen, sum(any(map(str.isalnum, word.text)) and not word.glued for word in lost)


def _find_place(word: Word) -> tuple[str, int, int]:
    return word.text, round(word.x0 / 3), round(word.baseline / 3)


class _HiddenWords:
    """Which words of a page are hidden, and how."""

    def __init__(
        self, painting: Painting, page: Box, off_layers: Set[str], printed: Set[int]
    ) -> None:
        self._painting = painting
        self._page = page
        self._off = off_layers
        self._large = [one for one in painting.shapes if one.box[3] - one.box[1] > 3]
        self._colors = {one.color for one in self._large if one.color}
        self._covers = [one for one in self._large if one.is_rectangle and one.color]
        self._risky: dict[Color | None, bool] = {}
        self._alike: dict[Color, list[Shape]] = {}
        # The library drops the copies of what is printed twice.
        self._dropped = [one for key, one in painting.texts.items() if key not in printed]
        self._last_cover = max((one.order for one in self._covers), default=-1)

    def is_plain(self, paint: TextPaint) -> bool:
        """Whether nothing speaks against it that text painted so is seen."""
        safe = paint.color is not None and not paint.clip and not paint.layer
        return safe and paint.order > self._last_cover and not self._is_risky(paint.color)

    def _is_risky(self, color: Color | None) -> bool:
        """Whether something on the page, or the page itself, has a colour like this."""
        if color not in self._risky:
            grounds = (_WHITE, *self._colors)
            self._risky[color] = any(_are_alike(ground, color) for ground in grounds)
        return self._risky[color]

    def classify(self, word: Word) -> str:
        """Return "" for a word that is seen, else "hidden"; "layer" if it may be a picture's."""
        left, bottom, right, top = find_box(word)
        x, y = (left + right) / 2, (bottom + top) / 2
        if not MIN_SIZE <= word.style.size <= _MAX_SIZE or not _is_inside((x, y), self._page):
            return "hidden"
        paint = self._painting.texts.get(word.key)
        if paint is None:
            return ""
        if paint.layer and paint.layer in self._off:
            return "hidden"
        if paint.color is None:
            return "layer"
        if paint.clip and not _is_inside((x, y), paint.clip):
            return "hidden"
        if paint.order < self._last_cover and self._is_covered(
            paint.order, (left, bottom, right, top)
        ):
            return "layer"
        if not self._may_vanish(paint.color, x, y):
            return ""
        return "hidden" if _are_alike(paint.color, self._find_ground(x, y, paint.order)) else ""

    def _is_covered(self, order: int, box: Box) -> bool:
        """Whether something is painted over all of a box, and the text not once more over that."""
        covers = [
            one.order for one in self._covers if one.order > order and _contains(one.box, box)
        ]
        if not covers:
            return False
        x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        return not any(
            again.order > covers[-1] and again.box and _contains(again.box, (x, y, x, y))
            for again in self._dropped
        )

    def _may_vanish(self, color: Color, x: float, y: float) -> bool:
        """Whether the page or a rectangle at this place has a colour like this."""
        if color not in self._alike:
            self._alike[color] = [one for one in self._covers if _are_alike(color, one.color)]
        here = (x, y, x, y)
        white = _are_alike(color, _WHITE)
        return white or any(_contains(one.box, here, slack=0) for one in self._alike[color])

    def _find_ground(self, x: float, y: float, order: int) -> Color | None:
        """Return the colour that is painted below a point, None if it is not known."""
        for one in reversed(self._large):
            if one.order < order and _contains(one.box, (x, y, x, y), slack=0):
                return one.color if one.is_rectangle else None
        return _WHITE


def _is_inside(point: tuple[float, float], box: Box) -> bool:
    x, y = point
    left, bottom, right, top = box
    return left - _SLACK <= x <= right + _SLACK and bottom - _SLACK <= y <= top + _SLACK


def _contains(box: Box, other: Box, slack: float = 0.5) -> bool:
    inside = box[0] - slack <= other[0] and box[1] - slack <= other[1]
    return inside and other[2] <= box[2] + slack and other[3] <= box[3] + slack


def _are_alike(one: Color, other: Color | None) -> bool:
    return other is not None and all(abs(a - b) <= _ALIKE for a, b in zip(one, other, strict=True))
