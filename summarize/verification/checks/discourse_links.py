"""Check of pronouns and conjunctions: do they still refer to and link the same things? Pure."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from summarize.nlp.english import function_words
from summarize.nlp.tokens import Kind
from summarize.verification.comparison import Comparison, Reason

_RELATIVES = function_words.RELATIVE_PRONOUNS - {"that"}
_SUBORDINATING = function_words.CONCESSIVE_AND_CAUSAL_CONJUNCTIONS | {"whereas", "unless", "until"}


def check_pronouns(pair: Comparison) -> Iterator[Reason]:
    """Check for a "he", "she" or "I" where the evidence has none: its referent is unknown."""
    evidence_words = {token.plain for token in pair.evidence}
    for token in pair.claim:
        group = next(
            (group for group in function_words.PRONOUN_GROUPS if token.plain in group), None
        )
        if group and token.kind is Kind.FUNCTION and not group & evidence_words:
            yield Reason(f"it is not clear who “{token.surface}” is", False, (token,))
            return


def check_relative_pronouns(pair: Comparison) -> Iterator[Reason]:
    """Check for a "which" or "who" in place of other words, whose subject is left out.

    `"the site is owned by a firm, which is eager"` beside `"... by a firm, though Lee is eager"`.
    """
    for (claim_left, evidence_left), (claim_right, evidence_right) in pairwise(pair.alignment):
        claim_between = pair.claim[claim_left + 1 : claim_right]
        evidence_between = pair.evidence[evidence_left + 1 : evidence_right]
        tie = next((token for token in claim_between if token.plain in _RELATIVES), None)
        related = any(token.plain in _RELATIVES for token in evidence_between)
        if tie and not related and any(token.is_content for token in evidence_between):
            yield Reason(f"“{tie.surface}” links what the source does not link", False, (tie,))
            return


def check_subordination(pair: Comparison) -> Iterator[Reason]:
    """Check for a lost "while" or "because" between two clauses: "While it rained, Ito left"."""
    claim_words = {token.plain for token in pair.claim}
    commas = [place for place, token in enumerate(pair.evidence) if token.plain == ","]
    for place, token in enumerate(pair.evidence):
        if token.plain not in _SUBORDINATING or token.plain in claim_words:
            continue
        end = next((comma for comma in commas if comma > place), 0)
        inside = any(place < other < end for other in pair.kept)
        if inside and any(other > end for other in pair.kept):
            text = f"leaves out “{token.surface}”, which links two parts of the sentence"
            yield Reason(text, False, correction=token.surface)
            return


def check_pronoun_case(pair: Comparison) -> Iterator[Reason]:
    """Check for "him" where the evidence has only "he": agent and patient may have changed."""
    evidence_words = {token.plain for token in pair.evidence}
    for token in pair.claim:
        other = function_words.OTHER_CASE.get(token.plain) if token.kind is Kind.FUNCTION else None
        if other in evidence_words and token.plain not in evidence_words:
            text = f"says “{token.surface}” where the source says “{other}”"
            yield Reason(text, False, (token,), other or "")
            return


ALL = (check_pronouns, check_relative_pronouns, check_subordination, check_pronoun_case)
