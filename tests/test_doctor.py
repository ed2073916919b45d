from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from summarize import doctor
from summarize.doctor import Finding, State, examine
from summarize.errors import ModelError
from summarize.gguf import Header
from summarize.settings import Settings

CHAT = "{{ messages[0].content }}"
HEADER = Header(3, "llama", "Small", 135_000_000, "Q4_1", 2048, CHAT, ("en",), None, 272, 90)
SPEEDS = {"load": 0.25, "read": 310.4, "one": 61.0, "many": 142.0}


def ran(code: int = 0, output: str = "", errors: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.CompletedProcess([], code, output, errors)


class Machine:
    """A machine on which all is well, until a test says otherwise."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
        self.model = folder / "small.gguf"
        self.model.write_bytes(bytes(98_000_000 // 1000))
        self.loading: subprocess.CompletedProcess[str] | None = ran()
        self.test: subprocess.CompletedProcess[str] | None = ran(0, json.dumps(SPEEDS))
        self.asked: list[str] = []
        self._patch = monkeypatch
        self.set("summarize.doctor._child", self._child)
        self.set("summarize.doctor.locate", lambda _: self.model)
        self.set("summarize.doctor.read_header", lambda _: HEADER)
        self.set("summarize.doctor.available_memory", lambda: 8_000_000_000)
        self.set("summarize.doctor._processors", lambda: 4)
        self.set("summarize.engine.library.load", SimpleNamespace)
        self.set("summarize.engine.library.installed_version", lambda: "0.3.99")
        self.set("summarize.engine.library.system_info", lambda: {"AVX2": True, "AMX_INT8": False})
        self.set("summarize.engine.library.default_threads", lambda: 4)

    def set(self, name: str, value: object) -> None:
        self._patch.setattr(name, value)

    def _child(self, code: str, seconds: float) -> subprocess.CompletedProcess[str] | None:
        self.asked.append(code)
        assert seconds > 0
        return self.test if "measure" in code else self.loading

    def findings(self, settings: Settings | None = None) -> dict[str, Finding]:
        return {finding.subject: finding for finding in examine(settings or Settings())}


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Machine:
    return Machine(monkeypatch, tmp_path)


def refuse(message: str, hint: str = "Do something.") -> object:
    def raise_it(*_: object) -> None:
        raise ModelError(message, hint)

    return raise_it


def test_a_healthy_machine_has_no_problem(machine: Machine) -> None:
    found = machine.findings()
    assert {finding.state for finding in found.values()} == {State.GOOD}
    assert {finding.exit_code for finding in found.values()} == {0}
    assert {finding.advice for finding in found.values()} == {""}
    assert list(found) == [
        "program", "python", "engine", "processor", "AMX", "cores", "cache",
        "model", "model file", "weights", "memory", "context", "self-test",
    ]  # fmt: skip


def test_what_is_said_of_a_healthy_machine(machine: Machine) -> None:
    found = {subject: finding.text for subject, finding in machine.findings().items()}
    assert found["engine"] == "llama-cpp-python 0.3.99"
    assert found["processor"] == "the engine uses AVX2"
    assert found["AMX"] == "not in use"
    assert found["cores"] == "4 threads on 4 processors"
    assert found["model"] == "small, 135 million parameters, Q4_1, 0 MB, instruct model"
    assert found["model file"] == str(machine.model)
    assert found["weights"] == "the model's own: none is faster on a processor"
    assert found["context"] == "trained on 2048 tokens, 2048 in use"
    assert found["memory"] == "about 0.5 GB needed, 8.0 GB free"
    assert found["self-test"] == (
        "loaded in 0.2 s, reads 310 tokens/s, writes 61 tokens/s alone and 142 with 8 at once"
    )


def test_a_missing_engine_is_a_problem_and_the_rest_is_still_told(machine: Machine) -> None:
    machine.loading = ran(1, "", "Traceback ...")
    machine.set("summarize.engine.library.load", refuse("llama-cpp-python can't be loaded", "Pip."))
    found = machine.findings()
    assert found["engine"] == Finding(
        "engine", State.BAD, "llama-cpp-python can't be loaded", "Pip."
    )
    assert found["engine"].exit_code == ModelError.exit_code
    assert found["model"].state is State.GOOD
    assert not {"processor", "AMX", "cores", "self-test"} & found.keys()


@pytest.mark.parametrize(
    ("run", "told"),
    [
        (ran(-signal.SIGILL), "crashes while it is loaded (SIGILL)"),
        (ran(0xC000001D), "crashes while it is loaded (error 0xc000001d)"),
        (None, "could not be loaded within"),
    ],
)
def test_an_engine_that_crashes_is_not_loaded_here(
    machine: Machine, run: subprocess.CompletedProcess[str] | None, told: str
) -> None:
    def never() -> None:
        raise AssertionError("loaded into the doctor's own process")

    machine.loading = run
    machine.set("summarize.engine.library.load", never)
    engine = machine.findings()["engine"]
    assert engine.state is State.BAD
    assert told in engine.text
    assert "pip install" in engine.advice


def test_a_missing_model_is_a_problem_with_its_advice(machine: Machine) -> None:
    machine.set("summarize.doctor.locate", refuse("there is no model 'x'", "Did you mean y?"))
    found = machine.findings()
    assert list(found)[-1] == "model"
    assert (found["model"].state, found["model"].text) == (State.BAD, "there is no model 'x'")
    assert found["model"].advice == "Did you mean y?"


def test_a_broken_model_file_is_a_problem(machine: Machine) -> None:
    machine.set("summarize.doctor.read_header", refuse("x.gguf is incomplete"))
    assert machine.findings()["model"].text == "x.gguf is incomplete"


@pytest.mark.parametrize(
    ("run", "told", "advice"),
    [
        (ran(-signal.SIGSEGV), "crashed (SIGSEGV)", "pip install"),
        (ran(-250), "crashed (signal 250)", "pip install"),
        (ran(0xC0000005), "crashed (error 0xc0000005)", "pip install"),
        (None, "not done after", "smaller model"),
        (
            ran(1, "", "Traceback:\n  line\nsummarize.errors.EngineError: no context: too big\n"),
            "no context: too big",
            "--model",
        ),
        (ran(1), "it gave no reason", "--model"),
    ],
)
def test_a_self_test_that_fails(
    machine: Machine, run: subprocess.CompletedProcess[str] | None, told: str, advice: str
) -> None:
    machine.test = run
    finding = machine.findings()["self-test"]
    assert finding.state is State.BAD
    assert told in finding.text
    assert "Traceback" not in finding.text
    assert advice in finding.advice


def test_the_self_test_gets_the_model_and_the_threads(machine: Machine) -> None:
    machine.findings(Settings(model="it's mine", threads=3))
    assert machine.asked[-1].endswith('measure("it\'s mine", 3)')


def test_more_threads_than_processors(machine: Machine) -> None:
    finding = machine.findings(Settings(threads=9))["cores"]
    assert (finding.state, finding.exit_code) == (State.NOTICE, 0)
    assert finding.text == "9 threads on 4 processors"
    assert "--threads 4" in finding.advice


def test_little_memory(machine: Machine) -> None:
    machine.set("summarize.doctor.available_memory", lambda: 100_000_000)
    finding = machine.findings()["memory"]
    assert (finding.state, finding.text) == (State.NOTICE, "about 0.5 GB needed, 0.1 GB free")


def test_a_system_that_does_not_tell_its_memory(machine: Machine) -> None:
    machine.set("summarize.doctor.available_memory", lambda: None)
    assert machine.findings()["memory"].text == "about 0.5 GB needed"


def test_a_cache_that_can_not_be_used(
    machine: Machine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "a file, not a folder"
    blocked.write_text("")
    monkeypatch.setattr("summarize.cache.default_path", lambda: blocked / "c.sqlite3")
    finding = machine.findings()["cache"]
    assert finding.state is State.NOTICE
    assert str(blocked) in finding.text
    assert "--no-cache" in finding.advice


def test_amx_is_named_where_it_is(machine: Machine) -> None:
    machine.set("summarize.engine.library.system_info", lambda: {"AMX_INT8": True, "AVX512": True})
    found = machine.findings()
    assert "avoided" in found["AMX"].text
    assert found["AMX"].state is State.GOOD


def test_a_build_without_vectors_is_slow(machine: Machine) -> None:
    machine.set("summarize.engine.library.system_info", lambda: {"SSE3": True, "AVX2": False})
    finding = machine.findings()["processor"]
    assert finding.state is State.NOTICE
    assert "slow" in finding.text
    assert "pip install" in finding.advice


def test_a_context_beyond_the_models(machine: Machine) -> None:
    found = machine.findings(Settings(ctx=4096))
    assert found["context"].state is State.BAD
    assert "--ctx 2048" in found["context"].advice
    assert "self-test" not in found


def test_the_licence_is_told_where_the_file_names_it(machine: Machine) -> None:
    machine.set("summarize.doctor.read_header", lambda _: replace(HEADER, license="gemma"))
    text = machine.findings()["model"].text
    assert text.endswith("licence: Gemma Terms of Use (https://ai.google.dev/gemma/terms)")


def test_a_template_that_can_t_be_used_is_told(machine: Machine) -> None:
    machine.set("summarize.doctor.read_header", lambda _: replace(HEADER, chat_template="{{ x }}"))
    found = machine.findings()["template"]
    assert (found.state, found.exit_code) == (State.NOTICE, 0)
    assert "does not show the message" in found.text
    assert "like a base model" in found.advice


def test_a_file_that_tells_little(machine: Machine) -> None:
    silent = replace(HEADER, parameters=0, context_length=0, chat_template=None)
    machine.set("summarize.doctor.read_header", lambda _: silent)
    found = machine.findings()
    assert found["model"].text == "small, Q4_1, 0 MB, base model (no chat template)"
    assert "does not say" in found["context"].text


def test_free_memory_is_a_number_of_bytes_or_unknown() -> None:
    free = doctor.available_memory()
    if sys.platform == "linux":
        assert free is not None
        assert 1e6 < free < 1e15


def test_a_process_of_its_own_finds_this_package_and_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit('the wrong json')")
    (tmp_path / "summarize.py").write_text("raise SystemExit('the wrong summarize')")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PYTHONPATH", raising=False)
    run = doctor._child("import json, summarize; print(summarize.__file__)", 30)
    assert run is not None
    assert (run.returncode, run.stderr) == (0, "")
    assert Path(run.stdout.strip()).parent == Path(doctor.__file__).parent


def test_a_process_of_its_own_may_crash_or_hang() -> None:
    crashed = doctor._child("import os, signal; os.abort()", 30)
    assert crashed is not None
    assert doctor._crash(crashed) == ("SIGABRT" if os.name == "posix" else doctor._crash(crashed))
    assert doctor._child("import time; time.sleep(60)", 0.5) is None


@pytest.mark.model
def test_the_real_self_test() -> None:
    found = {finding.subject: finding for finding in examine(Settings())}
    assert {finding.state for finding in found.values()} <= {State.GOOD, State.NOTICE}
    speeds = re.fullmatch(
        r"loaded in ([\d.]+) s, reads (\d+) tokens/s, "
        r"writes (\d+) tokens/s alone and (\d+) with 8 at once",
        found["self-test"].text,
    )
    assert speeds
    assert all(float(speed) > 0 for speed in speeds.groups())
