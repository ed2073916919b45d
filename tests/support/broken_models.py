"""Broken model files, each in another way, with a word that the error message must contain.

Most are made of the packaged model's real header, which is taken apart here, with a hole in
the place of its weights; the others are variants of the tiny model.
"""

from __future__ import annotations

import functools
import os
import struct
from collections.abc import Callable, Iterator
from pathlib import Path

from support.gguf_files import packaged_model_path
from support.tiny_models import LAYERS, TOKENS, WIDTH, Tiny, array

Make = Callable[[Path], None]
Broken = dict[str, tuple[Make, str]]
"""By name: what writes the file to a path, and what the reason must hold."""

_SIZES = {0: 1, 1: 1, 2: 2, 3: 2, 4: 4, 5: 4, 6: 4, 7: 1, 10: 8, 11: 8, 12: 8}


@functools.cache
def real() -> bytes:
    """The packaged model up to its weights."""
    with open(packaged_model_path(), "rb") as file:
        start = file.read(1 << 23)
    end = max(place for _, place, _ in structures(start))
    return start[: -(-end // 32) * 32]


def structures(data: bytes) -> Iterator[tuple[str, int, int]]:
    """Every structure of a header: what it is, where it begins and where it ends.

    `("pair general.name value", 96, 130)`
    """
    yield from (("magic", 0, 4), ("version", 4, 8), ("tensor count", 8, 16), ("pair count", 16, 24))
    tensors, pairs = struct.unpack_from("<QQ", data, 8)
    at = 24
    for _ in range(pairs):
        start, at = at, _after_text(data, at)
        key = data[start + 8 : at].decode()
        yield from ((f"{key} length", start, start + 8), (f"{key} key", start + 8, at))
        yield f"{key} type", at, at + 4
        end = _after_value(data, at)
        yield f"{key} value", at + 4, end
        at = end
    for number in range(tensors):
        start, at = at, _after_text(data, at)
        yield f"tensor {number} name", start + 8, at
        shape = struct.unpack_from("<I", data, at)[0] * 8
        for what, size in (("dimensions", 4), ("shape", shape), ("type", 4), ("offset", 8)):
            yield f"tensor {number} {what}", at, at + size
            at += size


def _after_text(data: bytes, at: int) -> int:
    return at + 8 + int(struct.unpack_from("<Q", data, at)[0])


def _after_value(data: bytes, at: int) -> int:
    kind = struct.unpack_from("<I", data, at)[0]
    if kind == 8:
        return _after_text(data, at + 4)
    if kind != 9:
        return int(at) + 4 + _SIZES[kind]
    kind, count = struct.unpack_from("<IQ", data, at + 4)
    at += 16
    if kind != 8:
        return int(at + count * _SIZES[kind])
    for _ in range(count):
        at = _after_text(data, at)
    return at


@functools.cache
def places() -> dict[str, tuple[int, int]]:
    return {what: (start, end) for what, start, end in structures(real())}


def write(data: bytes, size: int = 0) -> Make:
    """A file of these bytes, with a hole up to `size`."""

    def make(path: Path) -> None:
        path.write_bytes(data)
        if size:
            os.truncate(path, size)

    return make


def cut(what: str, inside: int = 1) -> Make:
    """The real model, ending so many bytes inside a structure."""

    def make(path: Path) -> None:
        path.write_bytes(real()[: places()[what][0] + inside])

    return make


def flipped(what: str, byte: int, bit: int) -> Make:
    """The real model with one bit of a structure the other way round."""

    def make(path: Path) -> None:
        data = bytearray(real())
        data[places()[what][0] + byte] ^= 1 << bit
        write(bytes(data), packaged_model_path().stat().st_size)(path)

    return make


def holed(share: float, more: int = 0) -> Make:
    """The real header, and a hole for some of its weights."""

    def make(path: Path) -> None:
        weights = packaged_model_path().stat().st_size - len(real())
        write(real(), len(real()) + int(weights * share) + more)(path)

    return make


def unfinished(share: float) -> Make:
    """As large as the real model, but with zeros from somewhere on."""

    def make(path: Path) -> None:
        size = packaged_model_path().stat().st_size
        with open(packaged_model_path(), "rb") as whole:
            path.write_bytes(whole.read(int(share * size)))
        os.truncate(path, size)

    return make


def tiny(change: Callable[[Tiny], object]) -> Make:
    """The tiny model, changed before it is written."""

    def make(path: Path) -> None:
        model = Tiny()
        change(model)
        path.write_bytes(model.data())

    return make


def tiny_flipped(after: bytes, byte: int, bit: int) -> Make:
    """The tiny model with one bit the other way round, so many bytes from some text on."""

    def make(path: Path) -> None:
        data = bytearray(Tiny().data())
        data[data.index(after) + byte] ^= 1 << bit
        path.write_bytes(data)

    return make


def having(**pairs: object) -> Make:
    """The tiny model with other values: `context_length=3` is `llama.context_length`."""

    def change(model: Tiny) -> None:
        for name, value in pairs.items():
            known = [key for key in model.pairs if key.rpartition(".")[2] == name]
            model.pairs[known[0] if known else f"llama.{name}"] = value

    return tiny(change)


TRUNCATED: Broken = {
    "in the magic": (cut("magic", 2), "begins with b'GG'"),
    "in the version": (cut("version", 2), "ends inside its header"),
    "in the tensor count": (cut("tensor count", 4), "ends inside its header"),
    "in the pair count": (cut("pair count", 4), "ends inside its header"),
    "before the first pair": (cut("general.architecture length", 0), "ends inside its header"),
    "in a key's length": (cut("general.architecture length", 5), "ends inside its header"),
    "in a key": (cut("general.architecture key", 5), "ends inside its header"),
    "in a value's type": (cut("general.architecture type", 2), "ends inside its header"),
    "in a text": (cut("general.name value", 10), "ends inside its header"),
    "in a number": (cut("llama.context_length value", 2), "ends inside its header"),
    "in a fraction": (cut("llama.rope.freq_base value", 3), "ends inside its header"),
    "in a list's type": (cut("tokenizer.ggml.tokens value", 2), "ends inside its header"),
    "in a list's length": (cut("tokenizer.ggml.tokens value", 8), "ends inside its header"),
    "in the vocabulary": (cut("tokenizer.ggml.tokens value", 9999), "ends inside its header"),
    "in the tokens' types": (cut("tokenizer.ggml.token_type value", 999), "ends inside its header"),
    "in the template": (cut("tokenizer.chat_template value", 99), "ends inside its header"),
    "before the tensors": (cut("tensor 0 name", -8), "ends inside its header"),
    "in a tensor's name": (cut("tensor 100 name", 3), "ends inside its header"),
    "in a tensor's dimensions": (cut("tensor 100 dimensions", 2), "ends inside its header"),
    "in a tensor's shape": (cut("tensor 100 shape", 4), "ends inside its header"),
    "in a tensor's type": (cut("tensor 100 type", 2), "ends inside its header"),
    "in a tensor's place": (cut("tensor 271 offset", 4), "ends inside its header"),
    "in the padding": (cut("tensor 271 offset", 9), "bytes expected"),
    "before the weights": (holed(0), "98362432 bytes expected"),
    "in the first weights": (holed(0, 100), "98362432 bytes expected"),
    "in the middle of the weights": (holed(0.5), "98362432 bytes expected"),
    "as large as it will be": (holed(1), "only zeros where weights are due"),
    "as large, half of it there": (unfinished(0.5), "only zeros where weights are due"),
    "in the last weights": (holed(1, -1), "98362432 bytes expected, 98362431 there"),
}

FLIPPED: Broken = {
    "flipped magic": (flipped("magic", 0, 0), "begins with b'FGUF'"),
    "flipped version": (flipped("version", 0, 2), "of version 7"),
    "flipped tensor count": (flipped("tensor count", 6, 3), "tensors"),
    "one tensor less": (tiny_flipped(b"", 8, 2), "can't be loaded"),
    "flipped pair count": (flipped("pair count", 2, 7), "key-value pairs"),
    "flipped key length": (flipped("general.architecture length", 3, 1), "is damaged"),
    "flipped architecture": (flipped("general.architecture value", 8, 0), "'mlama'"),
    "flipped key": (flipped("llama.context_length key", 9, 1), "how long a text"),
    "flipped value's type": (flipped("llama.context_length type", 0, 6), "unknown type 68"),
    "flipped number": (tiny_flipped(b"llama.block_count", 21, 0), "can't be loaded"),
    "flipped list's length": (flipped("tokenizer.ggml.tokens value", 9, 7), "is "),
    "flipped tensor's name": (tiny_flipped(b"blk.1.ffn_up", 11, 0), "can't be loaded"),
    "flipped dimensions": (flipped("tensor 100 dimensions", 0, 4), "dimensions of a tensor"),
    "flipped shape": (flipped("tensor 100 shape", 1, 0), "is damaged"),
    "flipped tensor's type": (flipped("tensor 100 type", 0, 0), "is damaged"),
    "flipped tensor's place": (flipped("tensor 100 offset", 1, 3), "is its place"),
}


def _lfs() -> bytes:
    return b"version https://git-lfs.github.com/spec/v1\noid sha256:0123\nsize 98362432\n"


FORMATS: Broken = {
    "empty": (write(b""), "it is empty"),
    "a folder": (Path.mkdir, "a folder"),
    "a link to itself": (lambda path: path.symlink_to(path), "there is no such model file"),
    "a text": (write(b"This is no model.\n" * 99), "begins with b'This'"),
    "a web page": (write(b"<!DOCTYPE html><html><body>Sign in</body></html>"), "a web page"),
    "a pointer": (write(_lfs()), "Git LFS pointer"),
    "safetensors": (write(struct.pack("<Q", 64) + b'{"a":{}}' + bytes(99)), "safetensors"),
    "PyTorch": (write(b"PK\x03\x04" + bytes(26) + b"m/data.pkl" + bytes(99)), "a PyTorch file"),
    "a ZIP archive": (write(b"PK\x03\x04" + bytes(199)), "a ZIP archive"),
    "GGML": (write(b"tjgg" + bytes(199)), "before GGUF"),
    "ONNX": (write(b"\x08\x08\x12\x07pytorch" + bytes(99)), "ONNX"),
    "zeros": (write(b"", 1 << 20), "unfinished download"),
    "a version of old": (tiny(lambda model: setattr(model, "version", 1)), "of version 1"),
    "a version to come": (tiny(lambda model: setattr(model, "version", 99)), "of version 99"),
    "big-endian": (tiny(lambda model: setattr(model, "version", 3 << 24)), "big-endian"),
    "another magic": (tiny(lambda model: setattr(model, "magic", b"GGUS")), "begins with b'GGUS'"),
}
if hasattr(os, "mkfifo"):
    FORMATS["a named pipe"] = (os.mkfifo, "not a regular file")
if hasattr(os, "geteuid") and os.geteuid():
    FORMATS["without leave"] = (lambda path: path.touch(0), "Permission denied")

KINDS: Broken = {
    "unknown architecture": (having(architecture="llamalike"), "'llamalike'"),
    "an image encoder": (having(architecture="clip"), "image encoder"),
    "an embedding model": (having(architecture="bert"), "embedding model"),
    "one that pools": (having(pooling_type=1), "embedding model"),
    "an adapter": (having(type="adapter"), "adapter (LoRA)"),
    "a vocabulary": (tiny(lambda model: model.shapes.clear()), "holds no weights"),
    "no architecture": (tiny(lambda model: model.without("general.architecture")), "architecture"),
    "no tokenizer": (
        tiny(lambda model: model.without(*[key for key in model.pairs if "tokenizer" in key])),
        "no tokenizer",
    ),
    "part two": (
        tiny(lambda model: model.pairs.update({"split.no": 1, "split.count": 2})),
        "part 2 of 2",
    ),
    "part one alone": (
        tiny(lambda model: model.pairs.update({"split.no": 0, "split.count": 2})),
        "part 1 of 2",
    ),
}

HUGE = 1 << 62


def _twice(model: Tiny) -> None:
    """A key that comes twice can't be written from a dictionary: the second is renamed."""
    model.pairs["general.namf"] = "Tiny"


def _repeated_key(path: Path) -> None:
    model = Tiny()
    _twice(model)
    path.write_bytes(model.data().replace(b"general.namf", b"general.name"))


def _repeated_tensor(path: Path) -> None:
    path.write_bytes(Tiny().data().replace(b"blk.1.attn_q.weight", b"blk.0.attn_q.weight"))


def _token_twice(model: Tiny) -> None:
    model.pairs["tokenizer.ggml.tokens"] = [*TOKENS[:-1], TOKENS[-2]]


def _grown(model: Tiny) -> None:
    """A vocabulary that is larger than the table of what its tokens mean."""
    types = [1] * (len(TOKENS) + 1)
    model.pairs["tokenizer.ggml.tokens"] = [*TOKENS, "more"]
    model.pairs["tokenizer.ggml.scores"] = array("f", [0.0] * len(types))
    model.pairs["tokenizer.ggml.token_type"] = array("i", types)


ABSURD: Broken = {
    "absurdly many tensors": (tiny(lambda model: setattr(model, "count", HUGE)), "tensors"),
    "absurdly many pairs": (tiny(lambda model: setattr(model, "pair_count", HUGE)), "pairs"),
    "an absurd tensor": (
        write(Tiny(shapes={"token_embd.weight": (1 << 40, 1 << 40)}).header()),
        "weights",
    ),
    "an absurd number of layers": (having(block_count=100_000), "crashes"),
    "an absurd width": (having(embedding_length=1 << 30), "too large for this machine"),
    "another width": (having(embedding_length=32), "can't be loaded"),
    "no heads": (having(head_count=0), "can't be loaded"),
    "an odd number of heads": (having(head_count=3), "can't be loaded"),
    "heads that do not divide": (having(head_count_kv=3), "can't be loaded"),
    "no window": (tiny(lambda model: model.without("llama.context_length")), "how long a text"),
    "a tiny window": (having(context_length=16), "at most 16 tokens"),
    "an absurd alignment": (
        tiny(lambda model: model.pairs.update({"general.alignment": 7})),
        "alignment of 7",
    ),
    "a key twice": (_repeated_key, "'general.name' twice"),
    "a tensor twice": (_repeated_tensor, "'blk.0.attn_q.weight' twice"),
    "a token twice": (tiny(_token_twice), "crashes"),
    "one token too many": (tiny(_grown), "can't be loaded"),
    "too few scores": (having(scores=array("f", [0.0] * 3)), "3 scores of tokens"),
    "too few types": (having(token_type=array("i", [1] * 3)), "3 types of tokens"),
    "an unknown tokenizer": (having(model="mystery"), "can't be loaded"),
    "a tensor missing": (
        tiny(lambda model: model.without(f"blk.{LAYERS - 1}.ffn_up.weight")),
        "can't be loaded",
    ),
    "a tensor of another shape": (
        tiny(lambda model: model.shapes.update({"blk.0.attn_q.weight": (WIDTH, 32)})),
        "can't be loaded",
    ),
    "an unknown type of weights": (
        tiny(lambda model: setattr(model, "kinds", {"output.weight": 77})),
        "can't be loaded",
    ),
    "no numbers": (
        tiny(lambda model: setattr(model, "weights", {"blk.0.ffn_up.weight": float("nan")})),
        "invalid data",
    ),
    "nothing but zeros": (
        tiny(lambda model: setattr(model, "weights", dict.fromkeys(model.shapes, 0.0))),
        "only zeros where weights are due",
    ),
    "nothing but zeros behind": (
        tiny(lambda model: setattr(model, "weights", {"output.weight": 0.0})),
        "empty weights",
    ),
    "tensors that overlap": (
        tiny(lambda model: setattr(model, "offsets", {"output.weight": 0})),
        "is its place",
    ),
}

BROKEN: Broken = TRUNCATED | FLIPPED | FORMATS | KINDS | ABSURD
