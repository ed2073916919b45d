"""The identity of a model: the same wherever its file lies."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from summarize.batch.identity import identify_model
from summarize.errors import EngineError
from summarize.models.registry import locate_model
from summarize.resources import hash_program
from summarize.settings import DEFAULT_MODEL, Settings
from summarize.storage.seals import hash_file


def test_a_model_is_known_by_its_weights(tmp_path: Path) -> None:
    packaged = locate_model(DEFAULT_MODEL)
    known = identify_model(Settings())
    assert known.sha256 == hash_file(packaged)
    assert known.runtime.startswith("llama-cpp-python ")
    copy = tmp_path / packaged.name
    shutil.copyfile(packaged, copy)
    assert identify_model(Settings(model=str(copy))).sha256 == known.sha256
    with open(copy, "ab") as file:
        file.write(b"more")
    assert identify_model(Settings(model=str(copy))).sha256 != known.sha256


def test_a_server_that_does_not_answer_is_an_error() -> None:
    with pytest.raises(EngineError):
        identify_model(Settings(server="http://127.0.0.1:9", model=""))


def test_the_program_has_a_hash() -> None:
    assert re.fullmatch("[0-9a-f]{64}", hash_program())
