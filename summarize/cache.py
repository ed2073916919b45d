"""What was computed once is not computed again.

Completions are kept in one SQLite file, which several processes may use at once.
A cache is a convenience: whatever happens to it, the work goes on without, and
`Cache.trouble` says what happened.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import astuple, dataclass, replace
from itertools import chain
from pathlib import Path
from typing import Any

from summarize.engine import Completion, Engine, Prompt, Request, Stop
from summarize.findings import ModelInfo
from summarize.modelfiles import fingerprint

LIMIT_BYTES = 200_000_000

_BUSY_SECONDS = 5.0
# Says whose file it is, so that another program's database is never mistaken for ours.
_APPLICATION_ID = 0x53554D43
# The statements here are fixed, so that SQLITE_ERROR can only mean tables unlike ours.
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR}

_SCHEMA = f"""
PRAGMA auto_vacuum = FULL;
PRAGMA journal_mode = WAL;
PRAGMA application_id = {_APPLICATION_ID};
CREATE TABLE IF NOT EXISTS completions (
    key BLOB PRIMARY KEY, value TEXT NOT NULL, size INTEGER NOT NULL, used INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS by_use ON completions (used, size);
"""
_NEXT_USE = "(SELECT COALESCE(MAX(used), 0) + 1 FROM completions)"
_TOUCH = f"UPDATE completions SET used = {_NEXT_USE} WHERE key = ?"
_PUT = f"INSERT OR REPLACE INTO completions VALUES (?, ?, ?, {_NEXT_USE})"
_SIZES = """
SELECT (SELECT COUNT(*) FROM completions), page_count * page_size
FROM pragma_page_count, pragma_page_size
"""
_IS_FULL = "SELECT 1 WHERE (SELECT SUM(size) FROM completions) > ?"
# Keeps the most recently used whose sizes together stay within the limit.
_EVICT = """
DELETE FROM completions WHERE key IN (
    SELECT key FROM (
        SELECT key, SUM(size) OVER (ORDER BY used DESC) AS kept FROM completions
    ) WHERE kept > ?
)
"""


@dataclass(frozen=True, slots=True)
class CacheInfo:
    """Where the cache lies, how many completions it holds, and the database in bytes."""

    path: Path
    entries: int
    bytes: int


class Cache:
    """Texts by key, the least recently used dropped first beyond `limit_bytes` of content.

    The file is readable by its owner alone, as it holds what was made of private
    articles. A damaged or foreign file is renamed to end in ".broken" and a new
    one begun. Nothing here raises; `trouble` says what went wrong, or is None.
    """

    def __init__(self, path: Path, limit_bytes: int = LIMIT_BYTES) -> None:
        self.path = path
        self.limit_bytes = limit_bytes
        self.trouble: str | None = None
        self._renewed = False
        self._db: sqlite3.Connection | None = None
        self._open()

    def get(self, key: bytes) -> str | None:
        """The text kept under `key`, which thereby becomes the most recently used; or None."""
        rows = self._run("SELECT value FROM completions WHERE key = ?", key)
        if not rows:
            return None
        self._run(_TOUCH, key)
        return str(rows[0][0])

    def put(self, key: bytes, value: str) -> None:
        """Keep `value` under `key`, in the place of what was there."""
        size = len(key) + len(value.encode("utf-8", "surrogatepass"))
        self._run(_PUT, key, value, size)
        if self._run(_IS_FULL, self.limit_bytes):
            self._run(_EVICT, self.limit_bytes)

    def info(self) -> CacheInfo:
        """How much is kept; all 0 for a cache that does not work."""
        rows = self._run(_SIZES)
        return CacheInfo(self.path, *rows[0]) if rows else CacheInfo(self.path, 0, 0)

    def clear(self) -> int:
        """Forget everything; the number of completions that were kept."""
        entries = self.info().entries
        self._run("DELETE FROM completions")
        self._run("VACUUM")  # what was deleted must not stay readable in the file
        self._run("PRAGMA wal_checkpoint(TRUNCATE)")
        return entries

    def close(self) -> None:
        """Let go of the file. Afterwards nothing is found and nothing kept."""
        db, self._db = self._db, None
        if db is not None:
            db.close()

    def _run(self, statement: str, *values: bytes | str | int) -> list[tuple[Any, ...]] | None:
        """The rows of a statement, or None if there is no working cache."""
        if self._db is None:
            return None
        try:
            return self._db.execute(statement, values).fetchall()
        except UnicodeEncodeError:
            return None  # half a character can't be stored; nothing is wrong with the cache
        except sqlite3.Error as error:
            self._give_up(error)
            return None

    def _open(self) -> None:
        try:
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            os.close(os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600))
            os.chmod(self.path, 0o600)
            self._db = sqlite3.connect(
                self.path, _BUSY_SECONDS, isolation_level=None, check_same_thread=False
            )
            _prepare(self._db)
        except (sqlite3.Error, OSError, ValueError) as error:
            self._give_up(error)

    def _give_up(self, error: Exception) -> None:
        """Go on without the cache, or with a new one if the file was no good."""
        self.close()
        self.trouble = f"the cache {self.path} can't be used: {error}"
        if getattr(error, "sqlite_errorcode", 0) & 0xFF not in _DAMAGED or self._renewed:
            return
        self._renewed = True
        aside = self.path.with_name(self.path.name + ".broken")
        with suppress(OSError):
            os.replace(self.path, aside)
            for companion in _companions(self.path):
                companion.unlink(missing_ok=True)
            self.trouble = f"the cache {self.path} was damaged and is now {aside.name} ({error})"
            self._open()


class CachedEngine:
    """An engine that first looks into the cache; in all else the engine it wraps.

    What is kept counts for the same model file, the same `engine_version` (text
    that changes whenever the engine would answer differently) and the same
    request. Raises ModelError if the model file can't be read.
    """

    def __init__(self, engine: Engine, cache: Cache, model: Path, engine_version: str) -> None:
        self._engine = engine
        self._cache = cache
        self._prefix = [fingerprint(model), engine_version]

    @property
    def info(self) -> ModelInfo:
        """What to tell the reader about the model."""
        return self._engine.info

    @property
    def window(self) -> int:
        """The most tokens that one prompt and its completion may have together."""
        return self._engine.window

    @property
    def chats(self) -> bool:
        """Whether the model has a chat template."""
        return self._engine.chats

    def count(self, text: str) -> int:
        """How many tokens the model's own tokenizer makes of `text`."""
        return self._engine.count(text)

    def chat(self, message: str) -> Prompt:
        """`message` as a user's turn in the model's chat format, the answer begun."""
        return self._engine.chat(message)

    def complete(self, requests: Sequence[Request]) -> Iterator[tuple[int, Completion]]:
        """Complete all requests: the known ones at once, the others by the engine in one call.

        Equal requests are computed once. What was not computed for this very
        request reports 0 tokens. A failed completion is never kept. Raises
        BudgetError as the engine does.
        """
        known: list[tuple[int, Completion]] = []
        missing: dict[bytes, list[int]] = {}
        for index, request in enumerate(requests):
            key = self._key(request)
            kept = None if key in missing else _decode(self._cache.get(key))
            if kept is None:
                missing.setdefault(key, []).append(index)
            else:
                known.append((index, kept))
        firsts = [requests[indices[0]] for indices in missing.values()]
        answers = self._engine.complete(firsts) if firsts else iter(())
        return chain(known, self._keep(answers, list(missing.items())))

    def _keep(
        self,
        answers: Iterator[tuple[int, Completion]],
        missing: Sequence[tuple[bytes, Sequence[int]]],
    ) -> Iterator[tuple[int, Completion]]:
        for position, completion in answers:
            key, (first, *others) = missing[position]
            if completion.stop is not Stop.FAILED:
                self._cache.put(key, _encode(completion))
            yield first, completion
            for index in others:
                yield index, replace(completion, prompt_tokens=0, output_tokens=0)

    def _key(self, request: Request) -> bytes:
        text = json.dumps([*self._prefix, astuple(request)])
        return hashlib.sha256(text.encode("ascii")).digest()


def default_path() -> Path:
    """Where the cache lies on this platform, whether it exists or not."""
    import platformdirs

    return Path(platformdirs.user_cache_dir("summarize")) / "completions.sqlite3"


def _prepare(db: sqlite3.Connection) -> None:
    """Make the tables if there are none; raises sqlite3.Error if the file isn't ours."""
    # In this order: another process may be making the tables between the two.
    tables = db.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()[0]
    identity = db.execute("PRAGMA application_id").fetchone()[0]
    if tables and identity != _APPLICATION_ID:
        foreign = sqlite3.DatabaseError("it belongs to another program")
        foreign.sqlite_errorcode = sqlite3.SQLITE_NOTADB
        raise foreign
    db.execute("PRAGMA synchronous = NORMAL")
    if not tables:
        _create(db)
    db.execute("SELECT key, value, size, used FROM completions LIMIT 1")


def _create(db: sqlite3.Connection) -> None:
    deadline = time.monotonic() + _BUSY_SECONDS
    while True:
        try:
            db.executescript(_SCHEMA)
            return
        except sqlite3.OperationalError as error:
            # SQLite does not wait by itself when two processes turn on WAL at the same time.
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(0.02)


def _companions(path: Path) -> tuple[Path, Path]:
    """The files that SQLite keeps beside a database."""
    return path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm")


def _encode(completion: Completion) -> str:
    return json.dumps([completion.text, completion.stop, completion.detail])


def _decode(kept: str | None) -> Completion | None:
    """A kept completion; None if there is none, or it is not as `_encode` wrote it."""
    if kept is None:
        return None
    try:
        text, stop, detail = json.loads(kept)
        return Completion(str(text), Stop(stop), detail=str(detail))
    except (ValueError, TypeError):
        return None
