"""Weights in a type that this processor multiplies fast, made once from the model's own and kept.

llama.cpp multiplies matrices by whole tiles (tinyBLAS) for most types of weights. For Q4_1 and
Q5_1 it has no such code and goes row by row: prompts take twice the time. As Q8_0 such a model
is as good (perplexity 31.11 for 31.02) and the file larger by half.

The choice is a table and not a measurement, so that the same model gives the same answers,
however busy the machine was when it was first used. The table holds for x86-64 with AVX2;
elsewhere nothing was measured, and the model's own weights are taken.

Whatever goes wrong here, the model's own file does the work.
"""

from __future__ import annotations

import hashlib
import os
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from summarize.errors import ModelError
from summarize.inference.llama_cpp import library
from summarize.inference.llama_cpp.quantize_child import requantize
from summarize.models.gguf import Header, read_header
from summarize.models.memory import free_memory
from summarize.models.model_files import fingerprint
from summarize.storage.files import free_disk, sweep, unfinished_file

FAST_TYPE = "Q8_0"
LIMIT_BYTES = 2_000_000_000  # of all kept files together

# Measured with 16 layers of 768 x 2048, two cores with AVX-512: prompt tokens/s 376 and 340 for
# these, 702 for Q8_0, 615 and more for all other types; 280 and 246 for 351 when eight sequences
# are decoded together.
_SLOW = frozenset({"Q4_1", "Q5_1"})
# Less of them in the layers, and the time saved is not worth the disk: a fifth of the prompts'.
_LEAST_SHARE = 1 / 3
# What the table was measured with: the fast code, and a processor that it was written for.
_FEATURES = frozenset({"LLAMAFILE", "AVX2"})
# Above this, decoding waits for memory, and Q8_0 has nearly twice as much to fetch.
_LARGEST = 1 << 30
_MEMORY_SHARE = 4  # at most one part of so many of what is available
_DISK_RESERVE = 1_000_000_000  # bytes that stay free
_BEYOND_WEIGHTS = 16 << 20  # bytes for vocabulary and descriptions, an upper bound
_RETRY_SECONDS = 86_400  # a file that could not be made is not tried again before

_SUFFIX, _FAILED = ".gguf", ".failed"


@dataclass(frozen=True, slots=True)
class ModelWeights:
    """Which file to load. `kind` is its type, "" for the model's own file; `reason` says why.

    `trouble` is what went wrong, None if nothing did.
    """

    path: Path
    quantization: str
    reason: str
    warning: str | None = None


@dataclass(frozen=True, slots=True)
class CopyUsage:
    """How many files the folder holds, and their bytes together."""

    files: int
    bytes: int


def requantize_if_faster(
    model: Path, header: Header, folder: Path, *, create: bool = True
) -> ModelWeights:
    """The file to load for `model`: the one in `folder` if it pays, else the model's own.

    With `make` it is made if it is not there, which takes a second for 100 MB. Without, nothing
    is written. Raises ModelError only if the model's file itself can't be read.
    """
    useless = _explain_no_gain(header)
    if useless:
        return ModelWeights(model, "", useless)
    key = _copy_key(model)
    found = _find_copy(folder, key)
    if found:
        if create:
            sweep(folder)
            with suppress(OSError):  # the least recently used goes first
                os.utime(found)
        return ModelWeights(found, FAST_TYPE, f"made from {header.quantization}")
    prevented = _explain_prevented(header, folder, key)
    if prevented or not create:
        return ModelWeights(
            model, "", prevented or f"{FAST_TYPE}, which is faster, is not made yet"
        )
    return _create_copy(model, header, folder, key)


def find_requantized_copy(model: Path, header: Header, folder: Path) -> Path | None:
    """The file that was made of `model`, if it is there; loads no library."""
    try:
        return None if _explain_no_gain(header) else _find_copy(folder, _copy_key(model))
    except ModelError:
        return None


def default_folder() -> Path:
    """Where the files are kept on this platform, whether it exists or not."""
    import platformdirs

    return Path(platformdirs.user_cache_dir("summarize")) / "weights"


def measure_copies(folder: Path) -> CopyUsage:
    """What is in `folder`."""
    sizes = [size for _, size, _ in _list_copies(folder)]
    return CopyUsage(len(sizes), sum(sizes))


def remove_copies(folder: Path) -> int:
    """Remove all files; how many were removed."""
    sweep(folder)
    with suppress(OSError):
        for failure in folder.glob(f"*{_FAILED}"):
            failure.unlink(missing_ok=True)
    return sum(_try_remove(path) for _, _, path in _list_copies(folder))


def discard_copy(made: Path, why: str) -> None:
    """Remove a made file that can't be loaded, and make none like it for a day."""
    _try_remove(made)
    with suppress(OSError):
        _write_failure_note(made.parent, made.name.partition(".")[0], why)


