"""Many parts -> one ballot: digests of checked statements are read again, level by level.

Only checked statements go up a level, never prose of the model, so that an
invention can't be summarised into a fact. Each level is at most a third as
long as the one below, so that there is always an end.
"""

from __future__ import annotations

from collections.abc import Sequence

from summarize.chunks import Count, halved, pack
from summarize.drafts import Task
from summarize.reading import Reader, Reading
from summarize.selection import Candidate
from summarize.summaries import digest
from summarize.votes import Ballot

_SHRINK = 3


def merge(units: Sequence[Candidate], reader: Reader, task: Task, budget: int) -> Reading:
    """The model's votes on the whole, from reading `units` in article order.

    As long as the units do not fit one prompt of `budget` tokens, they are read
    in parts and each part is reduced to its own digest. With nothing to read
    there are no votes.
    """
    while True:
        parts = _parts(units, reader.engine.count, budget)
        readings = reader.read([_joined(part) for part in parts], task, "merging")
        if len(parts) <= 1:
            return readings[0] if readings else Reading(Ballot(), Ballot())
        units = [
            unit
            for part, reading in zip(parts, readings, strict=True)
            for unit in digest(
                reading.summary, reader.checker, _numbers(part), _words(part) // _SHRINK
            )
        ]


def _parts(units: Sequence[Candidate], count: Count, budget: int) -> list[list[Candidate]]:
    """The units in runs that fit; what is too long for any run is left to the lower level."""
    sized = [(unit, count(" " + unit.statement.text)) for unit in units]
    fitting = [(unit, size) for unit, size in sized if size <= budget]
    runs = pack([size for _, size in fitting], [0.0] * len(fitting), budget)
    return [
        part
        for run in runs
        for part in halved(
            [unit for unit, _ in fitting[run.start : run.stop]],
            lambda some: count(_joined(some)),
            budget,
        )
    ]


def _joined(units: Sequence[Candidate]) -> str:
    return " ".join(unit.statement.text for unit in units)


def _numbers(part: Sequence[Candidate]) -> list[int]:
    return [evidence.sentence for unit in part for evidence in unit.statement.evidence]


def _words(part: Sequence[Candidate]) -> int:
    return sum(unit.words for unit in part)
