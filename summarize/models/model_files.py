"""Model files on the disk: how one is opened, and whether it has changed."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from io import BufferedReader
from pathlib import Path

from summarize.errors import ModelError

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
