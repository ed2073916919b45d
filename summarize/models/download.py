"""A file comes over the network: gone on with where it broke off, verified before it has a name.

What has arrived lies beside its place, under the file's hash and `.summarize.incomplete`, and
stays there when the connection, the program or the computer dies. The hash is computed as the
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
from summarize.models.hub import Hub, Source
from summarize.models.hub_cache import INCOMPLETE
from summarize.storage.files import free_disk, hold_lock

Progress = Callable[[int, int], None]
"""Takes the bytes that are here, and those of the whole."""

# Seconds before each further try. Whenever bytes have arrived, they are counted anew.
_PAUSES = (1.0, 2.0, 4.0, 8.0)
_PASSING = frozenset({408, 429, 500, 502, 503, 504})
_MOST_PATIENCE = 60.0  # seconds that a server may ask to wait
_LOCK_TIMEOUT = 1.0
_MARGIN = 1 << 26  # bytes to leave free on the disk
_BLOCK = 1 << 20
_GO_ON = "The same command goes on where it stopped."


def silent(done: int, total: int) -> None:
    """Nobody watches."""


def incomplete(target: Path) -> int:
    """How many bytes of `target` have arrived so far, if it is not whole."""
    try:
        return os.stat(_partial(target)).st_size
    except OSError:
        return 0


def ensure_room(size: int, folder: Path) -> None:
    """Raise ModelError if `size` more bytes do not fit where `folder` is, or will be."""
    free = free_disk(folder)
    if free is not None and size + _MARGIN > free:
        raise ModelError(
            f"there is no room for it: {_told(size)} needed, {_told(free)} free in {folder}",
            "Make room, or have it elsewhere by HF_HOME.",
        )


def fetch(
    hub: Hub, source: Source, repository: str, target: Path, progress: Progress = silent
) -> None:
    """Have the bytes of `source` at `target`, all of them and the right ones.

    Goes on with what has arrived before. Raises ModelError if they can't be had; what has arrived
    then stays, unless it is wrong.
    """
    with _lock_download(source), hub.translated(repository, source.name):
        target.parent.mkdir(parents=True, exist_ok=True)
        with _begun(_partial(target), source) as partial:
            progress(partial.size, source.size)
            _receive_all(hub, source, repository, partial, progress)
        _verify(partial, source, hub.host)
        os.replace(partial.path, target)


@dataclass(slots=True)
class _Partial:
    """What has arrived, with the hash of it."""

    path: Path
    file: BinaryIO
    source: Source
    size: int = 0
    digest: Any = field(init=False)

    def __post_init__(self) -> None:
        self.restart()
        while block := self.file.read(_BLOCK):
            self._count(block)

    def restart(self) -> None:
        """Forget all of it. Git hashes the size with the bytes."""
        git = len(self.source.hash) == 40
        self.digest = hashlib.sha1(usedforsecurity=False) if git else hashlib.sha256()
        if git:
            self.digest.update(b"blob %d\0" % self.source.size)
        self.size = 0

    def cut(self) -> None:
        """Begin again from nothing."""
        self.file.seek(0)
        self.file.truncate()
        self.restart()

    def take(self, block: bytes) -> None:
        """Keep the next bytes."""
        self.file.write(block)
        self._count(block)

    def _count(self, block: bytes) -> None:
        self.digest.update(block)
        self.size += len(block)


@contextmanager
def _begun(path: Path, source: Source) -> Iterator[_Partial]:
    with open(path, "ab+") as file:
        file.seek(0)
        partial = _Partial(path, file, source)
        if partial.size > source.size:
            partial.cut()
        yield partial
        file.flush()
        os.fsync(file.fileno())


def _receive_all(
    hub: Hub, source: Source, repository: str, partial: _Partial, progress: Progress
) -> None:
    import httpx2

    pauses = list(_PAUSES)
    while partial.size < source.size:
        before, trouble = partial.size, None
        try:
            _receive(hub, source, partial, progress)
        except httpx2.HTTPError as error:
            if not _is_passing(error):
                raise
            trouble = error
        if partial.size > before:
            pauses = list(_PAUSES)
        elif not pauses:
            raise _broken_off(hub, source, repository, partial, trouble)
        if partial.size < source.size:
            time.sleep(_pause(trouble, pauses.pop(0)))


def _receive(hub: Hub, source: Source, partial: _Partial, progress: Progress) -> None:
    with hub.opened(source, partial.size) as answer:
        if answer.start != partial.size:  # it sends all of it once more
            partial.cut()
        for block in answer.blocks:
            if partial.size + len(block) > source.size:
                partial.cut()
                message = f"{hub.host} sends more of {source.name} than there is of it"
                raise ModelError(message, "Try again; if it goes on, that server is out of order.")
            partial.take(block)
            progress(partial.size, source.size)


def _is_passing(error: Exception) -> bool:
    """Whether trying again may help: the connection, or a server that is out of breath."""
    import httpx2

    if isinstance(error, httpx2.TransportError):
        return not isinstance(error, httpx2.UnsupportedProtocol | httpx2.ProxyError)
    status = getattr(getattr(error, "response", None), "status_code", 0)
    return status in _PASSING and _asked_to_wait(error) <= _MOST_PATIENCE


def _pause(trouble: Exception | None, pause: float) -> float:
    return max(pause, _asked_to_wait(trouble)) if trouble else pause


def _asked_to_wait(error: Exception) -> float:
    headers = getattr(getattr(error, "response", None), "headers", {})
    wait = headers.get("Retry-After", "")
    return float(wait) if wait.isdecimal() else 0.0


def _broken_off(
    hub: Hub, source: Source, repository: str, partial: _Partial, trouble: Exception | None
) -> ModelError:
    if trouble and not partial.size:
        return hub.refusal(trouble, repository, source.name)
    why = hub.refusal(trouble, repository, source.name).message if trouble else "it ended early"
    here = f"{_told(partial.size)} of {_told(source.size)} of {source.name} have arrived"
    return ModelError(f"the download broke off: {here}; {why}", _GO_ON)


def _verify(partial: _Partial, source: Source, host: str) -> None:
    found = partial.digest.hexdigest()
    if found != source.hash:
        with suppress(OSError):
            os.unlink(partial.path)
        raise ModelError(
            f"{source.name} arrived wrong: its hash is {found[:12]}..., not {source.hash[:12]}...",
            f"It was thrown away. Try again; if it goes on, {host} does not have the file.",
        )


@contextmanager
def _lock_download(source: Source) -> Iterator[None]:
    """Let one process at a time download a file; go without where the file system has no locks."""
    import platformdirs

    folder = Path(platformdirs.user_cache_dir("summarize")) / "downloads"
    with ExitStack() as stack:
        try:
            stack.enter_context(hold_lock(folder / f"{source.hash}.lock", _LOCK_TIMEOUT))
        except TimeoutError as error:
            hint = "Wait for it: the model is there when it is done."
            raise ModelError(f"another process is downloading {source.name}", hint) from error
        except OSError as error:
            if error.errno not in (errno.ENOLCK, errno.ENOTSUP):
                raise ModelError(f"{folder} can't be written: {error.strerror}") from error
        yield


def _partial(target: Path) -> Path:
    return target.with_name(target.name + INCOMPLETE)


def _told(size: int) -> str:
    return f"{size / 1e9:.2f} GB" if size >= 1e9 else f"{size / 1e6:.1f} MB"
