"""Result types: claims with verdict and evidence, a checked summary, the verification of one.

`Claim` (proposed by a model, unchecked) and `CheckedClaim` are different types on purpose:
renderers take only the second, so the type checker rejects printing unchecked text.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise
from typing import TypeVar

from summarize.characters import join_texts
from summarize.document import Document, Span, count_words, name_origin

_Printed = TypeVar("_Printed")


class Verdict(StrEnum):
    """Whether the article supports a statement."""

    SUPPORTED = "supported"
    UNSUPPORTED = "unsupported"
    UNSURE = "unsure"


class Basis(StrEnum):
    """On what a statement is supported, from the strongest to the weakest."""

    VERBATIM = "verbatim"  # a sentence of the article
    WORDS = "words"  # the article's words, as the rules allow
    MEANING = "meaning"  # other words, which probably say the same


WORST_FIRST = (Verdict.UNSUPPORTED, Verdict.UNSURE, Verdict.SUPPORTED)


class Origin(StrEnum):
    """Whose wording a statement has: the model's, the article's, or either, edited by code.

    A translation is the model's, of a statement of any origin.
    """

    MODEL = "model"
    SOURCE = "source"
    EDITED = "edited"
    TRANSLATED = "translated"


class ClaimKind(StrEnum):
    """The kind of a statement, where it is certain."""

    FACT = "fact"
    FIGURE = "figure"
    QUOTE = "quote"
    FORECAST = "forecast"
    OPINION = "opinion"


class Style(StrEnum):
    """How a summary is printed: as prose, as a list, or as one line for those in a hurry."""

    PARAGRAPH = "paragraph"
    BULLETS = "bullets"
    TLDR = "tldr"


class RepairMethod(StrEnum):
    """How a failed statement was repaired, in the order of preference."""

    DRAFT = "draft"  # the wording of another draft, which is supported
    REWRITE = "rewrite"  # the model wrote it anew from its evidence, and it was checked again
    EDIT = "edit"  # wrong words were corrected from the evidence, and it was checked again
    SHORTENED = "shortened"  # the article's own sentence, compressed
    SOURCE = "source"  # the article's own sentence


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement as the model proposed it. Never printed."""

    text: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """One sentence of the article that a statement was compared with.

    `sentence_number` and `line` count from 1; so does `page`, None if the format has no pages.
    `section` has the headings above it, outermost first. `quote` is the document's text at `span`.
    `place` says where it is in a source that has neither lines nor pages (a web page, a book,
    subtitles), None for others; `line` counts in the text that was read then. `words` is the
    sentence without marks (`**`, `>`), "" if it has none.
    """

    sentence_number: int
    span: Span
    line: int
    page: int | None
    quote: str
    section: tuple[str, ...] = ()
    place: str | None = None
    words: str = ""

    @property
    def printed_quote(self) -> str:
        """The quote as people read it: `"a **b**" -> "a b"`."""
        return self.words or self.quote


@dataclass(frozen=True, slots=True)
class CheckedClaim:
    """A statement with its verdict, the evidence, and the reasons against it (empty if none).

    `wrong_spans` are the wrong words, as spans of `text`. `probability` is that of the article
    supporting the statement, 0 to 1: fitted on labelled statements, see `verification.score`.
    `basis` is on what a statement is supported, None for others. `attributed_to` is the speaker
    according to the evidence, None if nobody is named; `kind` is None if it is not certain. For a
    translation, all this is about the checked statement in the article's language,
    `translated_from`; that is None for others.
    """

    text: str
    origin: Origin
    verdict: Verdict
    evidence: tuple[Evidence, ...] = ()
    reasons: tuple[str, ...] = ()
    attributed_to: str | None = None
    kind: ClaimKind | None = None
    wrong_spans: tuple[Span, ...] = ()
    probability: float = 1.0
    basis: Basis | None = None
    translated_from: str | None = None

    @property
    def words(self) -> int:
        """Length in words."""
        return count_words(self.text)

    @property
    def sentence_numbers(self) -> tuple[int, ...]:
        """The numbers of the sentences that are its evidence."""
        return tuple(one.sentence_number for one in self.evidence)


