"""The cache of completions: kept, evicted, damaged, locked, cleared."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest

from summarize.storage import database
from summarize.storage.cache import Cache, CacheInfo, default_cache_path
from support.paths import ROOT

posix = pytest.mark.skipif(os.name != "posix", reason="needs POSIX files")


def test_what_was_put_is_got(cache: Cache) -> None:
    assert cache.get(b"a") is None
    cache.put(b"a", "Größe\0\n")
    cache.put(b"b", "")
    assert (cache.get(b"a"), cache.get(b"b")) == ("Größe\0\n", "")
    cache.put(b"a", "new")
    assert cache.get(b"a") == "new"
    assert cache.info().entries == 2
    assert cache.warning is None


def test_it_is_still_there_next_time(path: Path) -> None:
    first = Cache(path)
    first.put(b"a", "kept")
    first.close()
    assert Cache(path).get(b"a") == "kept"


def test_info_and_clear(cache: Cache, path: Path) -> None:
    for number in range(100):
        cache.put(b"%d" % number, "confidential " * 500)
    info = cache.info()
    assert (info.path, info.entries) == (path, 100)
    assert info.bytes > 100 * 500 * len("confidential ")
    assert cache.clear() == 100
    assert cache.info().entries == 0
    assert cache.info().bytes < 100_000
    cache.close()
    for file in path.parent.iterdir():
        assert b"confidential" not in file.read_bytes(), file


@posix
def test_nobody_else_can_read_it(path: Path) -> None:
    before = os.umask(0)
    try:
        cache = Cache(path)
        cache.put(b"a", "private")
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert {stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()} == {0o600}
    cache.close()
    path.chmod(0o644)
    Cache(path).close()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_the_least_recently_used_goes_first(path: Path) -> None:
    cache = Cache(path, limit_bytes=3 * 101)  # three keys of 1 byte with values of 100
    for key in (b"a", b"b", b"c"):
        cache.put(key, "x" * 100)
    assert cache.get(b"a") is not None
    cache.put(b"d", "x" * 100)
    assert [cache.get(key) is not None for key in (b"a", b"b", b"c", b"d")] == [
        True,
        False,
        True,
        True,
    ]
    cache.put(b"e", "x" * 201)
    assert cache.get(b"e") is not None
    assert cache.info().entries == 2


def test_what_is_larger_than_the_limit_is_not_kept(path: Path) -> None:
    cache = Cache(path, limit_bytes=50)
    cache.put(b"a", "x" * 51)
    assert cache.get(b"a") is None
    assert cache.warning is None


def test_text_that_can_not_be_stored_is_not_kept(cache: Cache) -> None:
    cache.put(b"a", "half \ud800 a character")
    assert cache.get(b"a") is None
    cache.put(b"b", "fine")
    assert cache.get(b"b") == "fine"
    assert cache.warning is None


def set_aside(path: Path) -> bytes:
    return path.with_name(path.name + ".broken").read_bytes()


@pytest.mark.parametrize("damage", [b"not a database, but long enough to be one" * 200, b"short"])
def test_a_file_that_is_no_database_is_set_aside(path: Path, damage: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(damage)
    cache = Cache(path)
    cache.put(b"a", "works")
    assert cache.get(b"a") == "works"
    assert "completions.sqlite3.broken" in (cache.warning or "")
    assert set_aside(path) == damage


def test_another_programs_database_is_set_aside(path: Path) -> None:
    path.parent.mkdir()
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE completions (mine TEXT)")
    other.close()
    before = path.read_bytes()
    cache = Cache(path)
    cache.put(b"a", "works")
    assert cache.get(b"a") == "works"
    assert "another program" in (cache.warning or "")
    assert set_aside(path) == before


def test_other_tables_than_ours_are_set_aside(path: Path) -> None:
    Cache(path).close()
    with sqlite3.connect(path) as db:
        db.execute("ALTER TABLE completions RENAME COLUMN value TO other")
    db.close()
    cache = Cache(path)
    cache.put(b"a", "works")
    assert cache.get(b"a") == "works"
    assert cache.warning is not None


def test_damage_in_the_middle_is_never_fatal(path: Path) -> None:
    cache = Cache(path)
    for number in range(300):
        cache.put(b"%d" % number, "x" * 1000)
    cache.close()
    size = path.stat().st_size
    with open(path, "r+b") as file:
        file.seek(4096)
        file.write(b"\xa5" * (size - 4096))
    cache = Cache(path)
    for number in range(300):
        assert cache.get(b"%d" % number) in (None, "x" * 1000)
    cache.put(b"a", "works again")
    assert cache.get(b"a") == "works again"
    assert cache.warning is not None


def without(cache: Cache) -> None:
    """The cache does nothing, and says why."""
    cache.put(b"a", "x")
    assert cache.get(b"a") is None
    assert cache.info() == CacheInfo(cache.path, 0, 0)
    assert cache.clear() == 0
    assert str(cache.path) in (cache.warning or "")
    cache.close()


def test_a_folder_in_the_place_of_the_file(path: Path) -> None:
    path.mkdir(parents=True)
    without(Cache(path))
    assert path.is_dir()


def test_a_file_in_the_place_of_the_folder(path: Path) -> None:
    path.parent.write_text("in the way")
    without(Cache(path))


def test_an_impossible_path() -> None:
    without(Cache(Path("a\0b") / "c"))


def test_no_permission(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "mkdir", forbidden)
    without(Cache(path))


def test_a_locked_database_is_left_alone(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.05)
    cache = Cache(path)
    cache.put(b"a", "x")
    blocker = sqlite3.connect(path, isolation_level=None)
    blocker.execute("BEGIN IMMEDIATE")
    cache.put(b"b", "y")
    assert "locked" in (cache.warning or "")
    assert (cache.get(b"a"), cache.get(b"b")) == ("x", "y")  # what waits is found as well
    blocker.execute("ROLLBACK")
    blocker.close()
    cache.close()
    assert not path.with_name(path.name + ".broken").exists()
    after = Cache(path)
    assert (after.get(b"a"), after.get(b"b")) == ("x", "y")


WORKER = """
import sys
from pathlib import Path
from summarize.storage.cache import Cache
cache = Cache(Path(sys.argv[1]))
for number in range(50):
    cache.put(f"{sys.argv[2]} {number}".encode(), "x" * 500)
    cache.get(f"0 {number}".encode())
