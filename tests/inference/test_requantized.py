"""Requantized copies: when one is made, found, refused, evicted and removed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from summarize.inference.llama_cpp import requantized
from summarize.inference.llama_cpp.requantized import (
    ModelWeights,
    check_copy,
    choose_weights,
    discard_copy,
    find_requantized_copy,
    measure_copies,
    remove_copies,
    requantize,
)
from summarize.models.gguf import Header, read_header
from summarize.models.registry import locate_model
from summarize.settings import DEFAULT_MODEL
from summarize.storage.seals import Condition
from support.gguf_files import encode_header as gguf_header
from support.gguf_files import pad_file

PAIRS = {"general.architecture": "llama", "general.file_type": 3}
LAYERS = (("blk.0.attn_q.weight", (32, 4), 3, 0),)
posix = pytest.mark.skipif(os.name != "posix", reason="needs POSIX")


def gguf(file_type: int, tensors: tuple[tuple[str, tuple[int, ...], int, int], ...]) -> bytes:
    return pad_file(gguf_header({**PAIRS, "general.file_type": file_type}, tensors), 136)


FAST = gguf(7, (("blk.0.attn_q.weight", (32, 4), 8, 0),))


class Machine:
    """A machine that multiplies Q4_1 slowly, and a model of such weights."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.model = folder / "slow.gguf"
        self.model.write_bytes(gguf(3, LAYERS))
        self.folder = folder / "cache" / "weights"
        self.output, self.failure, self.calls = FAST, "", 0
        self._set = monkeypatch.setattr
        self.features("LLAMAFILE", "AVX2")
        self.set(requantized, "free_memory", lambda: 8 << 30)
        self.set(requantized.library, "installed_version", lambda: "1")
        self.set(requantized, "requantize", self._requantize)

    def set(self, where: object, name: str, value: object) -> None:
        self._set(where, name, value)

    def features(self, *names: str) -> None:
        self.set(requantized.library, "cpu_features", lambda: names)

    def _requantize(self, source: Path, target: Path, threads: int) -> str:
        self.calls += 1
        assert threads > 0
        assert source == self.model
        target.write_bytes(self.output)
        return self.failure

    @property
    def header(self) -> Header:
        return read_header(self.model)

    def get(self, *, make: bool = True) -> ModelWeights:
        return choose_weights(self.model, self.header, 0, self.folder, create=make)

    def files(self) -> list[str]:
        return sorted(os.listdir(self.folder)) if self.folder.exists() else []


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    return Machine(tmp_path, monkeypatch)


def is_own(machine: Machine, got: ModelWeights) -> bool:
    return got.path == machine.model and not got.quantization and bool(got.reason)


def test_slow_weights_are_made_fast_once(machine: Machine) -> None:
    first, second = machine.get(), machine.get()
    assert first == second
    assert (first.quantization, first.warning, machine.calls) == ("Q8_0", None, 1)
    assert first.path.read_bytes() == FAST
    assert machine.files() == [first.path.name]
    assert find_requantized_copy(machine.model, machine.header, machine.folder) == first.path
    assert measure_copies(machine.folder) == [len(FAST)]


@pytest.mark.parametrize(
    ("layers", "pays"),
    [
        ((("Q4_1", 900),), True),
        ((("Q5_1", 900),), True),
        ((("Q4_1", 300), ("Q6_K", 600)), True),
        ((("Q4_1", 290), ("Q6_K", 600)), False),
        ((("Q4_K", 900), ("Q5_0", 900), ("Q8_0", 900)), False),
        ((("experts", 900),), False),
        ((), False),
    ],
)
def test_which_types_are_slow(
    machine: Machine, layers: tuple[tuple[str, int], ...], pays: bool
) -> None:
    header = replace(machine.header, weights_by_type=layers)
    assert bool(choose_weights(machine.model, header, 0, machine.folder).quantization) is pays
    assert machine.calls == pays


def test_a_large_model_keeps_its_own(machine: Machine) -> None:
    header = replace(machine.header, parameters=1_000_000_000)
    got = choose_weights(machine.model, header, 0, machine.folder)
    assert is_own(machine, got)
    assert "1.1 GB" in got.reason
    assert not machine.files()


def test_a_model_in_parts_keeps_its_own(machine: Machine) -> None:
    got = choose_weights(machine.model, replace(machine.header, shard_count=2), 0, machine.folder)
    assert is_own(machine, got)
    assert "parts" in got.reason


def test_what_the_machine_must_have(machine: Machine) -> None:
    for features in (("LLAMAFILE",), ("AVX2",), ("LLAMAFILE", "NEON")):
        machine.features(*features)
        assert "measured" in machine.get().reason
    machine.features("LLAMAFILE", "AVX2", "AVX512")
    machine.set(requantized, "free_memory", lambda: 50_000_000)
    assert "50 MB" in machine.get().reason
    assert machine.calls == 0
    machine.set(requantized, "free_memory", lambda: None)
    assert machine.get().quantization == "Q8_0"


