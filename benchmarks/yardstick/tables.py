"""Rows -> means, and tables in Markdown. Pure."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from yardstick.measures import Rouge, Scores
from yardstick.scoring import Faults, Row

Figure = Callable[[Scores], float | None]


@dataclass(frozen=True)
class Group:
    """The rows that a line of a table is about."""

    name: str
    rows: tuple[Row, ...]


def groups(rows: Sequence[Row]) -> list[Group]:
    """Each set, behind it its kinds of texts if it has several; all, if there are several sets."""
    found: list[Group] = []
    names = list(dict.fromkeys(row.group for row in rows))
    for name in names:
        own = tuple(row for row in rows if row.group == name)
        found.append(Group(name, own))
        kinds = list(dict.fromkeys(row.kind for row in own))
        if len(kinds) > 1:
            found += [Group(f"- {k}", tuple(r for r in own if r.kind == k)) for k in kinds]
    return [*found, Group("all", tuple(rows))] if len(names) > 1 else found


def mean(values: Iterable[float | None]) -> float:
    """The mean of those that are there; NaN if none is."""
    there = [value for value in values if value is not None]
    return sum(there) / len(there) if there else math.nan


def spread(values: Iterable[float | None]) -> float:
    """Half the width of the 95 % interval of the mean, by the normal approximation."""
    there = [value for value in values if value is not None]
    if len(there) < 2:
        return math.nan
    middle = sum(there) / len(there)
    variance = sum((value - middle) ** 2 for value in there) / (len(there) - 1)
    return 1.96 * math.sqrt(variance / len(there))


@dataclass(frozen=True)
class Headline:
    """Which score a table leads with: the best reference's, or the mean over all ("mean")."""

    which: str = "best"

    def of(self, scores: Scores) -> Rouge:
        return scores.best if self.which == "best" else scores.mean

    def other(self, scores: Scores) -> Rouge:
        return scores.mean if self.which == "best" else scores.best


def pair(rows: Iterable[Row], baseline: str, figure: Figure) -> tuple[float, float]:
    """The means of the summaries and of a baseline at equal length."""
    found = [row.against[baseline] for row in rows]
    return mean(figure(one.own) for one in found), mean(figure(one.theirs) for one in found)


def margin(rows: Iterable[Row], baseline: str, figure: Figure) -> float:
    own, theirs = pair(rows, baseline, figure)
    return own - theirs


def summaries_table(rows: Sequence[Row], headline: Headline) -> str:
    """What the summaries are like, uncut."""
    heads = (
        "texts n words asked given on-length R1 R2 RLsum R1-other claim-share covered "
        "covered-with-claims".split()
    )
    lines = [
        [
            group.name,
            len(group.rows),
            mean(row.article_words for row in group.rows),
            mean(row.asked for row in group.rows),
            mean(row.given for row in group.rows),
            _percent(mean(row.on_length for row in group.rows)),
            _one(mean(headline.of(row.whole).r1 for row in group.rows)),
            _one(mean(headline.of(row.whole).r2 for row in group.rows)),
            _one(mean(headline.of(row.whole).lsum for row in group.rows)),
            _one(mean(headline.other(row.whole).r1 for row in group.rows)),
            _percent(mean(row.whole.share for row in group.rows)),
            _percent(mean(row.whole.covered for row in group.rows)),
            _percent(mean(row.with_claims.covered for row in group.rows)),
        ]
        for group in groups(rows)
    ]
    return markdown(heads, lines)


def printed_table(rows: Sequence[Row]) -> str:
    """What was printed and what not: whose words, what is wrong with it, what it took."""
    heads = (
        "texts|sentences: model|edited|source|claims: model|edited|source|dropped|repaired"
        "|novel numbers|novel names|sentences twice|4-grams repeated|claims as in summary"
        "|gaps|chunks|s"
    ).split("|")
    lines = []
    for group in groups(rows):
        own = group.rows
        lines.append(
            [
                group.name,
                *_shares([row.sentences for row in own]),
                *_shares([row.claims for row in own]),
                sum(row.dropped for row in own),
                sum(row.repaired for row in own),
                *(sum(counts) for counts in zip(*map(_fault_counts, own), strict=True)),
                sum(row.echoed for row in own),
                sum(row.gaps for row in own),
                _one(mean(row.chunks for row in own)),
                _one(mean(row.seconds for row in own)),
            ]
        )
    return markdown(heads, lines)


