"""The speed benchmark's children: what they cost, and what happens when they fail."""

from __future__ import annotations

import os
import resource
import sys
from pathlib import Path

import pytest

from summarize.cli import summarize_run
from summarize.document import Document
from summarize.results import Coverage, ModelInfo, Summary, Usage
from summarize.sources import read
from support.answers import settings_for
from support.paths import EXAMPLES
from timing import plan, processes, program, rounds

MIB = 1 << 20
SPIN = "import time\nwhile time.process_time() < 0.5: pass"


def child(code: str) -> list[str]:
    return [sys.executable, "-c", code]


def test_sleeping_takes_wall_time_and_no_processor_time() -> None:
    asleep = processes.spend(child("import time; time.sleep(1.5)"))
    busy = processes.spend(child(SPIN))
    assert asleep.wall >= 1.5
    assert busy.processor >= 0.5
    assert asleep.processor < busy.processor


def test_the_time_of_grandchildren_counts() -> None:
    code = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {SPIN!r}])"
    assert processes.spend(child(code)).processor >= 0.5


def test_peak_memory_in_bytes() -> None:
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * processes._UNIT
    large = 2 * held + 64 * MIB
    spent = processes.spend(child(f"held = b'x' * {large}"))
    assert large <= spent.peak < large + held + 64 * MIB


def test_what_it_says_is_kept_however_much_it_is() -> None:
    code = "import sys; print('a' * 300_000); print('b', file=sys.stderr)"
    spent = processes.spend(child(code), os.environ)
    assert (len(spent.out), spent.err) == (300_001, "b\n")


def test_a_failure_is_one_line() -> None:
    with pytest.raises(processes.ChildError, match=r"^exit code 1: KeyError: 3$"):
        processes.spend(child("{}[3]"))
    with pytest.raises(processes.ChildError, match=r"^exit code 5$"):
        processes.spend(child("raise SystemExit(5)"))
    processes.spend(child("raise SystemExit(5)"), good=(0, 5))


def test_killed_in_the_middle() -> None:
    processes.kill_after(child("import time; time.sleep(600)"), 0.5, os.environ)


def test_what_ends_too_early_was_not_killed() -> None:
    with pytest.raises(processes.ChildError, match="before it was killed"):
        processes.kill_after(child("pass"), 600, os.environ)


def test_what_the_program_says_that_it_cost(capsys: pytest.CaptureFixture[str]) -> None:
    """With the program's own line, so that a change of it is noticed."""
    document: Document = read(text="It rained.")
    model = ModelInfo("m", "m.gguf", 1, "Q4_1", ())
    usage = Usage(1002, 750, 11.1, 0.1)
    read_all = Coverage(1, 1, 1)
    told = Summary(document, model, "short", 20, (), (), coverage=read_all, usage=usage)
    summarize_run._print_remarks(told, settings_for(stats=True), None)
    found = program.tokens_told(f"a.txt: not read\n{capsys.readouterr().err}")
    assert found == processes.Tokens(1002, 750, pytest.approx(11.0))
    assert found.each == pytest.approx(11 / 1752)
    assert program.tokens_told("summarize: nothing of that kind") is None


def test_what_a_peer_says_that_it_cost() -> None:
    found = plan.tokens_reported('loading\n{"calls": 1, "read": 7, "written": 2}\n')
    assert (found.read, found.written, found.each) == (7, 2, None)
    for nothing in ("", "loading", "[]", "{}"):
        with pytest.raises(processes.ChildError, match="without its report"):
            plan.tokens_reported(nothing)


