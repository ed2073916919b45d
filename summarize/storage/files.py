"""File system helpers: atomic writes, file locks, free disk space, write errors explained."""

from __future__ import annotations

import errno
import os
import re
import secrets
import shutil
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from summarize.errors import OutputError

_ENDING = ".tmp"
_UNFINISHED = re.compile(rf"\.[0-9a-f]{{16}}{re.escape(_ENDING)}")
# A process that is still writing a file has written to it within the last seconds.
_ABANDONED_SECONDS = 3600
_LOCK_PAUSE_SECONDS = 0.02
_REASONS = {
    errno.ENOENT: ("there is no such folder", "Make the folder first."),
    errno.ENOTDIR: ("a part of the path is a file, not a folder", "Choose another place."),
    errno.EISDIR: ("it is a folder", "Give the name of a file in it."),
    errno.EACCES: ("you may not write there", "Choose another place."),
    errno.EPERM: ("you may not write there", "Choose another place."),
    errno.EROFS: ("the disk is read-only", "Choose another place."),
    errno.ENOSPC: ("the disk is full", "Make room, or choose another place."),
    errno.EDQUOT: ("your share of the disk is used up", "Make room, or choose another place."),
    errno.ENAMETOOLONG: ("the name is too long", "Choose a shorter name."),
    errno.ELOOP: ("the link leads round in a circle", "Choose another place."),
    errno.EPIPE: ("nobody reads the other end any more", ""),
}


def user_cache_folder() -> Path:
    """Return the program's folder for files that can be made again; it need not exist."""
    import platformdirs

    return Path(platformdirs.user_cache_dir("summarize"))


@contextmanager
def unfinished_file(target: Path) -> Iterator[Path]:
    """Yield a path in the folder of `target` for a file that is being written.

    The caller renames it to its final name when it is whole; otherwise it is deleted.
    """
    path = target.with_name(f".{secrets.token_hex(8)}{_ENDING}")
    try:
        yield path
    finally:
        with suppress(OSError):  # it is gone once it has been renamed
            os.unlink(path)


def replace_file(target: Path, data: bytes) -> None:
    """Write `data` to `target`: readers see the old content or the new one, never a part.

    An existing file keeps its permissions, and stays as it was if this fails. A symbolic link
    is replaced, so resolve it first. Raises OSError, PermissionError for a write-protected file.
    """
    try:
        mode: int | None = stat.S_IMODE(os.stat(target).st_mode)
    except FileNotFoundError:
        mode = None
    if mode is not None and not os.access(target, os.W_OK):
        # Renaming over it would succeed, yet whoever took the right away meant it.
        raise PermissionError(errno.EACCES, "write-protected")
    with unfinished_file(target) as unfinished:
        # Made by `open`, it gets the permissions of any new file; `tempfile` would keep it private.
        with open(unfinished, "xb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        if mode is not None:
            os.chmod(unfinished, mode)
        os.replace(unfinished, target)


def replace_text(path: Path, text: str) -> None:
    """Write `text` as UTF-8 to `path` as `replace_file` does; make its folder, follow links."""
    target = Path(os.path.realpath(path))
    target.parent.mkdir(parents=True, exist_ok=True)
    replace_file(target, text.encode("utf-8", "backslashreplace"))


@contextmanager
def hold_lock(path: Path, timeout: float) -> Iterator[None]:
    """Hold the lock on the file at `path`, made with its folder if need be, which stays, empty.

    The system releases it when its holder dies. Waits at most `timeout` seconds, then raises
    TimeoutError; raises OSError if the file can't be made or this file system knows no locks.
    Not reentrant. Lock a file of its own, never the one that is guarded: closing any descriptor
    of a file makes a process lose all locks on it, those of SQLite as well.
    """
    from filelock import FileLock, Timeout

    lock = FileLock(
        path, timeout, 0o600, poll_interval=_LOCK_PAUSE_SECONDS, preserve_lock_file=True
    )
    try:
        lock.acquire()
    except Timeout as error:
        raise TimeoutError(f"another process holds {path.name}") from error
    try:
        yield
    finally:
        lock.release()


def make_folder(folder: Path) -> None:
    """Make `folder`, with those above it, unless it is there; OutputError if that fails."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise explain_write_error(folder, error) from error


def explain_write_error(path: Path, error: OSError) -> OutputError:
    """Return the error for the user: which file, why it can't be written, what to do."""
    reason, hint = _REASONS.get(error.errno or 0, (error.strerror or str(error), ""))
    return OutputError(f"{path} can't be written: {reason}", hint)


def free_disk_space(folder: Path) -> int | None:
    """Return the bytes free where `folder` is, or will be made; None if the system does not say."""
    try:
        existing = next(one for one in (folder, *folder.absolute().parents) if one.exists())
        return shutil.disk_usage(existing).free
    except OSError:
        return None


def delete_abandoned_files(folder: Path, age: float = _ABANDONED_SECONDS) -> None:
    """Delete the unfinished files that killed processes have left in `folder`, if there is one.

    They are at least `age` seconds old: 0 where nobody else can be writing there.
    """
    oldest = time.time() - age
    with suppress(OSError):  # no folder, or another process sweeps too
        for entry in os.scandir(folder):
            if _UNFINISHED.fullmatch(entry.name) and entry.stat().st_mtime <= oldest:
                os.unlink(entry)
