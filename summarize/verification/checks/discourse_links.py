"""Pronouns and the small words that link clauses: whether they still mean the same. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from summarize.nlp.english.function_words import OTHER_CASE, PRONOUN_GROUPS
from summarize.nlp.tokens import Kind
from summarize.verification.comparison import Comparison, Reason

_RELATIVES = frozenset("which who whose whom".split())
_SUBORDINATING = frozenset("while although though whereas because unless until".split())


def check_pronouns(pair: Comparison) -> Iterator[Reason]:
    """A "he", "she" or "I" where the sentence has none: nobody can tell who is meant."""
    there = {token.plain for token in pair.evidence}
    for token in pair.claim:
        group = next((group for group in PRONOUN_GROUPS if token.plain in group), None)
        if group and token.kind is Kind.FUNCTION and not group & there:
            yield Reason(f"who is meant by “{token.surface}”?", False, (token,))
            return


def check_relative_pronouns(pair: Comparison) -> Iterator[Reason]:
    """A "which" or "who" put where the sentence has other words: their subject is gone.

    `"the site is owned by a firm, which is eager"` beside `"... by a firm, though Lee is eager"`.
    """
    for (here, left), (there, right) in pairwise(pair.word_alignment):
        mine, theirs = pair.claim[here + 1 : there], pair.evidence[left + 1 : right]
        tie = next((token for token in mine if token.plain in _RELATIVES), None)
        told = any(token.plain in _RELATIVES for token in theirs)
        if tie and not told and any(token.is_content for token in theirs):
            yield Reason(f"“{tie.surface}” ties together what the article does not", False, (tie,))
            return


def check_subordination(pair: Comparison) -> Iterator[Reason]:
    """Two clauses that lost the "while" or "because" between them: "While it rained, Ito left"."""
    kept = {theirs for _, theirs in pair.word_alignment}
    mine = {token.plain for token in pair.claim}
    for place, token in enumerate(pair.evidence):
        if token.plain not in _SUBORDINATING or token.plain in mine:
            continue
        end = next((at for at, t in enumerate(pair.evidence) if at > place and t.plain == ","), 0)
        inside = any(place < at < end for at in kept)
        if inside and any(at > end for at in kept):
            text = f"leaves out the “{token.surface}” between two clauses"
            yield Reason(text, False, correction=token.surface)
            return


def check_pronoun_case(pair: Comparison) -> Iterator[Reason]:
    """ "Him" where the sentence has only "he": who did it to whom may have changed."""
    there = {token.plain for token in pair.evidence}
    for token in pair.claim:
        other = OTHER_CASE.get(token.plain) if token.kind is Kind.FUNCTION else None
        if other in there and token.plain not in there:
            text = f"says “{token.surface}” where the cited sentence says “{other}”"
            yield Reason(text, False, (token,), other or "")
            return


ALL = (check_pronouns, check_relative_pronouns, check_subordination, check_pronoun_case)
