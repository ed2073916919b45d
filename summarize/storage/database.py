"""The file of the cache: opened, made, known as ours, and set aside where it is damaged.

SQLite guards what is in the file. What it can't guard is which file lies at the path: two
processes that both find it damaged must not both move it, or the second would move the
new one that the first has made. So whoever opens, checks and moves the file holds a lock.
"""

from __future__ import annotations

import os
import sqlite3
import stat
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from summarize.storage.files import hold_lock

BUSY_SECONDS = 5.0  # how long other processes are waited for

# Says whose file it is, so that another program's database is never mistaken for ours.
_APPLICATION_ID = 0x53554D43
_VERSION = 2

# The statements below are fixed, so that SQLITE_ERROR can only mean tables unlike ours.
DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR}

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


@dataclass(frozen=True, slots=True)
class Connection:
    """A connection to the file of this identity.

    `damage` is why the file that was there before has been set aside, "" if none has.
    """

    db: sqlite3.Connection
    identity: tuple[int, int]
    writable: bool = True
    damage: str = ""


class DamagedError(sqlite3.DatabaseError):
    """The content of the file is not that of a cache."""

    sqlite_errorcode = sqlite3.SQLITE_CORRUPT


def open_database(path: Path, damaged: tuple[int, int] | None, reason: str) -> Connection:
    """Open the cache at `path`, made if there is none, readable by its owner alone.

    A file that is no cache, or is the one with the identity `damaged`, for this `reason`, is
    set aside. Waits at most `BUSY_SECONDS` for other processes at each step. Where
    nothing can be written, it is opened for reading. Raises sqlite3.Error, OSError or ValueError.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not os.access(path.parent, os.W_OK) or (path.exists() and not os.access(path, os.W_OK)):
        # Reading creates files beside it, too, unless no process can be writing to it.
        immutable = "" if _with_ending(path, "-wal").exists() else "&immutable=1"
        return _connect(path, f"{path.absolute().as_uri()}?mode=ro{immutable}")
    with hold_lock(_with_ending(path, ".lock"), BUSY_SECONDS):
        damage = ""
        if damaged is not None and path.exists() and _file_identity(path) == damaged:
            _set_aside(path)
            damage = reason
        try:
            return _open_for_writing(path, damage)
        except sqlite3.Error as error:
            if damage or get_result_code(error) not in DAMAGED:
                raise
            _set_aside(path)
            return _open_for_writing(path, str(error))


def _open_for_writing(path: Path, damage: str) -> Connection:
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


def _connect(path: Path, uri: str = "", damage: str = "") -> Connection:
    """Connect to the file; with a `uri`, for reading alone."""
    name = uri or str(path)
    db = sqlite3.connect(
        name, BUSY_SECONDS, isolation_level=None, check_same_thread=False, uri=bool(uri)
    )
    try:
        _prepare_tables(db, writable=not uri)
        return Connection(db, _file_identity(path), not uri, damage)
    except BaseException:
        db.close()
        raise


def _prepare_tables(db: sqlite3.Connection, writable: bool) -> None:
    """Create the tables if there are none; raise sqlite3.Error if the file isn't ours."""
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


def set_busy_timeout(db: sqlite3.Connection, seconds: float) -> None:
    """Have a connection wait at most this long for other processes."""
    db.execute(f"PRAGMA busy_timeout = {round(seconds * 1000)}").fetchall()


def get_result_code(error: sqlite3.Error) -> int:
    """Return SQLite's primary result code, 0 if the error has none."""
    code: int = getattr(error, "sqlite_errorcode", 0)
    return code & 0xFF


def _file_identity(path: Path) -> tuple[int, int]:
    """Return what tells the file at `path` now from a later one there, while it is open."""
    status = path.stat()
    return status.st_dev, status.st_ino


def _set_aside(path: Path) -> None:
    # The database last: a log without its database is nothing, but one beside the next
    # database would be taken for its own.
    old_files, new_files = list_database_files(path), list_database_files(broken_path(path))
    for old, new in zip(old_files, new_files, strict=True):
        new.unlink(missing_ok=True)
        if old.exists():
            os.replace(old, new)


def broken_path(path: Path) -> Path:
    """Return where a damaged or foreign file is moved: `x.sqlite3 -> x.sqlite3.broken`."""
    return _with_ending(path, ".broken")


def list_database_files(path: Path) -> tuple[Path, Path, Path]:
    """Return the files that SQLite keeps beside a database, and the database, which comes last."""
    return _with_ending(path, "-wal"), _with_ending(path, "-shm"), path


def _with_ending(path: Path, ending: str) -> Path:
    return path.with_name(path.name + ending)
