"""Many parts -> one ballot: digests of checked statements are read again, level by level.

Only checked statements go up a level, never prose of the model, so that an
invention can't be summarised into a fact. Each level is at most a third as
long as the one below, so that there is always an end.
"""

from __future__ import annotations

from collections.abc import Sequence

from summarize.chunks import pack
from summarize.drafts import Task
from summarize.engine import Engine
from summarize.reading import Reader
from summarize.selection import Candidate
from summarize.summaries import digest
from summarize.votes import Ballot

_SHRINK = 3


def merge(units: Sequence[Candidate], reader: Reader, task: Task, budget: int) -> Ballot:
    """The model's votes on the whole, from reading `units` in article order.

    As long as the units do not fit one prompt of `budget` tokens, they are read
    in parts and each part is reduced to its own digest.
    """
    while True:
        parts = _parts(units, reader.engine, budget)
        texts = [" ".join(unit.statement.text for unit in part) for part in parts]
        ballots = [reading.ballot for reading in reader.read(texts, task, "merging")]
        if len(parts) <= 1:
            return ballots[0] if ballots else Ballot()
        units = [
            unit
            for part, ballot in zip(parts, ballots, strict=True)
            for unit in digest(ballot, reader.checker, _numbers(part), _words(part) // _SHRINK)
        ]


def _parts(units: Sequence[Candidate], engine: Engine, budget: int) -> list[list[Candidate]]:
    sizes = [min(budget, engine.count(" " + unit.statement.text)) for unit in units]
    runs = pack(sizes, range(len(units)), budget)
    return [[units[place] for place in run] for run in runs]


def _numbers(part: Sequence[Candidate]) -> list[int]:
    return [evidence.sentence for unit in part for evidence in unit.statement.evidence]


def _words(part: Sequence[Candidate]) -> int:
    return sum(unit.words for unit in part)
