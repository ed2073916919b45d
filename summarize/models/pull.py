"""`models pull`: downloads a model of the catalogue, or any GGUF file of the Hub.

Of a repository, without a file's name, it is the first quantization type of
`_PREFERRED_QUANTIZATIONS` that is there. Four bits with more where they matter (Q4_K_M) lose little
and take a third of the memory of sixteen; below four bits small models lose much, and above eight
nothing is won.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from summarize.errors import ModelError
from summarize.models import catalogue, manifest, model_files
from summarize.models.catalogue import CatalogueEntry
from summarize.models.download import (
    DownloadProgress,
    count_received_bytes,
    download_file,
    ensure_disk_space,
)
from summarize.models.gguf import read_header
from summarize.models.hub import Hub, RemoteFile, configure_hub
from summarize.models.integrity import check_model_files, damage_error
from summarize.models.manifest import Record
from summarize.models.model_files import ModelOrigin
from summarize.models.registry import InstalledModel, find_model, list_models, suggest_names
from summarize.progress import ignore_progress
from summarize.storage.seals import Condition, check_fully, seal_file

_PREFIX = re.compile(r"^(https?://)?(www\.)?(huggingface\.co|hf\.co)/")
_REPOSITORY = re.compile(r"([\w.-]+/[\w.-]+)(?::(.+))?", re.ASCII)

_PREFERRED_QUANTIZATIONS = (
    *("Q4_K_M", "Q5_K_M", "Q4_K_S", "Q5_K_S", "Q4_0", "IQ4_XS", "IQ4_NL", "Q4_1", "Q6_K"),
    *("Q5_0", "Q5_1", "Q8_0", "Q4_K_L", "Q5_K_L", "Q6_K_L", "Q3_K_L", "Q3_K_M", "BF16", "F16"),
)
# "model.Q4_K_M.gguf", "model-q4_k_m-00001-of-00003.gguf", "Q4_K_M/model-..."
_QUANTIZATION = re.compile(
    r"(?<![A-Za-z0-9])(I?Q\d(?:_[A-Z0-9]+)*|BF16|F16|F32)(?![A-Za-z0-9])", re.I
)
# Files beside models: the vision part, statistics for a quantization, adapters.
_OTHER_FILES = re.compile(r"(^|/)(mmproj|imatrix)|imatrix\.gguf$|[-_.]lora[-_.]", re.I)
_MAX_NAMES = 6
_SHA256_DIGITS = 64  # of a small file, the Hub knows the SHA-1 of Git alone


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
    if installed and all(shard.is_file() for shard in model_files.list_shards(installed.path)):
        if check_model_files(installed.path) is not Condition.DAMAGED:
            return installed
        if installed.origin not in (ModelOrigin.PULLED, ModelOrigin.HUB):
            raise damage_error(installed.path)
    # One that lacks a shard now is downloaded from where it was pulled.
    records = (one for one in manifest.read_records() if installed and one.name == installed.name)
    record = None if installed and catalogue.find_entry(installed.name) else next(records, None)
    request = parse_pull_request(f"{record.repository}:{record.file}" if record else name)
    hub = configure_hub()
    commit, listed = hub.list_files(request.repository, request.revision)
    files = choose_files(request.repository, listed, request.file)
    entry = request.entry
    if entry and entry.sha256 and files[0].sha256 != entry.sha256:
        raise ModelError(
            f"{hub.host} has another file for {entry.name} than the one that was looked up",
            f"If you trust it, take what is there now: summarize models pull {entry.repository}",
        )
    _ensure_room(request.repository, files)
    new, path = _download_all(hub, request.repository, commit, files, progress)
    model = _register(new, path, request.repository, files[0].name)
    try:
        read_header(model.path)
    except ModelError as error:
        message = f"it was downloaded, but can't be used: {error.message}"
        hint = f"To be rid of it: summarize models remove {model.name}"
        raise ModelError(message, hint) from None
    return model


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


def choose_files(
    repository: str, files: Sequence[RemoteFile], wanted: str = ""
) -> tuple[RemoteFile, ...]:
    """Return the file to download, or all its shards if it is split.

    `wanted` is a file's name, or a quantization type such as "Q8_0"; "" for the preferred one.
    Raises ModelError, which lists the files, if there is no such file or no model at all.
    """
    # A Hub may be hostile: a name has to stay below the folder that it is put into.
    models = [one for one in files if one.name.lower().endswith(".gguf") and "\\" not in one.name]
    models = [one for one in models if not {"", ".", ".."} & set(one.name.split("/"))]
    firsts = [one for one in models if model_files.shard_number(one.name) == 1]
    firsts = [one for one in firsts if not _OTHER_FILES.search(one.name)]
    if not firsts:
        hint = "Look for a repository whose name ends in -GGUF."
        raise ModelError(f"{repository} has no GGUF file that is a model", hint)
    chosen = _find_named(models, firsts, wanted) if wanted else _find_preferred(firsts)
    if chosen is None:
        several = "several GGUF files, and none of a usual type"
        missing = f"no file {wanted!r}" if wanted else several
        names = [one.name for one in firsts]
        more = f" and {len(names) - _MAX_NAMES} more" if len(names) > _MAX_NAMES else ""
        hint = f"Name one as {repository}:FILE. There are {', '.join(names[:_MAX_NAMES])}{more}."
        raise ModelError(f"{repository} has {missing}", hint)
    shards = model_files.list_shard_names(chosen.name)
    if len(shards) == 1:
        return (chosen,)
    by_name = {one.name.lower(): one for one in models}
    for name in shards:
        if name.lower() not in by_name:
            hint = "Choose another file, or another repository."
            raise ModelError(f"{repository} has {chosen.name}, but not its part {name}", hint)
    return tuple(by_name[name.lower()] for name in shards)


def parse_quantization(name: str) -> str:
    """Return the quantization type in a file's name: `"a-q4_k_m.gguf" -> "Q4_K_M"`, else ""."""
    found = _QUANTIZATION.findall(name)
    return found[-1].upper() if found else ""


