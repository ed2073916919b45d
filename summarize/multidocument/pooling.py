"""Pooling: the candidates of several documents -> the best selection over all of them. Pure.

A concept's weight is added up over the documents that have it, so that what several documents say
matters more (Gillick and Favre 2009 weigh a concept by the number of its documents). That each
document has its say is a concept like any other: its statements cover it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace

from summarize.multidocument.members import Member
from summarize.nlp.english.function_words import BE_FORMS
from summarize.nlp.english.stance_words import ATTRIBUTION
from summarize.nlp.normalize import tokenize
from summarize.nlp.tokens import Kind, plain_at
from summarize.rewriting.needs import Need
from summarize.selection.candidates import CandidatePool
from summarize.selection.optimizer import (
    Candidate,
    ConceptCover,
    LengthWindow,
    compute_density,
    select_candidates,
)
from summarize.selection.summary import drop_dangling

# The sentences of one document are numbered apart from those of the next.
_STRIDE = 10_000_000
# The exponent by which the weights of a concept in several documents are added up, as those of
# several sentences in one are: 1 gives their sum.
_POWER_MEAN = 2.0
# What a document's say is worth, beside the statement that covers most.
_SAY_WEIGHT = 1.0
# The candidates of all documents together, and of each at least, by sentences.
_MOST_SENTENCES, _LEAST_SENTENCES = 300, 8
_MOST_ROUNDS = 40
# What is left of the quality of a statement that refers to something before it, where the sentence
# before is not printed: the statement before may be another document's.
_REFERRING_QUALITY = 0.4
_SUBJECT_PRONOUNS = frozenset("he she it they his her its their this these those such".split())
_OBJECT_PRONOUNS = frozenset("him them".split())

Repeats = Callable[[Candidate, Candidate], bool]


def locate(candidate: Candidate) -> tuple[int, int]:
    """Return the number of a pooled candidate's source, and of its sentence in there."""
    return divmod(candidate.sentence_number, _STRIDE)


def restore(candidate: Candidate) -> Candidate:
    """Return a pooled candidate with the number of its sentence in its own document."""
    return replace(candidate, sentence_number=locate(candidate)[1], needs=())


def pool_candidates(
    members: Sequence[Member], banned: Collection[tuple[int, int]] = ()
) -> CandidatePool:
    """Return the candidates of all documents as those of one, the best sentences of each.

    `banned` are sentences, each with the number of its source, that are left out unless a document
    has no others.
    """
    most = max(_LEAST_SENTENCES, _MOST_SENTENCES // max(1, len(members)))
    shifted: list[Candidate] = []
    powers: defaultdict[str, float] = defaultdict(float)
    for member in members:
        highest = max(member.pool.weights.values(), default=1.0)
        for concept, weight in member.pool.weights.items():
            powers[concept] += (weight / highest) ** _POWER_MEAN
        every = member.pool.candidates
        allowed = [one for one in every if (member.number, one.sentence_number) not in banned]
        shifted += [
            _shift(one, member.number)
            for one in _keep_best(allowed or every, member.pool.weights, most)
        ]
    weights = {concept: power ** (1 / _POWER_MEAN) for concept, power in powers.items()}
    cover = ConceptCover(weights)
    say = _SAY_WEIGHT * max((cover.gain(one) for one in shifted), default=0.0)
    weights |= {_name_say(member.number): say for member in members}
    return CandidatePool(tuple(shifted), weights)


def select_over_documents(
    pool: CandidatePool, window: LengthWindow, repeats: Repeats
) -> list[Candidate]:
    """Return the statements that together cover most, none of which `repeats` another one.

    They are in the order of the documents, and in each in its own.
    """
    left = list(pool.candidates)
    for _ in range(_MOST_ROUNDS):
        chosen = select_candidates(left, pool.weights, window)
        worse = _find_repeated(chosen, pool.weights, repeats)
        if not worse:
            break
        left = [one for one in left if one.sentence_number not in worse]
    chosen = [one for one in chosen if one.sentence_number not in worse]
    return drop_dangling(chosen, window.low)


def _find_repeated(
    chosen: Sequence[Candidate], weights: Mapping[str, float], repeats: Repeats
) -> set[int]:
    """Return the numbers of those sentences that say what a better one says."""

    def rate(one: Candidate) -> float:
        return compute_density(ConceptCover(weights).gain(one), one.words)

    worse: set[int] = set()
    ranked = sorted(chosen, key=lambda one: (-rate(one), one.sentence_number))
    for place, one in enumerate(ranked):
        better = (other for other in ranked[:place] if other.sentence_number not in worse)
        if any(repeats(other, one) for other in better):
            worse.add(one.sentence_number)
    return worse


def _keep_best(
    candidates: Sequence[Candidate], weights: Mapping[str, float], most: int
) -> list[Candidate]:
    """Return the candidates of the sentences that cover most for their length."""
    cover = ConceptCover(weights)
    best: defaultdict[int, float] = defaultdict(float)
    for one in candidates:
        value = compute_density(cover.gain(one), one.words)
        best[one.sentence_number] = max(best[one.sentence_number], value)
    kept = set(sorted(best, key=lambda number: (-best[number], number))[:most])
    return [one for one in candidates if one.sentence_number in kept]


def _shift(one: Candidate, source: int) -> Candidate:
    """Return a candidate with numbers of sentences that no other document has."""
    start = source * _STRIDE
    needs = tuple(
        Need(frozenset(start + number for number in need.sentences), need.factor, need.noun)
        for need in one.needs
    )
    return replace(
        one,
        quality=one.quality * (_REFERRING_QUALITY if refers_back(one.statement.text) else 1.0),
        sentence_number=start + one.sentence_number,
        concepts=one.concepts | {_name_say(source)},
        needs=needs,
    )


def refers_back(text: str) -> bool:
    """Whether a statement in English surely refers to something before it.

    `"Nearly all of them came back.", "Workers had laid felt there." -> True`
    """
    nouns = 0
    tokens = tokenize(text)
    for place, token in enumerate(tokens):
        said = plain_at(tokens, place + 1) in ATTRIBUTION and plain_at(tokens, place - 1) == ","
        if token.plain in _SUBJECT_PRONOUNS and (said or not nouns):
            return True
        if token.plain in _OBJECT_PRONOUNS and nouns < 2:
            return True
        if token.plain == "there" and plain_at(tokens, place + 1) not in BE_FORMS | {"will"}:
            return True
        nouns += token.kind in (Kind.WORD, Kind.NAME) and not token.plain.endswith("ly")
    return False


def _name_say(source: int) -> str:
    """Return the concept that a document has its say: no word has this form."""
    return f"\0source {source}"
