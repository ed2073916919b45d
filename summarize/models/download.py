"""Resumable download of a file, verified by its hash before it gets its name.

The bytes received lie beside the target, under the file's hash and `.summarize.incomplete`, and
stay there when the connection, the program or the computer dies. The hash is computed as the
bytes arrive, so that a file of gigabytes is not read once more in the end.
"""

from __future__ import annotations

import errno
import hashlib
import os
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from summarize.errors import ModelError
from summarize.models.hub import DownloadSource, Hub, read_retry_after
from summarize.models.model_files import INCOMPLETE_ENDING
from summarize.storage.files import free_disk_space, hold_lock, user_cache_folder

DownloadProgress = Callable[[int, int], None]
"""Called with the bytes received so far, and those of the whole."""

# Seconds before each further try. Whenever bytes have arrived, the count begins anew.
_PAUSES = (1.0, 2.0, 4.0, 8.0)
_TRANSIENT_STATUSES = frozenset({408, 429, 500, 502, 503, 504})
_MAX_RETRY_AFTER = 60.0  # seconds that a server may ask to wait
_LOCK_TIMEOUT = 1.0
_DISK_MARGIN = 1 << 26  # bytes to leave free on the disk
_BLOCK = 1 << 20


def count_received_bytes(target: Path) -> int:
    """Return how many bytes of an incomplete `target` have been received."""
    try:
        return os.stat(_partial_path(target)).st_size
    except OSError:
        return 0


def ensure_disk_space(size: int, folder: Path) -> None:
    """Raise ModelError if `size` more bytes do not fit where `folder` is, or will be."""
    free = free_disk_space(folder)
    if free is not None and size + _DISK_MARGIN > free:
        sizes = f"{_format_size(size)} needed, {_format_size(free)} free"
        raise ModelError(
            f"there is no room for it: {sizes} in {folder}",
            "Make room, or have it elsewhere by HF_HOME.",
        )


def download_file(
    hub: Hub, source: DownloadSource, target: Path, progress: DownloadProgress
) -> None:
    """Download `source` to `target`, which appears when it is whole and its hash is right.

    Resumes an earlier download. Raises ModelError if it fails; the bytes received then stay,
    unless they are wrong.
    """
    path = _partial_path(target)
    with _lock_download(source), hub.translate_errors(source.repository, source.name):
        target.parent.mkdir(parents=True, exist_ok=True)
        with open(path, "ab+") as file:
            file.seek(0)
            partial = _PartialFile(file, source)
            if partial.size > source.size:
                partial.discard()
            progress(partial.size, source.size)
            _receive_all(hub, partial, progress)
            file.flush()
            os.fsync(file.fileno())
        found = partial.digest.hexdigest()
        if found != source.hash:
            with suppress(OSError):
                os.unlink(path)
            hashes = f"its hash is {found[:12]}..., not {source.hash[:12]}..."
            hint = (
                f"It was thrown away. Try again; if it goes on, {hub.host} does not have the file."
            )
            raise ModelError(f"{source.name} arrived wrong: {hashes}", hint)
        os.replace(path, target)


@dataclass(slots=True)
class _PartialFile:
    """The bytes received so far, with their hash."""

    file: BinaryIO
    source: DownloadSource
    size: int = 0
    digest: Any = field(init=False)

    def __post_init__(self) -> None:
        self._reset_digest()
        while block := self.file.read(_BLOCK):
            self._count(block)

    def _reset_digest(self) -> None:
        """Begin a new hash. Git hashes the size with the bytes."""
        git = len(self.source.hash) == 40
        self.digest = hashlib.sha1(usedforsecurity=False) if git else hashlib.sha256()
        if git:
            self.digest.update(b"blob %d\0" % self.source.size)
        self.size = 0

    def discard(self) -> None:
        """Delete all bytes."""
        self.file.seek(0)
        self.file.truncate()
        self._reset_digest()

    def append(self, block: bytes) -> None:
        """Write the next bytes."""
        self.file.write(block)
        self._count(block)

    def _count(self, block: bytes) -> None:
        self.digest.update(block)
        self.size += len(block)


def _receive_all(hub: Hub, partial: _PartialFile, progress: DownloadProgress) -> None:
    import httpx2

    pauses = list(_PAUSES)
    while partial.size < partial.source.size:
        before, error = partial.size, None
        try:
            _receive(hub, partial, progress)
        except httpx2.HTTPError as caught:
            if not _is_transient(caught):
                raise
            error = caught
        if partial.size > before:
            pauses = list(_PAUSES)
        elif not pauses:
            raise _broken_download_error(hub, partial, error)
        if partial.size < partial.source.size:
            time.sleep(max(pauses.pop(0), float(read_retry_after(error) or 0)))


def _receive(hub: Hub, partial: _PartialFile, progress: DownloadProgress) -> None:
    source = partial.source
    with hub.open_stream(source, partial.size) as (start, blocks):
        if start != partial.size:  # it sends the whole file once more
            partial.discard()
        for block in blocks:
            if partial.size + len(block) > source.size:
                partial.discard()
                message = f"{hub.host} sends more of {source.name} than there is of it"
                raise ModelError(message, "Try again; if it goes on, that server is out of order.")
            partial.append(block)
            progress(partial.size, source.size)


def _is_transient(error: Exception) -> bool:
    """Whether trying again may help: the connection broke, or the server is overloaded."""
    import httpx2

    if isinstance(error, httpx2.TransportError):
        return not isinstance(error, httpx2.UnsupportedProtocol | httpx2.ProxyError)
    status = getattr(getattr(error, "response", None), "status_code", 0)
    wait = float(read_retry_after(error) or 0)
    return status in _TRANSIENT_STATUSES and wait <= _MAX_RETRY_AFTER


def _broken_download_error(hub: Hub, partial: _PartialFile, error: Exception | None) -> ModelError:
    source, why = partial.source, "it ended early"
    if error:
        explained = hub.explain_error(error, source.repository, source.name)
        if not partial.size:
            return explained
        why = explained.message
    sizes = f"{_format_size(partial.size)} of {_format_size(source.size)}"
    message = f"the download broke off: {sizes} of {source.name} have arrived; {why}"
    return ModelError(message, "The same command goes on where it stopped.")


@contextmanager
def _lock_download(source: DownloadSource) -> Iterator[None]:
    """Let one process at a time download a file; go without where the file system has no locks."""
    folder = user_cache_folder() / "downloads"
    with ExitStack() as stack:
        try:
            stack.enter_context(hold_lock(folder / f"{source.hash}.lock", _LOCK_TIMEOUT))
        except TimeoutError as error:
            hint = "Wait for it: the model is there when it is done."
            raise ModelError(f"another process is downloading {source.name}", hint) from error
        except OSError as error:
            if error.errno not in (errno.ENOLCK, errno.ENOTSUP):
                message = f"{folder} can't be written: {error.strerror}"
                raise ModelError(message, "See that you may write there.") from error
        yield


def _partial_path(target: Path) -> Path:
    return target.with_name(target.name + INCOMPLETE_ENDING)


def _format_size(size: int) -> str:
    return f"{size / 1e9:.2f} GB" if size >= 1e9 else f"{size / 1e6:.1f} MB"
