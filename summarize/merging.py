"""Many parts -> one ballot: a digest of all of them is read in one go.

Only checked statements are read again, never prose of the model, so that an invention
can't be summarised into a fact. However long the document is, its digest fits one prompt.
"""

from __future__ import annotations

from collections.abc import Sequence

from summarize.candidates import Material
from summarize.drafts import Task
from summarize.reading import Reader, Reading
from summarize.selection import Candidate
from summarize.summaries import digest
from summarize.votes import Ballot

# Words for each token of a prompt that the first try takes, and how much less the next at least.
_WORDS_A_TOKEN = 0.7
_LESS = 0.8
_FEWEST_WORDS = 20


def merge(material: Material, reader: Reader, task: Task, budget: int) -> Reading:
    """The model's votes on the whole, from a digest of at most `budget` tokens."""
    units = _fitting(material, reader, budget)
    if not units:
        return Reading(Ballot(), Ballot())
    (reading,) = reader.read([_joined(units)], task, "merging")
    return reading


def _fitting(material: Material, reader: Reader, budget: int) -> list[Candidate]:
    """The digest, as long as the budget allows."""
    words = round(budget * _WORDS_A_TOKEN)
    while words >= _FEWEST_WORDS:
        units = digest(material, words)
        tokens = reader.engine.count(_joined(units))
        if tokens <= budget:
            return units
        words = round(words * min(_LESS, budget / tokens))
    return []


def _joined(units: Sequence[Candidate]) -> str:
    return " ".join(unit.statement.text for unit in units)
