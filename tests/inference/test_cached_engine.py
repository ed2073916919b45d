"""The completion cache: what is found again, what is not, and what is never kept."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from summarize.errors import BudgetError
from summarize.inference import (
    Completion,
    Engine,
    FinishReason,
    Prompt,
    Request,
    prefetch_token_counts,
)
from summarize.inference.cached_engine import CachedEngine
from summarize.results import ModelInfo
from summarize.storage.cache import Cache


class Scripted:
    """An engine that answers each prompt with itself in capitals, the last request first."""

    info = ModelInfo("scripted", "", 0, "")
    context_size = 100
    has_chat_template = True
    has_log_odds = True

    def __init__(self) -> None:
        self.calls: list[list[str]] = []

    def count_tokens(self, text: str) -> int:
        return len(text.split())

    def apply_chat_template(self, message: str) -> Prompt:
        return Prompt(message, "<", ">")

    def complete(self, requests: Sequence[Request]) -> Iterator[tuple[int, Completion]]:
        self.calls.append([request.prompt.text for request in requests])
        if any(request.max_tokens > self.context_size for request in requests):
            raise BudgetError("too long")
        return self._answers(requests)

    def _answers(self, requests: Sequence[Request]) -> Iterator[tuple[int, Completion]]:
        for index, request in reversed(list(enumerate(requests))):
            asked = request.prompt.text
            stop = FinishReason(asked) if asked in list(FinishReason) else FinishReason.END
            yield index, Completion(asked.upper(), stop, 7, 3, detail=f"about {asked}")


@pytest.fixture
def engine() -> Scripted:
    return Scripted()


@pytest.fixture
def cached(engine: Scripted, cache: Cache) -> CachedEngine:
    return CachedEngine(engine, cache, "v1")


def ask(engine: Engine, *texts: str) -> dict[int, Completion]:
    answers = list(engine.complete([Request(Prompt(text), 10) for text in texts]))
    assert len(answers) == len(texts)
    return dict(answers)


def test_a_completion_is_computed_once(cached: CachedEngine, engine: Scripted) -> None:
    assert ask(cached, "one", "two") == {
        0: Completion("ONE", FinishReason.END, 7, 3, "about one"),
        1: Completion("TWO", FinishReason.END, 7, 3, "about two"),
    }
    assert ask(cached, "two", "one") == {
        0: Completion("TWO", FinishReason.END, 0, 0, "about two"),
        1: Completion("ONE", FinishReason.END, 0, 0, "about one"),
    }
    assert engine.calls == [["one", "two"]]


def test_the_missing_ones_go_to_the_engine_together(cached: CachedEngine, engine: Scripted) -> None:
    ask(cached, "b", "d")
    got = ask(cached, "a", "b", "c", "d", "e")
    assert [got[index].text for index in range(5)] == ["A", "B", "C", "D", "E"]
    assert [got[index].output_tokens for index in range(5)] == [3, 0, 3, 0, 3]
    assert engine.calls == [["b", "d"], ["a", "c", "e"]]


def test_the_known_ones_come_first(cached: CachedEngine) -> None:
    ask(cached, "b")
    requests = [Request(Prompt(text), 10) for text in ("a", "b")]
    assert [index for index, _ in cached.complete(requests)] == [1, 0]


def test_equal_requests_are_computed_once(cached: CachedEngine, engine: Scripted) -> None:
    got = ask(cached, "a", "b", "a")
    assert engine.calls == [["a", "b"]]
    assert got[0] == Completion("A", FinishReason.END, 7, 3, "about a")
    assert got[2] == Completion("A", FinishReason.END, 0, 0, "about a")


@pytest.mark.parametrize("stop", [FinishReason.END, FinishReason.LENGTH, FinishReason.LOOP])
def test_the_finish_reason_is_cached(
    cached: CachedEngine, engine: Scripted, stop: FinishReason
) -> None:
    assert ask(cached, stop)[0].finish_reason is stop
    assert ask(cached, stop)[0].finish_reason is stop
    assert len(engine.calls) == 1


def test_a_failure_is_not_cached(cached: CachedEngine, engine: Scripted) -> None:
    for _ in range(2):
        got = ask(cached, FinishReason.FAILED, FinishReason.FAILED)
        assert [got[index].finish_reason for index in range(2)] == [FinishReason.FAILED] * 2
    assert engine.calls == [["failed"], ["failed"]]


REQUEST = Request(Prompt("text", "before", "after"), 10, 0.5, 1, ("\n",))


@pytest.mark.parametrize(
    "other",
    [
        replace(REQUEST, prompt=Prompt("other", "before", "after")),
        replace(REQUEST, prompt=Prompt("text", "", "after")),
        replace(REQUEST, prompt=Prompt("text", "before", "")),
        replace(REQUEST, prompt=Prompt("before" + "text", "", "after")),
        replace(REQUEST, max_tokens=11),
        replace(REQUEST, temperature=0.6),
        replace(REQUEST, seed=2),
        replace(REQUEST, stop=()),
        replace(REQUEST, stop=("\n", "\n")),
        replace(REQUEST, choices=("Yes", "No")),
    ],
)
def test_every_part_of_a_request_counts(
    cached: CachedEngine, engine: Scripted, other: Request
) -> None:
    for request in (REQUEST, other, REQUEST, other):
        list(cached.complete([request]))
    assert len(engine.calls) == 2


def test_another_identity_knows_nothing(engine: Scripted, cache: Cache) -> None:
    for identity in ("v1", "v2", "v1"):
        ask(CachedEngine(engine, cache, identity), "a")
    assert len(engine.calls) == 2


@pytest.mark.parametrize(
    "value",
    ["", "[]", "null", "{}", '["a"]', '["a", "no such", ""]', "[1", '["a", "end", "", "x"]'],
)
def test_an_entry_that_makes_no_sense_is_computed_again(
    cached: CachedEngine, engine: Scripted, path: Path, value: str
) -> None:
    ask(cached, "a")
    with sqlite3.connect(path) as db:
        db.execute("UPDATE completions SET value = ?", (value,))
    db.close()
    assert ask(cached, "a")[0].text == "A"
    assert len(engine.calls) == 2


def test_half_a_character_is_cached(cached: CachedEngine, engine: Scripted) -> None:
    for _ in range(2):
        assert ask(cached, "a\ud800")[0].text == "A\ud800"
    assert len(engine.calls) == 1


def test_what_came_before_the_run_was_broken_off_is_cached(
    cached: CachedEngine, engine: Scripted
) -> None:
    answers = cached.complete([Request(Prompt(text), 10) for text in ("a", "b")])
    assert next(answers)[0] == 1  # the engine's last comes first
    del answers
    ask(cached, "a", "b")
    assert engine.calls == [["a", "b"], ["a"]]


def test_too_long_a_request_is_refused_before_anything_is_answered(cached: CachedEngine) -> None:
    ask(cached, "a")
    with pytest.raises(BudgetError):
        cached.complete([Request(Prompt("a"), 10), Request(Prompt("b"), 101)])


def test_nothing_to_do(cached: CachedEngine, engine: Scripted) -> None:
    assert list(cached.complete([])) == []
    assert engine.calls == []


def test_without_a_working_cache_it_still_answers(engine: Scripted, path: Path) -> None:
    path.mkdir(parents=True)
    broken = CachedEngine(engine, Cache(path), "v1")
    for _ in range(2):
        assert ask(broken, "a")[0].text == "A"
    assert len(engine.calls) == 2


def test_token_counts_are_prefetched_by_an_engine_that_can(
    cached: CachedEngine, engine: Scripted, monkeypatch: pytest.MonkeyPatch
) -> None:
    prefetch_token_counts(cached, ["a"])  # this one does not want to know
    prefetched: list[str] = []
    monkeypatch.setattr(
        Scripted, "prefetch_token_counts", lambda _, texts: prefetched.extend(texts), raising=False
    )
    prefetch_token_counts(cached, ["b", "c"])
    assert prefetched == ["b", "c"]


def test_all_else_is_the_engines(cached: CachedEngine, engine: Scripted) -> None:
    assert cached.info == engine.info
    assert cached.context_size == 100
    assert cached.has_chat_template
    assert cached.count_tokens("two words") == 2
    assert cached.apply_chat_template("hello") == Prompt("hello", "<", ">")


def test_entries_hold_no_prompt(cached: CachedEngine, path: Path) -> None:
    ask(cached, "secret question")
    with sqlite3.connect(path) as db:
        rows = db.execute("SELECT key, value FROM completions").fetchall()
    db.close()
    assert [len(key) for key, _ in rows] == [32]
    assert json.loads(rows[0][1])[0] == "SECRET QUESTION"
