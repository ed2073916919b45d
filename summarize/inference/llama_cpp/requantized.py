"""Requantized copy: a model's weights as Q8_0, which this CPU multiplies fast, made once, cached.

llama.cpp multiplies matrices by whole tiles (tinyBLAS) for most types of weights. For Q4_1 and
Q5_1 it has no such code and goes row by row: prompts take twice the time. As Q8_0 such a model
is as good (perplexity 31.11 for 31.02) and the file larger by half.

The choice is a table and not a measurement, so that the same model gives the same answers,
however busy the machine was when it was first used. The table holds for x86-64 with AVX2;
elsewhere nothing was measured, and the model's own weights are used. They are used as well
whenever anything goes wrong here.
"""

from __future__ import annotations

import hashlib
import os
import sys
import time
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from summarize.errors import ModelError
from summarize.inference import subprocesses
from summarize.inference.llama_cpp import library, tuning
from summarize.models.gguf import Header, read_header
from summarize.models.memory import free_memory
from summarize.models.model_files import fingerprint
from summarize.storage import files
from summarize.storage.seals import (
    Condition,
    check_fully,
    check_quickly,
    find_seal,
    hash_file,
    remove_seal,
    seal_file,
)

FAST_TYPE = "Q8_0"
LIMIT_BYTES = 2_000_000_000  # of all copies together, unless the settings say otherwise

# Measured with 16 layers of 768 x 2048, two cores with AVX-512: prompt tokens/s 376 and 340 for
# these, 702 for Q8_0, 615 and more for all other types; 280 and 246 for 351 when eight sequences
# are decoded together.
_SLOW = frozenset({"Q4_1", "Q5_1"})
# With a smaller share of them, a copy saves less than a fifth of the prompts' time: not worth it.
_MIN_SHARE = 1 / 3
# What the table was measured with: the fast code, and a CPU that it was written for.
_FEATURES = frozenset({"LLAMAFILE", "AVX2"})
# Above this, decoding waits for memory, and Q8_0 has nearly twice as much to fetch.
_MAX_BYTES = 1 << 30
_MEMORY_SHARE = 4  # at most one part of so many of what is available
_DISK_RESERVE = 1_000_000_000  # bytes that stay free
_METADATA_BYTES = 16 << 20  # vocabulary and descriptions, an upper bound
_RETRY_SECONDS = 86_400  # pause before a copy that failed is tried again

_SUFFIX, _FAILED = ".gguf", ".failed"

# llama.cpp's number for files that are Q8_0 as far as they can be.
_FILE_TYPE = 7
# A gibibyte takes half a minute on two slow cores. The user should not wait much longer.
_TIMEOUT_SECONDS = 180
_CHILD = f"from {__name__} import quantize_in_child; quantize_in_child()"


@dataclass(frozen=True, slots=True)
class ModelWeights:
    """Which file to load, and why: `reason`.

    `quantization` is that of a requantized copy, "" for the model's own file. `warning` says
    what went wrong, None if nothing did.
    """

    path: Path
    quantization: str
    reason: str
    warning: str | None = None


def choose_weights(  # noqa: PLR0913 - two of them say what may be written
    model: Path,
    header: Header,
    gpu_layers: int,
    folder: Path | None = None,
    *,
    create: bool = True,
    limit: int | None = None,
) -> ModelWeights:
    """Return the file to load for `model`: a copy in `folder` if it is faster, else its own.

    With `create`, a missing copy is made, which takes a second for 100 MB, in the place of one that
    is damaged, too; all copies together have at most `limit` bytes. Without, nothing is
    written. A GPU gets the model's own file. Raises ModelError only if this can't be read.
    """
    if gpu_layers:
        return ModelWeights(model, "", "a graphics processor multiplies them")
    folder, limit = folder or default_folder(), LIMIT_BYTES if limit is None else limit
    if no_gain := _explain_no_gain(header):
        return ModelWeights(model, "", no_gain)
    key = _copy_key(model)
    found = _find_copy(folder, key)
    damage = ""
    if found and check_quickly(found, _seals(folder)) is not Condition.WHOLE:
        # Without a seal it is of an earlier version, and nobody knows.
        damage = f"{found} was damaged, and is made anew" if create else f"{found} is damaged"
        if find_seal(found, _seals(folder)) is None:
            damage = ""
        if create:
            remove_copy(found)
        found = None
    if found:
        if create:
            files.delete_abandoned_files(folder)
            _note_use(found)
        return ModelWeights(found, FAST_TYPE, f"made from {header.quantization}")
    prevented = _explain_prevented(header, folder, key, limit)
    if prevented or not create:
        reason = prevented or f"{FAST_TYPE}, which is faster, is not made yet"
        return ModelWeights(model, "", reason)
    made = _create_copy(model, header, folder, key, limit)
    return replace(made, warning="; ".join(filter(None, (damage, made.warning))) or None)


