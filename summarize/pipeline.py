"""The pipeline, step by step: document -> annotated document -> chunks -> drafts -> summary.

document     text and sentences, as `sources` has read them
annotated    with tokens, coreference, speakers and names (`nlp`)
chunks       consecutive sentences that fit one prompt (`generation.chunking`)
drafts       what the model proposes for each chunk, checked and counted as votes
             (`selection.draft_set`); of several chunks also for a digest of all
             (`selection.digest`)
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

from summarize.document import Chunk, Document, Sentence, Span
from summarize.errors import BudgetError, EngineError
from summarize.generation.chunking import split_into_chunks, texts_to_count
from summarize.generation.drafts import (
    GenerationSession,
    Task,
    count_prompt_overhead,
    max_answer_tokens,
)
from summarize.inference import Engine, prefetch_token_counts
from summarize.judging.writer import UNKNOWN_WRITER, Writer
from summarize.nlp.annotated_document import AnnotatedDocument
from summarize.progress import Progress, Step, ignore_progress
from summarize.results import (
    CheckedClaim,
    Coverage,
    Dropped,
    Gap,
    Repair,
    SectionSummary,
    Summary,
    Usage,
)
from summarize.rewriting.translation import translate_summary
from summarize.selection.candidates import CandidateBuilder
from summarize.selection.digest import summarize_digest
from summarize.selection.draft_set import Drafter, DraftSet
from summarize.selection.key_claims import select_key_claims
from summarize.selection.query_focus import Focus
from summarize.selection.reach import measure_reach
from summarize.selection.section_summaries import SectionSelector, format_length_note
from summarize.selection.sections import find_borders, plan_sections
from summarize.selection.summary import (
    build_window,
    explain_dropped,
    find_paragraph_breaks,
    label_draft,
    select_summary,
)
from summarize.selection.votes import DraftVotes
from summarize.selection.written import WrittenDraft, rewrite_best_draft, write_summary
from summarize.settings import Settings
from summarize.verification.checker import Checker
from summarize.verification.verdicts import ClaimVerifier

# A small model still reads a chunk of so many tokens well; a news article is one chunk. A longer
# document is split into parts of 700 on average: attention to 1,500 tokens costs nearly as much
# as everything else, and an edit costs a whole part.
_CHUNK_TOKENS, _PART_TOKENS = 1536, 1024
_MIN_CHUNK_TOKENS = 128
# Drafts per text. The drafts of a single chunk decide alone, so there are more of them. For one
# of many chunks, and for their digest, more or longer drafts made no difference
# (docs/experiments.md).
_DRAFTS, _DRAFTS_OF_MANY, _DRAFTS_OF_DIGEST = 3, 1, 1
_CLAIM_LISTS, _CLAIM_LISTS_OF_MANY = 1, 0
# The weight of the votes within a chunk once the chunks were compared with each other.
_CHUNK_VOTES_WEIGHT = 0.2
# The length of the draft for one of many chunks, and the most tokens of the digest of all.
_PART_WORDS, _DIGEST_TOKENS = 44, 768
# A shorter text is its own summary.
_MIN_WORDS, _MIN_SENTENCES = 40, 3


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
    if document.words < _MIN_WORDS or len(list(annotated.numbers)) < _MIN_SENTENCES:
        summary = _quote_all(settings, session, checker)
        return _finish(summary, settings, session, checker, started)

    # what to ask for
    target, most = settings.length.target_words(document.words), document.words // 2
    most_claims = settings.claims
    if most_claims is None:
        most_claims = settings.length.default_claim_count(document.words)
    focus = Focus(settings.focus or "", annotated)
    instruction = focus.format_instruction()
    task = Task(target, _DRAFTS, most_claims, _CLAIM_LISTS, settings.seed, instruction)
    parts, remarks = plan_sections(focus, document, target) if settings.sections else ([], ())

    # document -> chunks
    prefetch_token_counts(engine, texts_to_count(document))
    budget = _chunk_budget(engine, task)
    borders = find_borders(document, parts)
    chunks, oversized = split_into_chunks(
        document, engine.count_tokens, budget, _PART_TOKENS, borders
    )

    # chunks -> drafts, with their votes
    drafts, failed = _draft_chunks(chunks, drafter, task)
    reason = "a sentence of {} tokens is longer than the model's context allows"
    skipped = (_build_gap(document, [one], reason.format(tokens)) for one, tokens in oversized)
    gaps = (*failed, *skipped)
    # the model can't judge what it did not read
    unread = frozenset(
        sentence.number
        for sentence in document.sentences
        for gap in gaps
        if gap.span.start <= sentence.span.start < gap.span.end
    )
    builder = CandidateBuilder(checker, unread, focus.excluded, focus.weight)
    drafted = list(zip(chunks, drafts, strict=True))
    whole = _combine_drafts(drafted, builder, drafter, task)

    # drafts -> the best one, mended, or the chosen sentences; claims
    progress(Step("checking"))
    if settings.unchecked:
        selected = _Selected(
            label_draft(whole.draft, verifier, min(most, target)),
            tuple(verifier.check_all(whole.facts[:most_claims])),
        )
    else:
        writes = len(drafted) == 1 and verifier.trusts_writer and not parts
        written = _write(whole, builder, drafter, task) if writes else None
        if parts:
            selector = SectionSelector(parts, checker, drafted, focus, unread)
            selected = _select_by_section(selector, whole, builder, focus, task)
        else:
            selected = _select(whole, builder, focus, task, written)

    # selected -> finished
    summary = Summary(
        document,
        engine.info,
        requested_length=settings.length.text,
        target_words=target,
        sentences=selected.sentences,
        claims=selected.claims,
        coverage=_measure_coverage(chunks, oversized, failed),
        dropped=selected.dropped,
        gaps=gaps,
        repairs=selected.repairs,
        notes=(*_build_notes(engine, whole, focus, target, checker), *remarks),
        unchecked=settings.unchecked,
        paragraph_breaks=() if settings.unchecked else find_paragraph_breaks(selected.sentences),
        written=selected.written,
        sections=selected.sections,
    )
    if not (settings.unchecked or settings.focus):
        summary = replace(summary, reach=measure_reach(builder, summary.all_sentences, target))
    if note := format_length_note(summary.sections, summary.words, target):
        summary = replace(summary, notes=(*summary.notes, note))
    return _finish(summary, settings, session, checker, started)


@dataclass(frozen=True, slots=True)
class _Selected:
    """What is printed of the drafts and of the document, and what became of the rest."""

    sentences: tuple[CheckedClaim, ...]
    claims: tuple[CheckedClaim, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    repairs: tuple[Repair, ...] = ()
    written: bool = False
    sections: tuple[SectionSummary, ...] = ()


def _write(
    whole: DraftSet, builder: CandidateBuilder, drafter: Drafter, task: Task
) -> WrittenDraft | None:
    """Return the best draft of a trusted writer, mended; None if too little of every one stands."""
    session, verifier = drafter.session, drafter.verifier
    whole.summary.drafts = rewrite_best_draft(whole.summary.drafts, session, verifier)
    pool = builder.build(whole.summary, task.words)
    window = build_window(task.words, builder.checker.annotated.document.words // 2)
    return write_summary(whole.summary.drafts, pool, verifier, window)


def _select(
    whole: DraftSet,
    builder: CandidateBuilder,
    focus: Focus,
    task: Task,
    written: WrittenDraft | None,
) -> _Selected:
    """Select the claims, and the sentences if no draft is the summary."""
    checker, votes = builder.checker, whole.merge_votes()
    most = checker.annotated.document.words // 2
    if written:
        sentences = written.sentences
    else:
        pool = builder.build(whole.summary, task.words)
        sentences = select_summary(pool, checker, task.words, most)
    sentences = focus.drop_stray_context(sentences)
    claims = _select_claims(votes, builder, focus, task, sentences)
    if written is None:
        return _Selected(sentences, claims, *explain_dropped((*sentences, *claims), votes))
    # of the lists of claims, what the drafts do not tell already
    told = {one.text for one in sentences} | {one.text for one in written.dropped}
    told |= {one.before for one in written.repairs}
    dropped, repairs = explain_dropped(claims, whole.claims)
    return _Selected(
        sentences,
        claims,
        (*written.dropped, *(one for one in dropped if one.text not in told)),
        (*written.repairs, *(one for one in repairs if one.before not in told)),
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
    return replace(summary, usage=usage, unanswered=len(failed))


def _chunk_budget(engine: Engine, task: Task) -> int:
    """Return how many tokens of the document fit into one prompt.

    Raises BudgetError if these are too few for a chunk.
    """
    taken = max_answer_tokens(task.words, task.claims) + count_prompt_overhead(engine, task)
    room = engine.context_size - taken
    if room < _MIN_CHUNK_TOKENS:
        needed = taken + _MIN_CHUNK_TOKENS
        raise BudgetError(
            f"a context of {engine.context_size} tokens is too small to read anything in",
            f"Give --ctx {needed} or more, or fewer claims.",
        )
    return min(_CHUNK_TOKENS, room)


def _draft_chunks(
    chunks: Sequence[Chunk], drafter: Drafter, task: Task
) -> tuple[list[DraftSet], list[Gap]]:
    """Return the drafts of each chunk, and a gap for each chunk that the model could not read.

    One of many chunks has fewer drafts, each of a chunk's share of the length. Raises
    EngineError if the model could read none: without its votes, the summary would not be its own.
    """
    if len(chunks) > 1:
        words, lists = min(task.words, _PART_WORDS), _CLAIM_LISTS_OF_MANY
        task = replace(task, words=words, drafts=_DRAFTS_OF_MANY, claim_lists=lists)
    drafts = drafter.draft_texts([chunk.prompt_text for chunk in chunks], task, "reading")
    gaps = [
        _build_gap(drafter.verifier.checker.annotated.document, chunk.sentences, drafted.failure)
        for chunk, drafted in zip(chunks, drafts, strict=True)
        if drafted.failure
    ]
    if len(gaps) == len(chunks):
        reason = gaps[0].reason if gaps else "no sentence fits its context"
        raise EngineError(f"the model could not read the text: {reason}", "See: summarize doctor")
    return drafts, gaps


def _combine_drafts(
    parts: Sequence[tuple[Chunk, DraftSet]],
    builder: CandidateBuilder,
    drafter: Drafter,
    task: Task,
) -> DraftSet:
    """Return the votes on the whole document: a single chunk's, or those on a digest of all."""
    if len(parts) == 1:
        return parts[0][1]
    task = replace(task, drafts=_DRAFTS_OF_DIGEST)
    budget = min(_chunk_budget(drafter.session.engine, task), _DIGEST_TOKENS)
    whole = summarize_digest(parts, builder, drafter, task, budget)
    for _, drafted in parts:
        whole.add(drafted, _CHUNK_VOTES_WEIGHT)
    return whole


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


def _build_gap(document: Document, sentences: Sequence[Sentence], reason: str) -> Gap:
    span = Span(sentences[0].span.start, sentences[-1].span.end)
    first, last = span.start, max(span.start, span.end - 1)
    line, last_line = map(document.line_at, (first, last))
    return Gap(span, line, last_line, reason, document.page_at(first), document.page_at(last))


def _measure_coverage(
    chunks: Sequence[Chunk], oversized: Sequence[tuple[Sentence, int]], failed: Sequence[Gap]
) -> Coverage:
    """Count the tokens that the model has read; the chunks that `failed` are not read."""
    total = sum(chunk.tokens for chunk in chunks)
    starts = {gap.span.start for gap in failed}
    missed = sum(chunk.tokens for chunk in chunks if chunk.sentences[0].span.start in starts)
    return Coverage(total - missed, total + sum(tokens for _, tokens in oversized), len(chunks))
