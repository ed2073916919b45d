"""Multi-document summarization, step by step: documents -> one digest of all.

documents    those that repeat another one are set aside (`near_duplicates`)
members      each other one is drafted by itself, as for a summary of its own (`members`)
subjects     which of them are about the same (`document_subjects`)
differences  what those say differently (`disagreements`, `grouping`)
chosen       the statements that cover most of all documents, nothing twice (`pooling`)
cited        what other documents say of the same (`agreement`)
ordered      subject by subject (`merged_order`)

Every statement is one of a single document, checked against that one: words of two documents are
never put together.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from summarize.digests import Difference, Digest, DigestSource, DigestStatement, FailedSource
from summarize.document import Document
from summarize.multidocument.agreement import Agreement
from summarize.multidocument.document_subjects import group_by_subject
from summarize.multidocument.grouping import Contested, Place, build_difference, find_contested
from summarize.multidocument.members import Member, open_member
from summarize.multidocument.merged_order import Unit, order_units
from summarize.multidocument.near_duplicates import find_repetitions
from summarize.multidocument.pooling import (
    locate,
    pool_candidates,
    restore,
    select_over_documents,
)
from summarize.results import CheckedClaim, ModelInfo, Style, Usage
from summarize.selection.optimizer import LengthWindow
from summarize.selection.ordering import realize
from summarize.selection.summary import build_tldr_window, build_window
from summarize.settings import Settings

_MOST_NAMED = 5


def number_sources(documents: Sequence[Document]) -> list[DigestSource]:
    """Return the documents as sources, numbered from 1, with which of them repeats which."""
    repetitions = find_repetitions(documents)
    return [
        DigestSource(
            place + 1,
            document,
            repeats=repetitions[place].of + 1 if place in repetitions else None,
            repeated_share=repetitions[place].share if place in repetitions else 0.0,
        )
        for place, document in enumerate(documents)
    ]


def count_target(sources: Sequence[DigestSource], settings: Settings) -> int:
    """Return how many words the digest is to have: by those of all sources, each text once."""
    return settings.length.target_words(_count_words(sources))


def _count_words(sources: Sequence[DigestSource]) -> int:
    return sum(one.document.words for one in sources if one.repeats is None)


def combine(
    sources: Sequence[DigestSource],
    drafted: Sequence[Member],
    settings: Settings,
    model: ModelInfo,
    failed: Sequence[FailedSource] = (),
) -> Digest:
    """Return the digest of documents that were drafted (`members.draft_member`).

    Of the `sources`, those that repeat another one have no drafts; others without are in `failed`,
    and what repeats one of these is left out, too.
    """
    by_number = {one.number: one for one in drafted}
    known = [one for one in sources if one.number in by_number or one.repeats in by_number]
    members = [by_number.get(one.number) or open_member(one) for one in known]
    numbers = [member.number for member in members]
    found = group_by_subject([member.annotated for member in members])
    subjects = dict(zip(numbers, found, strict=True))
    contested, apart = find_contested(members, subjects)
    agreement = Agreement(members, subjects, apart)
    mapping = {member.number: member for member in members}
    told = [build_difference(one, mapping, agreement) for one in contested]
    differences = [one for one in told if one is not None]

    offering = [one for one in members if one.source.repeats is None]
    on_focus = [one for one in offering if one.is_on_focus]
    chosen_from = on_focus or offering
    target = count_target(sources, settings)
    is_tldr = settings.style == Style.TLDR
    most = _count_words(sources) // 2
    window = build_tldr_window(most) if is_tldr else build_window(target, most)
    pool = pool_candidates(chosen_from, _find_outdated(contested, differences))
    chosen = select_over_documents(pool, window, agreement.repeats)
    sizes = {one.number: len(one.annotated.document.sentences) for one in members}
    dates = {one.number: one.source.date for one in members}
    paragraphs = order_units(chosen, subjects, sizes, dates, pool.weights)
    is_list = settings.style == Style.BULLETS
    realized = _realize(paragraphs, mapping, window, is_list=is_list)
    statements, breaks = _cite(realized, agreement, contested, is_list=is_list)
    digest = Digest(
        tuple(member.source for member in members),
        model,
        settings.length.text,
        target,
        statements,
        tuple(differences),
        (*failed, *_find_copies_of_failed(sources, numbers)),
        breaks,
        Usage(
            sum(one.usage.prompt_tokens for one in drafted),
            sum(one.usage.output_tokens for one in drafted),
        ),
        style=Style(settings.style),
    )
    return replace(digest, notes=_build_notes(digest, members, on_focus, settings))


def _find_copies_of_failed(
    sources: Sequence[DigestSource], numbers: Collection[int]
) -> list[FailedSource]:
    reason = "nearly all of it stands in {}, which could not be summarised"
    names = {one.number: one.document.name for one in sources}
    return [
        FailedSource(one.document.origin, reason.format(names[one.repeats]))
        for one in sources
        if one.repeats is not None and one.number not in numbers
    ]


def _find_outdated(
    contested: Sequence[Contested], differences: Sequence[Difference]
) -> frozenset[Place]:
    """Return the sentences that differ from what is to be printed: the newest, or the most told."""
    outdated: set[Place] = set()
    for one in differences:
        best = max(
            one.statements, key=lambda s: (s.is_newest, len(s.sources), -one.statements.index(s))
        )
        kept = {(c.source, c.evidence.sentence_number) for c in best.citations}
        for group in contested:
            if not kept.isdisjoint(group.words):
                outdated |= group.words.keys() - kept
    return frozenset(outdated)


def _realize(
    paragraphs: Sequence[Sequence[Unit]],
    members: Mapping[int, Member],
    window: LengthWindow,
    *,
    is_list: bool,
) -> list[list[tuple[int, CheckedClaim]]]:
    """Return the statements with their sources as they read best in this order."""
    total = sum(one.words for part in paragraphs for unit in part for one in unit)
    realized: list[list[tuple[int, CheckedClaim]]] = []
    for part in paragraphs:
        realized.append([])
        for unit in part:
            number = locate(unit[0])[0]
            member, words = members[number], sum(one.words for one in unit)
            spare, room = max(0, total - window.low), max(0, window.high - total)
            own = LengthWindow(max(0, words - spare), words, words + room)
            texts = realize(
                [restore(one) for one in unit],
                member.checker,
                own,
                member.pool.unread,
                is_list=is_list,
            )
            total += sum(one.words for one in texts) - words
            realized[-1] += [(number, text) for text in texts]
    return realized


def _cite(
    paragraphs: Sequence[Sequence[tuple[int, CheckedClaim]]],
    agreement: Agreement,
    contested: Sequence[Contested],
    *,
    is_list: bool,
) -> tuple[tuple[DigestStatement, ...], tuple[int, ...]]:
    """Return the statements with what other documents say of the same, and the paragraphs."""
    disputed: set[Place] = {place for one in contested for place in one.words}
    statements: list[DigestStatement] = []
    breaks: list[int] = []
    for part in paragraphs:
        if statements:
            breaks.append(len(statements))
        for source, claim in part:
            places = {(source, number) for number in claim.sentence_numbers}
            against = _find_opponents(places, contested)
            cited = agreement.find_citations(claim, source, against)
            is_disputed = not places.isdisjoint(disputed)
            statements.append(DigestStatement(claim, source, cited, is_disputed))
    return tuple(statements), tuple(range(1, len(statements)) if is_list else breaks)


def _find_opponents(places: Collection[Place], contested: Sequence[Contested]) -> frozenset[int]:
    """Return the sources that say something different from these sentences."""
    return frozenset(
        source
        for one in contested
        if not one.words.keys().isdisjoint(places)
        for source, _ in one.words
    )


def _build_notes(
    digest: Digest, members: Sequence[Member], on_focus: Sequence[Member], settings: Settings
) -> tuple[str, ...]:
    """Return the remarks for the user about what went otherwise than expected."""
    notes = []
    names = {one.number: one.source.document.name for one in members}
    focused = {one.number for one in on_focus}
    if settings.focus and not focused:
        notes.append(
            f"No document has the words of “{settings.focus}”: this is a digest of the whole."
        )
    elif settings.focus and (off := [names[n] for n in names if n not in focused]):
        notes.append(f"Nothing about “{settings.focus}” was found in {_list(off)}.")
    unsaid = [one.document.name for one in digest.unsaid if one.number in (focused or names)]
    if unsaid:
        notes.append(f"Nothing of {_list(unsaid)} is in it: a longer one (-l) has more room.")
    languages = {one.annotated.language for one in members}
    if languages - {"en"}:
        notes.append("What documents say differently is looked for in English alone.")
    notes += [
        f"{one.source.document.name} is cut off: its end is missing."
        for one in members
        if one.source.document.cut_off
    ]
    if lost := sum(one.unanswered for one in members):
        notes.append(f"The model did not answer {lost} of the questions put to it.")
    notes += [
        f"A bug in this program: {failure}. What could not be checked was not printed; please "
        "report it."
        for one in members
        for failure in one.checker.failures
    ]
    return tuple(notes)


def _list(names: Sequence[str]) -> str:
    """Return names as a phrase: `["a.txt", "b.txt"] -> "a.txt and b.txt"`; many are counted."""
    if len(names) > _MOST_NAMED:
        names = [*names[: _MOST_NAMED - 1], f"{len(names) - _MOST_NAMED + 1} more documents"]
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))
