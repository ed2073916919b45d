"""Cache of completions: one SQLite database, which several processes may use at once.

A cache is a convenience: whatever happens to it, the work goes on without it, and
`Cache.warning` says what happened.
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
    BUSY_SECONDS,
    DAMAGED,
    Connection,
    DamagedError,
    broken_path,
    get_result_code,
    list_database_files,
    open_database,
    set_busy_timeout,
)
from summarize.storage.files import user_cache_folder

LIMIT_BYTES = 200_000_000

T = TypeVar("T")

_SHORT_BUSY_SECONDS = 0.1
# Texts that can't be written to a busy database are kept in memory, at most this many.
_MAX_PENDING = 1000

# What SQLite says where another process is writing, and where nothing can be written.
_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL}
_NOT_WRITABLE = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY}

_GET = "SELECT value, checksum FROM completions WHERE key = ?"
# Milliseconds since 1970, as files have them, and later than all others whatever the clock says.
_NOW = "CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)"
_NEXT_USE = f"(SELECT MAX(COALESCE(MAX(used), 0) + 1, {_NOW}) FROM completions)"
_TOUCH = f"UPDATE completions SET used = {_NEXT_USE} WHERE key = ?"
# Not INSERT OR REPLACE, which does not tell the triggers what it removes.
_PUT = f"""
INSERT INTO completions VALUES (?, ?, ?, ?, {_NEXT_USE}) ON CONFLICT (key) DO UPDATE SET
value = excluded.value, checksum = excluded.checksum, size = excluded.size, used = excluded.used
"""
_SIZES = "SELECT entries, page_count * page_size FROM totals, pragma_page_count, pragma_page_size"
_EXCESS = "SELECT bytes - ? FROM totals"
_OLDEST = "SELECT key, size FROM completions ORDER BY used LIMIT 1"
_BEFORE = "SELECT key, size FROM completions WHERE used < ? ORDER BY used"
_ALL = "SELECT key, value, checksum FROM completions"


@dataclass(frozen=True, slots=True)
class CacheInfo:
    """The cache's path, how many completions it holds, and the size of the database in bytes."""

    path: Path
    entries: int
    bytes: int


