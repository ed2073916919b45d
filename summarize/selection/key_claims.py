"""Key claims: distinct, self-contained statements, the important ones first."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from summarize.document import length_factor
from summarize.nlp.annotated_document import AnnotatedDocument
from summarize.nlp.english import claim_words
from summarize.results import CheckedClaim
from summarize.rewriting.decontextualize import print_turn
from summarize.rewriting.introduce_people import introduce_people
from summarize.rewriting.page_references import cites_others
from summarize.selection.candidates import (
    CandidatePool,
    build_candidate,
    is_question,
    score_brevity,
)
from summarize.selection.claim_worth import is_trivial, is_understood_alone
from summarize.selection.optimizer import (
    Candidate,
    ConceptCover,
    is_redundant,
    rank_candidates,
)
from summarize.selection.repetition import SaidBefore
from summarize.verification.checker import Checker

# Longer sentences are claims only where they can be compressed.
MAX_CLAIM_WORDS = 36
# A claim needs nothing around it: no "But" at its beginning, no bare quotation.
_MIN_SELF_CONTAINEDNESS = 0.65
# A claim that adds less than this share of what the best one adds is padding.
_MIN_GAIN_SHARE = 0.05
# Without a figure or an event a claim is one of so many sentences that matter most, and of this
# share of the others.
_FIRST_SENTENCES, _SHARE_OF_OTHERS = 40, 0.1
# The exponent by which the salience of its sentence takes part in the worth of a claim.
_SALIENCE_POWER = 1.5
_BACKGROUND = re.compile(claim_words.BACKGROUND_HEADINGS, re.IGNORECASE)
# A claim of fewer words says too little to be understood alone, in a long document.
_FULL_WORDS = 20
# What is left of the worth of a claim about the work of others.
_CITED_WORTH = 0.5
# So many times as many claims are ranked as are wanted: some say others again.
_TRIES = 2


def select_key_claims(
    pool: CandidatePool, checker: Checker, most: int, printed: Sequence[CheckedClaim] = ()
) -> tuple[CheckedClaim, ...]:
    """Return at most `most` claims of at most 36 words, the most important first.

    Each counts what it adds to those before it and to the `printed` sentences of the summary;
    none says one of them again, is a mere detail, or needs what is printed beside it. There are
    fewer if the article has fewer of that kind.
    """
    annotated = checker.annotated
    said = [build_candidate(one, annotated) for one in printed]
    before = SaidBefore(annotated)
    for one in said:
        before.add(one.statement, one.sentence_number)
    least_salience = _find_least_salience(pool)
    claims = [
        _weigh(one, pool, annotated)
        for one in pool.candidates
        if _may_be_claim(one, pool, annotated, least_salience)
        and not any(is_redundant(one, other) for other in said)
        and not before.says(one.statement.text)
    ]
    cover, chosen, least = ConceptCover(pool.weights, said), list[CheckedClaim](), 0.0
    for claim in rank_candidates(claims, pool.weights, _TRIES * most, said):
        gain = cover.gain(claim)
        least = max(least, _MIN_GAIN_SHARE * gain)
        if gain < least or len(chosen) == most:
            break
        if before.says(claim.statement.text):
            continue
        cover.add(claim)
        before.add(claim.statement, claim.sentence_number)
        room = MAX_CLAIM_WORDS - claim.words
        introduced = introduce_people(claim.statement, checker, room, pool.unread)
        chosen.append(print_turn(introduced, annotated))
    return tuple(chosen)


def _may_be_claim(
    one: Candidate, pool: CandidatePool, annotated: AnnotatedDocument, least_salience: float
) -> bool:
    """Whether a statement is one short proposition that is understood alone, and no detail."""
    return (
        0 < one.words <= MAX_CLAIM_WORDS * length_factor(one.statement.text)
        and one.self_containedness >= _MIN_SELF_CONTAINEDNESS
        and not is_question(one.statement.text)
        and is_understood_alone(one, annotated)
        and not is_trivial(one, _find_salience(one, pool), annotated, least_salience)
    )


def _find_least_salience(pool: CandidatePool) -> float:
    """Return the least salience of a claim's sentence: of many sentences only the best count."""
    ranked = sorted(pool.salience.values(), reverse=True)
    last = _FIRST_SENTENCES + round(_SHARE_OF_OTHERS * len(ranked))
    return ranked[last] if last < len(ranked) else 0.0


def _weigh(one: Candidate, pool: CandidatePool, annotated: AnnotatedDocument) -> Candidate:
    """Return a candidate as a claim: without context, and worth what its sentence matters.

    What others have found, and the document cites, is worth less, and so is the background.
    """
    worth = one.quality * _find_salience(one, pool) ** _SALIENCE_POWER
    worth *= score_brevity(one, annotated, _FULL_WORDS)
    if cites_others(annotated.sentence_text(one.sentence_number)):
        worth *= _CITED_WORTH
    place = annotated.document.sentence(one.sentence_number).span.start
    if any(_BACKGROUND.search(heading) for heading in annotated.document.headings_at(place)):
        worth *= _CITED_WORTH
    return replace(one, quality=worth, quality_in_context=worth)


def _find_salience(one: Candidate, pool: CandidatePool) -> float:
    return pool.salience.get(one.sentence_number, 1.0)
