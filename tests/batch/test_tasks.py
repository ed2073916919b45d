"""A document as a task: what its key and its results depend on."""

from __future__ import annotations

import json
import pickle
import time
from dataclasses import replace
from pathlib import Path

import pytest

from summarize.batch import tasks
from summarize.batch.tasks import GAPS_CODE, ModelIdentity, run_task
from summarize.cli import ExitCode
from summarize.inference import Request
from summarize.results import ModelInfo, Usage
from summarize.settings import Format, Length, Settings
from support.answers import failing_where, voting
from support.batches import MODEL, small_text, task
from support.paths import EXAMPLES
from support.scripted_cli import GAP
from support.scripted_engine import ScriptedEngine


def engine() -> ScriptedEngine:
    return ScriptedEngine(voting())


def test_tasks_and_results_can_be_sent() -> None:
    sent = pickle.loads(pickle.dumps(task(settings=Settings(length=Length.parse("10%")))))
    assert sent == task(settings=Settings(length=Length.parse("10%")))
    assert sent.key == task(settings=Settings(length=Length.parse("10%"))).key
    result = run_task(sent, engine())
    assert pickle.loads(pickle.dumps(result)) == result


@pytest.mark.parametrize(
    "change",
    [
        {"data": b"Other words."},
        {"name": "b.txt"},
        {"target": "b.txt"},
        {"formats": (Format.JSON,)},
        {"prior": 0.5},
        {"model": replace(MODEL, sha256="cd" * 32)},
        {"model": replace(MODEL, runtime="scripted 2")},
        {"settings": Settings(length=Length.parse("short"))},
        {"settings": Settings(language="de")},
        {"settings": Settings(focus="the bridge")},
        {"settings": Settings(seed=7)},
        {"settings": Settings(verbose=True)},
    ],
)
def test_the_key_changes_with_all_that_the_result_depends_on(change: dict[str, object]) -> None:
    assert task(**change).key != task().key  # type: ignore[arg-type]


def test_the_key_changes_with_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    before = task().key
    monkeypatch.setattr(tasks, "hash_program", lambda: "changed")
    assert task().key != before


@pytest.mark.parametrize("change", [{"quiet": True}, {"threads": 3}, {"model": "/x/y.gguf"}])
def test_the_key_does_not_change_with_what_makes_no_difference(change: dict[str, object]) -> None:
    assert task(settings=Settings(**change)).key == task().key  # type: ignore[arg-type]


def test_results_have_nothing_of_the_clock_the_machine_or_the_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    formats = (Format.MARKDOWN, Format.TEXT, Format.JSON, Format.HTML)
    wanted = task("sub/harbour.txt", (EXAMPLES / "harbour.txt").read_bytes(), formats=formats)
    first = run_task(wanted, engine())
    monkeypatch.chdir(tmp_path)
    moved = engine()
    moved.info = ModelInfo("another name", "/elsewhere/weights.gguf", 1, "F16")
    # The file is called otherwise, answers come from a cache, and the clock runs at another pace.
    clock = iter(range(10**9))
    monkeypatch.setattr(time, "perf_counter", lambda: float(next(clock)))
    second = run_task(replace(wanted, settings=Settings(threads=2)), moved)
    names = [name for name, _ in first.files]
    assert names == [f"sub/harbour.txt{one}" for one in (".md", ".txt", ".json", ".html")]
    for (name, one), (_, other) in zip(first.files, second.files, strict=True):
        if name.endswith(".json"):
            assert json.loads(one)["model"].pop("path") == "scripted.gguf"
            continue
        assert one == other
        assert b"nowhere" not in one
    assert first.row == second.row
    assert second.usage != Usage()


def test_a_document_that_cannot_be_read_is_refused_not_raised() -> None:
    for data in (b"", b"\x89PNG\r\n\x1a\n\x00\x00", b"%PDF-1.7 broken"):
        result = run_task(task("sub/x.pdf", data), engine())
        assert (result.row.state, result.exit_code, result.files) == ("refused", 3, ())
        assert result.row.reason
        assert not result.row.reason.startswith("sub/x.pdf")
        assert not result.blames_engine


def test_a_bug_costs_one_document() -> None:
    def buggy(request: Request) -> str:
        raise ZeroDivisionError("no \x1b[31mcolours")

    result = run_task(task(), ScriptedEngine(buggy))
    assert result.exit_code == 1
    assert result.row.reason == "this is a bug in summarize: ZeroDivisionError: no colours"


def test_gaps_are_told_and_may_be_filled_later() -> None:
    feature = (EXAMPLES / "feature.txt").read_bytes()
    result = run_task(task("f.txt", feature), ScriptedEngine(failing_where(GAP, voting())))
    assert (result.row.state, result.exit_code, result.may_improve) == ("gaps", GAPS_CODE, True)
    assert result.row.gaps
    assert result.files
    cut = run_task(task("c.txt", small_text(1).encode() + b"\n[truncated]\n"), engine())
    assert (cut.row.gaps, cut.may_improve) == (("its end is missing",), False)
    assert GAPS_CODE == ExitCode.GAPS


def test_an_engine_that_fails_is_to_blame() -> None:
    result = run_task(task(), ScriptedEngine(failing_where("", voting())))
    assert result.blames_engine
    assert result.may_improve


def test_a_server_keeps_its_own_name_and_address() -> None:
    served = engine()
    served.info = ModelInfo("tiny", "http://box:8080", 1, "")
    server = ModelIdentity("", "", "http://box:8080 tiny")
    wanted = task(model=server, formats=(Format.JSON,))
    written = json.loads(run_task(wanted, served).files[0][1])
    assert written["model"]["path"] == "http://box:8080"
    assert written["usage"]["seconds"] == 0
