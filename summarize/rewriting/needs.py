"""A need: what must be printed beside a sentence for it to be understood as it is meant. Pure."""

from __future__ import annotations

import math
from collections.abc import Collection
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Need:
    """The numbers of the sentences that meet it, and the share of the quality left without them.

    `Need(frozenset({3}), 0.5)`: without sentence 3, half the quality is left.
    """

    sentences: frozenset[int]
    factor: float


def score_needs(needs: Collection[Need], printed: Collection[int] = frozenset()) -> float:
    """Return the share of the quality that is left beside the `printed` sentences, 0 to 1."""
    return math.prod(one.factor for one in needs if one.sentences.isdisjoint(printed))
