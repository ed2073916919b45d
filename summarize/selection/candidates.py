"""The candidate pool for extractive selection: checked wordings of sentences, weighted concepts.

Every salient sentence has several wordings: the article's own, compressed ones, and those of
the model's statements that are supported. A concept's weight depends on the salience of the
sentences that have it and on the number of the model's drafts that do.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from summarize.nlp.annotated_document import AnnotatedDocument
from summarize.nlp.english.function_words import AUTHORS
from summarize.nlp.normalize import has_tables, tokenize
from summarize.nlp.patterns import CLOSERS, END_MARKS
from summarize.nlp.speaker_turns import strip_label
from summarize.nlp.tokens import Token
from summarize.results import CheckedClaim, ClaimKind, Origin
from summarize.rewriting.compression import compress
from summarize.rewriting.context_needs import find_needs
from summarize.rewriting.decontextualize import add_speaker, name_speaker, resolve_reference
from summarize.rewriting.edits.changes import split_words
from summarize.rewriting.edits.loose_clauses import has_main_verb
from summarize.rewriting.mended_sentences import drop_connective, split_fused
from summarize.rewriting.needs import score_needs
from summarize.rewriting.page_references import cites_others
from summarize.rewriting.self_contained import (
    is_loose_clause,
    score_alone,
    score_in_context,
    tells_about_text,
    tells_decision,
)
from summarize.rewriting.sentence_faults import score_form
from summarize.selection.optimizer import NEEDS_POWER, Candidate
from summarize.selection.salience import mix_by_length, score_salience
from summarize.selection.votes import DraftVotes, find_concepts
from summarize.verification.checker import Checker

# Of a long document only the sentences with the best ranks become candidates, and only the first
# of these are also compressed and decontextualized: each rewriting costs some checks.
_SHORTLIST_SIZE, _REWRITTEN = 400, 100
# A long summary needs more candidates: so many sentences for each of its words.
_SENTENCES_PER_WORD = 1.0
# What a vote for a sentence adds to its salience.
_VOTE_WEIGHT = 0.5
# What a caption says again is what the picture, and often the summary of an editor, is about.
_CAPTIONED = 1.35
# The exponent by which a sentence's score takes part in the quality of its wordings: what matters
# covers a concept better than what only mentions it. Of an article, and of a long document, where
# much is said at length that does not matter.
_SCORE_POWER, _SCORE_POWER_LONG = 0.25, 1.0
# In a document of more sentences than this, a statement of fewer words than this is a detail or
# leans on what is around it: one in six of them was all right where it was printed, of the longer
# ones two in five. Its quality is the share that it has of them to this power at most.
_LONG_DOCUMENT, _FULL_WORDS, _BREVITY_POWER = 100, 14, 2.0
# What all drafts together add to a concept's weight, without a supported statement and with all
# of them supported: a more truthful model is also a better judge of what matters.
_DRAFTS_WEIGHT, _TRUSTED_DRAFTS_WEIGHT = 3.0, 6.0
# In summaries shorter than so many words, drafts count for more, by this power of the ratio:
# drafts know the gist best.
_GIST_WORDS, _GIST_POWER = 40, 4
# The exponent by which the salience of the sentences with a concept is added up: 1 gives their
# sum; the larger, the more the best of them counts.
_POWER_MEAN = 2.0
# With fewer content words than this, a sentence ("You?" he said. "Fried fish.") says hardly
# anything; of talk, most of which is short, more are asked for. With so few concepts it is the
# number of a note, a label, a name.
_FULL_CONTENT_WORDS, _FULL_CONTENT_WORDS_SPOKEN, _TOO_FEW_CONCEPTS = 6, 12, 1
_FEWEST_CONTENT_WORDS_SPOKEN = 3
# A line so short without a known verb is probably no sentence: a price, a label, a heading.
_VERBLESS_WORDS, _VERBLESS_QUALITY = 12, 0.4
_END_MARK = re.compile(rf"[{END_MARKS}][{CLOSERS}]*\s*\Z")
_GRAMMATICAL_REPETITIONS = frozenset("had that very bye no so".split())
# A question states nothing; a stutter ("th the the first thing") is unplanned speech.
_QUESTION_QUALITY, _STUTTER_QUALITY = 0.25, 0.25
# What others have found is not what a paper says.
_CITED_QUALITY = 0.6
# A sentence is rendered by a statement that has so much of its content words from it.
_SAID_SHARE = 0.25
# The model's wording is preferred to the article's, a whole sentence to one that code has cut.
_ORIGIN_QUALITY = {Origin.MODEL: 1.05, Origin.SOURCE: 1.0, Origin.EDITED: 0.97}


@dataclass(frozen=True, slots=True)
class CandidatePool:
    """The candidates, and the weights of the concepts that they can cover.

    No words may be taken from the sentences with a number in `unread`. A statement may be printed
    if it renders a sentence with a number in `printable`. `salience` says how much each sentence
    matters beside the one that matters most, 0 to 1.
    """

    candidates: tuple[Candidate, ...]
    weights: Mapping[str, float]
    unread: frozenset[int] = frozenset()
    printable: frozenset[int] = frozenset()
    salience: Mapping[int, float] = field(default_factory=dict)


class CandidateBuilder:
    """Builds candidate pools for one document; the wordings of each sentence are computed once."""

    def __init__(
        self,
        checker: Checker,
        unread: Collection[int] = frozenset(),
        excluded: Collection[int] = frozenset(),
        weight: Callable[[int], float] = lambda _: 1.0,
        section: Sequence[int] | None = None,
    ) -> None:
        """`unread` and `excluded` are numbers of sentences that are never candidates.

        Those `excluded` may still give the name for a pronoun. `weight` returns a factor for the
        salience of each of the others, 0 to 1: its relevance to a query. With the numbers of a
        `section`, only its sentences are candidates, and what matters is what matters in it.
        """
        self.checker = checker
        self._annotated = checker.annotated
        self._unread = frozenset(unread)
        # Captions are not printed, but say again what matters.
        self._weighed = {
            number: value * weight(number)
            for number, value in score_salience(self._annotated, section).items()
            if number not in self._unread
            and number not in excluded
            and number not in self._annotated.nonfactual
        }
        captions, captioned = self._annotated.captions, self._annotated.captioned
        self._salience = {
            number: value * (_CAPTIONED if number in captioned else 1.0)
            for number, value in self._weighed.items()
            if number not in captions
        }
        self._known_wordings: dict[tuple[int, bool], tuple[Candidate, ...]] = {}
        self._known_concepts: dict[int, frozenset[str]] = {}

    def build(
        self, votes: DraftVotes, words: int, without: Collection[int] = frozenset()
    ) -> CandidatePool:
        """Build the pool for a text of about so many words, given the model's votes.

        Sentences with one of the numbers `without` are left out.
        """
        scores = {
            number: value + _VOTE_WEIGHT * votes.sentence_votes.get(number, 0.0)
            for number, value in self._salience.items()
            if number not in without
        }
        ranked, size = _rank(scores), _shortlist_size(words)
        shortlist = dict.fromkeys(ranked[:size])
        rewritten = frozenset(ranked[: max(_REWRITTEN, size // 4)])
        weight = _DRAFTS_WEIGHT + (_TRUSTED_DRAFTS_WEIGHT - _DRAFTS_WEIGHT) * votes.trust
        weight *= max(1.0, _GIST_WORDS / max(1, words)) ** _GIST_POWER
        return self._build_pool(votes, shortlist, rewritten, weight, scores)

    def build_for(self, votes: DraftVotes, numbers: Sequence[int]) -> CandidatePool:
        """Build the pool of the sentences with these numbers and the statements about them.

        The sentences are not rewritten, and the rest of the document has no influence.
        """
        mine = dict.fromkeys(number for number in numbers if number in self._salience)
        return self._build_pool(votes, mine, frozenset(), _DRAFTS_WEIGHT, self._salience)

    def weigh_concepts(self, words: int) -> Mapping[str, float]:
        """Weigh the document's concepts, without votes, for a text of about so many words."""
        shortlist = _rank(self._salience)[: _shortlist_size(words)]
        return self._weigh_concepts(shortlist, DraftVotes(), _DRAFTS_WEIGHT)

    def _build_pool(
        self,
        votes: DraftVotes,
        shortlist: Collection[int],
        rewritten: Collection[int],
        draft_weight: float,
        scores: Mapping[int, float],
    ) -> CandidatePool:
        """Build the pool of a shortlist of sentences, of which those `rewritten` have wordings.

        `scores` say how much each sentence matters; `draft_weight` is what a concept gains that
        is in all drafts.
        """
        own = (
            one
            for number in sorted(shortlist)
            for one in self._build_wordings(number, number in rewritten)
        )
        highest = max((scores[number] for number in shortlist), default=1.0)
        power = mix_by_length(_SCORE_POWER, _SCORE_POWER_LONG, len(self._salience))
        candidates = tuple(
            one.scale_quality(
                (scores[one.sentence_number] / highest) ** power
                * score_brevity(one, self._annotated)
            )
            for one in (*own, *self._build_supported(votes, shortlist))
        )
        whole = len(shortlist) == len(self._salience)
        shown = self._annotated.captions & self._weighed.keys() if whole else ()
        weights = self._weigh_concepts([*shortlist, *shown], votes, draft_weight)
        most = max((self._salience[number] for number in shortlist), default=1.0)
        salience = {number: self._salience[number] / most for number in shortlist}
        printable = frozenset(self._salience)
        return CandidatePool(candidates, weights, self._unread, printable, salience)

    def _weigh_concepts(
        self, shortlist: Collection[int], votes: DraftVotes, draft_weight: float
    ) -> dict[str, float]:
        """Return a weight for each concept: high if salient sentences or many drafts have it."""
        powers: defaultdict[str, float] = defaultdict(float)
        for number in shortlist:
            value = self._weighed[number] ** _POWER_MEAN
            if number not in self._known_concepts:
                tokens = self._annotated.without_speaker_label(number)
                self._known_concepts[number] = find_concepts(tokens)
            for concept in self._known_concepts[number]:
                powers[concept] += value
        votes_for = votes.concept_votes.get
        return {
            concept: power ** (1 / _POWER_MEAN) + draft_weight * votes_for(concept, 0.0)
            for concept, power in powers.items()
        }

    def _build_wordings(self, number: int, rewritten: bool) -> tuple[Candidate, ...]:
        """Return the sentence as a candidate; `rewritten` also compressed and decontextualized."""
        if (number, rewritten) not in self._known_wordings:
            wordings = [self.checker.quote_sentence(number)]
            if rewritten:
                wordings += compress(number, self.checker)
                wordings += split_fused(number, self.checker)
                mended = (resolve_reference, add_speaker, drop_connective)
                others = (mend(number, self.checker) for mend in mended)
                texts = {one.text for one in wordings}
                wordings += [one for one in others if one and one.text not in texts]
            wordings = [name_speaker(one, self._annotated) for one in wordings]
            known = (one for one in wordings if self._unread.isdisjoint(one.sentence_numbers))
            found = (build_candidate(one, self._annotated, number) for one in known)
            self._known_wordings[number, rewritten] = tuple(
                one
                for one in found
                if len(one.concepts) > _TOO_FEW_CONCEPTS
                and one.quality_in_context > 0
                and not _is_label(one.statement.text, self._annotated.language)
            )
        return self._known_wordings[number, rewritten]

    def _build_supported(
        self, votes: DraftVotes, shortlist: Collection[int]
    ) -> Iterator[Candidate]:
        """Return the model's supported statements, unchanged or edited, each once."""
        statements = {
            claim.text: claim
            for claim in votes.supported
            if claim.origin is not Origin.SOURCE
            and not (tells_about_text(claim.text) or is_loose_clause(claim.text))
            and all(number in shortlist for number in claim.sentence_numbers)
        }
        return (build_candidate(claim, self._annotated) for claim in statements.values())


