"""The server engine: context size, completions in parallel, whole summaries, failures."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading

import pytest

from summarize.document import Document
from summarize.errors import BudgetError, EngineError, ModelError, UsageError
from summarize.generation.chunking import texts_to_count
from summarize.inference import Completion, FinishReason, Prompt, Request
from summarize.inference.openai_server.server_engine import (
    ServerConfig,
    ServerEngine,
    identify_server,
)
from summarize.pipeline import summarize
from support.answers import settings_for, voting
from support.llm_server import (
    HASTY,
    TEMPLATE_TOKENS,
    Call,
    Exchange,
    LLMServer,
    cut,
    opened,
    server_fixture,
    status,
    tokenize,
)

server = server_fixture("llama.cpp", answer=lambda text: text.upper())


def requests(*texts: str, most: int = 50) -> list[Request]:
    return [Request(Prompt(text), most) for text in texts]


def said(engine: ServerEngine, *texts: str) -> list[str]:
    answers = dict(engine.complete(requests(*texts)))
    return [answers[index].text for index in range(len(texts))]


def reading(request: Request | str) -> str:
    """What a good model makes of the text that it is sent."""
    answer = voting()(Request(Prompt(str(request)), 500))
    assert isinstance(answer, str)
    return answer


def test_a_model_on_a_server(server: LLMServer) -> None:
    with opened(server) as engine:
        assert (engine.info.name, engine.info.path) == ("tiny", server.address)
        assert (engine.info.parameters, engine.info.quantization) == (135_000_000, "")
        assert engine.has_chat_template
        assert engine.apply_chat_template("Hello") == Prompt("Hello")
        assert engine.count_tokens("one two") == 2
        assert engine.counts_exactly
        assert engine.load_seconds > 0
        assert said(engine, "a", "b c", "a") == ["A", "B C", "A"]


def test_the_context_size_leaves_room_for_the_template(server: LLMServer) -> None:
    with opened(server) as engine:
        assert engine.context_size == 4096 - TEMPLATE_TOKENS
        room = engine.context_size - 50
        assert list(engine.complete(requests("word " * room)))
        with pytest.raises(BudgetError, match="4096"):
            engine.complete(requests("a", "word " * (room + 1)))
    assert len([call for call in server.asked() if "word" in call.text]) == 1


def test_a_context_size_can_be_given_but_none_that_is_too_large(server: LLMServer) -> None:
    with opened(server, 1000) as engine:
        assert engine.context_size == 1000 - TEMPLATE_TOKENS
    with pytest.raises(BudgetError, match="4096") as caught:
        opened(server, 5000)
    assert "--ctx 4096" in caught.value.hint


def test_a_server_that_does_not_report_it_gets_the_context_size_that_is_given() -> None:
    with LLMServer() as server, opened(server, 16_000) as engine:
        assert engine.capabilities.context_size == 16_000


def test_ollama_has_loaded_its_model_by_the_first_word() -> None:
    with LLMServer("Ollama", window=8192) as server, opened(server) as engine:
        assert (engine.capabilities.context_size, engine.capabilities.is_context_size_known) == (
            8192,
            True,
        )
        assert engine.context_size < 8192
        assert not engine.counts_exactly


@pytest.mark.parametrize("request_", [Request(Prompt(""), 5), Request(Prompt("a"), 0)])
def test_impossible_requests(request_: Request, server: LLMServer) -> None:
    with opened(server) as engine, pytest.raises(UsageError):
        engine.complete([request_])


def test_nothing_to_do(server: LLMServer) -> None:
    with opened(server) as engine:
        before = len(server.calls)
        assert list(engine.complete([])) == []
        assert len(server.calls) == before


def test_as_many_at_once_as_the_server_serves(server: LLMServer) -> None:
    server.slots, server.seconds = 3, 0.05
    with opened(server) as engine:
        assert len(list(engine.complete(requests(*map(str, range(12)))))) == 12
    assert server.most_at_once == 3


def test_one_at_a_time_where_they_would_cut_each_other_off() -> None:
    with LLMServer("llama-cpp-python") as server:
        server.seconds = 0.01
        with opened(server) as engine:
            assert len(list(engine.complete(requests(*map(str, range(6)))))) == 6
        assert server.most_at_once == 1


def test_answers_come_as_they_end(server: LLMServer) -> None:
    free = threading.Event()

    def slow(exchange: Exchange, call: Call) -> None:
        if call.text == "one thing":
            free.wait(5)
        server.complete(exchange, call)

    with opened(server) as engine:
        server.faults += [slow, slow]
        answers = engine.complete(requests("one thing", "another thing"))
        assert next(answers) == (1, Completion("ANOTHER THING", FinishReason.END, 12, 2))
        free.set()
        assert next(answers)[0] == 0


def test_requests_about_one_text_go_to_the_server_one_after_the_other(server: LLMServer) -> None:
    server.slots = 1  # which thread comes first is a matter of luck
    texts = [letter * 200 + question for letter in "abcd" for question in ("x", "y", "z")]
    with opened(server) as engine:
        list(engine.complete(requests(*texts)))
    order = [call.text[0] for call in server.asked() if len(call.text) > 100]
    assert order == list("aaabbbcccddd")


def test_one_request_that_fails_fails_no_other(server: LLMServer) -> None:
    with opened(server) as engine:
        server.faults.append(status(404, "lost it"))
        answers = dict(engine.complete(requests("a", "b", "c")))
    failed = [one for one in answers.values() if one.finish_reason is FinishReason.FAILED]
    assert len(answers) == 3
    assert len(failed) == 1
    assert "lost it" in failed[0].detail


def test_an_iterator_may_be_left(server: LLMServer) -> None:
    server.slots = 2
    with opened(server) as engine:
        answers = engine.complete(requests(*map(str, range(50))))
        next(answers)
        answers.close()  # type: ignore[attr-defined]
        asked = len(server.asked())
        assert asked < 40
        assert said(engine, "again") == ["AGAIN"]


def test_a_bug_is_no_failed_answer(server: LLMServer, monkeypatch: pytest.MonkeyPatch) -> None:
    with opened(server) as engine:
        monkeypatch.setattr(engine._completions, "complete", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            list(engine.complete(requests("a")))


@pytest.mark.parametrize(
    ("path", "kind", "said_"),
    [
        ("/v1/models", ModelError, "no /v1/models"),
        ("/v1/chat/completions", EngineError, "HTTP 404"),
    ],
)
def test_what_is_wrong_is_reported_when_it_is_opened(
    path: str, kind: type[Exception], said_: str, server: LLMServer
) -> None:
    if path in server.routes:
        del server.routes[path]
    server.faults.append(status(404))
    with pytest.raises(kind, match=said_):
        opened(server)


def test_a_model_that_it_does_not_have(server: LLMServer) -> None:
    with pytest.raises(ModelError, match="no model 'huge'") as caught:
        opened(server, model="huge")
    assert "tiny" in caught.value.hint
    assert not server.asked()


def test_the_identity_needs_no_completion(server: LLMServer) -> None:
    named = ServerConfig(server.address, "", "k3y", HASTY)
    first = identify_server(named)
    assert first == identify_server(named)
    assert not server.asked()
    assert "k3y" not in first + repr(named)
    with opened(server) as engine:
        assert engine.identity.startswith(first)
    with opened(server, 2000) as other:
        assert other.identity != engine.identity


@pytest.mark.parametrize("dialect", ["llama.cpp", "Ollama", "vLLM", "llama-cpp-python", ""])
def test_a_whole_summary(dialect: str, harbour: Document) -> None:
    with (
        LLMServer(dialect, answer=reading, window=700) as server,
        opened(server, 700) as engine,
    ):
        summary = summarize(harbour, settings_for(length="40", claims=3), engine)
    assert summary.sentences
    assert summary.claims
    assert (summary.gaps, summary.unanswered) == ((), 0)
    assert summary.coverage.tokens_read == summary.coverage.tokens_total
    assert summary.coverage.chunks > 1
    counts = len(server.asked("/tokenize")) + len(server.asked("/extras/tokenize"))
    assert counts < 40
    for call in server.asked():
        assert len(tokenize(call.text)) + TEMPLATE_TOKENS + call.body["max_tokens"] <= 700


def test_a_server_that_cuts_prompts_leaves_gaps_not_errors(feature: Document) -> None:
    with LLMServer("Ollama", answer=reading) as server, opened(server) as engine:
        server.cut_to = 600
        summary = summarize(feature, settings_for(length="60"), engine)
    assert summary.gaps
    assert all("cut the prompt" in gap.reason for gap in summary.gaps)
    assert summary.sentences


def test_a_server_that_dies_leaves_gaps(feature: Document) -> None:
    with (
        LLMServer("llama.cpp", answer=reading, window=2048) as server,
        opened(server) as engine,
    ):
        done = threading.Event()

        def read(text: str) -> str:
            if len(server.asked()) > 2:
                done.set()
            return reading(text)

        server.answer = read
        threading.Thread(target=lambda: done.wait(30) and server.stop(), daemon=True).start()
        server.seconds = 0.05
        summary = summarize(feature, settings_for(length="60"), engine)
    assert summary.gaps
    assert len(summary.gaps) < summary.coverage.chunks
    assert summary.unanswered >= len(summary.gaps)
    assert summary.sentences


def test_a_missing_answer_is_reported_though_nothing_is_unread(harbour: Document) -> None:
    with LLMServer("llama.cpp", answer=reading) as server, opened(server) as engine:
        server.faults += [status(404, "lost it")]
        summary = summarize(harbour, settings_for(length="60"), engine)
    assert (summary.gaps, summary.unanswered) == ((), 1)
    assert any("did not answer 1 of the questions" in note for note in summary.notes)


INTERRUPTED = """
import sys
from summarize.inference import Prompt, Request
from summarize.inference.openai_server.server_engine import ServerConfig, ServerEngine
with ServerEngine(ServerConfig(sys.argv[1])) as engine:
    print("ready", flush=True)
    try:
        list(engine.complete([Request(Prompt("a"), 9)]))
    except KeyboardInterrupt:
        print("interrupted", flush=True)
