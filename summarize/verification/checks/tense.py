"""Check of tense: "is a senator" for "was a senator", "opened" for "will open". Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from summarize.nlp.english.function_words import (
    AUXILIARY_ADVERBS,
    DETERMINERS,
    FUTURE_AUXILIARIES,
    NONFINITE_BE_FORMS,
    PAST_AUXILIARIES,
    PRESENT_AUXILIARIES,
    PRESENT_HAVE_FORMS,
)
from summarize.nlp.english.stance_words import ATTRIBUTION, CLAIM_VERBS
from summarize.nlp.tokens import Kind, Token, Tokens
from summarize.verification.checks.same_proposition import is_same_proposition
from summarize.verification.comparison import Comparison, Reason

# In tokens: how far before a word its auxiliary may be.
_REACH = 5


class Tense(Enum):
    """The tense of a word, as its auxiliaries or ending show."""

    PAST = auto()
    PRESENT = auto()
    PERFECT = auto()
    FUTURE = auto()


@dataclass(frozen=True, slots=True)
class _VerbTense:
    """The tense of a word, and the auxiliaries that show it: "has been", "will"."""

    tense: Tense
    verb: Token
    auxiliaries: tuple[Token, ...] = ()

    @property
    def tense_words(self) -> tuple[Token, ...]:
        return self.auxiliaries or (self.verb,)

    @property
    def with_verb(self) -> tuple[Token, ...]:
        return (*self.auxiliaries, self.verb)


# "Has been named" and "was named" go together, and so do "is" and "has been".
_CONFLICTS = ({Tense.PAST, Tense.PRESENT},)


def check_tense(pair: Comparison) -> Iterator[Reason]:
    """Check for another tense than in the evidence: "is a senator" for "was a senator".

    In reported speech the tense shifts back: "is safe", "Kim said it was safe". A contradiction
    where a "will" became a fact and the two otherwise say the same.
    """
    reported = any(token.plain in ATTRIBUTION | CLAIM_VERBS for token in pair.claim)
    for claim_place, evidence_place in pair.alignment:
        claim_tense = _find_tense(pair.claim, claim_place)
        evidence_tense = _find_tense(pair.evidence, evidence_place)
        if not claim_tense or not evidence_tense:
            continue
        if _is_conflict(claim_tense.tense, evidence_tense.tense, reported):
            claim_words, evidence_words = claim_tense.tense_words, evidence_tense.tense_words
            if pair.claim[claim_place].plain != pair.evidence[evidence_place].plain:
                claim_words, evidence_words = claim_tense.with_verb, evidence_tense.with_verb
            past = claim_tense.tense in {Tense.PAST, Tense.PERFECT}
            happened = past and evidence_tense.tense is Tense.FUTURE
            contradicts = happened and not reported and is_same_proposition(pair, claim_words)
            said, correction = (
                " ".join(t.surface for t in words) for words in (claim_words, evidence_words)
            )
            text = f"the cited sentence says “{correction}”, not “{said}”"
            yield Reason(text, contradicts, claim_words, correction)
            return


def _is_conflict(claim_tense: Tense, evidence_tense: Tense, reported: bool) -> bool:
    future = (claim_tense is Tense.FUTURE) != (evidence_tense is Tense.FUTURE)
    return future or (not reported and {claim_tense, evidence_tense} in _CONFLICTS)


def _find_tense(tokens: Tokens, place: int) -> _VerbTense | None:
    """Find the tense of a word by its auxiliaries, or its own ending; None if neither shows it.

    `"will have been sold" -> FUTURE`, `"has a boat" -> PRESENT`
    """
    word, words, articled = tokens[place], list[Token](), False
    found: Tense | None = None
    for token in reversed(tokens[max(0, place - _REACH) : place]):
        tense = _classify_auxiliary(token.plain, articled)
        if tense:
            found = tense
        if tense or token.plain in NONFINITE_BE_FORMS:
            words.insert(0, token)
        elif token.plain in DETERMINERS:
            articled = True
        elif not _is_passed_over(token):
            break
    if found:
        return _VerbTense(found, word, tuple(words))
    past = word.kind is Kind.WORD and word.plain.endswith("ed")
    return _VerbTense(Tense.PAST, word) if past else None


def _classify_auxiliary(word: str, articled: bool) -> Tense | None:
    if word in PRESENT_HAVE_FORMS:
        return Tense.PRESENT if articled else Tense.PERFECT
    table = (
        (FUTURE_AUXILIARIES, Tense.FUTURE),
        (PAST_AUXILIARIES, Tense.PAST),
        (PRESENT_AUXILIARIES, Tense.PRESENT),
    )
    return next((tense for words, tense in table if word in words), None)


def _is_passed_over(token: Token) -> bool:
    """Whether a word may be between an auxiliary and its verb: "was not recently sold"."""
    adverb = token.kind is Kind.WORD and token.plain.endswith("ly")
    return adverb or token.kind is Kind.NEGATION or token.plain in AUXILIARY_ADVERBS


ALL = (check_tense,)