def test_a_disk_that_is_nearly_full_is_left_alone(machine: Machine) -> None:
    usage = shutil.disk_usage(machine.model.parent)._replace(free=1_000_000_000)
    machine.set(shutil, "disk_usage", lambda _: usage)
    got = machine.get()
    assert is_own(machine, got)
    assert "no room" in got.reason
    assert (got.warning, machine.calls, machine.files()) == (None, 0, [])


def test_without_leave_to_write_nothing_is_made_but_what_is_there_is_used(machine: Machine) -> None:
    assert is_own(machine, machine.get(make=False))
    assert not machine.folder.parent.exists()
    made = machine.get()
    os.utime(made.path, (1, 1))
    assert machine.get(make=False) == made
    assert made.path.stat().st_mtime == 1


def test_a_truncated_file_is_not_used(machine: Machine) -> None:
    made = machine.get().path
    os.truncate(made, len(FAST) - 1)
    assert is_own(machine, machine.get(make=False))
    assert find_requantized_copy(machine.model, machine.header, machine.folder) is None
    assert machine.get().path.read_bytes() == FAST
    assert machine.calls == 2


def test_another_model_file_or_library_has_another_file(machine: Machine) -> None:
    first = machine.get().path
    machine.set(requantized.library, "installed_version", lambda: "2")
    second = machine.get().path
    os.utime(machine.model, (5, 5))
    third = machine.get().path
    assert len({first, second, third}) == machine.calls == 3


def test_a_failure_is_reported_once_and_not_tried_again_for_a_day(machine: Machine) -> None:
    machine.failure = "no such tensor"
    first, second = machine.get(), machine.get()
    assert is_own(machine, first)
    assert is_own(machine, second)
    assert first.warning is not None
    assert "no such tensor" in first.warning
    assert "no such tensor" in second.reason
    assert (second.warning, machine.calls) == (None, 1)
    (note,) = machine.folder.iterdir()
    os.utime(note, (time.time() - 90_000,) * 2)
    machine.failure = ""
    assert machine.get().quantization == "Q8_0"


@pytest.mark.parametrize(
    "output",
    [FAST[:-1], b"", gguf(3, LAYERS), gguf(7, (*LAYERS, ("blk.0.b", (32,), 0, 0)))],
    ids=["truncated", "empty", "not what was asked for", "another model"],
)
def test_what_came_out_is_read_back(machine: Machine, output: bytes) -> None:
    machine.output = output
    got = machine.get()
    assert is_own(machine, got)
    assert got.warning is not None
    assert not [name for name in machine.files() if not name.endswith(".failed")]


def test_no_process_can_be_started(machine: Machine) -> None:
    def refuse(*_: object) -> str:
        raise OSError(11, "no more processes")

    machine.set(requantized, "requantize", refuse)
    got = machine.get()
    assert is_own(machine, got)
    assert "no more processes" in (got.warning or "")
    assert machine.files() == []


def test_a_folder_that_can_not_be_written(machine: Machine) -> None:
    machine.folder.parent.mkdir()
    machine.folder.write_text("a file in its place")
    got = machine.get()
    assert is_own(machine, got)
    assert got.warning is not None
    assert measure_copies(machine.folder) == []
    assert remove_copies(machine.folder) == 0


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write")
def test_a_read_only_folder(machine: Machine) -> None:
    machine.folder.mkdir(parents=True, mode=0o500)
    got = machine.get()
    assert is_own(machine, got)
    assert got.warning is not None


def test_an_interrupt_leaves_nothing(machine: Machine) -> None:
    def interrupted(_source: Path, target: Path, _threads: int) -> str:
        target.write_bytes(FAST)
        raise KeyboardInterrupt

    machine.set(requantized, "requantize", interrupted)
    with pytest.raises(KeyboardInterrupt):
        machine.get()
    assert machine.files() == []


def test_what_a_killed_making_left_is_never_used_and_goes_in_time(machine: Machine) -> None:
    machine.folder.mkdir(parents=True)
    for name, age in ((f".{16 * '0'}.tmp", 7200), (f".{16 * '1'}.tmp", 0)):
        (machine.folder / name).write_bytes(FAST)
        os.utime(machine.folder / name, (time.time() - age,) * 2)
    assert find_requantized_copy(machine.model, machine.header, machine.folder) is None
    made = machine.get()
    assert machine.files() == sorted([f".{16 * '1'}.tmp", made.path.name])
    os.utime(machine.folder / f".{16 * '1'}.tmp", (time.time() - 7200,) * 2)
    assert machine.get() == made
    assert machine.files() == [made.path.name]


def test_the_least_recently_used_go_first(machine: Machine) -> None:
    made = []
    for number in range(4):
        machine.set(
            requantized.library,
            "installed_version",
            lambda n=number: f"{n}",
        )
        if number == 3:
            os.utime(made[0], (time.time() + 5,) * 2)  # used since
            machine.set(requantized, "LIMIT_BYTES", 2 * len(FAST))
        made.append(machine.get().path)
        os.utime(made[-1], (1000 + number,) * 2)
    assert machine.files() == sorted([made[0].name, made[3].name])


