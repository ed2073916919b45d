"""The cache among processes: killed writers, a full disk, a damaged file, a read-only folder."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from summarize.storage import cache as cache_module
from summarize.storage.cache import Cache
from support.paths import BENCHMARKS, TESTS

sys.path.append(str(BENCHMARKS))

import cache_stress

posix = pytest.mark.skipif(os.name != "posix", reason="needs POSIX signals and limits")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "completions.sqlite3"


def child(code: str, *arguments: object) -> subprocess.Popen[str]:
    """A process that runs `code`; its standard output can be read."""
    command = [sys.executable, "-c", code, *map(str, arguments)]
    return subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


@posix
def test_processes_that_are_killed_do_no_harm(path: Path) -> None:
    assert cache_stress.run(path, rounds=2, processes=4, killed=2, damaged_every=2) == []


def test_the_stress_would_notice_a_wrong_text(path: Path) -> None:
    cache = Cache(path)
    cache.put(b"key 7", "another text")
    cache.close()
    assert cache_stress.whole(path) == ["wrong text under b'key 7'"]


IN_A_TRANSACTION = """
import sqlite3, sys, time
db = sqlite3.connect(sys.argv[1], isolation_level=None)
db.execute("BEGIN IMMEDIATE")
db.execute("PRAGMA cache_size = 1")  # so that pages are written before the end
for number in range(500):
    db.execute("INSERT INTO completions VALUES (?, ?, 0, 3000, 1)", (b"%d" % number, bytes(3000)))
print("ready", flush=True)
time.sleep(600)
"""


@posix
def test_a_writer_killed_in_the_middle_of_a_transaction(path: Path) -> None:
    cache = Cache(path)
    cache.put(b"a", "before")
    cache.close()
    writer = child(IN_A_TRANSACTION, path)
    assert writer.stdout
    assert writer.stdout.readline() == "ready\n"
    writer.send_signal(signal.SIGKILL)
    writer.communicate()
    cache = Cache(path)
    cache.put(b"b", "after")
    assert (cache.get(b"a"), cache.get(b"b")) == ("before", "after")
    assert cache.info().entries == 2
    assert cache.warning is None


FULL_DISK = """
import resource, sys
from pathlib import Path
from summarize.storage.cache import Cache
cache = Cache(Path(sys.argv[1]))
cache.put(b"early", "kept")
resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))
for number in range(200):
    cache.put(b"%d" % number, str(number) * 4000)
print(cache.warning)
print(cache.get(b"early"), cache.get(b"199"))
cache.close()
"""


@posix
def test_a_full_disk(path: Path) -> None:
    out, errors = child(FULL_DISK, path).communicate()
    assert errors == ""
    warning, found = out.splitlines()
    assert "can't keep anything more" in warning
    assert found == "kept None"
    cache = Cache(path)
    assert cache.warning is None
    assert cache.get(b"early") == "kept"
    assert cache_stress_is_whole(path)


def cache_stress_is_whole(path: Path) -> bool:
    with sqlite3.connect(path) as db:
        rows = db.execute("PRAGMA integrity_check").fetchall()
    db.close()
    return rows == [("ok",)]


def test_a_database_that_may_not_grow(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """SQLite's own "full", which is what it makes of a disk without room."""
    connect = sqlite3.connect

    def small(*arguments: object, **named: object) -> sqlite3.Connection:
        db = connect(*arguments, **named)  # type: ignore[call-overload]
        db.execute("PRAGMA max_page_count = 20")
        return db

    monkeypatch.setattr(cache_module.sqlite3, "connect", small)
    cache = Cache(path)
    for number in range(50):
        cache.put(b"%d" % number, str(number) * 2000)
    assert "full" in (cache.warning or "")
    assert cache.get(b"0") == "0" * 2000
    assert cache.get(b"49") is None


TOGETHER = """
import sys
from pathlib import Path
from summarize.storage.cache import Cache
sys.stdin.readline()
cache = Cache(Path(sys.argv[1]))
cache.put(sys.argv[2].encode(), "mine")
cache.close()
"""