def _rank(scores: Mapping[int, float]) -> list[int]:
    """Return the numbers of the sentences, that with the highest score first."""
    return sorted(scores, key=lambda number: (-scores[number], number))


def _shortlist_size(words: int) -> int:
    return max(_SHORTLIST_SIZE, round(words * _SENTENCES_PER_WORD))


def find_rendered_sentence(claim: CheckedClaim, annotated: AnnotatedDocument) -> int:
    """Return the evidence that a statement renders; other evidence only gives names."""
    shares = _measure_shares(claim, annotated)
    return max(shares, key=lambda number: shares[number])


def find_rendered_sentences(claim: CheckedClaim, annotated: AnnotatedDocument) -> frozenset[int]:
    """Return all evidence that a statement renders; a statement may join several sentences."""
    shares = _measure_shares(claim, annotated)
    said = frozenset(number for number, share in shares.items() if share >= _SAID_SHARE)
    return said or frozenset(shares)


def _measure_shares(claim: CheckedClaim, annotated: AnnotatedDocument) -> Mapping[int, float]:
    """Return the share of a statement's content words that each sentence of its evidence has."""
    tokens = tokenize(claim.text, annotated.language)
    keys = {token.key for token in tokens if token.is_content}
    return {
        number: len(keys & annotated.keys(number)) / max(1, len(keys))
        for number in claim.sentence_numbers
    }


