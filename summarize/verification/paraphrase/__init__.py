"""Paraphrases of a claim that are closer to the wording of its evidence. Pure.

A claim that the checks can't follow may be the evidence in other words. Each rule rewrites the
claim into one that says the same, or that entails it; the checks then compare that with the
evidence. So a rule need not know whether the evidence says so, only that its two forms are
equivalent.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from summarize.nlp.tokens import Token, Tokens
from summarize.verification.paraphrase.adjuncts import move_adjunct
from summarize.verification.paraphrase.reported_speech import move_speaker
from summarize.verification.paraphrase.synonyms import substitute_synonyms
from summarize.verification.paraphrase.voice import (
    change_voice,
    rewrite_possessive,
    swap_mutual_arguments,
)

_RULES = (change_voice, move_speaker, move_adjunct, swap_mutual_arguments, rewrite_possessive)
# How many rules are applied in sequence, and how many rewritings are built: each costs time.
_STEPS = 2
_MOST = 12
# In tokens times tokens: beyond this, a dozen comparisons would take too long.
_LARGEST = 20_000


def build_variants(claim: Tokens, evidence: Tokens) -> Iterator[tuple[Token, ...]]:
    """Yield rewritings of a claim towards its evidence: `"Kim was sued by Lee" -> "Lee sued Kim"`.

    At most a dozen, none of them twice, with synonyms only first. None for texts so long that
    comparing them so often would take seconds.
    """
    if len(claim) * len(evidence) > _LARGEST:
        return
    layer = [substitute_synonyms(claim, evidence)]
    seen = {_keys(claim), _keys(layer[0])}
    if len(seen) > 1:
        yield layer[0]
    for _ in range(_STEPS):
        following: list[tuple[Token, ...]] = []
        for found in chain.from_iterable(rule(one, evidence) for one in layer for rule in _RULES):
            if _keys(found) not in seen and len(seen) <= _MOST:
                seen.add(_keys(found))
                following.append(found)
                yield found
        layer = following


def _keys(tokens: Tokens) -> tuple[str, ...]:
    return tuple(token.key for token in tokens)
