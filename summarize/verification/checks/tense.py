"""Check of tense: "is a senator" for "was a senator", "opened" for "will open". Pure."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum, auto

from summarize.nlp.english import function_words
from summarize.nlp.english.stance_words import ATTRIBUTION, CLAIM_VERBS
from summarize.nlp.tokens import Kind, Token, Tokens, join_surfaces
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


def check_tense(pair: Comparison) -> Iterator[Reason]:
    """Check for another tense than in the evidence: "is a senator" for "was a senator".

    In reported speech the tense shifts back: "is safe", "Kim said it was safe". A contradiction
    where a "will" became a fact and the two otherwise say the same.
    """
    reported = any(token.plain in ATTRIBUTION | CLAIM_VERBS for token in pair.claim)
    for claim_place, evidence_place in pair.alignment:
        claim_tense, claim_words = _find_tense(pair.claim, claim_place)
        evidence_tense, evidence_words = _find_tense(pair.evidence, evidence_place)
        if not claim_tense or not evidence_tense:
            continue
        tenses = {claim_tense, evidence_tense}
        future = len(tenses) == 2 and Tense.FUTURE in tenses
        # "has been named" and "was named" go together, and so do "is" and "has been"
        if future or (not reported and tenses == {Tense.PAST, Tense.PRESENT}):
            verbs = pair.claim[claim_place], pair.evidence[evidence_place]
            another = verbs[0].plain != verbs[1].plain
            if another or not claim_words:
                claim_words = (*claim_words, verbs[0])
            if another or not evidence_words:
                evidence_words = (*evidence_words, verbs[1])
            past = claim_tense in {Tense.PAST, Tense.PERFECT}
            happened = past and evidence_tense is Tense.FUTURE
            contradicts = happened and not reported and is_same_proposition(pair, claim_words)
            said, correction = join_surfaces(claim_words), join_surfaces(evidence_words)
            text = f"the cited sentence says “{correction}”, not “{said}”"
            yield Reason(text, contradicts, claim_words, correction)
            return


def _find_tense(tokens: Tokens, place: int) -> tuple[Tense | None, tuple[Token, ...]]:
    """Find the tense of a word by its auxiliaries, or its own ending; None if neither shows it.

    The auxiliaries that show it are returned with it: "has been", "will".

    `"will have been sold" -> FUTURE`, `"has a boat" -> PRESENT`
    """
    words, articled = list[Token](), False
    found: Tense | None = None
    for token in reversed(tokens[max(0, place - _REACH) : place]):
        tense = _classify_auxiliary(token.plain, articled)
        adverb = token.kind is Kind.WORD and token.plain.endswith("ly")  # "was recently sold"
        if tense:
            found = tense
        if tense or token.plain in function_words.NONFINITE_BE_FORMS:
            words.insert(0, token)
        elif token.plain in function_words.DETERMINERS:
            articled = True
        elif not (
            adverb or token.kind is Kind.NEGATION or token.plain in function_words.AUXILIARY_ADVERBS
        ):
            break
    if found:
        return found, tuple(words)
    past = tokens[place].kind is Kind.WORD and tokens[place].plain.endswith("ed")
    return Tense.PAST if past else None, ()


def _classify_auxiliary(word: str, articled: bool) -> Tense | None:
    if word in function_words.PRESENT_HAVE_FORMS:
        return Tense.PRESENT if articled else Tense.PERFECT
    if word in function_words.FUTURE_AUXILIARIES:
        return Tense.FUTURE
    if word in function_words.PAST_AUXILIARIES:
        return Tense.PAST
    return Tense.PRESENT if word in function_words.PRESENT_AUXILIARIES else None


ALL = (check_tense,)
