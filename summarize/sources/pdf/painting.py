"""PDF page -> what is painted on it and in which order: shapes, pictures, and how text is painted.

PDFium's text page tells where characters are, not whether anybody sees them. This is
in the page's objects: in which mode and colour text is painted, what lies below it and
what is painted over it. Boxes are left, bottom, right, top in points of the page, `y`
growing upward.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache, partial
from typing import Any, NamedTuple

from summarize.sources.pdf.geometry import (
    IDENTITY,
    Box,
    Matrix,
    find_bounds,
    intersect,
    is_upright_rectangle,
    multiply,
)  # fmt: skip

Color = tuple[int, int, int]

_MAX_OBJECTS = 100_000  # of a page; what comes behind them is not looked at
_MAX_DEPTH = 6  # of forms in forms
_MAX_POINTS = 400  # of one path
_TRANSPARENT = 8  # of 255: opacity that nobody sees
_LIGHT = 240  # of 255
_THICK = 4.0  # points
_THIN = 2.0  # points: a shape as low is a line
_STROKED, _FILLED_AND_STROKED, _INVISIBLE, _CLIPPED = 1, 2, 3, 7  # text rendering modes
_LINE_TO, _BEZIER, _MOVE_TO = 0, 1, 2  # segments of a path


class Shape(NamedTuple):
    """What is painted beside text. `order` is its place among the page's objects.

    `color` is None where it is not known: of a picture, a gradient, what can be seen through.
    `is_rectangle`: it fills all of its box.
    """

    order: int
    box: Box
    color: Color | None
    is_rectangle: bool


class HorizontalLine(NamedTuple):
    """A thin line from `x0` to `x1` at the height `y`."""

    x0: float
    x1: float
    y: float


class TextPaint(NamedTuple):
    """How a text object is painted: not at all without a `color`.

    `clip` is the part of the page in which it shows, `layer` the name of the optional
    content that it belongs to; `box`, where it is, is read of what may be printed over a cover.
    """

    order: int
    color: Color | None
    clip: Box | None = None
    layer: str = ""
    box: Box | None = None


@dataclass(slots=True)
class Painting:
    """What is painted on a page; `texts` by the address of their object."""

    shapes: list[Shape] = field(default_factory=list)
    lines: list[HorizontalLine] = field(default_factory=list)
    texts: dict[int, TextPaint] = field(default_factory=dict)
    has_pictures: bool = False


@cache
def _bind_functions() -> dict[str, Callable[..., Any]]:
    """Return functions of the library that take addresses as plain numbers: half the cost."""
    from pypdfium2 import raw

    address, number = ctypes.c_void_p, ctypes.c_int
    kinds: dict[str, tuple[Any, ...]] = {
        "FPDFPage_GetObject": (address, address, number),
        "FPDFFormObj_GetObject": (address, address, ctypes.c_ulong),
        "FPDFPageObj_GetType": (number, address),
        "FPDFTextObj_GetTextRenderMode": (number, address),
        "FPDFPageObj_GetFillColor": (number, *[address] * 5),
        "FPDFPageObj_GetStrokeColor": (number, *[address] * 5),
        "FPDFPageObj_GetClipPath": (address, address),
        "FPDFClipPath_CountPaths": (number, address),
    }
    return {
        name: ctypes.CFUNCTYPE(*types)(ctypes.cast(getattr(raw, name), address).value or 0)
        for name, types in kinds.items()
    }


def read_painting(page: Any, *, has_layers: bool = False) -> Painting:
    """Return what is painted on an open page of pypdfium2, with the layers if there are any."""
    return _PaintingReader(has_layers).read(page.raw)


class _PaintingReader:
    def __init__(self, has_layers: bool) -> None:
        from pypdfium2 import raw

        self._library = raw
        self._has_layers = has_layers
        self._painting = Painting()
        self._count = 0
        self._has_covers = False  # text was painted, and then a shape
        self._calls = _bind_functions()
        self._channels = (ctypes.c_uint * 4)()
        start = ctypes.addressof(self._channels)
        self._channel_addresses = tuple(start + 4 * place for place in range(4))
        self._sides = tuple(ctypes.c_float() for _ in range(4))

    def read(self, page: Any) -> Painting:
        raw = self._library
        objects = raw.FPDFPage_CountObjects(page)
        address = ctypes.cast(page, ctypes.c_void_p).value
        get = partial(self._calls["FPDFPage_GetObject"], address)
        self._walk(objects, get, IDENTITY, "", 0)
        return self._painting

    def _walk(
        self, count: int, get: Callable[[int], int], matrix: Matrix, layer: str, depth: int
    ) -> None:
        raw = self._library
        find_kind = self._calls["FPDFPageObj_GetType"]
        text, path = raw.FPDF_PAGEOBJ_TEXT, raw.FPDF_PAGEOBJ_PATH
        for place in range(count):
            if self._count > _MAX_OBJECTS:
                return
            self._count += 1
            address = get(place)
            kind = find_kind(address)
            if kind == text:
                self._read_text(address, matrix, layer)
                continue
            one = ctypes.cast(address, raw.FPDF_PAGEOBJECT)
            if kind == path:
                self._read_path(one, matrix, layer)
            elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _MAX_DEPTH:
                inner = raw.FPDFFormObj_CountObjects(one)
                own = multiply(self._read_matrix(one), matrix)
                named = self._find_layer(one) or layer
                child = partial(self._calls["FPDFFormObj_GetObject"], address)
                self._walk(inner, child, own, named, depth + 1)
            elif kind in {raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_SHADING}:
                self._painting.has_pictures |= kind == raw.FPDF_PAGEOBJ_IMAGE
                box = self._read_box(one, matrix)
                if box:
                    self._painting.shapes.append(Shape(self._count, box, None, False))

    def _read_matrix(self, form: Any) -> Matrix:
        m = self._library.FS_MATRIX()
        if not self._library.FPDFPageObj_GetMatrix(form, m):
            return IDENTITY
        return m.a, m.b, m.c, m.d, m.e, m.f

    def _read_box(self, one: Any, matrix: Matrix) -> Box | None:
        if not self._library.FPDFPageObj_GetBounds(one, *self._sides):
            return None
        left, bottom, right, top = (side.value for side in self._sides)
        return find_bounds(((left, bottom), (right, top), (left, top), (right, bottom)), matrix)

    @property
    def _is_deep(self) -> bool:
        return self._has_layers or self._has_covers

    def _read_text(self, address: int, matrix: Matrix, layer: str) -> None:
        calls = self._calls
        mode = calls["FPDFTextObj_GetTextRenderMode"](address)
        color: Color | None = (0, 0, 0)  # text of mode 7 is a window to a picture
        if mode == _INVISIBLE:
            color = None
        elif mode != _CLIPPED:
            fill = None if mode % 4 == _STROKED else self._read_color("Fill", address)
            dark = fill is not None and min(fill) < _LIGHT
            stroked = mode % 4 in {_STROKED, _FILLED_AND_STROKED}
            color = self._read_color("Stroke", address) if stroked and not dark else fill
        clip: Box | None = None
        if calls["FPDFClipPath_CountPaths"](calls["FPDFPageObj_GetClipPath"](address)) > 0:
            one = ctypes.cast(address, self._library.FPDF_PAGEOBJECT)
            clip, _ = self._read_clip(one, matrix)
        one = ctypes.cast(address, self._library.FPDF_PAGEOBJECT) if self._is_deep else None
        layer = (self._find_layer(one) if one and self._has_layers else "") or layer
        box = self._read_box(one, matrix) if one and self._has_covers else None
        self._painting.texts[address] = TextPaint(self._count, color, clip, layer, box)

    def _is_thick(self, path: Any) -> bool:
        """Whether a path is painted with so wide a pen that it is a ground for text."""
        width = self._sides[0]
        self._library.FPDFPageObj_GetStrokeWidth(path, width)
        return width.value > _THICK

    def _read_color(self, use: str, address: int) -> Color | None:
        """Return a color, or None if it is wholly transparent; black if there is none to read.

        `use` is "Fill" or "Stroke".
        """
        if not self._calls[f"FPDFPageObj_Get{use}Color"](address, *self._channel_addresses):
            return 0, 0, 0
        red, green, blue, alpha = self._channels
        return (red, green, blue) if alpha > _TRANSPARENT else None

    def _find_layer(self, one: Any) -> str:
        """Return the name of the optional content that an object is marked with."""
        if not self._has_layers:
            return ""
        raw = self._library
        for place in range(max(0, raw.FPDFPageObj_CountMarks(one))):
            mark = raw.FPDFPageObj_GetMark(one, place)
            if _read_utf16(raw.FPDFPageObjMark_GetName, mark) == "OC":
                return _read_utf16(raw.FPDFPageObjMark_GetParamStringValue, mark, b"Name")
        return ""

    def _read_clip(self, one: Any, matrix: Matrix) -> tuple[Box | None, bool]:
        """Return the bounds of an object's clipping path, and whether it is a rectangle."""
        raw = self._library
        clip = raw.FPDFPageObj_GetClipPath(one)
        found: Box | None = None
        is_rectangle = True
        for place in range(min(8, max(0, raw.FPDFClipPath_CountPaths(clip)))):
            count = raw.FPDFClipPath_CountPathSegments(clip, place)
            if not 0 < count <= _MAX_POINTS:
                return found, False
            get = partial(raw.FPDFClipPath_GetPathSegment, clip, place)
            subpaths = list(self._read_subpaths(count, get))
            points = [point for subpath, _ in subpaths for point in subpath]
            box = find_bounds(points, matrix)
            found = box if found is None else intersect(found, box)
            is_rectangle &= len(subpaths) == 1 and is_upright_rectangle(*subpaths[0])
        return found, is_rectangle

    def _read_subpaths(
        self, count: int, get: Callable[[int], Any]
    ) -> Iterator[tuple[list[tuple[float, float]], bool]]:
        """Yield the points of each part of a path, and whether all its lines are straight."""
        raw = self._library
        x, y = ctypes.c_float(), ctypes.c_float()
        points: list[tuple[float, float]] = []
        straight = True
        for at in range(count):
            segment = get(at)
            if not raw.FPDFPathSegment_GetPoint(segment, x, y):
                continue
            kind = raw.FPDFPathSegment_GetType(segment)
            if kind == _MOVE_TO and points:
                yield points, straight
                points, straight = [], True
            straight &= kind != _BEZIER
            points.append((x.value, y.value))
        if points:
            yield points, straight

    def _read_path(self, one: Any, matrix: Matrix, layer: str) -> None:
        raw = self._library
        mode, stroke = ctypes.c_int(), ctypes.c_int()
        if not raw.FPDFPath_GetDrawMode(one, mode, stroke) or not (mode.value or stroke.value):
            return
        count = raw.FPDFPath_CountSegments(one)
        box = self._read_box(one, matrix)
        if count <= 0 or box is None:
            return
        address = ctypes.cast(one, ctypes.c_void_p).value or 0
        color = self._read_color("Fill" if mode.value else "Stroke", address)
        if color is None:
            return
        see_through = bool(raw.FPDFPageObj_HasTransparency(one))
        low = box[3] - box[1] <= _THIN
        if not mode.value and self._is_thick(one):
            self._painting.shapes.append(Shape(self._count, box, None, False))
            return
        if count > _MAX_POINTS or (not mode.value and box[2] - box[0] < _THIN):
            return
        if not (low or count > 5 or mode.value):
            return
        get = partial(raw.FPDFPath_GetPathSegment, one)
        parts = list(self._read_subpaths(count, get))
        own = self._read_matrix(one)
        whole = multiply(own, matrix)
        boxes = [find_bounds(points, whole) for points, _ in parts]
        if min(color) < 200 or max(color) - min(color) > 60:
            for bounds in boxes:
                if bounds[3] - bounds[1] <= _THIN < bounds[2] - bounds[0]:
                    y = (bounds[1] + bounds[3]) / 2
                    self._painting.lines.append(HorizontalLine(bounds[0], bounds[2], y))
        if not mode.value or low:
            return
        clip, is_clean = self._read_clip(one, matrix)
        is_clean &= whole[1] == whole[2] == 0 or whole[0] == whole[3] == 0
        for bounds, (points, straight) in zip(boxes, parts, strict=True):
            rectangle = is_clean and len(parts) <= 40 and is_upright_rectangle(points, straight)
            shown = bounds if clip is None else intersect(bounds, clip)
            shape = Shape(self._count, shown, None if see_through else color, rectangle)
            self._painting.shapes.append(shape)
        self._has_covers |= bool(self._painting.texts)


def _read_utf16(read: Callable[..., Any], *arguments: Any) -> str:
    """Return a string that the library writes into a buffer of UTF-16."""
    buffer = ctypes.create_string_buffer(256)
    size = ctypes.c_ulong()
    pointer = ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort))
    if not read(*arguments, pointer, 256, size) or not 2 <= size.value <= 256:
        return ""
    return buffer.raw[: size.value - 2].decode("utf-16-le", "replace")
