"""Where results go: a path for each document that no other document, folder or page has."""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

from summarize.batch.rendering import EXTENSIONS

_MOST_BYTES = 200  # of a name: an extension and the marks of an unfinished file come behind it
# The index is called so, and what a mark makes of such a name must not meet another.
_INDEX = re.compile(r"index-*", re.IGNORECASE)


def choose_targets(names: Iterable[str]) -> dict[str, str]:
    """Return the path of the results of each document, without the extension of their format.

    It is that of the document, extension included, so that it depends on no other document:
    `"2024/a.pdf" -> "2024/a.pdf"`. Where only case would part two of them, as on many disks,
    or a folder is called like a result, both get a mark of their own.
    """
    targets = {name: _fit(name) for name in names}
    counts = Counter(_fold(one) for one in targets.values())
    folders = {_fold(folder) for one in targets.values() for folder in _list_folders(one)}
    return {
        name: _mark(target, name)
        if counts[_fold(target)] > 1
        or any(_fold(f"{target}{extension}") in folders for extension in EXTENSIONS.values())
        else target
        for name, target in targets.items()
    }


def _fit(name: str) -> str:
    """Return a path whose last part leaves room behind it, and is not that of the index."""
    folder, slash, last = name.rpartition("/")
    if not folder and _INDEX.fullmatch(last):
        last += "-"
    if len(data := os.fsencode(last)) > _MOST_BYTES:
        last = _mark(data[: _MOST_BYTES - 10].decode("utf-8", "ignore"), name)
    return f"{folder}{slash}{last}"


def _mark(target: str, name: str) -> str:
    return f"{target}-{hashlib.sha256(os.fsencode(name)).hexdigest()[:8]}"


def _list_folders(target: str) -> list[str]:
    parts = target.split("/")[:-1]
    return ["/".join(parts[: end + 1]) for end in range(len(parts))]


def _fold(path: str) -> str:
    return unicodedata.normalize("NFC", path).casefold()
