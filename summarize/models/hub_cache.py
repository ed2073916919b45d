"""The Hugging Face Hub's cache on disk: where it is, and how files are removed from it.

There, `snapshots/REVISION/FILE` is a link to `blobs/HASH`, which other revisions may share.
Where links can't be made, as on some Windows systems, it is the file itself.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from summarize.errors import ModelError
from summarize.models.model_files import delete_file, list_shards

INCOMPLETE_ENDING = ".summarize.incomplete"
"""The ending of a file in the cache while this program downloads it."""


def hub_cache_folder() -> Path:
    """Return the folder of the cache, found as the Hub's own library finds it; it need not exist.

    `HF_HUB_CACHE`, else "hub" in `HF_HOME`, else `~/.cache/huggingface/hub`. Not asked of the
    library itself, whose import takes longer than a list of models may.
    """
    for variable in ("HF_HUB_CACHE", "HUGGINGFACE_HUB_CACHE"):
        if named := os.environ.get(variable):
            return _expand(named)
    caches = os.environ.get("XDG_CACHE_HOME") or "~/.cache"
    return _expand(os.environ.get("HF_HOME") or os.path.join(caches, "huggingface")) / "hub"


def blobs_folder(repository: str) -> Path:
    """Return the folder that has the files of a repository, by their hashes.

    `"org/repo" -> .../hub/models--org--repo/blobs`
    """
    return hub_cache_folder() / f"models--{repository.replace('/', '--')}" / "blobs"


def remove_from_cache(path: Path) -> None:
    """Remove a file of a snapshot, with its other shards, from the cache.

    Its blob goes with it, unless another revision has it too. Raises ModelError if that fails.
    """
    for shard in list_shards(path):
        _remove_file(shard)


def remove_incomplete(repository: str) -> int:
    """Delete the downloads of a repository that were never finished; return their bytes."""
    size = 0
    for path in blobs_folder(repository).glob(f"*{INCOMPLETE_ENDING}"):
        with suppress(OSError):  # another process has deleted it
            size += path.stat().st_size
        delete_file(path)
    return size


def _remove_file(path: Path) -> None:
    repository = _repository_folder(path)
    blob = Path(os.path.realpath(path))
    try:
        path.unlink(missing_ok=True)
        in_cache = repository is not None and blob.parent == Path(
            os.path.realpath(repository / "blobs")
        )
        if repository and in_cache and blob not in set(_blobs_in_use(repository)):
            blob.unlink(missing_ok=True)
    except OSError as error:
        raise ModelError(f"{path} can't be deleted: {error.strerror}") from error
    if repository:
        _remove_empty_folders(path.parent, repository)


def _repository_folder(path: Path) -> Path | None:
    """Return the folder `models--ORG--REPO` that a file of a snapshot is in."""
    return next((one for one in path.parents if one.name.startswith("models--")), None)


def _blobs_in_use(repository: Path) -> Iterator[Path]:
    for folder, _, names in os.walk(repository / "snapshots"):
        for name in names:
            yield Path(os.path.realpath(os.path.join(folder, name)))


def _remove_empty_folders(folder: Path, repository: Path) -> None:
    """Remove the folders of a snapshot that have become empty."""
    with suppress(OSError):  # one that is not empty stays
        while folder != repository:
            folder.rmdir()
            folder = folder.parent


def _expand(path: str) -> Path:
    return Path(os.path.expandvars(os.path.expanduser(path)))
