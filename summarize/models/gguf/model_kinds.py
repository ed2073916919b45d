"""File format by its magic bytes, and whether a GGUF model is one that generates text."""

from __future__ import annotations

from summarize.models.gguf.reader import U32, Metadata, Reader, UnusableFileError

_CONVERT = "Get the model as a GGUF file, or convert it with llama.cpp's convert_hf_to_gguf.py."
CHOOSE_OTHER = "Choose a text-generation model; 'summarize models list' shows the installed ones."

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
_ZIP_MAGIC = b"PK\x03\x04"
_MAGIC_BYTES = 64
_FORMAT_HINTS = {
    "Git LFS": "Fetch the file itself: git lfs pull",
    "a web page": "Download the file itself, not the page that describes it.",
}

_NOT_GENERATIVE = {
    "clip": "an image encoder (mmproj) that goes beside a language model",
    "t5": "an encoder-decoder model",
    "wavtokenizer-dec": "a speech decoder",
    "eagle3": "a draft for another model",
    "dflash": "a draft for another model",
}
_ENCODER_WORDS = ("bert", "embedding", "t5encoder", "reranker")
_OTHER_TYPES = {
    "adapter": "an adapter (LoRA) for another model",
    "mmproj": "an image encoder (mmproj) that goes beside a language model",
    "imatrix": "the statistics for a quantisation",
}


def read_version(reader: Reader) -> int:
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
    if start.startswith(_ZIP_MAGIC):
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


def check_is_language_model(metadata: Metadata) -> str:
    """Return the architecture if it can continue a text; else raise UnusableFileError."""
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
        raise UnusableFileError(f"is not a language model that writes: it is {what}", CHOOSE_OTHER)
    return named
