"""Models whose file was split: llama.cpp finds the parts by their names, so they must be right."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from summarize.models.gguf.reader import Pairs, RefusedError, integer
from summarize.models.gguf.tensors import Tensors

_PART = re.compile(r"(.+)-([0-9]{5})-of-([0-9]{5})\.gguf", re.IGNORECASE | re.DOTALL)
_MOST = 10_000
_HINT = "Put all parts into one folder, with the names that they were published under."

Part = Callable[[Path], tuple[Pairs, Tensors, int]]
"""A part's pairs, its tensors and its size in bytes, checked by themselves."""


def place(pairs: Pairs, path: Path) -> int:
    """Of how many parts this is the first, 1 for a whole file; RefusedError for a later one."""
    parts, index = integer(pairs, "split.count", 1), integer(pairs, "split.no", 0)
    if parts <= 1:
        return 1
    if index > 0 or parts > _MOST:
        first = _sibling(path, 1)
        hint = f"Give the first part: {first.name}" if first else "Name the first part instead."
        raise RefusedError(f"is part {index + 1} of {parts}", hint)
    return parts


def others(path: Path, parts: int, read: Part) -> Iterator[tuple[Tensors, int]]:
    """The tensors and sizes of the parts behind the first, which is at `path`.

    RefusedError if one is missing, damaged, or of another model.
    """
    named = _PART.fullmatch(path.name)
    if not named or (int(named[2]), int(named[3])) != (1, parts):
        raise RefusedError(
            f"is part 1 of {parts}, but its name must end in -00001-of-{parts:05}.gguf", _HINT
        )
    for number in range(2, parts + 1):
        other = _sibling(path, number) or path
        if not other.exists():
            raise RefusedError(f"is part 1 of {parts}, and {other.name} is missing", _HINT)
        try:
            pairs, tensors, size = read(other)
        except RefusedError as error:
            raise RefusedError(
                f"has a part {other.name} that {error.message}", error.hint
            ) from None
        if (integer(pairs, "split.no", -1), integer(pairs, "split.count", -1)) != (
            number - 1,
            parts,
        ):
            raise RefusedError(f"has a part {other.name} of another model", _HINT)
        yield tensors, size


def _sibling(path: Path, number: int) -> Path | None:
    """`x-00001-of-00003.gguf, 2 -> x-00002-of-00003.gguf`; None for a name without a number."""
    named = _PART.fullmatch(path.name)
    return path.with_name(f"{named[1]}-{number:05}-of-{named[3]}.gguf") if named else None
