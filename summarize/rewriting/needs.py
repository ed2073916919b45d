"""A need: what must be printed beside a sentence for it to be understood as it is meant. Pure."""

from __future__ import annotations

import math
from collections.abc import Collection
from dataclasses import dataclass

from summarize.nlp.coreference.anaphors import Reference


@dataclass(frozen=True, slots=True)
class Need:
    """The numbers of the sentences that meet it, and the share of the quality left without them.

    `Need(frozenset({3}), 0.5)`: without sentence 3, half the quality is left. `noun` is the key of
    the noun that has to be known, "" if it is none: a text in other words may say it, too.
    `reference` is what a pronoun means that has to be named right before. `restricts` is set where
    the sentence is understood without, but says only half: a text in other words has its own rest.
    """

    sentences: frozenset[int]
    factor: float
    noun: str = ""
    reference: Reference | None = None
    restricts: bool = False


def score_needs(
    needs: Collection[Need],
    printed: Collection[int] = frozenset(),
) -> float:
    """Return the share of the quality that is left beside the `printed` sentences, 0 to 1."""
    return math.prod(one.factor for one in find_unmet(needs, printed))


def find_unmet(
    needs: Collection[Need], printed: Collection[int], told: Collection[str] = frozenset()
) -> list[Need]:
    """Return the needs that neither the `printed` sentences meet nor what is `told`.

    `told` are the keys of what the text before it says.
    """
    return [one for one in needs if one.sentences.isdisjoint(printed) and one.noun not in told]
