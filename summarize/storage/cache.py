"""Cache of completions: one SQLite database, which several processes may use at once.

A cache is a convenience: whatever happens to it, the work goes on without it, and
`Cache.warning` says what happened.

SQLite guards what is in the file. What it can't guard is which file lies at the path: two
processes that both find it damaged must not both move it, or the second would move the
new one that the first has made. So whoever opens, checks and moves the file holds a lock.
"""

from __future__ import annotations

import os
import sqlite3
import stat
import threading
import zlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from summarize.storage.files import hold_lock, user_cache_folder

LIMIT_BYTES = 200_000_000

T = TypeVar("T")

_BUSY_SECONDS, _SHORT_BUSY_SECONDS = 5.0, 0.1
# Texts that can't be written to a busy database are kept in memory, at most this many.
_MAX_PENDING = 1000

# Says whose file it is, so that another program's database is never mistaken for ours.
_APPLICATION_ID = 0x53554D43
_VERSION = 2

_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL}
_NOT_WRITABLE = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY}
# The statements below are fixed, so that SQLITE_ERROR can only mean tables unlike ours.
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR}

# The totals are kept by triggers: adding up a full cache after every text takes longer than
# writing it. Tables of an earlier version are dropped, as they look like damage.
_SCHEMA = f"""
PRAGMA auto_vacuum = FULL;
PRAGMA journal_mode = WAL;
BEGIN IMMEDIATE;
DROP TABLE IF EXISTS completions;
CREATE TABLE completions (
    key BLOB PRIMARY KEY, value BLOB NOT NULL, checksum INTEGER NOT NULL,
    size INTEGER NOT NULL, used INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX by_use ON completions (used);
CREATE TABLE totals (entries INTEGER NOT NULL, bytes INTEGER NOT NULL);
INSERT INTO totals VALUES (0, 0);
CREATE TRIGGER added AFTER INSERT ON completions BEGIN
    UPDATE totals SET entries = entries + 1, bytes = bytes + new.size;
END;
CREATE TRIGGER changed AFTER UPDATE OF size ON completions BEGIN
    UPDATE totals SET bytes = bytes + new.size - old.size;
END;
CREATE TRIGGER removed AFTER DELETE ON completions BEGIN
    UPDATE totals SET entries = entries - 1, bytes = bytes - old.size;
END;
PRAGMA application_id = {_APPLICATION_ID};
PRAGMA user_version = {_VERSION};
COMMIT;
"""

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
        self._connection: _Connection | None = None
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
            raise _DamagedError("a text in it is not what was kept")
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
            _set_busy_timeout(db, _BUSY_SECONDS)
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
        _set_busy_timeout(db, _SHORT_BUSY_SECONDS)
        try:
            self._write(db)
        except sqlite3.OperationalError as error:
            if _primary_code(error) not in _BUSY:
                raise

    def _delete_all(self, db: sqlite3.Connection) -> None:
        self._touched.clear()
        self._pending.clear()
        for broken in _database_files(_broken_path(self.path)):
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

    def _handle_error(self, error: sqlite3.Error, connection: _Connection) -> None:
        """Go on as well as can be: with a new file, without writing, or without the cache."""
        code = _primary_code(error)
        if code in _DAMAGED and self._writable and not self._renewed:
            self._connection = None
            self._open(connection, str(error))
            # Not earlier: while it is open, no other file can have its identity.
            connection.db.close()
        elif code in _BUSY:
            self._warn(f"is busy: {error}")
            _set_busy_timeout(connection.db, 0)  # what is pending is written with the next text
        elif code in _NOT_WRITABLE and self._writable:
            self._warn(f"can't keep anything more: {error}")
            self._writable = False
            self._pending.clear()
        else:
            self._warn(f"can't be used: {error}")
            self._disconnect()

    def _open(self, damaged: _Connection | None = None, reason: str = "") -> None:
        """Open the file, and go without if that can't be done."""
        try:
            identity = damaged.identity if damaged else None
            self._connection = _open_database(self.path, identity, reason)
        except (sqlite3.Error, OSError, ValueError) as error:
            self._warn(f"can't be used: {error}")
            return
        self._writable = self._connection.writable
        self._renewed = damaged is not None or bool(self._connection.damage)
        if why := reason or self._connection.damage:
            self._warn(f"was damaged and is now {_broken_path(self.path).name} ({why})")
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


@dataclass(frozen=True, slots=True)
class _Connection:
    """A connection to the file of this identity.

    `damage` is why the file that was there before has been set aside, "" if none has.
    """

    db: sqlite3.Connection
    identity: tuple[int, int]
    writable: bool = True
    damage: str = ""


