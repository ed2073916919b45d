"""Files and standard input -> bytes, and what can go wrong."""

from __future__ import annotations

import io
import os
import sys
import threading
from pathlib import Path

import pytest

from summarize.errors import SourceError
from summarize.sources import loading
from summarize.sources.loading import load_file, load_stream, replace_unprintable


def test_a_file_is_loaded_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"\x00\xff text")
    assert load_file(path) == b"\x00\xff text"


def test_a_missing_file_brings_a_near_name(tmp_path: Path) -> None:
    (tmp_path / "article.txt").touch()
    with pytest.raises(SourceError, match=r"artcle\.txt does not exist") as caught:
        load_file(tmp_path / "artcle.txt")
    assert "article.txt" in caught.value.hint


def test_a_missing_folder_brings_no_name(tmp_path: Path) -> None:
    with pytest.raises(SourceError) as caught:
        load_file(tmp_path / "nowhere" / "a.txt")
    assert caught.value.hint == "check the path"


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("example.org/news/a", "did you mean https://example.org/news/a?"),
        ("www.example.co.uk/a", "did you mean https://www.example.co.uk/a?"),
        ("folder/article.md", "check the path"),
        ("article.md", "check the path"),
        ("there.is/article.md", "check the path"),
    ],
)
def test_an_address_without_its_scheme_is_suggested(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, hint: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "there.is").mkdir()
    with pytest.raises(SourceError) as caught:
        load_file(Path(name))
    assert caught.value.hint == hint


def test_a_folder_is_called_one(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="is a folder"):
        load_file(tmp_path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_named_pipe_is_read_to_its_end(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_bytes, args=(b"Through the pipe.",))
    writer.start()
    assert load_file(pipe) == b"Through the pipe."
    writer.join()


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="needs /dev/zero")
def test_an_endless_device_is_not_read() -> None:
    with pytest.raises(SourceError, match="a device, not a file"):
        load_file(Path("/dev/zero"))


def test_a_refused_permission_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "secret.txt"
    path.write_bytes(b"x")

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(SourceError, match="may not be read"):
        load_file(path)


@pytest.mark.parametrize("name", ["a\0b", "x" * 5000])
def test_an_impossible_name_is_translated(name: str) -> None:
    with pytest.raises(SourceError):
        load_file(Path(name))


def test_a_disk_that_fails_is_translated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_bytes(b"x")

    def fail(*_: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Path, "open", fail)
    with pytest.raises(SourceError, match="Input/output error"):
        load_file(tmp_path / "a.txt")


def test_the_limit_holds_for_files_and_streams(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loading, "MAX_BYTES", 10)
    (tmp_path / "a.txt").write_bytes(b"x" * 11)
    with pytest.raises(SourceError, match="larger than"):
        load_file(tmp_path / "a.txt")
    with pytest.raises(SourceError, match="standard input is larger than"):
        load_stream(io.BytesIO(b"x" * 11))
    assert load_stream(io.BytesIO(b"x" * 10)) == b"x" * 10


@pytest.mark.parametrize("start", [b"%PDF-1.7", b"PK\x03\x04"])
def test_what_holds_pictures_may_be_larger(start: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading, "MAX_BYTES", 10)
    monkeypatch.setattr(loading, "MAX_DOCUMENT_BYTES", 20)
    for size in (10, 11, 20):
        data = start.ljust(size, b"x")
        assert load_stream(io.BytesIO(data)) == data
    with pytest.raises(SourceError, match="larger than"):
        load_stream(io.BytesIO(start.ljust(21, b"x")))


def test_a_closed_stream_is_translated(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.BytesIO(b"x")
    stream.close()
    with pytest.raises(SourceError, match="standard input"):
        load_stream(stream)
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(SourceError, match="closed"):
        load_stream(None)


def test_names_are_shown_on_one_printable_line() -> None:
    assert replace_unprintable("a\nb\x1b[31m\udcff.txt") == r"a\nb\x1b[31m\xff.txt"
    assert replace_unprintable("") == "''"
