"""`summarize models list` and `info`: a model as a row of the table, as facts, and as JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from rich.text import Text

from summarize.render.console import open_output_console
from summarize.render.report_tables import print_columns, print_fact
from summarize.render.sanitize import sanitize_line

_HEADER = (
    *("name", "size", "parameters", "weights", "runs as", "context", "memory", "fits"),
    *("from", "kind", "licence", "languages", "tokens/s", "file"),
)
# First what the user needs most who has to choose one.
_IMPORTANCE = [_HEADER.index(name) for name in (
    *("name", "memory", "fits", "from", "size", "parameters", "weights", "context", "kind"),
    *("licence", "tokens/s", "runs as", "languages", "file"),
)]  # fmt: skip
_FITS = {True: "yes", False: "no", None: "?"}
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


def format_models_json(models: Sequence[ModelRow]) -> str:
    """Return the models as JSON, with the version of its schema."""
    data = {"schema": 1, "models": [asdict(model) for model in models]}
    return json.dumps(data, indent=1, ensure_ascii=False)


def print_models(models: Sequence[ModelRow]) -> None:
    """Print the table of models; on a terminal, below it what is wrong with a file."""
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
        "no" if model.error else _FITS[model.fits],
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
