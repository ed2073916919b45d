"""Sets of short documents about one or several subjects, with planted differences and copies.

All places, people and events are invented. The first line of a file is its title, the second its
date, which may be empty.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from summarize.document import Document
from summarize.sources import read

FOLDER = Path(__file__).parents[1] / "document_sets"


@dataclass(frozen=True)
class DocumentSet:
    """A folder of documents; the words in which they differ; those that repeat another one.

    `differences` are pairs of words, one of each side; `copies` the numbers of near-duplicates, of
    which one is set aside for each.
    """

    name: str
    differences: tuple[tuple[str, str], ...] = ()
    copies: int = 0

    @property
    def paths(self) -> list[Path]:
        """The files in the order of their numbers."""
        return sorted((FOLDER / self.name).glob("*.txt"), key=lambda path: int(path.stem))

    def read(self) -> list[Document]:
        """Read the documents with their dates."""
        return [read_dated(path.read_text(encoding="utf-8"), path.name) for path in self.paths]


def read_dated(text: str, name: str) -> Document:
    """Read a document whose second line is its date, or empty."""
    title, date, body = text.split("\n", 2)
    document = read(text=f"{title}\n\n{body}")
    metadata = replace(document.metadata, title=title, date=date or None)
    return replace(document, origin=name, metadata=metadata)


ALL = (
    DocumentSet("ferry", (("12", "Fourteen"), ("repaired", "not")), copies=1),
    DocumentSet("bridge", (("£4.2 million", "£4.8 million"), ("May", "June"))),
    DocumentSet("quake", (("Thirty-two", "45"),)),
    DocumentSet("cup", (("8,200", "9,400"), ("leave", "not"))),
    DocumentSet("unlike"),
    DocumentSet("budgets"),
    DocumentSet("trial", (("3,100", "2,900"), ("wants", "not")), copies=1),
    DocumentSet("strike"),
    DocumentSet("fires", (("11 million", "15 million"),)),
    DocumentSet("storm", (("54", "45"), ("46,000", "60,000"), ("Thursday", "Tuesday"))),
    DocumentSet("merger", (("2.1 billion", "2.3 billion"), ("closed", "No"))),
    DocumentSet("museum", (("1911", "1908"),)),
    DocumentSet(
        "plane",
        (("Two", "Three"), ("three hours", "an hour and a half"), ("March", "February")),
    ),
    DocumentSet("poll", (("58", "56"), ("1 January", "1 July"), ("accepted", "did not accept"))),
    DocumentSet("dam", (("safe", "not safe"), ("88", "92"), ("Ivo Tarn", "Petra Voss"))),
)