def test_what_is_larger_than_the_cache_may_be_is_not_made(machine: Machine) -> None:
    machine.set(requantized, "LIMIT_BYTES", 1)
    got = machine.get()
    assert is_own(machine, got)
    assert "larger than the cache may be" in got.reason
    assert machine.calls == 0


def flip_a_bit(path: Path, *, keep_time: bool = False) -> None:
    """Damage a file as a disk does; with its old time, as if nobody had written."""
    status, data = path.stat(), bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns + (0 if keep_time else 10**9)))


def test_a_damaged_copy_is_told_and_made_anew(machine: Machine) -> None:
    first = machine.get()
    flip_a_bit(first.path)
    got = machine.get()
    assert got.warning == f"{first.path} was damaged, and is made anew"
    assert got.path.read_bytes() == FAST
    assert machine.calls == 2
    assert machine.get().warning is None


def test_damage_that_leaves_the_time_is_found_by_hashing(machine: Machine) -> None:
    path = machine.get().path
    assert check_copy(path) is Condition.WHOLE
    flip_a_bit(path, keep_time=True)
    assert machine.get().path == path
    assert check_copy(path) is Condition.DAMAGED


def test_a_copy_that_nobody_has_sealed_is_made_anew_without_a_word(machine: Machine) -> None:
    path = machine.get().path
    for seal in (machine.folder.parent / "seals").iterdir():
        seal.write_text("{")
    got = machine.get()
    assert (got.path, got.warning, machine.calls) == (path, None, 2)


def test_clear(machine: Machine) -> None:
    machine.get()
    machine.set(requantized.library, "installed_version", lambda: "2")
    machine.failure = "crash"
    machine.get()
    assert len(machine.files()) == 2
    assert remove_copies(machine.folder) == 1
    assert machine.files() == []


def test_a_file_that_can_not_be_loaded_is_not_made_again(machine: Machine) -> None:
    discard_copy(machine.get().path, "wrong tensors")
    got = machine.get()
    assert is_own(machine, got)
    assert "wrong tensors" in got.reason
    assert machine.calls == 1


@pytest.mark.parametrize(
    ("code", "errors", "expected"),
    [
        (0, "a warning", ""),
        (1, "first\nthe reason\n", "the reason"),
        (3, "", "it ended with 3"),
        (-11, "", "it crashed (SIGSEGV)"),
        (-250, "", "it crashed (signal 250)"),
    ],
)
def test_why_a_child_failed(
    monkeypatch: pytest.MonkeyPatch, code: int, errors: str, expected: str
) -> None:
    run = subprocess.CompletedProcess([], code, "", errors)
    monkeypatch.setattr(requantized.subprocesses, "run_python", lambda *_: run)
    assert requantize(Path("model"), Path("copy"), 2) == expected


def test_a_child_that_takes_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(requantized.subprocesses, "run_python", lambda *_: None)
    assert requantize(Path("model"), Path("copy"), 2) == "it was not done after 180 s"


def slow_model() -> tuple[Path, Header]:
    path = locate_model(DEFAULT_MODEL)
    return path, read_header(path)


def needs_the_fast_code() -> None:
    if "AVX2" not in requantized.library.cpu_features():
        pytest.skip("nothing is made on this processor")


@pytest.mark.model
def test_the_real_model(made_weights: Path) -> None:
    needs_the_fast_code()
    path, header = slow_model()
    got = choose_weights(path, header, 0, made_weights)
    assert (got.quantization, got.warning) == ("Q8_0", None)
    made = read_header(got.path)
    assert {kind for kind, _ in made.weights_by_type} == {"Q8_0"}
    assert (made.parameters, made.chat_template) == (header.parameters, header.chat_template)


@pytest.mark.model
@pytest.mark.parametrize("spoil", [lambda data: data[:200_000], lambda data: data[:-9]])
def test_a_damaged_file_fails_softly(tmp_path: Path, spoil: Callable[[bytes], bytes]) -> None:
    source = tmp_path / "model.gguf"
    source.write_bytes(spoil(slow_model()[0].read_bytes()))
    assert requantize(source, tmp_path / "out", 2)


@posix
@pytest.mark.model
def test_a_full_disk(tmp_path: Path) -> None:
    needs_the_fast_code()
    code = (
        "import resource, sys; from pathlib import Path;"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (20_000_000,) * 2);"
        "from summarize.models.gguf import read_header;"
        "from summarize.inference.llama_cpp.requantized import choose_weights;"
        "model = Path(sys.argv[1]);"
        "got = choose_weights(model, read_header(model), 0, Path(sys.argv[2]));"
        "assert got.path == model and got.warning, got; print(got.warning)"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, str(slow_model()[0]), str(tmp_path / "w")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert not [path for path in (tmp_path / "w").iterdir() if path.suffix != ".failed"]
