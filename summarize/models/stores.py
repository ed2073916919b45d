"""Model stores of other programs (Hub cache, Ollama, LM Studio): read, never written to.

| store | where | what lies there |
|---|---|---|
| Hub cache | `HF_HUB_CACHE`, `HF_HOME`/hub | models--ORG--REPO/snapshots/REVISION/FILE.gguf |
| Ollama | `OLLAMA_MODELS`, ~/.ollama/models | manifests/HOST/SPACE/NAME/TAG, which name a blob |
| LM Studio | ~/.lmstudio/models | PUBLISHER/REPO/FILE.gguf |

A folder that can't be read holds no models.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from summarize.models.model_files import ModelOrigin, hub_cache_folder, is_model_file

_OLLAMA_MODEL = "application/vnd.ollama.image.model"
# A digest becomes the name of a file, so nothing else may pass for one.
_DIGEST = re.compile(r"sha256[:-]([0-9a-f]{64})")
_MAX_MANIFEST = 1 << 20  # bytes; real ones have about a thousand


@dataclass(frozen=True, slots=True)
class StoredModel:
    """A file in a store. `names` are its possible names, the shortest first.

    `repository` and `file` are its address on the Hub, "" where the store does not say.
    """

    origin: ModelOrigin
    path: Path
    names: tuple[str, ...]
    repository: str = ""
    file: str = ""


def find_stored_models() -> Iterator[StoredModel]:
    """Yield all model files of the three stores."""
    yield from find_in_hub_cache(hub_cache_folder())
    for folder in _ollama_folders():
        yield from find_in_ollama(folder)
    for folder in _lm_studio_folders():
        yield from find_in_lm_studio(folder)


def find_in_hub_cache(cache: Path) -> Iterator[StoredModel]:
    """Yield the files of the Hub's cache, those of the current revision of each repository first.

    `.../models--org--repo/snapshots/0123456789/file.gguf` is called `file`, `org/repo:file.gguf`
    and `org/repo:file.gguf@0123456`.
    """
    for folder in list_folder(cache):
        match = re.fullmatch(r"models--(.+)", folder.name)
        if not match:
            continue
        repository, current = match[1].replace("--", "/"), ""
        with suppress(OSError, ValueError):
            current = (folder / "refs" / "main").read_text(encoding="ascii").strip()
        revisions = list_folder(folder / "snapshots")
        for revision in sorted(revisions, key=lambda path: path.name != current):
            for path in _find_model_files(revision, depth=3):
                file = path.relative_to(revision).as_posix()
                full = f"{repository}:{file}"
                names = (path.stem, full, f"{full}@{revision.name[:7]}")
                yield StoredModel(ModelOrigin.HUB, path, names, repository, file)


def find_in_ollama(models: Path) -> Iterator[StoredModel]:
    """Yield the models of Ollama's store by the names that Ollama gives them: `name:tag`."""
    for path in _list_level(models / "manifests", 4):
        if blob := _find_ollama_blob(path, models / "blobs"):
            host, space, name, tag = path.parts[-4:]
            full = f"{host}/{space}/{name}:{tag}"
            short = full.removeprefix("registry.ollama.ai/").removeprefix("library/")
            names = (short, *([short.removesuffix(":latest")] if tag == "latest" else []), full)
            yield StoredModel(ModelOrigin.OLLAMA, blob, names)


def _find_ollama_blob(manifest: Path, blobs: Path) -> Path | None:
    """Return the weights that a manifest names; None if it names none, or they are missing."""
    try:
        with open(manifest, "rb") as file:
            layers = json.loads(file.read(_MAX_MANIFEST))["layers"]
        digests = [layer["digest"] for layer in layers if layer["mediaType"] == _OLLAMA_MODEL]
        match = _DIGEST.fullmatch(digests[0])
    except (OSError, ValueError, LookupError, TypeError, RecursionError):  # no manifest
        return None
    path = blobs / f"sha256-{match[1]}" if match else None
    return path if path and path.is_file() else None


def _ollama_folders() -> list[Path]:
    """Return where Ollama keeps models: started by the user, or as a Linux system's service."""
    if named := os.environ.get("OLLAMA_MODELS"):
        return [Path(os.path.expanduser(named))]
    return [Path.home() / ".ollama" / "models", Path("/usr/share/ollama/.ollama/models")]


def find_in_lm_studio(models: Path) -> Iterator[StoredModel]:
    """Yield the models of LM Studio's store: `publisher/repo/file.gguf` is called `file`."""
    for path in _list_level(models, 3):
        if is_model_file(path) and path.is_file():
            repository = "/".join(path.parts[-3:-1])
            full = f"{repository}:{path.name}"
            names = (path.stem, full, f"lm-studio/{full}")
            yield StoredModel(ModelOrigin.LM_STUDIO, path, names, repository, path.name)


def _lm_studio_folders() -> list[Path]:
    """Return where LM Studio keeps models: its home, which may be moved, and its old place."""
    home = Path.home() / ".lmstudio"
    with suppress(OSError, ValueError):
        text = (Path.home() / ".lmstudio-home-pointer").read_text(encoding="utf-8").strip()
        home = Path(text) if text else home
    return [home / "models", Path.home() / ".cache" / "lm-studio" / "models"]


def _list_level(folder: Path, depth: int) -> Iterator[Path]:
    """Yield what lies `depth` levels below `folder`: its entries for 1."""
    for entry in list_folder(folder):
        yield from _list_level(entry, depth - 1) if depth > 1 else (entry,)


def _find_model_files(folder: Path, depth: int) -> Iterator[Path]:
    """Yield the model files in `folder` and in folders within, `depth` levels in all."""
    for entry in list_folder(folder):
        if is_model_file(entry):
            if entry.is_file():  # a link to nothing is a download that was never finished
                yield entry
        elif depth > 1:
            yield from _find_model_files(entry, depth - 1)


def list_folder(folder: Path) -> list[Path]:
    """Return the entries of a folder by name; [] if it is none, or can't be read."""
    try:
        return [folder / name for name in sorted(os.listdir(folder))]
    except OSError:
        return []
