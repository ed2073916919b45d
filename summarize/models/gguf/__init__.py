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
from summarize.models.gguf.hyperparameters import Hyperparameters
from summarize.models.gguf.reader import CHAT_TEMPLATE_KEY, U32, Metadata, Reader, UnusableFileError
from summarize.models.gguf.tensors import FILE_TYPES, TensorTable, align, read_tensor_table
from summarize.models.model_files import list_shard_names, list_shards, open_regular

_GUESSED_FLAG = 1024  # set beside the type where llama.cpp guessed it
_MAX_TENSORS, _MAX_PAIRS = 1 << 17, 1 << 16
_DEFAULT_ALIGNMENT = 32
_MAX_SHARDS = 10_000
_SHARDS_HINT = "Put all parts into one folder, with the names that they were published under."

_CONVERT = "Get the model as a GGUF file, or convert it with llama.cpp's convert_hf_to_gguf.py."
_CHOOSE_OTHER = "Choose a text-generation model; 'summarize models list' shows the installed ones."

_OTHER_FORMATS = (
    ((b"\x80\x02",), "a PyTorch file"),
    ((b"lmgg", b"fmgg", b"tjgg"), "a GGML file, the format before GGUF"),
    ((b"version https://git-lfs",), "a Git LFS pointer, not the model itself"),
    ((b"<",), "a web page, not the model itself"),
    ((b"\x89HDF\r\n\x1a\n",), "an HDF5 file (Keras, TensorFlow)"),
    ((b"\x1f\x8b", b"BZh", b"\xfd7zXZ\0", b"7z\xbc\xaf'\x1c", b"Rar!", b"\x28\xb5\x2f\xfd"),
     "a compressed file: unpack it first"),
    ((b"FUGG",), "a GGUF file with its bytes in reverse order"),
    ((b"{", b"["), "a JSON file, not the model itself"),
)  # fmt: skip
_MAGIC_BYTES = 64
_FORMAT_HINTS = {
    "Git LFS": "Fetch the file itself: git lfs pull",
    "a web page": "Download the file itself, not the page that describes it.",
}

_NOT_GENERATIVE = {
    "clip": "an image encoder (mmproj) that goes beside a language model",
    "wavtokenizer-dec": "a speech decoder",
    "eagle3": "a draft for another model",
    "dflash": "a draft for another model",
}
# Encoders with a decoder: they read a text in both directions, and answer in a word.
_JUDGE_ARCHITECTURES = ("t5",)
_ENCODER_WORDS = ("bert", "embedding", "t5encoder", "reranker")
_OTHER_TYPES = {
    "adapter": "an adapter (LoRA) for another model",
    "mmproj": "an image encoder (mmproj) that goes beside a language model",
    "imatrix": "the statistics for a quantisation",
}
_UNKNOWN_NETWORK = Hyperparameters()


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The tokenizer, and the lengths of its arrays: tokens, their scores and types."""

    tokenizer: str = ""
    token_count: int = 0
    score_count: int | None = None
    type_count: int | None = None

    @classmethod
    def from_metadata(cls, metadata: Metadata) -> Vocabulary:
        """Return the tokenizer, and how long its arrays are."""
        return cls(
            metadata.string("tokenizer.ggml.model") or "",
            metadata.array_length("tokenizer.ggml.tokens") or 0,
            metadata.array_length("tokenizer.ggml.scores"),
            metadata.array_length("tokenizer.ggml.token_type"),
        )


@dataclass(frozen=True, slots=True)
class Header:
    """What the header of a GGUF file says.

    `parameters` is the number of weights. `quantization` is llama.cpp's name
    ("Q4_K_M"), or "unknown". `context_length` is in tokens, 0 if the file doesn't
    say. `chat_template` is None for a base model. `expected_size` is the
    smallest size in bytes that holds all the tensors described in this file.
    `weights_by_type` counts the weights of the matrices in the layers by quantization type, as
    in `(("Q4_1", 106168320),)`; those of a mixture's experts are "experts", whatever their type.

    `layer_bytes` has the bytes of each layer's tensors, in order. `total_bytes` is the size of
    the file, with all its shards where it has some. `norm_tensors` are the offsets in the (first)
    file and the bytes of tensors that are never all zeros in a whole file.
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
    weights_by_type: tuple[tuple[str, int], ...] = ()
    layer_bytes: tuple[int, ...] = ()
    total_bytes: int = 0
    shard_count: int = 1
    hyperparameters: Hyperparameters = _UNKNOWN_NETWORK
    vocabulary: Vocabulary = Vocabulary()
    norm_tensors: tuple[tuple[int, int], ...] = ()

    @property
    def is_judge(self) -> bool:
        """Whether it is an encoder-decoder model, which may judge statements, but writes nothing.

        Whether it can judge is for the exam of judges to find out.
        """
        return self.architecture in _JUDGE_ARCHITECTURES

    @property
    def kind(self) -> str:
        """What the model is for: "judge", or "instruct" or "base" for one that writes."""
        if self.is_judge:
            return "judge"
        return "instruct" if self.chat_template else "base"


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
        hint = refused.hint or "Download it again."
        raise ModelError(f"{path} {refused.message}", hint) from None


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
        raise UnusableFileError("holds no weights, perhaps a vocabulary alone", _CHOOSE_OTHER)
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
    ending, first = f"-00001-of-{count:05}.gguf", f"is part 1 of {count}"
    if not path.name.endswith(ending):
        raise UnusableFileError(f"{first}, but its name must end in {ending}", _SHARDS_HINT)
    for index, shard in enumerate(list_shards(path)[1:], 1):
        if not shard.exists():
            raise UnusableFileError(f"{first}, and {shard.name} is missing", _SHARDS_HINT)
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
    """Read one file. That it is of another kind is reported before damage: that says more."""
    try:
        with open_regular(path) as file:
            size = whole or os.fstat(file.fileno()).st_size
            reader = Reader(file, size)
            version = _read_version(reader)
            tensor_count = reader.read_count("tensors", _MAX_TENSORS)
            metadata = reader.read_metadata(reader.read_count("key-value pairs", _MAX_PAIRS))
            shards = 0 if later else _check_first_shard(metadata, path)
            architecture = "" if later else _check_is_language_model(metadata)
            alignment = metadata.integer("general.alignment", _DEFAULT_ALIGNMENT)
            tensors = read_tensor_table(reader, tensor_count, alignment)
    except FileNotFoundError as error:
        raise UnusableFileError("does not exist", "Give the path of a GGUF file.") from error
    except (OSError, ValueError) as error:  # ValueError: a path with a NUL character
        reason = getattr(error, "strerror", None) or error
        hint = "Give the path of a GGUF file."
        raise UnusableFileError(f"can't be read: {reason}", hint) from error
    start = align(reader.position, alignment)
    expected = start + tensors.data_size
    if tensors.names and size < expected:
        raise UnusableFileError(f"is incomplete: {expected} bytes expected, {size} there")
    return _FileContent(version, metadata, tensors, architecture, shards, start, expected, size)


