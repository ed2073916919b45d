"""What the header of a GGUF file says, read without loading the model.

A GGUF file is: magic, version, two counts, key-value pairs, tensor descriptions,
padding, tensor data. Everything up to the padding is read here with `struct`
alone; long lists (the vocabulary) are stepped over. A file may be made to do
harm, so every count is held against a bound and what is left before it is used.
"""

from __future__ import annotations

import os
import stat
import struct
from collections import Counter
from dataclasses import dataclass, field
from io import BufferedReader
from math import prod
from pathlib import Path

from summarize.errors import ModelError
from summarize.ggml import FILE_TYPES, TYPE_NAMES, WEIGHT_TYPES

# Far above any real model, low enough that a hostile file is refused within seconds.
_MAX_NAME = 1 << 16
_MAX_TEXT = 1 << 20
_MAX_STRINGS = 1 << 22

_STRING, _ARRAY = 8, 9
# The one-letter codes of `struct` stand in GGUF's order; "_" are the two above.
_NUMBERS = {i: struct.Struct(f"<{c}") for i, c in enumerate("BbHhIif?__Qqd") if c != "_"}
_U32, _U64 = _NUMBERS[4], _NUMBERS[10]

_TEMPLATE = "tokenizer.chat_template"
_KEPT = ("architecture", "languages", "license", "name", "type")
_KEPT_TEXTS = {_TEMPLATE, *(f"general.{name}" for name in _KEPT)}

_GUESSED = 1024  # set beside the type where llama.cpp guessed it

_FOREIGN = (
    ((b"PK\x03\x04", b"\x80\x02"), "a PyTorch file"),
    ((b"lmgg", b"fmgg", b"tjgg"), "a GGML file, the format before GGUF"),
    ((b"version https://git-lfs",), "a Git LFS pointer, not the model itself"),
    ((b"<",), "a web page, not the model itself"),
)
_NO_WRITERS = {"clip": "an image encoder", "t5": "an encoder-decoder model"}
_OTHER = "Choose a text-generation model; 'summarize models list' shows the installed ones."
_CONVERT = "Get the model as a GGUF file, or convert it with llama.cpp's convert_hf_to_gguf.py."

_Value = int | float | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Header:
    """What a GGUF file says of itself.

    `parameters` is the number of weights, 0 for the first part of a split
    model, whose other parts aren't opened. `quantization` is llama.cpp's name
    ("Q4_K_M"), or "unknown". `context_length` is in tokens, 0 if the file doesn't
    say. `chat_template` is None for a base model. `expected_size` is the
    smallest size in bytes that holds all the tensors described in this file.
    `layer_weights` counts the weights of the matrices in the layers by type, as in
    `(("Q4_1", 106168320),)`; those of a mixture's experts are "experts", whatever their type.
    """

    version: int
    architecture: str
    name: str
    parameters: int
    quantization: str
    context_length: int
    chat_template: str | None
    languages: tuple[str, ...]
    license: str | None
    tensor_count: int
    expected_size: int
    layer_weights: tuple[tuple[str, int], ...] = ()


class _RefusedError(ModelError):
    """Why the file can't be used, yet without the path, which `read_header` puts before it."""


@dataclass(slots=True)
class _Reader:
    """Takes values from a file and never reaches beyond its end."""

    file: BufferedReader
    size: int
    position: int = 0
    strings_left: int = _MAX_STRINGS

    def _advance(self, count: int) -> None:
        if count > self.size - self.position:
            raise _RefusedError(f"is incomplete: it ends inside its header, at {self.size} bytes")
        self.position += count

    def take(self, count: int) -> bytes:
        self._advance(count)
        data = self.file.read(count)
        if len(data) < count:
            raise _RefusedError("became shorter while it was being read")
        return data

    def skip(self, count: int) -> None:
        self._advance(count)
        self.file.seek(count, os.SEEK_CUR)

    def number(self, form: struct.Struct) -> int:
        value: int = form.unpack(self.take(form.size))[0]
        return value

    def count(self, what: str, limit: int, form: struct.Struct = _U64) -> int:
        value = self.number(form)
        if value > limit:
            raise _RefusedError(f"is damaged: it claims {value} {what}")
        return value

    def text(self, limit: int) -> str:
        return self.take(self.count("bytes for one text", limit)).decode("utf-8", "replace")

    def skip_texts(self, count: int) -> None:
        self.strings_left -= count
        if self.strings_left < 0:
            raise _RefusedError(f"is damaged: it claims a list of {count} texts")
        for _ in range(count):
            self.skip(self.number(_U64))


