"""`summarize models` as it is typed: from a clean account, without a network."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from summarize.cli.app import main
from summarize.models.registry import locate_model
from summarize.settings import DEFAULT_MODEL
from support.gguf_files import tiny_gguf
from support.hub_server import HubServer
from support.tiny_t5 import tiny_t5

Ran = subprocess.CompletedProcess[str]
Run = Callable[..., Ran]
NOWHERE = "http://127.0.0.1:9"


@pytest.fixture
def process(tmp_path: Path) -> Run:
    """The program for a user who has nothing yet, on a computer whose network leads nowhere."""
    home = tmp_path / "home"
    home.mkdir()
    kept = {"PATH", "SYSTEMROOT", "PYTHONSAFEPATH", "PYTHONPATH", "VIRTUAL_ENV"}
    environment = {name: value for name, value in os.environ.items() if name in kept}
    environment |= {
        "HOME": str(home),
        "USERPROFILE": str(home),
        "HF_ENDPOINT": NOWHERE,
        "OLLAMA_MODELS": str(home / "ollama"),
        "NO_PROXY": "*",
    }

    def call(*arguments: str | Path) -> Ran:
        return subprocess.run(
            [sys.executable, "-m", "summarize", *map(str, arguments)],
            env=environment, cwd=home, capture_output=True, encoding="utf-8",
            stdin=subprocess.DEVNULL, timeout=120, check=False,
        )  # fmt: skip

    return call


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """The same in this process."""
    monkeypatch.setenv("HF_ENDPOINT", NOWHERE)
    monkeypatch.delenv("SUMMARIZE_MODEL", raising=False)

    def call(*arguments: str | Path, **others: str) -> Ran:
        with monkeypatch.context() as patched:
            for name, value in others.items():
                patched.setenv(name, value)
            patched.setattr(sys, "argv", ["summarize", *map(str, arguments)])
            patched.setattr(sys, "stdin", io.StringIO())
            patched.setattr(sys, "stdout", sys.stdout)  # to have it back afterwards
            patched.setattr(sys, "excepthook", sys.excepthook)
            with pytest.raises(SystemExit) as end:
                main()
        code = end.value.code
        assert code is None or isinstance(code, int)
        return Ran(["summarize"], code or 0, *capsys.readouterr())

    return call


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "mine-Q4_0.gguf"
    path.write_bytes(tiny_gguf())
    return path


def parse_output(ran: Ran) -> dict[str, object]:
    assert ran.returncode == 0, ran.stderr
    data = json.loads(ran.stdout)
    assert isinstance(data, dict)
    return data


def refused(ran: Ran, code: int, *words: str) -> None:
    assert (ran.returncode, ran.stdout) == (code, ""), ran.stderr
    lines = ran.stderr.splitlines()
    assert 1 <= len(lines) <= 2
    for word in words:
        assert word in ran.stderr


def test_a_clean_account_without_a_network(process: Run, file: Path) -> None:
    before = process("models", "list")
    assert before.returncode == 0
    assert before.stdout.splitlines()[1].startswith(f"{DEFAULT_MODEL} (default)")
    assert "catalogue" in before.stdout
    assert process("models").stdout == before.stdout
    assert process("models", "path").stdout == f"{locate_model(DEFAULT_MODEL)}\n"
    assert "instruct" in process("models", "info").stdout
    assert process("models", "add", file, "--name", "mine").stdout == f"mine: {file}\n"
    assert process("models", "path", "mine").stdout == f"{file}\n"
    chosen = process("models", "default", "mine")
    assert chosen.stdout.startswith("mine is the default now: ")
    assert process("models", "path").stdout == f"{file}\n"
    assert "\nmine (default)" in process("models", "list").stdout
    gone = process("models", "remove", "mine")
    assert "stays" in gone.stdout
    assert "It was the default." in gone.stderr
    refused(process("models", "path"), 4, "there is no model 'mine'")
    assert process("models", "default", DEFAULT_MODEL).returncode == 0
    assert process("models", "path").stdout == f"{locate_model(DEFAULT_MODEL)}\n"
    pull = process("models", "pull", "org/repo")
    refused(pull, 4, "there is no connection to 127.0.0.1:9")


def test_all_of_it_as_json(run: Run, file: Path) -> None:
    listed = parse_output(run("models", "list", "--json"))
    assert listed["schema"] == 1
    assert listed["models"][0]["name"] == DEFAULT_MODEL  # type: ignore[index]
    assert parse_output(run("models", "info", "--json"))["models"][0]["context"] == 8192  # type: ignore[index]
    assert parse_output(run("models", "add", file, "--json")) == {
        "name": "mine-Q4_0",
        "path": str(file),
    }
    assert parse_output(run("models", "path", "mine-q4_0", "--json"))["path"] == str(file)
    assert parse_output(run("models", "default", "mine-Q4_0", "--json"))["name"] == "mine-Q4_0"
    assert parse_output(run("models", "remove", "mine-Q4_0", "--json")) == {"removed": "mine-Q4_0"}


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["pull"], 2, "summarize models pull "),
        (["pull", "nothing"], 4, "there is no model 'nothing' to download"),
        (["pull", "gemma-3-4"], 4, "Did you mean gemma-3-4b"),
        (["info", "nothing"], 4, "there is no model 'nothing'"),
        (["default", "nothing"], 4, "there is no model 'nothing'"),
        (["default", "gemma-3-1b"], 4, "summarize models pull gemma-3-1b"),
        (["default", "minicheck-flan-t5-large"], 4, "minicheck-flan-t5-large is a judge"),
        (["remove", DEFAULT_MODEL], 4, "pip uninstall"),
        (["remove", "nothing"], 4, "there is no model"),
        (["add", "none.gguf"], 4, "none.gguf"),
    ],
)
def test_mistakes(run: Run, arguments: list[str], code: int, words: str) -> None:
    ran = run("models", *arguments)
    assert (ran.returncode, ran.stdout) == (code, "")
    assert words in ran.stderr
    assert "Traceback" not in ran.stderr


def test_a_broken_file_can_not_be_the_default(run: Run, file: Path) -> None:
    run("models", "add", file)
    file.write_bytes(tiny_gguf()[:-1])
    refused(run("models", "default", "mine-Q4_0"), 4, "is incomplete")


def test_a_judge_can_not_be_the_default(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "mine.gguf"
    path.write_bytes(tiny_t5().data())
    assert run("models", "add", path).stdout == f"mine: {path}\n"
    refused(run("models", "default", "mine"), 4, "mine is a judge", "summarize verify --judge")
    assert run("models", "path").stdout == f"{locate_model(DEFAULT_MODEL)}\n"


@pytest.mark.parametrize("name", ["minicheck-flan-t5-large", "mine"])
@pytest.mark.parametrize("command", ["", "bench"])
def test_a_judge_is_no_model_that_writes(run: Run, tmp_path: Path, name: str, command: str) -> None:
    path = tmp_path / "mine.gguf"
    path.write_bytes(tiny_t5().data())
    run("models", "add", path)
    text = tmp_path / "text.txt"
    text.write_text("The ferry left the harbour. It came back. Nobody was on board.")
    arguments = [command] if command else [text]
    ran = run(*arguments, "--model", name)
    refused(ran, 4, " is a judge", "summarize verify --judge")


def test_a_file_can_be_the_default_by_its_path(run: Run, file: Path) -> None:
    assert run("models", "default", file).returncode == 0
    assert run("models", "path").stdout == f"{file}\n"


def test_the_environment_is_told_to_go_before(run: Run) -> None:
    ran = run("models", "default", DEFAULT_MODEL, SUMMARIZE_MODEL="other")
    assert ran.stderr == "summarize: SUMMARIZE_MODEL in the environment goes before it\n"


def test_what_is_recommended_is_pulled_if_one_agrees(run: Run) -> None:
    ran = run("models", "pull", "--yes")
    assert ran.returncode == 4
    lines = ran.stderr.splitlines()
    assert lines[0].startswith("summarize: free here: ")
    assert lines[1].startswith("summarize: recommended: ")
    assert "there is no connection" in lines[2]


def test_pulled_and_used_by_its_name(run: Run) -> None:
    with HubServer() as hub:
        hub.add("org/repo", "small-Q4_K_M.gguf", tiny_gguf())
        ran = run("models", "pull", "org/repo", HF_ENDPOINT=hub.endpoint)
        assert ran.returncode == 0, ran.stderr
        assert ran.stderr == ""
    path = ran.stdout.strip().removeprefix("small-Q4_K_M: ")
    assert run("models", "path", "small-Q4_K_M").stdout == f"{path}\n"
    assert "pulled" in run("models", "list").stdout
    assert run("models", "remove", "small-Q4_K_M").returncode == 0
    assert not Path(path).exists()


def test_damaged_records_are_told_with_the_list(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "models.json").write_text("?")
    ran = run("models", "list", SUMMARIZE_MODELS=str(folder))
    assert ran.returncode == 0
    assert "models.json is damaged" in ran.stderr
