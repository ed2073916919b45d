"""What is drawn, not written, on a PDF page and tells its layout: bullets, and boxes around text.

Browsers draw the bullets of a list as small discs. A box with a ground of its own holds a text of
its own, which other text flows round.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from summarize.sources.pdf.geometry import Box
from summarize.sources.pdf.painting import Painting
from summarize.sources.pdf.segments import Page, Segment
from summarize.sources.pdf.words import Word

_LEAST_BULLET, _LARGEST_BULLET = 1.5, 9.0  # points
_REACH = 3.2  # of the type's size: how far behind a bullet its item begins
_MIN_BOX = (80.0, 30.0)  # points: width and height
_MAX_SHARE = 0.45  # of the page
_MAX_BOXES = 6
_MIN_LINES, _MIN_WORDS = 3, 8  # of a text of its own


def add_drawn_bullets(words: Sequence[Word], painting: Painting) -> list[Word]:
    """Return the words of a page with `•` before those that begin behind a drawn bullet.

    Bullets stand below each other: a lone dot is none.
    """
    discs: defaultdict[int, list[Box]] = defaultdict(list)
    for shape in painting.shapes:
        left, bottom, right, top = shape.box
        width, height = right - left, top - bottom
        square = abs(width - height) <= 0.25 * max(width, height)
        if square and _LEAST_BULLET <= width <= _LARGEST_BULLET and shape.color is not None:
            discs[round(left)].append(shape.box)
    bullets = [box for boxes in discs.values() if len(boxes) > 1 for box in boxes]
    if not bullets:
        return list(words)
    begun = {id(found) for box in bullets if (found := _find_item(box, words)) is not None}
    done: list[Word] = []
    for word in words:
        if id(word) in begun:
            end, size = word.x0 - 0.3 * word.style.size, word.style.size
            done.append(word._replace(text="•", x0=end - 0.4 * size, x1=end, glued=False))
            done.append(word._replace(glued=False))
            continue
        done.append(word)
    return done


def _find_item(disc: Box, words: Sequence[Word]) -> Word | None:
    """Return the word that begins behind a disc, at half the height of its letters."""
    left, bottom, right, top = disc
    middle = (bottom + top) / 2
    beside = [
        word
        for word in words
        if 0.05 < (middle - word.baseline) / word.style.size < 0.7
        and word.x1 > left - _REACH * word.style.size
        and word.x0 < right + _REACH * word.style.size
        and not word.style.angle
        and top - bottom < 0.75 * word.style.size
    ]
    first = min(beside, key=lambda word: word.x0, default=None)
    return first if first and first.x0 > right and first.text[0].isalnum() else None


def find_boxes(painting: Painting, page: Box) -> tuple[Box, ...]:
    """Return the boxes of a page that may hold a text of their own: left, top, right, foot.

    `y` grows downward from the page's upper edge, as in its segments. Cells of tables, which
    touch each other, are none.
    """
    left, bottom, right, top = page
    most = _MAX_SHARE * (right - left) * (top - bottom)
    found: dict[Box, None] = {}
    for shape in painting.shapes:
        x0, y0, x1, y1 = shape.box
        wide, high = x1 - x0, y1 - y0
        large = wide >= _MIN_BOX[0] and high >= _MIN_BOX[1]
        if shape.is_rectangle and large and wide * high < most:
            edges = (x0 - left, top - y1, x1 - left, top - y0)
            found[
                round(edges[0], 1), round(edges[1], 1), round(edges[2], 1), round(edges[3], 1)
            ] = None
    boxes = [box for box in found if not any(_touch(box, one) for one in found if one != box)]
    return tuple(boxes) if len(boxes) <= _MAX_BOXES else ()


def _touch(one: Box, other: Box) -> bool:
    """Whether two boxes have part of an edge in common."""
    across = min(one[2], other[2]) - max(one[0], other[0])
    along = min(one[3], other[3]) - max(one[1], other[1])
    same = all(abs(a - b) < 3 for a, b in zip(one, other, strict=True))
    return not same and ((abs(across) < 3 and along > 3) or (abs(along) < 3 and across > 3))


def split_boxes(page: Page) -> tuple[list[Segment], list[list[Segment]]]:
    """Return the segments of a page outside of its boxes, and those in each box.

    Only a box with several lines, and with other text beside it, is set apart.
    """
    outside = list(page.segments)
    inside: list[list[Segment]] = []
    for box in sorted(page.boxes, key=lambda one: (one[1], one[0])):
        held = [one for one in outside if _holds(box, one)]
        others = [one for one in outside if not _holds(box, one)]
        lines = {round(one.baseline) for one in held}
        words = sum(len(one.text.split()) for one in held)
        beside = any(box[1] < one.baseline < box[3] for one in others)
        if beside and len(lines) >= _MIN_LINES and words >= _MIN_WORDS and not _cuts(box, others):
            inside.append(held)
            outside = others
    return outside, inside


def _holds(box: Box, segment: Segment) -> bool:
    across = box[0] - 1 <= segment.x0 and segment.x1 <= box[2] + 1
    return across and box[1] < segment.baseline <= box[3] + 1


def _cuts(box: Box, segments: Iterable[Segment]) -> bool:
    """Whether text runs over an edge of a box: then it is a ground, not a box around text."""
    return any(
        box[1] < one.baseline < box[3] and one.x0 < box[2] - 2 and one.x1 > box[0] + 2
        for one in segments
    )