def read_header(path: Path, whole: int = 0) -> Header:
    """Read and check the header of the GGUF file at `path`; the tensor data is not read.

    For a file cut into pieces, give the first and the bytes of the `whole`. Raises
    ModelError, one line with the path, if there is no such file, if it is no GGUF file of
    version 2 or 3, is damaged or incomplete, has no language model, or is a later part of one.
    """
    try:
        with _open_regular(path) as file:
            return _parse(_Reader(file, whole or os.fstat(file.fileno()).st_size), path.stem)
    except _RefusedError as refused:
        raise ModelError(
            f"{path} {refused.message}", refused.hint or "Download it again."
        ) from None
    except (OSError, ValueError) as error:  # ValueError: a path with a NUL character
        reason = getattr(error, "strerror", None) or error
        raise ModelError(
            f"{path} can't be read: {reason}", "Give the path of a GGUF file."
        ) from error


def _open_regular(path: Path) -> BufferedReader:
    """Open the file, unless opening might wait for ever, as it does for a named pipe."""
    mode = os.stat(path).st_mode
    if not stat.S_ISREG(mode):
        kind = "a folder" if stat.S_ISDIR(mode) else "not a regular file"
        raise _RefusedError(f"is {kind}", "Give the path of a GGUF file.")
    return open(path, "rb")


def _parse(reader: _Reader, stem: str) -> Header:
    version = _read_version(reader)
    tensor_count = reader.count("tensors", 1 << 17)
    pair_count = reader.count("key-value pairs", 1 << 16)
    pairs = dict(_read_pair(reader) for _ in range(pair_count))
    architecture = _check_is_language_model(pairs)
    tensors = _read_tensors(reader, tensor_count)
    alignment = _integer(pairs, "general.alignment", 32)
    expected = _aligned(reader.position, alignment) + tensors.data_size
    whole = _check_whole(pairs, tensors.weights, expected, reader.size)
    file_type = _integer(pairs, "general.file_type", -1)
    languages = pairs.get("general.languages")
    return Header(
        version=version,
        architecture=architecture,
        name=_text(pairs, "general.name") or stem,
        parameters=tensors.weights if whole else 0,
        quantization=FILE_TYPES.get(file_type & ~_GUESSED, "unknown"),
        context_length=max(0, _integer(pairs, f"{architecture}.context_length", 0)),
        chat_template=_text(pairs, _TEMPLATE),
        languages=languages if isinstance(languages, tuple) else (),
        license=_text(pairs, "general.license"),
        tensor_count=tensor_count,
        expected_size=expected,
        layer_weights=tuple(sorted(tensors.layers.items())),
    )


def _read_version(reader: _Reader) -> int:
    start = reader.file.peek(24)[:24]
    if not start.startswith(b"GGUF"):
        raise _RefusedError(f"is not a GGUF file: it {_looks_like(start)}", _CONVERT)
    reader.skip(4)
    version = reader.number(_U32)
    if version not in (2, 3):
        kind = "big-endian" if version and version % (1 << 24) == 0 else f"of version {version}"
        raise _RefusedError(f"is a GGUF file {kind}, which can't be used here", _CONVERT)
    return version


def _looks_like(start: bytes) -> str:
    for magics, kind in _FOREIGN:
        if start.startswith(magics):
            return f"looks like {kind}"
    if start[8:9] == b"{":
        return "looks like a safetensors file"
    return f"begins with {start[:4]!r}" if start else "is empty"


