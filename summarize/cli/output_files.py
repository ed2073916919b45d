"""Writing results into files: whole or not at all, and never over a source."""

from __future__ import annotations

import errno
import os
import re
import stat
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import unquote, urlsplit

from summarize.errors import OutputError
from summarize.storage.files import explain_write_error, replace_file

_MAX_LINKS = 40
_RENAME = "Give another name."
_MAX_STEM_BYTES = 180
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
# Windows reserves these names for devices, whatever the extension.
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)


def write_output(path: Path, text: str, *, sources: Sequence[Path]) -> None:
    """Write `text` to `path` as UTF-8, all of it or nothing.

    A file appears under its name only when it is complete; an existing one
    keeps its permissions and stays as it was if anything fails. A symbolic link
    stays and its target is written. Devices, pipes and `/dev/stdout` are
    written to directly. Raises OutputError, which names the file and the
    reason, also where `path` is one of `sources`, through any link.
    """
    data = text.encode("utf-8", "backslashreplace")
    with _explain_errors(path):
        status = _read_status(path)
        _refuse_sources(path, status, sources)
        if not _is_replaced(path, status):
            with open(path, "ab") as stream:
                stream.write(data)
        else:
            replace_file(Path(os.path.realpath(path)), data)


def ensure_writable(path: Path, *, sources: Sequence[Path]) -> None:
    """Raise OutputError now if `write_output` would fail, before hours are spent on the text.

    Checks what can be checked beforehand: no such folder, a folder in
    the place of the file, one of `sources`, no permission.
    """
    with _explain_errors(path):
        status = _read_status(path)
        _refuse_sources(path, status, sources)
        if status and stat.S_ISDIR(status.st_mode):
            raise IsADirectoryError(errno.EISDIR, "folder")
        if status is None and not path.parent.is_dir():
            raise FileNotFoundError(errno.ENOENT, "no folder")
        if not os.access(path if status else path.parent, os.W_OK):
            raise PermissionError(errno.EACCES, "write-protected")


def is_replaced(path: Path) -> bool:
    """Whether `write_output` replaces what is at `path`; a device or pipe is written on."""
    with _explain_errors(path):
        return _is_replaced(path, _read_status(path))


def ensure_folder(folder: Path) -> None:
    """Raise OutputError now if files can't be written into `folder`, or it can't be created.

    Nothing is created yet: the first existing folder above is checked.
    """
    with _explain_errors(folder):
        existing = next(one for one in (folder, *folder.absolute().parents) if _read_status(one))
        if not existing.is_dir():
            hint = "Give a folder, or one file for one source."
            raise OutputError(f"{existing} is a file, not a folder", hint)
        if not os.access(existing, os.W_OK | os.X_OK):
            raise PermissionError(errno.EACCES, "write-protected")


def choose_target(source_name: str, folder: Path, extension: str, taken: Collection[Path]) -> Path:
    """Return the file in `folder` for the result of one source among several.

    It has the source's stem and `extension` (".md"), and a number where that
    name is in `taken`: the targets chosen so far, best with the sources
    themselves. Names are compared without case, as on many disks.
    `"news/kim.txt" -> folder/kim.md`, the second one `folder/kim-2.md`,
    `"https://example.org/a/kim.html?x=1" -> folder/kim.md`, `"-" -> folder/stdin.md`.
    """
    stem = _build_stem(source_name)
    used = {_fold_case(path) for path in taken}
    target, number = folder / f"{stem}{extension}", 1
    while _fold_case(target) in used:
        number += 1
        target = folder / f"{stem}-{number}{extension}"
    return target


@contextmanager
def _explain_errors(path: Path) -> Iterator[None]:
    """Turn errors of the system into OutputError."""
    try:
        yield
    except OSError as error:
        raise explain_write_error(path, error) from error
    except ValueError as error:
        raise OutputError(
            f"{str(path)!r} can't be written: not a possible name", _RENAME
        ) from error


def _read_status(path: Path) -> os.stat_result | None:
    try:
        return os.stat(path)
    except FileNotFoundError:
        return None


def _refuse_sources(path: Path, status: os.stat_result | None, sources: Sequence[Path]) -> None:
    if status is None or not stat.S_ISREG(status.st_mode):
        return  # a terminal may be source and target at once
    for source in sources:
        with suppress(OSError, ValueError):  # a source may be an address
            if os.path.samestat(status, os.stat(source)):
                hint = "Give another name; the source is never overwritten."
                raise OutputError(f"{path} can't be written: it is the source itself", hint)


def _is_replaced(path: Path, status: os.stat_result | None) -> bool:
    return not (_is_descriptor(path) or (status and not stat.S_ISREG(status.st_mode)))


def _is_descriptor(path: Path) -> bool:
    """Whether the path is an open file descriptor, as `/dev/stdout` is.

    If that refers to a file, the file belongs to whoever opened it: it must be
    appended to, never replaced.
    """
    hop = os.path.abspath(path)
    for _ in range(_MAX_LINKS):
        folder = os.path.dirname(hop)
        if os.path.realpath(folder).startswith("/proc/"):
            return True
        if not os.path.islink(hop):
            return False
        hop = os.path.join(folder, os.readlink(hop))
    return False


def _build_stem(source_name: str) -> str:
    """Return a name without extension that any file system accepts."""
    if source_name == "-":
        return "stdin"
    if _ADDRESS.match(source_name):
        stem = re.sub(r"[^\w.]+", "-", _last_path_segment(source_name)).strip("-. ")
    else:
        stem = Path(source_name).stem
    short = os.fsencode(stem)[:_MAX_STEM_BYTES].decode("utf-8", "ignore").strip()
    return f"{short}-" if _RESERVED.fullmatch(short) else short or "summary"


def _last_path_segment(address: str) -> str:
    """Return the page's name, or the host: `"https://example.org/a/kim.html" -> "kim"`."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return address
    return Path(unquote(parts.path)).stem or parts.netloc


def _fold_case(path: Path) -> str:
    return os.path.abspath(path).casefold()
