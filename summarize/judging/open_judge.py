"""Opening a judge: a model that has passed the exam, with its log-odds calibrated."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from summarize.errors import ModelError
from summarize.inference import Engine
from summarize.inference.load import load_engine
from summarize.judging.chat_judge import ChatJudge
from summarize.judging.draft_exam import measure_trust
from summarize.judging.exam import RawJudge, describe_area, take_exam
from summarize.judging.exam_records import ExamRecord
from summarize.judging.minicheck_judge import open_minicheck
from summarize.judging.recall import keep_record, recall_record
from summarize.models.gguf import read_header
from summarize.models.registry import locate_model
from summarize.nlp.annotated_document import AnnotatedDocument
from summarize.settings import Settings
from summarize.sources import read

_MOST_CERTAIN = math.log(60)
Report = Callable[[int, int], None]
"""Is told how many statements of the exam are done, and of how many."""


@dataclass(frozen=True, slots=True)
class CalibratedJudge:
    """Satisfies `verification.verdicts.Judge`: a judge with what its exam has shown.

    Its log-odds are bounded: sixty statements can't show that one in more is wrong.
    """

    name: str
    raw: RawJudge
    record: ExamRecord

    def assess(self, annotated: AnnotatedDocument, statements: Sequence[str]) -> list[float | None]:
        """Return calibrated log-odds for each statement; None where there is no answer."""
        return [self._calibrate(one) for one in self.raw.assess(annotated, statements)]

    def _calibrate(self, log_odds: float | None) -> float | None:
        if log_odds is None or not math.isfinite(log_odds):
            return None
        result = self.record.result
        total = result.slope * log_odds + result.intercept
        return max(-_MOST_CERTAIN, min(_MOST_CERTAIN, total))


@contextmanager
def open_judge(settings: Settings, report: Report = lambda *_: None) -> Iterator[CalibratedJudge]:
    """Open the model that the settings name as a judge; it takes the exam if it never has.

    Raises ModelError if it does not pass, or gives no log-odds.
    """
    name = settings.model or f"the model of {settings.server}"
    record = recall_record(settings)
    if record is not None:
        ensure_passed(record, name)
    with _open_candidate(settings) as candidate:
        if record is None:
            record = examine(candidate, settings, report)
            ensure_passed(record, name)
        yield CalibratedJudge(candidate.name, candidate.judge, record)


def recall_or_examine(settings: Settings, report: Report) -> ExamRecord:
    """Return the record of the model that the settings name; it takes the exam if it never has."""
    record = recall_record(settings)
    if record is None:
        with _open_candidate(settings) as candidate:
            record = examine(candidate, settings, report)
    return record


@dataclass(frozen=True, slots=True)
class Candidate:
    """A model that is to judge, whether or not it can; `writer` None if it can't write."""

    name: str
    judge: RawJudge
    writer: Engine | None = None


@contextmanager
def _open_candidate(settings: Settings) -> Iterator[Candidate]:
    if _is_trained_judge(settings):
        with open_minicheck(locate_model(settings.model), settings) as judge:
            yield Candidate(judge.name, judge)
        return
    with load_engine(settings) as loaded:
        yield build_candidate(loaded.engine)


def build_candidate(engine: Engine) -> Candidate:
    """Return a model that writes as one that is to judge.

    Raises ModelError if it gives no log-odds.
    """
    if not engine.has_log_odds:
        raise ModelError(
            f"{engine.info.name} does not say how sure it is of an answer, so it can't judge",
            "Name a model on this computer: --judge NAME --server none",
        )
    return Candidate(engine.info.name, ChatJudge(engine), engine)


def _is_trained_judge(settings: Settings) -> bool:
    return not settings.server and read_header(locate_model(settings.model)).is_judge


def examine(candidate: Candidate, settings: Settings, report: Report) -> ExamRecord:
    """Have a model take the exam, measure the trust in it as a writer, and keep both."""
    result = take_exam(candidate.judge, _annotate, report)
    writer = candidate.writer
    trust = measure_trust(writer, _annotate) if writer is not None else None
    return keep_record(settings, result, trust)


def ensure_passed(record: ExamRecord, name: str) -> None:
    """Raise ModelError if a model did not pass the exam."""
    if not record.result.passed:
        raise ModelError(
            f"{name} can't judge: it {describe_area(record.result.area)}, and 50 are chance",
            "Name another model: --judge NAME, or none: --judge none",
        )


def _annotate(text: str) -> AnnotatedDocument:
    return AnnotatedDocument(read(text=text, language="en"))
