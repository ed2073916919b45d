"""Catalogue of models that `models pull` knows by name."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from importlib.resources import files

_MUCH_INVENTION = 0.15  # of summaries; those of most models are between 0.04 and 0.12


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueEntry:
    """A model that can be downloaded.

    `size` is in bytes, 0 if it is not known; `sha256` is that of the file in the `revision` of
    the `repository`. `languages` are codes of two letters, and `language_note` says how many
    there are where the model's card does not list them. `parameters` are rounded, `context` is
    in tokens. `why` says in a line what its strength is. `role` is "writer", or "judge" for a
    model that can say whether a statement is supported, and nothing else. `invention` is the
    published share of its summaries that say something that the text does not, 0 to 1, and
    `invention_source` by whom and when; None and "" if nobody measured this version.
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
    invention: float | None = None
    invention_source: str = ""

    @property
    def is_judge(self) -> bool:
        """Whether it judges statements and writes nothing."""
        return self.role == "judge"

    @property
    def invents_much(self) -> bool:
        """Whether it is known to put into many summaries what the text does not say."""
        return self.invention is not None and self.invention > _MUCH_INVENTION

    @property
    def source(self) -> str:
        """The argument of `models pull`: `"org/repo:file.gguf"`."""
        return f"{self.repository}:{self.file}"


@functools.cache
def read_catalogue() -> tuple[CatalogueEntry, ...]:
    """Return all entries of `catalogue.toml`: writers from the weakest on, then judges."""
    import tomllib

    text = (files("summarize.models") / "catalogue.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    entries = []
    for raw in data["model"]:
        raw.pop("seen")  # by whom it was confirmed
        if "invention" in raw:
            raw["invention_source"] = data["invention_source"]
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