sys.exit(cache.warning)
"""


def test_several_processes_at_once(path: Path) -> None:
    root = ROOT
    workers = [
        subprocess.Popen(
            [sys.executable, "-c", WORKER, str(path), str(number)],
            cwd=root,
            stderr=subprocess.PIPE,
            text=True,
        )
        for number in range(4)
    ]
    assert [worker.communicate(timeout=120)[1] for worker in workers] == [""] * 4
    assert Cache(path).info().entries == 200


def test_uses_that_can_not_be_noted_are_no_trouble(path: Path) -> None:
    cache = Cache(path)
    cache.put(b"a", "x")
    assert cache.get(b"a") == "x"
    blocker = sqlite3.connect(path, isolation_level=None)
    blocker.execute("BEGIN IMMEDIATE")
    cache.close()
    blocker.close()
    assert cache.warning is None


def test_a_run_that_finds_everything_writes_once(path: Path) -> None:
    cache = Cache(path)
    for number in range(50):
        cache.put(b"%d" % number, "x")
    cache.close()
    cache = Cache(path)
    other = sqlite3.connect(path)
    version = other.execute("PRAGMA data_version").fetchone()
    for number in range(50):
        assert cache.get(b"%d" % number) == "x"
    assert other.execute("PRAGMA data_version").fetchone() == version
    before = other.execute("SELECT MIN(used) FROM completions").fetchone()
    cache.close()
    assert other.execute("SELECT MIN(used) FROM completions").fetchone() > before
    other.close()


def test_what_an_earlier_version_kept_is_dropped_without_a_word(path: Path) -> None:
    path.parent.mkdir()
    with sqlite3.connect(path) as old:
        old.execute("CREATE TABLE completions (key BLOB PRIMARY KEY, value TEXT)")
        old.execute(f"PRAGMA application_id = {0x53554D43}")
    old.close()
    cache = Cache(path)
    cache.put(b"a", "x")
    assert (cache.get(b"a"), cache.warning) == ("x", None)


def test_the_file_of_a_newer_version_is_left_alone(path: Path) -> None:
    Cache(path).close()
    with sqlite3.connect(path) as newer:
        newer.execute("PRAGMA user_version = 99")
    newer.close()
    cache = Cache(path)
    assert "newer version" in (cache.warning or "")
    assert not path.with_name(path.name + ".broken").exists()


def test_clear_forgets_what_was_set_aside(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"confidential " * 1000)
    cache = Cache(path)
    assert path.with_name(path.name + ".broken").exists()
    cache.clear()
    assert not path.with_name(path.name + ".broken").exists()


def test_what_is_too_large_drives_nothing_out(path: Path) -> None:
    cache = Cache(path, limit_bytes=50)
    cache.put(b"a", "x" * 40)
    cache.put(b"b", "x" * 51)
    assert cache.get(b"a") == "x" * 40


def test_used_from_another_thread(cache: Cache) -> None:
    worker = threading.Thread(target=cache.put, args=(b"a", "x"))
    worker.start()
    worker.join()
    assert cache.get(b"a") == "x"


def test_default_path_lies_in_the_users_cache() -> None:
    assert default_cache_path().name == "completions.sqlite3"
    assert "summarize" in default_cache_path().parts


def test_a_full_check_finds_a_changed_text_and_a_new_file_is_begun(path: Path) -> None:
    cache = Cache(path)
    cache.put(b"k", "text of an answer " * 100)
    assert cache.find_damage() == ""
    cache.close()
    with closing(sqlite3.connect(path)) as db:
        db.execute("UPDATE completions SET value = ?", (b"another answer",))
        db.commit()
    cache = Cache(path)
    damage = cache.find_damage()
    assert "not what was kept" in damage
    cache.set_aside(damage)
    assert cache.warning
    assert "was damaged" in cache.warning
    assert cache.get(b"k") is None
    cache.put(b"k", "anew")
    assert cache.get(b"k") == "anew"
    assert path.with_name(f"{path.name}.broken").exists()
