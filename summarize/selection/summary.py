"""Summary selection: candidates -> sentences of the requested length, paragraphs, repairs."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import pairwise

from summarize.generation.chunking import split_evenly
from summarize.results import CheckedClaim, Claim, Dropped, Origin, Repair, RepairMethod
from summarize.rewriting.self_contained import SELF_CONTAINED_FROM, UNDERSTOOD_FROM
from summarize.selection.candidates import CandidatePool
from summarize.selection.optimizer import (
    Candidate,
    ConceptCover,
    LengthWindow,
    compute_density,
    count_words,
    is_redundant,
    select_candidates,
)
from summarize.selection.ordering import realize
from summarize.selection.votes import DraftVotes
from summarize.settings import TLDR_MAX_WORDS
from summarize.verification.checker import Checker
from summarize.verification.verdicts import ClaimVerifier

# The length may differ from the requested one by this share.
LENGTH_TOLERANCE = 0.15
# A summary at the edge of the tolerance is worth 4.5 % less than one of the requested length:
# without that, most are short by a tenth (docs/experiments.md).
_DEVIATION_COST = 2.0
# At most such a share of a summary of so many words stands in the first tenth of its article, if
# what comes later is worth so much of the best: else a summary of news is little but its opening.
# The first tenth of a document of more sentences than this is more than an opening.
_OPENING, _OPENING_SHARE, _MIN_LIMITED_WORDS, _NEARLY_AS_GOOD = 0.1, 0.5, 80, 0.93
_MAX_ARTICLE_SENTENCES = 100
# So often the best is chosen again without what would not be understood beside it.
_MOST_TRIES = 5
# A summary of so many words has paragraphs, of at most so many; and the cost of beginning one
# where no section begins (see `chunking.split_evenly`).
_MIN_WORDS_FOR_PARAGRAPHS, _MAX_PARAGRAPH_WORDS, _BREAK_COST = 180, 120, 0.5
# A TL;DR has at most so many sentences, and so many words: at least, best, at most.
TLDR_SENTENCES, _TLDR_WINDOW = 2, (10, 24, TLDR_MAX_WORDS)
# A digest may be shorter than requested by this share, and longer by this: a sentence of
# average length must fit one of few words.
_DIGEST_SHORTER, _DIGEST_LONGER = 0.1, 0.5


def select_summary(
    pool: CandidatePool, checker: Checker, window: LengthWindow, *, is_list: bool = False
) -> tuple[CheckedClaim, ...]:
    """Return the best sentences of a whole article, not most of them from its opening.

    They are within a window of lengths and in the article's order; in a list, each stands alone.
    """
    if is_list:
        pool = _keep_separable(pool, window)
    chosen = _select_understood(pool, window)
    size = len(checker.annotated.document.sentences)
    if window.target >= _MIN_LIMITED_WORDS and size <= _MAX_ARTICLE_SENTENCES:
        last = math.ceil(_OPENING * size)
        chosen = _limit_opening(chosen, pool, window, last)
    return _realize(chosen, pool, checker, window, is_list=is_list)


def select_within(
    pool: CandidatePool, checker: Checker, window: LengthWindow
) -> tuple[CheckedClaim, ...]:
    """Return the best sentences, within a window of lengths, in the article's order."""
    chosen = _select_understood(pool, window)
    return _realize(chosen, pool, checker, window)


def choose_tldr(
    pool: CandidatePool, checker: Checker, window: LengthWindow
) -> tuple[CheckedClaim, ...]:
    """Return one or two sentences; where none is so short, the shortest that there is."""
    least = window.high // (TLDR_SENTENCES + 1) + 1
    whole = tuple(one for one in pool.candidates if one.words >= least)
    few = replace(pool, candidates=whole or pool.candidates)
    found = select_within(few, checker, window) or select_within(pool, checker, window)
    if found or not pool.candidates:
        return found[:TLDR_SENTENCES]
    shortest = min(one.words for one in pool.candidates)
    wider = replace(window, target=shortest, high=shortest)
    return select_within(pool, checker, wider)[:1]


def build_tldr_window(most: int) -> LengthWindow:
    """Return the lengths of a line or two, in an article whose summary may have `most` words."""
    low, aim, high = (min(words, most) for words in _TLDR_WINDOW)
    return LengthWindow(low, aim, high, _DEVIATION_COST)


