"""GGUF headers: what is read, and the line for each way in which a file can be unusable."""

from __future__ import annotations

import ctypes
import os
import re
import struct
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from summarize.errors import ModelError
from summarize.models.gguf import Vocabulary, read_header
from summarize.models.gguf.hyperparameters import Hyperparameters
from summarize.models.gguf.tensors import BLOCK_SIZES, FILE_TYPES
from support.cpu_time import cpu_limit
from support.gguf_files import (
    PAIRS,
    TENSORS,
    Tensor,
    encode_header,
    encode_string,
    encode_value,
    packaged_model_path,
    pad_file,
    place_tensors,
)


def put(folder: Path, data: bytes) -> Path:
    path = folder / "tiny.gguf"
    path.write_bytes(data)
    return path


def refusal(path: Path) -> ModelError:
    with pytest.raises(ModelError) as caught:
        read_header(path)
    assert str(path) in caught.value.message
    assert "\n" not in caught.value.message
    assert caught.value.hint
    return caught.value


@pytest.mark.parametrize("version", [2, 3])
def test_everything_that_is_read(tmp_path: Path, version: int) -> None:
    head = encode_header(version=version)
    got = read_header(put(tmp_path, pad_file(head)))
    assert (got.version, got.architecture, got.name, got.license) == (
        version,
        "llama",
        "Tiny",
        "mit",
    )
    assert got.parameters == 32 * 4 + 8
    assert got.quantization == "Q8_0"
    assert got.context_length == 2048
    assert got.chat_template == "{{ messages }}"
    assert got.languages == ("en", "de")
    assert got.tensor_count == 2
    assert got.expected_size == len(pad_file(head))


def test_the_weights_of_the_layers_by_type(tmp_path: Path) -> None:
    tensors = place_tensors(
        ("token_embd.weight", (32, 9), 8),
        ("blk.0.attn_norm.weight", (32,), 0),
        ("blk.0.attn_q.weight", (32, 4), 3),
        ("blk.1.attn_q.weight", (32, 2), 3),
        ("blk.1.ffn_up.weight", (32, 1), 8),
        ("blk.1.ffn_up_exps.weight", (32, 4, 2), 3),
        ("blk.1.young.weight", (32, 3), 99),
    )
    got = read_header(put(tmp_path, pad_file(encode_header(tensors=tensors), 1000)))
    assert got.weights_by_type == (("?", 96), ("Q4_1", 192), ("Q8_0", 32), ("experts", 256))
    assert got.layer_bytes == (32 * 4 + 4 * 20, 2 * 20 + 34 + 8 * 20)


def test_only_the_architecture_is_needed(tmp_path: Path) -> None:
    got = read_header(put(tmp_path, pad_file(encode_header({"general.architecture": "qwen3"}))))
    assert (got.name, got.quantization, got.context_length) == ("tiny", "unknown", 0)
    assert (got.chat_template, got.languages, got.license) == (None, (), None)


def test_values_of_the_wrong_type_count_as_absent(tmp_path: Path) -> None:
    wrong = {
        "general.architecture": "llama",
        "general.name": 5,
        "general.languages": "en",
        "general.file_type": "Q8_0",
        "llama.context_length": True,
        "tokenizer.chat_template": 1.5,
        "split.count": "2",
    }
    got = read_header(put(tmp_path, pad_file(encode_header(wrong))))
    assert (got.name, got.quantization, got.context_length) == ("tiny", "unknown", 0)
    assert got.chat_template is None
    assert got.languages == ("en",)


def test_text_that_is_not_utf8(tmp_path: Path) -> None:
    name = struct.pack("<IQ", 8, 2) + b"\xff\xfe"
    pairs = {"general.architecture": "llama", "general.name": name}
    assert read_header(put(tmp_path, pad_file(encode_header(pairs)))).name == "\ufffd\ufffd"


def test_other_alignment(tmp_path: Path) -> None:
    pairs = {**PAIRS, "general.alignment": 4096}
    tensors = (TENSORS[0], (*TENSORS[1][:3], 4096))
    whole = pad_file(encode_header(pairs, tensors), 4096 + 32, alignment=4096)
    assert read_header(put(tmp_path, whole)).expected_size == len(whole) == 2 * 4096 + 32
    assert "is incomplete" in refusal(put(tmp_path, whole[:-1])).message


