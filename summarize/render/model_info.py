"""What `summarize models` prints. Takes plain values, so that it knows nothing of models."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from rich.text import Text

from summarize.render.console import output_console
from summarize.render.report_tables import print_columns, print_fact
from summarize.render.sanitize import sanitize_line

_HEADER = (
    *("name", "size", "parameters", "weights", "runs as", "context", "memory", "fits"),
    *("from", "kind", "licence", "languages", "tokens/s", "file"),
)
# What a reader wants first who has to choose one.
_IMPORTANCE = [_HEADER.index(name) for name in (
    *("name", "memory", "fits", "from", "size", "parameters", "weights", "context", "kind"),
    *("licence", "tokens/s", "runs as", "languages", "file"),
)]  # fmt: skip
_FITS = {True: "yes", False: "no", None: "?"}
_MANY = 4  # languages; more are counted

_Model = Mapping[str, Any]


def format_models_json(models: Sequence[_Model]) -> str:
    """The models as JSON, versioned."""
    return json.dumps({"schema": 1, "models": list(models)}, indent=1, ensure_ascii=False)


def print_models(models: Sequence[_Model]) -> None:
    """The table of `models list`; on a terminal, what is wrong with a file stands below it."""
    left_out = print_columns(_HEADER, [_row(model) for model in models], _IMPORTANCE)
    console = output_console()
    if not console.is_terminal:
        return
    for model in models:
        if model["error"]:
            text = sanitize_line(f"{model['name']} can't be used: {model['error']}")
            console.print(Text(text, style="yellow"), soft_wrap=True)
    if left_out:
        text = "'summarize models info NAME' tells the rest, 'models pull NAME' downloads one."
        console.print(Text(text, style="dim"), soft_wrap=True)


def print_model(model: _Model) -> None:
    """All that is known of one model, a line each."""
    for subject, text in _facts(model):
        if text:
            print_fact(subject, text)


def _row(model: _Model) -> tuple[str, ...]:
    if model["error"]:
        kind, fits = f"unusable: {model['error']}", "no"
    else:
        kind, fits = model["kind"], _FITS[model["fits"]]
    return (
        _name(model), _bytes(model["size"]), _count(model["parameters"]), model["weights"],
        model["runs_as"], str(model["context"] or "?"), _bytes(model["memory"]), fits,
        model["origin"], kind, model["licence"].partition(" (")[0] or "?",
        _spoken(model) or "?", _speed(model), model["path"],
    )  # fmt: skip


def _facts(model: _Model) -> list[tuple[str, str]]:
    return [
        ("name", _name(model)),
        ("from", model["origin"]),
        ("file", model["path"]),
        ("download", f"summarize models pull {model['name']}" if not model["path"] else ""),
        ("source", model["source"]),
        ("problem", model["error"]),
        ("size", _bytes(model["size"])),
        ("memory", f"{_bytes(model['memory'])} needed{_room(model)}" if model["memory"] else ""),
        ("parameters", _count(model["parameters"])),
        ("weights", model["weights"]),
        ("runs as", model["runs_as"]),
        ("context", f"{model['context']} tokens" if model["context"] else ""),
        ("kind", model["kind"]),
        ("licence", model["licence"]),
        ("languages", _languages(model)),
        ("speed", _speeds(model)),
        ("why", model["why"]),
    ]


def _name(model: _Model) -> str:
    return f"{model['name']} (default)" if model["is_default"] else str(model["name"])


def _room(model: _Model) -> str:
    return {True: ", it fits", False: ", more than is free", None: ""}[model["fits"]]


def _bytes(size: int) -> str:
    if not size:
        return "?"
    return f"{size / 1e9:.1f} GB" if size >= 1e9 else f"{size / 1e6:.0f} MB"


def _count(parameters: int) -> str:
    if not parameters:
        return "?"
    return f"{parameters / 1e9:.1f} B" if parameters >= 1e9 else f"{parameters / 1e6:,.0f} M"


def _spoken(model: _Model) -> str:
    languages = model["languages"]
    if languages and len(languages) <= _MANY:
        return " ".join(languages)
    return str(model["spoken"].partition(",")[0]) or (str(len(languages)) if languages else "")


def _languages(model: _Model) -> str:
    listed = ", ".join(model["languages"])
    return "; ".join(filter(None, (listed, model["spoken"])))


def _speed(model: _Model) -> str:
    return f"{model['reading']:.0f}/{model['writing']:.0f}" if model["reading"] else ""


def _speeds(model: _Model) -> str:
    if not model["reading"]:
        return ""
    reads, writes = f"{model['reading']:.0f}", f"{model['writing']:.0f}"
    return f"reads {reads} and writes {writes} tokens a second, as 'summarize bench' measured"
