"""Tensor info of a GGUF file (names, shapes, offsets) and tables of ggml's quantization types.

llama.cpp accepts only files whose tensors lie one behind another, each padded to the
alignment. So a single wrong number in the table shows.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from math import prod

from summarize.models.gguf.reader import MAX_NAME_BYTES, U32, U64, Reader, UnusableFileError

# As number:name:weights in a block:bytes of a block, from ggml, the library below llama.cpp.
_WEIGHT_TABLE = """
0:F32:1:4  1:F16:1:2  2:Q4_0:32:18  3:Q4_1:32:20  6:Q5_0:32:22  7:Q5_1:32:24  8:Q8_0:32:34
9:Q8_1:32:36  10:Q2_K:256:84  11:Q3_K:256:110  12:Q4_K:256:144  13:Q5_K:256:176
14:Q6_K:256:210  15:Q8_K:256:292  16:IQ2_XXS:256:66  17:IQ2_XS:256:74  18:IQ3_XXS:256:98
19:IQ1_S:256:50  20:IQ4_NL:32:18  21:IQ3_S:256:110  22:IQ2_S:256:82  23:IQ4_XS:256:136
24:I8:1:1  25:I16:1:2  26:I32:1:4  27:I64:1:8  28:F64:1:8  29:IQ1_M:256:56  30:BF16:1:2
34:TQ1_0:256:54  35:TQ2_0:256:66  39:MXFP4:32:17  40:NVFP4:64:36  41:Q1_0:128:18
42:Q2_0:64:18
"""
_ROWS = [row.split(":") for row in _WEIGHT_TABLE.split()]
TYPE_NAMES = {int(number): name for number, name, _, _ in _ROWS}
BLOCK_SIZES = {int(number): (int(weights), int(size)) for number, _, weights, size in _ROWS}

# llama.cpp's names for what a whole file is quantised to (general.file_type), in their order.
_FILE_TABLE = """
F32 F16 Q4_0 Q4_1 unknown unknown unknown Q8_0 Q5_0 Q5_1 Q2_K Q3_K_S Q3_K_M Q3_K_L Q4_K_S Q4_K_M
Q5_K_S Q5_K_M Q6_K IQ2_XXS IQ2_XS Q2_K_S IQ3_XS IQ3_XXS IQ1_S IQ4_NL IQ3_S IQ3_M IQ2_S IQ2_M
IQ4_XS IQ1_M BF16 unknown unknown unknown TQ1_0 TQ2_0 MXFP4_MOE NVFP4 Q1_0 Q2_0
"""
FILE_TYPES = dict(enumerate(_FILE_TABLE.split()))

_MAX_TENSOR_NAME_BYTES = 63  # llama.cpp's own bound is 64, the final zero included
_MAX_WEIGHTS = 1 << 63
_MAX_TYPES = 256  # no library has more types than this
_LAYER = re.compile(rb"blk\.([0-9]{1,4})\.")


@dataclass(slots=True)
class TensorTable:
    """Sums over the tensors of a file.

    `data_size` is in bytes, from the first to the end of the last tensor. `weights_by_type`
    counts the weights of the layers' matrices, `layer_bytes` the bytes of each layer by its
    number. `has_unknown_type` is set for a type that is not in the table above. `norm_tensors`
    are offsets and bytes of tensors that are never all zeros; there are some in every layer.
    """

    weight_count: int = 0
    data_size: int = 0
    weights_by_type: Counter[str] = field(default_factory=Counter)
    layer_bytes: Counter[int] = field(default_factory=Counter)
    names: set[bytes] = field(default_factory=set)
    has_unknown_type: bool = False
    norm_tensors: list[tuple[int, int]] = field(default_factory=list)

    def add_shard(self, other: TensorTable) -> None:
        """Add the tensors of another shard; raise UnusableFileError if both have the same one."""
        for name in self.names & other.names:
            fault = f"two of its parts have the tensor {_format_name(name)}"
            raise UnusableFileError(f"is damaged: {fault}")
        self.weight_count += other.weight_count
        self.weights_by_type.update(other.weights_by_type)
        self.layer_bytes.update(other.layer_bytes)
        self.names |= other.names


def read_tensor_table(reader: Reader, count: int, alignment: int) -> TensorTable:
    """Read `count` tensors; raise UnusableFileError for a table that llama.cpp would refuse."""
    if not 1 <= alignment <= MAX_NAME_BYTES or alignment & (alignment - 1):
        raise UnusableFileError(f"is damaged: it claims an alignment of {alignment} bytes")
    read = TensorTable()
    expected = 0  # where the next tensor has to be
    for _ in range(count):
        length = reader.read_count("bytes for one name", _MAX_TENSOR_NAME_BYTES)
        name = reader.read_bytes(length)
        if name in read.names:
            raise UnusableFileError(f"is damaged: it has the tensor {_format_name(name)} twice")
        read.names.add(name)
        dimensions = reader.read_count("dimensions of a tensor", 4, U32)
        shape = [reader.read_number(U64) for _ in range(dimensions)]
        kind, offset = reader.read_number(U32), reader.read_number(U64)
        size = _tensor_bytes(name, shape, kind, read)
        if offset != expected and not read.has_unknown_type:
            fault = f"is said to lie at {offset}, but {expected} is its place"
            raise UnusableFileError(f"is damaged: tensor {_format_name(name)} {fault}")
        read.data_size = max(read.data_size, offset + size)
        expected = align(offset + size, alignment)
        weights, layer = prod(shape), _LAYER.match(name)
        read.weight_count += weights
        if layer:
            read.layer_bytes[int(layer[1])] += size
        if name.startswith(b"blk.") and len(shape) >= 2:
            named = TYPE_NAMES.get(kind, "?")
            read.weights_by_type[named if len(shape) == 2 else "experts"] += weights
        if name.endswith(b"norm.weight") and size:
            read.norm_tensors.append((offset, size))
    return read


def align(position: int, alignment: int) -> int:
    """Return the next multiple: `align(33, 32) -> 64`."""
    return -(-position // alignment) * alignment


def _tensor_bytes(name: bytes, shape: list[int], kind: int, read: TensorTable) -> int:
    """Return the bytes of a tensor; 0, a lower bound, for a type that is not in the table."""
    weights = prod(shape)
    if weights >= _MAX_WEIGHTS:
        raise UnusableFileError(f"is damaged: it claims a tensor of {weights} weights")
    if kind >= _MAX_TYPES:
        fault = f"tensor {_format_name(name)} is of the unknown type {kind}"
        raise UnusableFileError(f"is damaged: {fault}")
    if kind not in BLOCK_SIZES:
        read.has_unknown_type = True
        return 0
    block, size = BLOCK_SIZES[kind]
    if (shape[0] if shape else 1) % block:
        tensor = f"tensor {_format_name(name)} of type {TYPE_NAMES[kind]}"
        fault = f"{shape[0]} weights a row, no multiple of {block}"
        raise UnusableFileError(f"is damaged: {tensor} has {fault}")
    return weights // block * size


def _format_name(name: bytes) -> str:
    return repr(name[:40].decode("utf-8", "replace"))
