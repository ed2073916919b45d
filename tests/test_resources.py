"""What comes with the program: where it lies, and its hash."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from summarize import resources
from summarize.resources import find_resources, hash_program


@pytest.fixture(autouse=True)
def _fresh() -> None:
    hash_program.cache_clear()


def test_the_hash_is_the_same_in_a_checkout_and_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = hash_program()
    installed = tmp_path / "site-packages" / "summarize"
    shutil.copytree(resources._PACKAGE, installed, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("prompts", "examples"):
        source = find_resources(name)
        shutil.copytree(source, installed / name, dirs_exist_ok=True)
    monkeypatch.setattr(resources, "_PACKAGE", installed)
    hash_program.cache_clear()
    assert hash_program() == here
    prompt = next((installed / "prompts").glob("*.txt"))
    prompt.write_text(prompt.read_text() + "Please.")
    hash_program.cache_clear()
    assert hash_program() != here
    hash_program.cache_clear()
