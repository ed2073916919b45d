from __future__ import annotations

import json
import os
import sqlite3
import stat
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from summarize.cache import Cache, CachedEngine, CacheInfo, default_path
from summarize.engine import Completion, Engine, Prompt, Request, Stop
from summarize.errors import BudgetError, ModelError
from summarize.findings import ModelInfo

posix = pytest.mark.skipif(os.name != "posix", reason="needs POSIX files")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "completions.sqlite3"


@pytest.fixture
def cache(path: Path) -> Iterator[Cache]:
    cache = Cache(path)
    yield cache
    cache.close()


def test_what_was_put_is_got(cache: Cache) -> None:
    assert cache.get(b"a") is None
    cache.put(b"a", "Größe\0\n")
    cache.put(b"b", "")
    assert (cache.get(b"a"), cache.get(b"b")) == ("Größe\0\n", "")
    cache.put(b"a", "new")
    assert cache.get(b"a") == "new"
    assert cache.info().entries == 2
    assert cache.trouble is None


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
    assert cache.trouble is None


def test_text_that_can_not_be_stored_is_not_kept(cache: Cache) -> None:
    cache.put(b"a", "half \ud800 a character")
    assert cache.get(b"a") is None
    cache.put(b"b", "fine")
    assert cache.get(b"b") == "fine"
    assert cache.trouble is None


def set_aside(path: Path) -> bytes:
    return path.with_name(path.name + ".broken").read_bytes()


