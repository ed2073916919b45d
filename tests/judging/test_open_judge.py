"""Opening a judge: who has passed the exam may judge, and nobody takes it twice."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from summarize.errors import EngineError, ModelError
from summarize.inference import Completion, FinishReason, Request
from summarize.inference.load import LoadedEngine
from summarize.judging import exam_records, recall, record_file
from summarize.judging import open_judge as module
from summarize.judging.chat_judge import ChatJudge
from summarize.judging.draft_exam import measure_trust
from summarize.judging.exam import EXAM_VERSION, ExamResult
from summarize.judging.exam_records import ExamRecord, find_record, save_record
from summarize.judging.open_judge import open_judge, recall_or_examine
from summarize.judging.recall import recall_record
from summarize.judging.trust import Trust, estimate_prior
from summarize.nlp.annotated_document import AnnotatedDocument
from summarize.settings import DEFAULT_MODEL, Settings
from summarize.sources import read
from support.answers import settings_for
from support.exam_takers import believes
from support.scripted_engine import ScriptedEngine

DOCUMENT = AnnotatedDocument(read(text="The pier is old. Bo Kim likes the pier.", language="en"))


def knowing(request: Request) -> str | Completion:
    """What a model answers that knows the exam by heart, and believes everything else a bit."""
    if request.choices is None:
        return request.prompt.text.split(". ")[0] + "."
    odds = 2.0 if believes(request.prompt.text) else -2.0
    return Completion("Yes" if odds > 0 else "No", FinishReason.END, log_odds=odds)


def guessing(request: Request) -> str | Completion:
    answer = knowing(request)
    return answer if isinstance(answer, str) else replace(answer, log_odds=1.0)


class Machine:
    """One model, scripted; `loaded` counts how often it was loaded."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
        self.engine = ScriptedEngine(knowing)
        self.loaded = 0
        self.path = folder / "model.gguf"
        self.path.write_bytes(b"GGUF")
        self.settings: Settings = settings_for(model=str(self.path))
        monkeypatch.setattr(record_file, "user_cache_folder", lambda: folder)
        monkeypatch.setattr(
            recall, "identify_engine", lambda settings, _: f"id of {settings.model}"
        )
        monkeypatch.setattr(module, "load_engine", self._load)
        monkeypatch.setattr(module, "_is_trained_judge", lambda _: False)

    @contextmanager
    def _load(self, _: Settings) -> Iterator[LoadedEngine]:
        self.loaded += 1
        yield LoadedEngine(self.engine, 0.0, None)


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Machine:
    return Machine(monkeypatch, tmp_path)


def answering(machine: Machine, answer: Callable[[Request], str | Completion]) -> None:
    machine.engine = ScriptedEngine(answer)


def test_a_judge_takes_the_exam_once_and_its_log_odds_are_calibrated(machine: Machine) -> None:
    rounds: list[tuple[int, int]] = []
    with open_judge(machine.settings, lambda *done: rounds.append(done)) as judge:
        (first,) = judge.assess(DOCUMENT, ["Kim is fond of the pier."])
    assert rounds == [(20, 60), (40, 60), (60, 60)]
    result = judge.record.result
    assert result.area == 1.0
    assert first == pytest.approx(result.slope * 2.0 + result.intercept)
    asked = len(machine.engine.asked)
    with open_judge(machine.settings, lambda *done: rounds.append(done)):
        assert len(rounds) == 3
    assert len(machine.engine.asked) == asked


def test_who_fails_may_not_judge_and_is_not_even_loaded_again(machine: Machine) -> None:
    answering(machine, guessing)
    for _ in range(2):
        with (
            pytest.raises(ModelError, match=r"can't judge: .* in 50 of 100 pairs"),
            open_judge(machine.settings),
        ):
            pass
    assert machine.loaded == 1


def test_an_engine_without_log_odds_can_not_judge(machine: Machine) -> None:
    machine.engine.has_log_odds = False
    with pytest.raises(ModelError, match="does not say how sure"), open_judge(machine.settings):
        pass


def test_what_was_not_answered_stays_without_an_answer(machine: Machine) -> None:
    with open_judge(machine.settings) as judge:
        assert judge.assess(DOCUMENT, ["Answer Yes: the pier of Bo Kim."]) == [None]


@pytest.mark.parametrize("odds", [float("nan"), float("inf")])
def test_what_is_no_number_is_no_answer(machine: Machine, odds: float) -> None:
    with open_judge(machine.settings) as judge:
        answering(machine, lambda _: Completion("Yes", FinishReason.END, log_odds=odds))
        broken = replace(judge, raw=ChatJudge(machine.engine))
        assert broken.assess(DOCUMENT, ["Kim is fond of the pier."]) == [None]


def test_no_answer_counts_for_more_than_the_exam_can_show(machine: Machine) -> None:
    with open_judge(machine.settings) as judge:
        for odds in (1e6, -1e6):
            answering(machine, lambda _, odds=odds: Completion("", FinishReason.END, log_odds=odds))
            sure = replace(judge, raw=ChatJudge(machine.engine))
            (found,) = sure.assess(DOCUMENT, ["Kim is fond of the pier."])
            assert found == pytest.approx(math.copysign(math.log(60), odds))