def build_candidate(
    claim: CheckedClaim, annotated: AnnotatedDocument, sentence_number: int | None = None
) -> Candidate:
    """Return a statement as a candidate, with its concepts and scores.

    `sentence_number` is the sentence that it renders, found by its words where it is not given.
    """
    if sentence_number is None:
        sentence_number = find_rendered_sentence(claim, annotated)
    whole = claim.text == annotated.fluent_text(sentence_number)
    tokens = (
        annotated.tokens(sentence_number) if whole else tokenize(claim.text, annotated.language)
    )
    quoted = sentence_number in annotated.quoted and claim.kind is not ClaimKind.QUOTE
    spoken = sentence_number in annotated.turns
    said = strip_label(claim.text, annotated.turns.get(sentence_number))
    alone = score_alone(claim.text, tokens, quoted=quoted, style=annotated.style)
    in_context = score_in_context(claim.text, tokens, quoted=quoted, style=annotated.style)
    said_tokens = tokens if said == claim.text else tokenize(said, annotated.language)
    quality = _score_substance(claim, said_tokens, annotated.language, spoken=spoken)
    quality *= _ORIGIN_QUALITY[claim.origin]
    if cites_others(claim.text) and not any(token.plain in AUTHORS for token in tokens):
        quality *= _CITED_QUALITY
    needs = find_needs(said, said_tokens, sentence_number, annotated)
    if has_tables(annotated.language):
        form = score_form(claim.text, tokens, spoken=spoken)
        alone, in_context = alone * form, in_context * form
    return Candidate(
        claim,
        find_concepts(tokens),
        claim.words,
        sentence_number,
        alone * quality,
        in_context * quality,
        alone * score_needs(needs) ** NEEDS_POWER,
        needs,
    )


