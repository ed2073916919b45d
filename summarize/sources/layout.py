"""Layout (paragraphs, headings, excluded spans of a text) -> Document, once for all formats.

Here the language is detected and the sentences are split and numbered.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from itertools import groupby, pairwise

from summarize.characters import find_gap
from summarize.document import Document, Exclusion, Metadata, Place, Role, Section, Sentence, Span
from summarize.errors import SourceError
from summarize.nlp.english.section_names import SECTION_NAMES
from summarize.nlp.language import detect_language
from summarize.nlp.sentences import split_sentences
from summarize.sources.model_commands import leave_out_commands
from summarize.unseen import find_unseen, remove_unseen

LIST_MARKER = re.compile(r"(?:[-*+•‣▪◦·–—]|\(?(?:\d{1,3}|[a-zA-Z])[.)])[ \t]+(?=\S)")
"""A list item's mark and the space behind it: `- `, `• `, `12. `, `(a) `."""

# In any case, with or without a number: "3. results", "IV. METHODS".
_SECTION_NAME = re.compile(
    rf"(?:(?:\d{{1,2}}|[IVX]{{1,4}})\.?[ \t]+)?(?:{SECTION_NAMES})[ \t]*[.:]?", re.IGNORECASE
)
_CREDIT = re.compile(
    r"(?:illustrated|translated|edited|written|photographed|narrated) by [A-Z]", re.IGNORECASE
)
_CUT_OFF = "it is cut off: its end is missing"