@dataclass(frozen=True, slots=True)
class Dropped:
    """A statement of the model that is not printed, and why."""

    text: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Repair:
    """A statement that failed (`before`, for these `reasons`) and what is printed instead."""

    before: str
    after: str
    method: RepairMethod
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """A part of the article that could not be processed: lines `line` to `last_line`, inclusive.

    `page` and `last_page` likewise, None if the format has no pages; `place` and `last_place` as
    in `Evidence`.
    """

    span: Span
    line: int
    last_line: int
    reason: str
    page: int | None = None
    last_page: int | None = None
    place: str | None = None
    last_place: str | None = None


@dataclass(frozen=True, slots=True)
class ModelInfo:
    """The requested model, even if a requantized copy of it does the work.

    `parameters` is a count, 0 if unknown; `languages` are the ISO 639-1 codes of the languages
    that it was trained on, empty if unknown.
    """

    name: str
    path: str
    parameters: int
    quantization: str
    languages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of the article the model has read, in tokens of its tokenizer."""

    tokens_read: int
    tokens_total: int
    chunks: int


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens and time: `seconds` of the whole run, `load_seconds` of it to load the model."""

    prompt_tokens: int = 0
    output_tokens: int = 0
    seconds: float = 0.0
    load_seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Reach:
    """How much of what matters in the article the sentences of its summary speak of.

    `share` is that of the weight of the article's concepts, 0 to 1, and `is_little` whether it is
    less than summaries of ordinary articles have. Of its `sections` (0 if no headings
    divide it), `sections_without` have no printed sentence. The longest stretch without one begins
    on `line` and its last sentence on `last_line`; pages and places likewise, as in `Gap`.
    """

    share: float
    sections: int
    sections_without: int
    line: int
    page: int | None
    last_line: int
    last_page: int | None
    is_little: bool = False
    place: str | None = None
    last_place: str | None = None


@dataclass(frozen=True, slots=True)
class SectionSummary:
    """What a summary by sections says of one of them.

    `heading` is "" for what stands before the first; `line`, `page` and `place`, as in
    `Evidence`, are where its first sentence is, `source_words` how long it is. There are no
    `sentences` where none can be printed. `paragraph_breaks` as in `Summary`.
    """

    heading: str
    line: int
    page: int | None
    source_words: int
    sentences: tuple[CheckedClaim, ...]
    paragraph_breaks: tuple[int, ...] = ()
    place: str | None = None

    @property
    def paragraphs(self) -> tuple[tuple[CheckedClaim, ...], ...]:
        """The sentences by paragraph; none if there are no sentences."""
        return split_at(self.sentences, self.paragraph_breaks)

    @property
    def text(self) -> str:
        """The summary of the section, with an empty line between paragraphs."""
        return _join_paragraphs(self.paragraphs)


@dataclass(frozen=True)
class Summary:
    """The result: everything that a renderer may print.

    `requested_length` is the user's setting ("medium", "15%"), `target_words` the words that it
    means for this article. `dropped` are the statements that failed and are not printed,
    `repairs` those that are printed in other words. `notes` are remarks for the user (text too
    short, ...). Statements are not supported only if `unchecked`. `paragraph_breaks` are the
    indices in `sentences` at which paragraphs begin, the first one left out. `unanswered` counts
    the requests that the model did not answer. A summary is `written` if it is a draft of the
    model, mended; else its sentences were chosen one by one. With `sections`, its `sentences` are
    about the whole, and each section has its own. `reach` is None where nobody measured it.
    `style` is how it is printed; with bullets each sentence is a paragraph.
    """

    document: Document
    model: ModelInfo
    requested_length: str
    target_words: int
    sentences: tuple[CheckedClaim, ...]
    claims: tuple[CheckedClaim, ...]
    coverage: Coverage
    dropped: tuple[Dropped, ...] = ()
    gaps: tuple[Gap, ...] = ()
    usage: Usage = field(default_factory=Usage)
    repairs: tuple[Repair, ...] = ()
    notes: tuple[str, ...] = ()
    unchecked: bool = False
    paragraph_breaks: tuple[int, ...] = ()
    unanswered: int = 0
    written: bool = False
    sections: tuple[SectionSummary, ...] = ()
    reach: Reach | None = None
    style: Style = Style.PARAGRAPH

    def count_repaired(self, *methods: RepairMethod) -> int:
        """Count the printed statements that are a repair by one of these methods."""
        return len({repair.after for repair in self.repairs if repair.method in methods})

    @property
    def paragraphs(self) -> tuple[tuple[CheckedClaim, ...], ...]:
        """The sentences by paragraph, without those of sections; none if there are no sentences."""
        return split_at(self.sentences, self.paragraph_breaks)

    @property
    def all_sentences(self) -> tuple[CheckedClaim, ...]:
        """The sentences about the whole, then those of the sections."""
        return (*self.sentences, *(one for part in self.sections for one in part.sentences))

    @property
    def text(self) -> str:
        """The summary, sections included, with an empty line between paragraphs."""
        parts = (_join_paragraphs(self.paragraphs), *(part.text for part in self.sections))
        return "\n\n".join(filter(None, parts))

    @property
    def words(self) -> int:
        """Length of the summary in words."""
        return count_words(self.text)


