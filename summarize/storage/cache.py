"""What was computed once is not computed again.

Texts are kept in one SQLite file, which several processes may use at once. A cache is a
convenience: whatever happens to it, the work goes on without, and `Cache.trouble` says
what happened.
"""

from __future__ import annotations

import sqlite3
import threading
import zlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from summarize.storage.database import (
    BUSY,
    DAMAGED,
    NOT_WRITABLE,
    DamagedError,
    Opened,
    family,
    open_file,
    primary_code,
    set_aside_at,
    transaction,
)

LIMIT_BYTES = 200_000_000

T = TypeVar("T")

_BUSY_SECONDS, _SOON_SECONDS = 5.0, 0.1
# What waits for a busy database waits in memory, so many texts at most.
_MOST_WAITING = 1000

_GET = "SELECT value, checksum FROM completions WHERE key = ?"
_NEXT_USE = "(SELECT COALESCE(MAX(used), 0) + 1 FROM completions)"
_TOUCH = f"UPDATE completions SET used = {_NEXT_USE} WHERE key = ?"
# Not INSERT OR REPLACE, which does not tell the triggers what it removes.
_PUT = f"""
INSERT INTO completions VALUES (?, ?, ?, ?, {_NEXT_USE}) ON CONFLICT (key) DO UPDATE SET
value = excluded.value, checksum = excluded.checksum, size = excluded.size, used = excluded.used
"""
_SIZES = "SELECT entries, page_count * page_size FROM totals, pragma_page_count, pragma_page_size"
_EXCESS = "SELECT bytes - ? FROM totals"
_OLDEST = "SELECT key, size FROM completions ORDER BY used LIMIT 1"


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
    one begun. Where nothing can be written, as the disk is full or the folder read-only,
    what is there is still found. Nothing here raises; `trouble` says what went wrong, or is None.
    """

    def __init__(self, path: Path, limit_bytes: int = LIMIT_BYTES) -> None:
        self.path = path
        self.limit_bytes = limit_bytes
        self.trouble: str | None = None
        self._one_at_a_time = threading.RLock()
        self._opened: Opened | None = None
        self._writable = False
        self._renewed = False
        # Written with the next text or at the end: a run that finds everything writes once.
        self._touched: dict[bytes, None] = {}
        self._waiting: dict[bytes, bytes] = {}
        self._open()

    def get(self, key: bytes) -> str | None:
        """The text kept under `key`, which thereby becomes the most recently used; or None."""
        return self._attempt(lambda db: self._read(db, key))

    def put(self, key: bytes, value: str) -> None:
        """Keep `value` under `key` from this moment on, in the place of what was there.

        What is larger than the cache may be is not kept, nor is half a character.
        """
        with suppress(UnicodeEncodeError):
            content = value.encode("utf-8")
            if len(key) + len(content) <= self.limit_bytes:
                self._attempt(lambda db: self._keep(db, key, content))

    def info(self) -> CacheInfo:
        """How much is kept; all 0 for a cache that does not work."""
        sizes = self._attempt(lambda db: db.execute(_SIZES).fetchone())
        return CacheInfo(self.path, *(sizes or (0, 0)))

    def clear(self) -> int:
        """Forget everything, and what was set aside; the number of completions that were kept."""
        entries = self.info().entries
        self._attempt(self._forget)
        return entries

    def close(self) -> None:
        """Let go of the file. Afterwards nothing is found and nothing kept."""
        if self._waiting:
            self._attempt(self._write)
        elif self._touched:
            self._attempt(self._note_uses)
        self._let_go()

    def _read(self, db: sqlite3.Connection, key: bytes) -> str | None:
        if key in self._waiting:
            return self._waiting[key].decode("utf-8")
        row = db.execute(_GET, (key,)).fetchone()
        if row is None:
            return None
        value, checksum = row
        # SQLite sees damage to its own structures, but not to what is kept in them.
        if not isinstance(value, bytes) or _checksum(key, value) != checksum:
            raise DamagedError("a text in it is not what was kept")
        self._touched[key] = None
        return value.decode("utf-8")

    def _keep(self, db: sqlite3.Connection, key: bytes, value: bytes) -> None:
        if self._writable and len(self._waiting) < _MOST_WAITING:
            self._waiting[key] = value
            self._write(db)

    def _write(self, db: sqlite3.Connection) -> None:
        """Write what waits in one transaction, and drop what is then too much."""
        if not self._writable:
            return
        with transaction(db):
            db.executemany(_TOUCH, [(key,) for key in self._touched])
            for key, value in self._waiting.items():
                db.execute(_PUT, (key, value, _checksum(key, value), len(key) + len(value)))
            _evict(db, self.limit_bytes)
        if self._waiting:
            _wait_for_others(db, _BUSY_SECONDS)
        self._touched.clear()
        self._waiting.clear()

    def _note_uses(self, db: sqlite3.Connection) -> None:
        """Write what was used, if that can be done soon: it is not worth waiting or a warning."""
        _wait_for_others(db, _SOON_SECONDS)
        try:
            self._write(db)
        except sqlite3.OperationalError as error:
            if primary_code(error) not in BUSY:
                raise

    def _forget(self, db: sqlite3.Connection) -> None:
        self._touched.clear()
        self._waiting.clear()
        for aside in family(set_aside_at(self.path)):
            with suppress(OSError):
                aside.unlink(missing_ok=True)
        db.execute("DELETE FROM completions")
        db.execute("VACUUM")  # what was deleted must not stay readable in the file
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def _attempt(self, work: Callable[[sqlite3.Connection], T]) -> T | None:
        """What `work` returns; None if there is no working cache."""
        with self._one_at_a_time:
            if self._opened is None:
                return None
            try:
                return work(self._opened.db)
            except sqlite3.Error as error:
                self._handle(error, self._opened)
                return None

    def _handle(self, error: sqlite3.Error, opened: Opened) -> None:
        """Go on as well as can be."""
        code = primary_code(error)
        if code in DAMAGED and self._writable and not self._renewed:
            self._opened = None
            self._open(opened, str(error))
            # Not earlier: while it is open, no other file can have its identity.
            opened.db.close()
        elif code in BUSY:
            self._tell(f"is busy: {error}")
            _wait_for_others(opened.db, 0)  # what waits is written with the next text
        elif code in NOT_WRITABLE and self._writable:
            self._tell(f"can't keep anything more: {error}")
            self._writable = False
            self._waiting.clear()
        else:
            self._tell(f"can't be used: {error}")
            self._let_go()

    def _open(self, damaged: Opened | None = None, verdict: str = "") -> None:
        """Open the file, and go without if that can't be done."""
        try:
            judged = damaged.identity if damaged else None
            self._opened = open_file(self.path, _BUSY_SECONDS, judged, verdict)
        except (sqlite3.Error, OSError, ValueError) as error:
            self._tell(f"can't be used: {error}")
            return
        self._writable = self._opened.writable
        self._renewed = damaged is not None or bool(self._opened.moved)
        if why := verdict or self._opened.moved:
            self._tell(f"was damaged and is now {set_aside_at(self.path).name} ({why})")
        if not self._writable:
            self._tell("can be read, but not written")

    def _tell(self, what: str) -> None:
        self.trouble = f"the cache {self.path} {what}"

    def _let_go(self) -> None:
        with self._one_at_a_time:
            opened, self._opened = self._opened, None
            self._touched.clear()
            self._waiting.clear()
            if opened is not None:
                opened.db.close()


def default_path() -> Path:
    """Where the cache lies on this platform, whether it exists or not."""
    import platformdirs

    return Path(platformdirs.user_cache_dir("summarize")) / "completions.sqlite3"


def _checksum(key: bytes, value: bytes) -> int:
    return zlib.crc32(value, zlib.crc32(key))


def _wait_for_others(db: sqlite3.Connection, seconds: float) -> None:
    db.execute(f"PRAGMA busy_timeout = {round(seconds * 1000)}").fetchall()


def _evict(db: sqlite3.Connection, limit: int) -> None:
    """Drop the least recently used until the rest is within the limit, in bytes."""
    excess = db.execute(_EXCESS, (limit,)).fetchone()[0]
    while excess > 0:
        key, size = db.execute(_OLDEST).fetchone()
        db.execute("DELETE FROM completions WHERE key = ?", (key,))
        excess -= size
