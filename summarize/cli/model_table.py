"""Rows of `models list` and `models info`: installed models, and those of the catalogue."""

from __future__ import annotations

import os
from dataclasses import replace

from summarize.inference.llama_cpp import requantized
from summarize.inference.llama_cpp.preflight import estimate_memory_bytes
from summarize.models import catalogue, speeds
from summarize.models.catalogue import CatalogueEntry
from summarize.models.memory import free_memory
from summarize.models.model_files import list_shards
from summarize.models.registry import (
    InspectedModel,
    find_model,
    format_licence,
    inspect_model,
    inspect_models,
    model_at_path,
    parse_language_codes,
)
from summarize.render.model_info import ModelRow
from summarize.settings import DEFAULT_MODEL


def list_models(default: str = DEFAULT_MODEL) -> tuple[ModelRow, ...]:
    """List the installed models, then the others of the catalogue."""
    free = free_memory()
    installed = inspect_models(default)
    names = {name for model in installed for name in (model.name, *model.aliases)}
    others = (entry for entry in catalogue.read_catalogue() if entry.name not in names)
    return (
        *(_build_installed_row(model, free) for model in installed),
        *(_build_catalogue_row(entry, free) for entry in others),
    )


def describe_model(name: str, default: str = DEFAULT_MODEL) -> ModelRow:
    """Describe one model, named by any of its names or by the path of a file.

    Raises ModelError if it is neither installed nor in the catalogue.
    """
    free = free_memory()
    model = find_model(name)
    if not model and (entry := catalogue.find_entry(name)):
        return _build_catalogue_row(entry, free)
    if not model:
        row = _build_installed_row(inspect_model(model_at_path(name), False), free)
        return replace(row, is_named=False)
    chosen = find_model(default)
    is_default = bool(chosen and chosen.name == model.name)
    return _build_installed_row(inspect_model(model, is_default), free)


def _build_installed_row(model: InspectedModel, free: int | None) -> ModelRow:
    size = _measure_size(model)
    row = ModelRow(
        name=model.name,
        origin=model.origin.value,
        is_default=model.is_default,
        path=str(model.path),
        size=size,
        error=model.error or "",
    )
    if header := model.header:
        memory = estimate_memory_bytes(header, size)
        copy = requantized.find_requantized_copy(model.path, header, requantized.default_folder())
        row = replace(
            row,
            parameters=header.parameters,
            weights=header.quantization,
            runs_as=requantized.FAST_TYPE if copy else "",
            context=header.context_length,
            kind="instruct" if header.chat_template else "base",
            licence=format_licence(header.license or ""),
            languages=parse_language_codes(header.languages),
            memory=memory,
            fits=_fits(memory, free),
        )
    names = (model.name, *model.aliases)
    if entry := next(filter(None, map(catalogue.find_entry, names)), None):
        row = replace(
            row,
            source=entry.source,
            licence=row.licence or format_licence(entry.licence),
            languages=row.languages or entry.languages,
            spoken=entry.language_note,
            why=entry.why,
        )
    if speed := speeds.load_speeds(model.path):
        row = replace(row, reading=speed.reading, writing=speed.writing)
    return row


def _build_catalogue_row(entry: CatalogueEntry, free: int | None) -> ModelRow:
    memory = estimate_memory_bytes(None, entry.size)
    return ModelRow(
        name=entry.name,
        origin="catalogue",
        source=entry.source,
        size=entry.size,
        parameters=entry.parameters,
        weights=entry.quantization,
        context=entry.context,
        kind="instruct",
        licence=format_licence(entry.licence),
        languages=entry.languages,
        spoken=entry.language_note,
        memory=memory,
        fits=_fits(memory, free),
        why=entry.why,
    )


def _fits(memory: int, free: int | None) -> bool | None:
    return memory <= free if memory and free is not None else None


def _measure_size(model: InspectedModel) -> int:
    """Return the bytes of the file with its other parts, or those of the whole in packages."""
    try:
        return sum(os.stat(part).st_size for part in list_shards(model.path))
    except OSError:  # it is not assembled yet, or it was deleted
        return model.header.expected_size if model.header else 0
