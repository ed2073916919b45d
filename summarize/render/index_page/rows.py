"""What the index and the report tell of one document."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from summarize.render import phrases
from summarize.render.sanitize import sanitize_line
from summarize.results import Summary

_MOST_CHARACTERS = 300


class RowState(StrEnum):
    """What became of a document."""

    DONE = "done"
    GAPS = "gaps"  # done, but not all of it could be read
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """One document in the index: what it is called, what it says, where its results are.

    `name` is its path below the folder, `files` are its results, relative to the index. `words`
    are those of the document, `sentence` is the first of its summary. `gaps` tell what is missing,
    `reason` why a document is refused.
    """

    name: str
    state: RowState
    title: str = ""
    words: int = 0
    summary_words: int = 0
    claims: int = 0
    sentence: str = ""
    gaps: tuple[str, ...] = ()
    reason: str = ""
    files: tuple[str, ...] = ()


def build_row(
    name: str, summary: Summary, gaps: tuple[str, ...], files: tuple[str, ...]
) -> DocumentRow:
    """Return the row of a document that is summarised."""
    document, sentences = summary.document, summary.all_sentences
    first = sanitize_line(sentences[0].text) if sentences else ""
    return DocumentRow(
        name,
        RowState.GAPS if gaps else RowState.DONE,
        title=phrases.format_title(document),
        words=document.words,
        summary_words=summary.words,
        claims=len(summary.claims),
        sentence=_shorten(first),
        gaps=gaps,
        files=files,
    )


def build_refused_row(name: str, message: str) -> DocumentRow:
    """Return the row of a document that is not: `"a.txt is empty" -> "is empty"`."""
    shown = sanitize_line(message).removeprefix(sanitize_line(name)).strip(": ")
    return DocumentRow(name, RowState.REFUSED, reason=shown)


def _shorten(text: str) -> str:
    """Cut a long sentence at a space."""
    if len(text) <= _MOST_CHARACTERS:
        return text
    start = text[: _MOST_CHARACTERS - 1]
    return f"{start.rpartition(' ')[0] or start}…"
