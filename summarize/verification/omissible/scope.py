"""Scope: whether a statement is true only with all its circumstances: "no", "all", "most". Pure."""

from __future__ import annotations

from summarize.nlp.english import number_words, stance_words
from summarize.nlp.english.clause_words import SUPERLATIVES, UNIVERSALS
from summarize.nlp.tokens import Kind, Tokens, plain_at


def has_restricting_scope(tokens: Tokens) -> bool:
    """Whether what a statement says may be true only with all its circumstances.

    Under "no", "only", "all", superlatives, shares and comparisons leaving out a circumstance
    says more: "no trains ran", "most patients recovered", "the largest bridge".
    """
    for place, token in enumerate(tokens):
        superlative = token.plain in SUPERLATIVES or token.plain in number_words.ORDINALS
        shares = token.key in ("percent", "third", "quarter", "half") and (
            plain_at(tokens, place + 1) in {"of", "in"}
        )
        ratio = token.kind is Kind.NUMBER and plain_at(tokens, place + 1) in {"in", "of"}
        counted = ratio and place + 2 < len(tokens) and tokens[place + 2].kind is Kind.NUMBER
        some = token.plain in {"few", "little"} and plain_at(tokens, place - 1) == "a"
        if token.kind is Kind.NEGATION or (token.plain in UNIVERSALS and not some):
            return True
        if superlative or shares or counted:
            return True
        if _is_negating(tokens, place):
            return True
    return False


def _is_negating(tokens: Tokens, place: int) -> bool:
    """Whether a word denies what follows: "refused to", "prevented Kim from"."""
    token = tokens[place]
    tie = stance_words.NEGATING_PREDICATES.get(token.plain)
    if tie is None or token.kind is Kind.NAME:
        return False
    following = plain_at(tokens, place + 1)
    if tie == "ing":
        return following.endswith(tie)
    return tie in [token.plain for token in tokens[place + 1 : place + 6]]
