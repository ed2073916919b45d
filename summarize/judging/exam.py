"""The exam of judges: sixty statements about eight texts, in a fixed order, with a pass rule.

The questions are in `exam.toml`: sentences as summaries have them, half of them true in other
words than the text's, half false, subtly. The exam decides whether a judge is asked at all, and
what its log-odds mean. Questions and pass rule were fixed before any model had taken the exam.
The first version asked for inferences that no summary makes (docs/experiments.md).
"""

from __future__ import annotations

import functools
import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Protocol

from summarize.errors import EngineError
from summarize.judging.ranking import RocArea, measure_roc_area

if TYPE_CHECKING:
    from summarize.nlp.annotated_document import AnnotatedDocument

EXAM_VERSION = 2
"""Raise it whenever the same judge may get another result: results are kept by it."""
PASSING_AREA, PASSING_LOWER_BOUND = 0.65, 0.55
"""A judge passes with this area under the ROC curve, if its lower bound is above the second."""

# The lower bound leaves one chance in ten that the true area is below it; the exam is broken off
# where there is one in a hundred that the area would reach what is asked.
_LOWER_DEVIATIONS, _HOPELESS_DEVIATIONS = 1.28, 2.33
_STATEMENTS_A_ROUND = 20
# Calibration: how far from 0 the weights are expected to be, in standard deviations of log-odds.
_EXPECTED_WEIGHT = 1.5
_NEWTON_STEPS = 25


class RawJudge(Protocol):
    """What can take the exam: its log-odds need not be calibrated."""

    def assess(
        self, annotated: AnnotatedDocument, statements: Sequence[str]
    ) -> Sequence[float | None]:
        """Return for each statement log-odds that the document supports it; None: no answer."""
        ...


@dataclass(frozen=True, slots=True)
class ExamStatement:
    """A statement about the text with this number, from 0 on; `kind` says how it was made."""

    text_number: int
    text: str
    is_true: bool
    kind: str


@dataclass(frozen=True, slots=True)
class ExamResult:
    """What a judge made of the exam.

    `asked` counts the statements: all, unless it was broken off. `slope` and `intercept` make
    its log-odds the log-odds that a statement is true, among as many true as false ones.
    """

    area: float
    lower_bound: float
    asked: int
    slope: float
    intercept: float

    @property
    def passed(self) -> bool:
        """Whether the judge may judge."""
        complete = self.asked == len(read_exam()[1])
        good = self.area >= PASSING_AREA and self.lower_bound > PASSING_LOWER_BOUND
        return complete and good


@functools.cache
def describe_area(area: float) -> str:
    """Return in words what an area under the ROC curve means for a judge.

    `0.47 -> "tells the true from the false in 47 of 100 pairs of statements, 65 are needed"`.
    """
    pairs = f"in {100 * area:.0f} of 100 pairs of statements"
    return f"tells the true from the false {pairs}, {100 * PASSING_AREA:.0f} are needed"


def read_exam() -> tuple[tuple[str, ...], tuple[ExamStatement, ...]]:
    """Return the texts of the exam, and the statements in their order."""
    import tomllib

    data = tomllib.loads((files("summarize.judging") / "exam.toml").read_text(encoding="utf-8"))
    texts = tuple(one["text"].strip() for one in data["texts"])
    statements = tuple(
        ExamStatement(number, one["text"], one["true"], one["kind"])
        for number, text in enumerate(data["texts"])
        for one in text["statements"]
    )
    return texts, statements


def take_exam(
    judge: RawJudge,
    annotate: Callable[[str], AnnotatedDocument],
    report: Callable[[int, int], None] = lambda _done, _total: None,
) -> ExamResult:
    """Have the judge take the exam; break it off where passing is hopeless.

    `annotate` makes a document of a text. After every round `report` gets the number of
    statements done, and of all. Raises EngineError if a question is not answered: a passing
    fault must not be taken for a result.
    """
    texts, statements = read_exam()
    documents = [annotate(text) for text in texts]
    odds: list[float] = []
    labels: list[bool] = []
    while len(odds) < len(statements):
        part = statements[len(odds) : len(odds) + _STATEMENTS_A_ROUND]
        odds += _ask(judge, documents, part)
        labels += [one.is_true for one in part]
        report(len(odds), len(statements))
        found = _measure(odds, labels)
        if found.area + _HOPELESS_DEVIATIONS * found.error < PASSING_AREA:
            break
    slope, intercept = fit_calibration(odds, labels)
    lower = found.area - _LOWER_DEVIATIONS * found.error
    return ExamResult(found.area, lower, len(odds), slope, intercept)


def _ask(
    judge: RawJudge, documents: Sequence[AnnotatedDocument], part: Sequence[ExamStatement]
) -> Iterator[float]:
    """Yield the judge's log-odds of statements, in order, those about one text in one call."""
    for number in sorted({one.text_number for one in part}):
        texts = [one.text for one in part if one.text_number == number]
        for log_odds in judge.assess(documents[number], texts):
            if log_odds is None or not math.isfinite(log_odds):
                raise EngineError("a question of the exam was not answered", "Try again.")
            yield log_odds


def _measure(odds: Sequence[float], labels: Sequence[bool]) -> RocArea:
    true = [one for one, label in zip(odds, labels, strict=True) if label]
    false = [one for one, label in zip(odds, labels, strict=True) if not label]
    return measure_roc_area(true, false)


def fit_calibration(odds: Sequence[float], labels: Sequence[bool]) -> tuple[float, float]:
    """Return slope and intercept that make log-odds those of the labels.

    Logistic regression with one feature, by Newton's method ("Platt scaling", Platt 1999), with
    a normal prior on the weights, as sixty statements are few.
    """
    mean = sum(odds) / len(odds)
    spread = math.sqrt(sum((one - mean) ** 2 for one in odds) / len(odds)) or 1.0
    values = [(one - mean) / spread for one in odds]
    prior = 1 / _EXPECTED_WEIGHT**2
    slope = intercept = 0.0
    for _ in range(_NEWTON_STEPS):
        likely = [1 / (1 + math.exp(-(slope * value + intercept))) for value in values]
        missed = [one - label for one, label in zip(likely, labels, strict=True)]
        steep = [one * (1 - one) for one in likely]
        by_slope = sum(m * v for m, v in zip(missed, values, strict=True)) + prior * slope
        by_intercept = sum(missed) + prior * intercept
        slope_slope = sum(s * v * v for s, v in zip(steep, values, strict=True)) + prior
        slope_intercept = sum(s * v for s, v in zip(steep, values, strict=True))
        both = sum(steep) + prior
        size = slope_slope * both - slope_intercept**2
        slope -= (both * by_slope - slope_intercept * by_intercept) / size
        intercept -= (slope_slope * by_intercept - slope_intercept * by_slope) / size
    return slope / spread, intercept - slope * mean / spread