@pytest.mark.parametrize("alignment", [0, 3, 1 << 31])
def test_impossible_alignment(tmp_path: Path, alignment: int) -> None:
    pairs = {**PAIRS, "general.alignment": alignment}
    assert "alignment" in refusal(put(tmp_path, pad_file(encode_header(pairs)))).message


@pytest.mark.parametrize(
    ("number", "name"),
    [
        (0, "F32"),
        (15, "Q4_K_M"),
        (15 + 1024, "Q4_K_M"),
        (32, "BF16"),
        (4, "unknown"),
        (99, "unknown"),
    ],
)
def test_names_of_file_types(tmp_path: Path, number: int, name: str) -> None:
    pairs = {**PAIRS, "general.file_type": number}
    assert read_header(put(tmp_path, pad_file(encode_header(pairs)))).quantization == name


def test_truncated_at_every_byte(tmp_path: Path) -> None:
    whole = pad_file(encode_header())
    for size in range(len(whole)):
        message = refusal(put(tmp_path, whole[:size])).message
        if size >= 4:
            assert "is incomplete" in message, size
    assert read_header(put(tmp_path, whole)).tensor_count == 2


def test_missing_tensor_data_is_counted(tmp_path: Path) -> None:
    whole = pad_file(encode_header())
    error = refusal(put(tmp_path, whole[:-10]))
    assert error.message.endswith(
        f"is incomplete: {len(whole)} bytes expected, {len(whole) - 10} there"
    )
    assert error.hint == "Download it again."


def test_bytes_after_the_tensors_do_no_harm(tmp_path: Path) -> None:
    whole = pad_file(encode_header())
    assert read_header(put(tmp_path, whole + b"more")).expected_size == len(whole)


def test_weight_type_younger_than_the_table(tmp_path: Path) -> None:
    got = read_header(
        put(tmp_path, pad_file(encode_header(tensors=(("a", (32,), 99, 0),)), data=0))
    )
    assert got.parameters == 32


A, B = TENSORS


@pytest.mark.parametrize(
    ("tensors", "words"),
    [
        ((("a", (33,), 8, 0),), "33 weights a row, no multiple of 32"),
        ((A, (*B[:3], 192)), "'b' is said to lie at 192, but 160 is its place"),
        ((A, (*B[:3], 0)), "160 is its place"),
        ((A, (*B[:3], 161)), "160 is its place"),
        ((B, A), "0 is its place"),
        ((A, ("a", (8,), 0, 160)), "it has the tensor 'a' twice"),
        ((("a" * 64, (8,), 0, 0),), "it claims 64 bytes for one name"),
        ((("a", (8,), 999, 0),), "of the unknown type 999"),
    ],
)
def test_a_table_of_tensors_that_does_not_hold_together(
    tmp_path: Path, tensors: tuple[Tensor, ...], words: str
) -> None:
    error = refusal(put(tmp_path, pad_file(encode_header(tensors=tensors), 1000)))
    assert "is damaged" in error.message
    assert words in error.message


def test_a_key_without_a_name_and_one_that_comes_twice(tmp_path: Path) -> None:
    once = encode_header({"general.name": "x"})
    pair = encode_string("general.name") + encode_value("x")
    assert pair in once
    twice = once.replace(pair, pair + pair).replace(
        struct.pack("<QQ", 2, 1), struct.pack("<QQ", 2, 2)
    )
    assert "has 'general.name' twice" in refusal(put(tmp_path, twice)).message
    assert "without a name" in refusal(put(tmp_path, encode_header({"": "x"}))).message