def _read_version(reader: Reader) -> int:
    """Return the version of the format, 2 or 3; raise UnusableFileError for anything else."""
    start = reader.file.peek(_MAGIC_BYTES)[:_MAGIC_BYTES]
    if not start.startswith(b"GGUF"):
        described = _describe_format(start)
        hints = (hint for words, hint in _FORMAT_HINTS.items() if words in described)
        raise UnusableFileError(f"is not a GGUF file: it {described}", next(hints, _CONVERT))
    reader.skip_bytes(4)
    version = reader.read_number(U32)
    if version not in (2, 3):
        kind = "big-endian" if version and version % (1 << 24) == 0 else f"of version {version}"
        raise UnusableFileError(f"is a GGUF file {kind}, which can't be used here", _CONVERT)
    return version


def _describe_format(start: bytes) -> str:
    if start[8:9] == b"{":
        return "looks like a safetensors file"
    if start.startswith(b"PK\x03\x04"):
        return "looks like " + ("a PyTorch file" if b"data.pkl" in start else "a ZIP archive")
    # Protocol Buffers: the version of ONNX, then its producer.
    if start[:1] == b"\x08" and start[2:3] == b"\x12":
        return "looks like an ONNX file"
    for magics, kind in _OTHER_FORMATS:
        if start.startswith(magics):
            return f"looks like {kind}"
    if start and not start.strip(b"\0"):
        return "begins with zeros, perhaps an unfinished download"
    return f"begins with {start[:4]!r}" if start else "is empty"


def _check_is_language_model(metadata: Metadata) -> str:
    """Return the architecture if it can continue a text, or judge; else raise UnusableFileError."""
    architecture = metadata.string("general.architecture")
    kind = metadata.string("general.type") or "model"
    what = "" if kind == "model" else _OTHER_TYPES.get(kind, f"of type {kind[:40]!r}")
    if architecture is None and not what:
        raise UnusableFileError("is damaged: it names no architecture")
    named = architecture or ""
    what = what or _NOT_GENERATIVE.get(named, "")
    # A model that pools makes one vector of a text, whatever it was made from.
    pools = metadata.integer(f"{named}.pooling_type") > 0
    if pools or any(word in named for word in _ENCODER_WORDS):
        what = "an embedding model"
    if what:
        raise UnusableFileError(f"is not a language model that writes: it is {what}", _CHOOSE_OTHER)
    return named
