"""What was, is or will be: "is a senator" for "was a senator", "opened" for "will open". Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from summarize.nlp.english.clause_words import AUXILIARY_ADVERBS
from summarize.nlp.english.function_words import (
    DETERMINERS,
    FUTURE_AUXILIARIES,
    NONFINITE_BE_FORMS,
    PAST_AUXILIARIES,
    PRESENT_AUXILIARIES,
    PRESENT_HAVE_FORMS,
)
from summarize.nlp.english.stance_words import ATTRIBUTION, CLAIM_VERBS
from summarize.nlp.tokens import Kind, Token
from summarize.verification.checks.same_proposition import is_same_proposition
from summarize.verification.comparison import Comparison, Reason, Tokens

# How far before a word its "was" or "will" may stand, in tokens.
_REACH = 5


class Tense(Enum):
    """When something holds, as far as "is", "was", "has" or "will" before a word tells."""

    PAST = auto()
    PRESENT = auto()
    PERFECT = auto()
    FUTURE = auto()


@dataclass(frozen=True, slots=True)
class _VerbTense:
    """The tense of a word, and the words before it that tell it: "has been", "will"."""

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
    """Another tense than the sentence has: "is a senator" for "was a senator".

    What somebody is told to have said moves back: "is safe", "Kim said it was safe". Hard
    where a "will" became a fact and the two otherwise say the same.
    """
    told = any(token.plain in ATTRIBUTION | CLAIM_VERBS for token in pair.claim)
    for mine, theirs in pair.word_alignment:
        here, there = _find_tense(pair.claim, mine), _find_tense(pair.evidence, theirs)
        if here and there and _is_conflict(here.tense, there.tense, told):
            wrong, right = here.tense_words, there.tense_words
            if pair.claim[mine].plain != pair.evidence[theirs].plain:
                wrong, right = here.with_verb, there.with_verb
            happened = there.tense is Tense.FUTURE and here.tense in {Tense.PAST, Tense.PERFECT}
            hard = happened and not told and is_same_proposition(pair, wrong)
            said, instead = (" ".join(t.surface for t in words) for words in (wrong, right))
            text = f"the cited sentence says “{instead}”, not “{said}”"
            yield Reason(text, hard, wrong, instead)
            return


def _is_conflict(here: Tense, there: Tense, told: bool) -> bool:
    future = (here is Tense.FUTURE) != (there is Tense.FUTURE)
    return future or (not told and {here, there} in _CONFLICTS)


def _find_tense(tokens: Tokens, place: int) -> _VerbTense | None:
    """The tense that the words before a word tell, or its own ending; None if nothing does.

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
    """Whether a word may stand between "was" and what it goes with: "was not recently sold"."""
    adverb = token.kind is Kind.WORD and token.plain.endswith("ly")
    return adverb or token.kind is Kind.NEGATION or token.plain in AUXILIARY_ADVERBS


ALL = (check_tense,)
