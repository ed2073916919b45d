"""Drafts of several texts: one batch, another draw for silence, votes."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from summarize.document import Document
from summarize.generation.drafts import GenerationSession, Task
from summarize.inference import Completion, FinishReason, Request
from summarize.nlp.annotated_document import AnnotatedDocument
from summarize.progress import Step
from summarize.selection.draft_set import Drafter, DraftSet
from summarize.sources import read
from summarize.verification.checker import Checker
from summarize.verification.verdicts import ClaimVerifier
from support.answers import failing_where, lying, silent, voting
from support.scripted_engine import ScriptedEngine, is_claims

TASK = Task(words=60, drafts=3, claims=3, claim_lists=1, seed=0)
TEXTS = (
    "Divers found a hollow beneath the breakwater. It is five metres deep.",
    "The ferry sails from the south pier. It keeps to its timetable.",
)


@pytest.fixture(scope="module")
def article() -> Document:
    return read(text="\n\n".join(TEXTS))


def draft(
    engine: ScriptedEngine,
    article: Document,
    texts: Sequence[str] = TEXTS,
    task: Task = TASK,
) -> list[DraftSet]:
    return drafter_of(GenerationSession(engine), article).draft_texts(texts, task, "reading")


def drafter_of(session: GenerationSession, article: Document) -> Drafter:
    return Drafter(session, ClaimVerifier(Checker(AnnotatedDocument(article))))


def test_all_texts_are_read_in_one_go(article: Document) -> None:
    engine = ScriptedEngine(voting(1))
    draft(engine, article)
    assert engine.calls == 1
    assert len(engine.asked) == 8


def test_each_text_gets_the_votes_of_its_own_answers(article: Document) -> None:
    first, second = draft(ScriptedEngine(voting(1)), article)
    assert (first.failure, second.failure) == ("", "")
    assert {
        number for number, vote in first.merge_votes().sentence_votes.items() if vote > 0.9
    } == {1, 2}
    assert {
        number for number, vote in second.merge_votes().sentence_votes.items() if vote > 0.9
    } == {3, 4}


def test_drafts_and_lists_of_claims_vote_apart(article: Document) -> None:
    def answer(request: Request) -> str:
        return "It is five metres deep." if is_claims(request) else "It keeps to its timetable."

    (reading,) = draft(ScriptedEngine(answer), article, [" ".join(TEXTS)])
    assert {n for n, vote in reading.summary.sentence_votes.items() if vote} == {4}
    assert {n for n, vote in reading.claims.sentence_votes.items() if vote} == {2}
    assert set(reading.merge_votes().sentence_votes) == {2, 4}


def test_a_reading_takes_in_another_one(article: Document) -> None:
    one, other = draft(ScriptedEngine(voting(1)), article)
    before = one.summary.sentence_votes[1]
    one.add(other, 0.5)
    assert one.summary.sentence_votes[1] == before
    assert one.summary.sentence_votes[3] == pytest.approx(0.5 * other.summary.sentence_votes[3])
    assert one.claims.sentence_votes[3] == pytest.approx(0.5 * other.claims.sentence_votes[3])


def test_what_it_cost_is_added_up(article: Document) -> None:
    def answer(request: Request) -> Completion:
        return Completion("It is five metres deep.", FinishReason.END, 100, 7)

    session = GenerationSession(ScriptedEngine(answer))
    drafter_of(session, article).draft_texts(TEXTS, TASK, "reading")
    assert (session.prompt_tokens, session.output_tokens) == (800, 56)


def test_progress_counts_to_the_end(article: Document) -> None:
    steps: list[Step] = []
    session = GenerationSession(ScriptedEngine(voting(1)), steps.append)
    drafter_of(session, article).draft_texts(TEXTS, TASK, "drafting")
    assert {(step.stage, step.total) for step in steps} == {("drafting", 8)}
    assert [step.done for step in steps] == list(range(9))
    assert steps[-1].tokens > steps[1].tokens > 0


def test_a_failure_names_the_engines_reason(article: Document) -> None:
    engine = ScriptedEngine(failing_where("ferry", voting(1), "out of memory"))
    first, second = draft(engine, article)
    assert first.failure == ""
    assert second.failure == "out of memory"
    assert not second.merge_votes().sentence_votes


def test_one_failed_completion_of_several_is_no_failure(article: Document) -> None:
    def answer(request: Request) -> str | Completion:
        return Completion("", FinishReason.FAILED, detail="no") if request.seed else TEXTS[0]

    (reading,) = draft(ScriptedEngine(answer), article, TEXTS[:1])
    assert reading.failure == ""
    assert reading.summary.sentence_votes[1] > 0


def test_nothing_usable_is_a_failure(article: Document) -> None:
    for reading in draft(ScriptedEngine(silent), article):
        assert "no usable answer" in reading.failure


def test_lies_are_statements_but_no_votes(article: Document) -> None:
    for reading in draft(ScriptedEngine(lying), article):
        assert reading.failure == ""
        assert reading.merge_votes().supported == []
        assert not any(reading.merge_votes().sentence_votes.values())


def test_no_texts(article: Document) -> None:
    assert draft(ScriptedEngine(lying), article, []) == []


def test_what_the_model_says_nothing_about_is_tried_once_more(article: Document) -> None:
    """With another draw, and only that text; what it said of the others stays."""

    def answer(request: Request) -> str | Completion:
        if TEXTS[1] in request.prompt.text and request.temperature == 0:
            return Completion("It keeps to its", FinishReason.LENGTH, 10, 4)
        return TEXTS[1] if TEXTS[1] in request.prompt.text else TEXTS[0]

    engine = ScriptedEngine(answer)
    task = Task(words=20, drafts=1, claims=0, claim_lists=0, seed=0)
    first, second = draft(engine, article, task=task)
    assert (first.failure, second.failure) == ("", "")
    assert second.summary.sentence_votes[4] > 0.9
    assert [TEXTS[1] in request.prompt.text for request in engine.asked].count(False) == 1
    assert [request.temperature > 0 for request in engine.asked].count(True) == 1
    assert len(engine.asked) == 3  # what came to nothing is not computed again


def test_what_the_engine_could_not_compute_is_not_tried_again(article: Document) -> None:
    engine = ScriptedEngine(lambda _: Completion("", FinishReason.FAILED, detail="out of memory"))
    readings = draft(engine, article)
    assert [one.failure for one in readings] == ["out of memory"] * 2
    assert len(engine.asked) == 8
