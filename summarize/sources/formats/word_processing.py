"""What DOCX, ODT and RTF share: headings made by hand, bylines, metadata filled in by programs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from summarize.document import Metadata, count_words, length_factor
from summarize.errors import SourceError
from summarize.nlp.english.gazetteer import NAME_PARTICLES
from summarize.nlp.patterns import end_pattern
from summarize.sources.blocks import Block, BlockKind, Extract
from summarize.sources.formats.block_writer import BlockWriter
from summarize.sources.references import mark_references

_CLAUSE_END = end_pattern(":;,：；")
_PLACEHOLDER_TITLE = re.compile(
    r"(?:untitled|no ?title|document\s?\d*|dokument\s?\d*|title|titel|template|"
    r"microsoft (?:office )?word\b.*|.*\.(?:docx?|odt|rtf|dotx?|txt|pdf)|powerpoint.*|slide \d+)",
    re.IGNORECASE,
)
_PLACEHOLDER_AUTHOR = re.compile(
    r"(?:.*\b(?:user|admin|administrator|owner|office|microsoft|windows|python-docx|pandoc|"
    r"libreoffice|openoffice|google docs|author|unknown|anonymous|root|guest|pc|hp|dell|lenovo)\b.*"
    r"|\W*|.)",
    re.IGNORECASE,
)
_NAME = re.compile(r"[^\W\d_][\w.’'-]*(?:\s+[^\W\d_][\w.’'-]*){1,3}")
_PARTICLES = NAME_PARTICLES | {"della", "dos", "du", "zu", "y", "e"}
_BETWEEN_NAMES = re.compile(r"\s*,\s*(?:and\s+|&\s*)?|\s+(?:and|und|et|y|&)\s+|\s*;\s*")
_BY = re.compile(r"(?:by|von|par|por)\s+", re.IGNORECASE)
_MAX_HEADING_WORDS = 12
_CAPITALIZED_SHARE = 0.7


@dataclass
class StyledWriter(BlockWriter):
    """A BlockWriter that finds the title, and headings that have no style but are all bold."""

    title: str | None = None
    level: int = 0
    """Of the last heading by style or outline."""

    cut_off: bool = False
    """Whether the file ends in the middle."""

    def end_styled(
        self,
        kind: BlockKind,
        level: int = 0,
        *,
        is_title: bool = False,
        in_outline: bool = True,
        is_bold: bool = False,
    ) -> bool:
        """End a paragraph that is a `kind` by its style; whether there was one.

        `in_outline`: headings made by hand are below this heading.
        """
        text = self.text
        is_short = is_bold and 0 < count_words(text) <= _MAX_HEADING_WORDS * length_factor(text)
        if is_title:
            self.title = self.title or text or None
        if kind is BlockKind.HEADING and text and in_outline:
            self.level = level
        elif kind is BlockKind.PROSE and is_short and not _CLAUSE_END.search(text):
            kind, level = BlockKind.HEADING, min(self.level + 1, 6)
        return self.end_paragraph(kind, level)

    def build_extract(
        self,
        name: str,
        title: str | None = None,
        author: str | None = None,
        language: str | None = None,
        notes: Iterable[str] = (),
    ) -> Extract:
        """Return the document; `title` and `author` are what the file called `name` says of itself.

        Templates and accounts fill in properties: a title like a file's name, and an
        author like "Microsoft Office User", are none. There is no date, as files know
        when they were made, not when their text was published.

        Raises SourceError if there is no text.
        """
        blocks = mark_references(self.finish())
        if not blocks:
            raise SourceError(f"{name} holds no text", "pictures of text can't be read")
        blocks, names = _mark_byline(blocks, self.title)
        title = self.title or _discard_placeholder(title, _PLACEHOLDER_TITLE)
        if title and title.casefold() == PurePath(name).stem.casefold():
            title = self.title
        author = names or _discard_placeholder(author, _PLACEHOLDER_AUTHOR)
        all_notes = (*dict.fromkeys(notes), *self.left_out.notes)
        metadata, hidden = Metadata(title, author), self.left_out.warnings
        return Extract(tuple(blocks), metadata, language, all_notes, hidden, self.cut_off)


def _discard_placeholder(fact: str | None, empty: re.Pattern[str]) -> str | None:
    fact = " ".join((fact or "").split())
    return None if not fact or empty.fullmatch(fact) else fact


def _mark_byline(blocks: Sequence[Block], title: str | None) -> tuple[list[Block], str | None]:
    """Mark short lines between the title and the first sentence as bylines; return the names."""
    found, names = list(blocks), None
    if title is None:
        return found, names
    place = next((i + 1 for i, one in enumerate(found[:5]) if one.text == title), len(found))
    while place < len(found) and found[place].kind in (BlockKind.PROSE, BlockKind.METADATA):
        text = found[place].text
        if _CLAUSE_END.search(text) or not _is_capitalized(text):
            break
        names = names or _parse_names(text)
        found[place] = replace(found[place], kind=BlockKind.METADATA)
        place += 1
    return found, names


def _is_capitalized(text: str) -> bool:
    """Whether most words begin with a capital or are numbers, as in names, places and dates."""
    words = [word for word in text.split() if word[0].isalnum()]
    small = sum(word[0].islower() for word in words if word not in _PARTICLES)
    cased = any(char.isupper() for char in text)
    return cased and small <= (1 - _CAPITALIZED_SHARE) * len(words) and len(words) <= 100


def _parse_names(text: str) -> str | None:
    """Return the names in a byline: `"By Ann Lee , Bo Dyk and Cy" -> "Ann Lee, Bo Dyk, Cy"`."""
    parts = [part.strip(" *†‡0123456789") for part in _BETWEEN_NAMES.split(_BY.sub("", text, 1))]
    names = [part for part in parts if part]
    if not names or not all(_NAME.fullmatch(name) for name in names):
        return None
    # A place or a house has two words as well: one name alone must say that it wrote.
    return ", ".join(names) if len(names) > 1 or _BY.match(text) else None
