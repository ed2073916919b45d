"""Model files on disk: where they are from, the models folder, shards, fingerprints, the Hub cache.

In the Hugging Face Hub's cache, `snapshots/REVISION/FILE` is a link to `blobs/HASH`, which other
revisions may share. Where links can't be made, as on some Windows systems, it is the file itself.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
import stat
from contextlib import suppress
from enum import StrEnum
from io import BufferedReader
from pathlib import Path

from summarize.errors import ModelError

_MAY_WRITE = "See that you may write in its folder."

# How llama.cpp names the shards of a split file, and finds the others by the first.
_SHARD = re.compile(r"(.*)-([0-9]{5})-of-((?!00000)[0-9]{5})(\.gguf)", re.IGNORECASE | re.DOTALL)
_MIB = 1 << 20
INCOMPLETE_ENDING = ".summarize.incomplete"
"""The ending of a file in the Hub's cache while this program downloads it."""


class ModelOrigin(StrEnum):
    """Where a model is from, which says what removing it means."""

    PACKAGED = "packaged"
    """The file comes in a Python package."""
    ADDED = "added"
    """The file is the user's own: only its record in the manifest goes."""
    COPIED = "copied"
    """The file is this program's copy, and goes with the record."""
    PULLED = "pulled"
    """The file was downloaded into the Hub's cache by this program, and goes with the record."""
    FOLDER = "models folder"
    """The user has put the file into the models folder."""
    HUB = "Hub cache"
    """Another program has downloaded the file; likewise for the two below."""
    OLLAMA = "Ollama"
    LM_STUDIO = "LM Studio"


def models_folder() -> Path:
    """Return where models that the user adds are kept; the folder need not exist.

    `SUMMARIZE_MODELS`, else "models" in the user's data folder.
    """
    if named := os.environ.get("SUMMARIZE_MODELS"):
        return Path(os.path.expanduser(named))
    import platformdirs

    return Path(platformdirs.user_data_dir("summarize")) / "models"


def shard_number(name: str) -> int:
    """Return the number of a shard: `"x-00002-of-00003.gguf" -> 2`; 1 for a file that is whole."""
    shard = _SHARD.fullmatch(name)
    return int(shard[2]) if shard else 1


def list_shard_names(name: str) -> tuple[str, ...]:
    """Return the names of all shards of a split file, in order; the name alone for a whole file.

    `"x-00002-of-00003.gguf" -> ("x-00001-of-00003.gguf", "x-00002-of-00003.gguf", ...)`
    """
    shard = _SHARD.fullmatch(name)
    if not shard:
        return (name,)
    numbers = range(1, int(shard[3]) + 1)
    return tuple(f"{shard[1]}-{number:05}-of-{shard[3]}{shard[4]}" for number in numbers)


def list_shards(path: Path) -> list[Path]:
    """Return the paths of all shards of the model at `path`; the path alone for a whole file."""
    return [path.with_name(name) for name in list_shard_names(path.name)]


def is_model_file(path: Path) -> bool:
    """Whether a name is that of a GGUF file with a whole model or the first shard of one.

    llama.cpp loads a split model by its first shard, and finds the others itself.
    """
    return (
        path.suffix.lower() == ".gguf"
        and shard_number(path.name) == 1
        # The vision part of a multimodal model lies beside the part that writes.
        and not path.name.lower().startswith("mmproj")
    )


def delete_file(path: Path) -> None:
    """Delete a file, if it exists; raise ModelError if that fails."""
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise ModelError(f"{path} can't be deleted: {error.strerror}", _MAY_WRITE) from error


def open_regular(path: Path) -> BufferedReader:
    """Open a file to be read, unless opening might wait for ever, as it does for a named pipe.

    Raises OSError, which says what it is, for anything but a regular file.
    """
    mode = os.stat(path).st_mode
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, "it is a folder")
    if not stat.S_ISREG(mode):
        raise OSError(errno.EINVAL, "it is not a regular file")
    return open(path, "rb")


def fingerprint(path: Path) -> str:
    """Return what changes when a model file does, without reading all of its gigabytes.

    Raises ModelError if the file can't be read.
    """
    try:
        status = path.stat()
        with open_regular(path) as file:
            digest = hashlib.sha256(file.read(_MIB))
            file.seek(max(0, status.st_size - _MIB))
            digest.update(file.read(_MIB))
    except OSError as error:
        hint = "Give the path of a GGUF file that you may read."
        raise ModelError(f"{path} can't be read: {error.strerror}", hint) from error
    return f"{status.st_size}:{status.st_mtime_ns}:{digest.hexdigest()}"


def hub_cache_folder() -> Path:
    """Return the folder of the Hub's cache, found as the Hub's own library finds it.

    It need not exist. `HF_HUB_CACHE`, else "hub" in `HF_HOME`, else `~/.cache/huggingface/hub`.
    Not asked of the library itself, whose import takes longer than a list of models may.
    """
    caches = os.environ.get("XDG_CACHE_HOME") or "~/.cache"
    home = os.environ.get("HF_HOME") or os.path.join(caches, "huggingface")
    named = os.environ.get("HF_HUB_CACHE") or os.environ.get("HUGGINGFACE_HUB_CACHE")
    return Path(os.path.expandvars(os.path.expanduser(named or os.path.join(home, "hub"))))


def blobs_folder(repository: str) -> Path:
    """Return the folder that has the files of a repository, by their hashes.

    `"org/repo" -> .../hub/models--org--repo/blobs`
    """
    return hub_cache_folder() / f"models--{repository.replace('/', '--')}" / "blobs"


def remove_from_cache(path: Path) -> None:
    """Remove a file of a snapshot, with its other shards, from the cache.

    Its blob goes with it, unless another revision has it too. Raises ModelError if that fails.
    """
    repository = next((one for one in path.parents if one.name.startswith("models--")), None)
    for shard in list_shards(path):
        blob = Path(os.path.realpath(shard))
        try:
            shard.unlink(missing_ok=True)
            if repository and blob.parent == Path(os.path.realpath(repository / "blobs")):
                snapshots = os.walk(repository / "snapshots")
                links = (os.path.join(top, name) for top, _, names in snapshots for name in names)
                if str(blob) not in map(os.path.realpath, links):
                    blob.unlink(missing_ok=True)
        except OSError as error:
            raise ModelError(f"{shard} can't be deleted: {error.strerror}", _MAY_WRITE) from error
    folder = path.parent
    with suppress(OSError):  # a folder of the snapshot that is not empty stays
        while repository and folder != repository:
            folder.rmdir()
            folder = folder.parent


def remove_incomplete(repository: str) -> int:
    """Delete the downloads of a repository that were never finished; return their bytes."""
    size = 0
    for path in blobs_folder(repository).glob(f"*{INCOMPLETE_ENDING}"):
        with suppress(OSError):  # another process has deleted it
            size += path.stat().st_size
        delete_file(path)
    return size
