"""Requests with choices to a server: what is asked, what is answered, and when it can't be."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from pathlib import Path

import pytest

from summarize.document import Document
from summarize.errors import UsageError
from summarize.inference import Completion, FinishReason, Prompt, Request
from summarize.inference.cached_engine import CachedEngine
from summarize.inference.openai_server.server_engine import ServerEngine
from summarize.pipeline import summarize
from summarize.storage.cache import Cache
from support.answers import settings_for, voting
from support.llm_server import (
    TEMPLATE_TOKENS,
    Call,
    Exchange,
    LLMServer,
    body,
    cut,
    opened,
    server_fixture,
    silent,
    status,
)

YES_NO = ("Yes", "No")


def judge(text: str) -> Mapping[str, float]:
    """The tokens of a model that believes what speaks of ferries, and of ice."""
    likelier, other = YES_NO if "ferry" in text or "ice" in text else YES_NO[::-1]
    fillers = {f"w{number}": -5.0 - number for number in range(40)}
    return {likelier: -0.25, "It": -2.0, f" {other.lower()}": -3.25, **fillers}


server = server_fixture("llama.cpp", top_tokens=judge)


def choice(text: str, choices: tuple[str, str] = YES_NO) -> Request:
    return Request(Prompt(text), 1, choices=choices)


def answers(engine: ServerEngine | CachedEngine, *requests: Request) -> list[Completion]:
    found = dict(engine.complete(requests))
    return [found[index] for index in range(len(requests))]


@pytest.mark.parametrize(
    "dialect", ["", "llama.cpp", "llama-cpp-python", "vLLM", "Ollama", "LM Studio"]
)
def test_the_likelier_choice_and_how_much_likelier_it_is(dialect: str) -> None:
    with LLMServer(dialect, top_tokens=judge) as server, opened(server) as engine:
        assert engine.has_log_odds
        first, second, third = answers(
            engine, choice("A ferry."), choice("A car."), choice("A ferry!", ("No", "Yes"))
        )
    assert first == Completion("Yes", FinishReason.END, 2 + TEMPLATE_TOKENS, log_odds=3.0)
    assert (second.text, second.log_odds) == ("No", -3.0)
    assert (third.text, third.log_odds) == ("Yes", -3.0)


def test_what_is_asked(server: LLMServer) -> None:
    with opened(server) as engine:
        answers(engine, choice("A ferry."))
    assert server.asked()[-1].body == {
        "model": "tiny",
        "messages": [{"role": "user", "content": "A ferry."}],
        "max_tokens": 1, "temperature": 0.0, "seed": 0, "stream": False,
        "logprobs": True, "top_logprobs": 20,
        "chat_template_kwargs": {"enable_thinking": False},
    }  # fmt: skip


@pytest.mark.parametrize("is_old", [False, True])
def test_a_base_model(is_old: bool, server: LLMServer) -> None:
    """In the new format and, as older servers have it, in the old one."""
    route = server.routes["/props"]
    server.routes["/props"] = lambda call: {**route(call), "chat_template": ""}
    server._dialect = "" if is_old else "llama.cpp"
    with opened(server) as engine:
        assert engine.has_log_odds
        (found,) = answers(engine, choice("A ferry. Answer:", (" Yes", " No")))
    assert (found.text, found.log_odds) == (" Yes", 3.0)
    asked = server.asked("/v1/completions")[-1].body
    assert (asked["logprobs"], asked["max_tokens"], "top_logprobs" in asked) == (20, 1, False)


def test_who_never_asks_costs_no_request(server: LLMServer, harbour: Document) -> None:
    def read(text: str) -> str:
        return str(voting()(Request(Prompt(text), 500)))

    server.answer = read
    with opened(server) as engine:
        summary = summarize(harbour, settings_for(length="40"), engine)
    assert summary.sentences
    assert not [call for call in server.calls if "logprobs" in call.body]


def test_it_is_found_out_once_and_only_when_asked(server: LLMServer, tmp_path: Path) -> None:
    with opened(server) as engine:
        cached = CachedEngine(engine, Cache(tmp_path / "cache"), engine.identity)
        before = len(server.calls)
        assert cached.has_log_odds
        assert cached.has_log_odds
        assert engine.has_log_odds
        assert len(server.calls) == before + 1


def test_log_odds_are_kept(server: LLMServer, tmp_path: Path) -> None:
    with opened(server) as engine:
        cached = CachedEngine(engine, Cache(tmp_path / "cache"), engine.identity)
        (first,) = answers(cached, choice("A ferry."))
        before = len(server.asked())
        (second,) = answers(cached, choice("A ferry."))
        assert (second.text, second.log_odds) == (first.text, first.log_odds) == ("Yes", 3.0)
        (other,) = answers(cached, choice("A ferry.", ("No", "Yes")))
        assert other.log_odds == -3.0
        assert len(server.asked()) == before + 1


def test_a_server_that_lists_five(server: LLMServer) -> None:
    server.longest_list = 5
    with opened(server) as engine:
        assert engine.has_log_odds
        assert answers(engine, choice("A ferry."))[0].log_odds == 3.0
    lengths = [call.body.get("top_logprobs") for call in server.asked()]
    assert lengths == [None, 20, 5, 5]


def test_several_learn_at_once_that_it_lists_five(server: LLMServer) -> None:
    server.longest_list, server.slots, server.seconds = 5, 4, 0.02
    with opened(server) as engine:
        found = answers(engine, *(choice(f"A ferry {number}") for number in range(8)))
    assert [one.log_odds for one in found] == [3.0] * 8


@pytest.mark.parametrize("complaint", ["logprobs is not supported", "Bad Request"])
def test_a_server_that_refuses(complaint: str, server: LLMServer) -> None:
    """It is asked for texts as before: no other field is blamed."""
    with opened(server) as engine:
        server.faults += [status(400, complaint)] * 2
        assert not engine.has_log_odds
        assert answers(engine, Request(Prompt("Who?"), 9))[0].text == "The answer is yes."
    first, *_, last = server.asked()
    assert len(server.asked()) == 4
    assert first.body.keys() - last.body.keys() == set()
    assert "logprobs" not in last.body


def test_a_server_that_breaks_over_it(server: LLMServer) -> None:
    """So does llama-cpp-python's, if it keeps no logits, and vLLM on some machines."""
    with opened(server) as engine:
        server.faults += [status(500, "list index out of range")] * 2
        assert not engine.has_log_odds
        assert answers(engine, Request(Prompt("Who?"), 9))[0].text == "The answer is yes."