class _DamagedError(sqlite3.DatabaseError):
    """The content of the file is not that of a cache."""

    sqlite_errorcode = sqlite3.SQLITE_CORRUPT


def _open_database(path: Path, damaged: tuple[int, int] | None, reason: str) -> _Connection:
    """Open the cache at `path`, made if there is none, readable by its owner alone.

    A file that is no cache, or is the one with the identity `damaged`, for this `reason`, is
    set aside. Waits at most `_BUSY_SECONDS` for other processes at each step. Where
    nothing can be written, it is opened for reading. Raises sqlite3.Error, OSError or ValueError.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not os.access(path.parent, os.W_OK) or (path.exists() and not os.access(path, os.W_OK)):
        # Reading creates files beside it, too, unless no process can be writing to it.
        immutable = "" if _with_ending(path, "-wal").exists() else "&immutable=1"
        return _connect(path, f"{path.absolute().as_uri()}?mode=ro{immutable}")
    with hold_lock(_with_ending(path, ".lock"), _BUSY_SECONDS):
        damage = ""
        if damaged is not None and path.exists() and _file_identity(path) == damaged:
            _set_aside(path)
            damage = reason
        try:
            return _open_for_writing(path, damage)
        except sqlite3.Error as error:
            if damage or _primary_code(error) not in _DAMAGED:
                raise
            _set_aside(path)
            return _open_for_writing(path, str(error))


def _open_for_writing(path: Path, damage: str) -> _Connection:
    # Never opened otherwise where it exists: to close it would take SQLite's locks away
    # from every connection that this process has.
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        raise OSError(f"{path.name} is no file")
    if stat.S_IMODE(status.st_mode) != 0o600:
        path.chmod(0o600)
    return _connect(path, damage=damage)


def _connect(path: Path, uri: str = "", damage: str = "") -> _Connection:
    """Connect to the file; with a `uri`, for reading alone."""
    name = uri or str(path)
    db = sqlite3.connect(
        name, _BUSY_SECONDS, isolation_level=None, check_same_thread=False, uri=bool(uri)
    )
    try:
        _prepare_tables(db, writable=not uri)
        return _Connection(db, _file_identity(path), not uri, damage)
    except BaseException:
        db.close()
        raise


def _prepare_tables(db: sqlite3.Connection, writable: bool) -> None:
    """Create the tables if there are none; raise sqlite3.Error if the file isn't ours."""
    tables = db.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()[0]
    if tables and db.execute("PRAGMA application_id").fetchone()[0] != _APPLICATION_ID:
        raise _DamagedError("it belongs to another program")
    version = db.execute("PRAGMA user_version").fetchone()[0]
    if version > _VERSION:
        raise sqlite3.NotSupportedError("a newer version of this program has made it")
    db.execute("PRAGMA synchronous = NORMAL")
    if version < _VERSION and writable:
        db.executescript(_SCHEMA)
    # With this, the files beside it are open as well, before it can be moved.
    db.execute("SELECT key, value, checksum, size, used FROM completions LIMIT 1").fetchall()
    if not db.execute("SELECT entries, bytes FROM totals").fetchall():
        raise _DamagedError("it has lost count")


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
    raise _DamagedError(reason)


def _set_busy_timeout(db: sqlite3.Connection, seconds: float) -> None:
    db.execute(f"PRAGMA busy_timeout = {round(seconds * 1000)}").fetchall()


def _primary_code(error: sqlite3.Error) -> int:
    """Return SQLite's primary result code, 0 if the error has none."""
    code: int = getattr(error, "sqlite_errorcode", 0)
    return code & 0xFF


def _checksum(key: bytes, value: bytes) -> int:
    return zlib.crc32(value, zlib.crc32(key))


def _file_identity(path: Path) -> tuple[int, int]:
    """Return what tells the file at `path` now from a later one there, while it is open."""
    status = path.stat()
    return status.st_dev, status.st_ino


def _set_aside(path: Path) -> None:
    # The database last: a log without its database is nothing, but one beside the next
    # database would be taken for its own.
    for old, new in zip(_database_files(path), _database_files(_broken_path(path)), strict=True):
        new.unlink(missing_ok=True)
        if old.exists():
            os.replace(old, new)


def _broken_path(path: Path) -> Path:
    """Return where a damaged or foreign file is moved: `x.sqlite3 -> x.sqlite3.broken`."""
    return _with_ending(path, ".broken")


def _database_files(path: Path) -> tuple[Path, Path, Path]:
    """Return the files that SQLite keeps beside a database, and the database, which comes last."""
    return _with_ending(path, "-wal"), _with_ending(path, "-shm"), path


def _with_ending(path: Path, ending: str) -> Path:
    return path.with_name(path.name + ending)
