"""The table of contents: from a document to a checked summary, step by step."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace

from summarize.document import Chunk, Document, Role, Sentence, Span
from summarize.errors import BudgetError, EngineError
from summarize.generation.chunking import OversizedSentence, split_into_chunks, texts_to_count
from summarize.generation.drafts import Task, count_prompt_overhead, max_answer_tokens
from summarize.generation.session import GenerationSession
from summarize.inference import Engine, prefetch_token_counts
from summarize.nlp.annotated_document import AnnotatedDocument
from summarize.progress import Progress, Step, ignore_progress
from summarize.results import Coverage, Gap, Summary, Usage
from summarize.rewriting import translation
from summarize.selection import key_claims as claims_module
from summarize.selection import summary as summaries
from summarize.selection import unchecked
from summarize.selection.candidates import CandidateBuilder
from summarize.selection.digest import summarize_digest
from summarize.selection.draft_set import DraftSet, draft_texts
from summarize.selection.query_focus import Focus
from summarize.selection.votes import DraftVotes
from summarize.settings import Settings
from summarize.verification.checker import Checker

# A chunk this long, in tokens, is still read well by a small model; a news article is one chunk.
# What does not fit one is read in parts of 700 on average: attention to 1,500 tokens costs nearly
# as much as everything else, and an edit costs a whole part.
_CHUNK_TOKENS, _PART_TOKENS = 1536, 1024
_SMALLEST_CHUNK = 128
# Tries per text. A single chunk decides alone, so it is asked more often. For one of many, and
# for their digest, more tries and longer ones made no difference (docs/experiments.md).
_DRAFTS, _DRAFTS_OF_MANY, _DRAFTS_OF_WHOLE = 3, 1, 1
_LISTS, _LISTS_OF_MANY = 1, 0
# What the votes within a chunk still count, once the chunks were compared with each other.
_LOCAL_WEIGHT = 0.2
# Words that one of many chunks is summarised in, and how long a digest of all is at most.
_PART_WORDS, _DIGEST_TOKENS = 44, 768
# Below this there is nothing to summarise.
_SHORTEST_WORDS, _FEWEST_SENTENCES = 40, 3


def summarize(
    document: Document, settings: Settings, engine: Engine, progress: Progress = ignore_progress
) -> Summary:
    """Read the whole document with the model, and return only what it carries.

    The document must have sentences (`Document.ensure_prose`). Raises BudgetError if the model's
    window is too small for any chunk, and EngineError if the model could read nothing.
    """
    started = time.perf_counter()
    session = GenerationSession(engine, progress)
    annotated = AnnotatedDocument(document)
    checker = Checker(annotated)
    if _too_short(document):
        summary = _as_it_stands(document, settings, session, checker)
        return _finish(summary, settings, session, checker, started)
    target = settings.length.words(document.words)
    most_claims = _claims_wanted(settings, document)
    focus = Focus(settings.focus or "", annotated)
    task = Task(target, _DRAFTS, most_claims, _LISTS, settings.seed, focus.format_instruction())
    prefetch_token_counts(engine, texts_to_count(document))
    budget = _chunk_budget(engine, task)
    chunks, oversized = split_into_chunks(document, engine.count_tokens, budget, _PART_TOKENS)
    local, failed = _read(chunks, session, checker, task)
    gaps = (*failed, *(_oversized_gap(document, one) for one in oversized))
    unread = _unread(document, gaps)
    gatherer = CandidateBuilder(checker, unread, focus.excluded, focus.weight)
    whole = _merge(chunks, local, gatherer, session, task)
    notes = (*_doubts(document, engine), *_notes(whole, focus, target))

    progress(Step("checking"))
    most = document.words // 2
    if settings.unchecked:
        sentences = unchecked.check_draft(whole.draft, checker, min(most, target))
        key_claims = unchecked.check_claim_list(whole.facts, checker, most_claims)
        everything = DraftVotes()
    else:
        everything = whole.merge_votes()
        material = gatherer.build(whole.summary, target)
        chosen = summaries.select_summary(material, checker, target, most)
        sentences = focus.drop_stray_context(chosen)
        # What leads to a sentence about the focus says nothing about it by itself.
        material = gatherer.build(everything, target, focus.context)
        key_claims = claims_module.select_key_claims(material, checker, most_claims, sentences)
    fate = summaries.explain_dropped((*sentences, *key_claims), everything)
    summary = Summary(
        document,
        engine.info,
        requested_length=settings.length.asked,
        target_words=target,
        sentences=sentences,
        claims=key_claims,
        coverage=_coverage(chunks, oversized, {gap.span for gap in failed}),
        dropped=fate.dropped,
        gaps=gaps,
        repairs=fate.repairs,
        notes=(*notes, *_failures(checker)),
        unchecked=settings.unchecked,
        paragraph_breaks=() if settings.unchecked else summaries.find_paragraph_breaks(sentences),
    )
    return _finish(summary, settings, session, checker, started)


def _finish(
    summary: Summary,
    settings: Settings,
    session: GenerationSession,
    checker: Checker,
    started: float,
) -> Summary:
    """Translate the summary if that was asked for, and add what all of it has cost."""
    told = translation.translate_summary(
        summary, settings.language, session, checker, settings.seed
    )
    seconds = time.perf_counter() - started
    usage = Usage(session.prompt_tokens, session.output_tokens, seconds)
    failed = session.unanswered
    if failed and not told.gaps:  # a gap says so itself
        note = f"The model did not answer {len(failed)} of the questions put to it: {failed[0]}."
        told = replace(told, notes=(*told.notes, note))
    return replace(told, usage=usage, unanswered=len(failed))


def _too_short(document: Document) -> bool:
    prose = [s for s in document.sentences if s.role is Role.PROSE]
    return document.words < _SHORTEST_WORDS or len(prose) < _FEWEST_SENTENCES


def _as_it_stands(
    document: Document, settings: Settings, session: GenerationSession, checker: Checker
) -> Summary:
    """The text's own sentences: what is too short to summarise is its own summary."""
    sentences = tuple(
        checker.quote_sentence(s.number) for s in document.sentences if s.role is Role.PROSE
    )
    note = "The text is too short to summarise: these are its own sentences."
    tokens = session.engine.count_tokens(document.text)
    return Summary(
        document,
        session.engine.info,
        requested_length=settings.length.asked,
        target_words=document.words,
        sentences=sentences,
        claims=(),
        coverage=Coverage(tokens, tokens, 1),
        notes=(note,),
    )


