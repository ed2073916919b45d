"""Models in Python packages: small packages with planted faults, and the real ones if installed."""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import subprocess
import sys
import time
from collections import namedtuple
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from summarize.errors import ModelError
from summarize.models.gguf import read_header
from summarize.models.packaged import PackagedModel, assemble_model, find_packaged_file, find_parts
from summarize.models.registry import GEMMA
from support.gguf_files import tiny_gguf
from support.paths import EXAMPLES, TESTS

CONTENT = tiny_gguf()
CUTS = (0, 40, 90, 100, len(CONTENT))
MINE = PackagedModel(
    name="mine",
    extra="mine",
    package="split_model_for_tests",
    file="mine.gguf",
    parts=4,
    size=len(CONTENT),
    sha256=hashlib.sha256(CONTENT).hexdigest(),
)


def part_of(site: Path, number: int) -> Path:
    return site / f"{MINE.package}_part{number}" / "data" / f"mine.gguf.part{number - 1:02}"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the packages of MINE, which would fail if they were imported."""
    folder = tmp_path / "site"
    (folder / MINE.package).mkdir(parents=True)
    (folder / MINE.package / "__init__.py").write_text("raise SystemExit('imported')")
    for number in range(1, MINE.parts + 1):
        part = part_of(folder, number)
        part.parent.mkdir(parents=True)
        part.parent.with_name("__init__.py").write_text("raise SystemExit('imported')")
        part.write_bytes(CONTENT[CUTS[number - 1] : CUTS[number]])
    monkeypatch.syspath_prepend(str(folder))
    return folder


def left_behind() -> list[str]:
    """The names of all files in the folder of the model."""
    folder = MINE.path.parent
    return sorted(os.listdir(folder)) if folder.is_dir() else []


@pytest.mark.usefixtures("site")
def test_parts_become_the_file_once() -> None:
    assert MINE.is_installed
    assert not MINE.is_assembled
    path = assemble_model(MINE)
    assert path == MINE.path
    assert path.read_bytes() == CONTENT
    assert MINE.is_assembled
    assert left_behind() == ["mine.gguf"]
    first = os.stat(path)
    assert assemble_model(MINE) == path
    assert os.stat(path).st_ino == first.st_ino  # not written anew
    assert not [name for name in sys.modules if name.startswith(MINE.package)]


def test_the_parts_are_needed_no_more(site: Path) -> None:
    path = assemble_model(MINE)
    shutil.rmtree(site)
    sys.path_importer_cache.clear()
    assert MINE.is_installed
    assert assemble_model(MINE) == path


@pytest.mark.usefixtures("site")
@pytest.mark.parametrize("size", [0, len(CONTENT) - 1, len(CONTENT) + 1])
def test_a_file_of_another_size_is_made_anew(size: int) -> None:
    MINE.path.parent.mkdir(parents=True)
    MINE.path.write_bytes(bytes(size))
    assert not MINE.is_assembled
    assert assemble_model(MINE).read_bytes() == CONTENT


@pytest.mark.usefixtures("site")
def test_another_version_lies_elsewhere() -> None:
    """A file of the same name and size must not be taken for the one that is wanted."""
    other = replace(MINE, sha256="0" * 64)
    assert other.path != MINE.path
    assemble_model(MINE)
    assert not other.is_assembled


def test_not_installed() -> None:
    assert not MINE.is_installed
    with pytest.raises(ModelError, match="part 1 of 4 is missing") as caught:
        assemble_model(MINE)
    assert caught.value.hint == 'Install it with: pip install "summarize[mine]"'


def test_a_package_is_missing(site: Path) -> None:
    shutil.rmtree(site / f"{MINE.package}_part3")
    with pytest.raises(ModelError, match="part 3 of 4 is missing") as caught:
        assemble_model(MINE)
    assert caught.value.hint == MINE.install_hint
    assert left_behind() == []


def test_a_package_has_lost_its_part(site: Path) -> None:
    """Here pip believes that all is installed, and must be told otherwise."""
    part_of(site, 2).unlink()
    with pytest.raises(ModelError, match="part 2 of 4 is missing") as caught:
        assemble_model(MINE)
    assert "--force-reinstall --no-deps split-model-for-tests-part2" in caught.value.hint


def flip(data: bytes) -> bytes:
    return data[:-1] + bytes([data[-1] ^ 1])


@pytest.mark.parametrize("damage", [flip, lambda data: data[:-1], lambda data: data + b"\0"])
def test_a_damaged_part(site: Path, damage: Callable[[bytes], bytes]) -> None:
    part = part_of(site, 4)
    part.write_bytes(damage(part.read_bytes()))
    with pytest.raises(ModelError, match="are damaged, or of another version") as caught:
        assemble_model(MINE)
    for number in range(1, 5):
        assert f"split-model-for-tests-part{number}" in caught.value.hint
    assert "\n" not in caught.value.message + caught.value.hint
    assert left_behind() == []


def test_two_parts_swapped(site: Path) -> None:
    """Right in size, and every byte is there."""
    first, second = part_of(site, 1), part_of(site, 2)
    data = first.read_bytes()
    first.write_bytes(second.read_bytes())
    second.write_bytes(data)
    with pytest.raises(ModelError, match="are damaged"):
        assemble_model(MINE)
    assert left_behind() == []


@pytest.mark.usefixtures("site")
def test_no_room(monkeypatch: pytest.MonkeyPatch) -> None:
    usage = namedtuple("usage", "free")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage(MINE.size - 1))
    with pytest.raises(ModelError, match="there is no room to put mine together") as caught:
        assemble_model(MINE)
    assert str(MINE.path.parent) in caught.value.hint
    assert left_behind() == []
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage(MINE.size))
    assert assemble_model(MINE).read_bytes() == CONTENT


@pytest.mark.usefixtures("site")
def test_the_disk_fills_up_meanwhile(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ModelError, match="No space left on device") as caught:
        assemble_model(MINE)
    assert caught.value.hint
    assert left_behind() == []


@pytest.mark.usefixtures("site")
def test_a_folder_that_can_not_be_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    if not MINE.path.is_relative_to(tmp_path):
        pytest.skip("the cache folder has another variable on this system")
    with pytest.raises(ModelError, match="can't be put together in"):
        assemble_model(MINE)


@pytest.mark.usefixtures("site")
def test_another_process_was_quicker(monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows refuses to replace a file that is in use; by then it is the right one."""

    def refuse(source: str, target: Path) -> None:
        target.write_bytes(CONTENT)
        raise PermissionError(13, "in use")

    monkeypatch.setattr(os, "replace", refuse)
    assert assemble_model(MINE).read_bytes() == CONTENT
    assert left_behind() == ["mine.gguf"]


