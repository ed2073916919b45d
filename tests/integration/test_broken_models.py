"""Whatever is wrong with a model's file: exit code 4 and a reason, no traceback, crash or hang."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from support.broken_models import BROKEN, flipped, places, real
from support.gguf_files import packaged_model_path
from support.paths import SUPPORT

HERE = SUPPORT
ARTICLE = (
    "The ferry to Brannock Island will stop on 3 October, the harbour board said on Monday. "
    "It has run at a loss for six years. Islanders asked for a smaller boat, which the board "
    "turned down as too dear. A bus to the new bridge is to take its place in November."
)
_SECONDS = 300  # for all of them, against a hang: 11 were measured


def ran(folder: Path, models: list[Path]) -> list[tuple[int, str, str]]:
    """Exit code, standard output and standard error of the command with each of the models."""
    article = folder / "article.txt"
    article.write_text(ARTICLE)
    env = {**os.environ, "PYTHONPATH": str(HERE)}
    for variable in ("XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        env[variable] = str(folder / variable.lower())
    run = subprocess.run(
        [sys.executable, str(HERE / "broken_cli.py"), str(article), *map(str, models)],
        capture_output=True, text=True, timeout=_SECONDS, check=False, env=env,
    )  # fmt: skip
    assert (run.returncode, run.stderr) == (0, "")
    return [json.loads(line) for line in run.stdout.splitlines()]


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Path, int, str, str]]:
    folder = tmp_path_factory.mktemp("broken")
    paths = [folder / f"model{number}.gguf" for number in range(len(BROKEN))]
    for path, (make, _) in zip(paths, BROKEN.values(), strict=True):
        make(path)
    found = ran(folder, paths)
    assert len(found) == len(paths)  # nothing took the program with it
    together = zip(BROKEN, paths, found, strict=True)
    return {name: (path, *outcome) for name, path, outcome in together}


def test_there_are_forty_and_more() -> None:
    assert len(BROKEN) >= 90


def test_the_real_header_was_taken_apart_to_its_end() -> None:
    assert len(real()) == 1_785_664
    assert len([what for what in places() if what.endswith("offset")]) == 272


@pytest.mark.model
@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_model_is_refused(
    results: dict[str, tuple[Path, int, str, str]], name: str
) -> None:
    path, code, out, err = results[name]
    lines = err.splitlines()
    assert (code, out) == (4, "")
    assert len(lines) <= 2
    assert str(path) in lines[0]
    assert BROKEN[name][1] in lines[0]
    assert len(lines[0]) < 400 + len(str(path))
    assert "Traceback" not in err
    assert len(lines) == 2  # what to do


@pytest.mark.model
def test_a_crash_is_named(results: dict[str, tuple[Path, int, str, str]]) -> None:
    _, _, _, err = results["an absurd number of layers"]
    if os.name == "posix":
        assert "crashes llama.cpp (SIGABRT): llama-model.cpp" in err
    assert "GGML_ASSERT" in err


@pytest.mark.model
def test_a_flipped_bit_that_does_no_harm(tmp_path: Path) -> None:
    """A letter of the model's name: all weights are there, and the smoke test lets it pass."""
    path = tmp_path / "renamed.gguf"
    flipped("general.name value", 8, 1)(path)
    with open(packaged_model_path(), "rb") as whole, open(path, "r+b") as copy:
        whole.seek(len(real()))
        copy.seek(len(real()))
        shutil.copyfileobj(whole, copy, 1 << 20)
    ((code, out, err),) = ran(tmp_path, [path])
    assert code == 0, err
    assert "ferry" in out
