"""Trust in a writer: how many statements of a model's own drafts are contradicted.

The drafts are about the eight texts of the exam. What comes out is fixed for a model, so that a
result does not depend on what was done before.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

# From the area of a model in the exam of judges to the share of its own statements that are true,
# as log-odds: who can tell what a text says also says what it says. A line through two models
# whose statements were read, with 24 % and 74 % true ones (docs/experiments.md).
_INTERCEPT, _SLOPE = -1.02, 1.30
# No more is believed of any model: of statements by large ones about ordinary articles, people
# found 19 of 20 true.
_HIGHEST = 0.95
# Of true statements so many are contradicted by mistake, and of all others so many rightly.
_MISTAKEN, _FOUND = 0.01, 0.16
# One contradicted statement in some thirty may be chance.
_BY_CHANCE = 1


@dataclass(frozen=True, slots=True)
class Trust:
    """Statements that a model has written about the texts of the exam, and how many are refuted."""

    written: int
    contradicted: int


def estimate_prior(area: float, trust: Trust) -> float:
    """Return the share of a writer's statements that are true, 0 to 0.95, by its exam and drafts.

    `area` is that under its ROC curve as a judge, 0 to 1. Drafts that are contradicted more
    often than such a writer's would be lower it.
    `0.83, 1 of 25 contradicted -> 0.74`, `0.97, 1 of 25 -> 0.95`, `0.97, 8 of 25 -> 0`
    """
    odds = min(1 - 1e-6, max(1e-6, area))
    by_exam = 1 / (1 + math.exp(-_INTERCEPT - _SLOPE * math.log(odds / (1 - odds))))
    share = max(0, trust.contradicted - _BY_CHANCE) / max(1, trust.written)
    by_drafts = 1 - max(0.0, share - _MISTAKEN) / (_FOUND - _MISTAKEN)
    return max(0.0, min(by_exam, by_drafts, _HIGHEST))