def find_requantized_copy(model: Path, header: Header, folder: Path) -> Path | None:
    """Return the requantized copy of `model`, None if there is none. Loads no library."""
    try:
        return None if _explain_no_gain(header) else _find_copy(folder, _copy_key(model))
    except ModelError:
        return None


def default_folder() -> Path:
    """Return the folder of the copies on this platform, whether it exists or not."""
    return files.user_cache_folder() / "weights"


def measure_copies(folder: Path) -> list[int]:
    """Return the sizes in bytes of the copies in `folder`."""
    return [size for _, size, _ in list_copies(folder)]


def remove_copies(folder: Path) -> int:
    """Remove all copies in `folder`; return how many were removed."""
    files.delete_abandoned_files(folder)
    with suppress(OSError):
        for failure in folder.glob(f"*{_FAILED}"):
            failure.unlink(missing_ok=True)
    return sum(remove_copy(path) for _, _, path in list_copies(folder))


def remove_copy(path: Path) -> bool:
    """Remove a copy and its seal; return whether that worked."""
    remove_seal(path, _seals(path.parent))
    return _try_remove(path)


def check_copy(path: Path) -> Condition:
    """Hash a copy, and tell whether it is what was made."""
    return check_fully(path, folder=_seals(path.parent))


def discard_copy(path: Path, reason: str) -> None:
    """Remove a copy that can't be loaded; it is not made again for a day."""
    remove_copy(path)
    with suppress(OSError):
        _write_failure_note(path.parent, path.name.partition(".")[0], reason)


def _seals(folder: Path) -> Path:
    return folder.parent / "seals"


def _note_use(copy: Path) -> None:
    """Make a copy the most recently used. Its time of change stays: by that its seal holds."""
    with suppress(OSError):
        os.utime(copy, ns=(time.time_ns(), copy.stat().st_mtime_ns))


def _explain_no_gain(header: Header) -> str:
    """Return why a copy would not be faster, or too large; "" if it is worth it."""
    total = sum(count for _, count in header.weights_by_type)
    slow = sum(count for kind, count in header.weights_by_type if kind in _SLOW)
    if header.shard_count > 1:
        return "the model comes in parts"
    if slow < _MIN_SHARE * total or not slow:
        return "none is faster on a processor"
    size = _estimate_size(header)
    if size > _MAX_BYTES:
        return f"as {FAST_TYPE} they would be {size / 1e9:.1f} GB, too much to be faster"
    return ""


def _estimate_size(header: Header) -> int:
    """Return the most bytes that the copy may have: 34 for each 32 weights."""
    return header.parameters * 34 // 32 + _METADATA_BYTES


def _explain_prevented(header: Header, folder: Path, key: str, limit: int) -> str:
    """Return why the copy can't or should not be made on this machine now; "" if it can."""
    if not _FEATURES.issubset(library.cpu_features()):
        return "which type is faster was not measured on such a processor"
    size, memory = _estimate_size(header), free_memory()
    if memory is not None and memory < _MEMORY_SHARE * size:
        return f"too little memory is free for {FAST_TYPE}: {memory / 1e6:.0f} MB"
    if size - _METADATA_BYTES > limit:
        return f"{FAST_TYPE} would be larger than the cache may be: {limit / 1e6:.0f} MB"
    if not _has_disk_space(folder, size):
        return f"there is no room for {size / 1e6:.0f} MB more in {folder}"
    failure = folder / f"{key}{_FAILED}"  # of the last try, which may be long ago
    with suppress(OSError):
        if time.time() - failure.stat().st_mtime < _RETRY_SECONDS:
            reason = failure.read_text(encoding="utf-8", errors="replace")
            return f"{FAST_TYPE} could not be made: {reason}"
    return ""


def _write_failure_note(folder: Path, key: str, reason: str) -> None:
    (folder / f"{key}{_FAILED}").write_text(reason, encoding="utf-8", errors="replace")


def _has_disk_space(folder: Path, size: int) -> bool:
    free = files.free_disk_space(folder)
    return free is None or free >= size + _DISK_RESERVE  # if unknown, writing will tell


