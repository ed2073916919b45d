"""The pipeline, step by step: document -> annotated document -> drafts -> summary.

document     text and sentences, as `sources` has read them
annotated    with tokens, coreference, speakers and names (`nlp`)
drafts       what the model proposes for each chunk of it, and for a digest of several, checked
             and counted as votes (`selection.drafting`)
candidates   checked wordings of the document's sentences (`selection.candidates`)
written      a trusted writer's best draft, mended (`selection.written`), or
chosen       the best candidates (`selection.summary`), or those of each section
             (`selection.section_summaries`); key claims (`selection.key_claims`)
finished     translated (`rewriting.translation`), with remarks and the cost
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

from summarize.document import Document
from summarize.generation.drafts import GenerationSession, Task
from summarize.inference import Engine
from summarize.judging.writer import UNKNOWN_WRITER, Writer
from summarize.nlp.annotated_document import AnnotatedDocument
from summarize.progress import Progress, Step, ignore_progress
from summarize.results import (
    CheckedClaim,
    Coverage,
    Dropped,
    Repair,
    SectionSummary,
    Style,
    Summary,
    Usage,
)
from summarize.rewriting.translation import translate_summary
from summarize.selection.candidates import CandidateBuilder
from summarize.selection.draft_set import Drafter, DraftSet
from summarize.selection.drafting import combine_drafts, draft_document, plan_drafts
from summarize.selection.key_claims import select_key_claims
from summarize.selection.optimizer import LengthWindow
from summarize.selection.query_focus import Focus
from summarize.selection.reach import measure_reach
from summarize.selection.section_summaries import SectionSelector, format_length_note
from summarize.selection.sections import find_borders, plan_sections
from summarize.selection.summary import (
    TLDR_SENTENCES,
    build_tldr_window,
    build_window,
    choose_tldr,
    explain_dropped,
    find_paragraph_breaks,
    label_draft,
    select_summary,
)
from summarize.selection.votes import DraftVotes
from summarize.selection.written import WrittenDraft, write_best
from summarize.settings import Settings
from summarize.sources.model_commands import TOLD
from summarize.verification.checker import Checker
from summarize.verification.verdicts import ClaimVerifier

# A shorter text is its own summary.
_MIN_WORDS, _MIN_SENTENCES = 40, 3
_TLDR_DRAFT_WORDS = 44


def summarize(
    document: Document,
    settings: Settings,
    engine: Engine,
    progress: Progress = ignore_progress,
    writer: Writer = UNKNOWN_WRITER,
) -> Summary:
    """Return a checked summary of a document that has sentences (`Document.ensure_prose`).

    With a `writer` who is trusted, it is a draft of the model, mended.
    Raises BudgetError if the model's context is too small for any chunk, and EngineError if the
    model gave no usable answer about any of the chunks.
    """
    started = time.perf_counter()
    session = GenerationSession(engine, progress)
    annotated = AnnotatedDocument(document)
    checker = Checker(annotated)
    verifier = ClaimVerifier(checker, writer.judge, writer.prior)
    drafter = Drafter(session, verifier)
    if is_too_short(annotated):
        summary = _quote_all(settings, session, checker)
        return _finish(summary, settings, session, checker, started)

    # what to ask for
    target, most = settings.length.target_words(document.words), document.words // 2
    focus = Focus(settings.focus or "", annotated)
    task = plan_task(document, settings, focus, verifier)
    is_tldr = settings.style == Style.TLDR
    parts, remarks = plan_sections(focus, document, target) if settings.sections else ([], ())

    # document -> drafts of its chunks and of the whole, with their votes
    drafted = draft_document(document, drafter, task, find_borders(document, parts))
    # the model can't judge what it did not read
    unread = drafted.find_unread(document)
    builder = CandidateBuilder(checker, unread, focus.excluded, focus.weight)
    writes = verifier.trusts_writer and not (parts or settings.unchecked)
    whole = combine_drafts(drafted, builder, drafter, task, writes=writes)

    # drafts -> the best one, mended, or the chosen sentences; claims
    progress(Step("checking"))
    if settings.unchecked:
        selected = _Selected(
            label_draft(whole.draft, verifier, min(most, target)),
            tuple(verifier.check_all(whole.facts[: task.claims])),
        )
    else:
        window = build_tldr_window(most) if is_tldr else build_window(target, most)
        if parts:
            selector = SectionSelector(parts, checker, drafted.parts, focus, unread)
            selected = _select_by_section(selector, whole, builder, focus, task)
        else:
            written = write_best(whole, drafted.notes, builder, drafter, window) if writes else None
            if is_tldr:
                written = written if written and len(written.sentences) <= TLDR_SENTENCES else None
            is_list = settings.style == Style.BULLETS
            sentences = (
                written.sentences if written
                else choose_tldr(builder.build(whole.summary, target), checker, window) if is_tldr
                else _choose(whole, builder, window, is_list=is_list)
            )  # fmt: skip
            selected = _select_beside(sentences, whole, builder, focus, task)
            if written:
                selected = _explain_written(selected, written, whole)

    # selected -> finished
    summary = Summary(
        document,
        engine.info,
        requested_length=settings.length.text,
        target_words=target,
        sentences=selected.sentences,
        claims=selected.claims,
        coverage=drafted.coverage,
        dropped=selected.dropped,
        gaps=drafted.gaps,
        repairs=selected.repairs,
        notes=(*_build_notes(engine, whole, focus, target, checker), *remarks),
        unchecked=settings.unchecked,
        paragraph_breaks=_find_breaks(selected.sentences, settings),
        written=selected.written,
        sections=selected.sections,
        style=Style(settings.style),
    )
    if settings.style == Style.BULLETS:
        summary = replace(summary, sections=tuple(map(_itemize, summary.sections)))
    if not (settings.unchecked or settings.focus or is_tldr):
        reach = measure_reach(builder, summary.all_sentences, target, summary.claims)
        summary = replace(summary, reach=reach)
    if note := format_length_note(summary.sections, summary.words, target):
        summary = replace(summary, notes=(*summary.notes, note))
    return _finish(summary, settings, session, checker, started)


def is_too_short(annotated: AnnotatedDocument) -> bool:
    """Whether a document is its own summary."""
    short = annotated.document.words < _MIN_WORDS
    return short or len(list(annotated.numbers)) < _MIN_SENTENCES


def plan_task(
    document: Document, settings: Settings, focus: Focus, verifier: ClaimVerifier
) -> Task:
    """Return what to ask the model for: drafts of a summary and lists of claims."""
    words = settings.length.target_words(document.words)
    if settings.style == Style.TLDR:  # one sentence alone would tell little of what matters
        words = max(words, _TLDR_DRAFT_WORDS)
    claims = settings.claims
    if claims is None:
        claims = settings.length.default_claim_count(document.words)
    instruction = focus.format_instruction()
    task = Task(words, 0, claims, 0, settings.seed, instruction, settings.prompt)
    return plan_drafts(task, verifier, unchecked=settings.unchecked)


@dataclass(frozen=True, slots=True)
class _Selected:
    """What is printed of the drafts and of the document, and what became of the rest."""

    sentences: tuple[CheckedClaim, ...]
    claims: tuple[CheckedClaim, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    repairs: tuple[Repair, ...] = ()
    written: bool = False
    sections: tuple[SectionSummary, ...] = ()


def _choose(
    whole: DraftSet, builder: CandidateBuilder, window: LengthWindow, *, is_list: bool
) -> tuple[CheckedClaim, ...]:
    """Choose sentences by the votes on them."""
    pool = builder.build(whole.summary, window.target)
    return select_summary(pool, builder.checker, window, is_list=is_list)


def _find_breaks(sentences: Sequence[CheckedClaim], settings: Settings) -> tuple[int, ...]:
    """Return where paragraphs begin: with bullets at every sentence."""
    if settings.style == Style.BULLETS:
        return tuple(range(1, len(sentences)))
    return () if settings.unchecked else find_paragraph_breaks(sentences)


def _itemize(section: SectionSummary) -> SectionSummary:
    return replace(section, paragraph_breaks=tuple(range(1, len(section.sentences))))


def _select_beside(
    sentences: Sequence[CheckedClaim],
    whole: DraftSet,
    builder: CandidateBuilder,
    focus: Focus,
    task: Task,
) -> _Selected:
    """Select the claims beside the sentences; those that only lead to the focus go."""
    votes = whole.merge_votes()
    sentences = focus.drop_stray_context(sentences)
    claims = _select_claims(votes, builder, focus, task, sentences)
    return _Selected(sentences, claims, *explain_dropped((*sentences, *claims), votes))


def _explain_written(selected: _Selected, written: WrittenDraft, whole: DraftSet) -> _Selected:
    """Tell what became of the draft, and of the lists of claims what it does not tell already."""
    told = {one.text for one in selected.sentences} | {one.text for one in written.dropped}
    told |= {one.before for one in written.repairs}
    dropped, repairs = explain_dropped(selected.claims, whole.claims)
    return replace(
        selected,
        dropped=(*written.dropped, *(one for one in dropped if one.text not in told)),
        repairs=(*written.repairs, *(one for one in repairs if one.before not in told)),
        written=True,
    )


def _select_by_section(
    selector: SectionSelector,
    whole: DraftSet,
    builder: CandidateBuilder,
    focus: Focus,
    task: Task,
) -> _Selected:
    """Select a sentence about the whole, then the sentences of each section; the claims."""
    votes = whole.merge_votes()
    lead = selector.select_lead(builder, whole.summary)
    sections = selector.select_sections(task.words - sum(one.words for one in lead))
    printed = (*lead, *(one for section in sections for one in section.sentences))
    claims = _select_claims(votes, builder, focus, task, printed)
    explained = explain_dropped((*printed, *claims), votes)
    return _Selected(lead, claims, *explained, sections=sections)


def _select_claims(
    votes: DraftVotes,
    builder: CandidateBuilder,
    focus: Focus,
    task: Task,
    printed: Sequence[CheckedClaim],
) -> tuple[CheckedClaim, ...]:
    """Return the key claims that the printed sentences do not say.

    A sentence that only leads to one about the focus is no claim about it.
    """
    pool = builder.build(votes, task.words, focus.context)
    return select_key_claims(pool, builder.checker, task.claims, printed)


def _quote_all(settings: Settings, session: GenerationSession, checker: Checker) -> Summary:
    """Return the document's own sentences as its summary."""
    document = checker.annotated.document
    tokens = session.engine.count_tokens(document.text)
    return Summary(
        document,
        session.engine.info,
        requested_length=settings.length.text,
        target_words=document.words,
        sentences=tuple(map(checker.quote_sentence, checker.annotated.numbers)),
        claims=(),
        coverage=Coverage(tokens, tokens, 1),
        notes=("The text is too short to summarise: these are its own sentences.",),
    )


