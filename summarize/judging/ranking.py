"""How well scores part true statements from false ones: area under the ROC curve. Pure."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RocArea:
    """The area under the ROC curve, 0 to 1 (0.5 is chance), with its standard error."""

    area: float
    error: float


def measure_roc_area(true: Sequence[float], false: Sequence[float]) -> RocArea:
    """Return how often a true statement scores above a false one; ties count half.

    `[2.0, 0.5], [0.5, -1.0] -> 0.875`. The error is that of Hanley and McNeil (1982), "The
    Meaning and Use of the Area under a ROC Curve". Both kinds are needed.
    """
    pairs = [(one > other) + (one == other) / 2 for one in true for other in false]
    area = sum(pairs) / len(pairs)
    both_above = area / (2 - area)
    both_below = 2 * area**2 / (1 + area)
    variance = (
        area * (1 - area)
        + (len(true) - 1) * (both_above - area**2)
        + (len(false) - 1) * (both_below - area**2)
    ) / len(pairs)
    return RocArea(area, math.sqrt(max(0.0, variance)))
