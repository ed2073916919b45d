"""`models list` and `models info`: rows, table, JSON."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import asdict, replace

from summarize.cli.exam_lookup import find_exam_result
from summarize.cli.model_cells import (
    describe_exam,
    describe_invention,
    format_bytes,
    format_cells,
    format_name,
    format_parameters,
)
from summarize.cli.model_row import ModelRow
from summarize.inference.llama_cpp import requantized
from summarize.inference.llama_cpp.preflight import estimate_memory_bytes
from summarize.models import speeds
from summarize.models.catalogue import CatalogueEntry, find_entry, read_catalogue
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
from summarize.render.json_format import dump_json
from summarize.render.sanitize import sanitize_line
from summarize.settings import DEFAULT_MODEL

_HEADER = (
    *("name", "size", "parameters", "weights", "runs as", "context", "memory", "fits"),
    *("invents", "exam", "from", "kind", "licence", "languages", "tokens/s", "file"),
)
# First what the user needs most who has to choose one.
_IMPORTANCE = [_HEADER.index(name) for name in (
    *("name", "memory", "fits", "from", "size", "invents", "parameters", "weights", "exam"),
    *("context", "kind", "licence", "tokens/s", "runs as", "languages", "file"),
)]  # fmt: skip


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
            invention=entry.invention,
            invention_source=entry.invention_source,
        )
    if result := find_exam_result(model.path):
        row = replace(row, exam_area=result.area, exam_passed=result.passed)
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
        invention=entry.invention,
        invention_source=entry.invention_source,
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

    left_out = print_columns(_HEADER, [format_cells(model) for model in models], _IMPORTANCE)
    console = open_output_console()
    if not console.is_terminal:
        return
    for model in models:
        if model.error:
            text = sanitize_line(f"{model.name} can't be used: {model.error}")
            console.print(Text(text, style="yellow"), soft_wrap=True)
    sources = {model.invention_source for model in models} - {""}
    if sources and "invents" not in left_out:
        text = f"invents: the share of summaries that say what the text does not ({sources.pop()})"
        console.print(Text(text, style="dim"), soft_wrap=True)
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
        "name": format_name(model),
        "from": model.origin,
        "file": model.path,
        "download": f"summarize models pull {model.name}" if not model.path else "",
        "source": model.source,
        "problem": model.error,
        "size": format_bytes(model.size),
        "memory": f"{format_bytes(model.memory)} needed{fit}" if model.memory else "",
        "parameters": format_parameters(model.parameters),
        "weights": model.weights,
        "runs as": model.runs_as,
        "context": f"{model.context} tokens" if model.context else "",
        "kind": model.kind,
        "licence": model.licence,
        "languages": "; ".join(filter(None, (", ".join(model.languages), model.spoken))),
        "invents": describe_invention(model),
        "exam": describe_exam(model),
        "speed": speed if model.reading else "",
        "why": model.why,
    }
    for subject, text in facts.items():
        if text:
            print_fact(subject, text)