@posix
def test_of_several_that_find_it_damaged_one_sets_it_aside(path: Path) -> None:
    damage = b"no database " * 1000
    path.write_bytes(damage)
    processes = [child(TOGETHER, path, number) for number in range(6)]
    for process in processes:
        assert process.stdin
        process.stdin.write("go\n")
        process.stdin.flush()
    assert [process.communicate()[1] for process in processes] == [""] * 6
    cache = Cache(path)
    assert [cache.get(b"%d" % number) for number in range(6)] == ["mine"] * 6
    assert path.with_name(path.name + ".broken").read_bytes() == damage


def damage_text(path: Path) -> None:
    """Change one letter of what is kept, behind SQLite's back."""
    data = path.read_bytes()
    assert data.count(b"precious") == 1
    path.write_bytes(data.replace(b"precious", b"preciouz"))


def test_who_finds_damage_late_does_not_move_the_new_file(path: Path) -> None:
    first = Cache(path)
    first.put(b"a", "precious")
    first.close()
    damage_text(path)
    one, other = Cache(path), Cache(path)
    assert one.get(b"a") is None
    assert "not what was kept" in (one.warning or "")
    one.put(b"b", "new")
    assert other.get(b"a") is None  # still the damaged file
    assert other.get(b"b") == "new"
    assert b"preciouz" in path.with_name(path.name + ".broken").read_bytes()
    for cache in (one, other):
        cache.close()
    assert Cache(path).get(b"b") == "new"


READ_ONLY = """
import os, sys
from pathlib import Path
from summarize.storage.cache import Cache
if os.getuid() == 0:
    os.setuid(65534)
cache = Cache(Path(sys.argv[1]))
cache.put(b"b", "not kept")
print(cache.warning)
print(cache.get(b"a"), cache.get(b"b"))
cache.close()
"""


@posix
def test_a_read_only_folder_is_read(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("shared")
    path = folder / "completions.sqlite3"
    cache = Cache(path)
    cache.put(b"a", "kept")
    cache.close()
    path.chmod(0o444)
    base = tmp_path_factory.getbasetemp()
    for parent in (folder, base, base.parent, base.parent.parent):  # one more where many run
        if os.getuid() == 0 and parent.name.startswith(("p", "shared")):  # who is not, owns them
            parent.chmod(0o755)
    folder.chmod(0o555)
    try:
        out, errors = child(READ_ONLY, path).communicate()
    finally:
        folder.chmod(0o700)
    assert errors == ""
    warning, found = out.splitlines()
    assert "can be read, but not written" in warning
    assert found == "kept None"


RUN = """
import os, signal, sys
from pathlib import Path
sys.path.append(sys.argv[1])
from support.answers import settings_for, voting
from support.scripted_engine import ScriptedEngine
from summarize.storage.cache import Cache
from summarize.inference.cached_engine import CachedEngine
from summarize.pipeline import summarize
from summarize.sources import read

folder, killed_after = Path(sys.argv[2]), int(sys.argv[3])
done = 0

def answer(request):
    global done
    if done == killed_after:
        os.kill(os.getpid(), signal.SIGKILL)
    done += 1
    return voting()(request)

engine = ScriptedEngine(answer, context_size=700)
cached = CachedEngine(engine, Cache(folder / "cache.sqlite3"), "1")
document = read(Path(sys.argv[1]).parent / "examples" / "feature.txt")
summarize(document, settings_for(), cached)
print(done)
"""


@posix
def test_a_run_that_was_killed_goes_on_where_it_stopped(tmp_path: Path) -> None:
    def run(folder: Path, killed_after: int) -> tuple[int, str]:
        folder.mkdir(exist_ok=True)
        process = child(RUN, TESTS, folder, killed_after)
        out, errors = process.communicate()
        assert not errors
        return process.returncode, out

    never = 10**9
    code, out = run(tmp_path / "whole", never)
    asked = int(out)
    assert (code, asked > 10) == (0, True)
    done = asked // 2
    assert run(tmp_path / "killed", done) == (-signal.SIGKILL, "")
    assert run(tmp_path / "killed", never) == (0, f"{asked - done}\n")
    assert run(tmp_path / "killed", never) == (0, "0\n")