def _realize(
    chosen: Sequence[Candidate],
    pool: CandidatePool,
    checker: Checker,
    window: LengthWindow,
    *,
    is_list: bool = False,
) -> tuple[CheckedClaim, ...]:
    kept = _drop_dangling(chosen, window.low)
    return tuple(realize(kept, checker, window, pool.unread, is_list=is_list))


def _select_understood(pool: CandidatePool, window: LengthWindow) -> list[Candidate]:
    """Return the best selection without what is not understood beside the rest of it.

    Where nothing better fits the window it may keep some.
    """
    chosen = select_candidates(pool.candidates, pool.weights, window)
    best, least, left = chosen, len(chosen), pool.candidates
    for _ in range(_MOST_TRIES):
        stray = _find_stray(chosen)
        if len(stray) < least and count_words(chosen) >= min(window.low, count_words(best)):
            best, least = chosen, len(stray)
        if not stray:
            break
        gone = {one.statement.text for one in stray}
        left = tuple(one for one in left if one.statement.text not in gone)
        chosen = select_candidates(left, pool.weights, window)
    return best


def _find_stray(chosen: Sequence[Candidate]) -> list[Candidate]:
    """Return what is not understood beside the rest: nothing that it leans on is chosen."""
    places = [one.sentence_number for one in chosen]
    pairs = zip(chosen, [-1, *places], strict=False)
    return [one for one, last in pairs if not one.is_understood_beside(frozenset(places), last)]


def _keep_separable(pool: CandidatePool, window: LengthWindow) -> CandidatePool:
    """Return the pool with only what stands alone, as in a list; all where that is too little."""
    alone = tuple(
        replace(one, quality_in_context=one.quality)
        for one in pool.candidates
        if one.self_containedness >= SELF_CONTAINED_FROM
    )
    words = {one.sentence_number: one.words for one in alone}
    return replace(pool, candidates=alone) if sum(words.values()) >= window.low else pool


def _limit_opening(
    chosen: list[Candidate], pool: CandidatePool, window: LengthWindow, last: int
) -> list[Candidate]:
    """Return a selection of which at most half stands in the sentences up to the `last`.

    That is the one that was chosen if none is nearly as good.
    """
    least = _NEARLY_AS_GOOD * _measure_worth(chosen, pool)
    limited, left = chosen, pool.candidates
    while _measure_worth(limited, pool) >= least:
        opening = [one for one in limited if one.sentence_number <= last]
        if count_words(opening) <= _OPENING_SHARE * count_words(limited) or len(opening) < 2:
            return limited
        worst = min(opening, key=lambda one: one.quality).sentence_number
        left = tuple(one for one in left if one.sentence_number != worst)
        limited = _select_understood(replace(pool, candidates=left), window)
    return chosen


def _measure_worth(chosen: Sequence[Candidate], pool: CandidatePool) -> float:
    return compute_density(ConceptCover(pool.weights, chosen).value, count_words(chosen))


def build_window(target: int, most: int) -> LengthWindow:
    """Return the lengths within the tolerance: `120, 500 -> LengthWindow(102, 120, 138, 2.0)`."""
    # Rounded first: 100 * 1.15 is a little less than 115.
    low, high = (round(target * (1 + share), 6) for share in (-LENGTH_TOLERANCE, LENGTH_TOLERANCE))
    low, aim, high = (min(words, most) for words in (math.ceil(low), target, math.floor(high)))
    return LengthWindow(low, aim, high, _DEVIATION_COST)


def _drop_dangling(chosen: Sequence[Candidate], low: int) -> list[Candidate]:
    """Drop what is not understood beside the rest: nothing that it leans on is chosen.

    At least `low` words remain.
    """
    kept = list(chosen)
    while True:
        spare = sum(one.words for one in kept) - low
        stray = [one for one in _find_stray(kept) if one.words <= spare]
        if not stray:
            return kept
        # One at a time: the sentence after it may be dangling as well now.
        kept.remove(min(stray, key=lambda candidate: candidate.quality))