def test_a_server_that_ignores_the_question(server: LLMServer) -> None:
    server.top_tokens = None
    with opened(server) as engine:
        assert not engine.has_log_odds
        (found,) = answers(engine, choice("A ferry."))
    assert (found.text, found.finish_reason, found.log_odds) == ("", FinishReason.FAILED, None)
    assert "how likely" in found.detail


def test_a_server_that_lists_what_it_has_chosen_alone(server: LLMServer) -> None:
    server.top_tokens = lambda text: {"Yes": 0.0}
    with opened(server) as engine:
        assert not engine.has_log_odds


def test_a_server_that_lists_probabilities_after_sampling(server: LLMServer) -> None:
    """With temperature 0 that is a certainty, and says nothing."""
    server.top_tokens = lambda text: {"Yes": 0.0, "No": -9999.0, "It": -9999.0}
    with opened(server) as engine:
        assert not engine.has_log_odds


def test_thoughts_in_a_field_are_no_answer(server: LLMServer) -> None:
    server.thinks = True
    with opened(server) as engine:
        assert not engine.has_log_odds
        (found,) = answers(engine, choice("A ferry."))
    assert (found.finish_reason, found.log_odds) == (FinishReason.FAILED, None)
    assert "thinking" in found.detail


@pytest.mark.parametrize("token", ["<think>", "<", ""])
def test_thoughts_in_the_answer_are_none(token: str, server: LLMServer) -> None:
    server.top_tokens = lambda text: {token: -0.1, "Yes": -3.0, "No": -5.0}
    with opened(server) as engine:
        assert not engine.has_log_odds
        (found,) = answers(engine, choice("A ferry."))
    assert (found.finish_reason, found.log_odds) == (FinishReason.FAILED, None)


def test_neither_word_is_likely(server: LLMServer, tmp_path: Path) -> None:
    """That is what the model says: it is kept, and nothing has failed."""
    server.top_tokens = lambda text: {"Well": -0.5, "It": -2.0}
    with opened(server) as engine:
        assert not engine.has_log_odds
        cached = CachedEngine(engine, Cache(tmp_path / "cache"), engine.identity)
        (found,) = answers(cached, choice("A ferry."))
        assert (found.text, found.finish_reason, found.log_odds) == ("", FinishReason.END, None)
        before = len(server.asked())
        assert answers(cached, choice("A ferry."))[0].log_odds is None
        assert len(server.asked()) == before


