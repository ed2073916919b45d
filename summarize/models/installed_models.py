"""The models that are on this machine, each with its header or why it can't be used."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from summarize.errors import ModelError
from summarize.models.gguf import Header
from summarize.models.registry import Known, Origin, find, header_of, known, locate
from summarize.settings import DEFAULT_MODEL


@dataclass(frozen=True, slots=True)
class InstalledModel:
    """A model that can be asked for by `name`.

    Exactly one of `header` and `error` (why the file can't be used) is set.
    """

    name: str
    path: Path
    header: Header | None
    error: str | None
    is_default: bool
    origin: Origin = Origin.FOLDER
    aliases: tuple[str, ...] = ()
    is_named: bool = True


def installed(default: str = DEFAULT_MODEL) -> tuple[InstalledModel, ...]:
    """All models that are here: the packaged ones, then added ones, the folder's, the stores'.

    `default` is the model that the settings name. Reads the header of each; a broken file is
    listed with its error. Nothing is put together for that: the path of a model in parts is where
    its file will lie.
    """
    chosen = find(default)
    name = chosen.name if chosen else ""
    return tuple(inspect(model, model.name == name) for model in known())


def unnamed(name: str) -> Known:
    """A file that has no name here, given by its path."""
    path = locate(name)
    return Known(path.stem, path, Origin.FOLDER)


def inspect(model: Known, is_default: bool) -> InstalledModel:
    """Read the model's header; a file that can't be used keeps the reason in `error`."""
    header, error = None, None
    try:
        header = header_of(model.path)
    except ModelError as refusal:
        error = refusal.message
    return InstalledModel(
        model.name, model.path, header, error, is_default, model.origin, model.aliases
    )
