"""The table of tensors in a GGUF file: what each is called, its shape, its type, its place.

llama.cpp takes only files whose tensors lie one behind another, each padded to the
alignment. So a single wrong number in the table shows.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from math import prod

from summarize.models.gguf.reader import MAX_NAME, U32, U64, Reader, RefusedError
from summarize.models.gguf.types import TYPE_NAMES, WEIGHT_TYPES

_NAME_BYTES = 64  # llama.cpp's own bound, the final zero included
_MOST_WEIGHTS = 1 << 63
_KNOWN_BELOW = 256  # no library has more types than this
_LAYER = re.compile(rb"blk\.([0-9]{1,4})\.")


@dataclass(slots=True)
class Tensors:
    """What the table says in all.

    `data_size` is in bytes, from the first to the end of the last tensor. `layers` counts the
    weights of the layers' matrices by type, `layer_bytes` the bytes of each layer by its number.
    `unknown` are types that are younger than the table in `gguf.types`. `norms` are places
    and bytes of tensors that are never all zeros; there are some in every layer.
    """

    weights: int = 0
    data_size: int = 0
    layers: Counter[str] = field(default_factory=Counter)
    layer_bytes: Counter[int] = field(default_factory=Counter)
    names: set[bytes] = field(default_factory=set)
    unknown: set[int] = field(default_factory=set)
    norms: list[tuple[int, int]] = field(default_factory=list)

    def add(self, other: Tensors) -> None:
        """Count another part's tensors with these. RefusedError if both have one."""
        for name in self.names & other.names:
            raise RefusedError(f"is damaged: two of its parts have the tensor {_shown(name)}")
        self.weights += other.weights
        self.layers.update(other.layers)
        self.layer_bytes.update(other.layer_bytes)
        self.names |= other.names
        self.unknown |= other.unknown


def read_tensors(reader: Reader, count: int, alignment: int) -> Tensors:
    """Read so many entries. RefusedError for a table that llama.cpp would not take."""
    if not 1 <= alignment <= MAX_NAME or alignment & (alignment - 1):
        raise RefusedError(f"is damaged: it claims an alignment of {alignment} bytes")
    read = Tensors()
    following = 0  # where the next tensor has to be
    for _ in range(count):
        name = _name(reader, read)
        dimensions = reader.count("dimensions of a tensor", 4, U32)
        shape = [reader.number(U64) for _ in range(dimensions)]
        kind, offset = reader.number(U32), reader.number(U64)
        size = _size(name, shape, kind, read)
        if offset != following and not read.unknown:
            told = f"tensor {_shown(name)} is said to lie at {offset}, but {following} is its place"
            raise RefusedError(f"is damaged: {told}")
        read.data_size = max(read.data_size, offset + size)
        following = aligned(offset + size, alignment)
        _count(read, name, shape, kind, size)
        if name.endswith(b"norm.weight") and size:
            read.norms.append((offset, size))
    return read


def aligned(position: int, alignment: int) -> int:
    """The next multiple: `aligned(33, 32) -> 64`."""
    return -(-position // alignment) * alignment


def _name(reader: Reader, read: Tensors) -> bytes:
    name = reader.take(reader.count("bytes for one name", _NAME_BYTES - 1))
    if name in read.names:
        raise RefusedError(f"is damaged: it has the tensor {_shown(name)} twice")
    read.names.add(name)
    return name


def _size(name: bytes, shape: list[int], kind: int, read: Tensors) -> int:
    """Bytes of the tensor; of a type that is not in the table 0, a lower bound."""
    weights = prod(shape)
    if weights >= _MOST_WEIGHTS:
        raise RefusedError(f"is damaged: it claims a tensor of {weights} weights")
    if kind >= _KNOWN_BELOW:
        raise RefusedError(f"is damaged: tensor {_shown(name)} is of the unknown type {kind}")
    if kind not in WEIGHT_TYPES:
        read.unknown.add(kind)
        return 0
    block, size = WEIGHT_TYPES[kind]
    if (shape[0] if shape else 1) % block:
        told = f"{shape[0]} weights a row, no multiple of {block}"
        raise RefusedError(
            f"is damaged: tensor {_shown(name)} of type {TYPE_NAMES[kind]} has {told}"
        )
    return weights // block * size


def _count(read: Tensors, name: bytes, shape: list[int], kind: int, size: int) -> None:
    weights = prod(shape)
    read.weights += weights
    layer = _LAYER.match(name)
    if layer:
        read.layer_bytes[int(layer[1])] += size
    if name.startswith(b"blk.") and len(shape) >= 2:
        named = TYPE_NAMES.get(kind, "?")
        read.layers[named if len(shape) == 2 else "experts"] += weights


def _shown(name: bytes) -> str:
    return repr(name[:40].decode("utf-8", "replace"))