_MARK_OF_SENTENCE = re.compile(r"\[[^\[\]\n]{1,40}\](?::|$)|[*_]{1,3}$")
_LINE = re.compile(r"\S(?:[^\r\n\u2028\u2029]*\S)?")
_LINE_END = re.compile(r"\r\n|[\r\n\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A stretch of prose, or a heading.

    `marks` are spans inside it that are no words of it, in order: the `>` of a quoted
    line, or the hyphen and the line end inside a divided word. `substitutes` are as in `Document`.
    `level` of a heading is 1 for the outermost, 0 where the format does not tell.
    """

    span: Span
    role: Role = Role.PROSE
    marks: tuple[Span, ...] = ()
    level: int = 0
    substitutes: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Layout:
    """The parts of a text. Paragraphs and exclusions are in order and do not overlap.

    `language` is what the source declares, used only where it can't be detected; the
    rest as in `Document`.
    """

    paragraphs: tuple[Paragraph, ...]
    excluded: tuple[Exclusion, ...] = ()
    metadata: Metadata = Metadata()
    pages: tuple[int, ...] = ()
    language: str | None = None
    notes: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    cut_off: bool = False
    places: tuple[Place, ...] = ()
    speakers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a text came from.

    `name` is what the user named and `shown` how messages call it; `sha256` is the
    digest of the bytes, `notes` say how they were read; `extracted` as in `Document`.
    """

    name: str
    display_name: str
    sha256: str
    notes: tuple[str, ...] = ()
    extracted: bool = False


def group_lines(text: str) -> list[list[Span]]:
    """Return the lines of `text` without white space at their ends, in groups between blank lines.

    `"a\\n b\\n\\nc" -> [[Span(0, 1), Span(3, 4)], [Span(6, 7)]]`
    """
    blocks: list[list[Span]] = []
    end = 0
    for line in _LINE.finditer(text):
        if not blocks or len(_LINE_END.findall(text, end, line.start())) > 1:
            blocks.append([])
        blocks[-1].append(Span(*line.span()))
        end = line.end()
    return blocks


def trim_span(text: str, span: Span) -> Span:
    """Return the span without white space at its ends (empty if there is nothing else)."""
    content = text[span.start : span.end]
    start = span.start + len(content) - len(content.lstrip())
    return Span(start, max(start, span.start + len(content.rstrip())))


def has_words(text: str, span: Span) -> bool:
    """Whether there is a letter or a digit in the span."""
    return any(char.isalnum() for char in text[span.start : span.end])


def is_section_name(heading: str) -> bool:
    """Whether a line is the name of a section of papers: `"3. results"`, `"INTRODUCTION"`."""
    return _SECTION_NAME.fullmatch(heading) is not None


def may_be_title(heading: str) -> bool:
    """Whether a heading may name a text: not `"1 Introduction"`, `"Illustrated by R. Kim"`."""
    return not is_section_name(heading) and _CREDIT.match(heading) is None


def strip_list_marker(text: str, span: Span) -> Span:
    """Return the span behind a list marker, if it begins with one: `"- milk" -> "milk"`."""
    marker = LIST_MARKER.match(text, span.start, span.end)
    return Span(marker.end(), span.end) if marker else span


def build_document(text: str, layout: Layout, origin: Origin, language: str | None) -> Document:
    """Build the Document: language (detected unless given), numbered sentences, the title.

    A text of nothing but tables and the like has no sentences. Raises SourceError if
    there is no word in it.
    """
    paragraphs = layout.paragraphs
    if not any(paragraph.role is Role.PROSE for paragraph in paragraphs):
        # A text of nothing but headings: they are prose.
        paragraphs = tuple(replace(paragraph, role=Role.PROSE) for paragraph in paragraphs)
    spans = [part.span for part in paragraphs] + [part.span for part in layout.excluded]
    if not any(has_words(text, span) for span in spans):
        what = f"{origin.display_name} holds no prose"
        raise SourceError(what, "give a text with sentences in it")
    bare = (_blank_marks(text, paragraph) for paragraph in paragraphs)
    language = language or detect_language(bare) or layout.language
    title = remove_unseen(layout.metadata.title or "").strip() or None
    if not title and paragraphs and paragraphs[0].role is Role.HEADING:
        first = _format_heading(text, paragraphs[0])
        title = first if may_be_title(first) else None
    document = Document(
        text=text,
        origin=origin.name,
        sentences=tuple(_split_paragraphs(text, paragraphs, language or "en")),
        excluded=layout.excluded,
        metadata=_clean_metadata(layout.metadata, title),
        language=language,
        sha256=origin.sha256,
        notes=(*origin.notes, *layout.notes),
        sections=tuple(_build_sections(text, paragraphs, title)),
        pages=layout.pages,
        ignored_spans=tuple(mark for part in paragraphs for mark in _find_ignored(text, part)),
        substitutes=tuple(one for paragraph in paragraphs for one in paragraph.substitutes),
        extracted=origin.extracted,
        warnings=(*layout.warnings, _CUT_OFF) if layout.cut_off else layout.warnings,
        cut_off=layout.cut_off,
        places=layout.places,
        speakers=layout.speakers,
    )
    return leave_out_commands(document)


def _find_ignored(text: str, paragraph: Paragraph) -> Sequence[Span]:
    """Return the marks of a paragraph and what nobody sees in it, in order."""
    first = paragraph.span.start
    unseen = find_unseen(text[first : paragraph.span.end])
    if not unseen:
        return paragraph.marks
    marked = {place for mark in paragraph.marks for place in range(mark.start, mark.end)}
    # What is unseen in a mark goes with it. A span of one character is in a mark or is not.
    places = (first + place for start, end in unseen for place in range(start, end))
    alone = (Span(place, place + 1) for place in places if place not in marked)
    return sorted((*paragraph.marks, *alone))


def _clean_metadata(metadata: Metadata, title: str | None) -> Metadata:
    """Return metadata without what nobody sees."""
    clean = {
        field.name: remove_unseen(value).strip() or None if value else None
        for field in fields(metadata)
        for value in [getattr(metadata, field.name)]
    }
    return Metadata(**clean | {"title": title})


def _format_heading(text: str, paragraph: Paragraph) -> str:
    return " ".join(remove_unseen(_blank_marks(text, paragraph)).split())


def _build_sections(
    text: str, paragraphs: Sequence[Paragraph], title: str | None
) -> Iterator[Section]:
    """Yield a section for each heading; the title is in no path, as all would be in it."""
    path: list[tuple[int, str]] = []
    for paragraph in paragraphs:
        if paragraph.role is not Role.HEADING:
            continue
        heading = _format_heading(text, paragraph)
        path = [(level, above) for level, above in path if level < paragraph.level]
        if heading != title:
            path.append((paragraph.level, heading))
        yield Section(paragraph.span.start, tuple(above for _, above in path))


def _blank_marks(text: str, paragraph: Paragraph) -> str:
    """Return a paragraph's characters with blanks for its marks, so that offsets hold.

    A substitute is there as far as it fits: `"A &amp; B" -> "A &     B"`.
    """
    parts: list[str] = []
    start, substitutes = paragraph.span.start, dict(paragraph.substitutes)
    for mark in paragraph.marks:
        shown = substitutes.get(mark.start, "")[: len(mark)]
        parts += [text[start : mark.start], shown.ljust(len(mark))]
        start = mark.end
    return "".join([*parts, text[start : paragraph.span.end]])


def _drop_note_marks(text: str, paragraph: Paragraph) -> Paragraph:
    """Return the paragraph with marks of notes and emphasis as text.

    The splitter sees an end by them, and they belong to the span of their sentence.
    """
    marks = (
        one for one in paragraph.marks if not _MARK_OF_SENTENCE.match(text, one.start, one.end)
    )
    return replace(paragraph, marks=tuple(marks))


def _split_paragraphs(
    text: str, paragraphs: Sequence[Paragraph], language: str
) -> Iterator[Sentence]:
    number = 0
    for index, paragraph in enumerate(paragraphs):
        bare = _blank_marks(text, _drop_note_marks(text, paragraph))
        prose = paragraph.role is Role.PROSE
        for piece in split_sentences(bare, language) if prose else (Span(0, len(bare)),):
            inner = trim_span(bare, piece)
            if inner:
                number += 1
                span = Span(paragraph.span.start + inner.start, paragraph.span.start + inner.end)
                yield Sentence(number, span, index, paragraph.role)


def render_readable(document: Document) -> str:
    """Return the text without boilerplate, a blank line between paragraphs, lines joined.

    What was extracted from another format is unchanged, so that all offsets hold in it:
    it has no boilerplate. So is what has no sentences, like a table.
    `"READ: X\\n\\nOne\\nline. Two." -> "One line. Two.\\n"`
    """
    if document.extracted or not document.sentences:
        return document.text
    paragraphs = groupby(document.sentences, key=lambda sentence: sentence.paragraph)
    return "\n\n".join(_join_sentences(document, list(group)) for _, group in paragraphs) + "\n"


def _join_sentences(document: Document, sentences: list[Sentence]) -> str:
    parts = [document.sentence_text(sentences[0])]
    for before, sentence in pairwise(sentences):
        # Scripts that write without spaces between sentences get none here either.
        glued = before.span.end == sentence.span.start and not parts[-1][-1:].isascii()
        text = document.sentence_text(sentence)
        parts += ["" if glued else find_gap(parts[-1], text), text]
    return "".join(parts)
