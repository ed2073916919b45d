"""What `models list` and `models info` tell: models that are here, and those of the catalogue."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from typing import Any

from summarize.inference.llama_cpp import requantized
from summarize.inference.memory_estimate import estimate_memory_bytes
from summarize.models import catalogue, speeds
from summarize.models.catalogue import Entry
from summarize.models.memory import available
from summarize.models.model_files import list_shards
from summarize.models.registry import (
    InstalledModel,
    codes,
    find,
    inspect,
    installed,
    terms,
    unnamed,
)
from summarize.settings import DEFAULT_MODEL

CATALOGUE = "catalogue"
"""The origin of a model that is not here yet."""


@dataclass(frozen=True, slots=True)
class ModelRow:
    """A model as it is told of: what is not known is 0, "", or None.

    `is_named` is whether `--model NAME` finds it; a file given by its path has no name.
    `origin` is "packaged", "added", "copied", "pulled", "models folder", "Hub cache", "Ollama",
    "LM Studio" or "catalogue"; `path` is "" for one that is not here, and `source` is what
    `models pull` takes for it. `size` and `memory` (what it needs to run) are in bytes, `context`
    is in tokens, `reading` and `writing` are tokens a second that `bench` measured. `error` says
    why a file can't be used. `spoken` says how many languages there are where they aren't listed.
    """

    name: str
    origin: str
    is_default: bool
    is_named: bool
    path: str
    source: str
    size: int
    parameters: int
    weights: str
    runs_as: str
    context: int
    kind: str
    licence: str
    languages: tuple[str, ...]
    spoken: str
    memory: int
    fits: bool | None
    reading: float
    writing: float
    why: str
    error: str

    @property
    def as_json(self) -> dict[str, Any]:
        """The fields by their names, for `--json`."""
        return asdict(self)


def list_models(default: str = DEFAULT_MODEL) -> tuple[ModelRow, ...]:
    """All that `models list` shows: what is here, then what the catalogue has besides."""
    free = available()
    here = installed(default)
    names = {name for model in here for name in (model.name, *model.aliases)}
    others = (entry for entry in catalogue.entries() if entry.name not in names)
    return (
        *(_build_installed_row(model, free) for model in here),
        *(_build_catalogue_row(one, free) for one in others),
    )


def describe_model(name: str, default: str = DEFAULT_MODEL) -> ModelRow:
    """What `models info` tells of one model, by any name that it goes by or a file's path.

    Raises ModelError if there is none, neither here nor in the catalogue.
    """
    free = available()
    model = find(name)
    entry = None if model else catalogue.find(name)
    if entry:
        return _build_catalogue_row(entry, free)
    chosen = find(default)
    if model:
        return _build_installed_row(
            inspect(model, bool(chosen and chosen.name == model.name)), free
        )
    return _build_installed_row(replace(inspect(unnamed(name), False), is_named=False), free)


def _build_installed_row(model: InstalledModel, free: int | None) -> ModelRow:
    header, size = model.header, _size(model)
    entry = next(filter(None, map(catalogue.find, _names(model))), None)
    memory = estimate_memory_bytes(header, size) if header else 0
    speed = speeds.recall(model.path)
    languages = codes(header.languages) if header else ()
    return ModelRow(
        name=model.name,
        origin=model.origin.value,
        is_default=model.is_default,
        is_named=model.is_named,
        path=str(model.path),
        source=entry.source if entry else "",
        size=size,
        parameters=header.parameters if header else 0,
        weights=header.quantization if header else "",
        runs_as=_runs_as(model),
        context=header.context_length if header else 0,
        kind=("instruct" if header.chat_template else "base") if header else "",
        licence=terms((header.license if header else "") or (entry.licence if entry else "")),
        languages=languages or (entry.languages if entry else ()),
        spoken=entry.spoken if entry else "",
        memory=memory,
        fits=_fits(memory, free),
        reading=speed.reading if speed else 0.0,
        writing=speed.writing if speed else 0.0,
        why=entry.why if entry else "",
        error=model.error or "",
    )


def _runs_as(model: InstalledModel) -> str:
    """The type of the weights made of the model's own, "" if none were made."""
    made = model.header and requantized.find_requantized_copy(
        model.path, model.header, requantized.default_folder()
    )
    return requantized.FAST_TYPE if made else ""


def _names(model: InstalledModel) -> Iterator[str]:
    yield model.name
    yield from model.aliases


def _build_catalogue_row(entry: Entry, free: int | None) -> ModelRow:
    memory = estimate_memory_bytes(None, entry.size)
    return ModelRow(
        name=entry.name,
        origin=CATALOGUE,
        is_default=False,
        is_named=True,
        path="",
        source=entry.source,
        size=entry.size,
        parameters=entry.parameters,
        weights=entry.quantization,
        runs_as="",
        context=entry.context,
        kind="instruct",
        licence=terms(entry.licence),
        languages=entry.languages,
        spoken=entry.spoken,
        memory=memory,
        fits=_fits(memory, free),
        reading=0.0,
        writing=0.0,
        why=entry.why,
        error="",
    )


def _fits(memory: int, free: int | None) -> bool | None:
    return memory <= free if memory and free is not None else None


def _size(model: InstalledModel) -> int:
    """Bytes of the file, with its other parts; what it will have while it is in packages."""
    try:
        return sum(os.stat(part).st_size for part in list_shards(model.path))
    except OSError:  # it is not put together yet, or it is gone
        return model.header.expected_size if model.header else 0
