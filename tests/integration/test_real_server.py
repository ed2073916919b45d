"""A real server on loopback, llama-cpp-python's own, with the packaged model."""

from __future__ import annotations

import json
import os
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from summarize import check, read
from summarize.cli.doctor.server_checks import check_server
from summarize.document import Document
from summarize.generation.chunking import texts_to_count
from summarize.inference import FinishReason, Request
from summarize.inference.llama_cpp.llama_engine import LlamaEngine
from summarize.inference.llama_cpp.llama_model import LlamaModel
from summarize.inference.llama_cpp.worker import Worker
from summarize.inference.openai_server.http_client import HttpClient
from summarize.inference.openai_server.server_engine import (
    ServerConfig,
    ServerEngine,
    identify_server,
)
from summarize.inference.openai_server.server_errors import ServerError
from summarize.models.gguf import read_header
from summarize.models.registry import build_model_info, locate_model
from summarize.results import Verdict
from summarize.settings import DEFAULT_MODEL
from support.paths import EXAMPLES, SUPPORT

pytestmark = pytest.mark.model

SCHEMA = json.loads((files("summarize.render") / "summary.schema.json").read_text())
LAUNCHER = SUPPORT / "run_llama_server.py"
HARBOUR = EXAMPLES / "harbour.txt"
WINDOW = 2048
_STARTING_SECONDS = 120


class Real:
    """The server as a process, which can be killed and started again at the same port."""

    def __init__(self, log: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = int(free.getsockname()[1])
        self.address = f"http://127.0.0.1:{self.port}"
        self.log = log
        self.start()

    def start(self) -> None:
        with open(self.log, "w") as log:
            self.process = subprocess.Popen(
                [sys.executable, str(LAUNCHER), str(locate_model(DEFAULT_MODEL)), str(self.port),
                 str(WINDOW)],
                stdout=log, stderr=log,
            )  # fmt: skip
        started = time.monotonic()
        client = HttpClient(self.address)
        while True:
            assert self.process.poll() is None, self.log.read_text()
            assert time.monotonic() - started < _STARTING_SECONDS, self.log.read_text()
            try:
                client.request_json("/v1/models")
                return
            except ServerError:
                time.sleep(0.2)

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()

    @property
    def completions(self) -> int:
        """How many it was asked for since it was started."""
        return self.log.read_text().count("POST /v1/chat/completions")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Real]:
    pytest.importorskip("llama_cpp.server.app", reason="pip install 'llama-cpp-python[server]'")
    real = Real(tmp_path_factory.mktemp("server") / "log")
    yield real
    real.kill()


def start(server: Real, home: Path, *options: str) -> subprocess.Popen[str]:
    folders = {f"XDG_{kind}_HOME": str(home) for kind in ("CACHE", "CONFIG", "DATA")}
    return subprocess.Popen(
        [sys.executable, "-m", "summarize", str(HARBOUR), "-f", "json",
         "--server", server.address, *options],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8",
        env={**os.environ, **folders},
    )  # fmt: skip


def ended(run: subprocess.Popen[str]) -> tuple[int, dict[str, Any], str]:
    out, errors = run.communicate(timeout=900)
    assert out, errors
    return run.returncode, json.loads(out), errors


def assert_it_stands(result: dict[str, Any]) -> None:
    """Every statement is supported, and every quote is the file's own."""
    document = read(HARBOUR)
    source = HARBOUR.read_text(encoding="utf-8")
    for one in (*result["summary"]["sentences"], *result["claims"]):
        assert one["verdict"] == "supported"
        assert check(one["text"], document).verdict is Verdict.SUPPORTED
        assert one["evidence"]
        for quote in one["evidence"]:
            assert quote["quote"] == source[quote["start"] : quote["end"]]


def test_a_summary_through_it_keeps_all_promises(server: Real, tmp_path: Path) -> None:
    code, result, errors = ended(start(server, tmp_path, "--no-cache"))
    assert (code, errors) == (0, "")
    jsonschema.validate(result, SCHEMA)
    assert_it_stands(result)
    assert result["claims"]
    assert result["model"] == {
        "name": "SmolLM2-135M-Instruct.Q4_1", "path": server.address,
        "parameters": 0, "quantization": "",
    }  # fmt: skip
    summary, coverage = result["summary"], result["coverage"]
    assert abs(summary["words"] - summary["target_words"]) <= 0.15 * summary["target_words"]
    assert coverage["tokens_read"] == coverage["tokens_total"] == result["source"]["tokens"]
    assert result["usage"]["prompt_tokens"] > coverage["tokens_total"]
    assert result["gaps"] == []


