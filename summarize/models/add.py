"""`models add` and `models remove`: only files that this program brought are ever deleted."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

from summarize.errors import ModelError, UsageError
from summarize.models import catalogue, manifest, model_files
from summarize.models.gguf import read_header
from summarize.models.manifest import Record
from summarize.models.model_files import ModelOrigin
from summarize.models.registry import MODEL_PACKAGES, InstalledModel, find_model, list_models
from summarize.storage.files import delete_abandoned_files, free_disk_space, unfinished_file

_REPOSITORY = re.compile(r"[\w.-]+/[\w.-]+", re.ASCII)
# A name is typed, and is part of configuration files; what looks like a path would be one.
_NAME = re.compile(r"[A-Za-z0-9][\w.:+-]{0,99}")


def add_model(path: Path, name: str = "", copy: bool = False) -> InstalledModel:
    """Register the model at `path` as `name`, by default its file's stem, and return it.

    The file stays where it is, or, with `copy`, is copied into the models folder. Adding it again
    under the same name changes nothing. Raises ModelError if the file is no usable model, if it
    can't be copied, or if another model has the name; UsageError if `name` can't be one.
    """
    path = Path(os.path.abspath(os.path.expanduser(path)))
    read_header(path)
    name = name or path.stem
    if not _NAME.fullmatch(name):
        hint = "Give another with --name: letters, digits, and . _ - + : between them."
        raise UsageError(f"a model can't be called {name!r}", hint)
    for model in list_models():
        if model.name == name and os.path.realpath(model.path) == os.path.realpath(path):
            return model
    if taken := find_model(name):
        hint = "Give another with --name."
        raise ModelError(f"there is a model {taken.name} already: {taken.path}", hint)
    origin = ModelOrigin.COPIED if copy else ModelOrigin.ADDED
    path = _copy_to_folder(path) if copy else path
    manifest.save_record(Record(name, str(path), origin))
    return InstalledModel(name, path, origin)


def remove_model(name: str) -> str:
    """Undo `add` or `pull`, and return one line that says what was removed.

    Raises ModelError for a model that this program did not bring, which says how else to remove
    it, and for one that does not exist.
    """
    model = find_model(name)
    if model is None:  # perhaps a download that was never finished: its bytes take room
        entry = catalogue.find_entry(name)
        repository = entry.repository if entry else name.partition(":")[0]
        is_repository = _REPOSITORY.fullmatch(repository)
        size = model_files.remove_incomplete(repository) if is_repository else 0
        if not size:
            raise ModelError(f"there is no model {name!r}", "'summarize models list' shows them.")
        return f"what had arrived of {name} is removed: {size / 1e6:.0f} MB"
    match model.origin:
        case ModelOrigin.ADDED:
            manifest.delete_record(model.name)
            return f"{model.name} is forgotten; its file stays: {model.path}"
        case ModelOrigin.COPIED:
            for shard in model_files.list_shards(model.path):
                model_files.delete_file(shard)
        case ModelOrigin.PULLED:
            model_files.remove_from_cache(model.path)
        case ModelOrigin.FOLDER if model.path.is_symlink():
            model_files.delete_file(model.path)
            return f"{model.name} is removed; the file it was a link to stays"
        case _:
            hint = _suggest_removal(model)
            raise ModelError(f"{model.name} was not brought by this program", hint)
    manifest.delete_record(model.name)
    return f"{model.name} is removed: {model.path}"


def _suggest_removal(model: InstalledModel) -> str:
    """Return a hint how to remove a model that another program brought."""
    match model.origin:
        case ModelOrigin.PACKAGED:
            package = MODEL_PACKAGES.get(model.name, model.name).replace("_", "-")
            return f"It is a Python package: pip uninstall {package}"
        case ModelOrigin.OLLAMA:
            return f"It is Ollama's: ollama rm {model.name}"
        case ModelOrigin.LM_STUDIO:
            return f"It is LM Studio's: delete it there, under My Models, or delete {model.path}"
        case ModelOrigin.HUB:
            repository = next((alias for alias in model.aliases if "/" in alias), model.name)
            command = f"hf cache rm model/{repository.partition(':')[0]}"
            return f"It is in the Hugging Face Hub's cache: {command}"
        case _:
            return f"You put it into the models folder: delete {model.path}"


def _copy_to_folder(path: Path) -> Path:
    """Copy the model into the models folder, where it appears only when it is whole."""
    folder = model_files.models_folder()
    parts = model_files.list_shards(path)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        delete_abandoned_files(folder)
        size, free = sum(part.stat().st_size for part in parts), free_disk_space(folder)
        if free is not None and size > free:
            sizes = f"{size / 1e9:.1f} GB needed, {free / 1e9:.1f} GB free"
            hint = "Leave it where it is: without --copy."
            raise ModelError(f"there is no room for a copy: {sizes}", hint)
        for part in parts:
            if (folder / part.name).exists():
                hint = "Delete it, or leave the model where it is: without --copy."
                raise ModelError(f"there is a file {folder / part.name} already", hint)
        for part in parts:
            with unfinished_file(folder / part.name) as unfinished:
                shutil.copyfile(part, unfinished)
                os.replace(unfinished, folder / part.name)
    except OSError as error:
        reason = error.strerror or error
        hint = "Or leave it where it is: without --copy."
        raise ModelError(f"{path} can't be copied to {folder}: {reason}", hint) from error
    return folder / path.name
