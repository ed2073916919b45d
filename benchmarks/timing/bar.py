"""What is to be reached, and whether a run reaches it. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from timing.plan import ARTICLE, BOOK, LONG, ON_ARTICLE, ON_LONG, OPENING
from timing.processes import Spent
from timing.rounds import Outcome

PLAIN_MOST = 1.4
MAP_REDUCE_MOST = {"langchain": 0.62, "langchain-defaults": 0.45}
TOKENS_MOST = 1.15
SECOND_MOST_SECONDS, EDIT_MOST, KILL_MOST = 0.5, 0.13, 0.60
HELP_MOST = 8.0
TIME_GROWTH_MOST, MEMORY_GROWTH_MOST = 1.10, 1.30


@dataclass(frozen=True)
class Criterion:
    """A figure, the most that it may be (None: only told), and what it was made of.

    `value` is None where something was not measured, and `told` says why.
    """

    name: str
    value: float | None
    most: float | None = None
    unit: str = ""
    told: str = ""

    @property
    def is_met(self) -> bool | None:
        """None if there is no bar or no figure."""
        if self.value is None or self.most is None:
            return None
        return self.value <= self.most


def bar(outcome: Outcome, book_bytes: int = 0, text_tokens: int = 0) -> list[Criterion]:
    """Every criterion that something was measured for, or should have been.

    `book_bytes` is by how much the whole book is longer than its opening, `text_tokens` is how
    many tokens the long text has.
    """
    return [
        *_beside_peers(outcome),
        *_tokens(outcome, text_tokens),
        *_cached(outcome),
        *_share(outcome, "--help", "python -c pass", HELP_MOST),
        *_growth(outcome, book_bytes),
    ]


def wall(spent: Spent) -> float:
    return spent.wall


def processor(spent: Spent) -> float:
    return spent.processor


def peak(spent: Spent) -> float:
    return spent.peak


def _beside_peers(outcome: Outcome) -> Iterator[Criterion]:
    # "sequential" only tells how much of the chain's time is the chain's own
    mosts = dict.fromkeys(ON_ARTICLE, PLAIN_MOST) | MAP_REDUCE_MOST
    for name in (*ON_ARTICLE, *ON_LONG):
        own = ARTICLE if name in ON_ARTICLE else LONG
        yield from _share(outcome, own, name, mosts.get(name))
        yield from _told(outcome, own, name)


def _tokens(outcome: Outcome, text_tokens: int) -> Iterator[Criterion]:
    """How many tokens of prompts were evaluated for each token of the long text."""
    read = outcome.median(LONG, lambda spent: spent.tokens.read if spent.tokens else 0)
    if read and text_tokens:
        told = f"{read:.0f} : {text_tokens}"
        name = f"{LONG}, tokens read for each of its own"
        yield Criterion(name, read / text_tokens, TOKENS_MOST, told=told)


def _told(outcome: Outcome, own: str, name: str) -> Iterator[Criterion]:
    for what, figure in (("processor time", processor), ("peak memory", peak)):
        ratio = outcome.ratio(own, name, figure)
        if ratio is not None:
            yield Criterion(f"{own} : {name}, {what}", ratio)


def _share(outcome: Outcome, name: str, other: str, most: float | None) -> Iterator[Criterion]:
    """Wall time of one beside that of another, in the same rounds."""
    ratio = outcome.ratio(name, other, wall)
    label = f"{name} : {other}"
    if ratio is not None:
        figures = f"{outcome.median(name, wall):.2f} s : {outcome.median(other, wall):.2f} s"
        yield Criterion(label, ratio, most, told=figures)
    elif name in outcome.failures or other in outcome.failures:
        yield Criterion(label, None, most, told=_why(outcome, name, other))


def _why(outcome: Outcome, *names: str) -> str:
    return "; ".join(outcome.failures[name] for name in names if name in outcome.failures)


def _cached(outcome: Outcome) -> Iterator[Criterion]:
    yield from _share(outcome, "first run", LONG, None)
    seconds = outcome.median("second run", wall)
    if seconds is not None or "second run" in outcome.failures:
        told = "" if seconds is not None else _why(outcome, "second run")
        yield Criterion("second run", seconds, SECOND_MOST_SECONDS, " s", told)
    yield from _share(outcome, "after an edit", LONG, EDIT_MOST)
    yield from _share(outcome, "after a kill", LONG, KILL_MOST)


def _growth(outcome: Outcome, book_bytes: int) -> Iterator[Criterion]:
    """Medians of each, since the opening may be measured more often than the book."""
    name = f"{BOOK} : {OPENING}"
    if BOOK in outcome.failures or OPENING in outcome.failures:
        yield Criterion(name, None, TIME_GROWTH_MOST, told=_why(outcome, BOOK, OPENING))
        return
    whole, opening = _each(outcome, BOOK), _each(outcome, OPENING)
    if whole and opening:
        told = f"{1000 * whole:.2f} ms : {1000 * opening:.2f} ms"
        yield Criterion(f"{name}, time a token", whole / opening, TIME_GROWTH_MOST, told=told)
    most, least = outcome.median(BOOK, peak), outcome.median(OPENING, peak)
    if most and least:
        told = f"{most / 1e6:.0f} MB, {book_bytes / 1e6:.1f} MB of it text : {least / 1e6:.0f} MB"
        ratio = (most - book_bytes) / least
        yield Criterion(f"{name}, peak memory", ratio, MEMORY_GROWTH_MOST, told=told)


def _each(outcome: Outcome, name: str) -> float | None:
    """Seconds a processed token, as `--stats` says it: without loading, which is no work."""
    found = Outcome(
        tuple({name: spent} for spent in outcome.of(name) if spent.tokens and spent.tokens.each)
    )
    return found.median(name, lambda spent: (spent.tokens and spent.tokens.each) or 0.0)
