"""File locks: one holder at a time, errors as OSError, and the lock file stays."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from summarize.storage.files import hold_lock


def test_one_holder_at_a_time(tmp_path: Path) -> None:
    path = tmp_path / "a.lock"
    message = r"^another process holds a\.lock$"
    with hold_lock(path, 1.0), pytest.raises(TimeoutError, match=message), hold_lock(path, 0.0):
        pass
    with hold_lock(path, 0.0):
        pass
    assert path.read_bytes() == b""
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_it_is_released_after_an_error(tmp_path: Path) -> None:
    path = tmp_path / "a.lock"
    with pytest.raises(ValueError, match="mine"), hold_lock(path, 0.0):
        raise ValueError("mine")
    with hold_lock(path, 0.0):
        pass


def test_a_folder_in_the_place_of_the_file(tmp_path: Path) -> None:
    refused = (IsADirectoryError, PermissionError)  # POSIX, Windows
    with pytest.raises(refused), hold_lock(tmp_path, 0.0):
        pass
