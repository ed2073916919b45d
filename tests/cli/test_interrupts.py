"""Ctrl-C, SIGTERM and SIGHUP at any moment: real processes on a terminal of their own.

The moments are drawn by a seeded random; SUMMARIZE_TEST_MOMENTS draws more of them.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from summarize.inference import Prompt, Request
from support.answers import voting
from support.llm_server import LLMServer, server_fixture, status
from support.paths import EXAMPLES
from support.web_server import WebServer

if sys.platform == "win32":
    pytest.skip("there are no pseudo-terminals", allow_module_level=True)

from support.pty_process import Ended, PtyProcess

MOMENTS = int(os.environ.get("SUMMARIZE_TEST_MOMENTS", "3"))
HARBOUR, FEATURE = str(EXAMPLES / "harbour.txt"), str(EXAMPLES / "feature.txt")
KEPT = "the next run goes on from here"
WORDS = {signal.SIGINT: "interrupted", signal.SIGTERM: "terminated"}


def reading(text: str) -> str:
    return str(voting()(Request(Prompt(text), 500)))


server = server_fixture("llama.cpp", ("/models/Tiny.gguf",), answer=reading)


@pytest.fixture
def home(tmp_path: Path) -> dict[str, str]:
    return {f"XDG_{kind}_HOME": str(tmp_path / kind) for kind in ("CACHE", "CONFIG", "DATA")}


def interrupt(process: PtyProcess, number: int) -> Ended:
    """Interrupt a process as a person or a system does, and look at what is left."""
    if number == signal.SIGINT:
        process.type("\x03")
    else:
        process.send(number)
    ended = process.wait()
    ended.assert_whole()
    return ended


def assert_interrupted(ended: Ended, number: int) -> None:
    assert ended.code == 128 + number, ended.text
    assert f"summarize: {WORDS[signal.Signals(number)]}" in ended.text


@pytest.mark.parametrize("number", WORDS, ids=WORDS.values())
def test_while_answers_are_written(server: LLMServer, home: dict[str, str], number: int) -> None:
    """What was answered is kept, and told; the next run asks only for the rest."""
    server.seconds = 0.5
    process = PtyProcess(FEATURE, "--server", server.address, env=home)
    process.until("m2/", 20)  # of some pieces, two at a time
    ended = interrupt(process, number)
    assert_interrupted(ended, number)
    assert KEPT in ended.text
    before = [call.text for call in server.asked()]
    server.seconds = 0
    assert PtyProcess(FEATURE, "--server", server.address, env=home).wait().code == 0
    again = [call.text for call in server.asked()][len(before) :]
    assert before[1] not in again  # the first is a greeting


def test_nothing_is_promised_where_nothing_is_kept(server: LLMServer, home: dict[str, str]) -> None:
    server.seconds = 30
    process = PtyProcess(HARBOUR, "--server", server.address, "--no-cache", env=home)
    process.read_for(2)
    ended = interrupt(process, signal.SIGINT)
    assert_interrupted(ended, signal.SIGINT)
    assert KEPT not in ended.text


def test_a_terminal_that_is_closed(server: LLMServer, home: dict[str, str]) -> None:
    server.seconds = 0.2
    before = signal.signal(signal.SIGHUP, signal.SIG_DFL)  # under nohup, it is ignored
    process = PtyProcess(FEATURE, "--server", server.address, env=home)
    signal.signal(signal.SIGHUP, before)
    process.until("reading")
    ended = interrupt(process, signal.SIGHUP)
    assert ended.code == 129


def test_a_second_signal_does_not_spoil_the_first(server: LLMServer, home: dict[str, str]) -> None:
    server.seconds = 0.2
    process = PtyProcess(FEATURE, "--server", server.address, env=home)
    process.until("reading")
    for _ in range(5):
        process.type("\x03")
    process.send(signal.SIGTERM)
    assert_interrupted(interrupt(process, signal.SIGINT), signal.SIGINT)


def wait_at_a_question(server: LLMServer, web: WebServer, home: dict[str, str]) -> PtyProcess:
    process = PtyProcess("models", "pull", env=home)
    process.until("[Y/n]")
    return process


def wait_for_typing(server: LLMServer, web: WebServer, home: dict[str, str]) -> PtyProcess:
    process = PtyProcess("-", "--server", server.address, env=home)
    process.read_for(0.6)
    return process


def wait_for_a_page(server: LLMServer, web: WebServer, home: dict[str, str]) -> PtyProcess:
    web.routes["/slow"] = lambda request: request.rest(60)
    process = PtyProcess(web.address("/slow"), "--server", server.address, env=home)
    process.until("/slow")
    process.read_for(0.5)
    return process


def wait_for_loading(server: LLMServer, web: WebServer, home: dict[str, str]) -> PtyProcess:
    loading = status(503, "Loading model")
    server.faults += [loading] * 200
    process = PtyProcess(HARBOUR, "--server", server.address, env=home)
    process.until("is loading its model")
    return process


def wait_for_a_host(server: LLMServer, web: WebServer, home: dict[str, str]) -> PtyProcess:
    """A server that accepts a connection and says nothing."""
    server.routes["/v1/models"] = lambda call: time.sleep(15)
    process = PtyProcess(HARBOUR, "--server", server.address, env=home)
    process.until("waiting for the server at")
    return process


@pytest.mark.parametrize("number", WORDS, ids=WORDS.values())
@pytest.mark.parametrize(
    "begin",
    [wait_at_a_question, wait_for_typing, wait_for_a_page, wait_for_loading, wait_for_a_host],
)
def test_while_it_waits(
    begin: Callable[[LLMServer, WebServer, dict[str, str]], PtyProcess],
    number: int,
    server: LLMServer,
    home: dict[str, str],
) -> None:
    with WebServer() as web:
        assert_interrupted(interrupt(begin(server, web, home), number), number)


@pytest.mark.parametrize("seed", range(MOMENTS))
def test_at_any_moment(seed: int, server: LLMServer, home: dict[str, str], tmp_path: Path) -> None:
    """It ends as if nothing had happened, or as interrupted; nothing half-written is left."""
    drawn = random.Random(seed)
    number = drawn.choice([signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
    server.seconds = drawn.choice([0.0, 0.02, 0.1])
    page = tmp_path / "page.html"
    text = (EXAMPLES / "harbour.txt").read_text(encoding="utf-8")
    body = "".join(f"<p>{part}</p>" for part in text.split("\n\n"))
    page.write_text(f"<html><body><article>{body}</article></body></html>", encoding="utf-8")
    source = drawn.choice([HARBOUR, FEATURE, str(page)])
    target = tmp_path / "out.md"
    output = drawn.choice([[], ["-o", str(target)], ["-f", "markdown"]])
    process = PtyProcess(source, "--server", server.address, *output, env=home)
    process.read_for(drawn.uniform(0, 3.5))
    ended = interrupt(process, number)
    # At its very end, Python has taken its handlers away: a shell says 128 + number, too.
    assert ended.code in (0, 128 + number, -number), ended.text
    if target.exists():
        assert target.read_text(encoding="utf-8").startswith("# ")
    assert not list(tmp_path.glob("*.tmp"))
