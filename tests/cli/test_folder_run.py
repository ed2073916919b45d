"""`summarize FOLDER -o RESULTS` as a command: words, codes, signals, servers."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from summarize.batch.report import PARTLY_CODE
from summarize.cli import ExitCode, folder_run
from summarize.cli.app import main
from summarize.cli.folder_estimate import FolderEstimate
from summarize.inference import Prompt, Request
from summarize.inference.load import LoadedEngine
from summarize.settings import Settings
from support.answers import voting
from support.batches import fill, fill_small, read_results, small_text
from support.llm_server import LLMServer, server_fixture
from support.paths import SUPPORT, TESTS
from support.scripted_engine import ScriptedEngine

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    @contextmanager
    def opened(settings: Settings) -> Iterator[LoadedEngine]:
        yield LoadedEngine(ScriptedEngine(voting()), 0.0, None)

    monkeypatch.setattr(folder_run, "load_engine", opened)
    return _call(monkeypatch, capsys)


def _call(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    def call(*args: object) -> tuple[int, str, str]:
        with monkeypatch.context() as patched:
            patched.setattr(sys, "argv", ["summarize", *map(str, args)])
            patched.setattr(sys, "stdout", sys.stdout)
            patched.setattr(sys, "excepthook", sys.excepthook)
            with pytest.raises(SystemExit) as end:
                main()
        assert end.value.code is None or isinstance(end.value.code, int)
        return (end.value.code or 0, *capsys.readouterr())

    return call


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return fill_small(tmp_path / "docs", 3)


def test_a_run_and_the_next(run: Run, folder: Path, tmp_path: Path) -> None:
    fill(folder, {"x.jpg": b"\xff\xd8\xff", ".x.txt": small_text(1)})
    output = tmp_path / "out"
    code, out, err = run(folder, "-o", output)
    assert (code, out) == (0, "")
    assert err.splitlines() == [
        *(f"summarize: {n + 1} of 3: {n}/d{n:04}.txt: {_words(output, n)}" for n in range(3)),
        "summarize: left out: 1 hidden, 1 of other kinds (.jpg 1)",
        f"summarize: 3 documents: 3 done; {output / 'index.html'}",
    ]
    code, out, err = run(folder, "-o", output)
    assert "3 documents: 3 done (3 of them before)" in err
    assert " of 3: " not in err
    assert run(folder, "-o", output, "-q")[2] == ""
    assert run(folder, "-o", output, "--force")[2].count(" of 3: ") == 3


def _words(output: Path, number: int) -> str:
    for line in (output / ".summarize" / "ledger.jsonl").read_text().splitlines():
        row = json.loads(line)["row"]
        if row["name"] == f"{number}/d{number:04}.txt":
            claims = "claim" if row["claims"] == 1 else "claims"
            return f"{row['summary_words']} words, {row['claims']} {claims}"
    raise AssertionError


def test_what_is_refused_is_told_and_gives_a_code_of_its_own(
    run: Run, folder: Path, tmp_path: Path
) -> None:
    fill(folder, {"b.txt": b"\x89PNG\r\n\x1a\n\x00"})
    report = tmp_path / "report.json"
    code, _, err = run(folder, "-o", tmp_path / "out", "-q", "--report", report)
    assert code == ExitCode.PARTLY == PARTLY_CODE
    assert err == "summarize: refused: b.txt: is a PNG image, which can't be read\n"
    data = json.loads(report.read_text())
    assert data["exit_code"] == 7
    assert data["counts"] == {
        "done": 3, "gaps": 0, "refused": 1, "unchanged": 0, "not_tried": 0, "left_out": 0,
    }  # fmt: skip
    assert [one["state"] for one in data["documents"]] == ["done", "done", "done", "refused"]
    assert data["documents"][3]["hint"].startswith("read its text with an OCR program")


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["docs"], "the summaries of a folder go into a folder"),
        (["docs", "-o", "-"], "the summaries of a folder go into a folder"),
        (["docs", "-o", "all.md"], "all.md is the name of a file"),
        (["docs", "-o", "docs"], "the results would lie among the sources"),
        (["docs", "-o", "out", "-f", "rich"], "rich is a format for terminals"),
        (["docs", "-", "-o", "out"], "- can't be summarised together with a folder"),
        (["docs", "https://example.org/", "-o", "out"], "can't be summarised together with"),
        (["docs/0/d0000.txt", "--force"], "are for folders"),
        (["docs/0/d0000.txt", "--jobs", "2"], "are for folders"),
        (["docs", "-o", "out", "--jobs", "0"], "must be a whole number from 1 to 64"),
        (["docs", "-o", "out", "--include", " , "], "must be patterns"),
    ],
)
def test_wrong_usage(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch, args: list[str], words: str
) -> None:
    monkeypatch.chdir(folder.parent)
    code, out, err = run(*args)
    assert (code, out) == (2, "")
    assert words in err
    assert not (folder.parent / "out").exists()


def test_a_folder_with_nothing_to_read(run: Run, tmp_path: Path) -> None:
    folder = fill(tmp_path / "docs", {"a.log": "x", "b.log": "y"})
    code, _, err = run(folder, "-o", tmp_path / "out")
    assert code == 3
    assert "there is no document in" in err
    assert "(left out: 2 of other kinds (.log 2))" in err
    code, _, err = run(folder, "-o", tmp_path / "out", "--include", "*.pdf", "--include", "*.md")
    assert "that --include and --exclude leave" in err


def test_other_commands_say_that_they_take_no_folder(run: Run, folder: Path) -> None:
    for args in (["text", folder], ["verify", folder / "0" / "d0000.txt", folder]):
        code, _, err = run(*args)
        assert code == 3
        assert "is a folder" in err
        assert "'summarize FOLDER -o RESULTS' takes all of them" in err


def test_jobs_are_of_no_use_without_a_server(run: Run, folder: Path, tmp_path: Path) -> None:
    code, _, err = run(folder, "-o", tmp_path / "out", "--jobs", "4")
    assert code == 0
    assert "--jobs helps with a --server alone" in err


def test_the_index_is_opened(
    run: Run, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []
    monkeypatch.setattr(folder_run.webbrowser, "open", lambda uri: shown.append(uri) or True)
    assert run(folder, "-o", tmp_path / "out", "--open")[0] == 0
    assert shown == [(tmp_path / "out" / "index.html").as_uri()]
    assert (tmp_path / "out" / "0" / "d0000.txt.html").exists()


def reading(text: str) -> str:
    return str(voting()(Request(Prompt(text), 500)))


server = server_fixture("vLLM", ("tiny",), answer=reading)


def test_a_server_gets_several_documents_at_once(
    server: LLMServer,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    folder: Path,
    tmp_path: Path,
) -> None:
    call = _call(monkeypatch, capsys)
    for jobs in (1, 3):
        where = (
            "-o",
            tmp_path / str(jobs),
            "--server",
            server.address,
            "--jobs",
            jobs,
            "--no-cache",
        )
        code, _, err = call(folder, *where)
        assert code == 0, err
    assert read_results(tmp_path / "1") == read_results(tmp_path / "3")


def test_the_time_left_is_that_of_the_documents_left() -> None:
    now = 0.0
    estimate = FolderEstimate(5, lambda: now)
    assert estimate.format_left() == ""
    estimate.end_document(was_run=False)
    estimate.begin_document()
    now = 10.0
    estimate.end_document(was_run=True)
    estimate.begin_document()
    assert estimate.format_left() == "about 30 s left"
    now = 14.0
    assert estimate.format_left() == "about 25 s left"


# Signals: processes of their own.


def start(folder: Path, output: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, str(SUPPORT / "scripted_cli.py"), "slow", str(folder)]
    environment = {**os.environ, "PYTHONPATH": f"{TESTS}{os.pathsep}{TESTS.parent}"}
    return subprocess.Popen([*command, "-o", str(output)], stderr=subprocess.PIPE, env=environment)


def wait_for_documents(output: Path, count: int) -> None:
    path = output / ".summarize" / "ledger.jsonl"
    deadline = time.monotonic() + 60
    while not path.exists() or path.read_bytes().count(b"\n") < count:
        assert time.monotonic() < deadline
        time.sleep(0.01)


@pytest.mark.skipif(os.name != "posix", reason="needs POSIX signals")
def test_killed_runs_go_on_and_give_the_bytes_of_an_undisturbed_one(tmp_path: Path) -> None:
    folder, output = fill_small(tmp_path / "docs", 7), tmp_path / "out"
    moments = random.Random(11)
    for done in (1, 3):
        process = start(folder, output)
        wait_for_documents(output, done)
        time.sleep(moments.uniform(0, 0.3))
        process.kill()
        process.communicate()
    process = start(folder, output)
    wait_for_documents(output, 5)
    process.send_signal(signal.SIGTERM)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 143
    assert b"terminated; " in err
    assert b" of 7 documents are done; the next run goes on from there" in err
    process = start(folder, output)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 0, err
    assert start(folder, tmp_path / "undisturbed").wait(60) == 0
    assert read_results(output) == read_results(tmp_path / "undisturbed")