def _shares(counts: Sequence) -> list[str]:
    sums = [sum(one[origin] for one in counts) for origin in ("model", "edited", "source")]
    return [_percent(part / sum(sums) if sum(sums) else math.nan) for part in sums]


def _fault_counts(row: Row) -> list[int]:
    pairs = zip(fault_counts(row.faults), fault_counts(row.claim_faults), strict=True)
    return [sum(both) for both in pairs]


def fault_counts(faults: Faults) -> list[int]:
    """How many novel numbers, novel names, sentences printed twice and 4-grams repeated."""
    return [len(faults.numbers), len(faults.names), len(faults.twice), len(faults.grams)]


def baselines_table(rows: Sequence[Row], headline: Headline) -> str:
    """The summaries beside each baseline, at equal length: `own : theirs (difference)`."""
    heads = (
        "texts|baseline|n|words|R1|±|R2|RLsum|R1 other|claim share|covered"
        "|theirs: novel numbers|novel names|twice|4-grams|unread words"
    ).split("|")
    lines = []
    for group in groups(rows):
        for name in rows[0].against:
            lines.append([group.name, name, len(group.rows), *_beside(group.rows, name, headline)])
    return markdown(heads, lines)


def _beside(rows: Sequence[Row], name: str, headline: Headline) -> Iterator[str | int | float]:
    found = [row.against[name] for row in rows]
    yield mean(one.own.words for one in found)
    yield _both(pair(rows, name, lambda scores: headline.of(scores).r1))
    yield _one(spread(headline.of(one.own).r1 - headline.of(one.theirs).r1 for one in found))
    yield _both(pair(rows, name, lambda scores: headline.of(scores).r2))
    yield _both(pair(rows, name, lambda scores: headline.of(scores).lsum))
    yield _both(pair(rows, name, lambda scores: headline.other(scores).r1))
    yield _both(_hundredfold(pair(rows, name, lambda scores: scores.share)))
    yield _both(_hundredfold(pair(rows, name, lambda scores: scores.covered)))
    yield from (
        sum(counts) for counts in zip(*(fault_counts(o.faults) for o in found), strict=True)
    )
    yield sum(one.unread for one in found)


def _hundredfold(values: tuple[float, float]) -> tuple[float, float]:
    return 100 * values[0], 100 * values[1]


def _both(values: tuple[float, float]) -> str:
    own, theirs = values
    return "–" if math.isnan(own) else f"{own:.1f} : {theirs:.1f} ({own - theirs:+.1f})"


def _one(value: float) -> str:
    return "–" if math.isnan(value) else f"{value:.1f}"


def _percent(share: float) -> str:
    return "–" if math.isnan(share) else f"{100 * share:.0f} %"


def markdown(heads: Sequence[str], lines: Sequence[Sequence[object]]) -> str:
    """A table that reads as it stands, too: its columns are padded.

    Words are to the left, numbers to the right; floats are rounded to whole numbers.
    """
    cells = [[_cell(value) for value in line] for line in lines]
    widths = [max(2, *map(len, column)) for column in zip(heads, *cells, strict=True)]
    names = [
        all(isinstance(line[at], str) and not line[at][:1].isdigit() for line in lines)
        for at in (0, 1)
    ]
    left = [at < 2 and names[at] for at in range(len(heads))]

    def line(values: Sequence[str]) -> str:
        padded = (
            value.ljust(width) if is_left else value.rjust(width)
            for value, width, is_left in zip(values, widths, left, strict=True)
        )
        return "| " + " | ".join(padded) + " |"

    rule = [
        "-" * width if is_left else "-" * (width - 1) + ":"
        for width, is_left in zip(widths, left, strict=True)
    ]
    return "\n".join([line(heads), line(rule), *map(line, cells)])


def _cell(value: object) -> str:
    return f"{value:.0f}" if isinstance(value, float) else str(value)
