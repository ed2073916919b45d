from __future__ import annotations

from itertools import pairwise

import pytest
from answers import article_of, lying, silent, voting
from conftest import ScriptedEngine

from summarize.document import Document, count_words
from summarize.drafts import Task
from summarize.engine import Request
from summarize.merging import merge
from summarize.progress import Step
from summarize.reading import Reader, Reading
from summarize.selection import Candidate
from summarize.summaries import candidates, prose
from summarize.verify import Checker
from summarize.votes import Ballot

TASK = Task(words=60, drafts=2, claims=3, claim_lists=1, seed=0)


@pytest.fixture(scope="module")
def checker(feature: Document) -> Checker:
    return Checker(feature)


@pytest.fixture(scope="module")
def units(checker: Checker) -> list[Candidate]:
    """Every sentence of the long example."""
    return candidates(Ballot(), checker, prose(checker))


def levels(engine: ScriptedEngine) -> list[int]:
    """How many words were shown to the model at each level, every text counted once."""
    totals: list[int] = []
    seen: set[str] = set()
    for batch in engine.batches:
        texts = {article_of(request) for request in batch} - seen
        seen |= texts
        totals.append(sum(count_words(text) for text in texts))
    return totals


class Recording(ScriptedEngine):
    """Also keeps which requests were made together."""

    batches: list[list[Request]]

    def complete(self, requests):  # type: ignore[no-untyped-def]
        self.batches = [*getattr(self, "batches", []), list(requests)]
        return super().complete(requests)


def merged(
    units: list[Candidate], checker: Checker, engine: ScriptedEngine, budget: int
) -> tuple[Reading, list[Step]]:
    steps: list[Step] = []
    return merge(units, Reader(engine, checker, steps.append), TASK, budget), steps


@pytest.mark.parametrize("answer", [voting(), voting(1), lying, silent])
@pytest.mark.parametrize("budget", [130, 400, 5000])
def test_it_ends_and_each_level_is_at_most_a_third_of_the_one_below(
    units: list[Candidate], checker: Checker, answer: object, budget: int
) -> None:
    engine = Recording(answer)  # type: ignore[arg-type]
    merged(units, checker, engine, budget)
    totals = levels(engine)
    assert all(above * 3 <= below for below, above in pairwise(totals))
    assert len(totals) == 1 if budget == 5000 else len(totals) > 1


@pytest.mark.parametrize("budget", [130, 400, 5000])
def test_no_text_is_above_the_budget_and_all_units_are_read(
    units: list[Candidate], checker: Checker, budget: int
) -> None:
    engine = Recording(voting())
    merged(units, checker, engine, budget)
    assert all(engine.count(article_of(request)) <= budget for request in engine.asked)
    read = " ".join(dict.fromkeys(article_of(request) for request in engine.batches[0]))
    assert sorted(read.split()) == sorted(" ".join(u.statement.text for u in units).split())


def test_only_what_was_checked_goes_up(units: list[Candidate], checker: Checker) -> None:
    engine = Recording(lying)
    merged(units, checker, engine, 130)
    for request in engine.asked:
        assert "unicorns" not in article_of(request)


def test_what_the_model_names_at_every_level_wins(units: list[Candidate], checker: Checker) -> None:
    favourite = max(units, key=lambda unit: len(unit.keys)).statement

    def answer(request: Request) -> str:
        present = favourite.text in article_of(request)
        return favourite.text if present else article_of(request).split(". ")[0] + "."

    whole, _ = merged(units, checker, Recording(answer), 400)
    assert (
        max(whole.summary.votes, key=whole.summary.votes.__getitem__)
        == favourite.evidence[0].sentence
    )


def test_progress_names_the_stage(units: list[Candidate], checker: Checker) -> None:
    _, steps = merged(units, checker, ScriptedEngine(voting()), 400)
    assert {step.stage for step in steps} == {"merging"}


def test_a_unit_that_is_longer_than_the_budget_does_not_stop_the_rest(
    units: list[Candidate], checker: Checker
) -> None:
    longest = max(units, key=lambda unit: unit.words)
    engine = ScriptedEngine(voting(1))
    merged([longest, *units[:3]], checker, engine, longest.words - 1)
    shown = " ".join(article_of(request) for request in engine.asked)
    assert longest.statement.text not in shown
    assert all(unit.statement.text in shown for unit in units[:3] if unit.words < longest.words)


def test_nothing_to_merge(checker: Checker) -> None:
    whole, _ = merged([], checker, ScriptedEngine(voting()), 400)
    assert not whole.all().votes