def _claims_wanted(settings: Settings, document: Document) -> int:
    if settings.claims is not None:
        return settings.claims
    return settings.length.default_claims(document.words)


def _chunk_budget(engine: Engine, task: Task) -> int:
    """How many tokens of the article fit into one prompt beside the rest of it."""
    room = (
        engine.context_size
        - max_answer_tokens(task.words, task.claims)
        - count_prompt_overhead(engine, task)
    )
    if room < _SMALLEST_CHUNK:
        raise BudgetError(
            f"a context of {engine.context_size} tokens is too small to read anything in",
            f"Give --ctx {engine.context_size - room + _SMALLEST_CHUNK} or more, or fewer claims.",
        )
    return min(_CHUNK_TOKENS, room)


def _read(
    chunks: Sequence[Chunk], session: GenerationSession, checker: Checker, task: Task
) -> tuple[list[DraftSet], list[Gap]]:
    """The votes on each chunk, and the chunks that could not be read.

    Raises EngineError if that is all of them: without any vote of the model, this
    would be another program's summary.
    """
    if len(chunks) > 1:
        task = _for_many(task)
    drafted = draft_texts(
        session, checker, [chunk.prompt_text for chunk in chunks], task, "reading"
    )
    gaps = [
        _gap(checker.annotated.document, chunk.sentences, one.failure)
        for chunk, one in zip(chunks, drafted, strict=True)
        if one.failure
    ]
    if len(gaps) == len(chunks):
        reason = gaps[0].reason if gaps else "no sentence fits its context"
        raise EngineError(f"the model could not read the text: {reason}", "See: summarize doctor")
    return drafted, gaps


def _for_many(task: Task) -> Task:
    """The same task for one of many chunks: fewer tries, and only its share of the length."""
    return replace(
        task,
        words=min(task.words, _PART_WORDS),
        drafts=_DRAFTS_OF_MANY,
        claim_lists=_LISTS_OF_MANY,
    )


def _merge(
    chunks: Sequence[Chunk],
    local: Sequence[DraftSet],
    gatherer: CandidateBuilder,
    session: GenerationSession,
    task: Task,
) -> DraftSet:
    """The votes on the whole: a single chunk's own, else with those on a digest of all."""
    if len(local) == 1:
        return local[0]
    task = replace(task, drafts=_DRAFTS_OF_WHOLE)
    budget = min(_chunk_budget(session.engine, task), _DIGEST_TOKENS)
    whole = summarize_digest(list(zip(chunks, local, strict=True)), gatherer, session, task, budget)
    for one in local:
        whole.add(one, _LOCAL_WEIGHT)
    return whole


def _doubts(document: Document, engine: Engine) -> tuple[str, ...]:
    """A warning where the model's file says that it does not know the article's language."""
    known, language = engine.info.languages, document.language
    if not known or language is None or language in known:
        return ()
    return (
        f"The article is in “{language}”, and this model was trained on "
        f"{', '.join(f'“{code}”' for code in known)} alone: what it picks may not be what matters.",
    )


def _notes(whole: DraftSet, focus: Focus, target: int) -> tuple[str, ...]:
    """Remarks for the reader about what could not be done as wished."""
    notes = []
    if whole.failure:
        notes.append(f"The parts could not be weighed against each other: {whole.failure}.")
    if remark := focus.format_note(target):
        notes.append(remark)
    return tuple(notes)


def _failures(checker: Checker) -> tuple[str, ...]:
    """What went wrong inside the checks: nothing that met it was printed as supported."""
    return tuple(
        f"A bug in this program: {failure}. What could not be checked was not printed; please "
        "report it."
        for failure in checker.failures
    )


def _unread(document: Document, gaps: Sequence[Gap]) -> frozenset[int]:
    """The numbers of the sentences in gaps: the model has no say on what it did not read."""
    return frozenset(
        sentence.number
        for sentence in document.sentences
        for gap in gaps
        if gap.span.start <= sentence.span.start < gap.span.end
    )


def _gap(document: Document, sentences: Sequence[Sentence], reason: str) -> Gap:
    span = Span(sentences[0].span.start, sentences[-1].span.end)
    first, last = span.start, max(span.start, span.end - 1)
    pages = document.page_at(first), document.page_at(last)
    return Gap(span, document.line_at(first), document.line_at(last), reason, *pages)


def _oversized_gap(document: Document, one: OversizedSentence) -> Gap:
    reason = f"a sentence of {one.tokens} tokens is longer than the model's context allows"
    return _gap(document, [one.sentence], reason)


def _coverage(
    chunks: Sequence[Chunk], oversized: Sequence[OversizedSentence], unread: set[Span]
) -> Coverage:
    total = sum(chunk.tokens for chunk in chunks)
    missed = sum(
        chunk.tokens
        for chunk in chunks
        if Span(chunk.sentences[0].span.start, chunk.sentences[-1].span.end) in unread
    )
    return Coverage(total - missed, total + sum(one.tokens for one in oversized), len(chunks))
