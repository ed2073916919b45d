"""Adverbs of a closed list and dates, which may go wherever they stand. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from summarize.nlp.clauses import find_date_end, is_distant_date, is_finite_verb
from summarize.nlp.english import function_words as fw
from summarize.nlp.english import stance_words
from summarize.nlp.english.clause_words import (
    CIRCUMSTANCE_ADVERBS,
    DISCOURSE_ADVERBS,
    TEMPORAL_ADVERBS,
)
from summarize.nlp.tokens import Kind, Tokens, is_past_form, plain_at
from summarize.verification.omissible.span import Move, OmissibleSpan


def find_adverbs(tokens: Tokens, start: int, stop: int) -> Iterator[OmissibleSpan]:
    """Find the adverbs of a closed list."""
    denied = any(token.kind is Kind.NEGATION for token in tokens[start:stop])
    for place in range(start, stop):
        plain = tokens[place].plain
        if plain in DISCOURSE_ADVERBS | CIRCUMSTANCE_ADVERBS and (
            _modifies_clause(tokens, place, stop)
        ):
            narrow = plain not in DISCOURSE_ADVERBS and (denied or plain not in TEMPORAL_ADVERBS)
            yield OmissibleSpan(place, place + 1, Move.ADVERB, narrow)
        stop_date = find_date_end(tokens, place, stop)
        if stop_date > place and not is_distant_date(tokens[place:stop_date]):
            # when it was said takes nothing from what was said
            said = tokens[place - 1].plain in stance_words.ATTRIBUTION
            yield OmissibleSpan(place, stop_date, Move.DATE, not said, not said)


def _modifies_clause(tokens: Tokens, place: int, stop: int) -> bool:
    """Whether an adverb belongs to its clause: not "earlier drafts", "too late", ", then mayor"."""
    before = plain_at(tokens, place - 1)
    if before in {",", "("} | fw.DETERMINERS and tokens[place].plain not in DISCOURSE_ADVERBS:
        return False
    if place + 1 >= stop or tokens[place + 1].kind is Kind.MARK:
        return True
    following = tokens[place + 1]
    if tokens[place].plain == "too":
        return False
    adjective = tokens[place].plain in {"earlier", "later", "still", "now", "then", "soon"}
    verb = is_past_form(following) or is_finite_verb(tokens, place + 1)
    return not adjective or verb or not following.is_content
