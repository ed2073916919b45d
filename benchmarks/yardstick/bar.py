"""What is to be reached, and whether a run reaches it. Pure."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from yardstick.measures import Scores
from yardstick.scoring import Row
from yardstick.tables import Headline, fault_counts, groups, margin, pair

_NEWS = ("news_long", "news_writers")
_LONG, _SHORT = "longdoc", "news_short"
_ABOVE_PLAIN, _ABOVE_OPENING_LONG, _ABOVE_MAP_REDUCE, _TYPE_BELOW_OPENING = 4.0, 2.0, 3.0, 1.0
_FAULTS = ("novel numbers", "novel names", "sentences printed twice", "4-grams repeated")


@dataclass(frozen=True)
class Criterion:
    """One line of the bar; `margin` is what there is, `wanted` the least that must be."""

    name: str
    margin: float
    wanted: float = 0.0
    figures: str = ""

    @property
    def reached(self) -> bool:
        """Compared as printed, with one decimal."""
        return round(self.margin, 1) >= self.wanted

    def __str__(self) -> str:
        mark = "reached" if self.reached else "NOT REACHED"
        told = f"margin {self.margin:+.1f}, wanted {self.wanted:+.1f}"
        return f"- {mark}: {self.name}: {self.figures} ({told})"


def bar(rows: Sequence[Row], headline: Headline) -> list[Criterion]:
    """Every criterion that the sets and baselines of the run allow to be told."""
    return [
        *_news(rows, headline),
        *_long(rows, headline),
        *_short(rows, headline),
        *_covered(rows),
        *_clean(rows),
    ]


def _news(rows: Sequence[Row], headline: Headline) -> Iterator[Criterion]:
    for group in _NEWS:
        own = [row for row in rows if row.group == group]
        yield from _above(own, f"{group} R1", "opening", lambda s: headline.of(s).r1)
        yield from _above(own, f"{group} R2", "opening", lambda s: headline.of(s).r2)
        yield from _above(own, f"{group} R1", "plain", lambda s: headline.of(s).r1, _ABOVE_PLAIN)


def _long(rows: Sequence[Row], headline: Headline) -> Iterator[Criterion]:
    own = [row for row in rows if row.group == _LONG]
    for baseline, wanted in (("opening", _ABOVE_OPENING_LONG), ("map-reduce", _ABOVE_MAP_REDUCE)):
        yield from _above(own, f"{_LONG} R1", baseline, lambda s: headline.of(s).r1, wanted)
    for kind in dict.fromkeys(row.kind for row in own):
        some = [row for row in own if row.kind == kind]
        name = f"{_LONG} R1, {kind}"
        yield from _above(some, name, "opening", lambda s: headline.of(s).r1, -_TYPE_BELOW_OPENING)


def _short(rows: Sequence[Row], headline: Headline) -> Iterator[Criterion]:
    own = [row for row in rows if row.group == _SHORT]
    yield from _above(own, f"{_SHORT} R1", "first sentence", lambda s: headline.of(s).r1)
    yield from _above(own, f"{_SHORT} R2", "first sentence", lambda s: headline.of(s).r2)


def _above(
    rows: Sequence[Row],
    name: str,
    baseline: str,
    figure: Callable[[Scores], float | None],
    wanted: float = 0.0,
) -> Iterator[Criterion]:
    if rows and baseline in rows[0].against:
        own, theirs = pair(rows, baseline, figure)
        if not math.isnan(own):
            told = f"{own:.1f} against {theirs:.1f} of the {baseline}"
            yield Criterion(name, margin(rows, baseline, figure), wanted, told)


def _covered(rows: Sequence[Row]) -> Iterator[Criterion]:
    """Above, not level: a tenth of a point at least."""
    for group in groups(rows):
        if group.name.startswith("-") or group.name == "all":
            continue
        for baseline in rows[0].against:
            if baseline == "first sentence" and group.name != _SHORT:
                continue  # too short to cover anything, and the summary is cut to its length
            yield from _above(
                group.rows,
                f"{group.name} claims covered, %",
                baseline,
                lambda s: None if s.covered is None else 100 * s.covered,
                0.1,
            )


def _clean(rows: Sequence[Row]) -> Iterator[Criterion]:
    for place, name in enumerate(_FAULTS):
        counts = [
            fault_counts(row.faults)[place] + fault_counts(row.claim_faults)[place] for row in rows
        ]
        told = f"{sum(counts)} in {sum(map(bool, counts))} of {len(rows)} runs"
        yield Criterion(f"{name}: none", 0.0 - sum(counts), 0.0, told)
    kept = 100 * sum(row.on_length for row in rows) / len(rows)
    yield Criterion("length within 15 %, % of runs", kept - 95, 0.0, f"{kept:.0f}")
