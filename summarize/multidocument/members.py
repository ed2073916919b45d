"""Members: each document of a digest, drafted by itself, with its checked candidates."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property

from summarize.digests import DigestSource
from summarize.generation.drafts import GenerationSession
from summarize.inference import Engine
from summarize.judging.writer import UNKNOWN_WRITER, Writer
from summarize.multidocument.readings import DocumentReadings
from summarize.nlp.annotated_document import AnnotatedDocument
from summarize.pipeline import is_too_short, plan_task
from summarize.progress import Progress, Step, ignore_progress
from summarize.results import Coverage, Gap, Usage
from summarize.selection.candidates import CandidateBuilder, CandidatePool
from summarize.selection.draft_set import Drafter
from summarize.selection.drafting import combine_drafts, draft_document
from summarize.selection.query_focus import Focus
from summarize.selection.salience import score_salience
from summarize.selection.sections import find_borders
from summarize.selection.votes import DraftVotes
from summarize.settings import Settings
from summarize.verification.checker import Checker
from summarize.verification.verdicts import ClaimVerifier

# Of a long document, so many sentences that matter most are compared with other documents.
_MOST_COMPARED = 120


@dataclass(frozen=True)
class Member:
    """A document of a digest, its checker, and the candidates that it offers.

    `is_on_focus` is whether it has something about what was asked for; True without a focus.
    `unanswered` counts the requests that the model did not answer.
    """

    source: DigestSource
    checker: Checker
    pool: CandidatePool = field(default_factory=lambda: CandidatePool((), {}))
    usage: Usage = field(default_factory=Usage)
    is_on_focus: bool = True
    unanswered: int = 0

    @property
    def number(self) -> int:
        """The number of its source."""
        return self.source.number

    @property
    def annotated(self) -> AnnotatedDocument:
        """The document with its annotation."""
        return self.checker.annotated

    @cached_property
    def readings(self) -> DocumentReadings:
        """Its sentences as they are compared with those of others."""
        return DocumentReadings(self.annotated)

    @cached_property
    def compared(self) -> list[int]:
        """The numbers of the sentences to compare with other documents, in order."""
        salience = score_salience(self.annotated)
        known = [number for number in salience if number not in self.annotated.nonfactual]
        return sorted(sorted(known, key=lambda n: -salience[n])[:_MOST_COMPARED])


def open_member(source: DigestSource) -> Member:
    """Return a document without candidates: one that repeats another."""
    return Member(source, Checker(AnnotatedDocument(source.document)))


class MemberDrafter:
    """Has a model draft the documents of a digest of so many `words`, each by itself.

    The model is asked what it is asked for a summary of the document alone, but for key claims:
    answers that are known are used again.
    """

    def __init__(
        self, settings: Settings, words: int, engine: Engine, writer: Writer = UNKNOWN_WRITER
    ) -> None:
        self._settings, self._words = settings, words
        self._engine, self._writer = engine, writer

    def draft(self, source: DigestSource, progress: Progress = ignore_progress) -> Member:
        """Return a document with its candidates.

        Raises BudgetError and EngineError as `pipeline.summarize` does.
        """
        member, document = open_member(source), source.document
        focus = Focus(self._settings.focus or "", member.annotated)
        member = replace(member, is_on_focus=_is_on(focus))
        if is_too_short(member.annotated):
            tokens = self._engine.count_tokens(document.text)
            builder = CandidateBuilder(member.checker, (), focus.excluded, focus.weight)
            pool = builder.build(DraftVotes(), self._words)
            return _add_drafts(member, pool, Coverage(tokens, tokens, 1))
        session = GenerationSession(self._engine, progress)
        verifier = ClaimVerifier(member.checker, self._writer.judge, self._writer.prior)
        drafter = Drafter(session, verifier)
        task = replace(
            plan_task(document, self._settings, focus, verifier), claims=0, claim_lists=0
        )
        drafted = draft_document(document, drafter, task, find_borders(document, ()))
        unread = drafted.find_unread(document)
        builder = CandidateBuilder(member.checker, unread, focus.excluded, focus.weight)
        whole = combine_drafts(drafted, builder, drafter, task, writes=verifier.trusts_writer)
        progress(Step("checking"))
        pool = builder.build(whole.summary, self._words)
        member = replace(
            member,
            usage=Usage(session.prompt_tokens, session.output_tokens),
            unanswered=len(session.unanswered),
        )
        return _add_drafts(member, pool, drafted.coverage, drafted.gaps)


def _add_drafts(
    member: Member, pool: CandidatePool, coverage: Coverage, gaps: tuple[Gap, ...] = ()
) -> Member:
    source = replace(member.source, coverage=coverage, gaps=gaps)
    return replace(member, source=source, pool=pool)


def _is_on(focus: Focus) -> bool:
    return focus.is_covered or not focus.text
