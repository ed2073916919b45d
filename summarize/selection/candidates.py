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
from summarize.rewriting.compression import compress
from summarize.rewriting.decontextualize import add_speaker, resolve_reference
from summarize.rewriting.edits.changes import split_words
from summarize.rewriting.edits.loose_clauses import has_main_verb
from summarize.rewriting.self_contained import score_alone, score_in_context
from summarize.selection.concepts import find_concepts
from summarize.selection.optimizer import Candidate
from summarize.selection.salience import score_salience
from summarize.selection.votes import DraftVotes
from summarize.verification.checker import Checker

# Of a long document only the sentences that matter most are looked at closely; of these,
# only the first are also shortened and so on: each costs some checks.
_SHORTLIST_SIZE, _REWRITTEN = 400, 100
# A long summary needs more to choose from: sentences for each word of it.
_SENTENCES_PER_WORD = 1.0
# What a vote for a sentence adds to its salience.
_VOTE_WEIGHT = 0.5
# What all drafts together add to a concept's weight, and how much more where all they say
# stands: a model that tells no lies is also a better judge of what matters.
_DRAFTS_WEIGHT, _TRUSTED_DRAFTS_WEIGHT = 3.0, 6.0
# In shorter summaries than this, in words, they count for more, by this power of how much shorter:
# the gist is what drafts know best.
_GIST_WORDS, _GIST_POWER = 40, 4
# How the salience of all sentences that have a concept adds up: 1 is their sum, and the larger,
# the more the best of them alone counts.
_POWER_MEAN = 2.0
# With fewer content words than this, a sentence ("You?" he said. "Fried fish.") says hardly
# anything, and with so few it is the number of a note, a label, a name.
_FULL_CONTENT_WORDS, _TOO_FEW_CONCEPTS = 6, 1
# A line so short in which no verb is seen is likely to be none: a price, a label, a heading.
_VERBLESS_WORDS, _VERBLESS_QUALITY = 12, 0.4
_GRAMMATICAL_REPETITIONS = frozenset("had that very bye no so".split())
# A question tells nothing, and a stutter ("th the the first thing") was not thought out.
_QUESTION_QUALITY, _STUTTER_QUALITY = 0.5, 0.4
# The model's own wording is preferred to the article's where it stands, and
# a sentence in full to one that code has cut.
_ORIGIN_QUALITY = {Origin.MODEL: 1.05, Origin.SOURCE: 1.0, Origin.EDITED: 0.97}


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
        excluded: Collection[int] = frozenset(),
        weight: Callable[[int], float] = lambda _: 1.0,
    ) -> None:
        """Nothing of the sentences `unread`, by their numbers, is ever in the material.

        Those set `aside` are not printed either, but may say who is meant in another.
        `weight`, 0 to 1, is what each of the others counts, for one who asks for something.
        """
        self.checker = checker
        self._unread = frozenset(unread)
        known = score_salience(checker.annotated)
        self._salience = {
            number: known[number] * weight(number)
            for number in prose_numbers(checker.annotated, self._unread.union(excluded))
        }
        self._known_wordings: dict[tuple[int, bool], tuple[Candidate, ...]] = {}
        self._known_concepts: dict[int, frozenset[str]] = {}

    def build(
        self, votes: DraftVotes, words: int, without: Collection[int] = frozenset()
    ) -> CandidatePool:
        """The material for a text of about so many words, given the model's votes.

        Sentences with one of the numbers `without` are left out.
        """
        ranks = [one for one in self._rank_sentences(votes) if one[0] not in without]
        size = max(_SHORTLIST_SIZE, round(words * _SENTENCES_PER_WORD))
        shortlist = dict(ranks[:size])
        closely = {number for number, _ in ranks[: max(_REWRITTEN, size // 4)]}
        own = (
            one
            for number in sorted(shortlist)
            for one in self._build_wordings(number, number in closely)
        )
        candidates = (*own, *self._build_supported(votes, shortlist))
        vote = _DRAFTS_WEIGHT + (_TRUSTED_DRAFTS_WEIGHT - _DRAFTS_WEIGHT) * votes.trust
        vote *= max(1.0, _GIST_WORDS / max(1, words)) ** _GIST_POWER
        return CandidatePool(candidates, self._weigh_concepts(shortlist, votes, vote), self._unread)

    def build_for(self, votes: DraftVotes, numbers: Sequence[int]) -> CandidatePool:
        """The material that the sentences with these numbers are, uncut, and what stands of them.

        Nothing outside of them counts, nor does it what the document as a whole is about.
        """
        mine = [number for number in numbers if number in self._salience]
        own = (one for number in mine for one in self._build_wordings(number, False))
        candidates = (*own, *self._build_supported(votes, frozenset(mine)))
        return CandidatePool(
            candidates, self._weigh_concepts(mine, votes, _DRAFTS_WEIGHT), self._unread
        )

    def _rank_sentences(self, votes: DraftVotes) -> list[tuple[int, float]]:
        """The sentences that may be printed with their salience and votes, the first the best."""
        scored = {
            number: value + _VOTE_WEIGHT * votes.sentence_votes.get(number, 0.0)
            for number, value in self._salience.items()
        }
        return sorted(scored.items(), key=lambda pair: (-pair[1], pair[0]))

    def _weigh_concepts(
        self, shortlist: Iterable[int], votes: DraftVotes, draft_weight: float
    ) -> dict[str, float]:
        """What each concept counts: much where salient sentences, or many drafts, have it.

        `vote` is what one counts for that is in all drafts.
        """
        powers: defaultdict[str, float] = defaultdict(float)
        for number in shortlist:
            value = self._salience[number] ** _POWER_MEAN
            for concept in self._sentence_concepts(number):
                powers[concept] += value
        return {
            concept: power ** (1 / _POWER_MEAN)
            + draft_weight * votes.concept_votes.get(concept, 0.0)
            for concept, power in powers.items()
        }

    def _sentence_concepts(self, number: int) -> frozenset[str]:
        """What the article's sentence speaks of: asked for every time that material is gathered."""
        if number not in self._known_concepts:
            self._known_concepts[number] = find_concepts(
                self.checker.annotated.without_speaker_label(number)
            )
        return self._known_concepts[number]

    def _build_wordings(self, number: int, rewritten: bool) -> tuple[Candidate, ...]:
        """The article's own sentence; `closely` also shorter, and as it stands alone."""
        if (number, rewritten) not in self._known_wordings:
            wordings = [self.checker.quote_sentence(number)]
            if rewritten:
                others = resolve_reference(number, self.checker), add_speaker(number, self.checker)
                wordings += compress(number, self.checker)
                wordings += [one for one in others if one is not None]
            known = (one for one in wordings if self._unread.isdisjoint(_evidence_numbers(one)))
            found = (build_candidate(one, self.checker, number) for one in known)
            self._known_wordings[number, rewritten] = tuple(
                o for o in found if len(o.concepts) > _TOO_FEW_CONCEPTS
            )
        return self._known_wordings[number, rewritten]

    def _build_supported(
        self, votes: DraftVotes, shortlist: Collection[int]
    ) -> Iterator[Candidate]:
        """The model's statements that stand, as they came or edited, each once."""
        standing = {
            claim.text: claim
            for claim in votes.supported
            if claim.origin is not Origin.SOURCE
            and all(number in shortlist for number in _evidence_numbers(claim))
        }
        return (
            build_candidate(claim, self.checker, self._find_rendered_sentence(claim))
            for claim in standing.values()
        )

    def _find_rendered_sentence(self, claim: CheckedClaim) -> int:
        """The sentence that a statement renders: the others only say who is meant, or less."""
        tokens = tokenize(claim.text, self.checker.annotated.language)
        keys = {token.key for token in tokens if token.content}
        return max(
            _evidence_numbers(claim),
            key=lambda number: len(keys & self.checker.annotated.keys(number)),
        )


def _evidence_numbers(claim: CheckedClaim) -> Iterator[int]:
    return (evidence.sentence_number for evidence in claim.evidence)


def build_candidate(claim: CheckedClaim, checker: Checker, sentence_number: int) -> Candidate:
    """A statement as something to choose: its concepts, and what they count in its words.

    `place` is the number of the sentence that it renders.
    """
    tokens = tokenize(claim.text, checker.annotated.language)
    quoted = sentence_number in checker.annotated.quoted and claim.kind is not ClaimKind.QUOTE
    alone = score_alone(claim.text, tokens, quoted=quoted)
    led = score_in_context(claim.text, tokens, quoted=quoted, before=True)
    worth = _score_substance(claim, tokens, checker) * _ORIGIN_QUALITY[claim.origin]
    return Candidate(
        claim,
        find_concepts(tokens),
        claim.words,
        sentence_number,
        alone * worth,
        led * worth,
        alone,
    )


def _score_substance(claim: CheckedClaim, tokens: Sequence[Token], checker: Checker) -> float:
    """How much a statement says at all, 0 to 1: labels and exclamations say little."""
    content = len({token.key for token in tokens if token.content})
    said = min(1.0, content / _FULL_CONTENT_WORDS) ** 2
    short = claim.words <= _VERBLESS_WORDS and has_tables(checker.annotated.language)
    if short and not has_main_verb(split_words(claim.text)):
        said *= _VERBLESS_QUALITY
    if is_question(claim.text):
        said *= _QUESTION_QUALITY
    return said * _STUTTER_QUALITY if _has_stutter(tokens) else said


def is_question(text: str) -> bool:
    """Whether a statement is a question: it claims nothing."""
    return text.rstrip("”\"'’) ").endswith("?")


def _has_stutter(tokens: Sequence[Token]) -> bool:
    """`"the the pier" -> True`; "had had" is grammar."""
    pairs = pairwise(tokens)
    return any(
        left.plain == right.plain
        and left.plain.isalpha()
        and left.plain not in _GRAMMATICAL_REPETITIONS
        for left, right in pairs
    )


def prose_numbers(
    annotated: AnnotatedDocument, excluded: Collection[int] = frozenset()
) -> Iterator[int]:
    """The numbers of the article's sentences that may be printed: prose, less those `aside`."""
    sentences = annotated.document.sentences
    return (s.number for s in sentences if s.role is Role.PROSE and s.number not in excluded)
