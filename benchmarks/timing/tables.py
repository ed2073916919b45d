"""Outcomes and criteria -> tables for a reader, values for a file. Pure."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict
from typing import Any

from rich import box
from rich.table import Table

from timing.bar import Criterion
from timing.processes import Spent
from timing.rounds import Outcome

_MB = 1e6
_VERDICTS = {True: "met", False: "NOT MET", None: ""}


def names(outcome: Outcome) -> list[str]:
    """What was measured, in the order in which it was."""
    return list(dict.fromkeys(name for done in outcome.rounds for name in done))


def costs_table(outcome: Outcome) -> Table:
    """What each process cost: medians, and the spread of the wall time."""
    table = Table("process", box=box.MARKDOWN)
    heads = "runs|wall, s|from – to|processor, s|peak, MB|tokens read|written"
    for head in heads.split("|"):
        table.add_column(head, justify="right")
    for name in names(outcome):
        table.add_row(name, *_costs(outcome.of(name)))
    return table


def _costs(runs: Sequence[Spent]) -> list[str]:
    def median(figure: Callable[[Spent], float]) -> float:
        return statistics.median(map(figure, runs))

    walls = [one.wall for one in runs]
    tokens = [one.tokens for one in runs if one.tokens]
    return [
        str(len(runs)),
        f"{statistics.median(walls):.2f}",
        f"{min(walls):.2f} – {max(walls):.2f}",
        f"{median(lambda one: one.processor):.2f}",
        f"{median(lambda one: one.peak) / _MB:.0f}",
        _middle(one.read for one in tokens),
        _middle(one.written for one in tokens),
    ]


def _middle(counts: Iterable[int]) -> str:
    found = list(counts)
    return f"{statistics.median(found):.0f}" if found else ""


def bar_table(criteria: Sequence[Criterion]) -> Table:
    """Each ratio beside the most that it may be."""
    table = Table("what", box=box.MARKDOWN)
    for head in ("ratio", "at most"):
        table.add_column(head, justify="right")
    table.add_column("")
    table.add_column("median : median")
    for one in criteria:
        value = "not measured" if one.value is None else f"{one.value:.2f}{one.unit}"
        most = "" if one.most is None else f"{one.most:g}{one.unit}"
        table.add_row(one.name, value, most, _VERDICTS[one.is_met], one.told)
    return table


def as_json(outcome: Outcome, criteria: Sequence[Criterion], setup: dict[str, Any]) -> dict:
    """Every run by itself (seconds, bytes, tokens), the criteria, and on what it was measured."""
    runs = {name: [_numbers(one) for one in outcome.of(name)] for name in names(outcome)}
    judged = [asdict(one) | {"is_met": one.is_met} for one in criteria]
    return {"setup": setup, "runs": runs, "failures": dict(outcome.failures), "criteria": judged}


def _numbers(spent: Spent) -> dict[str, Any]:
    values = asdict(spent)
    return {key: values[key] for key in ("wall", "processor", "peak", "tokens")}
