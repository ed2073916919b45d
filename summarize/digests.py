"""Result types of a digest: one summary over several documents. Immutable.

A statement belongs to one document and was checked against that one; what other documents say of
the same is cited beside it. `CheckedClaim.evidence` counts in its own document alone, so that
evidence is told from that of another document by the number of its source.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from summarize.characters import join_texts
from summarize.document import Document, Span, count_words
from summarize.results import (
    CheckedClaim,
    Coverage,
    Evidence,
    Gap,
    ModelInfo,
    Style,
    Usage,
    split_at,
)

_NOT_READ = Coverage(0, 0, 0)


@dataclass(frozen=True, slots=True)
class DigestSource:
    """One of the documents; `number` counts from 1 in the order in which they were given.

    A near-duplicate `repeats` the source with this number: `repeated_share` of its words stand
    there, 0 to 1, and nothing was chosen from it.
    """

    number: int
    document: Document
    coverage: Coverage = _NOT_READ
    gaps: tuple[Gap, ...] = ()
    repeats: int | None = None
    repeated_share: float = 0.0

    @property
    def date(self) -> str:
        """The day of publication, "" if it is not known."""
        return self.document.metadata.date or ""


@dataclass(frozen=True, slots=True)
class FailedSource:
    """A source that is not in the digest, and why: it could not be read, or not summarised."""

    origin: str
    reason: str


@dataclass(frozen=True, slots=True)
class Citation:
    """A sentence of a source, by its number, that says what a statement says.

    `is_checked` is whether the checker found the statement supported by it; else it says nearly
    the same in other words, with the same names and figures, and that is not proven.
    """

    source: int
    evidence: Evidence
    is_checked: bool = True

    @property
    def key(self) -> tuple[int, Span]:
        """What tells this sentence from all others."""
        return self.source, self.evidence.span


@dataclass(frozen=True, slots=True)
class DigestStatement:
    """A statement of the source with this number, and what other sources say of the same.

    It `is_disputed` if another source says it differently, and `is_newest` if it is that of the
    newest source where they differ; False where not all dates are known.
    """

    claim: CheckedClaim
    source: int
    further: tuple[Citation, ...] = ()
    is_disputed: bool = False
    is_newest: bool = False

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Its own evidence, then that of other sources."""
        return (*(Citation(self.source, one) for one in self.claim.evidence), *self.further)

    @property
    def sources(self) -> frozenset[int]:
        """The numbers of the sources that say it."""
        return frozenset(one.source for one in self.citations)


@dataclass(frozen=True, slots=True)
class Difference:
    """What sources say differently of the same thing, the oldest first where dates are known.

    `CheckedClaim.wrong_spans` of the statements are the words in which they differ: none of them
    is called wrong.
    """

    statements: tuple[DigestStatement, ...]


@dataclass(frozen=True)
class Digest:
    """One summary over several documents: everything that a renderer may print.

    `target_words` are the words that the `requested_length` means for all documents together.
    `paragraph_breaks` as in `Summary`: what is about another subject begins a paragraph. `failed`
    are the sources that are not in it, `notes` remarks for the user.
    """

    sources: tuple[DigestSource, ...]
    model: ModelInfo
    requested_length: str
    target_words: int
    statements: tuple[DigestStatement, ...]
    differences: tuple[Difference, ...] = ()
    failed: tuple[FailedSource, ...] = ()
    paragraph_breaks: tuple[int, ...] = ()
    usage: Usage = field(default_factory=Usage)
    notes: tuple[str, ...] = ()
    style: Style = Style.PARAGRAPH

    def source(self, number: int) -> DigestSource:
        """Return the source with this number; StopIteration if there is none."""
        return next(one for one in self.sources if one.number == number)

    @property
    def paragraphs(self) -> tuple[tuple[DigestStatement, ...], ...]:
        """The statements by paragraph."""
        return split_at(self.statements, self.paragraph_breaks)

    @property
    def all_statements(self) -> tuple[DigestStatement, ...]:
        """Those of the summary, then those of the differences."""
        told = (one for difference in self.differences for one in difference.statements)
        return (*self.statements, *told)

    @property
    def text(self) -> str:
        """The summary, with an empty line between paragraphs."""
        return "\n\n".join(join_texts(one.claim.text for one in part) for part in self.paragraphs)

    @property
    def words(self) -> int:
        """Length of the summary in words."""
        return count_words(self.text)

    @property
    def unsaid(self) -> tuple[DigestSource, ...]:
        """The sources of which nothing is cited, near-duplicates aside."""
        cited = frozenset[int]().union(*(one.sources for one in self.all_statements))
        return tuple(one for one in self.sources if one.repeats is None and one.number not in cited)
