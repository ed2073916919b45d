"""Whether the declared style of an element hides it: geometry and sizes, by the values alone."""

from __future__ import annotations

import re
from collections.abc import Mapping

_LENGTH = re.compile(r"(-?\d*\.?\d+)\s*(px|pt|em|rem|ex|ch|vw|vh|cm|mm|in|%)?")
_PIXELS = {"em": 16.0, "rem": 16.0, "vw": 10.0, "vh": 10.0, "%": 10.0, "cm": 38.0, "in": 96.0}
_FONT_SIZE = re.compile(r"(?:^|\s)(\d*\.?\d+)(px|pt|em|rem|%|vw|ex)?(?=[\s/])")
_RELATIVE_SIZE = re.compile(r"\d*\.?\d+(?:em|%|ex|ch)|larger|smaller|inherit|unset")
_RECT = re.compile(r"rect\(([^)]*)\)")
_CLIPPED = re.compile(r"inset\(\s*(?:[5-9]\d|100)(?:\.\d+)?%|circle\(\s*0")
_FADED = re.compile(r"(?:.*\s)?opacity\(\s*0*\.?0*%?\s*\)")
_MOVED = re.compile(
    r"(?:translate[xy]?|translate3d)\(\s*-\d{3,}(?:px|r?em|vw)|scale[xy]?\(\s*0\s*[,)]"
)
_POLYGON = re.compile(r"polygon\(([^)]*)\)")
_FAR = -999.0  # pixels from the edge
_TINY = 1.0


def find_hiding_property(style: Mapping[str, str], *, hidden: bool) -> str | None:
    """Return what hides an element and all in it, or None; `hidden`: it has this attribute.

    `{"opacity": "0"} -> "opacity"`, `{"position": "absolute", "left": "-9999px"} -> "place"`
    """
    shown = style.get("display")
    if shown == "none" or (shown is None and hidden):
        return "display"
    if not style:
        return None
    if style.get("content-visibility") == "hidden" or "all" in style.get("mso-hide", ""):
        return "display"
    opacity = _LENGTH.match(style.get("opacity", ""))
    if (opacity and float(opacity[1]) <= 0.01) or _FADED.match(style.get("filter", "")):
        return "opacity"
    if _is_off_screen(style):
        return "place"
    return "size" if _is_shrunk(style) or _is_clipped(style) else None


def _is_off_screen(style: Mapping[str, str]) -> bool:
    if _read_length(style.get("text-indent")) <= _FAR:
        return True
    if _read_length(style.get("margin-left")) <= _FAR or _MOVED.match(style.get("transform", "")):
        return True
    if style.get("position") not in ("absolute", "fixed"):
        return False
    edges = [style.get(side) for side in ("left", "top", "right", "bottom")]
    return any(_read_length(edge) <= _FAR for edge in (*edges, *style.get("inset", "").split()))


def _is_shrunk(style: Mapping[str, str]) -> bool:
    """Whether a box has no size and hides what runs over it; one held open by padding has."""
    if re.fullmatch(r"0(?:\.0*)?%?", style.get("scale", "")):
        return True
    if not style.get("overflow", "").startswith(("hidden", "clip")):
        return False
    held = ("padding", "padding-top", "padding-bottom", "min-height")
    if any(_read_length(style.get(name)) > _TINY for name in held):
        return False
    sizes = ("width", "height", "max-height", "max-width")
    return any(0 <= _read_length(style.get(name), 99.0) <= _TINY for name in sizes)


def _is_clipped(style: Mapping[str, str]) -> bool:
    polygon = _POLYGON.match(style.get("clip-path", ""))
    if polygon and len({" ".join(corner.split()) for corner in polygon[1].split(",")}) == 1:
        return True
    if _CLIPPED.match(style.get("clip-path", "")):
        return True
    rect = _RECT.match(style.get("clip", ""))
    if not rect or style.get("position") not in ("absolute", "fixed"):
        return False
    edges = [float(number) for number, _ in _LENGTH.findall(rect[1])]
    return len(edges) == 4 and min(edges[1] - edges[3], edges[2] - edges[0]) <= _TINY


def _read_length(value: str | None, default: float = 0.0) -> float:
    """Return a length in pixels: `"-9999px" -> -9999.0`; a share of the window counts as a tenth.

    `default` where it is not a single length.
    """
    found = _LENGTH.match(value or "")
    return float(found[1]) * _PIXELS.get(found[2] or "", 1.0) if found else default


def is_tiny(size: str | None, *, tiny: bool) -> bool:
    """Whether letters have no size; a size relative to what is around is still none there."""
    if size is None:
        return tiny
    written = _FONT_SIZE.search(f"{size} ")
    number = float(written[1]) * _PIXELS.get(written[2] or "", 1.0) if written else 16.0
    return number <= _TINY or (tiny and _RELATIVE_SIZE.match(size) is not None)
