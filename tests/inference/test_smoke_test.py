"""The smoke test: when it is run, what is noted, and what is said of a failure."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from summarize.errors import ModelError
from summarize.inference.llama_cpp import smoke_test
from summarize.inference.llama_cpp.smoke_test import SmokeTest, ensure_model_runs
from summarize.models.gguf import read_header
from summarize.models.memory import SystemMemory
from support.tiny_models import LAYERS, Tiny
from support.tiny_t5 import tiny_t5

Ran = subprocess.CompletedProcess[str]
posix = pytest.mark.skipif(os.name != "posix", reason="needs POSIX")


class Children:
    """In the place of processes: what they do, and with what they were started."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, ...]] = []
        self.seconds: list[float] = []
        self.answer: Callable[[], Ran | None] = ran

    def run(self, code: str, seconds: float, *arguments: str, env: dict[str, str]) -> Ran | None:
        assert "run_child()" in code
        assert env == {"GGML_NO_BACKTRACE": "1"}
        self.asked.append(arguments)
        self.seconds.append(seconds)
        return self.answer()


def ran(code: int = 0, output: str = "", errors: str = "") -> Ran:
    return subprocess.CompletedProcess([], code, output, errors)


@pytest.fixture
def children(monkeypatch: pytest.MonkeyPatch) -> Children:
    made = Children()
    monkeypatch.setattr(smoke_test.subprocesses, "run_python", made.run)
    monkeypatch.setattr(smoke_test.library, "cpu_features", lambda: ("AVX2",))
    monkeypatch.setattr(smoke_test.library, "installed_version", lambda: "1")
    monkeypatch.setattr(smoke_test, "read_system_memory", lambda: SystemMemory(1, 10**9))
    return made


@pytest.fixture(autouse=True)
def _nothing_passed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(smoke_test, "_passed", set())


def forget(monkeypatch: pytest.MonkeyPatch) -> None:
    """As another process would: only what is on the disk is known."""
    monkeypatch.setattr(smoke_test, "_passed", set())


@pytest.fixture
def tried(tmp_path: Path) -> SmokeTest:
    return of(Tiny(), tmp_path)


def of(model: Tiny, folder: Path, *, gpu_layers: int = 0, note: bool = True) -> SmokeTest:
    path = folder / "tiny.gguf"
    path.write_bytes(model.data())
    return SmokeTest(path, read_header(path), 2, gpu_layers, folder / "cache" / "trials", note)


