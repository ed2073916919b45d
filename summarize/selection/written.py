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
from summarize.nlp.tokens import Kind, Tokens
from summarize.results import CheckedClaim, Claim, Dropped, Origin, Repair, RepairMethod, Verdict
from summarize.rewriting.edits.changes import Words, split_words
from summarize.rewriting.edits.cuts import has_complete_end
from summarize.rewriting.edits.loose_clauses import has_main_verb
from summarize.rewriting.model_rewrite import rewrite_statements
from summarize.rewriting.self_contained import (
    SELF_CONTAINED_FROM,
    is_first_person,
    is_loose_clause,
    leans_on_context,
    may_refer_to,
    opens_with_person,
    strip_connective,
    tells_about_text,
)
from summarize.selection.candidates import CandidateBuilder, CandidatePool, build_candidate
from summarize.selection.draft_set import Drafter, DraftSet
from summarize.selection.optimizer import (
    Candidate,
    ConceptCover,
    LengthWindow,
    compute_density,
    count_words,
    is_redundant,
    share_concepts,
)
from summarize.selection.ordering import expand_leading_name
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
# A sentence of the article is said by a line that has so much of its content words from it.
_SAID_SHARE = 0.25


@dataclass(frozen=True, slots=True)
class WrittenDraft:
    """A draft that became the summary: its sentences, and what became of those that failed."""

    sentences: tuple[CheckedClaim, ...]
    repairs: tuple[Repair, ...]
    dropped: tuple[Dropped, ...]


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a mended draft; `own` is the statement of the draft that it renders, if any.

    `method` is how that was repaired, None if it is printed as it was drafted.
    """

    candidate: Candidate
    own: DraftedStatement | None = None
    method: RepairMethod | None = None


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
            room -= statement.words - one.candidate.words
        sentences.append(statement)
    return _explain(lines, tuple(sentences), draft)


def _count_kept(lines: Sequence[_Line]) -> int:
    """Count the words of the lines that are printed as they were drafted."""
    return sum(one.candidate.words for one in lines if one.own and one.method is None)


def _explain(
    lines: Sequence[_Line], sentences: tuple[CheckedClaim, ...], draft: Draft
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


def _count(lines: Sequence[_Line]) -> int:
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

    def mend(self, draft: Draft) -> list[_Line]:
        """Return a draft with what fails mended, in its order.

        What stands has its place first: nothing is mended by what the draft says itself.
        """
        slots: list[_Line | None] = []
        for one in draft:
            line = _Line(self._build(one.claim), one) if self._is_printable(one) else None
            again = line and any(_say_the_same(line.candidate, o.candidate) for o in slots if o)
            slots.append(None if again else line)
        for place, one in enumerate(draft):
            if slots[place] is None and not one.is_supported:
                slots[place] = next(self._propose(one, [o for o in slots if o]), None)
        for place in range(len(slots)):
            before = next((one for one in reversed(slots[:place]) if one), None)
            rest = [other for other in slots if other and other is not slots[place]]
            near = before is not None and before is slots[place - 1]
            if not self._can_stand(slots[place], before, near=near):
                slots[place] = self._settle(slots[place], rest)
        return [one for one in slots if one]

    def _is_printable(self, statement: DraftedStatement) -> bool:
        """Whether a statement may be printed: it is supported, whole, and about the document."""
        claim = statement.claim
        no_news = tells_about_text(claim.text) or is_loose_clause(claim.text)
        if no_news or not statement.is_supported:
            return False
        if has_tables(self._annotated.language) and not _is_whole(split_words(claim.text)):
            return False
        about = self._find_said(claim)
        tokens = self._tokenize(claim.text)
        return bool(about & self._pool.printable) and not (
            is_first_person(tokens) or about & self._pool.unread
        )

    def _propose(self, failed: DraftedStatement, lines: Sequence[_Line]) -> Iterator[_Line]:
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
            (one, _SOURCE_METHODS[one.statement.origin])
            for one in self._pool.candidates
            if one.sentence_number == failed.closest
            and one.statement.origin in _SOURCE_METHODS
            and one.words <= most
            and _has_most_of(one, wanted)
        ]
        for candidate, method in found:
            if not self._is_said(candidate, lines):
                yield _Line(candidate, failed, method)

    def _find_elsewhere(
        self, failed: DraftedStatement, wanted: Concepts
    ) -> Iterator[CheckedClaim]:
        """Yield supported statements of other drafts that say the same as one that fails."""
        for draft in self._drafts:
            for other in draft:
                same = other.closest == failed.closest is not None
                if same and self._is_printable(other) and failed not in draft:
                    candidate = self._build(other.claim)
                    if _has_most_of(candidate, wanted):
                        yield other.claim

    def _can_stand(self, line: _Line | None, before: _Line | None, *, near: bool) -> bool:
        """Whether a line says behind the one before it what it says in its draft.

        `near` is whether that is there also in the draft. A "he" needs somebody whom it can mean,
        a "however" or an "it" the very sentence that it went on from.
        """
        if line is None or not self._leans(line.candidate):
            return True
        if before is None:
            return False
        if opens_with_person(self._tokenize(line.candidate.statement.text)):
            return self._may_follow(line.candidate, before.candidate)
        as_drafted = before.own is not None and before.method not in _SOURCE_METHODS.values()
        return near and as_drafted

    def _settle(self, line: _Line | None, rest: Sequence[_Line]) -> _Line | None:
        """Return a line without its connective, or the article's own wording; None if neither.

        What is printed needs no sentence before it.
        """
        if line is None:
            return None
        shorter = strip_connective(line.candidate.statement.text)
        if shorter is not None:
            (claim,) = self._verifier.check_all([Claim(shorter)])
            if claim.verdict is Verdict.SUPPORTED:
                candidate = self._build(claim)
                if not (self._leans(candidate) or tells_about_text(shorter)):
                    return replace(line, candidate=candidate)
        return next(
            (
                _Line(one, line.own, _SOURCE_METHODS[one.statement.origin])
                for one in self._pool.candidates
                if one.sentence_number == line.candidate.sentence_number
                and one.statement.origin in _SOURCE_METHODS
                and not self._leans(one)
                and not self._is_said(one, rest)
            ),
            None,
        )

    def fit(self, lines: Sequence[_Line]) -> list[_Line]:
        """Leave out what adds least, with what leans on it, or add what matters and is not said."""
        kept = list(lines)
        while _count(kept) > self._window.high:
            runs = [self._find_run(kept, place) for place in range(len(kept))]
            rest = [kept[: run.start] + kept[run.stop :] for run in runs]
            kept = max(rest, key=self.rate)
        while _count(kept) < self._window.low:
            new = self._find_missing(kept)
            if new is None:
                break
            kept = self._insert(kept, new)
        return kept

    def rate(self, lines: Sequence[_Line]) -> float:
        """Return how much of what matters some lines cover, for their length."""
        candidates = [one.candidate for one in lines]
        return compute_density(
            ConceptCover(self._pool.weights, candidates).value, count_words(candidates)
        )

    def _find_missing(self, lines: Sequence[_Line]) -> Candidate | None:
        """Return the candidate that adds most to some lines and fits the window.

        A whole sentence is preferred: what was cut may lean on what was cut off.
        """
        room = self._window.high - _count(lines)
        cover = ConceptCover(self._pool.weights, [one.candidate for one in lines])
        fit = (
            one
            for one in self._pool.candidates
            if one.words <= room and not self._leans(one) and not self._is_said(one, lines)
        )
        return max(
            fit,
            key=lambda one: (
                one.statement.origin is not Origin.EDITED,
                cover.gain(one) / one.words,
            ),
            default=None,
        )

    def _insert(self, lines: list[_Line], new: Candidate) -> list[_Line]:
        """Insert a sentence by its place in the article, but before no line that leans."""
        earlier = [
            place
            for place, one in enumerate(lines)
            if min(self._find_said(one.candidate.statement)) < new.sentence_number
        ]
        place = self._find_run(lines, earlier[-1]).stop if earlier else 0
        return [*lines[:place], _Line(new), *lines[place:]]

    def _find_run(self, lines: Sequence[_Line], place: int) -> range:
        """Return the places of a line and of those behind it that lean on it."""
        end = place + 1
        while end < len(lines) and self._leans(lines[end].candidate):
            end += 1
        return range(place, end)

    def _leans(self, one: Candidate) -> bool:
        text = one.statement.text
        return one.self_containedness < SELF_CONTAINED_FROM or leans_on_context(
            text, self._tokenize(text)
        )

    def _may_follow(self, line: Candidate, before: Candidate) -> bool:
        """Whether a "he" can be the same person behind this line as in the article.

        That is somebody whom both the evidence and the line before name; where the evidence names
        nobody, the line before must have a name and render it or the sentence before it.
        """
        numbers = line.statement.sentence_numbers
        evidence = [token for number in numbers for token in self._annotated.tokens(number)]
        told = self._tokenize(before.statement.text)
        named = may_refer_to(evidence, told)
        if named is not None:
            return named
        near = {near for number in numbers for near in (number - 1, number)}
        has_name = any(token.kind is Kind.NAME for token in told)
        return has_name and not near.isdisjoint(before.statement.sentence_numbers)

    def _is_said(self, candidate: Candidate, lines: Sequence[_Line]) -> bool:
        """Whether a line says what a candidate says, or renders the same sentence."""
        return any(
            is_redundant(candidate, one.candidate)
            or candidate.sentence_number in self._find_said(one.candidate.statement)
            for one in lines
        )

    def _find_said(self, claim: CheckedClaim) -> frozenset[int]:
        """Return the evidence that a statement renders; other evidence only gives names."""
        keys = {token.key for token in self._tokenize(claim.text) if token.is_content}
        least = _SAID_SHARE * len(keys)
        numbers = claim.sentence_numbers
        said = (n for n in numbers if len(keys & self._annotated.keys(n)) >= least)
        return frozenset(said) or frozenset(numbers)

    def _build(self, claim: CheckedClaim) -> Candidate:
        return build_candidate(claim, self._annotated, min(self._find_said(claim)))

    def _tokenize(self, text: str) -> Tokens:
        return tokenize(text, self._annotated.language)


_SOURCE_METHODS = {
    Origin.SOURCE: RepairMethod.SOURCE,
    Origin.EDITED: RepairMethod.SHORTENED,
}


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