def _find_named(
    models: Iterable[RemoteFile], firsts: Sequence[RemoteFile], wanted: str
) -> RemoteFile | None:
    for same in (str, str.lower):
        for one in models:
            if same(one.name) == same(wanted):
                return one
    return _find_of_type(firsts, wanted.upper())


def _find_preferred(firsts: Sequence[RemoteFile]) -> RemoteFile | None:
    of_types = (_find_of_type(firsts, kind) for kind in _PREFERRED_QUANTIZATIONS)
    return next(filter(None, of_types), firsts[0] if len(firsts) == 1 else None)


def _find_of_type(files: Sequence[RemoteFile], kind: str) -> RemoteFile | None:
    """Return the plainest of several of one type: the others' names say how they differ."""
    of_type = (one for one in files if parse_quantization(one.name) == kind)
    return min(of_type, key=lambda file: (len(file.name), file.name), default=None)


def _ensure_room(repository: str, files: Sequence[RemoteFile]) -> None:
    missing = 0
    for file in files:
        blob = model_files.blobs_folder(repository) / (file.sha256 or file.git_hash)
        if not blob.exists():
            missing += max(0, file.size - count_received_bytes(blob))
    ensure_disk_space(missing, model_files.hub_cache_folder())


def _download_all(
    hub: Hub, repository: str, commit: str, files: Sequence[RemoteFile], progress: DownloadProgress
) -> tuple[bool, Path]:
    """Return whether anything had to be downloaded, and the first file in the cache."""
    total, before, new = sum(file.size for file in files), 0, False
    paths = []

    def report(received: int, _: int) -> None:
        progress(before + received, total)

    for file in files:
        source = hub.find_source(repository, file.name, commit)
        if file.sha256 and source.hash != file.sha256:
            raise ModelError(f"{hub.host} names two hashes for {file.name}", "Try again later.")
        blob = model_files.blobs_folder(repository) / source.hash
        is_sha256 = len(source.hash) == _SHA256_DIGITS
        if is_sha256 and check_fully(blob, source.hash) is Condition.DAMAGED:
            model_files.delete_file(blob)
        if not blob.exists():
            new = True
            download_file(hub, source, blob, report)
            if is_sha256:
                seal_file(blob, source.hash)
        before += source.size
        paths.append(hub.link_in_cache(repository, file.name, commit))
    return new, paths[0]


def _register(new: bool, path: Path, repository: str, file: str) -> InstalledModel:
    """Register a new model under its name; what another program downloaded stays that one's."""
    found = next((model for model in list_models() if model.path == path), None)
    if found is None:
        raise ModelError(f"{path} was downloaded, but is not found there", "Add it by its path.")
    if not new or found.origin is not ModelOrigin.HUB:
        return found
    manifest.save_record(Record(found.name, str(path), ModelOrigin.PULLED, repository, file))
    return InstalledModel(found.name, path, ModelOrigin.PULLED, found.aliases)
