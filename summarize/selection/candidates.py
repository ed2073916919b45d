"""What a summary can be made of: checked wordings of the article's sentences, and what matters.

Of every sentence that may matter there is the article's own wording, shorter ones, and those
of the model's statements that stand. What matters are concepts, weighed by how salient the
sentences are that have them, and by how many of the model's drafts do.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from summarize.document import Role
from summarize.nlp.annotated_document import AnnotatedDocument
from summarize.nlp.normalize import has_tables, tokenize
from summarize.nlp.tokens import Token
from summarize.results import CheckedClaim, ClaimKind, Origin
from summarize.rewriting.compression import shortenings
from summarize.rewriting.decontextualize import add_speaker, resolve_reference
from summarize.rewriting.edits.changes import words_in
from summarize.rewriting.edits.loose_clauses import has_main_verb
from summarize.rewriting.self_contained import score_alone, score_in_context
from summarize.selection.concepts import concepts
from summarize.selection.optimizer import Candidate
from summarize.selection.salience import salience
from summarize.selection.votes import DraftVotes
from summarize.verification.checker import Checker

# Of a long document only the sentences that matter most are looked at closely; of these,
# only the first are also shortened and so on: each costs some checks.
_SHORTLIST, _CLOSELY = 400, 100
# A long summary needs more to choose from: sentences for each word of it.
_SENTENCES_A_WORD = 1.0
# What a vote for a sentence adds to its salience.
_VOTE = 0.5
# What all drafts together add to a concept's weight, and how much more where all they say
# stands: a model that tells no lies is also a better judge of what matters.
_DRAFTS, _TRUSTED = 3.0, 6.0
# In shorter summaries than this, in words, they count for more, by this power of how much shorter:
# the gist is what drafts know best.
_GIST_WORDS, _GIST = 40, 4
# How the salience of all sentences that have a concept adds up: 1 is their sum, and the larger,
# the more the best of them alone counts.
_NORM = 2.0
# With fewer content words than this, a sentence ("You?" he said. "Fried fish.") says hardly
# anything, and with so few it is the number of a note, a label, a name.
_SUBSTANCE, _NOTHING = 6, 1
# A line so short in which no verb is seen is likely to be none: a price, a label, a heading.
_VERBLESS_WORDS, _VERBLESS = 12, 0.4
_DOUBLED = frozenset("had that very bye no so".split())
# A question tells nothing, and a stutter ("th the the first thing") was not thought out.
_ASKED, _STUTTERED = 0.5, 0.4
# The model's own wording is preferred to the article's where it stands, and
# a sentence in full to one that code has cut.
_WORDING = {Origin.MODEL: 1.05, Origin.SOURCE: 1.0, Origin.EDITED: 0.97}


@dataclass(frozen=True, slots=True)
class CandidatePool:
    """The candidates, and the weights of the concepts that they can cover.

    Nothing of the sentences with a number in `unread` may get into their words.
    """

    candidates: tuple[Candidate, ...]
    weights: Mapping[str, float]
    unread: frozenset[int] = frozenset()


class CandidateBuilder:
    """Gathers the material of one document; what is known of its sentences is found once."""

    def __init__(
        self,
        checker: Checker,
        unread: Collection[int] = frozenset(),
        aside: Collection[int] = frozenset(),
        weight: Callable[[int], float] = lambda _: 1.0,
    ) -> None:
        """Nothing of the sentences `unread`, by their numbers, is ever in the material.

        Those set `aside` are not printed either, but may say who is meant in another.
        `weight`, 0 to 1, is what each of the others counts, for one who asks for something.
        """
        self.checker = checker
        self._unread = frozenset(unread)
        known = salience(checker.annotated)
        self._salience = {
            number: known[number] * weight(number)
            for number in prose(checker.annotated, self._unread.union(aside))
        }
        self._known: dict[tuple[int, bool], tuple[Candidate, ...]] = {}
        self._told: dict[int, frozenset[str]] = {}

    def build(
        self, ballot: DraftVotes, words: int, without: Collection[int] = frozenset()
    ) -> CandidatePool:
        """The material for a text of about so many words, given the model's votes.

        Sentences with one of the numbers `without` are left out.
        """
        ranks = [one for one in self._ranked(ballot) if one[0] not in without]
        size = max(_SHORTLIST, round(words * _SENTENCES_A_WORD))
        shortlist = dict(ranks[:size])
        closely = {number for number, _ in ranks[: max(_CLOSELY, size // 4)]}
        own = (
            one for number in sorted(shortlist) for one in self._wordings(number, number in closely)
        )
        candidates = (*own, *self._standing(ballot, shortlist))
        vote = _DRAFTS + (_TRUSTED - _DRAFTS) * ballot.trust
        vote *= max(1.0, _GIST_WORDS / max(1, words)) ** _GIST
        return CandidatePool(candidates, self._weights(shortlist, ballot, vote), self._unread)

    def build_for(self, ballot: DraftVotes, numbers: Sequence[int]) -> CandidatePool:
        """The material that the sentences with these numbers are, uncut, and what stands of them.

        Nothing outside of them counts, nor does it what the document as a whole is about.
        """
        mine = [number for number in numbers if number in self._salience]
        own = (one for number in mine for one in self._wordings(number, False))
        candidates = (*own, *self._standing(ballot, frozenset(mine)))
        return CandidatePool(candidates, self._weights(mine, ballot, _DRAFTS), self._unread)

    def _ranked(self, ballot: DraftVotes) -> list[tuple[int, float]]:
        """The sentences that may be printed with their salience and votes, the first the best."""
        scored = {
            number: value + _VOTE * ballot.votes.get(number, 0.0)
            for number, value in self._salience.items()
        }
        return sorted(scored.items(), key=lambda pair: (-pair[1], pair[0]))

    def _weights(
        self, shortlist: Iterable[int], ballot: DraftVotes, vote: float
    ) -> dict[str, float]:
        """What each concept counts: much where salient sentences, or many drafts, have it.

        `vote` is what one counts for that is in all drafts.
        """
        powers: defaultdict[str, float] = defaultdict(float)
        for number in shortlist:
            value = self._salience[number] ** _NORM
            for concept in self._concepts(number):
                powers[concept] += value
        return {
            concept: power ** (1 / _NORM) + vote * ballot.concepts.get(concept, 0.0)
            for concept, power in powers.items()
        }

    def _concepts(self, number: int) -> frozenset[str]:
        """What the article's sentence speaks of: asked for every time that material is gathered."""
        if number not in self._told:
            self._told[number] = concepts(self.checker.annotated.without_speaker_label(number))
        return self._told[number]

    def _wordings(self, number: int, closely: bool) -> tuple[Candidate, ...]:
        """The article's own sentence; `closely` also shorter, and as it stands alone."""
        if (number, closely) not in self._known:
            wordings = [self.checker.sentence(number)]
            if closely:
                others = resolve_reference(number, self.checker), add_speaker(number, self.checker)
                wordings += shortenings(number, self.checker)
                wordings += [one for one in others if one is not None]
            known = (one for one in wordings if self._unread.isdisjoint(_carriers(one)))
            found = (candidate(one, self.checker, number) for one in known)
            self._known[number, closely] = tuple(o for o in found if len(o.concepts) > _NOTHING)
        return self._known[number, closely]

    def _standing(self, ballot: DraftVotes, shortlist: Collection[int]) -> Iterator[Candidate]:
        """The model's statements that stand, as they came or edited, each once."""
        standing = {
            claim.text: claim
            for claim in ballot.supported
            if claim.origin is not Origin.SOURCE
            and all(number in shortlist for number in _carriers(claim))
        }
        return (candidate(claim, self.checker, self._place(claim)) for claim in standing.values())

    def _place(self, claim: CheckedClaim) -> int:
        """The sentence that a statement renders: the others only say who is meant, or less."""
        tokens = tokenize(claim.text, self.checker.annotated.language)
        keys = {token.key for token in tokens if token.content}
        return max(
            _carriers(claim), key=lambda number: len(keys & self.checker.annotated.keys(number))
        )


