"""Drafts and votes -> a summary of the length asked for; and the digest that merging reads."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from summarize.checking.folding import fold
from summarize.document import Role
from summarize.findings import CheckedClaim, Dropped, Origin, Repair, RepairMethod
from summarize.selection import MOST_CANDIDATES, Candidate, distinct, fit
from summarize.shortening import shorten
from summarize.standing_alone import CLEAR, worth_alone
from summarize.verify import Checker
from summarize.votes import Ballot

# The length may differ from what was asked for by this share.
TOLERANCE = 0.15
_AIM = 0.1  # aimed at: a little inside the tolerance
# With fewer content words than this, a sentence ("You?" he said.) says hardly anything,
# and with so few it is the number of a note, a label, a name.
_SUBSTANCE, _NOTHING = 5, 1
# Every sentence has a small say of its own, earlier ones a little more: it decides
# where the model gave no vote, and lets a long summary be filled.
_BASE = 0.05
_EARLY = 0.5
# The model's own wording is preferred to the article's where it stands.
_OWN_WORDING = 1.05
# A sentence in full is worth a little more than one that code has cut.
_SHORTENED = 0.97
# Up to this many sentences, all are shortened, whether or not the model voted for them.
_FEW = 60
# A very long summary needs more candidates to choose from: one for so many words.
_WORDS_A_CANDIDATE = 8


@dataclass(frozen=True, slots=True)
class Account:
    """What became of the statements that failed: see `account`."""

    dropped: tuple[Dropped, ...]
    repairs: tuple[Repair, ...]


def candidates(ballot: Ballot, checker: Checker, numbers: Iterable[int]) -> list[Candidate]:
    """All checked wordings for the sentences with these numbers, scored by the votes.

    The article's own sentence is always among them, with its shortened form as another
    length; drafts that stand, as they came or edited, come on top.
    """
    allowed = set(numbers)
    own = [
        one
        for one in (_own(number, len(allowed), ballot, checker) for number in sorted(allowed))
        if len(one.keys) > _NOTHING
    ]
    standing = {
        claim.text: claim
        for claim in ballot.standing
        if claim.origin is not Origin.SOURCE
        and all(evidence.sentence in allowed for evidence in claim.evidence)
    }
    return [*own, *(_candidate(claim, ballot, checker) for claim in standing.values())]


def _own(number: int, among: int, ballot: Ballot, checker: Checker) -> Candidate:
    """The article's own sentence, the worthier of its lengths first.

    Of many, only those with a vote are shortened: each costs some checks.
    """
    whole = _candidate(checker.sentence(number), ballot, checker)
    voted = ballot.votes.get(number, 0.0) > 0
    short = shorten(number, checker) if voted or among <= _FEW else None
    if short is None:
        return whole
    shorter = _candidate(short, ballot, checker)
    shorter = replace(shorter, score=shorter.score * _SHORTENED)
    best, other = sorted((whole, shorter), key=lambda one: -one.score)
    return replace(best, others=(other,))


def _candidate(claim: CheckedClaim, ballot: Ballot, checker: Checker) -> Candidate:
    numbers = [evidence.sentence for evidence in claim.evidence]
    voted = sum(ballot.votes.get(number, 0.0) for number in numbers) / len(numbers)
    score = voted + _BASE + _EARLY / min(numbers)
    tokens = fold(claim.text, checker.document.language)
    keys = frozenset(token.key for token in tokens if token.content)
    score *= min(1.0, len(keys) / _SUBSTANCE)
    alone = worth_alone(claim.text, tokens, quoted=numbers[0] in checker.index.quoted)
    score *= alone
    if claim.origin is Origin.MODEL:
        score *= _OWN_WORDING
    return Candidate(claim, score, keys, alone)


def prose(checker: Checker, unread: Collection[int] = frozenset()) -> Iterator[int]:
    """The numbers of the article's sentences that may be printed: prose that was read."""
    sentences = checker.document.sentences
    return (s.number for s in sentences if s.role is Role.PROSE and s.number not in unread)


def select(
    ballot: Ballot,
    checker: Checker,
    target: int,
    most: int,
    unread: Collection[int] = frozenset(),
) -> tuple[CheckedClaim, ...]:
    """The summary: about `target` words, never more than `most`, in the article's order.

    Sentences with an `unread` number, which the model never saw, are left out.
    """
    limit = max(MOST_CANDIDATES, target // _WORDS_A_CANDIDATE)
    pool = distinct(candidates(ballot, checker, prose(checker, unread)), limit)
    high = min(most, round(target * (1 + _AIM)))
    chosen = fit(pool, round(target * (1 - _AIM)), target, high)
    return tuple(one.statement for one in _understood(chosen, round(target * (1 - TOLERANCE))))


def _understood(chosen: Sequence[Candidate], low: int) -> list[Candidate]:
    """Without what misleads alone and whose neighbour is not there, as far as `low` words last."""
    kept = list(chosen)
    for one in sorted(chosen, key=lambda candidate: candidate.score):
        at = kept.index(one)
        led = at > 0 and _last(kept[at - 1]) == one.place - 1
        spare = sum(other.words for other in kept) - one.words >= low
        if one.alone < CLEAR and not led and spare:
            kept.remove(one)
    return kept


def _last(candidate: Candidate) -> int:
    return max(evidence.sentence for evidence in candidate.statement.evidence)


def account(printed: Sequence[CheckedClaim], ballot: Ballot) -> Account:
    """Say what happened to each failed statement, given what is printed.

    Its sentence of the article is there in another draft's words, edited, in the
    article's own words, whole or shortened, or not at all (dropped, with its reasons).
    """
    by_number = {
        evidence.sentence: statement for statement in printed for evidence in statement.evidence
    }
    edits = {claim.text for claim in ballot.standing if claim.origin is Origin.EDITED}
    repairs: dict[str, Repair] = {}
    dropped: dict[str, Dropped] = {}
    for claim, number in ballot.failed:
        instead = by_number.get(number) if number is not None else None
        if instead is None:
            dropped.setdefault(claim.text, Dropped(claim.text, claim.reasons))
        else:
            method = _method(instead, edits)
            repair = Repair(claim.text, instead.text, method, claim.reasons)
            repairs.setdefault(claim.text, repair)
    return Account(tuple(dropped.values()), tuple(repairs.values()))


def _method(instead: CheckedClaim, edits: Collection[str]) -> RepairMethod:
    if instead.origin is Origin.MODEL:
        return RepairMethod.DRAFT
    if instead.origin is Origin.SOURCE:
        return RepairMethod.SOURCE
    return RepairMethod.EDIT if instead.text in edits else RepairMethod.SHORTENED


def digest(ballot: Ballot, checker: Checker, numbers: Sequence[int], words: int) -> list[Candidate]:
    """The most important checked statements of one part, at most `words` words in all."""
    pool = distinct(candidates(ballot, checker, numbers))
    return fit(pool, round(words * (1 - _AIM)), words, words)
