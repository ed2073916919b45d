"""A file or standard input -> bytes, within a bound on size, and an error for all that can fail."""

from __future__ import annotations

import os
import re
import stat
import sys
from pathlib import Path
from typing import BinaryIO

from summarize.errors import SourceError
from summarize.spelling import suggest_word
from summarize.unseen import find_unseen

MAX_BYTES = 50 * 1000 * 1000
"""Bytes of a text: fifty books; what is longer is a mistake, or has no end."""

MAX_DOCUMENT_BYTES = 200 * 1000 * 1000
"""Bytes of a format with pictures: a thick illustrated book; it is in memory twice."""

# A host and what is below it: "example.org/news".
_WITHOUT_SCHEME = re.compile(r"(?:[\w-]+\.)+[a-z]{2,}/")
_CONTAINER_STARTS = (b"%PDF-", b"PK\x03\x04")


def load_file(path: Path) -> bytes:
    """Return the bytes of a file, at most `size_limit`; a named pipe is read to its end.

    Raises SourceError, naming the file, if it is missing, a folder, a device,
    empty, too big, or may not be read.
    """
    name = replace_unprintable(path)
    try:
        kind = path.stat().st_mode
        # A pipe is what a shell makes of `<(pdftotext article.pdf -)`.
        if stat.S_ISDIR(kind):
            hint = "give a file in it; 'summarize FOLDER -o RESULTS' takes all of them"
            raise SourceError(f"{name} is a folder", hint)
        if not (stat.S_ISREG(kind) or stat.S_ISFIFO(kind)):
            raise SourceError(f"{name} is a device, not a file", "give - to read standard input")
        with path.open("rb") as file:
            return _read_bounded(file, name)
    except FileNotFoundError as error:
        raise SourceError(f"{name} does not exist", _suggest_path(path)) from error
    except PermissionError as error:
        raise SourceError(f"{name} may not be read", "check the file's permissions") from error
    except (OSError, ValueError) as error:  # ValueError: a path with a zero character
        reason = getattr(error, "strerror", None) or str(error)
        raise SourceError(
            f"{name} can't be read: {reason}", "check the name and the disk"
        ) from error


def load_stream(stream: BinaryIO | None) -> bytes:
    """Return all of `stream` (standard input if None); limit and errors as for `load_file`."""
    name = "standard input"
    if stream is None and sys.stdin is None:
        raise SourceError(f"{name} is closed", "give a file instead")
    try:
        return _read_bounded(stream or sys.stdin.buffer, name)
    except (OSError, ValueError) as error:  # ValueError: the stream is closed
        raise SourceError(f"{name} can't be read: {error}", "give a file instead") from error


def size_limit(start: bytes) -> int:
    """Return how many bytes a document with this start may have: more if it may hold pictures."""
    return MAX_DOCUMENT_BYTES if start.startswith(_CONTAINER_STARTS) else MAX_BYTES


def replace_unprintable(path: str | os.PathLike[str]) -> str:
    r"""Return a path or text as one printable line, odd characters escaped: `"a\tb" -> "a\\tb"`."""
    text = os.fspath(path)
    unseen = {place for start, end in find_unseen(text) for place in range(start, end)}
    return (
        "".join(
            char if char.isprintable() or not (place in unseen or char.isspace()) else _escape(char)
            for place, char in enumerate(text)
        )
        or "''"
    )


def _escape(char: str) -> str:
    if "\udc80" <= char <= "\udcff":  # a byte that is no text, as Python holds it
        return f"\\x{ord(char) - 0xDC00:02x}"
    return char.encode("unicode_escape").decode("ascii")


def _read_bounded(file: BinaryIO, name: str) -> bytes:
    data = file.read(MAX_BYTES + 1)
    most = size_limit(data)
    if MAX_BYTES < len(data) <= most:
        data += file.read(most + 1 - len(data))
    return check_size(data, name)


def check_size(data: bytes, name: str) -> bytes:
    """Return the bytes of a document; raise SourceError, naming it, for too many or none."""
    if len(data) > (most := size_limit(data)):
        limit = most // 1_000_000
        raise SourceError(f"{name} is larger than {limit} MB", "split it, or give a part of it")
    if not data:
        raise SourceError(f"{name} is empty", "give a file with text in it")
    return data


def _suggest_path(path: Path) -> str:
    """Return a hint that names the file, or the web address, which was probably meant."""
    try:
        names = [entry.name for entry in path.parent.iterdir()]
    except OSError:
        names = []
    if near := suggest_word(path.name, names, cutoff=0.75):
        return f"did you mean {replace_unprintable(path.with_name(near))}?"
    if _WITHOUT_SCHEME.match(str(path)) and not Path(path.parts[0]).exists():
        return f"did you mean https://{replace_unprintable(path)}?"
    return "check the path"
