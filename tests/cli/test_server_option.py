"""`--server` on the command line, with a scripted server behind it."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from summarize.inference import Prompt, Request
from support.answers import voting
from support.exam_takers import list_tokens
from support.llm_server import LLMServer, server_fixture, status
from support.paths import EXAMPLES

HARBOUR = str(EXAMPLES / "harbour.txt")


def reading(text: str) -> str:
    return str(voting()(Request(Prompt(text), 500)))


server = server_fixture("llama.cpp", ("/models/Tiny.gguf",), answer=reading)


def summarize(
    *options: str, home: Path | None = None, **env: str
) -> subprocess.CompletedProcess[str]:
    folders = {f"XDG_{kind}_HOME": str(home) for kind in ("CACHE", "CONFIG", "DATA") if home}
    return subprocess.run(
        [sys.executable, "-m", "summarize", HARBOUR, *options],
        capture_output=True, encoding="utf-8", check=False, env={**os.environ, **folders, **env},
    )  # fmt: skip


def test_the_servers_model_does_the_work(server: LLMServer, tmp_path: Path) -> None:
    run = summarize("--server", f"{server.address}/v1", "-f", "json", "--stats", home=tmp_path)
    assert run.returncode == 0, run.stderr
    result = json.loads(run.stdout)
    assert result["model"] == {
        "name": "Tiny", "path": server.address, "parameters": 135_000_000, "quantization": "",
    }  # fmt: skip
    assert result["summary"]["sentences"]
    assert "tokens read" in run.stderr
    asked = len(server.asked())
    again = summarize("--server", server.address, "-f", "json", home=tmp_path)
    assert json.loads(again.stdout)["summary"] == result["summary"]
    assert len(server.asked()) == asked


def test_the_environment_names_a_server_and_its_key(server: LLMServer, tmp_path: Path) -> None:
    env = {"SUMMARIZE_SERVER": server.address, "SUMMARIZE_API_KEY": "s3cret"}
    run = summarize("-q", home=tmp_path, **env)
    assert run.returncode == 0, run.stderr
    assert server.asked()[0].headers["authorization"] == "Bearer s3cret"
    kept = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert b"s3cret" not in kept
    assert "s3cret" not in run.stdout + run.stderr


def test_the_model_is_shown_by_its_name(server: LLMServer, tmp_path: Path) -> None:
    for form in ("markdown", "text"):
        run = summarize("--server", server.address, "-f", form, home=tmp_path)
        assert run.returncode == 0, run.stderr
        assert "None" not in run.stdout
        assert "Tiny" in run.stdout or form == "text"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--model", "huge"), "has no model 'huge'"),
        (("--ctx", "9000"), "context is 4096 tokens"),
    ],
)
def test_what_the_server_does_not_have(
    options: tuple[str, ...], said: str, server: LLMServer, tmp_path: Path
) -> None:
    run = summarize("--server", server.address, *options, home=tmp_path)
    assert (run.returncode, run.stdout) == (4, "")
    assert said in run.stderr
    assert len(run.stderr.splitlines()) == 2


# --- a judge of a server


OTHER_WORDS = "Divers discovered a hollow 31 metres long under the breakwater."


def verify(home: Path, *options: str, **env: str) -> subprocess.CompletedProcess[str]:
    """Check a statement that only a judge can decide."""
    path = home / "summary.txt"
    path.write_text(OTHER_WORDS, encoding="utf-8")
    folders = {f"XDG_{kind}_HOME": str(home) for kind in ("CACHE", "CONFIG", "DATA")}
    return subprocess.run(
        [sys.executable, "-m", "summarize", "verify", path, HARBOUR, "-f", "json", *options],
        capture_output=True, encoding="utf-8", check=False, env={**os.environ, **folders, **env},
    )  # fmt: skip


def judged_by(run: subprocess.CompletedProcess[str]) -> str | None:
    """The name of the judge, None if the rules alone have decided."""
    assert run.returncode == 0, run.stderr
    result = json.loads(run.stdout)
    (statement,) = result["statements"]
    assert (statement["verdict"] == "supported") is bool(result["judge"])
    return result["judge"] and str(result["judge"]["name"])


def test_a_servers_model_judges_if_it_is_named(tmp_path: Path) -> None:
    with LLMServer(models=("writer", "models/Judge.gguf")) as server:
        server.top_tokens = list_tokens
        run = verify(tmp_path, "--server", server.address, "--judge", "judge")
        assert judged_by(run) == "Judge"
        assert {call.body["model"] for call in server.asked()} == {"models/Judge.gguf"}
        set_for_good = {"SUMMARIZE_SERVER": server.address}
        assert judged_by(verify(tmp_path, "--judge", "judge", **set_for_good)) == "Judge"
        assert judged_by(verify(tmp_path, **set_for_good)) is None
        assert judged_by(verify(tmp_path, "--server", server.address, "--judge", "none")) is None


def test_a_server_alone_means_the_model_that_would_write(tmp_path: Path) -> None:
    with LLMServer(models=("one", "two")) as server:
        server.top_tokens = list_tokens
        run = verify(tmp_path, "--server", server.address)
        assert (run.returncode, run.stdout) == (4, "")
        assert "has 2 models" in run.stderr
        assert "--judge" in run.stderr
        assert (
            judged_by(verify(tmp_path, "--server", server.address, SUMMARIZE_MODEL="two")) == "two"
        )
        server.models = ("only",)
        assert judged_by(verify(tmp_path, "--server", server.address)) == "only"


def test_no_server_means_a_model_on_this_computer(server: LLMServer, tmp_path: Path) -> None:
    set_for_good = {"SUMMARIZE_SERVER": server.address}
    run = verify(tmp_path, "--server", "none", "--judge", "Tiny", **set_for_good)
    assert (run.returncode, run.stdout) == (4, "")
    assert "there is no model 'Tiny'" in run.stderr
    assert judged_by(verify(tmp_path, "--server", "none", **set_for_good)) is None
    assert not server.calls


def test_a_judge_that_the_server_does_not_have(server: LLMServer, tmp_path: Path) -> None:
    run = verify(tmp_path, "--server", server.address, "--judge", "minicheck-flan-t5-large")
    assert (run.returncode, run.stdout) == (4, "")
    assert "has no model 'minicheck-flan-t5-large'" in run.stderr
    assert "--server none" in run.stderr
    assert len(run.stderr.splitlines()) == 2


def test_a_judge_that_gives_no_log_probabilities(server: LLMServer, tmp_path: Path) -> None:
    run = verify(tmp_path, "--server", server.address, "--judge", "Tiny")
    assert (run.returncode, run.stdout) == (4, "")
    assert "Tiny does not say how sure it is of an answer, so it can't judge" in run.stderr
    assert "--judge NAME --server none" in run.stderr
    assert len(run.stderr.splitlines()) == 2


def test_the_only_model_of_a_server_that_does_not_pass(server: LLMServer, tmp_path: Path) -> None:
    server.top_tokens = lambda text: {"Yes": -0.1, "No": -2.5}
    run = verify(tmp_path, "--server", server.address)
    assert (run.returncode, run.stdout) == (4, "")
    assert f"the model of {server.address} can't judge" in run.stderr


def test_a_wrong_key(server: LLMServer, tmp_path: Path) -> None:
    server.faults += [status(401, "no such key: s3cret")] * 9
    env = {"SUMMARIZE_API_KEY": "s3cret"}
    run = summarize("--server", server.address, home=tmp_path, **env)
    assert (run.returncode, run.stdout) == (4, "")
    assert "does not accept the API key" in run.stderr
    assert "s3cret" not in run.stderr


def test_nobody_there(tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    run = summarize("--server", f"http://127.0.0.1:{port}", home=tmp_path)
    assert (run.returncode, run.stdout) == (4, "")
    assert "can't be reached" in run.stderr
    assert "--server" in run.stderr


@pytest.mark.parametrize("address", ["localhost:8080", "http://me:s3cret@box", "ftp://box"])
def test_what_is_no_address(address: str, tmp_path: Path) -> None:
    run = summarize("--server", address, home=tmp_path)
    assert (run.returncode, run.stdout) == (2, "")
    assert "--server" in run.stderr
    assert "s3cret" not in run.stderr