"""


@pytest.mark.skipif(os.name != "posix", reason="sends a signal")
@pytest.mark.parametrize("headers", [True, False])
def test_an_interrupt_is_answered_at_once(headers: bool, server: LLMServer) -> None:
    begun = threading.Event()

    def slow(exchange: Exchange, call: Call) -> None:
        if call.text != "a":
            server.complete(exchange, call)
            return
        if headers:
            exchange.begin()
            exchange.say("The ")
        begun.set()
        exchange.rest(30)

    server.faults += [slow] * 9
    run = subprocess.Popen(
        [sys.executable, "-c", INTERRUPTED, server.address], stdout=subprocess.PIPE, text=True
    )
    assert run.stdout
    assert run.stdout.readline() == "ready\n"
    assert begun.wait(20)
    run.send_signal(signal.SIGINT)
    # In less time than the server would have taken.
    assert run.communicate(timeout=20)[0] == "interrupted\n"
    assert run.returncode == 0


def test_an_engine_that_is_read_from_stays_where_it_is(
    server: LLMServer, feature: Document
) -> None:
    """Counts are asked for once: a long text does not cost a request for each sentence."""
    with opened(server) as engine:
        before = len(server.asked("/tokenize"))
        engine.prefetch_token_counts(texts_to_count(feature))
        for text in texts_to_count(feature):
            engine.count_tokens(text)
        assert len(server.asked("/tokenize")) == before + 1


def test_cut_answers_are_asked_for_again(server: LLMServer) -> None:
    with opened(server) as engine:
        server.faults += [cut, cut]
        assert said(engine, "a", "b") == ["A", "B"]
