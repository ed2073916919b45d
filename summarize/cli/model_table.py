"""Rows of `models list` and `models info`, and the model that `models pull` recommends."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass, replace

from summarize.inference.llama_cpp import requantized
from summarize.inference.llama_cpp.preflight import estimate_memory_bytes
from summarize.inference.llama_cpp.tuning import default_threads
from summarize.models import speeds
from summarize.models.catalogue import CatalogueEntry, find_entry, read_catalogue
from summarize.models.memory import free_memory
from summarize.models.model_files import hub_cache_folder, list_shards
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
from summarize.storage.files import free_disk_space

# A CPU reads all weights for each token that it writes, so the largest size with a bearable
# speed (about as fast as one reads along) grows with the cores.
_PER_CORE = 1_000_000_000  # parameters
# Other programs need memory, too.
_SHARE_OF_MEMORY = 0.8
_ASSUMED_MEMORY = 8_000_000_000  # bytes, where the system does not report it


def list_models(default: str = DEFAULT_MODEL) -> tuple[ModelRow, ...]:
    """List the installed models, then the others of the catalogue."""
    free = free_memory()
    installed = inspect_models(default)
    names = {name for model in installed for name in (model.name, *model.aliases)}
    others = (entry for entry in read_catalogue() if entry.name not in names)
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
    if not model and (entry := find_entry(name)):
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
    if entry := next(filter(None, map(find_entry, names)), None):
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


@dataclass(frozen=True, slots=True)
class Machine:
    """Free memory in bytes (None if unknown), CPU cores, and free disk space in bytes."""

    memory: int | None
    cores: int
    disk: int

    @property
    def max_parameters(self) -> int:
        """The largest number of parameters that runs at a bearable speed."""
        return max(self.cores, 1) * _PER_CORE


def inspect_machine() -> Machine:
    """Measure this computer as it is now; the disk is that of the Hub's cache."""
    return Machine(free_memory(), default_threads(), free_disk_space(hub_cache_folder()) or 0)


def recommend_model(
    machine: Machine, catalogue: Iterable[CatalogueEntry] | None = None
) -> tuple[CatalogueEntry | None, str]:
    """Return the strongest model that fits memory, cores and disk, and the reasons in one line.

    `catalogue` is ordered from weak to strong. None if even the smallest does not fit.
    """
    assumed = _ASSUMED_MEMORY if machine.memory is None else machine.memory
    choices = [
        entry
        for entry in catalogue or read_catalogue()
        if estimate_memory_bytes(None, entry.size) <= assumed * _SHARE_OF_MEMORY
        and entry.parameters <= machine.max_parameters
        and 0 < entry.size < machine.disk
    ]
    memory = f"{assumed / 1e9:.1f} GB of memory"
    memory += " (assumed, for this system does not tell)" if machine.memory is None else ""
    cores = f"{machine.cores} core{'' if machine.cores == 1 else 's'}"
    reasons = (
        f"free here: {memory}, {machine.disk / 1e9:.1f} GB of disk; {cores}, fast enough for about "
        f"{machine.max_parameters / 1e9:.0f} billion parameters"
    )
    return (choices[-1] if choices else None), reasons
