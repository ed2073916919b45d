"""Self-consistency votes: how often the model's drafts mention each sentence and concept.

Drafts of a small model are a good vote on what matters long before they are good
wording. Every draft votes for its concepts, whether or not it is supported, and each of its
statements for the sentences that are closest to it. A statement that is supported, or is so
after an edit, is also a candidate for the summary.

Concepts are single content words and pairs of neighbouring words. The best extractive summary
covers as many of the important ones as fit, each once (Gillick and Favre 2009, "A Scalable
Global Model for Summarization").
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain, pairwise

from summarize.nlp.normalize import tokenize
from summarize.nlp.tokens import Kind, Token
from summarize.results import CheckedClaim, Claim, Verdict
from summarize.rewriting.decontextualize import name_speaker
from summarize.rewriting.repair import repair_statement
from summarize.verification.checker import Checker
from summarize.verification.verdicts import ClaimVerifier

# A statement that shares less of its content with a sentence does not vote for it.
_MIN_SHARE = 0.35
_SENTENCES_PER_VOTE = 2


@dataclass(frozen=True, slots=True)
class DraftedStatement:
    """A statement of a draft with its verdict, the number of the sentence closest to it, its edit.

    `closest` is None if no sentence is close, `edit` if it is supported or no edit made it so.
    `rewrite` is the model's own new wording from the evidence, None if it was not asked or fails.
    """

    claim: CheckedClaim
    closest: int | None
    edit: CheckedClaim | None = None
    rewrite: CheckedClaim | None = None

    @property
    def is_supported(self) -> bool:
        """Whether it is supported as it is."""
        return self.claim.verdict is Verdict.SUPPORTED


Draft = tuple[DraftedStatement, ...]
"""The statements of a draft, in its order."""


@dataclass
class DraftVotes:
    """Votes by sentence number and by concept, and every statement of every draft.

    `concept_votes` has for each concept the share of the drafts that have it, 0 to 1 for a
    single text. `drafts` has the statements in the order of their draft.
    """

    sentence_votes: defaultdict[int, float] = field(default_factory=lambda: defaultdict(float))
    concept_votes: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    drafts: list[Draft] = field(default_factory=list)

    @property
    def supported(self) -> list[CheckedClaim]:
        """What may be printed: statements in the model's own words or the article's, and edits."""
        every = chain.from_iterable(self.drafts)
        found = (one.claim if one.is_supported else one.edit or one.rewrite for one in every)
        return [claim for claim in found if claim is not None]

    @property
    def failed(self) -> list[DraftedStatement]:
        """The statements that are not supported as they are."""
        return [one for one in chain.from_iterable(self.drafts) if not one.is_supported]

    @property
    def trust(self) -> float:
        """The share of the model's statements that were supported unedited, 0 to 1; 0 for none."""
        total = sum(map(len, self.drafts))
        return 1 - len(self.failed) / total if total else 0.0

    def add(self, other: DraftVotes, weight: float) -> None:
        """Add other votes, multiplied by `weight`, and their statements."""
        for number, vote in other.sentence_votes.items():
            self.sentence_votes[number] += weight * vote
        for concept, vote in other.concept_votes.items():
            self.concept_votes[concept] += weight * vote
        self.drafts += other.drafts


def find_concepts(tokens: Sequence[Token]) -> frozenset[str]:
    """Return the content words of a text, and its pairs of neighbours with at least one of them.

    `"Kim opened the bridge" -> {"kim", "open", "bridg", "kim open", "open the", "the bridg"}`
    """
    words = [token for token in tokens if token.kind is not Kind.MARK]
    single = {token.key for token in words if token.is_content}
    pairs = {
        f"{left.key} {right.key}"
        for left, right in pairwise(words)
        if left.is_content or right.is_content
    }
    return frozenset(single | pairs)


def count_votes(drafts: Sequence[Sequence[Claim]], verifier: ClaimVerifier) -> DraftVotes:
    """Check every statement of the drafts, edit those that fail, and count the votes.

    Each votes for the closest sentences, by closeness squared.
    """
    votes, checker = DraftVotes(), verifier.checker
    every = {claim.text: claim for draft in drafts for claim in draft}
    checked = dict(zip(every, verifier.check_all(list(every.values())), strict=True))
    edits: dict[str, CheckedClaim | None] = {}
    for draft in drafts:
        concepts: set[str] = set()
        statements = []
        for claim in draft:
            tokens = tokenize(claim.text, checker.annotated.language)
            concepts |= find_concepts(tokens)
            similar = checker.annotated.find_similar(tokens, _SENTENCES_PER_VOTE)
            near = [(share, number) for share, number in similar if share >= _MIN_SHARE]
            for share, number in near:
                votes.sentence_votes[number] += share**2
            found = checked[claim.text]
            supported = found.verdict is Verdict.SUPPORTED
            if not supported and found.text not in edits:
                edited = repair_statement(found.text, checker)
                edits[found.text] = edited and _prefer_source_wording(edited, checker)
            edit = None if supported else edits[found.text]
            if supported:
                found = _prefer_source_wording(found, checker)
            statements.append(DraftedStatement(found, near[0][1] if near else None, edit))
        votes.drafts.append(tuple(statements))
        for concept in concepts:
            votes.concept_votes[concept] += 1 / len(drafts)
    return votes


def _prefer_source_wording(checked: CheckedClaim, checker: Checker) -> CheckedClaim:
    """Return the article's sentence for a statement that repeats it, else the statement.

    In a chat or transcript both stand behind their speaker.
    """
    if len(checked.evidence) == 1:
        number = checked.evidence[0].sentence_number
        own = checker.quote_sentence(number)
        claim_keys, *own_keys = (
            [token.key for token in tokenize(text, checker.annotated.language)]
            for text in (checked.text, own.text, checker.annotated.sentence_text(number))
        )
        if claim_keys in own_keys:
            return own
    return name_speaker(checked, checker.annotated)
