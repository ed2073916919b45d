"""The doctor's checks of a server: what is found of a good one, and of each fault."""

from __future__ import annotations

import socket

import pytest

from summarize.cli.doctor import server_checks as module
from summarize.cli.doctor.server_checks import check_server
from summarize.inference.openai_server.server_engine import ServerConfig, ServerEngine
from summarize.render.report_tables import Finding
from support.llm_server import LLMServer, status


def told(found: list[Finding], subject: str) -> Finding:
    (one,) = [finding for finding in found if finding.subject == subject]
    return one


def test_a_good_server() -> None:
    with LLMServer("llama.cpp", ("/models/Tiny.gguf",)) as server:
        found = list(check_server(ServerConfig(server.address)))
    assert {finding.state for finding in found} == {"ok"}
    assert "llama.cpp" in told(found, "server").text
    assert told(found, "model").text == "Tiny"
    assert told(found, "context").text == "4096 tokens"
    assert "own tokenizer" in told(found, "tokens").text
    assert told(found, "requests").text == "2 at once"
    assert told(found, "answer").text == "it writes"


def test_what_is_assumed_is_told() -> None:
    with LLMServer() as server:
        found = list(check_server(ServerConfig(server.address)))
        assert told(found, "context").state == told(found, "tokens").state == "note"
        assert "--ctx" in told(found, "context").advice
        assert (
            told(
                list(check_server(ServerConfig(server.address), context_size=3000)), "context"
            ).state
            == "ok"
        )


@pytest.mark.parametrize("answer", ["", " \n"])
def test_a_model_that_says_nothing(answer: str) -> None:
    with LLMServer(answer=lambda text: answer) as server:
        assert told(list(check_server(ServerConfig(server.address))), "answer").state == "problem"


def test_a_model_that_fails() -> None:
    with LLMServer() as server:
        server.faults += [server.complete]
        server.faults += [status(404, "lost it")] * 9
        assert "lost it" in told(list(check_server(ServerConfig(server.address))), "answer").text


def test_no_such_model() -> None:
    with LLMServer() as server:
        (finding,) = check_server(ServerConfig(server.address, "huge"))
    assert finding.state == "problem"
    assert "tiny" in finding.advice


def test_nobody_there() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    (finding,) = check_server(ServerConfig(f"http://127.0.0.1:{port}"))
    assert (finding.subject, finding.state) == ("server", "problem")
    assert finding.advice


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_that_articles_leave_this_computer_is_told(
    scheme: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with LLMServer() as server, ServerEngine(ServerConfig(server.address)) as engine:
        found = list(module._check_engine(engine, f"{scheme}://far.example", given=False))
    privacy = told(found, "privacy")
    assert privacy.state == "note"
    assert "sent there" in privacy.text
    assert ("readable on the way" in privacy.text) is (scheme == "http")
