"""GGUF header: read without loading the model, and checked.

A GGUF file is: magic, version, two counts, metadata key/value pairs, tensor info,
padding, tensor data. Everything up to the padding is read here with `struct`
alone; long arrays (the vocabulary) are skipped. What llama.cpp would refuse, or abort
at, is refused here in a line that names the file.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from summarize.errors import ModelError
from summarize.models.gguf.header import Header, Hyperparameters, Vocabulary
from summarize.models.gguf.model_kinds import CHOOSE_OTHER, check_is_language_model, read_version
from summarize.models.gguf.reader import CHAT_TEMPLATE_KEY, Metadata, Reader, UnusableFileError
from summarize.models.gguf.tensors import FILE_TYPES, TensorTable, align, read_tensor_table
from summarize.models.model_files import list_shard_names, list_shards, open_regular

__all__ = ["Header", "Hyperparameters", "Vocabulary", "read_header"]

_GUESSED_FLAG = 1024  # set beside the type where llama.cpp guessed it
_MAX_TENSORS, _MAX_PAIRS = 1 << 17, 1 << 16
_DEFAULT_ALIGNMENT = 32
_MAX_SHARDS = 10_000
_SHARDS_HINT = "Put all parts into one folder, with the names that they were published under."


def read_header(path: Path, total_size: int = 0) -> Header:
    """Read and check the header of the GGUF file at `path`; the tensor data is not read.

    For a file cut into pieces, give the first and the `total_size` in bytes. Raises
    ModelError, one line with the path, if there is no such file, if it is no GGUF file of
    version 2 or 3, is damaged or incomplete, has no language model, is a later shard of one, or
    if another of its shards is missing or damaged.
    """
    try:
        return _read_header(path, total_size)
    except UnusableFileError as refused:
        raise ModelError(
            f"{path} {refused.message}", refused.hint or "Download it again."
        ) from None


@dataclass(frozen=True, slots=True)
class _FileContent:
    """The content of one file, the first of `shard_count` shards; 1 for a whole file.

    The weights begin at byte `data_start`.
    """

    version: int
    metadata: Metadata
    tensors: TensorTable
    architecture: str
    shard_count: int
    data_start: int
    expected_size: int
    size: int


def _read_header(path: Path, whole: int) -> Header:
    content = _read_content(path, whole)
    tensors, size, count = content.tensors, content.size, len(content.tensors.names)
    if content.shard_count > 1:
        for shard in _read_later_shards(path, content.shard_count):
            tensors.add_shard(shard.tensors)
            size += shard.size
    if not tensors.weight_count:
        raise UnusableFileError("holds no weights, perhaps a vocabulary alone", CHOOSE_OTHER)
    metadata, architecture = content.metadata, content.architecture
    file_type = metadata.integer("general.file_type", -1)
    return Header(
        version=content.version,
        architecture=architecture,
        name=metadata.string("general.name") or path.stem,
        parameters=tensors.weight_count,
        quantization=FILE_TYPES.get(file_type & ~_GUESSED_FLAG, "unknown"),
        context_length=max(0, metadata.integer(f"{architecture}.context_length")),
        chat_template=metadata.string(CHAT_TEMPLATE_KEY),
        languages=metadata.strings("general.languages"),
        license=metadata.string("general.license"),
        tensor_count=count,
        expected_size=content.expected_size,
        weights_by_type=tuple(sorted(tensors.weights_by_type.items())),
        layer_bytes=tuple(size for _, size in sorted(tensors.layer_bytes.items())),
        total_bytes=size,
        shard_count=content.shard_count,
        hyperparameters=Hyperparameters.from_metadata(metadata, architecture),
        vocabulary=Vocabulary.from_metadata(metadata),
        norm_tensors=tuple(
            (content.data_start + place, size) for place, size in tensors.norm_tensors
        ),
    )


def _check_first_shard(metadata: Metadata, path: Path) -> int:
    """Return of how many shards the file is the first, 1 if it is whole.

    Raises UnusableFileError for a later shard.
    """
    count, index = metadata.integer("split.count", 1), metadata.integer("split.no")
    if count <= 1:
        return 1
    if index > 0 or count > _MAX_SHARDS:
        names = list_shard_names(path.name)
        hint = f"Give the first part: {names[0]}" if names[1:] else "Name the first part instead."
        raise UnusableFileError(f"is part {index + 1} of {count}", hint)
    return count


def _read_later_shards(path: Path, count: int) -> Iterator[_FileContent]:
    """Yield the content of the shards behind the first, which is at `path`.

    Raises UnusableFileError if one is missing, damaged, or of another model.
    """
    ending = f"-00001-of-{count:05}.gguf"
    if not path.name.endswith(ending):
        raise UnusableFileError(
            f"is part 1 of {count}, but its name must end in {ending}", _SHARDS_HINT
        )
    for index, shard in enumerate(list_shards(path)[1:], 1):
        if not shard.exists():
            raise UnusableFileError(
                f"is part 1 of {count}, and {shard.name} is missing", _SHARDS_HINT
            )
        try:
            content = _read_content(shard, later=True)
        except UnusableFileError as error:
            message = f"has a part {shard.name} that {error.message}"
            raise UnusableFileError(message, error.hint) from None
        numbers = tuple(content.metadata.integer(f"split.{key}", -1) for key in ("no", "count"))
        if numbers != (index, count):
            raise UnusableFileError(f"has a part {shard.name} of another model", _SHARDS_HINT)
        yield content


def _read_content(path: Path, whole: int = 0, *, later: bool = False) -> _FileContent:
    try:
        with open_regular(path) as file:
            reader = Reader(file, whole or os.fstat(file.fileno()).st_size)
            return _parse_content(reader, path, later)
    except (OSError, ValueError) as error:  # ValueError: a path with a NUL character
        reason = getattr(error, "strerror", None) or error
        raise UnusableFileError(
            f"can't be read: {reason}", "Give the path of a GGUF file."
        ) from error


def _parse_content(reader: Reader, path: Path, later: bool) -> _FileContent:
    """Parse one file. That it is of another kind is reported before damage: that says more."""
    version = read_version(reader)
    tensor_count = reader.read_count("tensors", _MAX_TENSORS)
    metadata = reader.read_metadata(reader.read_count("key-value pairs", _MAX_PAIRS))
    shards = 0 if later else _check_first_shard(metadata, path)
    architecture = "" if later else check_is_language_model(metadata)
    alignment = metadata.integer("general.alignment", _DEFAULT_ALIGNMENT)
    tensors = read_tensor_table(reader, tensor_count, alignment)
    start = align(reader.position, alignment)
    expected = start + tensors.data_size
    if tensors.names and reader.size < expected:
        raise UnusableFileError(f"is incomplete: {expected} bytes expected, {reader.size} there")
    size = reader.size
    return _FileContent(version, metadata, tensors, architecture, shards, start, expected, size)
