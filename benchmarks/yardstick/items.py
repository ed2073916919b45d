"""The texts to summarise, with what people wrote about them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

_NO_WORD = re.compile(r"[\W_]+")
_SHORTEST_LENGTH = 25  # words: below, no summary of whole sentences keeps to its length
_CLAIMS = "claims.jsonl"


@dataclass(frozen=True)
class Item:
    """A text of one set (`group`), of a `kind` if the set has several, else "".

    `claims` are what people took one of the references apart into; () if nobody did.
    """

    id: str
    group: str
    kind: str
    text: str
    references: tuple[str, ...]
    claims: tuple[str, ...] = ()

    @property
    def reference_words(self) -> int:
        """Words of its references on average, at least 25."""
        words = [len(reference.split()) for reference in self.references]
        return max(_SHORTEST_LENGTH, round(sum(words) / len(words)))


@dataclass(frozen=True)
class Choice:
    """Which items of each set: those of so many words, without the first `skip`."""

    items: int = 10**9
    skip: int = 0
    least: int = 0
    most: int = 10**9


def load(path: Path, choice: Choice) -> list[Item]:
    """The items of one set; claims come from `claims.jsonl` in the same folder, if it is there."""
    told = claims_by_text(path.with_name(_CLAIMS))
    fitting = (
        row for row in lines(path) if choice.least <= len(row["text"].split()) <= choice.most
    )
    chosen = list(fitting)[choice.skip : choice.skip + choice.items]
    return [_item(path.stem, row, told) for row in chosen]


def _item(group: str, row: dict, told: dict[str, tuple[str, ...]]) -> Item:
    references = tuple(row["references"])
    claims = next((told[key] for key in map(normalized, references) if key in told), ())
    return Item(row["id"], group, row.get("doc_type", ""), row["text"], references, claims)


def claims_by_text(path: Path) -> dict[str, tuple[str, ...]]:
    """What people took texts apart into, by the normalised text; claims by models left out."""
    rows: Sequence[dict] = list(lines(path)) if path.exists() else []
    return {
        normalized(row["text"]): tuple(row["claims"])
        for row in rows
        if row.get("claims_by", "human") == "human"
    }


def normalized(text: str) -> str:
    """Letters and digits alone: `"He said: “No.”" -> "he said no"`."""
    return _NO_WORD.sub(" ", text).casefold().strip()


def lines(path: Path) -> Iterator[dict]:
    with path.open(encoding="utf-8") as file:
        yield from map(json.loads, file)
