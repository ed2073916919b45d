"""Catalogue of models that `models pull` knows by name."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from importlib.resources import files


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueEntry:
    """A model that can be downloaded.

    `size` is in bytes, 0 if it is not known; `sha256` is that of the file in the `revision` of
    the `repository`. `languages` are codes of two letters, and `language_note` says how many
    there are where the model's card does not list them. `parameters` are rounded, `context` is
    in tokens. `why` says in a line what its strength is. `role` is "writer", or "judge" for a
    model that can say whether a statement is supported, and nothing else.
    """

    name: str
    repository: str
    revision: str = "main"
    file: str
    size: int = 0
    sha256: str = ""
    licence: str
    languages: tuple[str, ...]
    language_note: str = ""
    parameters: int
    quantization: str
    context: int
    why: str
    role: str = "writer"

    @property
    def is_judge(self) -> bool:
        """Whether it judges statements and writes nothing."""
        return self.role == "judge"

    @property
    def source(self) -> str:
        """The argument of `models pull`: `"org/repo:file.gguf"`."""
        return f"{self.repository}:{self.file}"


@functools.cache
def read_catalogue() -> tuple[CatalogueEntry, ...]:
    """Return all entries of `catalogue.toml`: writers from the weakest on, then judges."""
    import tomllib

    text = (files("summarize.models") / "catalogue.toml").read_text(encoding="utf-8")
    entries = []
    for raw in tomllib.loads(text)["model"]:
        raw.pop("seen")  # by whom it was confirmed
        entries.append(CatalogueEntry(**raw | {"languages": tuple(raw["languages"])}))
    return tuple(entries)


def find_entry(name: str) -> CatalogueEntry | None:
    """Return the entry of that name, whatever the case; None if there is none."""
    return next((entry for entry in read_catalogue() if entry.name == name.lower()), None)


def find_entry_of_file(repository: str, file: str) -> CatalogueEntry | None:
    """Return the entry of this file of this repository; None if there is none."""
    wanted = (repository.lower(), file)
    same = (one for one in read_catalogue() if (one.repository.lower(), one.file) == wanted)
    return next(same, None)