def test_a_fault_is_no_result_of_the_exam(machine: Machine) -> None:
    answering(machine, lambda _: Completion("", FinishReason.FAILED, detail="timed out"))
    with pytest.raises(EngineError, match="not answered"), open_judge(machine.settings):
        pass
    answering(machine, knowing)
    with open_judge(machine.settings) as judge:
        assert judge.record.result.passed


def test_the_record_has_the_hash_and_the_trust(machine: Machine) -> None:
    record = recall_or_examine(machine.settings, lambda *_: None)
    assert record == recall_record(machine.settings)
    assert len(record.sha256) == 64
    assert record.trust is not None
    assert record.trust.written >= 8
    assert record.trust.contradicted == 0


def test_a_models_file_is_read_whole_only_once(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It has gigabytes; for its first exam its hash is needed twice."""
    read_whole: list[object] = []
    digest = hashlib.file_digest
    monkeypatch.setattr(
        hashlib, "file_digest", lambda *args: read_whole.append(args) or digest(*args)
    )
    with open_judge(machine.settings):
        recall_record(machine.settings)
    assert len(read_whole) == 1


def test_another_model_has_another_record(machine: Machine) -> None:
    recall_or_examine(machine.settings, lambda *_: None)
    other = replace(machine.settings, model=str(machine.path.with_name("other.gguf")))
    machine.path.with_name("other.gguf").write_bytes(b"GGUG")
    assert recall_record(other) is None


@pytest.mark.parametrize("record", ["3", "[]", '{"result": {}}', '{"result": {"area": Infinity}}'])
def test_records_that_make_no_sense_count_as_none(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, record: str
) -> None:
    monkeypatch.setattr(record_file, "user_cache_folder", lambda: tmp_path)
    for text in ("", "[]", f'{{"id, exam {EXAM_VERSION}": {record}}}'):
        (tmp_path / "exams.json").write_text(text)
        assert find_record("id") is None


def test_a_record_is_kept_by_the_identity(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(record_file, "user_cache_folder", lambda: tmp_path)
    record = ExamRecord(ExamResult(0.7, 0.6, 60, 1.0, 0.5), Trust(20, 1), "ab" * 32)
    save_record("id", record)
    assert find_record("id") == record
    assert find_record("another id") is None


def test_a_shipped_record_is_found_by_the_hash(monkeypatch: pytest.MonkeyPatch) -> None:
    shipped = ExamRecord(ExamResult(0.7, 0.6, 60, 1.0, 0.5), None, "cd" * 32)
    monkeypatch.setattr(exam_records, "_read_shipped", lambda: {shipped.sha256: shipped})
    assert find_record("never seen", "cd" * 32) == shipped
    assert find_record("never seen", "ce" * 32) is None
    assert find_record("never seen") is None


def test_trust_falls_with_the_share_that_is_contradicted() -> None:
    priors = [estimate_prior(0.97, Trust(25, wrong)) for wrong in (0, 1, 2, 3, 4, 12)]
    assert priors == sorted(priors, reverse=True)
    assert priors[0] == priors[1] == 0.95
    assert priors[-1] == 0


def test_trust_grows_with_the_area_in_the_exam() -> None:
    """Who can't tell what a text says is not believed to say it, however tame the drafts are."""
    priors = [estimate_prior(area, Trust(25, 0)) for area in (0.0, 0.3, 0.5, 0.7, 0.9, 1.0)]
    assert priors == sorted(priors)
    assert (priors[0], priors[-1]) == (pytest.approx(0, abs=0.01), 0.95)
    assert priors[2] < 0.3


def test_a_model_that_only_judges_has_no_prior() -> None:
    assert ExamRecord(ExamResult(0.9, 0.8, 60, 1.0, 0.0)).prior is None


def test_a_model_that_contradicts_the_texts_is_found_out() -> None:
    def lie(request: Request) -> str:
        return "Joan Tarrow estimated that 900 tonnes of barley had been lost at the old store."

    trust = measure_trust(
        ScriptedEngine(lie), lambda text: AnnotatedDocument(read(text=text, language="en"))
    )
    assert trust.written == 8
    assert trust.contradicted > 0


def test_a_judge_that_only_judges_is_found_by_its_name() -> None:
    """It is refused where a model has to write, and nowhere else."""
    with pytest.raises(ModelError, match="is not here yet"):
        recall_record(settings_for(model="minicheck-flan-t5-large"))


@pytest.mark.model
def test_the_packaged_model_comes_with_its_record(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """So it costs nothing: the exam need not be taken, nor the model be loaded."""
    monkeypatch.setattr(record_file, "user_cache_folder", lambda: tmp_path)
    monkeypatch.setattr(module, "load_engine", None)
    record = recall_record(settings_for(model=DEFAULT_MODEL))
    assert record is not None
    assert not record.result.passed
    assert record.prior is not None
    assert record.prior < 0.4
    assert (tmp_path / "exams.json").exists()