def test_what_passed_is_not_tried_again(
    children: Children, tried: SmokeTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert tried.read_outcome() is None
    for _ in range(2):
        ensure_model_runs(tried)
        forget(monkeypatch)
    assert tried.read_outcome() == ""
    memory = 2 * tried.size + 10**9 + (4 << 30)
    assert children.asked == [(str(tried.path), "2", "0", str(memory))]
    assert 60 < children.seconds[0] < 62


def test_the_time_grows_with_the_file(children: Children, tried: SmokeTest) -> None:
    large = replace(tried.header, total_bytes=5_000_000_000)
    ensure_model_runs(replace(tried, header=large))
    assert children.seconds == [60 + 500]


@pytest.mark.parametrize("what", ["file", "library", "processor", "offload"])
def test_with_another_of_these_it_is_tried_again(
    children: Children, tried: SmokeTest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    ensure_model_runs(tried)
    if what == "file":
        tried = of(Tiny(version=2), tmp_path)
    elif what == "library":
        monkeypatch.setattr(smoke_test.library, "installed_version", lambda: "2")
    elif what == "processor":
        monkeypatch.setattr(smoke_test.library, "cpu_features", lambda: ("NEON",))
    else:
        tried = of(Tiny(), tmp_path, gpu_layers=-1)
    ensure_model_runs(tried)
    assert len(children.asked) == 2


def test_a_gpus_library_may_reserve_what_it_likes(children: Children, tmp_path: Path) -> None:
    ensure_model_runs(of(Tiny(), tmp_path, gpu_layers=5))
    assert children.asked[0][2:] == ("5", "0")


def test_what_comes_with_the_program_is_tried_only_after_a_crash(
    children: Children, tried: SmokeTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    ensure_model_runs(tried, is_packaged=True)
    assert not children.asked
    tried.save_outcome("it crashed")
    ensure_model_runs(tried, is_packaged=True)
    assert len(children.asked) == 1
    forget(monkeypatch)
    assert tried.read_outcome() == ""


def test_without_notes_it_is_tried_by_each_process_once(
    children: Children, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    silent = of(Tiny(), tmp_path, note=False)
    for _ in range(2):
        ensure_model_runs(silent)
        ensure_model_runs(silent)
        forget(monkeypatch)
    assert len(children.asked) == 2
    assert not silent.folder.exists()


def test_a_folder_that_can_not_be_written_is_no_obstacle(
    children: Children, tried: SmokeTest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "cache").write_text("a file, not a folder")
    for _ in range(2):
        ensure_model_runs(tried)
        forget(monkeypatch)
    assert len(children.asked) == 2


ASSERTION = "/tmp/build/llama.cpp/src/llama-model.cpp:1328: GGML_ASSERT(n_layer <= 512) failed"


@pytest.mark.parametrize(
    ("run", "message", "hint"),
    [
        (ran(-11), "{} crashes llama.cpp (SIGSEGV)", "Download it again"),
        (
            ran(-6, "", f"info\n{ASSERTION}\n\n"),
            "{} crashes llama.cpp (SIGABRT): llama-model.cpp:1328: GGML_ASSERT(n_layer <= 512) "
            "failed",
            "Download it again",
        ),
        (
            ran(-6, "", "terminate called after throwing\n  what():  vector\nAborted\n"),
            "{} crashes llama.cpp (SIGABRT): what():  vector",
            "another file",
        ),
        (ran(0xC0000005, "", "last\n"), "{} crashes llama.cpp (error 0xc0000005): last", "Down"),
        (ran(7, "no json"), "{} ends llama.cpp (code 7)", "Download it again"),
        (ran(3, "[1]"), "{} ends llama.cpp (code 3)", "Download it again"),
        (ran(-9), "{} was stopped by the system, most likely for lack of memory", "smaller model"),
        (None, "{} keeps llama.cpp busy for more than 60 s before it writes a word", "Download"),
        (
            ran(3, json.dumps({"message": "no context", "hint": "Less."})),
            "{}: no context",
            "Less.",
        ),
    ],
)
def test_what_is_said_of_a_model_that_fails(
    children: Children, tried: SmokeTest, run: Ran | None, message: str, hint: str
) -> None:
    children.answer = lambda: run
    with pytest.raises(ModelError) as caught:
        ensure_model_runs(tried)
    assert caught.value.message == message.format(tried.path)
    assert hint in caught.value.hint
    assert tried.read_outcome() == caught.value.message


@pytest.mark.parametrize("code", [-11, -9])
def test_what_failed_is_tried_again(children: Children, tried: SmokeTest, code: int) -> None:
    children.answer = lambda: ran(code)
    with pytest.raises(ModelError):
        ensure_model_runs(tried)
    children.answer = ran
    ensure_model_runs(tried)
    assert tried.read_outcome() == ""


def test_no_process_can_be_started(children: Children, tried: SmokeTest) -> None:
    def fail() -> Ran:
        raise OSError(12, "Cannot allocate memory")

    children.answer = fail
    with pytest.raises(ModelError, match="no process can be started: Cannot allocate memory"):
        ensure_model_runs(tried)


def test_old_notes_go(
    children: Children, tried: SmokeTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(smoke_test, "_MAX_NOTES", 3)
    tried.folder.mkdir(parents=True)
    for number in range(5):
        (tried.folder / f"{number}").touch()
        os.utime(tried.folder / f"{number}", (number, number))
    ensure_model_runs(tried)
    assert len(names := os.listdir(tried.folder)) == 3
    assert {"3", "4"} < set(names)


# --- The real process


@pytest.mark.model
def test_the_tiny_model_passes(tried: SmokeTest, monkeypatch: pytest.MonkeyPatch) -> None:
    ensure_model_runs(tried)
    forget(monkeypatch)
    assert tried.read_outcome() == ""


@pytest.mark.model
def test_a_tiny_judge_passes_and_a_damaged_one_does_not(tmp_path: Path) -> None:
    good = of(tiny_t5(), tmp_path)
    ensure_model_runs(good)
    assert good.read_outcome() == ""
    lacking = tiny_t5().without("dec.blk.1.cross_attn_q.weight")
    with pytest.raises(ModelError, match="can't be loaded"):
        ensure_model_runs(of(lacking, tmp_path))
    empty = tiny_t5()
    empty.weights = {"output.weight": 0.0}
    with pytest.raises(ModelError, match="every word is equally likely"):
        ensure_model_runs(of(empty, tmp_path))


@posix
@pytest.mark.model
def test_the_real_library_crashes_elsewhere(tmp_path: Path) -> None:
    absurd = Tiny()
    absurd.pairs["llama.block_count"] = 100_000
    with pytest.raises(ModelError, match=r"crashes llama\.cpp \(SIGABRT\): llama-model\.cpp:"):
        ensure_model_runs(of(absurd, tmp_path))


@posix
@pytest.mark.model
def test_a_model_that_hangs(tried: SmokeTest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(smoke_test, "_CHILD", "import time; time.sleep(600)")
    monkeypatch.setattr(smoke_test, "_SECONDS", 0.5)
    with pytest.raises(ModelError, match=r"keeps llama\.cpp busy"):
        ensure_model_runs(tried)


@posix
@pytest.mark.model
def test_memory_that_nobody_has_is_refused_and_not_taken(
    tried: SmokeTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The limit is on addresses: here it is too low for the library itself."""
    monkeypatch.setattr(smoke_test, "_memory_limit", lambda _: 300_000_000)
    with pytest.raises(ModelError, match=str(tried.path)):
        ensure_model_runs(tried)


@pytest.mark.model
def test_a_tensor_is_missing(tmp_path: Path) -> None:
    model = Tiny().without(f"blk.{LAYERS - 1}.attn_q.weight")
    with pytest.raises(ModelError, match="can't be loaded") as caught:
        ensure_model_runs(of(model, tmp_path))
    assert "attn_q.weight' not found" in caught.value.message
