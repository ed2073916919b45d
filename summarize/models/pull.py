"""`models pull`: downloads a model of the catalogue, or any GGUF file of the Hub."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from summarize.errors import ModelError
from summarize.models import catalogue, manifest
from summarize.models.catalogue import CatalogueEntry
from summarize.models.download import (
    DownloadProgress,
    count_received_bytes,
    download_file,
    ensure_disk_space,
)
from summarize.models.file_selection import choose_files
from summarize.models.gguf import read_header
from summarize.models.hub import Hub, RemoteFile, configure_hub
from summarize.models.hub_cache import blobs_folder, hub_cache_folder
from summarize.models.manifest import Record
from summarize.models.model_files import ModelOrigin, list_shards
from summarize.models.registry import InstalledModel, find_model, list_models, suggest_names
from summarize.progress import ignore_progress

_PREFIX = re.compile(r"^(https?://)?(www\.)?(huggingface\.co|hf\.co)/")
_REPOSITORY = re.compile(r"([\w.-]+/[\w.-]+)(?::(.+))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class PullRequest:
    """A repository at a revision, and the file in it, "" for the best."""

    repository: str
    revision: str
    file: str
    entry: CatalogueEntry | None = None


def pull_model(name: str, progress: DownloadProgress = ignore_progress) -> InstalledModel:
    """Download the model `name`: one of the catalogue, or `REPO` or `REPO:FILE` of the Hub.

    A model that is installed already needs no network. Otherwise the free space is checked first,
    the bytes are verified by their hash, and the model is registered under its name. Raises
    ModelError, one or two lines, for all that can go wrong.
    """
    installed = find_model(name)
    if installed and all(shard.is_file() for shard in list_shards(installed.path)):
        return installed
    request = parse_pull_request(_find_address(installed) or name)
    hub = configure_hub()
    listing = hub.list_files(request.repository, request.revision)
    files = choose_files(request.repository, listing.files, request.file)
    _ensure_pinned(request.entry, files[0], hub)
    _ensure_room(request.repository, files)
    new, path = _download_all(hub, request, listing.commit, files, progress)
    record = Record("", str(path), ModelOrigin.PULLED, request.repository, files[0].name)
    model = _register(record, new)
    _ensure_usable(model)
    return model


def _find_address(model: InstalledModel | None) -> str:
    """Return the address that a model, which lacks a shard now, was pulled from; "" for none."""
    record = next(
        (one for one in manifest.read_records() if model and one.name == model.name), None
    )
    in_catalogue = model and catalogue.find_entry(model.name)
    return f"{record.repository}:{record.file}" if record and not in_catalogue else ""


def parse_pull_request(name: str) -> PullRequest:
    """Parse what to download; raise ModelError, with names like it, if it can't be a name.

    `"org/repo" -> the best file of it`, `"org/repo:Q8_0"`, `"org/repo:model.gguf"`, also with
    `https://huggingface.co/` or `hf.co/` before it.
    """
    entry = catalogue.find_entry(name)
    if entry:
        return PullRequest(entry.repository, entry.revision, entry.file, entry)
    match = _REPOSITORY.fullmatch(_PREFIX.sub("", name))
    if not match:
        close = suggest_names(name, (entry.name for entry in catalogue.read_catalogue()))
        hint = f"{close}'summarize models list' shows them; or name ORG/REPO[:FILE] of the Hub."
        raise ModelError(f"there is no model {name!r} to download", hint)
    return PullRequest(match[1], "main", match[2] or "")


def _ensure_pinned(entry: CatalogueEntry | None, file: RemoteFile, hub: Hub) -> None:
    """Raise ModelError if the file is not the one whose hash the catalogue has."""
    if entry and entry.sha256 and file.sha256 != entry.sha256:
        raise ModelError(
            f"{hub.host} has another file for {entry.name} than the one that was looked up",
            f"If you trust it, take what is there now: summarize models pull {entry.repository}",
        )


def _ensure_room(repository: str, files: Sequence[RemoteFile]) -> None:
    missing = 0
    for file in files:
        blob = blobs_folder(repository) / (file.sha256 or file.git_hash)
        if not blob.exists():
            missing += max(0, file.size - count_received_bytes(blob))
    ensure_disk_space(missing, hub_cache_folder())


def _download_all(
    hub: Hub,
    request: PullRequest,
    commit: str,
    files: Sequence[RemoteFile],
    progress: DownloadProgress,
) -> tuple[bool, Path]:
    """Return whether anything had to be downloaded, and the first file in the cache."""
    total, before, new = sum(file.size for file in files), 0, False
    paths = []
    for file in files:
        source = hub.find_source(request.repository, file.name, commit)
        if file.sha256 and source.hash != file.sha256:
            raise ModelError(f"{hub.host} names two hashes for {file.name}", "Try again later.")
        blob = blobs_folder(request.repository) / source.hash
        if not blob.exists():
            new = True
            download_file(hub, source, blob, _offset_progress(progress, before, total))
        before += source.size
        paths.append(hub.link_in_cache(request.repository, file.name, commit))
    return new, paths[0]


def _offset_progress(progress: DownloadProgress, before: int, total: int) -> DownloadProgress:
    return lambda done, _: progress(before + done, total)


def _register(record: Record, new: bool) -> InstalledModel:
    """Register a new model under its name; what another program downloaded stays that one's."""
    path = Path(record.path)
    found = next((model for model in list_models() if model.path == path), None)
    if found is None:
        raise ModelError(f"{path} was downloaded, but is not found there", "Add it by its path.")
    if not new or found.origin is not ModelOrigin.HUB:
        return found
    manifest.save_record(replace(record, name=found.name))
    return InstalledModel(found.name, path, ModelOrigin.PULLED, found.aliases)


def _ensure_usable(model: InstalledModel) -> None:
    try:
        read_header(model.path)
    except ModelError as error:
        message = f"it was downloaded, but can't be used: {error.message}"
        raise ModelError(
            message, f"To be rid of it: summarize models remove {model.name}"
        ) from None
