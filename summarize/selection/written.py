"""The written way: the model's best draft is the summary, mended where it does not stand.

The draft keeps its order, its transitions and its pronouns. A sentence that is not supported is
put in the words of another draft, edited, rewritten once by the model, replaced by the article's
sentence, or left out; then the whole is brought to the length asked for. Where too little of a
draft stands, it is not kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from summarize.generation.drafts import GenerationSession
from summarize.results import CheckedClaim, Origin
from summarize.rewriting.model_rewrite import rewrite_statements
from summarize.rewriting.self_contained import SELF_CONTAINED_FROM
from summarize.selection.candidates import CandidatePool, build_candidate, find_rendered_sentence
from summarize.selection.optimizer import (
    Candidate,
    ConceptCover,
    LengthWindow,
    compute_density,
    count_words,
    is_redundant,
)
from summarize.selection.ordering import realize
from summarize.selection.votes import DraftedStatement
from summarize.verification.checker import Checker
from summarize.verification.verdicts import ClaimVerifier

# A draft is kept if so much of what is left of it, by words, is in the model's own words.
_MIN_OWN_SHARE = 0.25
# The same is said in another draft if so much of the statement's concepts is.
_SAME_CONCEPTS = 0.5

Draft = Sequence[DraftedStatement]


def rewrite_best_draft(
    drafts: Sequence[Draft], session: GenerationSession, verifier: ClaimVerifier
) -> list[tuple[DraftedStatement, ...]]:
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
    drafts: Sequence[Draft], pool: CandidatePool, checker: Checker, window: LengthWindow
) -> tuple[CheckedClaim, ...] | None:
    """Return the best draft, mended, within the window; None if too little of every draft stands.

    The best covers most of what matters in its length, by the weights of the pool, in the
    model's own words.
    """
    mender = _Mender(drafts, pool, checker, window)
    mended = [mender.mend(draft) for draft in drafts]
    kept = [
        lines
        for lines in mended
        if measure_own_share(lines) >= _MIN_OWN_SHARE and count_words(lines) >= window.low
    ]
    if not kept:
        return None
    best = max(kept, key=lambda lines: _value(lines, pool) * (1 + measure_own_share(lines)))
    return tuple(realize(best, checker, window, pool.unread))


def measure_own_share(lines: Sequence[Candidate]) -> float:
    """Return how much of some lines is in the model's own words, 0 to 1: the share of the words."""
    own = [one for one in lines if one.statement.origin is Origin.MODEL]
    return count_words(own) / max(1, count_words(lines))


def _value(lines: Sequence[Candidate], pool: CandidatePool) -> float:
    return compute_density(ConceptCover(pool.weights, lines).value, count_words(lines))


class _Mender:
    """Mends drafts of one document; each becomes a list of candidates in the draft's order."""

    def __init__(
        self,
        drafts: Sequence[Draft],
        pool: CandidatePool,
        checker: Checker,
        window: LengthWindow,
    ) -> None:
        self._drafts, self._pool = drafts, pool
        self._checker, self._window = checker, window

    def mend(self, draft: Draft) -> list[Candidate]:
        """Return a draft with what fails mended, and of about the length asked for."""
        lines: list[Candidate] = []
        kept = True  # whether the sentence before is there, so that a "he" means what it meant
        for statement in draft:
            line = next(self._propose(statement, lines, kept), None)
            kept = line is not None and line.statement in _list_own(statement)
            if line is not None:
                lines.append(line)
        return self._fill(self._trim(lines))

    def _propose(
        self, statement: DraftedStatement, lines: Sequence[Candidate], kept: bool
    ) -> Iterator[Candidate]:
        """Yield what may be printed for a statement of a draft behind these lines, best first."""
        own = [statement.claim] if statement.is_supported else []
        mended = [one for one in (statement.edit, statement.rewrite) if one is not None]
        wordings = (*own, *self._find_elsewhere(statement), *mended)
        found = [self._build(claim) for claim in wordings]
        found += [one for one in self._pool.candidates if one.sentence_number == statement.closest]
        yield from (
            one
            for one in found
            if not any(is_redundant(one, other) for other in lines)
            and (
                one.self_containedness >= SELF_CONTAINED_FROM
                or (kept and one.statement in _list_own(statement))
            )
        )

    def _find_elsewhere(self, statement: DraftedStatement) -> Iterator[CheckedClaim]:
        """Yield supported statements of other drafts that say the same as one that fails."""
        if statement.is_supported or statement.closest is None:
            return
        concepts = self._build(statement.claim, statement.closest).concepts
        for draft in self._drafts:
            for other in draft:
                if other.is_supported and other.closest == statement.closest:
                    shared = concepts & self._build(other.claim).concepts
                    if len(shared) >= _SAME_CONCEPTS * len(concepts):
                        yield other.claim

    def _build(self, claim: CheckedClaim, sentence_number: int | None = None) -> Candidate:
        annotated = self._checker.annotated
        number = sentence_number or find_rendered_sentence(claim, annotated)
        return build_candidate(claim, annotated, number)

    def _trim(self, lines: list[Candidate]) -> list[Candidate]:
        """Leave out what adds least, with what leans on it, until the lines fit the window."""
        while count_words(lines) > self._window.high:
            runs = [_find_run(lines, place) for place in range(len(lines))]
            rest = [lines[: run.start] + lines[run.stop :] for run in runs]
            lines = max(rest, key=lambda kept: _value(kept, self._pool))
        return lines

    def _fill(self, lines: list[Candidate]) -> list[Candidate]:
        """Add what matters most and is not said yet, as long as it fits the window."""
        while True:
            words, cover = count_words(lines), ConceptCover(self._pool.weights, lines)
            fit = [
                one
                for one in self._pool.candidates
                if words + one.words <= self._window.high
                and one.self_containedness >= SELF_CONTAINED_FROM
                and not any(is_redundant(one, other) for other in lines)
            ]
            best = max(fit, key=lambda one: cover.gain(one) / one.words, default=None)
            if best is None:
                return lines
            short = words < self._window.low
            more = compute_density(cover.value + cover.gain(best), words + best.words)
            if not short and more <= compute_density(cover.value, words):
                return lines
            lines = _insert(lines, best)


def _list_own(statement: DraftedStatement) -> tuple[CheckedClaim | None, ...]:
    """Return the wordings of a statement that refer to what its draft refers to."""
    return statement.claim, statement.edit, statement.rewrite


def _find_run(lines: Sequence[Candidate], place: int) -> range:
    """Return the places of a line and of those behind it that lean on it."""
    end = place + 1
    while end < len(lines) and lines[end].self_containedness < SELF_CONTAINED_FROM:
        end += 1
    return range(place, end)


def _insert(lines: list[Candidate], new: Candidate) -> list[Candidate]:
    """Insert a line by its place in the article, but before no line that leans on another."""
    earlier = [at for at, one in enumerate(lines) if one.sentence_number < new.sentence_number]
    place = _find_run(lines, earlier[-1]).stop if earlier else 0
    return [*lines[:place], new, *lines[place:]]
