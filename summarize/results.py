"""What is said of an article, and whether the article says so.

`Claim` (proposed by a model, unchecked) and `CheckedClaim` are different types
on purpose: renderers take only the second, so unchecked text can't be printed
without the type checker complaining.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise

from summarize.document import Document, Span, count_words


class Verdict(StrEnum):
    """Whether the article carries a statement."""

    SUPPORTED = "supported"
    UNSUPPORTED = "unsupported"
    UNSURE = "unsure"


class Origin(StrEnum):
    """Whose words a statement is in: the model's, the article's, or either's, changed by code.

    A translation is the model's, of a statement in any of these.
    """

    MODEL = "model"
    SOURCE = "source"
    EDITED = "edited"
    TRANSLATED = "translated"


class ClaimKind(StrEnum):
    """What sort of statement it is; told only where it is certain."""

    FACT = "fact"
    FIGURE = "figure"
    QUOTE = "quote"
    FORECAST = "forecast"
    OPINION = "opinion"


class RepairMethod(StrEnum):
    """How a statement that failed was saved, in the order in which this is tried."""

    DRAFT = "draft"  # another draft says it in words that stand
    EDIT = "edit"  # the wrong word was put right from the evidence, and it was checked again
    SHORTENED = "shortened"  # the article's own sentence, with a part left out safely
    SOURCE = "source"  # the article's own sentence


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement as the model proposed it. Never shown."""

    text: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """One sentence of the article that bears on a statement.

    `sentence` and `line` count from 1; `page` likewise, or None where the
    format has no pages. `section` are the headings above it, outermost first.
    `quote` is the slice of the source at `span`.
    """

    sentence_number: int
    span: Span
    line: int
    page: int | None
    quote: str
    section: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CheckedClaim:
    """A statement with its verdict, the evidence, and the reasons against it (empty if none).

    `marks` are the wrong words, as spans of `text`. `score` is how likely it is that the
    article carries the statement, 0 to 1: fitted on labelled statements, see
    `checking.score`. `attributed_to` is who says so according to the evidence, None if
    nobody is named; `kind` is None where it is not certain. Of a translation, all this is
    told of the statement in the article's language, `translated_from`, which was checked;
    else that is None.
    """

    text: str
    origin: Origin
    verdict: Verdict
    evidence: tuple[Evidence, ...] = ()
    reasons: tuple[str, ...] = ()
    attributed_to: str | None = None
    kind: ClaimKind | None = None
    wrong_spans: tuple[Span, ...] = ()
    score: float = 1.0
    translated_from: str | None = None

    @property
    def words(self) -> int:
        """Length in words."""
        return count_words(self.text)


@dataclass(frozen=True, slots=True)
class Dropped:
    """A statement of the model that is not printed, and why."""

    text: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Repair:
    """A statement that failed (`before`, for these `reasons`) and what is printed for it."""

    before: str
    after: str
    method: RepairMethod
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """A stretch of the article that could not be processed: lines `line` to `last_line`.

    `page` and `last_page` likewise, None where the format has no pages.
    """

    span: Span
    line: int
    last_line: int
    reason: str
    page: int | None = None
    last_page: int | None = None


@dataclass(frozen=True, slots=True)
class ModelInfo:
    """The model that was used.

    `parameters` is a count, 0 if unknown; `languages` are the ISO 639-1 codes of those
    that it was trained on, empty if unknown.
    """

    name: str
    path: str
    parameters: int
    quantization: str
    languages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of the article the model has read, in its own tokens."""

    tokens_read: int
    tokens_total: int
    chunks: int


@dataclass(frozen=True, slots=True)
class Usage:
    """What it cost. `seconds` is the whole run, `load_seconds` the part spent loading the model."""

    prompt_tokens: int = 0
    output_tokens: int = 0
    seconds: float = 0.0
    load_seconds: float = 0.0


@dataclass(frozen=True)
class Summary:
    """The result: everything that a renderer may show.

    `asked` is the length as the user put it ("medium", "15%"), `target_words`
    what that came to for this article. `repairs` are the statements that failed and
    were saved. `notes` are remarks for the reader (text too short, ...). Only when
    `unchecked` was asked for are there statements that are not supported. `breaks` are the
    places in `sentences` at which another paragraph than the first begins, in order.
    `unanswered` counts what the model was asked in vain, gaps or no gaps.
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

    def count_repaired(self, *methods: RepairMethod) -> int:
        """How many statements are printed because one of these repairs was made."""
        return len({repair.after for repair in self.repairs if repair.method in methods})

    @property
    def paragraphs(self) -> tuple[tuple[CheckedClaim, ...], ...]:
        """The sentences by paragraph; none if there are no sentences."""
        bounds = (0, *self.paragraph_breaks, len(self.sentences))
        parts = (self.sentences[start:end] for start, end in pairwise(bounds))
        return tuple(part for part in parts if part)

    @property
    def text(self) -> str:
        """The summary, with an empty line between paragraphs."""
        return "\n\n".join(" ".join(one.text for one in part) for part in self.paragraphs)

    @property
    def words(self) -> int:
        """Length of the summary in words."""
        return count_words(self.text)


@dataclass(frozen=True, slots=True)
class Verification:
    """Somebody's summary, statement by statement, held against its source.

    `notes` are remarks for the reader: checks that failed, a language without tables.
    """

    document: Document
    statements: tuple[CheckedClaim, ...]
    notes: tuple[str, ...] = ()

    def count(self, verdict: Verdict) -> int:
        """How many statements have this verdict."""
        return sum(1 for statement in self.statements if statement.verdict is verdict)


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence of a summary, on one line. `line` and `page` count from 1, as in `Evidence`."""

    text: str
    line: int
    page: int | None = None


@dataclass(frozen=True, slots=True)
class SkippedLines:
    """Lines of a summary that were not checked, and what they were taken for.

    `expected` says that nobody looks for statements there: headings, footnotes, ...
    """

    line: int
    last_line: int
    reason: str
    expected: bool = True


@dataclass(frozen=True, slots=True)
class WrittenSummary:
    """A summary as it was written: what to check, and what there is beside it.

    `origin` is what the user named. Where the summary is no text (`extracted`), lines
    count in what `summarize text` prints of it.
    """

    origin: str
    statements: tuple[Statement, ...]
    skipped: tuple[SkippedLines, ...] = ()
    extracted: bool = False

    @property
    def name(self) -> str:
        """What the user named as the summary: `"-" -> "standard input"`. May hold anything."""
        return "standard input" if self.origin == "-" else self.origin

    @property
    def unexpected_skips(self) -> tuple[SkippedLines, ...]:
        """What was not checked though it may hold statements."""
        return tuple(one for one in self.skipped if not one.expected)