def test_the_measures_of_the_network(tmp_path: Path) -> None:
    pairs = {
        "general.architecture": "qwen3",
        "qwen3.block_count": 3,
        "qwen3.embedding_length": 64,
        "qwen3.attention.head_count": 4,
        "qwen3.attention.head_count_kv": [2, 0, 2],
        "qwen3.attention.key_length": 32,
        "qwen3.feed_forward_length": 128,
        "tokenizer.ggml.model": "gpt2",
        "tokenizer.ggml.tokens": ["a", "b"],
        "tokenizer.ggml.token_type": [1, 1],
    }
    got = read_header(put(tmp_path, pad_file(encode_header(pairs))))
    assert got.hyperparameters == Hyperparameters(3, 64, 4, (2, 0, 2), 32, 16, 128)
    assert got.hyperparameters.kv_bytes_per_token == 2 * 4 * (32 + 16)
    assert got.vocabulary == Vocabulary("gpt2", 2, None, 2)
    alike = pairs | {"qwen3.attention.head_count_kv": 2}
    assert read_header(
        put(tmp_path, pad_file(encode_header(alike)))
    ).hyperparameters.kv_head_counts == (
        2,
        2,
        2,
    )
    del pairs["qwen3.attention.head_count_kv"]
    assert read_header(
        put(tmp_path, pad_file(encode_header(pairs)))
    ).hyperparameters.kv_head_counts == (
        4,
        4,
        4,
    )


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b"PK\x03\x04" + bytes(26) + b"archive/data.pkl", "PyTorch"),
        (b"PK\x03\x04" + bytes(30), "ZIP archive"),
        (b"\x08\x08\x12\x07pytorch", "ONNX"),
        (b"\x89HDF\r\n\x1a\n", "HDF5"),
        (b"\x1f\x8b\x08\x00", "compressed"),
        (b"FUGG\x00\x00\x00\x03", "reverse order"),
        (b'{"model_type": "llama"}', "JSON"),
        (bytes(50), "unfinished download"),
        (b"\x80\x02}q", "PyTorch"),
        (struct.pack("<Q", 20) + b'{"a": 1}', "safetensors"),
        (b"lmgg" + bytes(20), "GGML"),
        (b"tjgg" + bytes(20), "GGML"),
        (b"version https://git-lfs.github.com/spec/v1\n", "Git LFS pointer"),
        (b"<!DOCTYPE html><html>", "a web page"),
        (b"hello, world", "begins with b'hell'"),
        (b"GG", "begins with b'GG'"),
    ],
)
def test_files_of_other_formats(tmp_path: Path, data: bytes, words: str) -> None:
    assert words in refusal(put(tmp_path, data)).message


@pytest.mark.parametrize(
    ("version", "words"),
    [(0, "version 0"), (1, "version 1"), (4, "version 4"), (3 << 24, "big-endian")],
)
def test_other_versions(tmp_path: Path, version: int, words: str) -> None:
    assert words in refusal(put(tmp_path, pad_file(encode_header(version=version)))).message


def test_missing_file(tmp_path: Path) -> None:
    assert "does not exist" in refusal(tmp_path / "none.gguf").message


def test_folder(tmp_path: Path) -> None:
    assert "is a folder" in refusal(tmp_path).message


def test_impossible_path() -> None:
    with pytest.raises(ModelError, match="can't be read"):
        read_header(Path("a\0b.gguf"))


