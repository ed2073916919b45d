"""How long a run still takes: from what earlier runs have measured, and from its own pace.

A run is made of parts: the model is loaded, perhaps examined, and each document is prepared,
read, merged, rewritten, translated and checked. What is shown is one number for all of it. It
counts down: an estimate that turns out too low is made up for by counting more slowly.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field, replace

from summarize.models.speeds import RunPaces
from summarize.progress import Activity, Step, activity

# A document of more words is read in pieces. One of fewer costs as much as one that has so many
# more: its drafts are as long.
_ONE_PIECE_WORDS, _EXTRA_WORDS = 1100, 600
# Without a measurement, seconds for a thousand words; a digest takes as long as so many pieces.
_PREPARING, _CHECKING, _MERGING_WORDS = 0.3, 1.0, 1000
# A token that is written costs as much as so many that are read; answers are shorter than their
# limit by this share.
_WRITING_COST, _WRITTEN_SHARE = 8.0, 0.7
# With more requests than these steps allow, their number says more than the engine's count: it has
# read the first texts before it writes about them.
_LEAST_STEP_SHARE = 1 / 8
# The share of a part after which its own pace counts, and the least seconds that are a pace.
_LEAST_SHARE, _LEAST_SECONDS = 0.05, 1.0
_MOST_SHARE = 0.97  # by the engine's count: its answers are as long as they are
_LEAST_RATIO, _MOST_RATIO = 0.2, 5.0  # of what is measured to what was expected
_STEP_SECONDS = 5.0  # of what is printed
_RISE = 0.01  # a second: how fast the number may rise
_OLD_WEIGHT = 0.5  # of what earlier runs have measured


@dataclass
class _DocumentTime:
    """The seconds that the parts of one document have taken, and which of them are over."""

    words: int
    spent: dict[str, float] = field(default_factory=dict)
    over: set[str] = field(default_factory=set)
    part: str = "preparing"
    share: float | None = None  # of the part, by what is countable
    share_seconds: float = 0.0  # after how many of the part
    step_share: float = 0.0  # of a single one of its steps


class RunEstimate:
    """The time left of a run over documents of so many `words`."""

    def __init__(
        self,
        paces: RunPaces,
        words: Sequence[int],
        *,
        translates: bool = False,
        clock: Callable[[], float] = time.monotonic,
        engine: Activity = activity,
    ) -> None:
        self._paces = paces
        self._waiting = list(words)
        self._translates = translates
        self._clock = clock
        self._engine = engine
        self._now = _DocumentTime(0)
        self._mode = ""  # "loading", "exam", "document" or nothing that is timed
        self._since = clock()
        self._ratio = 1.0
        self._live_pace: float | None = None
        self._exam_share: float | None = None
        self._is_loaded = False
        self._printed = -_STEP_SECONDS
        self._shown: tuple[float, float] | None = None
        self.measured = RunPaces()

    def begin_loading(self) -> None:
        """The model is being loaded."""
        self._begin("loading")

    def end_loading(self) -> None:
        """It is loaded."""
        self.measured = replace(self.measured, loading=self._clock() - self._since)
        self._is_loaded = True
        self._begin("")

    def begin_document(self) -> None:
        """The next document is summarised."""
        self._now = _DocumentTime(self._waiting.pop(0) if self._waiting else 0)
        self._begin("document")

    def end_document(self, *, is_measured: bool) -> None:
        """It is done; `is_measured` unless some of it came from the cache."""
        self._switch("over")
        self._begin("")
        if is_measured:
            self._measure()

    def skip_document(self) -> None:
        """The next document needs no work."""
        self._waiting = self._waiting[1:]

    def note_step(self, step: Step) -> None:
        """Note a step of the document at hand, or of the exam before it."""
        if step.stage == "exam":
            if self._mode != "exam":
                self._begin("exam")
            self._exam_share = step.done / step.total if step.total else None
            return
        is_done = step.total > 0 and step.done >= step.total
        self._switch("checking" if is_done or not step.total else step.stage)
        if is_done:
            self._now.over |= {"preparing", step.stage}
        if step.total and not is_done:
            self._now.share, self._now.step_share = step.done / step.total, 1 / step.total
            self._now.share_seconds = self._now.spent.get(step.stage, 0.0)

    def format_left(self) -> str:
        """Return the time left: `"about 40 s left"`; "" where nobody can know it yet."""
        seconds = self.count_down()
        if seconds is None:
            return ""
        if self._printed < seconds < self._printed + _STEP_SECONDS:
            seconds = self._printed  # or the number would go up and down
        self._printed = seconds
        return f"{format_seconds(seconds)} left"

    def count_down(self) -> float | None:
        """Return the seconds to show; None where nobody can know them yet."""
        left, now = self.compute_left(), self._clock()
        if left is None:
            return None
        if self._shown is not None:
            shown, at = self._shown
            left = min(left, shown * (1 + _RISE * max(0.0, now - at)))
        self._shown = left, now
        return left

    def compute_left(self) -> float | None:
        """Return the seconds that the run will still take, None where nobody can know it."""
        parts = [self._left_of_loading(), self._left_of_exam(), self._left_of_document()]
        parts += [self._expect_all(words) for words in self._waiting]
        known = [one for one in parts if one is not None]
        return sum(known) if len(known) == len(parts) else None

    def _begin(self, mode: str) -> None:
        self._mode, self._since = mode, self._clock()

    def _switch(self, part: str) -> None:
        """Book the time since the last step on the part that was at work, and begin another."""
        now, spent = self._clock(), self._now.spent
        spent[self._now.part] = spent.get(self._now.part, 0.0) + now - self._since
        if part != self._now.part:
            self._now.over |= {self._now.part} - {"checking"}
        if part != self._now.part:
            self._engine.begin_call(0, 0)  # what it has done is of another part
        self._now.part, self._now.share, self._since = part, None, now
        self._now.step_share = 0.0

    def _left_of_loading(self) -> float | None:
        if self._is_loaded or not (self._waiting or self._mode == "loading"):
            return 0.0
        if self._paces.loading is None:
            return None
        elapsed = self._clock() - self._since if self._mode == "loading" else 0.0
        return max(0.0, self._paces.loading - elapsed)

    def _left_of_exam(self) -> float | None:
        if self._mode != "exam":
            return 0.0
        return _project(self._clock() - self._since, self._exam_share)

    def _left_of_document(self) -> float | None:
        if self._mode != "document":
            return 0.0
        now, left = self._now, 0.0
        for part in ("preparing", "reading", "merging", "rewriting", "translating", "checking"):
            if part in now.over and part != now.part:
                continue
            expected = self._expect(part, now.words)
            elapsed = now.spent.get(part, 0.0)
            if part == now.part:
                elapsed += self._clock() - self._since
                more = self._left_of_part(part, expected, elapsed)
            else:
                more = None if expected is None else max(0.0, expected - elapsed)
            if more is None:
                return None
            left += more
        return left

    def _left_of_part(self, part: str, expected: float | None, elapsed: float) -> float | None:
        """Return what is left of the part at work, more by its own pace the more is done.

        Between two steps the time goes on, but what follows the step at hand stays.
        """
        share, seconds = self._find_share(elapsed)
        if share < _LEAST_SHARE or seconds < _LEAST_SECONDS:
            return None if expected is None else max(0.0, expected - elapsed)
        whole, weight = seconds / share, min(1.0, 2 * share)
        if part == "reading":
            self._note_pace(whole, weight)
        if expected is not None:
            whole = weight * whole + (1 - weight) * expected
        return max(whole - elapsed, whole * (1 - share - self._now.step_share), 0.0)

    def _find_share(self, elapsed: float) -> tuple[float, float]:
        """Return the share of the part that is done, and after how many seconds it was.

        It is that of its requests, or, where the engine counts its tokens, of these.
        """
        engine, now = self._engine, self._now
        if now.share is None:
            return 0.0, 0.0
        whole = engine.to_read + _WRITING_COST * _WRITTEN_SHARE * engine.to_write
        done = engine.read + _WRITING_COST * engine.written
        is_one_text = now.step_share >= _LEAST_STEP_SHARE
        if not (is_one_text and whole and engine.read):
            return now.share, now.share_seconds
        if (in_engine := min(_MOST_SHARE, done / whole)) > now.share:
            return in_engine, elapsed
        return now.share, now.share_seconds

    def _note_pace(self, whole: float, weight: float) -> None:
        """Have the other parts of the model's work expected at the pace of reading."""
        words = self._now.words
        known = self._pace_of("reading", words, uses_live=False)
        if known:
            ratio = 1 + weight * (whole / known - 1)
            self._ratio = min(_MOST_RATIO, max(_LEAST_RATIO, ratio))
        elif words:
            is_one = words <= _ONE_PIECE_WORDS
            self._live_pace = whole / (words + (_EXTRA_WORDS if is_one else 0)) * 1000

    def _expect_all(self, words: int) -> float | None:
        """Return the seconds that a document of so many words takes, all in all."""
        parts = ("preparing", "reading", "merging", "rewriting", "translating", "checking")
        seconds = [self._expect(part, words) for part in parts]
        known = [one for one in seconds if one is not None]
        return sum(known) if len(known) == len(seconds) else None

    def _expect(self, part: str, words: int) -> float | None:
        seconds = self._pace_of(part, words)
        is_engines = part in ("reading", "merging", "rewriting", "translating")
        return seconds * self._ratio if seconds is not None and is_engines else seconds

    def _pace_of(self, part: str, words: int, *, uses_live: bool = True) -> float | None:
        """Return the seconds of a part by what is measured, or else by what is usual.

        With `uses_live`, the pace of this very run serves where there is no other.
        """
        paces, is_one = self._paces, words <= _ONE_PIECE_WORDS
        if part == "preparing":
            return words / 1000 * (_PREPARING if paces.preparing is None else paces.preparing)
        if part == "checking":
            return words / 1000 * (_CHECKING if paces.checking is None else paces.checking)
        if part == "rewriting":
            return paces.rewriting or 0.0
        if part == "translating":
            return (paces.translating or 0.0) if self._translates else 0.0
        if part == "merging":
            pace = _first(paces.many, paces.one, self._live_pace)
            usual = None if pace is None else _MERGING_WORDS / 1000 * pace
            return 0.0 if is_one else _first(paces.merging, usual)
        pace = paces.one if is_one else _first(paces.many, paces.one)
        if uses_live:
            pace = _first(pace, self._live_pace)
        words += _EXTRA_WORDS if is_one else 0
        return None if pace is None else words / 1000 * pace

    def _measure(self) -> None:
        """Take what the document at hand has taken into `measured`."""
        spent, words = self._now.spent, self._now.words
        if not words or "reading" not in spent:
            return
        thousand = words / 1000
        found = {"preparing": spent.get("preparing", 0.0) / thousand}
        found["checking"] = spent.get("checking", 0.0) / thousand
        if words <= _ONE_PIECE_WORDS:
            found["one"] = spent["reading"] / (words + _EXTRA_WORDS) * 1000
        else:
            found["many"] = spent["reading"] / thousand
            found["merging"] = spent.get("merging", 0.0)
        found["rewriting"] = spent.get("rewriting", 0.0)
        if self._translates:
            found["translating"] = spent.get("translating", 0.0)
        self.measured = _blend(self.measured, RunPaces(**found))
        self._paces = _blend(self._paces, RunPaces(**found))
        self._ratio = 1.0


