"""Seals: a file is what it was, or it is not, and at most what changed is read."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from summarize.storage import seals
from summarize.storage.seals import Condition, check_fully, check_quickly, find_seal, seal_file

DATA = b"weights " * 1000
SHA256 = hashlib.sha256(DATA).hexdigest()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "model.gguf"
    path.write_bytes(DATA)
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "seals"


def test_a_file_without_a_seal_is_unknown(file: Path, folder: Path) -> None:
    assert check_quickly(file, folder) is Condition.UNKNOWN
    assert check_fully(file, folder=folder) is Condition.UNKNOWN
    assert check_fully(file, SHA256, folder) is Condition.WHOLE
    assert find_seal(file, folder) is not None


def test_what_has_not_changed_is_not_read(
    file: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seal_file(file, SHA256, folder)
    monkeypatch.setattr(seals, "hash_file", lambda path: pytest.fail("it was read"))
    assert check_quickly(file, folder) is Condition.WHOLE


def test_what_was_only_touched_is_whole(file: Path, folder: Path) -> None:
    seal_file(file, SHA256, folder)
    os.utime(file, (1, 1))
    assert check_quickly(file, folder) is Condition.WHOLE
    seal = find_seal(file, folder)
    assert seal
    assert seal.modified == 10**9


@pytest.mark.parametrize("damaged", [DATA[:-1], DATA + b"x", DATA.replace(b"w", b"v", 1)])
def test_damage_is_found(file: Path, folder: Path, damaged: bytes) -> None:
    seal_file(file, SHA256, folder)
    file.write_bytes(damaged)
    os.utime(file, (1, 1))
    assert check_quickly(file, folder) is Condition.DAMAGED
    assert check_fully(file, folder=folder) is Condition.DAMAGED


@pytest.mark.parametrize("text", ["", "{", "[]", '{"sha256": "x"}', '{"size": "many"}'])
def test_a_damaged_seal_is_none(file: Path, folder: Path, text: str) -> None:
    seal_file(file, SHA256, folder)
    (seal,) = folder.iterdir()
    seal.write_text(text)
    assert find_seal(file, folder) is None
    assert check_quickly(file, folder) is Condition.UNKNOWN


def test_a_file_that_is_gone_is_unknown(file: Path, folder: Path) -> None:
    seal_file(file, SHA256, folder)
    file.unlink()
    assert check_quickly(file, folder) is Condition.UNKNOWN
    assert check_fully(file, folder=folder) is Condition.UNKNOWN
