"""Verdicts by meaning: what the rules leave open is decided by one probability.

A judge is asked about these sentences alone, all in one call. What it says is weighed with the
features of the rules. It lifts no contradiction, no veto, and no doubt about a sentence in the
document's own words. Of a writer who is not known, nothing is accepted without its answer: rules
can't tell other words for the same from a word that was changed. Where it is known how many of
the writer's statements are true, that takes part in the probability, and for a trusted writer it
may lift a veto, too; a contradiction never.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from summarize.nlp.annotated_document import AnnotatedDocument
from summarize.results import CheckedClaim, Claim, Verdict
from summarize.verification.checker import Checker, SentenceCheck
from summarize.verification.comparison import Reason
from summarize.verification.score import (
    PRINTED_FROM,
    PRINTED_OF_TRUSTED_FROM,
    SUPPORTED_FROM,
    UNSUPPORTED_BELOW,
    estimate_probability,
)
from summarize.verification.standing import Standing

_BY_MEANING = frozenset({Standing.OPEN, Standing.DISPUTED, Standing.UNNAMED})
# What is left to the probability, too, if the writer is trusted: of ten statements nine are true.
_OF_TRUSTED_WRITERS = frozenset({Standing.OPEN, Standing.DISPUTED, Standing.CUT})
_TRUSTED_FROM = 0.9
_DISTRUSTED_BELOW = 0.5
_UNLIKELY = Reason("the judge finds it unlikely that the source says so", contradiction=False)


class Judge(Protocol):
    """Something that says how likely a document supports statements."""

    def assess(
        self, annotated: AnnotatedDocument, statements: Sequence[str]
    ) -> Sequence[float | None]:
        """Return calibrated log-odds for each statement; None where there is no answer."""
        ...


@dataclass(frozen=True, slots=True)
class RuledClaim:
    """A claim with each of its sentences and what the rules make of it."""

    text: str
    sentences: tuple[tuple[str, SentenceCheck], ...]

    @property
    def is_open(self) -> bool:
        """Whether the rules leave a sentence of it to a judge."""
        return any(check.standing is Standing.OPEN for _, check in self.sentences)


def check_by_rules(claim: Claim, checker: Checker) -> RuledClaim:
    """Check each sentence of a claim by the rules."""
    texts = checker.split_sentences(claim.text)
    return RuledClaim(claim.text, tuple((text, checker.check_sentence(text)) for text in texts))


class ClaimVerifier:
    """Checks claims by the rules and then by their meaning.

    `prior` is how many of the writer's statements are true, 0 to 1; None if that is not known.
    """

    def __init__(
        self, checker: Checker, judge: Judge | None = None, prior: float | None = None
    ) -> None:
        self.checker = checker
        self._judge = judge
        self._prior = prior

    @property
    def trusts_writer(self) -> bool:
        """Whether of ten of the writer's statements nine are true, as far as is known."""
        return self._prior is not None and self._prior >= _TRUSTED_FROM

    @property
    def distrusts_writer(self) -> bool:
        """Whether most of the writer's statements are false, as far as is known."""
        return self._prior is not None and self._prior < _DISTRUSTED_BELOW

    def check_all(self, claims: Sequence[Claim]) -> list[CheckedClaim]:
        """Return the claims with their verdicts; the judge is asked about all in one call.

        A claim of several sentences is supported if each of them is.
        """
        return self.decide_all([check_by_rules(claim, self.checker) for claim in claims])

    def decide_all(self, claims: Sequence[RuledClaim]) -> list[CheckedClaim]:
        """Return claims that the rules have checked with their verdicts, as `check_all` does."""
        judged = self._ask_judge(
            text
            for claim in claims
            for text, check in claim.sentences
            if check.standing is Standing.OPEN
        )
        return [
            self.checker.build_claim(
                claim.text,
                [self._decide(check, judged.get(text)) for text, check in claim.sentences],
            )
            for claim in claims
        ]

    def _ask_judge(self, texts: Iterable[str]) -> dict[str, float | None]:
        asked = list(dict.fromkeys(texts))
        if self._judge is None or not asked:
            return {}
        return dict(zip(asked, self._judge.assess(self.checker.annotated, asked), strict=True))

    def _decide(self, check: SentenceCheck, judged: float | None) -> SentenceCheck:
        """Return the check with its verdict by meaning, if the rules have left it open."""
        if check.standing not in (_OF_TRUSTED_WRITERS if self.trusts_writer else _BY_MEANING):
            return check
        likely = estimate_probability(check.standing, check.features, judged, self._prior)
        if self._accepts(check.standing, likely, judged):
            return replace(check, verdict=Verdict.SUPPORTED, probability=likely)
        if check.standing is Standing.CUT:
            return check  # what is not proven is not accused
        if likely >= UNSUPPORTED_BELOW:
            return replace(check, verdict=Verdict.UNSURE, probability=likely)
        reasons = check.reasons if judged is None else (_UNLIKELY, *check.reasons)
        return replace(check, verdict=Verdict.UNSUPPORTED, probability=likely, reasons=reasons)

    def _accepts(self, standing: Standing, likely: float, judged: float | None) -> bool:
        """Whether a sentence in other words is supported, so likely it is and so it was judged."""
        if self.trusts_writer:
            return likely >= PRINTED_OF_TRUSTED_FROM
        if self._prior is not None:
            return standing is Standing.OPEN and likely >= PRINTED_FROM
        return judged is not None and likely >= SUPPORTED_FROM