def blend_paces(old: RunPaces, new: RunPaces) -> RunPaces:
    """Return what is known after a run: half of what was known before, half of what is new."""
    return _blend(old, new)


def _blend(old: RunPaces, new: RunPaces) -> RunPaces:
    was, found = asdict(old), asdict(new)
    return RunPaces(
        **{
            name: found[name] if one is None
            else one if found[name] is None
            else _OLD_WEIGHT * one + (1 - _OLD_WEIGHT) * found[name]
            for name, one in was.items()
        }
    )  # fmt: skip


def _first(*values: float | None) -> float | None:
    """Return the first value that is known."""
    return next((one for one in values if one is not None), None)


def _project(elapsed: float, share: float | None) -> float | None:
    """Return the seconds left of a part by its own pace; None if that tells nothing yet."""
    if share is None or share < _LEAST_SHARE or elapsed < _LEAST_SECONDS:
        return None
    return elapsed * (1 - share) / share


def format_seconds(seconds: float) -> str:
    """Round: `3.2 -> "4 s"`, `42 -> "about 40 s"`, `200 -> "about 3 min"`."""
    if seconds < 9:
        return f"{max(1, round(seconds + 0.4))} s"
    if seconds < 90:
        return f"about {_STEP_SECONDS * round(seconds / _STEP_SECONDS):.0f} s"
    if seconds < 5400:
        return f"about {round(seconds / 60)} min"
    return f"about {seconds / 3600:.1f} h"
