"""What the header of a GGUF file says, read without loading the model, and judged.

A GGUF file is: magic, version, two counts, key-value pairs, tensor descriptions,
padding, tensor data. Everything up to the padding is read here with `struct`
alone; long lists (the vocabulary) are stepped over. What llama.cpp would refuse, or abort
at, is refused here in a line that names the file.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from summarize.errors import ModelError
from summarize.models.gguf.header import Header, Shape, Vocabulary, shape_of, vocabulary_of
from summarize.models.gguf.model_kinds import OTHER, check_is_language_model, read_version
from summarize.models.gguf.reader import TEMPLATE, Pairs, Reader, RefusedError, integer, text, texts
from summarize.models.gguf.tensors import FILE_TYPES, Tensors, aligned, read_tensors
from summarize.models.model_files import list_shard_names, list_shards, open_regular

__all__ = ["Header", "Shape", "Vocabulary", "read_header"]

_GUESSED = 1024  # set beside the type where llama.cpp guessed it
_MOST_TENSORS, _MOST_PAIRS = 1 << 17, 1 << 16
_ALIGNMENT = 32
_MOST_PARTS = 10_000
_PARTS_HINT = "Put all parts into one folder, with the names that they were published under."


def read_header(path: Path, whole: int = 0) -> Header:
    """Read and check the header of the GGUF file at `path`; the tensor data is not read.

    For a file cut into pieces, give the first and the bytes of the `whole`. Raises
    ModelError, one line with the path, if there is no such file, if it is no GGUF file of
    version 2 or 3, is damaged or incomplete, has no language model, is a later part of one, or
    if another of its parts is missing or damaged.
    """
    try:
        return _header(path, whole)
    except RefusedError as refused:
        raise ModelError(
            f"{path} {refused.message}", refused.hint or "Download it again."
        ) from None


@dataclass(frozen=True, slots=True)
class _Content:
    """What stands in one file. `first` is of how many parts it is the first, 1 if it is whole.

    The weights begin at `start`, in bytes.
    """

    version: int
    pairs: Pairs
    tensors: Tensors
    architecture: str
    first: int
    start: int
    expected: int
    size: int


def _header(path: Path, whole: int) -> Header:
    content = _content(path, whole)
    tensors, size, count = content.tensors, content.size, len(content.tensors.names)
    if content.first > 1:
        for shard in _read_later_shards(path, content.first):
            tensors.add(shard.tensors)
            size += shard.size
    if not tensors.weights:
        raise RefusedError("holds no weights, perhaps a vocabulary alone", OTHER)
    pairs, architecture = content.pairs, content.architecture
    file_type = integer(pairs, "general.file_type", -1)
    return Header(
        version=content.version,
        architecture=architecture,
        name=text(pairs, "general.name") or path.stem,
        parameters=tensors.weights,
        quantization=FILE_TYPES.get(file_type & ~_GUESSED, "unknown"),
        context_length=max(0, integer(pairs, f"{architecture}.context_length", 0)),
        chat_template=text(pairs, TEMPLATE),
        languages=texts(pairs, "general.languages"),
        license=text(pairs, "general.license"),
        tensor_count=count,
        expected_size=content.expected,
        layer_weights=tuple(sorted(tensors.layers.items())),
        layer_bytes=tuple(size for _, size in sorted(tensors.layer_bytes.items())),
        total_bytes=size,
        parts=content.first,
        shape=shape_of(pairs, architecture),
        vocabulary=vocabulary_of(pairs),
        unknown_types=tuple(sorted(tensors.unknown)),
        norms=tuple((content.start + place, size) for place, size in tensors.norms),
    )


def _check_first_shard(pairs: Pairs, path: Path) -> int:
    """Return of how many shards the file is the first, 1 if it is whole.

    Raises RefusedError for a later shard.
    """
    count, index = integer(pairs, "split.count", 1), integer(pairs, "split.no", 0)
    if count <= 1:
        return 1
    if index > 0 or count > _MOST_PARTS:
        names = list_shard_names(path.name)
        hint = f"Give the first part: {names[0]}" if names[1:] else "Name the first part instead."
        raise RefusedError(f"is part {index + 1} of {count}", hint)
    return count


def _read_later_shards(path: Path, count: int) -> Iterator[_Content]:
    """Yield the content of the shards behind the first, which is at `path`.

    Raises RefusedError if one is missing, damaged, or of another model.
    """
    ending = f"-00001-of-{count:05}.gguf"
    if not path.name.endswith(ending):
        raise RefusedError(f"is part 1 of {count}, but its name must end in {ending}", _PARTS_HINT)
    for index, shard in enumerate(list_shards(path)[1:], 1):
        if not shard.exists():
            raise RefusedError(f"is part 1 of {count}, and {shard.name} is missing", _PARTS_HINT)
        try:
            content = _content(shard, later=True)
        except RefusedError as error:
            message = f"has a part {shard.name} that {error.message}"
            raise RefusedError(message, error.hint) from None
        numbers = tuple(integer(content.pairs, f"split.{key}", -1) for key in ("no", "count"))
        if numbers != (index, count):
            raise RefusedError(f"has a part {shard.name} of another model", _PARTS_HINT)
        yield content


def _content(path: Path, whole: int = 0, *, later: bool = False) -> _Content:
    try:
        with open_regular(path) as file:
            reader = Reader(file, whole or os.fstat(file.fileno()).st_size)
            return _parsed(reader, path, later)
    except (OSError, ValueError) as error:  # ValueError: a path with a NUL character
        reason = getattr(error, "strerror", None) or error
        raise RefusedError(f"can't be read: {reason}", "Give the path of a GGUF file.") from error


def _parsed(reader: Reader, path: Path, later: bool) -> _Content:
    """What kind of file it is comes before what is wrong with it: that tells more."""
    version = read_version(reader)
    tensor_count = reader.count("tensors", _MOST_TENSORS)
    pairs = reader.pairs(reader.count("key-value pairs", _MOST_PAIRS))
    parts = 0 if later else _check_first_shard(pairs, path)
    architecture = "" if later else check_is_language_model(pairs)
    alignment = integer(pairs, "general.alignment", _ALIGNMENT)
    tensors = read_tensors(reader, tensor_count, alignment)
    start = aligned(reader.position, alignment)
    expected = start + tensors.data_size
    if tensors.names and reader.size < expected:
        raise RefusedError(f"is incomplete: {expected} bytes expected, {reader.size} there")
    return _Content(version, pairs, tensors, architecture, parts, start, expected, reader.size)
