"""Small records: damage of any byte is found, told, and set aside at the next write."""

from __future__ import annotations

from pathlib import Path

import pytest

from summarize.storage.json_store import find_fault, read_store, write_store


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "exams.json"


def test_what_was_written_is_read(path: Path) -> None:
    assert (read_store(path), find_fault(path)) == ({}, "")
    write_store(path, {"ü": {"area": 0.75}})
    assert (read_store(path), find_fault(path)) == ({"ü": {"area": 0.75}}, "")


def test_every_flipped_digit_is_found(path: Path) -> None:
    write_store(path, {"a": {"area": 0.75, "asked": 60}})
    good = path.read_text()
    for place, char in enumerate(good):
        if char.isdigit():
            path.write_text(good[:place] + str((int(char) + 1) % 10) + good[place + 1 :])
            assert read_store(path) == {}
            assert "damaged" in find_fault(path)


@pytest.mark.parametrize("text", ["", "{", "[]", "\x00", '{"checksum": 1, "data": []}', "[" * 9999])
def test_a_damaged_file_is_told_and_set_aside(path: Path, text: str) -> None:
    path.parent.mkdir()
    path.write_text(text)
    assert read_store(path) == {}
    assert "made anew" in find_fault(path)
    write_store(path, {"a": 1})
    assert (read_store(path), find_fault(path)) == ({"a": 1}, "")
    assert path.with_name("exams.json.broken").read_text() == text


def test_what_an_earlier_version_wrote_is_read(path: Path) -> None:
    path.parent.mkdir()
    path.write_text('{"a": {"area": 1}}')
    assert (read_store(path), find_fault(path)) == ({"a": {"area": 1}}, "")
