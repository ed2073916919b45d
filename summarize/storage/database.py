"""The file of the cache: opened and made by one process at a time, set aside if it is no good.

SQLite guards what is in the file. What it can't guard is which file lies at the path: two
processes that both find it damaged must not both move it, or the second would move the
new one that the first has made. So whoever opens it, judges it and moves it holds a lock.
"""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from summarize.storage.lock import locked

# Says whose file it is, so that another program's database is never mistaken for ours.
_APPLICATION_ID = 0x53554D43
_VERSION = 2

BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL}
NOT_WRITABLE = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY}
# The statements of the cache are fixed, so that SQLITE_ERROR can only mean tables unlike ours.
DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR}

# The totals are kept by triggers: adding up a full cache after every text takes longer than
# writing it. What an earlier version kept goes, as it can't be told from damage.
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

Identity = tuple[int, int]


class DamagedError(sqlite3.DatabaseError):
    """What is in the file is not what a cache would have in it."""

    sqlite_errorcode = sqlite3.SQLITE_CORRUPT


@dataclass(frozen=True, slots=True)
class Opened:
    """A connection to the file of this identity; `moved` says why another was set aside, or ""."""

    db: sqlite3.Connection
    identity: Identity
    writable: bool = True
    moved: str = ""


def open_file(
    path: Path, patience: float, judged: Identity | None = None, verdict: str = ""
) -> Opened:
    """The cache at `path`, made if there is none, readable by its owner alone.

    A file that is no cache, or is the one `judged` to be damaged with this `verdict`, is
    set aside. Waits at most `patience` seconds for other processes at each step. Where
    nothing can be written, it is opened for reading. Raises sqlite3.Error, OSError or ValueError.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not os.access(path.parent, os.W_OK) or (path.exists() and not os.access(path, os.W_OK)):
        return _open_for_reading(path, patience)
    with locked(_beside(path, ".lock"), patience):
        moved = ""
        if judged is not None and path.exists() and identity_of(path) == judged:
            _set_aside(path)
            moved = verdict
        try:
            return _open(path, patience, moved)
        except sqlite3.Error as error:
            if moved or primary_code(error) not in DAMAGED:
                raise
            _set_aside(path)
            return _open(path, patience, str(error))


def identity_of(path: Path) -> Identity:
    """What tells the file that lies there now from one that lies there later, while it is open."""
    status = path.stat()
    return status.st_dev, status.st_ino


def primary_code(error: Exception) -> int:
    """SQLite's primary result code, 0 if it has none."""
    code: int = getattr(error, "sqlite_errorcode", 0)
    return code & 0xFF


def set_aside_at(path: Path) -> Path:
    """Where a file that is no good goes."""
    return _beside(path, ".broken")


def family(path: Path) -> tuple[Path, Path, Path]:
    """The files that SQLite keeps beside a database, and the database, which comes last."""
    return _beside(path, "-wal"), _beside(path, "-shm"), path


@contextmanager
def transaction(db: sqlite3.Connection) -> Iterator[None]:
    """All of it or nothing."""
    try:
        db.execute("BEGIN IMMEDIATE")
        yield
        db.execute("COMMIT")
    except BaseException:
        with suppress(sqlite3.Error):  # SQLite may have rolled back by itself
            db.execute("ROLLBACK")
        raise


def _open(path: Path, patience: float, moved: str) -> Opened:
    # Never opened otherwise where it exists: to close it would take SQLite's locks away
    # from every connection that this process has.
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        raise OSError(f"{path.name} is no file")
    if stat.S_IMODE(status.st_mode) != 0o600:
        path.chmod(0o600)
    return _connected(str(path), path, patience, moved=moved)


def _open_for_reading(path: Path, patience: float) -> Opened:
    # Reading takes files beside it, too, unless nobody is there to write.
    still = "" if _beside(path, "-wal").exists() else "&immutable=1"
    uri = f"{path.absolute().as_uri()}?mode=ro{still}"
    return _connected(uri, path, patience, writable=False)


def _connected(
    name: str, path: Path, patience: float, *, writable: bool = True, moved: str = ""
) -> Opened:
    db = sqlite3.connect(
        name, patience, isolation_level=None, check_same_thread=False, uri=not writable
    )
    try:
        _prepare(db, writable)
        return Opened(db, identity_of(path), writable, moved)
    except BaseException:
        db.close()
        raise


def _prepare(db: sqlite3.Connection, writable: bool) -> None:
    """Make the tables if there are none; raises sqlite3.Error if the file isn't ours."""
    tables = db.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()[0]
    if tables and db.execute("PRAGMA application_id").fetchone()[0] != _APPLICATION_ID:
        raise DamagedError("it belongs to another program")
    version = db.execute("PRAGMA user_version").fetchone()[0]
    if version > _VERSION:
        raise sqlite3.NotSupportedError("a newer version of this program has made it")
    db.execute("PRAGMA synchronous = NORMAL")
    if version < _VERSION and writable:
        db.executescript(_SCHEMA)
    # With this, the files beside it are open as well, before it can be moved.
    db.execute("SELECT key, value, checksum, size, used FROM completions LIMIT 1").fetchall()
    if not db.execute("SELECT entries, bytes FROM totals").fetchall():
        raise DamagedError("it has lost count")


def _set_aside(path: Path) -> None:
    # The database last: a log without its database is nothing, but one beside the next
    # database would be taken for its own.
    for old, new in zip(family(path), family(set_aside_at(path)), strict=True):
        new.unlink(missing_ok=True)
        if old.exists():
            os.replace(old, new)


def _beside(path: Path, ending: str) -> Path:
    return path.with_name(path.name + ending)