def _read_pair(reader: _Reader) -> tuple[str, _Value]:
    """A key and its value; a text is a list of one, and what is of no use here an empty list."""
    key, kind, count = reader.text(_MAX_NAME), reader.number(_U32), 1
    if kind in _NUMBERS:
        return key, reader.number(_NUMBERS[kind])
    if kind == _ARRAY:
        kind, count = reader.number(_U32), reader.number(_U64)
    if kind in _NUMBERS:
        reader.skip(count * _NUMBERS[kind].size)
    elif kind != _STRING:
        raise _RefusedError(f"is damaged: its value {key[:40]!r} is of the unknown type {kind}")
    elif key in _KEPT_TEXTS and count <= 1000:
        return key, tuple(reader.text(_MAX_TEXT // count) for _ in range(count))
    else:
        reader.skip_texts(count)
    return key, ()


def _text(pairs: dict[str, _Value], key: str) -> str | None:
    value = pairs.get(key)
    return value[0] or None if isinstance(value, tuple) and value else None


def _integer(pairs: dict[str, _Value], key: str, default: int) -> int:
    value = pairs.get(key, default)
    return value if type(value) is int else default


def _check_is_language_model(pairs: dict[str, _Value]) -> str:
    """The architecture, if it is one that can continue a text."""
    architecture, kind = _text(pairs, "general.architecture"), _text(pairs, "general.type")
    if architecture is None:
        raise _RefusedError("is damaged: it names no architecture")
    what = _NO_WRITERS.get(
        architecture, "" if kind in (None, "model") else f"of type {kind[:40]!r}"
    )
    if any(word in architecture for word in ("bert", "embedding", "t5encoder")):
        what = "an embedding model"
    if what:
        raise _RefusedError(f"is not a language model that writes: it is {what}", _OTHER)
    return architecture


def _check_whole(pairs: dict[str, _Value], weights: int, expected: int, size: int) -> bool:
    """Whether this is a whole model; False for the first part, whose size tells nothing."""
    parts, index = _integer(pairs, "split.count", 1), _integer(pairs, "split.no", 0)
    if parts > 1 and index > 0:
        raise _RefusedError(f"is part {index + 1} of {parts}", "Name the first part instead.")
    if parts > 1:
        return False
    if not weights:
        raise _RefusedError("holds no weights, perhaps a vocabulary alone", _OTHER)
    if size < expected:
        raise _RefusedError(f"is incomplete: {expected} bytes expected, {size} there")
    return True


@dataclass(slots=True)
class _Tensors:
    """How many weights there are, the bytes from the first to the last, the layers' by type."""

    weights: int = 0
    data_size: int = 0
    layers: Counter[str] = field(default_factory=Counter)


def _read_tensors(reader: _Reader, count: int) -> _Tensors:
    read = _Tensors()
    for _ in range(count):
        name = reader.take(reader.count("bytes for one name", _MAX_NAME))
        dimensions = reader.count("dimensions of a tensor", 4, _U32)
        elements = prod(reader.number(_U64) for _ in range(dimensions))
        if elements >= 1 << 63:
            raise _RefusedError(f"is damaged: it claims a tensor of {elements} weights")
        kind, offset = reader.number(_U32), reader.number(_U64)
        # A type younger than this table has size 0 here: the sum stays a lower bound.
        block, size = WEIGHT_TYPES.get(kind, (1, 0))
        read.weights += elements
        read.data_size = max(read.data_size, offset + -(-elements // block) * size)
        if name.startswith(b"blk.") and dimensions >= 2:
            read.layers[TYPE_NAMES.get(kind, "?") if dimensions == 2 else "experts"] += elements
    return read


def _aligned(position: int, alignment: int) -> int:
    """The next multiple: `_aligned(33, 32) -> 64`."""
    if not 1 <= alignment <= _MAX_NAME or alignment & (alignment - 1):
        raise _RefusedError(f"is damaged: it claims an alignment of {alignment} bytes")
    return -(-position // alignment) * alignment
