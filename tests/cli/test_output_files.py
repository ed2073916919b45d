"""Writing results into files: whole or not at all, never over a source; names of targets."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from summarize.cli.output_files import choose_target, write_output
from summarize.errors import OutputError
from support.paths import ROOT

posix = pytest.mark.skipif(os.name != "posix", reason="needs POSIX files")


def refusal(path: Path, sources: tuple[Path, ...] = ()) -> OutputError:
    with pytest.raises(OutputError) as caught:
        write_output(path, "new", sources=sources)
    assert "\n" not in caught.value.message
    return caught.value


def only(folder: Path, *names: str) -> None:
    """Nothing temporary was left behind."""
    assert sorted(os.listdir(folder)) == sorted(names)


def test_a_new_file(tmp_path: Path) -> None:
    write_output(tmp_path / "a.md", "Größe\nzwei\r\n", sources=())
    assert (tmp_path / "a.md").read_bytes() == "Größe\nzwei\r\n".encode()
    only(tmp_path, "a.md")


def test_an_empty_text(tmp_path: Path) -> None:
    write_output(tmp_path / "a.md", "", sources=())
    assert (tmp_path / "a.md").read_bytes() == b""


def test_half_a_character_is_escaped(tmp_path: Path) -> None:
    write_output(tmp_path / "a.md", "a\ud800b", sources=())
    assert (tmp_path / "a.md").read_bytes() == b"a\\ud800b"


@posix
def test_permissions_of_a_new_file_follow_the_umask(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write_output(tmp_path / "a.md", "x", sources=())
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "a.md").stat().st_mode) == 0o640


@posix
def test_permissions_of_an_existing_file_stay(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("old")
    path.chmod(0o604)
    write_output(path, "new", sources=())
    assert path.read_text() == "new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o604
    only(tmp_path, "a.md")


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "the disk is full"),
        (errno.EROFS, "read-only"),
        (errno.EIO, os.strerror(errno.EIO)),
    ],
)
def test_a_failure_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, words: str
) -> None:
    path = tmp_path / "a.md"
    path.write_text("old")

    def fail(_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", fail)
    error = refusal(path)
    assert str(path) in error.message
    assert words in error.message
    assert path.read_text() == "old"
    only(tmp_path, "a.md")


def test_an_interruption_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "replace", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_output(tmp_path / "a.md", "x", sources=())
    only(tmp_path)


def test_no_such_folder(tmp_path: Path) -> None:
    assert "there is no such folder" in refusal(tmp_path / "no" / "a.md").message


def test_a_file_in_the_place_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "f").write_text("x")
    assert refusal(tmp_path / "f" / "a.md").hint


def test_a_folder(tmp_path: Path) -> None:
    assert "it is a folder" in refusal(tmp_path).message


def test_a_name_that_is_too_long(tmp_path: Path) -> None:
    assert "the name is too long" in refusal(tmp_path / ("x" * 300)).message


@posix
def test_the_longest_possible_name(tmp_path: Path) -> None:
    write_output(tmp_path / ("x" * 255), "x", sources=())
    only(tmp_path, "x" * 255)


def test_an_impossible_name(tmp_path: Path) -> None:
    assert "not a possible name" in refusal(tmp_path / "a\0b").message


def test_a_write_protected_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.md"
    path.write_text("old")
    path.chmod(0o444)
    # The superuser may write everywhere, so that the answer is given here.
    monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK)
    assert "you may not write there" in refusal(path).message
    assert path.read_text() == "old"


def test_a_folder_without_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(*_: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr("builtins.open", forbidden)
    assert "you may not write there" in refusal(tmp_path / "a.md").message


def test_the_source_is_refused(tmp_path: Path) -> None:
    source = tmp_path / "a.txt"
    source.write_text("article")
    missing = tmp_path / "none"
    error = refusal(source, (missing, Path("https://example.org/x"), Path("a\0"), source))
    assert "it is the source itself" in error.message
    assert error.hint
    assert source.read_text() == "article"


@posix
def test_the_source_is_refused_through_every_link(tmp_path: Path) -> None:
    source = tmp_path / "a.txt"
    source.write_text("article")
    (tmp_path / "soft").symlink_to(source)
    (tmp_path / "soft2").symlink_to("soft")
    (tmp_path / "hard").hardlink_to(source)
    (tmp_path / "sub").mkdir()
    for name in ("soft", "soft2", "hard", "sub/../a.txt"):
        assert "it is the source itself" in refusal(tmp_path / name, (source,)).message
        assert "it is the source itself" in refusal(source, (tmp_path / name,)).message
    assert source.read_text() == "article"


@posix
def test_a_link_stays_and_its_target_is_written(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    (tmp_path / "link").symlink_to("there/a.md")
    for content in ("first", "second"):  # a link to nothing, then to a file
        write_output(tmp_path / "link", content, sources=())
        assert (tmp_path / "there" / "a.md").read_text() == content
    assert (tmp_path / "link").is_symlink()
    only(tmp_path / "there", "a.md")


@posix
def test_a_link_that_leads_in_a_circle(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("link")
    assert "circle" in refusal(tmp_path / "link").message
    assert (tmp_path / "link").is_symlink()


@posix
def test_the_null_device_stays_a_device() -> None:
    write_output(Path(os.devnull), "x", sources=(Path(os.devnull),))
    assert stat.S_ISCHR(os.stat(os.devnull).st_mode)


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full here")
def test_a_full_disk() -> None:
    assert refusal(Path("/dev/full")).message == "/dev/full can't be written: the disk is full"


@posix
def test_a_named_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    got: list[str] = []
    reader = threading.Thread(target=lambda: got.append(pipe.read_text()), daemon=True)
    reader.start()
    write_output(pipe, "through", sources=())
    reader.join(timeout=10)
    assert got == ["through"]
    assert stat.S_ISFIFO(pipe.stat().st_mode)


WRITER = (
    "import sys; from pathlib import Path; from summarize.cli.output_files import write_output; "
    "write_output(Path(sys.argv[1]), 'new\\n', sources=())"
)


def run(argument: str, **streams: int) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", WRITER, argument]
    root = ROOT
    return subprocess.run(command, text=True, check=True, timeout=60, cwd=root, **streams)  # type: ignore[call-overload, no-any-return]


@pytest.mark.skipif(not os.path.exists("/proc/self/fd"), reason="no /proc here")
def test_standard_output_as_a_pipe() -> None:
    assert run("/dev/stdout", stdout=subprocess.PIPE).stdout == "new\n"


@pytest.mark.skipif(not os.path.exists("/proc/self/fd"), reason="no /proc here")
def test_standard_output_as_a_log_is_added_to(tmp_path: Path) -> None:
    log, link = tmp_path / "log", tmp_path / "link"
    log.write_text("old\n")
    link.symlink_to("/dev/stdout")
    inode = log.stat().st_ino
    for target in ("/dev/stdout", "/dev/fd/1", str(link)):
        with open(log, "a") as stream:
            run(target, stdout=stream.fileno())
    assert log.read_text() == "old\n" + "new\n" * 3
    assert log.stat().st_ino == inode
    only(tmp_path, "log", "link")


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("news/kim.txt", "kim.md"),
        ("kim", "kim.md"),
        ("archive.tar.gz", "archive.tar.md"),
        (".hidden", ".hidden.md"),
        ("My report: draft.txt", "My report: draft.md"),
        ("-", "stdin.md"),
        ("https://example.org/news/kim.html?x=1#top", "kim.md"),
        ("https://example.org/news/kim/", "kim.md"),
        ("https://example.org", "example.org.md"),
        ("https://example.org:8080/", "example.org-8080.md"),
        ("https://example.org/a%2Fb%20c", "b-c.md"),
        ("https://example.org/%2E%2E/%2E%2E", "summary.md"),
        ("https://example.org/Gr%C3%B6%C3%9Fe.html", "Größe.md"),
        ("http://[", "http.md"),
        ("https://", "summary.md"),
        ("CON.txt", "CON-.md"),
    ],
)
def test_names_of_targets(tmp_path: Path, source: str, name: str) -> None:
    assert choose_target(source, tmp_path, ".md", ()) == tmp_path / name


def test_sources_of_the_same_name_are_numbered(tmp_path: Path) -> None:
    taken: list[Path] = []
    for source in ("a/kim.txt", "b/kim.html", "c/KIM.txt", "kim-2.txt", "d/lee.txt"):
        taken.append(choose_target(source, tmp_path, ".md", taken))
    names = [path.name for path in taken]
    assert names == ["kim.md", "kim-2.md", "KIM-3.md", "kim-2-2.md", "lee.md"]


def test_a_source_among_the_taken_is_never_hit(tmp_path: Path) -> None:
    source = tmp_path / "kim.md"
    assert choose_target(str(source), tmp_path, ".md", {source}) == tmp_path / "kim-2.md"


@posix
@pytest.mark.parametrize("source", ["ü" * 127, "https://example.org/" + "x" * 4000, "\udcff.txt"])
def test_any_source_gets_a_name_that_can_be_written(tmp_path: Path, source: str) -> None:
    target = choose_target(source, tmp_path, ".markdown", ())
    write_output(target, "x", sources=())
    assert target.parent == tmp_path
    assert target.read_text() == "x"
