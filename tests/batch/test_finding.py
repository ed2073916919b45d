"""The documents of a folder, and what is left out and why."""

from __future__ import annotations

import os
import socket
import sys
from pathlib import Path

import pytest

from summarize.batch.file_patterns import Patterns
from summarize.batch.finding import Findings, count_reasons, find_documents
from summarize.errors import UsageError
from support.batches import fill, fill_small, run_folder, small_text

TEXT = small_text(0)
posix = pytest.mark.skipif(os.name != "posix", reason="needs POSIX")


def find(
    folder: Path, include: str = "", exclude: str = "", output: Path | None = None
) -> Findings:
    target = output or folder.parent / "results"
    return find_documents([str(folder)], target, Patterns(include), Patterns(exclude))


def names(findings: Findings) -> list[str]:
    return [one.name for one in findings.documents]


def reasons(findings: Findings) -> dict[str, str]:
    return {one.name: one.reason for one in findings.left_out}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "docs"


def test_documents_are_found_at_any_depth_in_the_order_of_the_names(folder: Path) -> None:
    fill(folder, {"b.txt": TEXT, "a/z.md": TEXT, "a/b/c.PDF": b"%PDF-", "README": TEXT})
    assert names(find(folder)) == ["README", "a/b/c.PDF", "a/z.md", "b.txt"]


def test_what_is_no_document_is_left_out_and_told(folder: Path) -> None:
    fill(
        folder,
        {
            "a.txt": TEXT, "b.jpg": b"\xff\xd8\xff", "c.py": "x = 1", "data": b"\x00\x01\x02" * 9,
            "empty.txt": b"", ".hidden.txt": TEXT, ".git/config.txt": TEXT, "~$a.docx": b"x" * 162,
        },
    )  # fmt: skip
    found = find(folder)
    assert names(found) == ["a.txt"]
    assert reasons(found) == {
        ".git": "hidden", ".hidden.txt": "hidden", "b.jpg": "of other kinds",
        "c.py": "of other kinds", "data": "of other kinds", "empty.txt": "empty",
        "~$a.docx": "hidden",
    }  # fmt: skip
    assert not any(one.is_failure for one in found.left_out)
    told = "; ".join(count_reasons(found.left_out))
    assert "3 hidden" in told
    assert "3 of other kinds (.jpg 1, .py 1, without extension 1)" in told


def test_patterns_include_and_exclude(folder: Path) -> None:
    fill(folder, {"a.txt": TEXT, "b.log": TEXT, "old/c.txt": TEXT, "old/d.log": TEXT})
    assert names(find(folder, include="*.log")) == ["b.log", "old/d.log"]
    assert names(find(folder, exclude="old/")) == ["a.txt"]
    assert names(find(folder, include="*.log", exclude="old")) == ["b.log"]
    assert reasons(find(folder, exclude="old/"))["old"] == "excluded"


def test_the_folder_of_the_results_is_never_read(folder: Path) -> None:
    fill(folder, {"a.txt": TEXT, "out/note.txt": TEXT})
    inside = folder / "out"
    assert names(find(folder, output=inside)) == ["a.txt"]
    # Nor is that of an earlier run, with other settings.
    run_folder(folder, inside)
    found = find(folder, output=folder / "other")
    assert names(found) == ["a.txt"]
    assert reasons(found) == {"out": "with results of this program"}


@pytest.mark.parametrize("where", [".", ".."])
def test_results_among_the_sources_are_refused(folder: Path, where: str) -> None:
    fill(folder, {"a.txt": TEXT})
    with pytest.raises(UsageError, match="among the sources"):
        find(folder, output=folder / where)


def test_several_sources_are_folders_of_their_names(folder: Path, tmp_path: Path) -> None:
    fill(folder, {"a.txt": TEXT, "x/b.txt": TEXT})
    single = fill(tmp_path, {"log.log": TEXT}) / "log.log"
    sources = [str(folder), str(single)]
    found = find_documents(sources, tmp_path / "out", Patterns(""), Patterns(""))
    assert names(found) == ["docs/a.txt", "docs/x/b.txt", "log.log"]
    with pytest.raises(UsageError, match="two sources have the name docs"):
        find_documents([*sources, f"{folder}/"], tmp_path / "out", Patterns(""), Patterns(""))


@posix
def test_links_to_files_are_followed_and_links_to_folders_are_not(folder: Path) -> None:
    fill(folder, {"a.txt": TEXT, "x/b.txt": TEXT})
    (folder / "c.txt").symlink_to("a.txt")
    (folder / "x" / "up").symlink_to("..")
    (folder / "round.txt").symlink_to("round.txt")
    (folder / "gone.txt").symlink_to("nothing.txt")
    (folder / "lock").symlink_to("pid-12")
    found = find(folder)
    assert names(found) == ["a.txt", "c.txt", "x/b.txt"]
    assert reasons(found) == {
        "gone.txt": "link that leads nowhere",
        "lock": "link that leads nowhere",
        "round.txt": "link that leads round in a circle",
        "x/up": "link to a folder (not followed)",
    }
    assert [one.name for one in found.left_out if one.is_failure] == ["gone.txt", "round.txt"]


@posix
def test_pipes_and_sockets_are_never_opened(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(folder, {"a.txt": TEXT})
    os.mkfifo(folder / "p.txt")
    monkeypatch.chdir(folder)  # the name of a socket may not be long
    with socket.socket(socket.AF_UNIX) as bound:
        bound.bind("s.txt")
        found = find(folder)
    assert names(found) == ["a.txt"]
    assert set(reasons(found).values()) == {"pipe, socket or device"}


@posix
@pytest.mark.skipif(os.name == "posix" and os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read_is_a_failure(folder: Path, tmp_path: Path) -> None:
    fill(folder, {"a.txt": TEXT, "locked/b.txt": TEXT, "c.txt": TEXT})
    (folder / "locked").chmod(0)
    (folder / "c.txt").chmod(0)
    try:
        report = run_folder(folder, tmp_path / "out")
    finally:
        (folder / "locked").chmod(0o700)
    refused = {row.name: row.reason for row in report.rows if row.state == "refused"}
    assert refused == {"locked": "may not be read", "c.txt": "may not be read"}
    assert report.exit_code == 7


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="names are Unicode there")
def test_names_that_are_no_text_are_names(folder: Path, tmp_path: Path) -> None:
    fill(folder, {})
    folder.mkdir()
    path = os.path.join(os.fsencode(folder), b"caf\xe9 #1%.txt")
    with open(path, "wb") as file:
        file.write(TEXT.encode())
    for _ in range(2):
        report = run_folder(folder, tmp_path / "out")
    assert report.exit_code == 0
    assert len(report.unchanged) == 1
    assert b"(caf%E9%20%231%25.txt.md)" in (tmp_path / "out" / "index.md").read_bytes()
    assert "\\udc" not in (tmp_path / "out" / "index.html").read_text("utf-8")


def test_a_folder_with_thousands_of_files_is_found_quickly(folder: Path) -> None:
    fill_small(folder, 300)
    assert len(find(folder).documents) == 300