def _finish(
    summary: Summary,
    settings: Settings,
    session: GenerationSession,
    checker: Checker,
    started: float,
) -> Summary:
    """Translate the summary if the settings ask for it, and add the cost of the whole run."""
    summary = translate_summary(summary, settings.language, session, checker, settings.seed)
    seconds = time.perf_counter() - started
    usage = Usage(session.prompt_tokens, session.output_tokens, seconds)
    failed = session.unanswered
    if failed and not summary.gaps:  # a gap has its own remark
        note = f"The model did not answer {len(failed)} of the questions put to it: {failed[0]}."
        summary = replace(summary, notes=(*summary.notes, note))
    if summary.document.cut_off:
        note = "The source is cut off: its end is missing, and nothing of it is in this summary."
        summary = replace(summary, notes=(*summary.notes, note))
    told = tuple(one for one in summary.document.warnings if one.startswith(TOLD))
    summary = replace(summary, notes=(*summary.notes, *(f"T{one[1:]}." for one in told)))
    return replace(summary, usage=usage, unanswered=len(failed))


def _build_notes(
    engine: Engine, whole: DraftSet, focus: Focus, target: int, checker: Checker
) -> tuple[str, ...]:
    """Return the remarks for the user about what went otherwise than expected."""
    notes = []
    known, language = engine.info.languages, checker.annotated.language
    if known and language is not None and language not in known:
        notes.append(
            f"The article is in “{language}”, and this model was trained on "
            f"{', '.join(f'“{code}”' for code in known)} alone: what it picks may not be what "
            "matters."
        )
    if whole.failure:
        notes.append(f"The parts could not be weighed against each other: {whole.failure}.")
    if remark := focus.format_note(target):
        notes.append(remark)
    notes += [
        f"A bug in this program: {failure}. What could not be checked was not printed; please "
        "report it."
        for failure in checker.failures
    ]
    return tuple(notes)
