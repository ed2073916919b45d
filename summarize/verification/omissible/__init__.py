"""Spans of a sentence that a statement may leave out without saying anything else. Pure.

A white list of moves: something bracketed, a leading adverbial up to its comma, a tail from a
clause border, an adverb of a closed list or a date. An attribution never goes: who says so is part
of what is said. Every span is bounded by marks or clause borders. What restricts the rest (a
number, a name, "only", "not", "most") stays, unless its whole clause goes. All else is not proven
safe, even where it is.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator

from summarize.nlp.clauses import find_word_end, split_joined_sentences
from summarize.nlp.tokens import Token, Tokens
from summarize.verification.omissible.adverbs import find_adverbs
from summarize.verification.omissible.asides import find_asides, find_promoted
from summarize.verification.omissible.leading import find_leading
from summarize.verification.omissible.pieces import may_undo
from summarize.verification.omissible.span import Move, OmissibleSpan
from summarize.verification.omissible.tails import find_heads, find_tails


@functools.lru_cache(maxsize=512)
def find_omissible_spans(tokens: tuple[Token, ...]) -> tuple[OmissibleSpan, ...]:
    """Return the spans of a sentence that may be left out, in order.

    `"However, Ito, who is 31, resigned."` has "However," and ", who is 31,".
    """
    spans = {
        one
        for one in _find_spans(tokens)
        if one.move is Move.PROMOTED or not may_undo(tokens[one.start : one.end])
    }
    return tuple(sorted(spans, key=lambda one: (one.start, one.end)))


def _find_spans(tokens: Tokens) -> Iterator[OmissibleSpan]:
    end = find_word_end(tokens)
    for start, stop in split_joined_sentences(tokens, end):
        if start:
            yield OmissibleSpan(0, start, Move.TAIL)
        if stop < end:
            yield OmissibleSpan(stop, len(tokens), Move.TAIL)
        yield from find_leading(tokens, start, stop)
        yield from find_asides(tokens, start, stop)
        yield from find_tails(tokens, start, stop, len(tokens) if stop == end else stop)
        yield from find_heads(tokens, start, stop)
        yield from find_promoted(tokens, start, stop)
        yield from find_adverbs(tokens, start, stop)
