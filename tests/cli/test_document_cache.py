"""Documents are read once: found again for the same bytes and name, and for nothing else."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from summarize.cli import document_cache, reading
from summarize.cli.document_cache import find_document, store_document
from summarize.cli.program_hash import hash_program
from summarize.cli.reading import read_documents
from summarize.document import Document
from summarize.sources import read
from summarize.storage.cache import Cache
from support.answers import settings_for
from support.paths import EXAMPLES

# Texts and web pages, with headings, places, speakers, exclusions.
SOURCES = sorted(path for path in EXAMPLES.iterdir() if path.suffix in (".txt", ".md", ".html"))


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.name)
def test_a_document_comes_back_as_it_was(cache: Cache, source: Path) -> None:
    document = read(str(source))
    store_document(cache, document)
    assert find_document(cache, str(source)) == document


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copy(EXAMPLES / "harbour.txt", tmp_path / "harbour.txt"))


def test_other_bytes_another_name_or_program_do_not_count(
    cache: Cache, copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store_document(cache, read(str(copy)))
    renamed = shutil.copy(copy, copy.with_name("harbour.md"))  # another format, perhaps
    assert find_document(cache, str(renamed)) is None
    content = copy.read_bytes()
    copy.write_bytes(content.replace(b"a", b"e", 1))
    assert find_document(cache, str(copy)) is None
    copy.write_bytes(content)
    assert find_document(cache, str(copy))
    monkeypatch.setattr(document_cache, "hash_program", lambda: "changed")
    assert find_document(cache, str(copy)) is None


def test_what_is_no_file_is_neither_stored_nor_found(cache: Cache, tmp_path: Path) -> None:
    store_document(cache, read(text="It rains. It snows."))
    assert cache.info().entries == 0
    for source in ("-", "text", str(tmp_path), str(tmp_path / "none.txt"), "a\0b", "https://a.org"):
        assert find_document(cache, source) is None


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes are a thing of POSIX")
def test_a_pipe_is_left_to_the_reader(cache: Cache, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert find_document(cache, str(tmp_path / "pipe")) is None


@pytest.mark.parametrize("kept", ["[]", '{"text": 3}', "{"])
def test_what_is_no_document_is_not_found(cache: Cache, copy: Path, kept: str) -> None:
    cache.put(document_cache._key(str(copy), read(str(copy)).sha256), kept)
    assert find_document(cache, str(copy)) is None


def test_a_source_is_read_once(
    cache: Cache, copy: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its remarks are printed each time."""
    opened: list[str] = []

    def read_anew(source: str, *, quiet: bool) -> Document:
        opened.append(source)
        return read(source)

    monkeypatch.setattr(reading, "read_source", read_anew)
    copy.write_bytes(copy.read_bytes() + "Caf\xe9s closed early.\n".encode("cp1252"))
    settings = settings_for(verbose=True)
    runs = [read_documents([str(copy)], settings, cache) for _ in range(2)]
    assert runs[0] == runs[1]
    assert opened == [str(copy)]
    told = capsys.readouterr().err.splitlines()
    assert told
    assert told[: len(told) // 2] == told[len(told) // 2 :]
    read_documents([str(copy)], settings, None)  # nothing is kept
    assert len(opened) == 2


def test_the_program_is_its_code_prompts_and_packages(monkeypatch: pytest.MonkeyPatch) -> None:
    before = hash_program()
    assert before == hash_program.__wrapped__()
    monkeypatch.setattr("summarize.cli.program_hash._packages_folder", lambda: EXAMPLES)
    assert hash_program.__wrapped__() != before
