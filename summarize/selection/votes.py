"""What the model's drafts say about the article: what matters, and in which words.

Drafts of a small model are a good vote on what matters long before they are good
wording. Every draft votes for the concepts that it has, whether or not it stands, and its
statements for the sentences that they are closest to; a statement that stands, or does
so after an edit, may also lend its wording.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from summarize.nlp.normalize import tokenize
from summarize.nlp.tokens import Token
from summarize.results import CheckedClaim, Claim, Origin, Verdict
from summarize.rewriting.repair import repair_statement
from summarize.selection.concepts import find_concepts
from summarize.verification.checker import Checker

# A statement that shares less of its content with a sentence does not vote for it.
_MIN_SHARE = 0.35
_SENTENCES_PER_VOTE = 2


@dataclass
class DraftVotes:
    """Votes by sentence number and by concept, and every statement with its verdict.

    `concepts` has for each the share of the drafts that have it, 0 to 1 for a single text.
    `standing` has what stands: the model's own words, the article's, and edited ones.
    `failed` has each failed statement with the sentence that it was closest to, if any.
    """

    sentence_votes: defaultdict[int, float] = field(default_factory=lambda: defaultdict(float))
    concept_votes: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    supported: list[CheckedClaim] = field(default_factory=list)
    failed: list[tuple[CheckedClaim, int | None]] = field(default_factory=list)

    @property
    def trust(self) -> float:
        """The share of the model's statements that stood as they came, 0 to 1; 0 for none."""
        stood = sum(claim.origin is not Origin.EDITED for claim in self.supported)
        said = stood + len(self.failed)
        return stood / said if said else 0.0

    def add(self, other: DraftVotes, weight: float) -> None:
        """Take in another ballot, its votes multiplied by `weight`."""
        for number, vote in other.sentence_votes.items():
            self.sentence_votes[number] += weight * vote
        for concept, vote in other.concept_votes.items():
            self.concept_votes[concept] += weight * vote
        self.supported += other.supported
        self.failed += other.failed


def count_votes(drafts: Sequence[Sequence[Claim]], checker: Checker) -> DraftVotes:
    """Check every statement of the drafts, edit what fails, and count the votes."""
    votes = DraftVotes()
    tried: set[str] = set()
    for draft in drafts:
        spoken: set[str] = set()
        for claim in draft:
            tokens = tokenize(claim.text, checker.annotated.language)
            spoken |= find_concepts(tokens)
            _check_statement(
                claim, _vote_for_sentences(tokens, checker, votes), checker, votes, tried
            )
        for concept in spoken:
            votes.concept_votes[concept] += 1 / len(drafts)
    return votes


def _check_statement(
    claim: Claim, closest: int | None, checker: Checker, votes: DraftVotes, tried: set[str]
) -> None:
    """Put a statement where it belongs; of one that was `tried` before, the edit is there.

    `closest` is the number of the sentence that it is closest to, if any.
    """
    checked = checker.check(claim)
    if checked.verdict is Verdict.SUPPORTED:
        votes.supported.append(_prefer_source_wording(checked, checker))
        return
    votes.failed.append((checked, closest))
    edited = None if checked.text in tried else repair_statement(checked.text, checker)
    tried.add(checked.text)
    if edited is not None:
        votes.supported.append(_prefer_source_wording(edited, checker))


def _vote_for_sentences(tokens: Sequence[Token], checker: Checker, votes: DraftVotes) -> int | None:
    """Give the closest sentences their votes, by closeness squared; return the closest."""
    near = [
        (share, number)
        for share, number in checker.annotated.find_similar(tokens, _SENTENCES_PER_VOTE)
        if share >= _MIN_SHARE
    ]
    for share, number in near:
        votes.sentence_votes[number] += share**2
    return near[0][1] if near else None


def _prefer_source_wording(checked: CheckedClaim, checker: Checker) -> CheckedClaim:
    """A statement that comes out as a whole sentence is the article's, not the model's."""
    if len(checked.evidence) == 1:
        own = checker.quote_sentence(checked.evidence[0].sentence_number)
        mine, theirs = (
            tokenize(text, checker.annotated.language) for text in (checked.text, own.text)
        )
        if [token.key for token in mine] == [token.key for token in theirs]:
            return own
    return CheckedClaim(checked.text, checked.origin, checked.verdict, checked.evidence)
