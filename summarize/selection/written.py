"""The written way: a trusted writer's best draft is the summary, mended where it does not stand.

The draft keeps its order, its transitions and its pronouns. A sentence that is not supported is
put in the words of another draft, edited, rewritten once by the model, replaced by the article's
sentence, or left out; then the whole is brought to the length asked for. Where too little of a
draft stands, it is not kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from summarize.generation.drafts import GenerationSession
from summarize.nlp.normalize import has_tables, tokenize
from summarize.nlp.tokens import Tokens
from summarize.results import CheckedClaim, Claim, Dropped, Origin, Repair, RepairMethod, Verdict
from summarize.rewriting.decontextualize import expand_drafted_name
from summarize.rewriting.edits.changes import Words, split_words
from summarize.rewriting.edits.cuts import has_complete_end
from summarize.rewriting.edits.loose_clauses import has_main_verb
from summarize.rewriting.model_rewrite import rewrite_statements
from summarize.rewriting.self_contained import (
    is_first_person,
    is_loose_clause,
    strip_connective,
    tells_about_text,
)
from summarize.selection.candidates import (
    CandidateBuilder,
    CandidatePool,
    build_candidate,
)
from summarize.selection.draft_set import Drafter, DraftSet
from summarize.selection.line_context import SOURCE_METHODS, Line, LineContext
from summarize.selection.optimizer import (
    Candidate,
    ConceptCover,
    LengthWindow,
    compute_density,
    count_words,
    is_redundant,
    share_concepts,
)
from summarize.selection.ordering import choose_name, expand_leading_name
from summarize.selection.votes import Draft, DraftedStatement, find_concepts
from summarize.verification.verdicts import ClaimVerifier

Concepts = frozenset[str]

# A draft is kept if so much of it, by words, is printed as it was drafted, before any is cut.
_MIN_KEPT_SHARE = 0.25
# A sentence says what a statement says, or more, if it has so much of its concepts; it may be
# longer by this factor and so many words.
_SAME_CONCEPTS, _LONGER, _LONGER_WORDS = 0.5, 1.5, 6
# A sentence of so few words without a known verb was cut off.
_VERBLESS_WORDS = 8


@dataclass(frozen=True, slots=True)
class WrittenDraft:
    """A draft that became the summary: its sentences, and what became of those that failed."""

    sentences: tuple[CheckedClaim, ...]
    repairs: tuple[Repair, ...]
    dropped: tuple[Dropped, ...]


def write_best(
    whole: DraftSet,
    notes: Sequence[Draft],
    builder: CandidateBuilder,
    drafter: Drafter,
    window: LengthWindow,
) -> WrittenDraft | None:
    """Return the best draft of a trusted writer, mended; None if too little of every one stands.

    The drafts of the whole come first among those in `whole`; the last are the `notes`, the
    drafts of its parts, which are never the summary: their statements only mend it.
    """
    session, verifier = drafter.session, drafter.verifier
    every = whole.summary.drafts
    drafts = rewrite_best_draft(every[: len(every) - len(notes)], session, verifier)
    whole.summary.drafts = [*drafts, *notes]
    pool = builder.build(whole.summary, window.target)
    return write_summary(drafts, pool, verifier, window, notes)


def rewrite_best_draft(
    drafts: Sequence[Draft], session: GenerationSession, verifier: ClaimVerifier
) -> list[Draft]:
    """Have the model rewrite what fails in the draft of which most stands, and no edit mends.

    Other drafts that say the same get the new wording, too.
    """
    best = max(drafts, key=_count_standing, default=())
    failed = [one.claim for one in best if not one.is_supported and one.edit is None]
    found = rewrite_statements(failed, session, verifier)
    return [
        tuple(replace(one, rewrite=found.get(one.claim.text)) for one in draft) for draft in drafts
    ]


def _count_standing(draft: Draft) -> int:
    return sum(one.claim.words for one in draft if one.is_supported)


def write_summary(
    drafts: Sequence[Draft],
    pool: CandidatePool,
    verifier: ClaimVerifier,
    window: LengthWindow,
    notes: Sequence[Draft] = (),
) -> WrittenDraft | None:
    """Return the best draft, mended, within the window; None if too little of every draft stands.

    The best covers most of what matters in its length, by the weights of the pool, and is printed
    as it was drafted.
    """
    mender = _Mender([*drafts, *notes], pool, verifier, window)
    mended = [(mender.mend(draft), draft) for draft in drafts]
    fitted = [
        (mender.fit(lines), draft)
        for lines, draft in mended
        if _count_kept(lines) >= _MIN_KEPT_SHARE * max(1, sum(one.claim.words for one in draft))
    ]
    whole = [
        (lines, draft)
        for lines, draft in fitted
        if _count(lines) >= window.low and _count_kept(lines) >= _MIN_KEPT_SHARE * _count(lines)
    ]
    if not whole:
        return None
    lines, draft = max(
        whole, key=lambda one: mender.rate(one[0]) * (1 + _count_kept(one[0]) / _count(one[0]))
    )
    sentences: list[CheckedClaim] = []
    room = window.high - _count(lines)
    for one in lines:
        statement = one.candidate.statement
        if one.own is None:  # nothing before it was written for it
            statement = expand_leading_name(
                statement, verifier.checker, room, sentences, pool.unread
            )
        else:
            full = expand_drafted_name(statement, verifier)
            statement = choose_name(statement, full, room, sentences, pool.unread)
        room -= statement.words - one.candidate.words
        sentences.append(statement)
    return _explain(lines, tuple(sentences), draft)


def _count_kept(lines: Sequence[Line]) -> int:
    """Count the words of the lines that are printed as they were drafted."""
    return sum(one.candidate.words for one in lines if one.own and one.method is None)


def _explain(
    lines: Sequence[Line], sentences: tuple[CheckedClaim, ...], draft: Draft
) -> WrittenDraft:
    """Say what is printed for each statement of the draft that failed, or that nothing is."""
    instead = {
        line.own.claim.text: (line.method, sentence.text)
        for line, sentence in zip(lines, sentences, strict=True)
        if line.own and line.method
    }
    failed = {one.claim.text: one.claim for one in draft if not one.is_supported}
    repairs = (
        Repair(text, instead[text][1], instead[text][0], claim.reasons)
        for text, claim in failed.items()
        if text in instead
    )
    dropped = (
        Dropped(text, claim.reasons) for text, claim in failed.items() if text not in instead
    )
    return WrittenDraft(sentences, tuple(repairs), tuple(dropped))


def _count(lines: Sequence[Line]) -> int:
    return count_words([one.candidate for one in lines])


class _Mender:
    """Mends the drafts of one document, and fits them into the window."""

    def __init__(
        self,
        drafts: Sequence[Draft],
        pool: CandidatePool,
        verifier: ClaimVerifier,
        window: LengthWindow,
    ) -> None:
        self._drafts, self._pool = drafts, pool
        self._verifier, self._window = verifier, window
        self._annotated = verifier.checker.annotated
        self._context = LineContext(self._annotated)

    def mend(self, draft: Draft) -> list[Line]:
        """Return a draft with what fails mended, in its order.

        What stands has its place first: nothing is mended by what the draft says itself.
        """
        slots: list[Line | None] = []
        for one in draft:
            line = Line(self._build(one.claim), one) if self._is_printable(one) else None
            again = line and any(_say_the_same(line.candidate, o.candidate) for o in slots if o)
            slots.append(None if again else line)
        for place, one in enumerate(draft):
            if slots[place] is None and not one.is_supported:
                slots[place] = next(self._propose(one, [o for o in slots if o]), None)
        for place, line in enumerate(slots):
            before = [one for one in slots[:place] if one]
            near = bool(before) and before[-1] is slots[place - 1]
            if line and not self._context.can_stand(line, before, draft[:place], near=near):
                rest = [other for other in slots if other and other is not line]
                slots[place] = self._settle(line, before, rest)
        return [one for one in slots if one]

    def _is_printable(self, statement: DraftedStatement) -> bool:
        """Whether a statement may be printed: it is supported, whole, and about the document."""
        claim = statement.claim
        no_news = tells_about_text(claim.text) or is_loose_clause(claim.text)
        if no_news or not statement.is_supported:
            return False
        if has_tables(self._annotated.language) and not _is_whole(split_words(claim.text)):
            return False
        about = self._context.find_said(claim)
        tokens = self._tokenize(claim.text)
        return bool(about & self._pool.printable) and not (
            is_first_person(tokens, self._annotated.style) or about & self._pool.unread
        )

    def _propose(self, failed: DraftedStatement, lines: Sequence[Line]) -> Iterator[Line]:
        """Yield what may be printed for a statement that fails, beside these lines, best first."""
        wanted = find_concepts(self._tokenize(failed.claim.text))
        most = failed.claim.words * _LONGER + _LONGER_WORDS
        mended = (
            *((one, RepairMethod.DRAFT) for one in self._find_elsewhere(failed, wanted)),
            (failed.edit, RepairMethod.EDIT),
            (failed.rewrite, RepairMethod.REWRITE),
        )
        found = [(self._build(claim), method) for claim, method in mended if claim is not None]
        found += [
            (one, SOURCE_METHODS[one.statement.origin])
            for one in self._pool.candidates
            if one.sentence_number == failed.closest
            and one.statement.origin in SOURCE_METHODS
            and one.words <= most
            and _has_most_of(one, wanted)
        ]
        for candidate, method in found:
            if not self._is_said(candidate, lines):
                yield Line(candidate, failed, method)

    def _find_elsewhere(self, failed: DraftedStatement, wanted: Concepts) -> Iterator[CheckedClaim]:
        """Yield supported statements of other drafts that say the same as one that fails."""
        for draft in self._drafts:
            for other in draft:
                same = other.closest == failed.closest is not None
                if same and self._is_printable(other) and failed not in draft:
                    candidate = self._build(other.claim)
                    if _has_most_of(candidate, wanted):
                        yield other.claim

    def _settle(self, line: Line, before: Sequence[Line], rest: Sequence[Line]) -> Line | None:
        """Return a line without its connective, or the article's own wording; None if neither.

        What is printed needs no other sentence than those before it.
        """
        shorter = strip_connective(line.candidate.statement.text)
        if shorter is not None:
            (claim,) = self._verifier.check_all([Claim(shorter)])
            if claim.verdict is Verdict.SUPPORTED:
                candidate = self._build(claim)
                if not (self._context.leans(candidate, before) or tells_about_text(shorter)):
                    return replace(line, candidate=candidate)
        return next(
            (
                Line(one, line.own, SOURCE_METHODS[one.statement.origin])
                for one in self._pool.candidates
                if one.sentence_number == line.candidate.sentence_number
                and one.statement.origin in SOURCE_METHODS
                and not self._context.leans(one, before)
                and not self._is_said(one, rest)
            ),
            None,
        )

    def fit(self, lines: Sequence[Line]) -> list[Line]:
        """Leave out what adds least, with what leans on it, or add what matters and is not said."""
        kept = list(lines)
        while _count(kept) > self._window.high:
            kept = max(
                (self._context.remove(kept, place) for place in range(len(kept))), key=self.rate
            )
        while _count(kept) < self._window.low:
            new = self._find_missing(kept)
            if new is None:
                break
            kept = self._insert(kept, new)
        return kept

    def rate(self, lines: Sequence[Line]) -> float:
        """Return how much of what matters some lines cover, for their length."""
        candidates = [one.candidate for one in lines]
        return compute_density(
            ConceptCover(self._pool.weights, candidates).value, count_words(candidates)
        )

    def _find_missing(self, lines: Sequence[Line]) -> Candidate | None:
        """Return the candidate that adds most to some lines and fits the window.

        A whole sentence is preferred: what was cut may lean on what was cut off.
        """
        room = self._window.high - _count(lines)
        cover = ConceptCover(self._pool.weights, [one.candidate for one in lines])
        best = sorted(
            (one for one in self._pool.candidates if one.words <= room),
            key=lambda one: (
                one.statement.origin is not Origin.EDITED,
                cover.gain(one) / one.words,
            ),
            reverse=True,
        )
        context = self._context
        return next(
            (
                one
                for one in best
                if not self._is_said(one, lines)
                and not context.leans(one, lines[: context.find_place(lines, one)])
            ),
            None,
        )

    def _insert(self, lines: list[Line], new: Candidate) -> list[Line]:
        place = self._context.find_place(lines, new)
        return [*lines[:place], Line(new), *lines[place:]]

    def _is_said(self, candidate: Candidate, lines: Sequence[Line]) -> bool:
        """Whether a line says what a candidate says, or renders the same sentence."""
        return any(
            is_redundant(candidate, one.candidate)
            or candidate.sentence_number in self._context.find_said(one.candidate.statement)
            for one in lines
        )

    def _build(self, claim: CheckedClaim) -> Candidate:
        return build_candidate(claim, self._annotated)

    def _tokenize(self, text: str) -> Tokens:
        return tokenize(text, self._annotated.language)


def _say_the_same(one: Candidate, other: Candidate) -> bool:
    """Whether two statements of a draft share most concepts and have the same figures."""
    figures = [re.findall(r"\d+", each.statement.text) for each in (one, other)]
    differ = all(figures) and sorted(figures[0]) != sorted(figures[1])
    return share_concepts(one, other) and not differ


def _is_whole(words: Words) -> bool:
    """Whether a sentence was not cut off: `"A small ferry now." -> False`."""
    verb = has_main_verb(words) or any(word.plain.endswith(("s", "ed")) for word in words[1:])
    return has_complete_end(words) and (verb or len(words) > _VERBLESS_WORDS)


def _has_most_of(candidate: Candidate, wanted: Concepts) -> bool:
    return len(candidate.concepts & wanted) >= _SAME_CONCEPTS * len(wanted)
