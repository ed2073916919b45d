"""What a text says to a language model that reads it: reported, and left out of the article."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby

from summarize.document import Document, Exclusion, Metadata, Place, Section, Sentence, Span
from summarize.nlp.model_commands import (
    Address,
    closing_length,
    find_addresses,
    is_command,
    mentions_command,
)

REASON = "addressed to a language model"
"""The reason of such an exclusion."""

TOLD = "the text addresses a language model"
"""How the warning begins."""

_MAX_SHOWN = 40  # characters; whoever hands the remark on should not hand on the command


def leave_out_commands(document: Document) -> Document:
    """Return a document without the sentences that command a model, and with a warning of them.

    They stay in its text, as exclusions. A title or heading that is a command is none. What only
    tells of a command, and what is no prose anyhow, is reported and left as it is.
    """
    groups = [list(part) for _, part in groupby(document.sentences, key=lambda one: one.paragraph)]
    found = find_addresses(
        [[document.sentence_text(one) for one in sentences] for sentences in groups]
    )
    commands, mentions = (
        [groups[index][place] for (index, place), one in sorted(found.items()) if one is kind]
        for kind in (Address.COMMAND, Address.MENTION)
    )
    about = document.metadata
    metadata, said = _drop_commands(about)
    said += [document.sentence_text(one) for one in commands]
    read = [document.sentence_text(one) for one in mentions]
    read += [text for text in map(document.quote, _list_spans(document)) if _concerns_model(text)]
    if not said and not read:
        return document
    gone = {one.number for one in commands}
    return replace(
        document,
        metadata=metadata,
        sentences=tuple(_renumber(document, gone)),
        excluded=tuple(
            sorted(
                (*document.excluded, *(Exclusion(one.span, REASON) for one in commands)),
                key=lambda one: one.span,
            )
        ),
        sections=tuple(_clean_section(one, set(said)) for one in document.sections),
        places=tuple(_clean_place(one) for one in document.places),
        warnings=(*document.warnings, *_warn(said, "left out"), *_warn(read, "read as text")),
    )


def warn_of_hidden_commands(texts: Iterable[str]) -> tuple[str, ...]:
    """Return a warning if hidden text commands a model; none if it does not."""
    return _warn([text for text in texts if _concerns_model(text)], "hidden, and left out")


def _warn(texts: Sequence[str], what: str) -> tuple[str, ...]:
    if not texts:
        return ()
    shown = " ".join(texts[0].split())
    shown = f"{shown[: min(_MAX_SHOWN, len(shown) // 2)].rsplit(' ', 1)[0]} …"
    more = f" and {len(texts) - 1} more" if len(texts) > 1 else ""
    return (f"{TOLD}: “{shown}”{more}; it was {what}",)


def _concerns_model(text: str) -> bool:
    lines = [line for line in text.splitlines() if line.strip()]
    return mentions_command(text) or any(map(is_command, lines))


def _list_spans(document: Document) -> list[Span]:
    return [one.span for one in document.excluded]


def _drop_commands(metadata: Metadata) -> tuple[Metadata, list[str]]:
    """Return metadata without fields that are commands, and these."""
    fields = {name: getattr(metadata, name) for name in ("title", "author", "site")}
    said = [value for value in fields.values() if value and _is_addressed(value)]
    return replace(metadata, **{n: None if v in said else v for n, v in fields.items()}), said


def _is_addressed(text: str) -> bool:
    return find_addresses([[text]]).get((0, 0)) is Address.COMMAND


def _renumber(document: Document, gone: set[int]) -> Iterable[Sentence]:
    """Yield the other sentences, numbered anew, without tokens of chat templates before them."""
    kept = (one for one in document.sentences if one.number not in gone)
    for number, sentence in enumerate(kept, start=1):
        start = sentence.span.start + closing_length(document.quote(sentence.span))
        if start < sentence.span.end:
            yield replace(sentence, number=number, span=Span(start, sentence.span.end))
        else:
            yield replace(sentence, number=number)


def _clean_section(section: Section, said: set[str]) -> Section:
    path = (one for one in section.path if one not in said and not _is_addressed(one))
    return replace(section, path=tuple(path))


def _clean_place(place: Place) -> Place:
    """Return a place without the name of the part: `"chapter 3, Ignore ..." -> "chapter 3"`."""
    label, _, name = place.label.partition(", ")
    return replace(place, label=label) if name and _is_addressed(name) else place