def test_nothing_of_whoever_measures_reaches_the_program(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SUMMARIZE_LENGTH", "short")
    monkeypatch.setenv("XDG_CONFIG_HOME", "/mine")
    env = program.Program(tmp_path / "m.gguf", tmp_path).env(tmp_path / "cache")
    assert "SUMMARIZE_LENGTH" not in env
    assert env["XDG_CONFIG_HOME"] == str(tmp_path / "config")
    assert env["XDG_CACHE_HOME"] == str(tmp_path / "cache")
    assert env["PATH"] == os.environ["PATH"]


def test_only_a_tuned_peer_is_told_the_threads() -> None:
    model, text = Path("m.gguf"), Path("a.txt")
    tuned = plan.Peer("peers.plain", True).command(model, text, 3)
    assert tuned[1:] == ["-m", "peers.plain", "m.gguf", "a.txt", "--threads", "3"]
    assert plan.Peer("peers.plain", False).command(model, text, 3)[-1] == "--defaults"


def scripted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[list, dict]:
    """The cache's steps with a program that only notes what it would read, and from where."""
    text = tmp_path / "long.txt"
    text.write_text("\n\n".join(f"Paragraph {n} has " + "words " * 20 for n in range(5)))
    timed = program.Program(tmp_path / "m.gguf", tmp_path)
    noted: list = []

    def run(_: object, source: Path, cache: Path, *options: str) -> processes.Spent:
        changed = [
            n for n, part in enumerate(source.read_text().split("\n\n")) if "entirely" in part
        ]
        noted.append((cache.name, changed, options))
        cache.mkdir(exist_ok=True)
        return processes.Spent(8.0, 1.0, 1)

    def kill(_: object, seconds: float, env: dict) -> None:
        noted.append((Path(env["XDG_CACHE_HOME"]).name, seconds))

    monkeypatch.setattr(program.Program, "run", run)
    monkeypatch.setattr(program, "kill_after", kill)
    return noted, {"cold": timed.cold(text), **timed.cache_steps(text, "cold")}


def test_cached_edited_and_killed_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    noted, steps = scripted(tmp_path, monkeypatch)
    outcome = rounds.interleaved(steps, 1, lambda _: None)
    assert not outcome.failures
    assert noted == [
        ("prepared", [], ("--no-cache",)),
        ("first", [], ()),
        ("first", [], ()),
        *(("first", [n], ()) for n in range(5)),  # each from the first run on
        ("killed", [], ()),  # on another text
        ("killed", 4.0),
        ("killed", [], ()),
    ]


def test_the_cost_of_an_edit_is_the_median(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _, steps = scripted(tmp_path, monkeypatch)
    walls = iter([9.0, 8.0, 50.0, 2.0, 5.0, 4.0, 3.0])
    monkeypatch.setattr(
        program.Program, "run",
        lambda _, __, cache: cache.mkdir(exist_ok=True) or processes.Spent(next(walls), 1.0, 1),
    )  # fmt: skip
    wanted = {name: steps[name] for name in ("first run", "second run", "after an edit")}
    outcome = rounds.interleaved(wanted, 1, lambda _: None)
    assert outcome.median("after an edit", lambda spent: spent.wall) == 4.0


def test_what_builds_on_a_failure_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _, steps = scripted(tmp_path, monkeypatch)
    outcome = rounds.interleaved({"second run": steps["second run"]}, 1, lambda _: None)
    assert outcome.failures == {"second run": "needs “first run”, which could not be measured"}


@pytest.mark.model
@pytest.mark.parametrize("name", ["plain", "sequential", "langchain_map_reduce"])
def test_every_peer_works(name: str) -> None:
    from summarize.models.registry import locate_model
    from summarize.settings import DEFAULT_MODEL

    if name.startswith("langchain"):
        for package in ("langchain_classic", "langchain_community", "langchain_text_splitters"):
            pytest.importorskip(package)
    text = EXAMPLES / "notice.txt"
    step = plan.Peer(f"peers.{name}", True).step(locate_model(DEFAULT_MODEL), text, 1)
    tokens = step(None).tokens
    assert tokens.read > 60
    assert 0 < tokens.written <= 2 * 256


def test_a_peer_that_is_not_installed_says_so(tmp_path: Path) -> None:
    hidden = tmp_path / "langchain_classic.py"
    hidden.write_text("raise ModuleNotFoundError(name='langchain_classic')")
    env = plan.peer_env({**os.environ, "PYTHONPATH": str(tmp_path)})
    command = plan.Peer("peers.langchain_map_reduce", True).command(hidden, hidden, 1)
    with pytest.raises(processes.ChildError, match=r"^exit code 1: langchain_classic is not inst"):
        processes.spend(command, env)