def split_at(
    sentences: tuple[_Printed, ...], breaks: tuple[int, ...]
) -> tuple[tuple[_Printed, ...], ...]:
    """Return the sentences by paragraph; `breaks` are the indices at which one begins."""
    bounds = (0, *breaks, len(sentences))
    parts = (sentences[start:end] for start, end in pairwise(bounds))
    return tuple(part for part in parts if part)


def _join_paragraphs(paragraphs: tuple[tuple[CheckedClaim, ...], ...]) -> str:
    return "\n\n".join(join_texts(one.text for one in part) for part in paragraphs)


@dataclass(frozen=True, slots=True)
class JudgeInfo:
    """The model that judged statements in other words, and its exam.

    `sha256` is that of its file, "" behind a server; `area` that under its ROC curve in the exam,
    with its lower bound.
    """

    name: str
    sha256: str
    area: float
    lower_bound: float


@dataclass(frozen=True, slots=True)
class Verification:
    """A given summary, statement by statement, checked against its source.

    `notes` are remarks for the user: checks that failed, a language without tables. Without a
    `judge`, the rules alone decided.
    """

    document: Document
    statements: tuple[CheckedClaim, ...]
    notes: tuple[str, ...] = ()
    judge: JudgeInfo | None = None

    def count(self, verdict: Verdict) -> int:
        """Count the statements with this verdict."""
        return sum(1 for statement in self.statements if statement.verdict is verdict)

    def worst_first(self, written: WrittenSummary) -> list[tuple[CheckedClaim, Statement]]:
        """Return the statements and their places: unsupported, unsure, supported ones.

        `written` has the places, in the order of the summary, which is kept within a verdict.
        """
        pairs = zip(self.statements, written.statements, strict=True)
        return sorted(pairs, key=lambda pair: WORST_FIRST.index(pair[0].verdict))


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence of a summary, on one line; `line`, `page` and `place` as in `Evidence`."""

    text: str
    line: int
    page: int | None = None
    place: str | None = None


@dataclass(frozen=True, slots=True)
class SkippedLines:
    """Lines of a given summary that were not checked, and the reason: what they look like.

    `expected` is whether no statements are to be found there: headings, footnotes, ...
    """

    line: int
    last_line: int
    reason: str
    expected: bool = True


@dataclass(frozen=True, slots=True)
class WrittenSummary:
    """A given summary: the statements to check and the lines that are skipped.

    `origin` is the user's name for it. If it was no text file (`extracted`), lines count in the
    text that `summarize text` prints. `sha256` is that of its bytes.
    """

    origin: str
    statements: tuple[Statement, ...]
    skipped: tuple[SkippedLines, ...] = ()
    extracted: bool = False
    sha256: str = ""

    @property
    def name(self) -> str:
        """The user's name for the summary: `"-" -> "standard input"`. May have any characters."""
        return name_origin(self.origin)

    @property
    def unexpected_skips(self) -> tuple[SkippedLines, ...]:
        """The skipped lines that may have statements."""
        return tuple(one for one in self.skipped if not one.expected)