def find_paragraph_breaks(sentences: Sequence[CheckedClaim]) -> tuple[int, ...]:
    """Return where the paragraphs of a long summary begin: with the article's sections, if any.

    Otherwise where the summary skips most sentences. A short one is a single paragraph.
    """
    sizes = [one.words for one in sentences]
    if sum(sizes) < _MIN_WORDS_FOR_PARAGRAPHS:
        return ()
    # Its first evidence is the sentence that a statement renders; the others give names.
    rendered = [one.sentence_numbers[0] for one in sentences]
    leaps = [after - before for before, after in pairwise(rendered)]
    sections = [one.evidence[0].section for one in sentences]
    furthest = max([1, *leaps])
    least = _BREAK_COST / 2 if len(set(sections)) > 1 else 0.0
    costs = [0.0] + [
        least + (_BREAK_COST - least) * (1 - leap / furthest) if here == before else 0.0
        for leap, (before, here) in zip(leaps, pairwise(sections), strict=True)
    ]
    runs = split_evenly(sizes, costs, max(_MAX_PARAGRAPH_WORDS, *sizes))
    return tuple(run.start for run in runs[1:])


def explain_dropped(
    printed: Sequence[CheckedClaim], votes: DraftVotes
) -> tuple[tuple[Dropped, ...], tuple[Repair, ...]]:
    """Return which failed statements are dropped and which are repaired, given the printed ones.

    The sentence that it was closest to is printed in another draft's words, edited, in the
    article's own words, whole or compressed, or not at all (dropped, with its reasons).
    """
    by_number = {number: one for one in printed for number in one.sentence_numbers}
    by_text = {one.text: one for one in printed}
    edits = {failed.edit.text for failed in votes.failed if failed.edit is not None}
    rewrites = {failed.rewrite.text for failed in votes.failed if failed.rewrite is not None}
    repairs: dict[str, Repair] = {}
    dropped: dict[str, Dropped] = {}
    for failed in votes.failed:
        claim = failed.claim
        new = failed.rewrite.text if failed.rewrite is not None else ""
        instead = by_text.get(new)
        if instead is None and failed.closest is not None:
            instead = by_number.get(failed.closest)
        if instead is None:
            dropped.setdefault(claim.text, Dropped(claim.text, claim.reasons))
        else:
            rewritten = instead.text in rewrites
            method = RepairMethod.REWRITE if rewritten else _repair_method(instead, edits)
            repair = Repair(claim.text, instead.text, method, claim.reasons)
            repairs.setdefault(claim.text, repair)
    return tuple(dropped.values()), tuple(repairs.values())


def _repair_method(instead: CheckedClaim, edits: Collection[str]) -> RepairMethod:
    if instead.origin is Origin.MODEL:
        return RepairMethod.DRAFT
    if instead.origin is Origin.SOURCE:
        return RepairMethod.SOURCE
    return RepairMethod.EDIT if instead.text in edits else RepairMethod.SHORTENED


def select_digest(pool: CandidatePool, words: int) -> list[Candidate]:
    """Return about `words` words of the most important statements, in the article's order."""
    window = LengthWindow(
        round(words * (1 - _DIGEST_SHORTER)), words, round(words * (1 + _DIGEST_LONGER))
    )
    return select_candidates(pool.candidates, pool.weights, window)


def select_notes(pool: CandidatePool, words: int) -> list[Candidate]:
    """Return the same, the model's own statements first, then what they do not say.

    Its statements that are not understood behind the others are left out.
    """
    own = [one for one in pool.candidates if one.statement.origin is Origin.MODEL]
    places = {one.sentence_number for one in own}
    own = [one for one in own if one.self_containedness_beside(places) >= UNDERSTOOD_FROM]
    chosen = select_digest(replace(pool, candidates=tuple(own)), words)
    said = frozenset[str]().union(*(one.concepts for one in chosen))
    rest = CandidatePool(
        tuple(
            one
            for one in pool.candidates
            if one.statement.origin is not Origin.MODEL
            and not any(is_redundant(one, other) for other in chosen)
        ),
        {concept: weight for concept, weight in pool.weights.items() if concept not in said},
    )
    left = words - count_words(chosen)
    more = select_digest(rest, left) if left > 0 else []
    return sorted([*chosen, *more], key=lambda one: (one.sentence_number, one.words))


def label_draft(
    draft: Sequence[Claim], verifier: ClaimVerifier, most: int
) -> tuple[CheckedClaim, ...]:
    """Return the model's own draft with its verdicts, whatever they are (`--unchecked`).

    It is cut after the last sentence that fits `most` words; the first is always there.
    """
    kept: list[CheckedClaim] = []
    words = 0
    for checked in verifier.check_all(draft):
        words += checked.words
        if kept and words > most:
            break
        kept.append(checked)
    return tuple(kept)
