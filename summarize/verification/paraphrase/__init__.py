"""Other ways to say what a statement says, as near to the sentence as they come. Pure.

A statement that the checks can't follow may be the sentence in other words. Each rule here
rewrites the statement into one that says the same, or from which it follows; the checks
then hold that against the sentence. So a rule need not be sure that the sentence says so,
only that its two forms do not differ in what they say.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from summarize.nlp.grammar import Tokens
from summarize.nlp.tokens import Token
from summarize.verification.paraphrase.adjuncts import move_adjunct
from summarize.verification.paraphrase.reported_speech import move_speaker
from summarize.verification.paraphrase.synonyms import substitute_synonyms
from summarize.verification.paraphrase.voice import (
    change_voice,
    rewrite_possessive,
    swap_mutual_arguments,
)

_RULES = (change_voice, move_speaker, move_adjunct, swap_mutual_arguments, rewrite_possessive)
# Rules applied one after the other, and rewritings in all: checking each costs time.
_STEPS = 2
_MOST = 12
# Beyond so many tokens times tokens, a dozen comparisons would take too long.
_LARGEST = 20_000


def build_variants(claim_tokens: Tokens, evidence_tokens: Tokens) -> Iterator[tuple[Token, ...]]:
    """Rewritings of a statement towards the sentence: `"Kim was sued by Lee" -> "Lee sued Kim"`.

    At most a dozen, none of them twice, the plain exchange of words first. None for
    texts so long that comparing them so often would take seconds.
    """
    if len(claim_tokens) * len(evidence_tokens) > _LARGEST:
        return
    first = substitute_synonyms(claim_tokens, evidence_tokens)
    seen = {_keys(claim_tokens)}
    layer = [first]
    if _keys(first) not in seen:
        seen.add(_keys(first))
        yield first
    for _ in range(_STEPS):
        following: list[tuple[Token, ...]] = []
        for found in chain.from_iterable(
            rule(one, evidence_tokens) for one in layer for rule in _RULES
        ):
            if _keys(found) not in seen and len(seen) <= _MOST:
                seen.add(_keys(found))
                following.append(found)
                yield found
        layer = following


def _keys(tokens: Tokens) -> tuple[str, ...]:
    return tuple(token.key for token in tokens)
