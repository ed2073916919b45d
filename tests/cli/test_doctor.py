"""`summarize doctor`: what each check finds on good and bad machines, models and servers."""

from __future__ import annotations

import hashlib
import json
import re
import signal
import sqlite3
import subprocess
from contextlib import closing
from dataclasses import asdict, replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from summarize import __version__
from summarize.cli import doctor as doctor_module
from summarize.cli import exam_run
from summarize.cli.doctor import Finding, State, machine_checks, model_checks, run_checks
from summarize.errors import ModelError
from summarize.inference import subprocesses
from summarize.inference.llama_cpp import library as library_module
from summarize.inference.llama_cpp import requantized, tuning
from summarize.inference.llama_cpp.library import GpuDevice
from summarize.inference.llama_cpp.smoke_test import SmokeTest, default_folder
from summarize.judging.exam import ExamResult
from summarize.judging.exam_records import ExamRecord
from summarize.models import memory as memory_module
from summarize.models.gguf import Header, Vocabulary
from summarize.models.gguf.hyperparameters import Hyperparameters
from summarize.models.memory import SystemMemory
from summarize.models.model_files import ModelOrigin
from summarize.models.registry import InspectedModel
from summarize.settings import Settings
from summarize.storage import cache as cache_module
from summarize.storage.seals import seal_file
from support.exam_takers import list_tokens
from support.llm_server import LLMServer

CHAT = "{{ messages[0].content }}"
HEADER = Header(
    3, "llama", "Small", 135_000_000, "Q4_1", 2048, CHAT, ("en",), None, 272, 90,
    total_bytes=98_000_000, hyperparameters=Hyperparameters(layer_count=30, head_count=9),
    vocabulary=Vocabulary("gpt2", 49152),
)  # fmt: skip
SPEEDS = {"load": 0.25, "read": 310.4, "one": 61.0, "many": 142.0}
TAKE_EXAM = exam_run.take_exam_with_progress
RECORD = ExamRecord(ExamResult(0.52, 0.43, 60, 0.1, 0.0))
GB = 10**9
CARD = GpuDevice("CUDA0", "Some card", 8 * GB, 10 * GB)


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
        self.others: tuple[InspectedModel, ...] = ()
        self._patch = monkeypatch
        self.set(subprocesses, "run_python", self._child)
        self.set(doctor_module, "locate_writer", lambda _: self.model)
        self.set(doctor_module, "read_header", lambda _: HEADER)
        self.set(model_checks, "inspect_models", lambda: self.others)
        self.set(model_checks, "is_packaged", lambda path: path == self.model)
        self.set(memory_module, "read_system_memory", lambda: SystemMemory(8 * GB, 16 * GB))
        self.set(machine_checks, "_count_cpus", lambda: 4)
        self.set(machine_checks, "_detect_gpu", lambda: ("", ""))
        self.set(library_module, "supports_architecture", lambda name: name == "llama")
        self.set(library_module, "load_library", SimpleNamespace)
        self.set(library_module, "installed_version", lambda: "0.3.99")
        self.set(library_module, "cpu_features", lambda: ("AVX2",))
        self.set(tuning, "default_threads", lambda: 4)
        self.set(exam_run, "take_exam_with_progress", lambda _: RECORD)
        self.cards()

    def cards(self, *devices: GpuDevice) -> None:
        self.set(library_module, "supports_gpu_offload", lambda: bool(devices))
        self.set(library_module, "list_gpus", lambda: devices)

    def set(self, where: object, name: str, value: object) -> None:
        self._patch.setattr(where, name, value)

    def _child(
        self, code: str, seconds: float, *arguments: str
    ) -> subprocess.CompletedProcess[str] | None:
        self.asked.append(code)
        assert seconds > 0
        return self.test if "measure" in code else self.loading

    def findings(self, settings: Settings | None = None) -> dict[str, Finding]:
        return {finding.subject: finding for finding in run_checks(settings or Settings())}


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
        "program", "python", "engine", "processor", "AMX", "cores", "graphics", "CUDA", "Vulkan",
        "cache", "model", "model file", "context", "weights", "memory", "trial", "self-test",
        "judge",
    ]  # fmt: skip


