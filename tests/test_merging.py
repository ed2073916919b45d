from __future__ import annotations

import pytest
from answers import Answer, article_of, lying, silent, voting
from conftest import ScriptedEngine

from summarize.candidates import Gatherer, Material
from summarize.document import Document
from summarize.drafts import Task
from summarize.engine import Request
from summarize.merging import merge
from summarize.progress import Step
from summarize.reading import Reader, Reading
from summarize.verify import Checker
from summarize.votes import Ballot

TASK = Task(words=60, drafts=2, claims=3, claim_lists=1, seed=0)


@pytest.fixture(scope="module")
def checker(feature: Document) -> Checker:
    return Checker(feature)


@pytest.fixture(scope="module")
def material(checker: Checker) -> Material:
    """What there is to choose from in the long example, before anybody has voted."""
    return Gatherer(checker).gather(Ballot(), 1000)


def merged(
    material: Material, checker: Checker, engine: ScriptedEngine, budget: int
) -> tuple[Reading, list[Step]]:
    steps: list[Step] = []
    return merge(material, Reader(engine, checker, steps.append), TASK, budget), steps


class Hungry(ScriptedEngine):
    """A tokenizer that makes three tokens of every word."""

    def count(self, text: str) -> int:
        return 3 * len(text.split())


@pytest.mark.parametrize("kind", [ScriptedEngine, Hungry])
@pytest.mark.parametrize("budget", [130, 400, 1200])
def test_the_digest_fits_the_budget_and_fills_it(
    material: Material, checker: Checker, kind: type[ScriptedEngine], budget: int
) -> None:
    engine = kind(voting(), window=9999)
    merged(material, checker, engine, budget)
    (shown,) = {article_of(request) for request in engine.asked}
    assert 0.4 * budget <= engine.count(shown) <= budget
    assert engine.calls == 1


@pytest.mark.parametrize("answer", [voting(), lying, silent])
def test_only_checked_statements_go_up(
    material: Material, checker: Checker, answer: Answer
) -> None:
    engine = ScriptedEngine(answer)
    merged(material, checker, engine, 400)
    (shown,) = {article_of(request) for request in engine.asked}
    texts = {one.statement.text for one in material.candidates}
    left = shown
    for text in sorted(texts, key=len, reverse=True):
        left = left.replace(text, "")
    assert left.split() == []


def test_what_the_digest_has_stands_in_the_order_of_the_article(
    material: Material, checker: Checker
) -> None:
    engine = ScriptedEngine(voting())
    merged(material, checker, engine, 400)
    shown = article_of(engine.asked[0])
    places = [one.place for one in material.candidates if one.statement.text in shown]
    found = [shown.index(one.statement.text) for one in material.candidates
             if one.statement.text in shown]  # fmt: skip
    assert len(places) > 5
    assert [place for _, place in sorted(zip(found, places, strict=True))] == sorted(places)


def test_what_the_model_names_of_the_digest_is_voted_for(
    material: Material, checker: Checker
) -> None:
    def first(request: Request) -> str:
        return article_of(request).partition(". ")[0] + "."

    engine = ScriptedEngine(first)
    whole, _ = merged(material, checker, engine, 400)
    said = first(engine.asked[0])
    best = max(whole.summary.votes, key=whole.summary.votes.__getitem__)
    assert checker.sentence(best).text.startswith(said[:20])


def test_progress_names_the_stage(material: Material, checker: Checker) -> None:
    _, steps = merged(material, checker, ScriptedEngine(voting()), 400)
    assert {step.stage for step in steps} == {"merging"}
    assert (steps[0].done, steps[-1].done) == (0, steps[-1].total)


def test_why_there_are_no_votes_is_told(material: Material, checker: Checker) -> None:
    whole, _ = merged(material, checker, ScriptedEngine(silent), 400)
    assert whole.failure
    assert not whole.all().votes


@pytest.mark.parametrize("budget", [5, 400])
def test_nothing_to_merge(material: Material, checker: Checker, budget: int) -> None:
    """No candidate, or no room for any: the model is not asked at all."""
    engine = ScriptedEngine(voting())
    given = Material((), {}) if budget == 400 else material
    whole, steps = merged(given, checker, engine, budget)
    assert not whole.all().votes
    assert (engine.asked, steps, whole.failure) == ([], [], "")


def test_the_next_try_is_as_much_shorter_as_is_needed(
    material: Material, checker: Checker, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each try is a search of its own, and a tokenizer may need many tokens for a word."""
    tried: list[int] = []
    from summarize import merging

    real = merging.digest
    monkeypatch.setattr(
        merging, "digest", lambda given, words: tried.append(words) or real(given, words)
    )
    merged(material, checker, Hungry(voting(), window=9999), 1200)
    assert 2 <= len(tried) <= 3
