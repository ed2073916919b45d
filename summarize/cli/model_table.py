"""`models list` and `models info`: rows, table, JSON; the model that `models pull` recommends."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace

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
from summarize.render.json_format import dump_json
from summarize.render.sanitize import sanitize_line
from summarize.settings import DEFAULT_MODEL
from summarize.storage.files import free_disk_space

# A CPU reads all weights for each token that it writes, so the largest size with a bearable
# speed (about as fast as one reads along) grows with the cores.
_PER_CORE = 1_000_000_000  # parameters
# Other programs need memory, too.
_SHARE_OF_MEMORY = 0.8
_ASSUMED_MEMORY = 8_000_000_000  # bytes, where the system does not report it

_HEADER = (
    *("name", "size", "parameters", "weights", "runs as", "context", "memory", "fits"),
    *("from", "kind", "licence", "languages", "tokens/s", "file"),
)
# First what the user needs most who has to choose one.
_IMPORTANCE = [_HEADER.index(name) for name in (
    *("name", "memory", "fits", "from", "size", "parameters", "weights", "context", "kind"),
    *("licence", "tokens/s", "runs as", "languages", "file"),
)]  # fmt: skip
_MAX_LANGUAGES = 4  # more are counted


@dataclass(frozen=True, slots=True)
class ModelRow:
    """A model in the list; 0, "" or None is unknown. The fields are those of the JSON.

    `is_named` is whether `--model NAME` finds it; a file given by its path has no name.
    `origin` is "packaged", "added", "copied", "pulled", "models folder", "Hub cache", "Ollama",
    "LM Studio" or "catalogue"; `path` is "" for one that is not installed, and `source` is what
    `models pull` takes for it. `size` and `memory` (what it needs to run) are in bytes, `context`
    is in tokens, `reading` and `writing` are tokens a second that `bench` measured. `error` says
    why a file can't be used. `spoken` says how many languages there are where they aren't listed.
    """

    name: str
    origin: str
    is_default: bool = False
    is_named: bool = True
    path: str = ""
    source: str = ""
    size: int = 0
    parameters: int = 0
    weights: str = ""
    runs_as: str = ""
    context: int = 0
    kind: str = ""
    licence: str = ""
    languages: tuple[str, ...] = ()
    spoken: str = ""
    memory: int = 0
    fits: bool | None = None
    reading: float = 0.0
    writing: float = 0.0
    why: str = ""
    error: str = ""


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
            kind=header.kind,
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
        kind="judge" if entry.is_judge else "instruct",
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


def format_models_json(models: Sequence[ModelRow]) -> str:
    """Return the models as JSON, with the version of its schema."""
    data = {"schema": 1, "models": [asdict(model) for model in models]}
    return dump_json(data)


def print_models(models: Sequence[ModelRow]) -> None:
    """Print the table of models; on a terminal, below it what is wrong with a file."""
    from rich.text import Text

    from summarize.render.console import open_output_console
    from summarize.render.report_tables import print_columns

    left_out = print_columns(_HEADER, [_format_cells(model) for model in models], _IMPORTANCE)
    console = open_output_console()
    if not console.is_terminal:
        return
    for model in models:
        if model.error:
            text = sanitize_line(f"{model.name} can't be used: {model.error}")
            console.print(Text(text, style="yellow"), soft_wrap=True)
    if left_out:
        text = "'summarize models info NAME' tells the rest, 'models pull NAME' downloads one."
        console.print(Text(text, style="dim"), soft_wrap=True)


def print_model(model: ModelRow) -> None:
    """Print all that is known of one model, a line each."""
    from summarize.render.report_tables import print_fact

    fit = {True: ", it fits", False: ", more than is free", None: ""}[model.fits]
    speed = (
        f"reads {model.reading:.0f} and writes {model.writing:.0f} tokens a second, "
        "as 'summarize bench' measured"
    )
    facts = {
        "name": _format_name(model),
        "from": model.origin,
        "file": model.path,
        "download": f"summarize models pull {model.name}" if not model.path else "",
        "source": model.source,
        "problem": model.error,
        "size": _format_bytes(model.size),
        "memory": f"{_format_bytes(model.memory)} needed{fit}" if model.memory else "",
        "parameters": _format_parameters(model.parameters),
        "weights": model.weights,
        "runs as": model.runs_as,
        "context": f"{model.context} tokens" if model.context else "",
        "kind": model.kind,
        "licence": model.licence,
        "languages": "; ".join(filter(None, (", ".join(model.languages), model.spoken))),
        "speed": speed if model.reading else "",
        "why": model.why,
    }
    for subject, text in facts.items():
        if text:
            print_fact(subject, text)


def _format_cells(model: ModelRow) -> tuple[str, ...]:
    """Return the cells of a row of the table, in the order of `_HEADER`."""
    return (
        _format_name(model),
        _format_bytes(model.size),
        _format_parameters(model.parameters),
        model.weights,
        model.runs_as,
        str(model.context or "?"),
        _format_bytes(model.memory),
        "no" if model.error else {True: "yes", False: "no", None: "?"}[model.fits],
        model.origin,
        f"unusable: {model.error}" if model.error else model.kind,
        model.licence.partition(" (")[0] or "?",
        _count_languages(model) or "?",
        f"{model.reading:.0f}/{model.writing:.0f}" if model.reading else "",
        model.path,
    )


def _format_name(model: ModelRow) -> str:
    return f"{model.name} (default)" if model.is_default else model.name


def _format_bytes(size: int) -> str:
    if not size:
        return "?"
    return f"{size / 1e9:.1f} GB" if size >= 1e9 else f"{size / 1e6:.0f} MB"


def _format_parameters(parameters: int) -> str:
    if not parameters:
        return "?"
    return f"{parameters / 1e9:.1f} B" if parameters >= 1e9 else f"{parameters / 1e6:,.0f} M"


def _count_languages(model: ModelRow) -> str:
    """Return a few languages by their codes, more by their number: `"en de"`, `"over 140"`."""
    languages = model.languages
    if languages and len(languages) <= _MAX_LANGUAGES:
        return " ".join(languages)
    return model.spoken.partition(",")[0] or (str(len(languages)) if languages else "")


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
    """Return the strongest writer that fits memory, cores and disk, and the reasons in one line.

    `catalogue` is ordered from weak to strong. None if even the smallest does not fit.
    """
    assumed = _ASSUMED_MEMORY if machine.memory is None else machine.memory
    choices = [
        entry
        for entry in catalogue or read_catalogue()
        if not entry.is_judge
        and estimate_memory_bytes(None, entry.size) <= assumed * _SHARE_OF_MEMORY
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
