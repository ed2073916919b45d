"""A document: its text, sentences and metadata, and the chunks for the model. Immutable.

All positions are half-open character offsets into `Document.text`, which for a text file is the
file as decoded.
"""

from __future__ import annotations

import bisect
import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from summarize.characters import (
    BURMESE,
    HAN,
    KANA,
    KHMER,
    LAO,
    THAI,
    TIBETAN,
    UNSPACED,
    collapse_spaces,
)
from summarize.errors import SourceError

# People who write Chinese count its characters. So long as 2,548 of them, the Universal Declaration
# of Human Rights in Chinese, is the one in Japanese if two Kana count as one character. In English
# it has 1,681 words; in the other scripts so many letters and vowel signs, by its length, are one.
_CHARACTERS_PER_WORD = {
    re.compile(f"[{characters}]+"): size
    for characters, size in (
        (HAN, 1), (KANA, 2), (THAI, 5), (TIBETAN, 5), (LAO, 6), (KHMER, 6), (BURMESE, 8),
    )
}  # fmt: skip
_WORD = re.compile(r"[^\W_]\S*")
_UNSPACED = re.compile(f"[{UNSPACED}]+")
_GLUED = re.compile(f"[{HAN}{KANA}]")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters `start` up to but not including `end`: `Span(0, 5)` of "Hello!" is "Hello"."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}..{self.end}")

    def __len__(self) -> int:
        return self.end - self.start


class Role(StrEnum):
    """The role of a sentence. Only prose is summarised; headings are context."""

    PROSE = "prose"
    HEADING = "heading"


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a document.

    `number` counts from 1 over the whole document, `paragraph` from 0. The span has no white
    space at its ends.
    """

    number: int
    span: Span
    paragraph: int
    role: Role = Role.PROSE


@dataclass(frozen=True, slots=True)
class Exclusion:
    """A part of the text that is not the article, and the `reason` ("furniture", ...)."""

    span: Span
    reason: str


@dataclass(frozen=True, slots=True)
class Metadata:
    """A source's own metadata; None for what it lacks.

    `date` is the day of publication in ISO 8601, as far as it is known ("2026-03-01", "2026");
    `site` the publication or web site; `author` one line, several names separated by commas.
    """

    title: str | None = None
    author: str | None = None
    date: str | None = None
    site: str | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """The offset at which a section starts, and its headings, outermost first."""

    start: int
    path: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """The offset at which a part of the text starts, and where a person finds it in the original.

    `label` is in words: `"00:02:10"`, `"chapter 3, The ferry"`, `"paragraph 14"`.
    """

    start: int
    label: str


@dataclass(frozen=True)
class Document:
    """A source as it was read.

    `text` is complete: parts that are not the article are listed in `excluded`, never removed, so
    that all offsets are those of the original. If the original is no text file (a PDF, a web
    page), `extracted` is true and `text` is the text extracted from it. `origin` is the user's
    name for it (a path, a URL, "-"). `language` is an ISO 639-1 code, or None if there is too
    little text to detect it. `sha256` is the hash of the source's bytes. `notes` say how it was
    read (encoding assumed, ...), for `-v`; `warnings` what everybody should know of it (hidden
    text left out, ...). `cut_off` is whether its end is missing. `sections` are in order; `pages`
    are the offsets at which pages 1, 2, ... start, empty if the format has none; `places`, in
    order, tell where parts are in an original that has neither lines nor pages. `ignored_spans`
    are parts inside sentences that are no words of them, in order: the `>` of a quoted line, the
    hyphen and line end inside a hyphenated word. `speakers` are the names behind which the
    paragraphs of a chat or transcript stand ("Ana: Hi all"); empty for other documents.
    `substitutes` are the starts of those ignored spans that are written by a name, and what is
    read in their place: the "&" of "&amp;".
    """

    text: str
    origin: str
    sentences: tuple[Sentence, ...]
    excluded: tuple[Exclusion, ...] = ()
    metadata: Metadata = Metadata()
    language: str | None = None
    sha256: str = ""
    notes: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    pages: tuple[int, ...] = ()
    ignored_spans: tuple[Span, ...] = ()
    extracted: bool = False
    warnings: tuple[str, ...] = ()
    cut_off: bool = False
    places: tuple[Place, ...] = ()
    speakers: tuple[str, ...] = ()
    substitutes: tuple[tuple[int, str], ...] = ()

    @property
    def title(self) -> str | None:
        """The article's title."""
        return self.metadata.title

    @property
    def name(self) -> str:
        """The user's name for the source: `"-" -> "standard input"`. It may have any characters."""
        return name_origin(self.origin)

    def ensure_prose(self) -> None:
        """Raise SourceError if there are no sentences: a table can't be summarised."""
        if not self.sentences:
            kinds = " and ".join(dict.fromkeys(one.reason for one in self.excluded))
            raise SourceError(
                f"{self.name} holds no prose, only {kinds or 'white space'}",
                "'summarize text' shows what is in it",
            )

    def quote(self, span: Span) -> str:
        """Return the characters of the text at `span`.

        Raises ValueError if the span reaches beyond the text.
        """
        if span.end > len(self.text):
            raise ValueError(f"span {span.start}..{span.end} is outside the text")
        return self.text[span.start : span.end]

    def sentence(self, number: int) -> Sentence:
        """Return the sentence with this 1-based number; IndexError if there is none."""
        if not 1 <= number <= len(self.sentences):
            raise IndexError(f"no sentence {number}")
        return self.sentences[number - 1]

    def sentence_text(self, sentence: Sentence) -> str:
        """Return a sentence on one line, without ignored spans, white space collapsed."""
        parts: list[str] = []
        start, end = sentence.span.start, sentence.span.end
        first, last = (
            bisect.bisect_left(self.ignored_spans, place, key=lambda span: span.start)
            for place in (start, end)
        )
        for ignored in self.ignored_spans[first:last]:
            parts += [self.text[start : ignored.start], self.substitute_at(ignored.start)]
            start = ignored.end
        parts.append(self.text[start:end])
        return collapse_spaces("".join(parts))

    def substitute_at(self, offset: int) -> str:
        """Return what is read in the place of the ignored span at `offset`, mostly nothing."""
        return self._substitutes.get(offset, "")

    @cached_property
    def _substitutes(self) -> dict[int, str]:
        return dict(self.substitutes)

    def line_at(self, offset: int) -> int:
        """Return the 1-based line of the character at `offset`."""
        return bisect.bisect_right(self._line_starts, offset)

    def page_at(self, offset: int) -> int | None:
        """Return the 1-based page of the character at `offset`; None without pages."""
        return max(1, bisect.bisect_right(self.pages, offset)) if self.pages else None

    def place_at(self, offset: int) -> str | None:
        """Return in words where the character at `offset` is; None with lines or pages."""
        place = bisect.bisect_right(self.places, offset, key=lambda part: part.start)
        return self.places[max(0, place - 1)].label if self.places else None

    def headings_at(self, offset: int) -> tuple[str, ...]:
        """Return the headings above the character at `offset`, outermost first; empty if none."""
        place = bisect.bisect_right(self.sections, offset, key=lambda section: section.start)
        return self.sections[place - 1].path if place else ()

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(i + 1 for i, char in enumerate(self.text) if char == "\n")]

    @cached_property
    def words(self) -> int:
        """How many words the sentences have, excluded parts left out."""
        return sum(count_words(self.sentence_text(s)) for s in self.sentences)