@pytest.mark.usefixtures("site")
def test_what_killed_processes_left_is_removed_in_time() -> None:
    MINE.path.parent.mkdir(parents=True)
    old, new = MINE.path.with_name(f".{'0' * 16}.tmp"), MINE.path.with_name(f".{'1' * 16}.tmp")
    old.write_bytes(b"half")
    new.write_bytes(b"half")
    os.utime(old, (time.time() - 7200,) * 2)
    assert assemble_model(MINE).read_bytes() == CONTENT
    assert left_behind() == [new.name, "mine.gguf"]
    os.utime(new, (time.time() - 7200,) * 2)
    assemble_model(MINE)  # also where nothing is left to do
    assert left_behind() == ["mine.gguf"]


# A process of its own, which stops in front of the rename and says so.
_WAITING = """
import os, sys
sys.path[:0] = {paths!r}
from test_packaged import MINE
from summarize.models.packaged import assemble_model
replace = os.replace
def wait(source, target):
    if str(target).endswith("mine.gguf"):
        print("written", flush=True)
        sys.stdin.readline()
    replace(source, target)
os.replace = wait
print(assemble_model(MINE).read_bytes().hex(), flush=True)
"""


def start(site: Path) -> subprocess.Popen[str]:
    code = _WAITING.format(paths=[str(TESTS), str(TESTS / "models"), str(site)])
    process = subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout
    assert process.stdout.readline() == "written\n"
    return process


def test_two_processes_at_the_same_time(site: Path) -> None:
    first, second = start(site), start(site)
    assert len(left_behind()) == 2
    assert not MINE.is_assembled
    assert (
        assemble_model(MINE).read_bytes() == CONTENT
    )  # and a third one, which does not wait for them
    for process in (first, second):
        out, _ = process.communicate("\n", timeout=60)
        assert bytes.fromhex(out) == CONTENT
        assert process.returncode == 0
        assert MINE.path.read_bytes() == CONTENT
    assert left_behind() == ["mine.gguf"]


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no SIGKILL")
def test_killed_half_way(site: Path) -> None:
    process = start(site)
    process.kill()
    process.communicate(timeout=60)
    assert len(left_behind()) == 1
    assert not MINE.is_assembled
    assert assemble_model(MINE).read_bytes() == CONTENT


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="signals are others on this system")
def test_interrupted_half_way(site: Path) -> None:
    process = start(site)
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=60)
    assert left_behind() == []


def test_files_of_packages(site: Path) -> None:
    part = find_packaged_file(f"{MINE.package}_part1", os.path.join("data", "mine.gguf.part00"))
    assert part == part_of(site, 1)
    assert find_packaged_file(MINE.package, "nothing") is None
    assert find_packaged_file("no_such_package_at_all", "nothing") is None


def test_the_first_part_tells_what_the_whole_is(site: Path) -> None:
    first = part_of(site, 1)
    first.write_bytes(CONTENT[:-4])
    assert read_header(first, len(CONTENT)) == replace(
        read_header(whole_file(site)), name=first.stem
    )
    first.write_bytes(CONTENT[:30])
    with pytest.raises(ModelError, match="became shorter"):
        read_header(first, len(CONTENT))


def whole_file(folder: Path) -> Path:
    path = folder / "all.gguf"
    path.write_bytes(CONTENT)
    return path


# The packages of Gemma are 250 MB, which is why the automatic tests do not install them.
with_gemma = pytest.mark.skipif(
    find_packaged_file(f"{GEMMA.package}_part1", os.path.join("data", f"{GEMMA.file}.part00"))
    is None,
    reason='the extra is not installed: pip install "summarize[gemma]"',
)


@with_gemma
def test_the_real_packages_state_the_same_sum() -> None:
    stated = find_packaged_file(GEMMA.package, os.path.join("data", "SHA256SUMS"))
    assert stated
    assert stated.read_text(encoding="ascii").split() == [GEMMA.sha256, GEMMA.file]
    assert sum(part.stat().st_size for part in find_parts(GEMMA)) == GEMMA.size


@with_gemma
@pytest.mark.model
def test_the_real_model_summarises() -> None:
    article = EXAMPLES / "harbour.txt"
    run = subprocess.run(
        [sys.executable, "-m", "summarize", str(article), "-m", "gemma3-270m", "-l", "short"],
        capture_output=True, text=True, encoding="utf-8", check=True,
    )  # fmt: skip
    assert "breakwater" in run.stdout
    assert "gemma3-270m Q4_K_M" in run.stdout
    header = read_header(GEMMA.path)
    assert (header.name, header.parameters) == ("Gemma 3 270m", 268_098_176)
    assert (header.quantization, header.license) == ("Q4_K_M", "gemma")
    assert header.chat_template is None
    GEMMA.path.unlink()  # too large to be kept among the folders of past tests