class Cache:
    """Texts by key, the least recently used dropped first beyond `limit_bytes` of content.

    The file is readable by its owner alone, as it holds texts made from private articles. A
    damaged or foreign file is renamed to end in ".broken" and a new one begun. Where nothing can
    be written, as the disk is full or the folder read-only, what is there is still found.
    Nothing here raises; `warning` says what went wrong, or is None.
    """

    def __init__(self, path: Path, limit_bytes: int = LIMIT_BYTES) -> None:
        self.path = path
        self.limit_bytes = limit_bytes
        self.warning: str | None = None
        self._lock = threading.RLock()
        self._connection: Connection | None = None
        self._writable = False
        self._renewed = False
        # Written with the next text or at the end: a run that finds everything writes once.
        self._touched: dict[bytes, None] = {}
        self._pending: dict[bytes, bytes] = {}
        self._open()

    def get(self, key: bytes) -> str | None:
        """Return the text kept under `key`, now the most recently used; None if there is none."""
        return self._attempt(lambda db: self._read(db, key))

    def put(self, key: bytes, value: str) -> None:
        """Keep `value` under `key` from this moment on, in the place of what was there.

        A text that is larger than `limit_bytes`, or holds half a character, is not kept.
        """
        with suppress(UnicodeEncodeError):
            content = value.encode("utf-8")
            if len(key) + len(content) <= self.limit_bytes:
                self._attempt(lambda db: self._keep(db, key, content))

    def info(self) -> CacheInfo:
        """Return how much is kept; all 0 for a cache that does not work."""
        sizes = self._attempt(lambda db: db.execute(_SIZES).fetchone())
        return CacheInfo(self.path, *(sizes or (0, 0)))

    def clear(self) -> int:
        """Delete everything, also a damaged file set aside; return how many completions it was."""
        entries = self.info().entries
        self._attempt(self._delete_all)
        return entries

    def drop_oldest(self, size: int, before: float) -> int:
        """Drop what was last used before a time (seconds since 1970) until `size` bytes are free.

        Returns how many bytes of content are gone, which may be too few.
        """
        if not self._writable:
            return 0
        return self._attempt(lambda db: self._drop(db, size, before)) or 0

    def find_damage(self) -> str:
        """Read all of the file; return what is wrong with it, "" if nothing is."""
        return self._attempt(_find_damage) or ""

    def set_aside(self, reason: str) -> None:
        """Begin a new file in the place of one that is damaged, for this reason."""
        self._attempt(lambda db: _raise_damage(reason))

    def close(self) -> None:
        """Close the file. Afterwards nothing is found and nothing kept."""
        if self._pending:
            self._attempt(self._write)
        elif self._touched:
            self._attempt(self._write_uses)
        self._disconnect()

    def _read(self, db: sqlite3.Connection, key: bytes) -> str | None:
        if key in self._pending:
            return self._pending[key].decode("utf-8")
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
        if self._writable and len(self._pending) < _MAX_PENDING:
            self._pending[key] = value
            self._write(db)

    def _write(self, db: sqlite3.Connection) -> None:
        """Write the pending texts in one transaction, and drop what is then beyond the limit."""
        if not self._writable:
            return
        with db:  # commits all that is written inside, or nothing if it raises
            db.execute("BEGIN IMMEDIATE")
            db.executemany(_TOUCH, [(key,) for key in self._touched])
            for key, value in self._pending.items():
                db.execute(_PUT, (key, value, _checksum(key, value), len(key) + len(value)))
            excess = db.execute(_EXCESS, (self.limit_bytes,)).fetchone()[0]
            while excess > 0:
                key, size = db.execute(_OLDEST).fetchone()
                db.execute("DELETE FROM completions WHERE key = ?", (key,))
                excess -= size
        if self._pending:
            set_busy_timeout(db, BUSY_SECONDS)
        self._touched.clear()
        self._pending.clear()

    def _drop(self, db: sqlite3.Connection, size: int, before: float) -> int:
        freed = 0
        with db:
            db.execute("BEGIN IMMEDIATE")
            for key, one in db.execute(_BEFORE, (min(before * 1000, 2.0**62),)).fetchall():
                if freed >= size:
                    break
                db.execute("DELETE FROM completions WHERE key = ?", (key,))
                freed += one
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        return freed

    def _write_uses(self, db: sqlite3.Connection) -> None:
        """Write what was used, if that can be done soon: it is not worth waiting or a warning."""
        set_busy_timeout(db, _SHORT_BUSY_SECONDS)
        try:
            self._write(db)
        except sqlite3.OperationalError as error:
            if get_result_code(error) not in _BUSY:
                raise

    def _delete_all(self, db: sqlite3.Connection) -> None:
        self._touched.clear()
        self._pending.clear()
        for broken in list_database_files(broken_path(self.path)):
            with suppress(OSError):
                broken.unlink(missing_ok=True)
        db.execute("DELETE FROM completions")
        db.execute("VACUUM")  # what was deleted must not stay readable in the file
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def _attempt(self, work: Callable[[sqlite3.Connection], T]) -> T | None:
        """Return what `work` returns; None if there is no working cache."""
        with self._lock:
            if self._connection is None:
                return None
            try:
                return work(self._connection.db)
            except sqlite3.Error as error:
                self._handle_error(error, self._connection)
                return None

    def _handle_error(self, error: sqlite3.Error, connection: Connection) -> None:
        """Go on as well as can be: with a new file, without writing, or without the cache."""
        code = get_result_code(error)
        if code in DAMAGED and self._writable and not self._renewed:
            self._connection = None
            self._open(connection, str(error))
            # Not earlier: while it is open, no other file can have its identity.
            connection.db.close()
        elif code in _BUSY:
            self._warn(f"is busy: {error}")
            set_busy_timeout(connection.db, 0)  # what is pending is written with the next text
        elif code in _NOT_WRITABLE and self._writable:
            self._warn(f"can't keep anything more: {error}")
            self._writable = False
            self._pending.clear()
        else:
            self._warn(f"can't be used: {error}")
            self._disconnect()

    def _open(self, damaged: Connection | None = None, reason: str = "") -> None:
        """Open the file, and go without if that can't be done."""
        try:
            identity = damaged.identity if damaged else None
            self._connection = open_database(self.path, identity, reason)
        except (sqlite3.Error, OSError, ValueError) as error:
            self._warn(f"can't be used: {error}")
            return
        self._writable = self._connection.writable
        self._renewed = damaged is not None or bool(self._connection.damage)
        if why := reason or self._connection.damage:
            self._warn(f"was damaged and is now {broken_path(self.path).name} ({why})")
        if not self._writable:
            self._warn("can be read, but not written")

    def _warn(self, what: str) -> None:
        self.warning = f"the cache {self.path} {what}"

    def _disconnect(self) -> None:
        with self._lock:
            connection, self._connection = self._connection, None
            self._touched.clear()
            self._pending.clear()
            if connection is not None:
                connection.db.close()


def default_cache_path() -> Path:
    """Return where the cache lies on this platform, whether it exists or not."""
    return user_cache_folder() / "completions.sqlite3"


def _find_damage(db: sqlite3.Connection) -> str:
    (found,) = db.execute("PRAGMA quick_check(1)").fetchone()
    if found != "ok":
        return str(found)
    wrong = sum(
        not isinstance(value, bytes) or _checksum(key, value) != checksum
        for key, value, checksum in db.execute(_ALL)
    )
    return f"{wrong} of its texts are not what was kept" if wrong else ""


def _raise_damage(reason: str) -> None:
    raise DamagedError(reason)


def _checksum(key: bytes, value: bytes) -> int:
    return zlib.crc32(value, zlib.crc32(key))