def _carriers(claim: CheckedClaim) -> Iterator[int]:
    return (evidence.sentence_number for evidence in claim.evidence)


def candidate(claim: CheckedClaim, checker: Checker, place: int) -> Candidate:
    """A statement as something to choose: its concepts, and what they count in its words.

    `place` is the number of the sentence that it renders.
    """
    tokens = tokenize(claim.text, checker.annotated.language)
    quoted = place in checker.annotated.quoted and claim.kind is not ClaimKind.QUOTE
    alone = score_alone(claim.text, tokens, quoted=quoted)
    led = score_in_context(claim.text, tokens, quoted=quoted, before=True)
    worth = _substance(claim, tokens, checker) * _WORDING[claim.origin]
    return Candidate(claim, concepts(tokens), claim.words, place, alone * worth, led * worth, alone)


def _substance(claim: CheckedClaim, tokens: Sequence[Token], checker: Checker) -> float:
    """How much a statement says at all, 0 to 1: labels and exclamations say little."""
    content = len({token.key for token in tokens if token.content})
    said = min(1.0, content / _SUBSTANCE) ** 2
    short = claim.words <= _VERBLESS_WORDS and has_tables(checker.annotated.language)
    if short and not has_main_verb(words_in(claim.text)):
        said *= _VERBLESS
    if asks(claim.text):
        said *= _ASKED
    return said * _STUTTERED if _stutters(tokens) else said


def asks(text: str) -> bool:
    """Whether a statement is a question: it claims nothing."""
    return text.rstrip("”\"'’) ").endswith("?")


def _stutters(tokens: Sequence[Token]) -> bool:
    """`"the the pier" -> True`; "had had" is grammar."""
    pairs = pairwise(tokens)
    return any(
        left.plain == right.plain and left.plain.isalpha() and left.plain not in _DOUBLED
        for left, right in pairs
    )


def prose(annotated: AnnotatedDocument, aside: Collection[int] = frozenset()) -> Iterator[int]:
    """The numbers of the article's sentences that may be printed: prose, less those `aside`."""
    sentences = annotated.document.sentences
    return (s.number for s in sentences if s.role is Role.PROSE and s.number not in aside)