def test_no_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = put(tmp_path, pad_file(encode_header()))

    def forbidden(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("builtins.open", forbidden)
    assert "Permission denied" in refusal(path).message


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_named_pipe_is_refused_without_waiting(tmp_path: Path) -> None:
    path = tmp_path / "pipe.gguf"
    os.mkfifo(path)
    assert "is not a regular file" in refusal(path).message


@pytest.mark.parametrize(
    ("pairs", "words"),
    [
        ({"general.architecture": "clip", "general.type": "mmproj"}, "image encoder"),
        ({"general.architecture": "llama", "general.type": "adapter"}, "adapter (LoRA)"),
        ({"general.type": "imatrix"}, "statistics"),
        ({"general.architecture": "llama", "general.type": "odd"}, "of type 'odd'"),
        ({"general.architecture": "qwen3", "qwen3.pooling_type": 3}, "embedding model"),
        ({"general.architecture": "eagle3"}, "a draft"),
        ({"general.architecture": "bert"}, "embedding model"),
        ({"general.architecture": "nomic-bert-moe"}, "embedding model"),
        ({"general.architecture": "gemma-embedding"}, "embedding model"),
        ({"general.architecture": "t5encoder"}, "embedding model"),
    ],
)
def test_models_that_do_not_write(tmp_path: Path, pairs: dict[str, Any], words: str) -> None:
    message = refusal(put(tmp_path, pad_file(encode_header(pairs)))).message
    assert "is not a language model" in message
    assert words in message


def test_what_a_model_is_for(tmp_path: Path) -> None:
    """An encoder-decoder model is a judge, with or without a template."""
    base = {key: value for key, value in PAIRS.items() if key != "tokenizer.chat_template"}
    for pairs, kind in ((PAIRS, "instruct"), (base, "base")):
        for architecture, expected in (("llama", kind), ("t5", "judge")):
            data = encode_header(pairs | {"general.architecture": architecture})
            header = read_header(put(tmp_path, pad_file(data)))
            assert (header.kind, header.is_judge) == (expected, architecture == "t5")


@pytest.mark.parametrize("pairs", [{}, {"general.architecture": 3}, {"general.architecture": ""}])
def test_no_architecture(tmp_path: Path, pairs: dict[str, Any]) -> None:
    assert "names no architecture" in refusal(put(tmp_path, pad_file(encode_header(pairs)))).message


def test_vocabulary_alone(tmp_path: Path) -> None:
    assert "holds no weights" in refusal(put(tmp_path, encode_header(tensors=()))).message


def split(folder: Path, *, names: str = "tiny", count: int = 3, **instead: bytes) -> Path:
    """The first of three parts, the others beside it; `instead` has other contents for some."""
    for number in range(count):
        pairs = {"split.count": count, "split.no": number}
        pairs = {**PAIRS, **pairs} if number == 0 else pairs
        tensors = place_tensors((f"t{number}", (32, 4), 8), (f"u{number}", (8,), 0))
        data = instead.get(f"part{number + 1}", pad_file(encode_header(pairs, tensors)))
        (folder / f"{names}-{number + 1:05}-of-{count:05}.gguf").write_bytes(data)
    return folder / f"{names}-00001-of-{count:05}.gguf"


def test_the_parts_of_a_model_are_read_together(tmp_path: Path) -> None:
    first = split(tmp_path)
    got = read_header(first)
    assert (got.shard_count, got.parameters, got.name) == (3, 3 * (32 * 4 + 8), "Tiny")
    assert got.total_bytes == sum(path.stat().st_size for path in tmp_path.iterdir())


def test_a_first_part_may_hold_the_vocabulary_alone(tmp_path: Path) -> None:
    pairs = {**PAIRS, "split.count": 3, "split.no": 0}
    assert read_header(split(tmp_path, part1=encode_header(pairs, ()))).parameters == 2 * (
        32 * 4 + 8
    )


def test_later_part_of_a_split_model(tmp_path: Path) -> None:
    later = split(tmp_path).with_name("tiny-00002-of-00003.gguf")
    error = refusal(later)
    assert "is part 2 of 3" in error.message
    assert error.hint == "Give the first part: tiny-00001-of-00003.gguf"
    assert "first part" in refusal(put(tmp_path, later.read_bytes())).hint


def test_a_part_that_is_missing(tmp_path: Path) -> None:
    first = split(tmp_path)
    (tmp_path / "tiny-00003-of-00003.gguf").unlink()
    error = refusal(first)
    assert error.message.endswith("is part 1 of 3, and tiny-00003-of-00003.gguf is missing")
    assert "all parts" in error.hint


def test_a_first_part_under_another_name(tmp_path: Path) -> None:
    renamed = split(tmp_path).rename(tmp_path / "tiny.gguf")
    assert "its name must end in -00001-of-00003.gguf" in refusal(renamed).message


@pytest.mark.parametrize(
    ("part", "words"),
    [
        (b"", "tiny-00002-of-00003.gguf that is not a GGUF file: it is empty"),
        (pad_file(encode_header({"split.count": 3, "split.no": 1}))[:-9], "that is incomplete"),
        (pad_file(encode_header({"split.count": 3, "split.no": 2})), "of another model"),
        (pad_file(encode_header({"split.count": 4, "split.no": 1})), "of another model"),
        (pad_file(encode_header()), "of another model"),
        (
            pad_file(
                encode_header({"split.count": 3, "split.no": 1}, place_tensors(("t0", (32, 4), 8)))
            ),
            "two of its parts have the tensor 't0'",
        ),
    ],
)
def test_a_part_that_is_damaged(tmp_path: Path, part: bytes, words: str) -> None:
    assert words in refusal(split(tmp_path, part2=part)).message


HUGE = struct.pack("<Q", 2**63)
MANY = struct.pack("<Q", 2**40)


@pytest.mark.parametrize(
    "data",
    [
        b"GGUF" + struct.pack("<I", 3) + HUGE + bytes(8),
        b"GGUF" + struct.pack("<I", 3) + bytes(8) + HUGE,
        b"GGUF" + struct.pack("<IQQ", 3, 0, 1) + HUGE,
        encode_header({"general.name": struct.pack("<I", 8) + HUGE}),
        encode_header({"other": struct.pack("<I", 8) + HUGE}),
        encode_header({"other": struct.pack("<II", 9, 8) + HUGE}),
        encode_header({"other": struct.pack("<II", 9, 8) + MANY}),
        encode_header({"other": struct.pack("<II", 9, 10) + HUGE}),
        encode_header({"other": struct.pack("<II", 9, 9) + MANY}),
        encode_header({"general.languages": struct.pack("<II", 9, 8) + HUGE}),
        encode_header({"other": struct.pack("<I", 99)}),
        encode_header(tensors=(("a", (1, 1, 1, 1, 1), 0, 0),)),
        encode_header(tensors=(("a", (2**32, 2**32), 0, 0),)),
        encode_header(tensors=(("a", (2**40,), 0, 0),)),
        encode_header(tensors=(("a", (1,), 0, 2**64 - 1),)),
    ],
)
def test_absurd_counts_are_refused_at_once(tmp_path: Path, data: bytes) -> None:
    path = put(tmp_path, data)
    with open(path, "r+b") as file:
        file.truncate(1 << 32)  # room enough to hang in, if one believed the counts
    with cpu_limit(20):
        refusal(path)


def test_message_is_safe_for_a_terminal(tmp_path: Path) -> None:
    pairs = {**PAIRS, "general.type": "\x1b[2J\n" * 50}
    message = refusal(put(tmp_path, pad_file(encode_header(pairs)))).message
    assert "\x1b" not in message
    assert len(message) < 400 + len(str(tmp_path))


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_flipped_bits_give_a_header_or_a_model_error(tmp_path: Path, data: st.DataObject) -> None:
    whole = bytearray(pad_file(encode_header()))
    places = st.lists(st.integers(0, 8 * len(encode_header()) - 1), min_size=1, max_size=4)
    for bit in data.draw(places):
        whole[bit // 8] ^= 1 << bit % 8
    try:
        got = read_header(put(tmp_path, bytes(whole)))
    except ModelError:
        return
    assert got.expected_size <= len(whole)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=300))