def score_brevity(
    one: Candidate, annotated: AnnotatedDocument, full_words: int = _FULL_WORDS
) -> float:
    """Return the factor for a short statement of a long document, up to 1.

    A document of 100 sentences has 1 for each, one of 200 `7 words of 14 -> 0.5`.
    """
    size = len(annotated.document.sentences)
    if size <= _LONG_DOCUMENT or not has_tables(annotated.language):
        return 1.0
    power = _BREVITY_POWER * (1 - _LONG_DOCUMENT / size)
    return math.pow(min(1.0, one.words / full_words), power)


def _is_label(text: str, language: str | None) -> bool:
    """Whether a line has neither full stop nor main verb: `"5.12 metres" -> True`."""
    ended = _END_MARK.search(text)
    return has_tables(language) and not ended and not has_main_verb(split_words(text))


def _score_substance(
    claim: CheckedClaim, tokens: Sequence[Token], language: str | None, *, spoken: bool
) -> float:
    """Score how much a statement says at all, 0 to 1: labels and exclamations say little."""
    content = len({token.key for token in tokens if token.is_content})
    full = _FULL_CONTENT_WORDS
    if spoken and not tells_decision(tokens):
        full = _FULL_CONTENT_WORDS_SPOKEN
    if spoken and content < _FEWEST_CONTENT_WORDS_SPOKEN:
        return 0.0  # "Fine.", "Okay, thanks."
    score = min(1.0, content / full) ** 2
    short = claim.words <= _VERBLESS_WORDS and has_tables(language)
    if short and not has_main_verb(split_words(claim.text)):
        score *= _VERBLESS_QUALITY
    if is_question(claim.text):
        score *= _QUESTION_QUALITY
    # "the the pier"; "had had" is grammar
    repeated = (left.plain for left, right in pairwise(tokens) if left.plain == right.plain)
    stutters = any(word.isalpha() and word not in _GRAMMATICAL_REPETITIONS for word in repeated)
    return score * _STUTTER_QUALITY if stutters else score


def is_question(text: str) -> bool:
    """Whether a statement is a question: it claims nothing."""
    return text.rstrip("”\"'’)」』） ").endswith(("?", "？", "؟", "፧"))
