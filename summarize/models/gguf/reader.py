"""Parser of GGUF's binary format: metadata numbers, strings and arrays, none of them trusted.

A file may be made to do harm, so every count is checked against a bound and the rest of
the file before it is used.
"""

from __future__ import annotations

import os
import struct
from dataclasses import dataclass
from io import BufferedReader

from summarize.errors import ModelError

# Far above any real model, low enough that a hostile file is refused within seconds.
MAX_NAME_BYTES = 1 << 16
_MAX_STRING_BYTES = 1 << 20
_MAX_STRINGS = 1 << 22
_MAX_LAYERS = 1 << 12  # of an array with a number for each layer

_STRING, _ARRAY = 8, 9
# The one-letter codes of `struct` in the order of GGUF's value types; "_" are the two above.
_NUMBERS = {i: struct.Struct(f"<{c}") for i, c in enumerate("BbHhIif?__Qqd") if c != "_"}
U32, U64 = _NUMBERS[4], _NUMBERS[10]

CHAT_TEMPLATE_KEY = "tokenizer.chat_template"
_STRING_KEYS = {CHAT_TEMPLATE_KEY, "tokenizer.ggml.model"}
_STRING_KEYS |= {f"general.{name}" for name in "architecture languages license name type".split()}
_PER_LAYER_KEYS = (
    *(".attention.head_count", ".attention.head_count_kv", ".feed_forward_length"),
    *(".attention.recurrent_layers", ".attention.sliding_window_pattern"),
)


@dataclass(frozen=True, slots=True)
class SkippedArray:
    """An array that was not read: the number of its values."""

    count: int


MetadataValue = int | float | tuple[str, ...] | tuple[int, ...] | SkippedArray


class Metadata(dict[str, MetadataValue]):
    """The metadata key/value pairs of a file, with getters by the type that is expected."""

    def string(self, key: str) -> str | None:
        """Return the string under `key`; None if there is none, or an empty one."""
        return next(iter(self.strings(key)), None) or None

    def strings(self, key: str) -> tuple[str, ...]:
        """Return the strings under `key`, () if there is no array of strings."""
        value = self.get(key)
        values = value if isinstance(value, tuple) else ()
        return tuple(one for one in values if isinstance(one, str))

    def integer(self, key: str, default: int = 0) -> int:
        """Return the integer under `key`; of an array with one for each layer, the largest."""
        value = self.get(key, default)
        if isinstance(value, tuple):
            value = max((one for one in value if isinstance(one, int)), default=default)
        return value if type(value) is int else default

    def integers(self, key: str, count: int) -> tuple[int, ...]:
        """Return a number for each of `count` layers; () if none.

        `3` and `(3, 3)` are the same for two layers.
        """
        value = self.get(key)
        if type(value) is int:
            return (value,) * min(count, _MAX_LAYERS)
        values = value if isinstance(value, tuple) else ()
        return tuple(one for one in values if isinstance(one, int))

    def array_length(self, key: str) -> int | None:
        """Return the length of an array that was skipped; None if there is no such array."""
        value = self.get(key)
        return value.count if isinstance(value, SkippedArray) else None


class UnusableFileError(ModelError):
    """Why the file can't be used, without the path, which `read_header` puts before it."""


@dataclass(slots=True)
class Reader:
    """Reads values from a file of `size` bytes, never beyond its end.

    Everything raises UnusableFileError where the file ends or claims what can't be.
    """

    file: BufferedReader
    size: int
    position: int = 0
    strings_left: int = _MAX_STRINGS

    def _advance(self, count: int) -> None:
        if count > self.size - self.position:
            fault = f"it ends inside its header, at {self.size} bytes"
            raise UnusableFileError(f"is incomplete: {fault}")
        self.position += count

    def read_bytes(self, count: int) -> bytes:
        """Return the next `count` bytes."""
        self._advance(count)
        data = self.file.read(count)
        if len(data) < count:
            raise UnusableFileError("became shorter while it was being read")
        return data

    def skip_bytes(self, count: int) -> None:
        """Skip `count` bytes."""
        self._advance(count)
        self.file.seek(count, os.SEEK_CUR)

    def read_number(self, form: struct.Struct) -> int:
        """Return the next number."""
        value: int = form.unpack(self.read_bytes(form.size))[0]
        return value

    def read_count(self, what: str, limit: int, form: struct.Struct = U64) -> int:
        """Return the next number, a count of `what`, which must be at most `limit`."""
        value = self.read_number(form)
        if value > limit:
            raise UnusableFileError(f"is damaged: it claims {value} {what}")
        return value

    def read_string(self, limit: int) -> str:
        """Return the next string, of at most `limit` bytes."""
        data = self.read_bytes(self.read_count("bytes for one text", limit))
        return data.decode("utf-8", "replace")

    def read_metadata(self, count: int) -> Metadata:
        """Return `count` key/value pairs; llama.cpp aborts if a key is empty or comes twice."""
        found = Metadata()
        for _ in range(count):
            key = self.read_string(MAX_NAME_BYTES)
            if not key or key in found:
                fault = f"has {key[:40]!r} twice" if key else "has a value without a name"
                raise UnusableFileError(f"is damaged: its header {fault}")
            found[key] = self._read_value(key)
        return found

    def _read_value(self, key: str) -> MetadataValue:
        """Return a value, a string as a tuple of one; skip what is of no use here."""
        kind, count = self.read_number(U32), 1
        if kind in _NUMBERS:
            return self.read_number(_NUMBERS[kind])
        if kind == _ARRAY:
            kind, count = self.read_number(U32), self.read_number(U64)
        if kind in _NUMBERS:
            if key.endswith(_PER_LAYER_KEYS) and count <= _MAX_LAYERS:
                return tuple(int(self.read_number(_NUMBERS[kind])) for _ in range(count))
            self.skip_bytes(count * _NUMBERS[kind].size)
            return SkippedArray(count)
        if kind != _STRING:
            unknown = f"its value {key[:40]!r} is of the unknown type {kind}"
            raise UnusableFileError(f"is damaged: {unknown}")
        if key in _STRING_KEYS and count <= 1000:
            return tuple(self.read_string(_MAX_STRING_BYTES // max(1, count)) for _ in range(count))
        self.strings_left -= count
        if self.strings_left < 0:
            raise UnusableFileError(f"is damaged: it claims a list of {count} texts")
        for _ in range(count):
            self.skip_bytes(self.read_number(U64))
        return SkippedArray(count)