@dataclass(frozen=True, slots=True)
class Chunk:
    """Consecutive whole sentences for one prompt.

    `index` counts from 0. `text` has the sentences, `tokens` is its length by the model's
    tokenizer. `headings` has the title and the headings above the chunk that are not in it; "" if
    there is no room for them.
    """

    index: int
    sentences: tuple[Sentence, ...]
    text: str
    tokens: int
    headings: str = ""

    @property
    def prompt_text(self) -> str:
        """The headings and the text, for the prompt."""
        return f"{self.headings}\n\n{self.text}" if self.headings else self.text


def name_origin(origin: str) -> str:
    """Return what an origin is called in messages: `"-" -> "standard input"`."""
    return "standard input" if origin == "-" else origin


def count_words(text: str) -> int:
    """Count words as people do: `"Kim's 5-year plan - done" -> 4` (a lone dash is no word).

    In scripts without spaces so many characters are a word: `"他借了3本书。" -> 6`.
    """
    if text.isascii() or not _UNSPACED.search(text):
        return len(_WORD.findall(text))
    spaced = _UNSPACED.sub(" ", text)
    count = len(_WORD.findall(spaced))
    lengths = (
        sum(map(len, characters.findall(text))) / size
        for characters, size in _CHARACTERS_PER_WORD.items()
    )
    return count + max(1, round(sum(lengths)))


def length_factor(text: str) -> float:
    """Return how many words a text has for each word of its English translation, roughly.

    Characters of Chinese and Japanese say less than a word does: `"他走了。" -> 1.5`.
    """
    return 1.5 if not text.isascii() and 3 * len(_GLUED.findall(text)) > len(text) else 1.0