def test_what_is_said_of_a_healthy_machine(machine: Machine) -> None:
    found = {subject: finding.text for subject, finding in machine.findings().items()}
    assert found["engine"] == "llama-cpp-python 0.3.99"
    assert found["processor"] == "the engine uses AVX2"
    assert found["AMX"] == "not in use"
    assert found["cores"] == "4 threads on 4 processors"
    assert found["graphics"] == "this build of the engine computes on the processor alone"
    assert found["CUDA"].startswith(
        "not in this build; for one that has it: CMAKE_ARGS=-DGGML_CUDA=on"
    )
    assert found["Vulkan"].startswith(
        "not in this build; for one that has it: CMAKE_ARGS=-DGGML_VULKAN"
    )
    assert found["model"] == "small, 135 million parameters, Q4_1, 98 MB, instruct model"
    assert found["trial"] == "not needed for the packaged model"
    assert found["model file"] == str(machine.model)
    assert found["judge"].startswith("did not pass the exam of judges (it tells the true from")
    assert found["weights"] == "the model's own: none is faster on a processor"
    assert found["context"] == "trained on 2048 tokens, 2048 in use"
    assert found["memory"] == "about 0.3 GB needed, 8.0 GB free"
    assert found["self-test"] == (
        "loaded in 0.2 s, reads 310 tokens/s, writes 61 tokens/s alone and 142 with 8 at once"
    )


def test_a_missing_engine_is_a_problem_and_the_rest_is_still_reported(machine: Machine) -> None:
    machine.loading = ran(1, "", "Traceback ...")
    machine.set(
        library_module,
        "load_library",
        refuse("llama-cpp-python can't be loaded", "Pip."),
    )
    found = machine.findings()
    assert found["engine"] == Finding(
        "engine", State.BAD, "llama-cpp-python can't be loaded", "Pip."
    )
    assert found["engine"].exit_code == ModelError.exit_code
    assert found["model"].state is State.GOOD
    assert not {"processor", "AMX", "cores", "self-test"} & found.keys()


@pytest.mark.parametrize(
    ("run", "text"),
    [
        (ran(-signal.SIGILL), "crashes while it is loaded (SIGILL)"),
        (ran(0xC000001D), "crashes while it is loaded (error 0xc000001d)"),
        (None, "could not be loaded within"),
    ],
)
def test_an_engine_that_crashes_is_not_loaded_here(
    machine: Machine, run: subprocess.CompletedProcess[str] | None, text: str
) -> None:
    def never() -> None:
        raise AssertionError("loaded into the doctor's own process")

    machine.loading = run
    machine.set(library_module, "load_library", never)
    engine = machine.findings()["engine"]
    assert engine.state is State.BAD
    assert text in engine.text
    assert "pip install" in engine.advice


def test_a_missing_model_is_a_problem_with_its_advice(machine: Machine) -> None:
    machine.set(doctor_module, "locate_writer", refuse("there is no model 'x'", "Did you mean y?"))
    found = machine.findings()
    assert list(found)[-1] == "model"
    assert (found["model"].state, found["model"].text) == (State.BAD, "there is no model 'x'")
    assert found["model"].advice == "Did you mean y?"


def test_a_broken_model_file_is_a_problem(machine: Machine) -> None:
    machine.set(doctor_module, "read_header", refuse("x.gguf is incomplete"))
    assert machine.findings()["model"].text == "x.gguf is incomplete"


@pytest.mark.parametrize(
    ("run", "text", "advice"),
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
    machine: Machine, run: subprocess.CompletedProcess[str] | None, text: str, advice: str
) -> None:
    machine.test = run
    finding = machine.findings()["self-test"]
    assert finding.state is State.BAD
    assert text in finding.text
    assert "Traceback" not in finding.text
    assert advice in finding.advice


def test_the_self_test_gets_the_model_and_the_threads(machine: Machine) -> None:
    machine.findings(Settings(model="it's mine", threads=3))
    assert machine.asked[-1].endswith('measure_engine("it\'s mine", 3, 0)')


def test_more_threads_than_processors(machine: Machine) -> None:
    finding = machine.findings(Settings(threads=9))["cores"]
    assert (finding.state, finding.exit_code) == (State.NOTICE, 0)
    assert finding.text == "9 threads on 4 processors"
    assert "--threads 4" in finding.advice