def _create_copy(model: Path, header: Header, folder: Path, key: str, limit: int) -> ModelWeights:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        files.delete_abandoned_files(folder)
        with files.unfinished_file(folder / key) as unfinished:
            failure = _quantize_and_check(model, header, unfinished)
            if not failure:
                with open(unfinished, "rb+") as file:  # it is on the disk before its name is
                    os.fsync(file.fileno())
                target = folder / f"{key}.{unfinished.stat().st_size}{_SUFFIX}"
                sha256 = hash_file(unfinished)
                os.replace(unfinished, target)
                seal_file(target, sha256, _seals(folder))
                _evict_old_copies(folder, target, limit)
                return ModelWeights(target, FAST_TYPE, f"made from {header.quantization}")
        if _has_disk_space(folder, _estimate_size(header)):  # else that is why it failed
            _write_failure_note(folder, key, failure)
    except OSError as error:
        failure = error.strerror or str(error)
    reason = f"{FAST_TYPE} could not be made: {failure}"
    warning = f"{model.name} runs with its own, slower weights: {reason}"
    return ModelWeights(model, "", reason, warning)


def _quantize_and_check(model: Path, header: Header, target: Path) -> str:
    """Write the copy and read its header back; return why it failed, "" if it is the same model."""
    failure = requantize(model, target, tuning.default_threads())
    if failure:
        return failure
    try:
        copy = read_header(target)
    except ModelError as error:
        return error.message
    found = (copy.architecture, copy.tensor_count, copy.parameters, copy.quantization)
    expected = (header.architecture, header.tensor_count, header.parameters, FAST_TYPE)
    return "" if found == expected else "what came out is another model"


def requantize(source: Path, target: Path, threads: int) -> str:
    """Write the model `source` to `target` with Q8_0 weights: half a second for 100 MB.

    A child process does it: the C function can neither be interrupted nor be trusted with every
    file. Returns why it failed, "" if it did not; `target` is then worth nothing. Raises OSError
    if no process can be started. The child has ended when this returns or raises.
    """
    run = subprocesses.run_python(_CHILD, _TIMEOUT_SECONDS, str(source), str(target), str(threads))
    if run is None:
        return f"it was not done after {_TIMEOUT_SECONDS} s"
    if crash := subprocesses.describe_crash(run.returncode):
        return f"it crashed ({crash})"
    if run.returncode:
        return (run.stderr.strip().splitlines() or [f"it ended with {run.returncode}"])[-1]
    return ""


def quantize_in_child() -> None:
    """Run the child of `requantize`; it ends with 0, or with the reason on standard error."""
    source, target, threads = sys.argv[1:]
    llama_cpp = library.load_library()
    params = llama_cpp.llama_model_quantize_default_params()
    params.ftype = _FILE_TYPE
    params.allow_requantize = True
    params.nthread = int(threads)
    library.log_lines.clear()
    if llama_cpp.llama_model_quantize(os.fsencode(source), os.fsencode(target), params):
        sys.exit(library.find_failure_reason())


def _copy_key(model: Path) -> str:
    """Return the same key for the same file and the same version of the library."""
    text = f"{fingerprint(model)}|{library.installed_version()}|{FAST_TYPE}"
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def _find_copy(folder: Path, key: str) -> Path | None:
    """Return the copy, if any. Its name holds its size, so that a truncated file is not taken."""
    for _, size, path in list_copies(folder):
        if path.name == f"{key}.{size}{_SUFFIX}":
            return path
    return None


def list_copies(folder: Path) -> list[tuple[float, int, Path]]:
    """Return the time of last use, size in bytes and path of each copy, the latest first."""
    found = []
    with suppress(OSError):  # no folder, or another process removes one now
        for entry in os.scandir(folder):
            if entry.name.endswith(_SUFFIX) and entry.is_file():
                status = entry.stat()
                used = max(status.st_atime, status.st_mtime)
                found.append((used, status.st_size, Path(entry.path)))
    return sorted(found, reverse=True)


def _evict_old_copies(folder: Path, newest: Path, limit: int) -> None:
    """Remove the least recently used copies until the others are within the limit."""
    total = 0
    for _, size, path in list_copies(folder):
        total += size
        if total > limit and path != newest:
            remove_copy(path)


def _try_remove(path: Path) -> bool:
    """Remove a file; whether that worked: on Windows, a file in use can't be removed."""
    try:
        path.unlink()
    except OSError:
        return False
    return True
