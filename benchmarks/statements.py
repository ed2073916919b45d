"""The statements that people have labelled, with the text that each is about."""

from __future__ import annotations

import functools
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from summarize.nlp.annotated_document import AnnotatedDocument
from summarize.sources import read
from summarize.verification.checker import Checker


@dataclass(frozen=True)
class Statement:
    """A labelled statement. `core` are those with the clearest labels."""

    source: str
    claim: str
    supported: bool
    subset: str
    core: bool

    @property
    def family(self) -> str:
        """The collection that the subset belongs to: `"qags-xsum" -> "qags"`."""
        return self.subset.partition("-")[0]


@functools.lru_cache(maxsize=64)
def checker_of(source: str) -> Checker:
    return Checker(AnnotatedDocument(read(text=source, language="en")))


def statements(folder: Path) -> Iterator[Statement]:
    """Those labelled supported or unsupported, the core first; none twice.

    Of a file instead of a folder: its lines, with `source`, `claim` and `label`.
    """
    if folder.is_file():
        for row in read_lines(folder):
            yield Statement(row["source"], row["claim"], row["label"] == "supported", "own", False)
        return
    core = list(read_lines(folder / "factuality_core.jsonl"))
    known = {row["claim"] for row in core}
    sources = {
        row["source_id"]: row["text"] for row in read_lines(folder / "factuality_sources.jsonl")
    }
    rest = [
        row | {"source": sources[row["source_id"]]}
        for row in read_lines(folder / "factuality.jsonl")
        if row["claim"] not in known
    ]
    for row in (*core, *rest):
        if row["label"] in {"supported", "unsupported"}:
            supported = row["label"] == "supported"
            is_core = row["claim"] in known
            yield Statement(row["source"], row["claim"], supported, row["subset"], is_core)


def read_lines(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)
