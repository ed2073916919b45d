"""Rounds: every measurement in turn, then again from the first, so that drift meets all alike."""

from __future__ import annotations

import statistics
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from timing.processes import ChildError, Spent


@dataclass(frozen=True)
class Round:
    """One turn of all measurements: its own folder, and what those before have taken in it."""

    folder: Path
    done: dict[str, Spent] = field(default_factory=dict)

    def taken(self, name: str) -> Spent:
        """Raises ChildError if that measurement has failed, on which this one builds."""
        if name not in self.done:
            raise ChildError(f"needs “{name}”, which could not be measured")
        return self.done[name]


Step = Callable[[Round], Spent]
Told = Callable[[str], None]


@dataclass(frozen=True)
class Outcome:
    """What each measurement took, a mapping a round, and why others could not be taken."""

    rounds: tuple[Mapping[str, Spent], ...] = ()
    failures: Mapping[str, str] = field(default_factory=dict)

    def of(self, name: str) -> list[Spent]:
        return [done[name] for done in self.rounds if name in done]

    def median(self, name: str, figure: Callable[[Spent], float]) -> float | None:
        """The median of a figure over the rounds; None if it was not measured."""
        found = [figure(one) for one in self.of(name)]
        return statistics.median(found) if found else None

    def ratio(self, name: str, other: str, figure: Callable[[Spent], float]) -> float | None:
        """The median over the rounds of one figure divided by the other of the same round."""
        both = [done for done in self.rounds if name in done and other in done]
        found = [figure(done[name]) / figure(done[other]) for done in both]
        return statistics.median(found) if found else None

    def joined(self, other: Outcome) -> Outcome:
        """Both; no name may be in both."""
        return Outcome((*self.rounds, *other.rounds), {**self.failures, **other.failures})


def interleaved(steps: Mapping[str, Step], number: int, told: Told) -> Outcome:
    """So many rounds. What fails is not tried again, and the others go on."""
    rounds: list[Mapping[str, Spent]] = []
    failures: dict[str, str] = {}
    for turn in range(1, number + 1):
        with tempfile.TemporaryDirectory(prefix="speed-") as folder:
            this = Round(Path(folder))
            for name, step in steps.items():
                if name not in failures:
                    told(f"{turn}/{number} {name}: {_take(this, name, step, failures)}")
        rounds.append(this.done)
    return Outcome(tuple(rounds), failures)


def _take(this: Round, name: str, step: Step, failures: dict[str, str]) -> str:
    try:
        spent = step(this)
    except ChildError as error:
        failures[name] = str(error)
        return str(error)
    this.done[name] = spent
    return f"{spent.wall:.2f} s"