def test_noise_gives_a_model_error(tmp_path: Path, noise: bytes) -> None:
    refusal(put(tmp_path, b"GGUF\x03\0\0\0" + noise))


def test_the_packaged_model() -> None:
    got = read_header(packaged_model_path())
    assert (got.architecture, got.quantization, got.parameters) == ("llama", "Q4_1", 134515008)
    assert (got.context_length, got.languages, got.license) == (8192, ("en",), "apache-2.0")
    assert got.expected_size == packaged_model_path().stat().st_size == 98362432
    assert got.chat_template is not None
    assert "<|im_start|>" in got.chat_template


def library_folder() -> Path:
    spec = find_spec("llama_cpp")
    assert spec is not None
    assert spec.submodule_search_locations is not None
    return Path(spec.submodule_search_locations[0])


def test_file_types_agree_with_the_library() -> None:
    source = (library_folder() / "llama_cpp.py").read_text(encoding="utf-8")
    theirs = re.findall(r"^LLAMA_FTYPE_(?:ALL|MOSTLY)_(\w+) = (\d+)", source, re.MULTILINE)
    assert len(theirs) > 30
    ours = {name: number for number, name in FILE_TYPES.items() if name != "unknown"}
    assert {name: int(number) for name, number in theirs} == ours


def test_sizes_of_weight_types_agree_with_the_library() -> None:
    found = [*library_folder().glob("lib/*ggml-base*")]
    if not found:
        pytest.skip("the library lies elsewhere on this platform")
    library = ctypes.CDLL(str(found[0]))
    library.ggml_blck_size.restype = ctypes.c_int64
    library.ggml_type_size.restype = ctypes.c_size_t
    theirs = {n: (library.ggml_blck_size(n), library.ggml_type_size(n)) for n in range(43)}
    assert {n: sizes for n, sizes in theirs.items() if sizes[1]} == BLOCK_SIZES
