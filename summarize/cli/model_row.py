"""A model as `models list` and `models info` tell of it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ModelRow:
    """A model in the list; 0, "" or None is unknown. The fields are those of the JSON.

    `is_named` is whether `--model NAME` finds it; a file given by its path has no name.
    `origin` is "packaged", "added", "copied", "pulled", "models folder", "Hub cache", "Ollama",
    "LM Studio" or "catalogue"; `path` is "" for one that is not installed, and `source` is what
    `models pull` takes for it. `size` and `memory` (what it needs to run) are in bytes, `context`
    is in tokens, `reading` and `writing` are tokens a second that `bench` measured. `error` says
    why a file can't be used. `spoken` says how many languages there are where they aren't listed.
    `invention` is the published share of summaries with something invented in them (see
    `CatalogueEntry`), `exam_area` and `exam_passed` what the model made of the exam of judges, if
    it has taken it on this computer.
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
    invention: float | None = None
    invention_source: str = ""
    exam_area: float | None = None
    exam_passed: bool | None = None