def kept(home: Path) -> int:
    """How many completions lie in the cache beside the document, which is there first."""
    try:
        with closing(sqlite3.connect(home / "summarize" / "completions.sqlite3", timeout=30)) as db:
            return max(0, int(db.execute("SELECT COUNT(*) FROM completions").fetchone()[0]) - 1)
    except sqlite3.Error:
        return 0  # not there yet


def test_killed_in_the_middle_and_started_again(server: Real, tmp_path: Path) -> None:
    in_parts = ("--ctx", "640", "-l", "40", "-c", "1")
    named = ServerConfig(server.address)
    before = identify_server(named)
    run = start(server, tmp_path, *in_parts)
    while not kept(tmp_path) and run.poll() is None:
        time.sleep(0.01)
    server.kill()
    code, result, errors = ended(run)
    assert code == 5, errors
    assert result["gaps"]
    assert result["coverage"]["tokens_read"] < result["coverage"]["tokens_total"]
    assert "not read" in errors
    assert_it_stands(result)
    done = kept(tmp_path)
    assert done >= 1

    server.start()
    assert identify_server(named) == before
    code, result, errors = ended(start(server, tmp_path, *in_parts))
    assert (code, errors) == (0, "")
    assert result["gaps"] == []
    assert result["coverage"]["chunks"] >= 2
    assert_it_stands(result)
    everything = kept(tmp_path) - 1  # beside the finished summary
    greeting = 1
    assert server.completions == greeting + everything - done

    code, again, _ = ended(start(server, tmp_path, *in_parts))
    assert (code, again["summary"]) == (0, result["summary"])
    assert server.completions == greeting + everything - done


def test_its_tokens_are_the_models(server: Real, harbour: Document) -> None:
    texts = texts_to_count(harbour)
    worker = Worker()
    model = LlamaModel(locate_model(DEFAULT_MODEL), worker)
    with ServerEngine(ServerConfig(server.address)) as engine:
        engine.prefetch_token_counts(texts)
        assert [engine.count_tokens(text) for text in texts] == [
            len(model.tokenize(text)) for text in texts
        ]
    model.close()
    worker.close()


def test_two_who_ask_at_once_both_get_their_answers(server: Real) -> None:
    """This server breaks a stream off as soon as somebody else asks."""

    def ask(seed: int) -> list[FinishReason]:
        with ServerEngine(ServerConfig(server.address)) as engine:
            prompt = engine.apply_chat_template("Tell me in one sentence what a harbour is.")
            asked = [Request(prompt, 24, 0.7, seed + number) for number in range(2)]
            return [completion.finish_reason for _, completion in engine.complete(asked)]

    with ThreadPoolExecutor(max_workers=2) as threads:
        stops = [stop for some in threads.map(ask, (0, 10)) for stop in some]
    assert len(stops) == 4
    assert set(stops) <= {FinishReason.END, FinishReason.LENGTH}


def test_its_log_odds_are_the_models(server: Real) -> None:
    questions = ["Is ice cold?", "Is fire cold?", "Does the sun rise in the west?"]

    def ask(engine: ServerEngine | LlamaEngine) -> list[float | None]:
        prompts = [engine.apply_chat_template(f"{one} Answer Yes or No.") for one in questions]
        asked = [Request(prompt, 1, choices=("Yes", "No")) for prompt in prompts]
        found = dict(engine.complete(asked))
        return [found[index].log_odds for index in range(len(asked))]

    with ServerEngine(ServerConfig(server.address)) as engine:
        assert engine.has_log_odds
        through_server = ask(engine)
    path = locate_model(DEFAULT_MODEL)
    with LlamaEngine(path, build_model_info(path, read_header(path))) as local:
        # The server's are of all tokens that begin the word, in whatever case.
        assert ask(local) == pytest.approx(through_server, abs=0.3)


def test_a_context_that_was_given_too_large_is_reported(server: Real) -> None:
    with ServerEngine(ServerConfig(server.address), 8192) as engine:
        prompt = engine.apply_chat_template("The ferry left the harbour at nine. " * 400)
        ((_, completion),) = engine.complete([Request(prompt, 16)])
    assert completion.finish_reason is FinishReason.FAILED
    assert f"--ctx {WINDOW}" in completion.detail


def test_it_is_in_good_health(server: Real) -> None:
    found = list(check_server(ServerConfig(server.address)))
    assert "problem" not in {finding.state for finding in found}
    assert "llama-cpp-python" in found[0].text
