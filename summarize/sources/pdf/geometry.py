"""Boxes and matrices of a PDF page, in points, `y` growing upward."""

from __future__ import annotations

import math
from collections.abc import Sequence

Box = tuple[float, float, float, float]
"""Left, bottom, right, top."""

Matrix = tuple[float, float, float, float, float, float]
"""A transformation as PDF writes it."""

IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def multiply(one: Matrix, other: Matrix) -> Matrix:
    """Return the transformation that does `one`, then `other`."""
    a, b, c, d, e, f = one
    p, q, r, s, t, u = other
    return (
        a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s,
        e * p + f * r + t, e * q + f * s + u,
    )  # fmt: skip


def find_bounds(points: Sequence[tuple[float, float]], matrix: Matrix) -> Box:
    """Return the smallest box around transformed points."""
    a, b, c, d, e, f = matrix
    xs = [a * x + c * y + e for x, y in points]
    ys = [b * x + d * y + f for x, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def intersect(one: Box, other: Box) -> Box:
    """Return what two boxes share; if that is nothing, it has no width or no height."""
    left, bottom = max(one[0], other[0]), max(one[1], other[1])
    return left, bottom, max(left, min(one[2], other[2])), max(bottom, min(one[3], other[3]))


def is_upright_rectangle(points: Sequence[tuple[float, float]], straight: bool) -> bool:
    """Whether points are the corners of an upright rectangle."""
    corners = list(dict.fromkeys(points))
    if not straight or len(corners) != 4:
        return False
    turns = zip(corners, corners[1:] + corners[:1], strict=True)
    return all(math.isclose(x, u, abs_tol=0.1) or math.isclose(y, v, abs_tol=0.1)
               for (x, y), (u, v) in turns)  # fmt: skip
