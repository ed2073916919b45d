"""Model files on the disk and notes about them: whether one has changed, how a new one gets there.

A file that is being made has another name until it is whole, and what processes that
were killed leave under such names is removed later.
"""

from __future__ import annotations

import errno
import hashlib
import os
import secrets
import shutil
import stat
import time
from contextlib import suppress
from io import BufferedReader
from pathlib import Path

from summarize.errors import ModelError

_ENDING = ".tmp"
# Whoever is still writing a file has written to it within the last seconds.
_ABANDONED_SECONDS = 3600
_MIB = 1 << 20


def open_regular(path: Path) -> BufferedReader:
    """Open a file to be read, unless opening might wait for ever, as it does for a named pipe.

    Raises OSError, which says what it is, for anything but a regular file.
    """
    mode = os.stat(path).st_mode
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, "it is a folder")
    if not stat.S_ISREG(mode):
        raise OSError(errno.EINVAL, "it is not a regular file")
    return open(path, "rb")


def fingerprint(path: Path) -> str:
    """What changes when a model file does, found without reading all of its gigabytes.

    Raises ModelError if the file can't be read.
    """
    try:
        status = path.stat()
        with open_regular(path) as file:
            digest = hashlib.sha256(file.read(_MIB))
            file.seek(max(0, status.st_size - _MIB))
            digest.update(file.read(_MIB))
    except OSError as error:
        hint = "Give the path of a GGUF file that you may read."
        raise ModelError(f"{path} can't be read: {error.strerror}", hint) from error
    return f"{status.st_size}:{status.st_mtime_ns}:{digest.hexdigest()}"


def beside(target: Path) -> Path:
    """A name for a new file in the folder of `target`, to be renamed to it when it is whole."""
    return target.with_name(f".{secrets.token_hex(8)}{_ENDING}")


def replace_text(path: Path, text: str) -> None:
    """Have `path` hold `text` as UTF-8, its folder made if need be; a link keeps its target.

    Whoever reads it meanwhile sees the old text or the new one, and a failure leaves the old
    one. An existing file keeps its permissions. Raises OSError.
    """
    target = Path(os.path.realpath(path))
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = beside(target)
    try:
        unfinished.write_text(text, encoding="utf-8", errors="replace", newline="")
        with suppress(FileNotFoundError):
            os.chmod(unfinished, os.stat(target).st_mode & 0o777)
        os.replace(unfinished, target)
    finally:
        with suppress(OSError):  # it is gone once it has been renamed
            os.unlink(unfinished)


def free_disk(folder: Path) -> int:
    """Bytes free where `folder` is, or will be made. Raises OSError where that can't be told."""
    return shutil.disk_usage(
        next(o for o in (folder, *folder.absolute().parents) if o.exists())
    ).free


def sweep(folder: Path) -> None:
    """Remove what processes that were killed have left behind in `folder`, if there is one."""
    oldest = time.time() - _ABANDONED_SECONDS
    with suppress(OSError):  # no folder, or another process sweeps too
        for entry in os.scandir(folder):
            if entry.name.endswith(_ENDING) and entry.stat().st_mtime < oldest:
                os.unlink(entry)