@pytest.mark.parametrize("damage", [b"not a database, but long enough to be one" * 200, b"short"])
def test_a_file_that_is_no_database_is_set_aside(path: Path, damage: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(damage)
    cache = Cache(path)
    cache.put(b"a", "works")
    assert cache.get(b"a") == "works"
    assert "completions.sqlite3.broken" in (cache.trouble or "")
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
    assert "another program" in (cache.trouble or "")
    assert set_aside(path) == before


def test_other_tables_than_ours_are_set_aside(path: Path) -> None:
    Cache(path).close()
    with sqlite3.connect(path) as db:
        db.execute("ALTER TABLE completions RENAME COLUMN value TO other")
    db.close()
    cache = Cache(path)
    cache.put(b"a", "works")
    assert cache.get(b"a") == "works"
    assert cache.trouble is not None


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
    assert cache.trouble is not None


def without(cache: Cache) -> None:
    """The cache does nothing, and says why."""
    cache.put(b"a", "x")
    assert cache.get(b"a") is None
    assert cache.info() == CacheInfo(cache.path, 0, 0)
    assert cache.clear() == 0
    assert str(cache.path) in (cache.trouble or "")
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
    monkeypatch.setattr("summarize.cache._BUSY_SECONDS", 0.05)
    cache = Cache(path)
    cache.put(b"a", "x")
    blocker = sqlite3.connect(path, isolation_level=None)
    blocker.execute("BEGIN IMMEDIATE")
    cache.put(b"b", "y")
    assert "locked" in (cache.trouble or "")
    assert cache.get(b"a") is None  # it goes without from here on
    blocker.execute("ROLLBACK")
    blocker.close()
    assert not path.with_name(path.name + ".broken").exists()
    assert Cache(path).get(b"a") == "x"


WORKER = """
import sys
from pathlib import Path
from summarize.cache import Cache
cache = Cache(Path(sys.argv[1]))
for number in range(50):
    cache.put(f"{sys.argv[2]} {number}".encode(), "x" * 500)
    cache.get(f"0 {number}".encode())
sys.exit(cache.trouble)
"""


def test_several_processes_at_once(path: Path) -> None:
    root = Path(__file__).parent.parent
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


def test_used_from_another_thread(cache: Cache) -> None:
    worker = threading.Thread(target=cache.put, args=(b"a", "x"))
    worker.start()
    worker.join()
    assert cache.get(b"a") == "x"


def test_default_path_lies_in_the_users_cache() -> None:
    assert default_path().name == "completions.sqlite3"
    assert "summarize" in default_path().parts


class Scripted:
    """An engine that answers each prompt with itself in capitals, the last request first."""

    info = ModelInfo("scripted", "", 0, "")
    window = 100
    chats = True

    def __init__(self) -> None:
        self.calls: list[list[str]] = []

    def count(self, text: str) -> int:
        return len(text.split())

    def chat(self, message: str) -> Prompt:
        return Prompt(message, "<", ">")

    def complete(self, requests: Sequence[Request]) -> Iterator[tuple[int, Completion]]:
        self.calls.append([request.prompt.text for request in requests])
        if any(request.max_tokens > self.window for request in requests):
            raise BudgetError("too long")
        return self._answers(requests)

    def _answers(self, requests: Sequence[Request]) -> Iterator[tuple[int, Completion]]:
        for index, request in reversed(list(enumerate(requests))):
            asked = request.prompt.text
            stop = Stop(asked) if asked in list(Stop) else Stop.END
            yield index, Completion(asked.upper(), stop, 7, 3, detail=f"about {asked}")


@pytest.fixture
def model(tmp_path: Path) -> Path:
    path = tmp_path / "model.gguf"
    path.write_bytes(bytes(3_000_000))
    return path


@pytest.fixture
def engine() -> Scripted:
    return Scripted()


@pytest.fixture
def cached(engine: Scripted, cache: Cache, model: Path) -> CachedEngine:
    return CachedEngine(engine, cache, model, "v1")


def ask(engine: Engine, *texts: str) -> dict[int, Completion]:
    answers = list(engine.complete([Request(Prompt(text), 10) for text in texts]))
    assert len(answers) == len(texts)
    return dict(answers)


def test_a_completion_is_computed_once(cached: CachedEngine, engine: Scripted) -> None:
    assert ask(cached, "one", "two") == {
        0: Completion("ONE", Stop.END, 7, 3, "about one"),
        1: Completion("TWO", Stop.END, 7, 3, "about two"),
    }
    assert ask(cached, "two", "one") == {
        0: Completion("TWO", Stop.END, 0, 0, "about two"),
        1: Completion("ONE", Stop.END, 0, 0, "about one"),
    }
    assert engine.calls == [["one", "two"]]


def test_the_missing_ones_go_to_the_engine_together(cached: CachedEngine, engine: Scripted) -> None:
    ask(cached, "b", "d")
    got = ask(cached, "a", "b", "c", "d", "e")
    assert [got[index].text for index in range(5)] == ["A", "B", "C", "D", "E"]
    assert [got[index].output_tokens for index in range(5)] == [3, 0, 3, 0, 3]
    assert engine.calls == [["b", "d"], ["a", "c", "e"]]


def test_the_known_ones_come_first(cached: CachedEngine) -> None:
    ask(cached, "b")
    requests = [Request(Prompt(text), 10) for text in ("a", "b")]
    assert [index for index, _ in cached.complete(requests)] == [1, 0]


def test_equal_requests_are_computed_once(cached: CachedEngine, engine: Scripted) -> None:
    got = ask(cached, "a", "b", "a")
    assert engine.calls == [["a", "b"]]
    assert got[0] == Completion("A", Stop.END, 7, 3, "about a")
    assert got[2] == Completion("A", Stop.END, 0, 0, "about a")


@pytest.mark.parametrize("stop", [Stop.END, Stop.LENGTH, Stop.LOOP])
def test_why_it_stopped_is_kept(cached: CachedEngine, engine: Scripted, stop: Stop) -> None:
    assert ask(cached, stop)[0].stop is stop
    assert ask(cached, stop)[0].stop is stop
    assert len(engine.calls) == 1


def test_a_failure_is_not_kept(cached: CachedEngine, engine: Scripted) -> None:
    for _ in range(2):
        got = ask(cached, Stop.FAILED, Stop.FAILED)
        assert [got[index].stop for index in range(2)] == [Stop.FAILED] * 2
    assert engine.calls == [["failed"], ["failed"]]


REQUEST = Request(Prompt("text", "before", "after"), 10, 0.5, 1, ("\n",))


@pytest.mark.parametrize(
    "other",
    [
        replace(REQUEST, prompt=Prompt("other", "before", "after")),
        replace(REQUEST, prompt=Prompt("text", "", "after")),
        replace(REQUEST, prompt=Prompt("text", "before", "")),
        replace(REQUEST, prompt=Prompt("before" + "text", "", "after")),
        replace(REQUEST, max_tokens=11),
        replace(REQUEST, temperature=0.6),
        replace(REQUEST, seed=2),
        replace(REQUEST, stop=()),
        replace(REQUEST, stop=("\n", "\n")),
    ],
)
def test_every_part_of_a_request_counts(
    cached: CachedEngine, engine: Scripted, other: Request
) -> None:
    for request in (REQUEST, other, REQUEST, other):
        list(cached.complete([request]))
    assert len(engine.calls) == 2


def grow(model: Path) -> None:
    with open(model, "ab") as file:
        file.write(b"x")


def change_start(model: Path) -> None:
    rewrite(model, 0)


def change_end(model: Path) -> None:
    rewrite(model, model.stat().st_size - 1)


def rewrite(model: Path, place: int) -> None:
    """Change one byte, and put the time back, so that only the content tells."""
    before = model.stat()
    with open(model, "r+b") as file:
        file.seek(place)
        file.write(b"x")
    os.utime(model, ns=(before.st_atime_ns, before.st_mtime_ns))


def touch(model: Path) -> None:
    os.utime(model, ns=(1, 1))


@pytest.mark.parametrize("change", [grow, change_start, change_end, touch])
def test_another_model_file_knows_nothing(
    engine: Scripted, cache: Cache, model: Path, change: Callable[[Path], None]
) -> None:
    ask(CachedEngine(engine, cache, model, "v1"), "a")
    change(model)
    ask(CachedEngine(engine, cache, model, "v1"), "a")
    assert len(engine.calls) == 2


def test_another_engine_version_knows_nothing(engine: Scripted, cache: Cache, model: Path) -> None:
    for version in ("v1", "v2", "v1"):
        ask(CachedEngine(engine, cache, model, version), "a")
    assert len(engine.calls) == 2


def test_a_model_file_that_is_gone(engine: Scripted, cache: Cache, tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"none\.gguf can't be read"):
        CachedEngine(engine, cache, tmp_path / "none.gguf", "v1")


@pytest.mark.parametrize("value", ["", "[]", "null", "{}", '["a"]', '["a", "no such", ""]', "[1"])
def test_an_entry_that_makes_no_sense_is_computed_again(
    cached: CachedEngine, engine: Scripted, path: Path, value: str
) -> None:
    ask(cached, "a")
    with sqlite3.connect(path) as db:
        db.execute("UPDATE completions SET value = ?", (value,))
    db.close()
    assert ask(cached, "a")[0].text == "A"
    assert len(engine.calls) == 2


def test_half_a_character_is_kept(cached: CachedEngine, engine: Scripted) -> None:
    for _ in range(2):
        assert ask(cached, "a\ud800")[0].text == "A\ud800"
    assert len(engine.calls) == 1


def test_what_came_before_the_run_was_broken_off_is_kept(
    cached: CachedEngine, engine: Scripted
) -> None:
    answers = cached.complete([Request(Prompt(text), 10) for text in ("a", "b")])
    assert next(answers)[0] == 1  # the engine's last comes first
    del answers
    ask(cached, "a", "b")
    assert engine.calls == [["a", "b"], ["a"]]


def test_too_long_a_request_is_refused_before_anything_is_answered(cached: CachedEngine) -> None:
    ask(cached, "a")
    with pytest.raises(BudgetError):
        cached.complete([Request(Prompt("a"), 10), Request(Prompt("b"), 101)])


def test_nothing_to_do(cached: CachedEngine, engine: Scripted) -> None:
    assert list(cached.complete([])) == []
    assert engine.calls == []


def test_without_a_working_cache_it_still_answers(
    engine: Scripted, model: Path, path: Path
) -> None:
    path.mkdir(parents=True)
    broken = CachedEngine(engine, Cache(path), model, "v1")
    for _ in range(2):
        assert ask(broken, "a")[0].text == "A"
    assert len(engine.calls) == 2


def test_all_else_is_the_engines(cached: CachedEngine, engine: Scripted) -> None:
    assert cached.info == engine.info
    assert cached.window == 100
    assert cached.chats
    assert cached.count("two words") == 2
    assert cached.chat("hello") == Prompt("hello", "<", ">")


def test_entries_hold_no_prompt(cached: CachedEngine, path: Path) -> None:
    ask(cached, "secret question")
    with sqlite3.connect(path) as db:
        rows = db.execute("SELECT key, value FROM completions").fetchall()
    db.close()
    assert [len(key) for key, _ in rows] == [32]
    assert json.loads(rows[0][1])[0] == "SECRET QUESTION"