def _explain_no_gain(header: Header) -> str:
    """Why other weights would be of no use, or too large; "" if they pay."""
    total = sum(count for _, count in header.weights_by_type)
    slow = sum(count for kind, count in header.weights_by_type if kind in _SLOW)
    if header.shard_count > 1:
        return "the model comes in parts"
    if slow < _LEAST_SHARE * total or not slow:
        return "none is faster on a processor"
    if _estimate_size(header) > _LARGEST:
        return f"as {FAST_TYPE} they would be {_estimate_size(header) / 1e9:.1f} GB, too much to be faster"
    return ""


def _estimate_size(header: Header) -> int:
    """Bytes that the file will have at most: 34 for each 32 weights."""
    return header.parameters * 34 // 32 + _BEYOND_WEIGHTS


def _explain_prevented(header: Header, folder: Path, key: str) -> str:
    """Why the file can't or should not be made on this machine now; "" if it can."""
    features = {name for name, there in library.system_info().items() if there}
    if not features.issuperset(_FEATURES):
        return "which type is faster was not measured on such a processor"
    size, memory = _estimate_size(header), free_memory()
    if memory is not None and memory < _MEMORY_SHARE * size:
        return f"too little memory is free for {FAST_TYPE}: {memory / 1e6:.0f} MB"
    if not _has_disk_space(folder, size):
        return f"there is no room for {size / 1e6:.0f} MB more in {folder}"
    return _read_failure_note(folder, key)


def _write_failure_note(folder: Path, key: str, why: str) -> None:
    (folder / f"{key}{_FAILED}").write_text(why, encoding="utf-8", errors="replace")


def _read_failure_note(folder: Path, key: str) -> str:
    """Why it could not be made when it was tried last, "" if that is not known or long ago."""
    failure = folder / f"{key}{_FAILED}"
    with suppress(OSError):
        if time.time() - failure.stat().st_mtime < _RETRY_SECONDS:
            why = failure.read_text(encoding="utf-8", errors="replace")
            return f"{FAST_TYPE} could not be made: {why}"
    return ""


def _has_disk_space(folder: Path, size: int) -> bool:
    free = free_disk(folder)
    return free is None or free >= size + _DISK_RESERVE  # if unknown, writing will tell


def _create_copy(model: Path, header: Header, folder: Path, key: str) -> ModelWeights:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        sweep(folder)
        with unfinished_file(folder / key) as unfinished:
            failure = _quantize_and_check(model, header, unfinished)
            if not failure:
                target = folder / f"{key}.{_flush_to_disk(unfinished)}{_SUFFIX}"
                os.replace(unfinished, target)
                _evict_old_copies(folder, target)
                return ModelWeights(target, FAST_TYPE, f"made from {header.quantization}")
        if _has_disk_space(folder, _estimate_size(header)):  # else that is why it failed
            _write_failure_note(folder, key, failure)
    except OSError as error:
        failure = error.strerror or str(error)
    reason = f"{FAST_TYPE} could not be made: {failure}"
    return ModelWeights(
        model, "", reason, f"{model.name} runs with its own, slower weights: {reason}"
    )


def _quantize_and_check(model: Path, header: Header, target: Path) -> str:
    """Make the file and read it back; why it failed, "" if it is the same model."""
    failure = requantize(model, target, library.default_threads())
    if failure:
        return failure
    try:
        made = read_header(target)
    except ModelError as error:
        return error.message
    same = (made.architecture, made.tensor_count, made.parameters, made.quantization)
    wanted = (header.architecture, header.tensor_count, header.parameters, FAST_TYPE)
    return "" if same == wanted else "what came out is another model"


def _flush_to_disk(path: Path) -> int:
    """Have the bytes reach the disk before the name does; their number."""
    with open(path, "rb+") as file:
        os.fsync(file.fileno())
        return os.fstat(file.fileno()).st_size


def _copy_key(model: Path) -> str:
    """The same for the same file and the same library, which may come to write it otherwise."""
    text = f"{fingerprint(model)}|{library.installed_version()}|{FAST_TYPE}"
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def _find_copy(folder: Path, key: str) -> Path | None:
    """The made file. Its name holds its size, so that one that was cut off is not taken for it."""
    for _, size, path in _list_copies(folder):
        if path.name == f"{key}.{size}{_SUFFIX}":
            return path
    return None


def _list_copies(folder: Path) -> list[tuple[float, int, Path]]:
    """When it was last used, bytes and path of each made file, the latest first."""
    found = []
    with suppress(OSError):  # no folder, or another process removes one now
        for entry in os.scandir(folder):
            if entry.name.endswith(_SUFFIX) and entry.is_file():
                status = entry.stat()
                found.append((status.st_mtime, status.st_size, Path(entry.path)))
    return sorted(found, reverse=True)


def _evict_old_copies(folder: Path, newest: Path) -> None:
    """Remove what was used least recently, until the others are within the limit."""
    total = 0
    for _, size, path in _list_copies(folder):
        total += size
        if total > LIMIT_BYTES and path != newest:
            _try_remove(path)


def _try_remove(path: Path) -> bool:
    """Whether it could be removed; a file that is in use can't be on Windows."""
    try:
        path.unlink()
    except OSError:
        return False
    return True
