"""Check of verbs of saying: "denied" or "threatened" where the evidence has "said". Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import Enum, auto

from summarize.nlp.english import stance_words
from summarize.nlp.tokens import Kind, Token
from summarize.verification.checks.same_proposition import find_slot, is_same_proposition
from summarize.verification.comparison import Comparison, Reason


class _Stance(Enum):
    """How somebody stands to what he speaks of."""

    SAYS = auto()
    CONFIRMS = auto()
    DENIES = auto()
    INTENDS = auto()
    SUPPOSES = auto()


_STANCES = (
    (_Stance.CONFIRMS, stance_words.CONFIRMING_VERBS),
    (_Stance.DENIES, stance_words.DENYING_VERBS),
    # who claims or believes something says so
    (_Stance.SAYS, stance_words.ATTRIBUTION | stance_words.CLAIM_VERBS | stance_words.BELIEF_VERBS),
    (_Stance.INTENDS, stance_words.REPORTING_VERBS & stance_words.INTENTION_WORDS),
    (_Stance.SUPPOSES, stance_words.REPORTING_VERBS & stance_words.HEDGES),
    (_Stance.SAYS, stance_words.REPORTING_VERBS),
)
"""Each stance with its verbs; the first that has a verb is its stance."""


def check_stances(pair: Comparison) -> Iterator[Reason]:
    """Check for a verb that says more than the verb of saying in its place in the evidence.

    `"Kim denied that it sank", "Kim said that it sank" -> "the source says “said”, not “denied”"`
    To say it instead of promising it is left alone: it claims less. A contradiction where a
    denial is the only change.
    """
    missing = {id(token) for token in pair.unsupported}
    for place, token in enumerate(pair.claim):
        stance = _find_stance(token) if id(token) in missing else None
        if stance in (None, _Stance.SAYS):
            continue
        left_out = (pair.evidence[at] for at in find_slot(pair, place) if at not in pair.kept)
        said = [other for other in left_out if _find_stance(other)]
        if not said or any(_find_stance(other) is stance for other in said):
            continue
        denies = stance is _Stance.DENIES
        others = (other for other in pair.claim if other is not token)
        if denies and _count_denials(pair.evidence) > _count_denials(others):
            continue  # "denied it" for "said it was not so"
        text = f"the source says “{said[0].surface}”, not “{token.surface}”"
        said_so = _find_stance(said[0]) in {_Stance.SAYS, _Stance.CONFIRMS}
        contradicts = denies and said_so and is_same_proposition(pair, (token,))
        yield Reason(text, contradicts, (token,), said[0].surface)


def _find_stance(token: Token) -> _Stance | None:
    """Return the stance of a verb: `"vowed" -> INTENDS`; None if it is none of saying."""
    found = (stance for stance, verbs in _STANCES if token.plain in verbs)
    return next(found, None) if token.kind is Kind.WORD else None


def _count_denials(tokens: Iterable[Token]) -> int:
    negative = stance_words.IMPLICIT_NEGATIVES
    return sum(token.kind is Kind.NEGATION or token.plain in negative for token in tokens)


ALL = (check_stances,)