def test_little_memory(machine: Machine) -> None:
    machine.set(memory_module, "read_system_memory", lambda: SystemMemory(GB // 10, GB))
    finding = machine.findings()["memory"]
    assert (finding.state, finding.text) == (State.NOTICE, "about 0.3 GB needed, 0.1 GB free")
    assert finding.advice.startswith("Close other programs. Take a smaller model")


def test_far_too_little_memory(machine: Machine) -> None:
    machine.set(memory_module, "read_system_memory", lambda: SystemMemory(GB // 10, GB // 5))
    found = machine.findings()
    assert found["memory"].state is State.BAD
    assert "too large for this machine" in found["memory"].text
    assert "self-test" not in found


def test_a_system_that_does_not_tell_its_memory(machine: Machine) -> None:
    machine.set(memory_module, "read_system_memory", lambda: None)
    assert machine.findings()["memory"].text == "about 0.3 GB needed"


def test_a_cache_that_can_not_be_used(
    machine: Machine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "a file, not a folder"
    blocked.write_text("")
    monkeypatch.setattr(cache_module, "default_cache_path", lambda: blocked / "c.sqlite3")
    finding = machine.findings()["cache"]
    assert finding.state is State.NOTICE
    assert str(blocked) in finding.text
    assert "--no-cache" in finding.advice


def test_amx_is_named_where_it_is(machine: Machine) -> None:
    machine.set(library_module, "cpu_features", lambda: ("AMX_INT8", "AVX512"))
    found = machine.findings()
    assert "avoided" in found["AMX"].text
    assert found["AMX"].state is State.GOOD


def test_a_build_without_vectors_is_slow(machine: Machine) -> None:
    machine.set(library_module, "cpu_features", lambda: ("SSE3",))
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
    machine.set(doctor_module, "read_header", lambda _: replace(HEADER, license="gemma"))
    text = machine.findings()["model"].text
    assert text.endswith("licence: Gemma Terms of Use (https://ai.google.dev/gemma/terms)")


def test_a_template_that_can_not_be_used_is_reported(machine: Machine) -> None:
    machine.set(doctor_module, "read_header", lambda _: replace(HEADER, chat_template="{{ x }}"))
    found = machine.findings()["template"]
    assert (found.state, found.exit_code) == (State.NOTICE, 0)
    assert "loses the question" in found.text
    assert "like a base model" in found.advice


def test_a_file_that_tells_little(machine: Machine) -> None:
    silent = replace(HEADER, parameters=0, chat_template=None)
    machine.set(doctor_module, "read_header", lambda _: silent)
    found = machine.findings()
    assert found["model"].text == "small, Q4_1, 98 MB, base model (no chat template)"


# --- Graphics processors


def test_a_graphics_processor_that_computes_the_whole_model(machine: Machine) -> None:
    machine.cards(CARD)
    found = machine.findings()
    assert found["graphics"].text == "CUDA0, Some card, 8.0 of 10.0 GB free"
    assert found["offload"].text == "a graphics processor computes the whole model"
    assert "graphics" in found["weights"].text
    assert {finding.state for finding in found.values()} == {State.GOOD}
    assert machine.asked[-1].endswith(", None, -1)")
    assert "CUDA" not in found


def test_a_graphics_processor_that_is_not_used(machine: Machine) -> None:
    machine.cards(CARD)
    finding = machine.findings(Settings(gpu_layers=0))["offload"]
    assert (finding.state, finding.text) == (
        State.NOTICE,
        "the processor computes the whole model",
    )
    assert "SUMMARIZE_GPU_LAYERS" in finding.advice


def test_a_model_that_a_graphics_processor_takes_in_part(machine: Machine) -> None:
    machine.cards(CARD)
    finding = machine.findings(Settings(gpu_layers=9))["offload"]
    assert (finding.state, finding.text) == (
        State.NOTICE,
        "a graphics processor computes 9 of 30 layers",
    )


@pytest.mark.parametrize("kind", ["CUDA", "Metal", "Vulkan"])
def test_a_graphics_processor_that_this_build_can_not_use(machine: Machine, kind: str) -> None:
    machine.set(machine_checks, "_detect_gpu", lambda: (kind, "there is one"))
    finding = machine.findings()["graphics"]
    assert finding.state is State.NOTICE
    assert finding.text.endswith("on the processor alone, but there is one")
    flag = f"CMAKE_ARGS=-DGGML_{kind.upper()}=on"
    assert finding.advice.startswith(f"{flag} pip install --force-reinstall --no-deps")
    assert finding.advice.endswith("--no-binary llama-cpp-python 'llama-cpp-python>=0.3.36,<0.4'")


def test_what_the_system_shows_of_its_hardware(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(machine_checks.sys, "platform", "linux")
    monkeypatch.setattr(machine_checks.shutil, "which", lambda name: "/usr/bin/nvidia-smi")
    assert machine_checks._detect_gpu()[0] == "CUDA"
    monkeypatch.setattr(machine_checks.sys, "platform", "darwin")
    monkeypatch.setattr(machine_checks.platform, "machine", lambda: "arm64")
    assert machine_checks._detect_gpu()[0] == "Metal"
    monkeypatch.setattr(machine_checks.platform, "machine", lambda: "x86_64")
    assert machine_checks._detect_gpu()[0] == ""


# --- Trials, and the other models


def other(machine: Machine, name: str, header: Header | None, error: str | None) -> Path:
    path = machine.model.with_name(f"{name}.gguf")
    path.write_bytes(b"weights")
    machine.others = (
        *machine.others,
        InspectedModel(name, path, ModelOrigin.FOLDER, (), header, error),
    )
    return path


def others(machine: Machine) -> list[Finding]:
    return [finding for finding in run_checks(Settings()) if finding.subject == "other model"]


def test_every_other_model_is_looked_at(machine: Machine) -> None:
    other(machine, "good", HEADER, None)
    path = other(machine, "short", None, "short.gguf is incomplete")
    other(machine, "new", replace(HEADER, architecture="new"), None)
    other(machine, "huge", replace(HEADER, total_bytes=99 * GB), None)
    other(machine, "tight", replace(HEADER, total_bytes=9 * GB), None)
    good, short, new, huge, tight = others(machine)
    assert (good.state, good.advice) == (State.GOOD, "")
    assert good.text.startswith("good: Q4_1, about 0.3 GB needed, trial: not used yet")
    assert (short.state, short.text) == (State.NOTICE, "short: short.gguf is incomplete")
    assert str(path) in short.advice
    assert "'new', which llama-cpp-python 0.3.99 does not know" in new.text
    assert new.advice.startswith("Get a newer llama.cpp: pip install")
    assert "too large for this machine" in huge.text
    assert "it may be slow" in tight.advice
    assert {one.exit_code for one in (good, short, new, huge, tight)} == {0}


def test_the_others_are_looked_at_where_the_chosen_one_is_broken(machine: Machine) -> None:
    other(machine, "good", HEADER, None)
    machine.set(doctor_module, "read_header", refuse("x.gguf is incomplete"))
    assert others(machine)[0].text.startswith("good: ")


def test_the_model_that_is_used_is_no_other_model(machine: Machine) -> None:
    machine.others = (
        InspectedModel("small", machine.model, ModelOrigin.FOLDER, (), HEADER, None, True),
    )
    assert others(machine) == []


def test_what_came_of_a_trial_is_reported(machine: Machine) -> None:
    path = other(machine, "tried", HEADER, None)
    tried = SmokeTest(path, HEADER, 4, 0, default_folder())
    tried.save_outcome("tried.gguf crashes llama.cpp (SIGABRT)")
    (finding,) = others(machine)
    assert finding.state is State.NOTICE
    assert finding.text.endswith("trial: tried.gguf crashes llama.cpp (SIGABRT)")
    tried.save_outcome("")
    (finding,) = others(machine)
    assert finding.text.endswith("trial: passed")


def test_a_crash_of_the_self_test_is_noted(machine: Machine) -> None:
    machine.test = ran(-signal.SIGSEGV)
    machine.findings()
    machine.test = ran(0, json.dumps(SPEEDS))
    finding = machine.findings()["trial"]
    assert (finding.state, finding.text) == (State.NOTICE, "the self-test crashed (SIGSEGV)")


def test_a_header_that_the_library_would_not_take(machine: Machine) -> None:
    machine.set(doctor_module, "read_header", lambda _: replace(HEADER, architecture="new"))
    found = machine.findings()
    assert found["model"].state is State.BAD
    assert "does not know" in found["model"].text
    assert "self-test" not in found


def test_all_findings_as_json(machine: Machine) -> None:
    found = [asdict(finding) for finding in run_checks(Settings())]
    assert found[0] == {
        "subject": "program",
        "state": "ok",
        "text": f"summarize {__version__}",
        "advice": "",
    }
    assert [one["subject"] for one in found[-2:]] == ["self-test", "judge"]


@pytest.mark.model
def test_the_real_self_test() -> None:
    found = {finding.subject: finding for finding in run_checks(Settings())}
    assert {finding.state for finding in found.values()} <= {State.GOOD, State.NOTICE}
    speeds = re.fullmatch(
        r"loaded in ([\d.]+) s, reads (\d+) tokens/s, "
        r"writes (\d+) tokens/s alone and (\d+) with 8 at once",
        found["self-test"].text,
    )
    assert speeds
    assert all(float(speed) > 0 for speed in speeds.groups())


# --- A server


def test_of_a_server_it_is_told_what_it_offers(machine: Machine) -> None:
    with LLMServer("llama.cpp") as there:
        found = {one.subject: one for one in run_checks(Settings(server=there.address, model=""))}
    assert there.address in found["server"].text
    assert (found["model"].text, found["answer"].text) == ("tiny", "it writes")
    assert {one.exit_code for one in found.values()} == {0}
    assert found["judge"].text.startswith("did not pass the exam of judges (it tells the true from")
    assert not {"model file", "weights", "self-test"} & found.keys()


def test_a_server_that_is_down_is_a_problem(machine: Machine) -> None:
    with LLMServer("llama.cpp") as gone:
        address = gone.address
    found = {one.subject: one for one in run_checks(Settings(server=address, model=""))}
    assert (found["server"].state, found["server"].exit_code) == (State.BAD, 4)
    assert address in found["server"].text
    assert found["server"].advice
    assert "judge" not in found


def test_a_servers_model_takes_the_exam_once(machine: Machine) -> None:
    machine.set(exam_run, "take_exam_with_progress", TAKE_EXAM)
    with LLMServer("llama.cpp") as there:
        there.top_tokens = list_tokens
        settings = Settings(server=there.address, model="")
        *_, judge = run_checks(settings)
        assert (judge.subject, judge.state) == ("judge", State.GOOD)
        assert judge.text.startswith("passed the exam of judges (it tells the true from")
        before = len(there.asked())
        assert [*run_checks(settings)][-1] == judge
        assert not any("logprobs" in call.body for call in there.asked()[before:])


def test_a_server_without_log_probabilities_can_not_judge(machine: Machine) -> None:
    machine.set(exam_run, "take_exam_with_progress", TAKE_EXAM)
    with LLMServer("LM Studio") as there:
        *_, judge = run_checks(Settings(server=there.address, model=""))
        asked = sum("logprobs" in call.body for call in there.asked())
    assert (judge.subject, judge.state, judge.exit_code) == ("judge", State.NOTICE, 0)
    assert "does not say how sure it is" in judge.text
    assert judge.advice
    assert asked == 1


def test_of_a_servers_model_that_fails_no_judge_is_told(machine: Machine) -> None:
    with LLMServer(answer=lambda text: "") as there:
        found = {one.subject: one for one in run_checks(Settings(server=there.address, model=""))}
    assert found["answer"].state is State.BAD
    assert "judge" not in found


def test_damaged_files_are_told_with_what_is_done_about_them(
    machine: Machine, tmp_path: Path
) -> None:
    seal_file(machine.model, "0" * 64)
    weights = requantized.default_folder()
    weights.mkdir(parents=True)
    copy = weights / f"{'a' * 32}.4.gguf"
    copy.write_bytes(b"good")
    seal_file(copy, hashlib.sha256(b"good").hexdigest(), weights.parent / "seals")
    copy.write_bytes(b"evil")
    for name in ("exams.json", "speeds.json"):
        (weights.parent / name).write_text("{")
    cache = cache_module.Cache(cache_module.default_cache_path())
    cache.put(b"k", "an answer " * 20)
    cache.close()
    with closing(sqlite3.connect(cache_module.default_cache_path())) as db:
        db.execute("UPDATE completions SET value = ?", (b"another",))
        db.commit()
    found = machine.findings()
    assert found["model file"].state is State.BAD
    assert "is damaged" in found["model file"].text
    for subject in ("weights", "exams", "speeds"):
        assert found[subject].state is State.NOTICE
        assert "damaged" in found[subject].text
        assert "made anew" in found[subject].advice
    assert "was damaged" in found["cache"].text
    assert not copy.exists()
    assert machine.findings()["cache"].state is State.GOOD