def test_answers_stand_in_their_places(server: LLMServer) -> None:
    """Many at once, and texts among them."""
    server.slots, server.seconds = 4, 0.01
    asked = [
        Request(Prompt(f"Write {number}"), 9) if number % 3 == 0
        else choice(f"A {'ferry' if number % 2 else 'car'} {number}")
        for number in range(24)
    ]  # fmt: skip
    with opened(server) as engine:
        found = answers(engine, *asked)
    for number, one in enumerate(found):
        if number % 3 == 0:
            assert (one.text, one.log_odds) == ("The answer is yes.", None)
        else:
            assert one.log_odds == (3.0 if number % 2 else -3.0)
    assert server.most_at_once == 4


@pytest.mark.parametrize(
    "fault",
    [cut, status(500), status(503, "Loading model"), status(429, retry_after="0")],
    ids=["cut", "500", "loading", "429"],
)
def test_what_passes_is_waited_for(fault: object, server: LLMServer) -> None:
    with opened(server) as engine:
        server.faults.append(fault)  # type: ignore[arg-type]
        assert engine.has_log_odds
        server.faults.append(fault)  # type: ignore[arg-type]
        assert answers(engine, choice("A ferry."))[0].log_odds == 3.0


@pytest.mark.parametrize(
    ("fault", "why"),
    [
        (status(404, "lost it"), "lost it"),
        (body(b'{"answer": "yes"}'), "no completion"),
        (body(b"<html>", "text/html"), "a web page"),
    ],
)
def test_what_does_not_pass_fails_with_the_reason(
    fault: object, why: str, server: LLMServer
) -> None:
    with opened(server) as engine:
        server.faults += [fault] * 9  # type: ignore[list-item]
        assert not engine.has_log_odds
        (found,) = answers(engine, choice("A ferry."))
    assert (found.finish_reason, found.log_odds) == (FinishReason.FAILED, None)
    assert why in found.detail


def test_a_server_that_dies(server: LLMServer) -> None:
    with opened(server) as engine:
        assert engine.has_log_odds
        server.seconds = 0.05
        found = engine.complete([choice(f"A ferry {number}") for number in range(20)])
        first = next(found)[1]
        server.stop()
        rest = [one for _, one in found]
    assert first.log_odds == 3.0
    assert len(rest) == 19
    assert rest[-1].finish_reason is FinishReason.FAILED
    for one in rest:
        assert (one.log_odds is None) == (one.finish_reason is FinishReason.FAILED)


def test_a_server_that_is_dead_has_none(server: LLMServer) -> None:
    with opened(server) as engine:
        server.stop()
        assert not engine.has_log_odds


def test_a_prompt_that_was_cut_is_not_judged(server: LLMServer) -> None:
    long = "ferry " * 1000
    with opened(server) as engine:
        server.cut_to = 514
        (found,) = answers(engine, choice(long))
    assert (found.finish_reason, found.log_odds) == (FinishReason.FAILED, None)
    assert "cut the prompt" in found.detail


def test_an_iterator_may_be_left(server: LLMServer) -> None:
    with opened(server) as engine:
        found = engine.complete([choice(f"A ferry {number}") for number in range(50)])
        next(found)
        found.close()  # type: ignore[attr-defined]
        assert len(server.asked()) < 40


def test_leaving_ends_an_answer_that_is_waited_for(server: LLMServer) -> None:
    waiting = threading.Event()

    def hang(exchange: Exchange, call: Call) -> None:
        waiting.set()
        silent(exchange, call)

    def hang_on_cars(text: str) -> Mapping[str, float]:
        assert waiting.wait(5)
        return judge(text)

    with opened(server) as engine:
        server.top_tokens = hang_on_cars
        server.faults.append(hang)
        found = engine.complete([choice("A car."), choice("Another thing entirely: a ferry.")])
        assert next(found)[1].log_odds in (3.0, -3.0)
        found.close()  # type: ignore[attr-defined]


@pytest.mark.parametrize("choices", [("No", "Not sure"), ("Yes", "yes"), ("", "No")])
def test_choices_must_begin_differently(choices: tuple[str, str], server: LLMServer) -> None:
    with opened(server) as engine:
        before = len(server.asked())
        with pytest.raises(UsageError, match="begin with the same token"):
            engine.complete([choice("A ferry.", choices)])
        assert len(server.asked()) == before
