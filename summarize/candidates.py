"""What a summary can be made of: checked wordings of the article's sentences, and what matters.

Of every sentence that may matter there is the article's own wording, shorter ones, and those
of the model's statements that stand. What matters are concepts, weighed by how salient the
sentences are that have them, and by how many of the model's drafts do.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from summarize.checking.folding import fold
from summarize.concepts import concepts
from summarize.document import Role
from summarize.findings import CheckedClaim, Origin
from summarize.salience import salience
from summarize.selection import Candidate
from summarize.shortening import shorten
from summarize.standing_alone import worth_alone
from summarize.verify import Checker
from summarize.votes import Ballot

# Of a long document only the sentences that matter most are looked at closely; of these,
# only the first are also shortened: each costs some checks.
_SHORTLIST, _SHORTENED_OF_IT = 400, 100
# A long summary needs more to choose from: sentences for each word of it.
_SENTENCES_A_WORD = 1.0
# What a vote for a sentence adds to its salience.
_VOTE = 0.5
# What all drafts together add to a concept's weight, and how much more where all they say
# stands: a model that tells no lies is also a better judge of what matters.
_DRAFTS, _TRUSTED = 1.5, 4.5
# With fewer content words than this, a sentence ("You?" he said.) says hardly anything,
# and with so few it is the number of a note, a label, a name.
_SUBSTANCE, _NOTHING = 5, 1
# The model's own wording is preferred to the article's where it stands, and
# a sentence in full to one that code has cut.
_WORDING = {Origin.MODEL: 1.05, Origin.SOURCE: 1.0, Origin.EDITED: 0.97}


@dataclass(frozen=True, slots=True)
class Material:
    """The candidates, and the weights of the concepts that they can cover."""

    candidates: tuple[Candidate, ...]
    weights: Mapping[str, float]


class Gatherer:
    """Gathers the material of one document; what is known of its sentences is found once."""

    def __init__(self, checker: Checker, unread: Collection[int] = frozenset()) -> None:
        self._checker = checker
        known = salience(checker.document, checker.index)
        allowed = set(prose(checker, unread))
        self._salience = {number: value for number, value in known.items() if number in allowed}
        self._known: dict[tuple[int, bool], tuple[Candidate, ...]] = {}

    def gather(self, ballot: Ballot, words: int) -> Material:
        """The material for a text of about so many words, given the model's votes.

        Nothing of a sentence with an `unread` number, which the model never saw, is in it.
        """
        ranks = self._ranked(ballot)
        size = max(_SHORTLIST, round(words * _SENTENCES_A_WORD))
        shortlist = dict(ranks[:size])
        cut = {number for number, _ in ranks[: max(_SHORTENED_OF_IT, size // 4)]}
        own = (one for number in sorted(shortlist) for one in self._wordings(number, number in cut))
        candidates = (*own, *self._standing(ballot, shortlist))
        return Material(candidates, self._weights(shortlist, ballot))

    def _ranked(self, ballot: Ballot) -> list[tuple[int, float]]:
        """The sentences that may be printed with their salience and votes, the first the best."""
        scored = {
            number: value + _VOTE * ballot.votes.get(number, 0.0)
            for number, value in self._salience.items()
        }
        return sorted(scored.items(), key=lambda pair: (-pair[1], pair[0]))

    def _weights(self, shortlist: Iterable[int], ballot: Ballot) -> dict[str, float]:
        """What each concept counts: much where salient sentences, or many drafts, have it."""
        squares: defaultdict[str, float] = defaultdict(float)
        for number in shortlist:
            value = self._salience[number] ** 2
            for concept in concepts(self._checker.index.tokens(number)):
                squares[concept] += value
        vote = _DRAFTS + (_TRUSTED - _DRAFTS) * ballot.trust
        return {
            concept: math.sqrt(square) + vote * ballot.concepts.get(concept, 0.0)
            for concept, square in squares.items()
        }

    def _wordings(self, number: int, shorter: bool) -> tuple[Candidate, ...]:
        """The article's own sentence, whole and shortened."""
        if (number, shorter) not in self._known:
            own = [self._checker.sentence(number)]
            short = shorten(number, self._checker) if shorter else None
            found = [candidate(one, self._checker) for one in (*own, short) if one is not None]
            self._known[number, shorter] = tuple(o for o in found if len(o.concepts) > _NOTHING)
        return self._known[number, shorter]

    def _standing(self, ballot: Ballot, shortlist: Collection[int]) -> Iterator[Candidate]:
        """The model's statements that stand, as they came or edited, each once."""
        standing = {
            claim.text: claim
            for claim in ballot.standing
            if claim.origin is not Origin.SOURCE
            and all(evidence.sentence in shortlist for evidence in claim.evidence)
        }
        return (candidate(claim, self._checker) for claim in standing.values())


def candidate(claim: CheckedClaim, checker: Checker) -> Candidate:
    """A statement as something to choose: its concepts, and what they count in its words."""
    tokens = fold(claim.text, checker.document.language)
    last = claim.evidence[-1].sentence
    alone = worth_alone(claim.text, tokens, quoted=last in checker.index.quoted)
    content = len({token.key for token in tokens if token.content})
    led = min(1.0, content / _SUBSTANCE) * _WORDING[claim.origin]
    return Candidate(claim, concepts(tokens), claim.words, alone * led, led, alone)


def prose(checker: Checker, unread: Collection[int] = frozenset()) -> Iterator[int]:
    """The numbers of the article's sentences that may be printed: prose that was read."""
    sentences = checker.document.sentences
    return (s.number for s in sentences if s.role is Role.PROSE and s.number not in unread)
