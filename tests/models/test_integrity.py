"""Damaged model files are found by their SHA-256, and cost nothing while they do not change."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from summarize.errors import ModelError
from summarize.models.integrity import (
    check_model_files,
    ensure_unchanged,
    explain_failure,
    find_hash,
)
from summarize.models.registry import locate_model
from summarize.settings import DEFAULT_MODEL
from summarize.storage.seals import Condition, seal_file

DATA = b"weights " * 5000
SHA256 = hashlib.sha256(DATA).hexdigest()


@pytest.fixture(params=["Hub", "Ollama", "sealed"])
def model(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A model whose SHA-256 is known, from its name or its seal."""
    if request.param == "sealed":
        path = tmp_path / "model.gguf"
        path.write_bytes(DATA)
        seal_file(path, SHA256)
        return path
    blob = tmp_path / (SHA256 if request.param == "Hub" else f"sha256-{SHA256}")
    blob.write_bytes(DATA)
    link = tmp_path / "small.gguf"
    link.symlink_to(blob)
    return link


def flip_a_bit(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[1000] ^= 4
    path.write_bytes(data)
    os.utime(path, (1, 1))


def test_a_whole_file_is_whole(model: Path) -> None:
    assert find_hash(model) == SHA256
    assert check_model_files(model) is Condition.WHOLE
    ensure_unchanged(model)
    failed = ModelError("it crashed")
    assert explain_failure(model, failed) is failed


def test_a_flipped_bit_is_found_and_told_with_what_to_do(model: Path) -> None:
    check_model_files(model)  # which seals it
    flip_a_bit(model)
    assert check_model_files(model) is Condition.DAMAGED
    with pytest.raises(ModelError, match="is damaged: its SHA-256") as error:
        ensure_unchanged(model)
    assert "summarize models pull" in error.value.hint
    assert "damaged" in explain_failure(model, ModelError("it crashed")).message


def test_of_a_file_of_the_users_own_nothing_is_known(tmp_path: Path) -> None:
    path = tmp_path / "mine.gguf"
    path.write_bytes(DATA)
    assert check_model_files(path) is Condition.UNKNOWN
    ensure_unchanged(path)


def test_the_packaged_model_is_what_was_installed() -> None:
    path = locate_model(DEFAULT_MODEL)
    assert find_hash(path) == hashlib.sha256(path.read_bytes()).hexdigest()
