"""How well a sentence is understood without the ones around it. Pure.

A true sentence misleads where its "he" is taken for somebody else, or where what somebody
said stands there like a fact. The article's own sentences do, too, once they are alone.
"""

from __future__ import annotations

from collections.abc import Sequence

from summarize.nlp.coreference.definite_descriptions import find_description
from summarize.nlp.english.function_words import (
    ANAPHORIC_OPENERS,
    DETERMINERS,
    FEMALE_PRONOUNS,
    MALE_PRONOUNS,
    PLURAL_PRONOUNS,
)
from summarize.nlp.english.nouns import PERSON_NOUNS
from summarize.nlp.english.stance_words import ATTRIBUTION
from summarize.nlp.tokens import Kind, Token, quotation_marks
from summarize.rewriting.page_references import score_off_page

# Somebody's words without marks and speaker, or a "he" whom nobody has named: as good as never.
_MISLEADING_QUALITY = 0.1
# What begins in lower case was cut off by a column or a scanner; what ends with a colon
# leads to something that is not there; of a quotation with one mark the rest is missing.
_FRAGMENT_QUALITY = 0.2
# A sentence that begins with "But" reads badly without the one before it.
_CONNECTIVE_QUALITY = 0.5
# "The 31-year-old", "The company": which one, the sentence before has said.
_AGE_QUALITY, _DESCRIPTION_QUALITY = 0.5, 0.7
# Dialogue says little to a reader who does not know who speaks and where.
_QUOTED_QUALITY = 0.7
# From this share of fillers on, so much is left.
_FILLER_QUALITY = ((0.2, 0.1), (0.08, 0.4), (0.001, 0.7))
_FILLERS = frozenset("uh um mm hmm mhm yeah yep yup huh er erm uhm ah oh okay ok gosh".split())
SELF_CONTAINED_FROM = 0.3
"""At this worth or more, a sentence can be shown by itself."""

_LEADING_PRONOUNS = ANAPHORIC_OPENERS & frozenset(
    "he she it they this that these those his her its their such another both".split()
)
_SOMEBODY = PERSON_NOUNS - frozenset("another other others".split())
_FIRST_AND_SECOND_PERSON = frozenset(
    "i me my mine myself we us our ours ourselves you your yours".split()
)
_PAIRS = (("“", "”"), ("«", "»"), ("(", ")"), ("[", "]"))


def score_alone(text: str, tokens: Sequence[Token], *, quoted: bool) -> float:
    """What is left of a sentence's worth when it stands alone: 1.0 is all.

    `quoted` is whether it begins inside somebody's quoted words, or with a mark.
    """
    return score_off_page(text) * _score_fluency(tokens) * _score_form(text, tokens, quoted=quoted)


def _score_form(text: str, tokens: Sequence[Token], *, quoted: bool) -> float:
    speaker = any(token.plain in ATTRIBUTION for token in tokens)
    if has_dangling_pronoun(tokens) or is_first_person(tokens) or (quoted and not speaker):
        return _MISLEADING_QUALITY
    if _is_fragment(text) or quotation_marks(tokens) % 2:
        return _FRAGMENT_QUALITY
    if tokens and tokens[0].plain in ANAPHORIC_OPENERS:
        return _CONNECTIVE_QUALITY
    called = find_description(tokens)
    if called:
        return _AGE_QUALITY if called[-1].isdecimal() else _DESCRIPTION_QUALITY
    return _QUOTED_QUALITY if quoted else 1.0


def _score_fluency(tokens: Sequence[Token]) -> float:
    """What "uh" and "yeah" leave of a worth: speech in which nothing is thought out."""
    spoken = sum(token.kind is not Kind.MARK for token in tokens)
    share = sum(token.plain in _FILLERS for token in tokens) / max(1, spoken)
    return next((worth for least, worth in _FILLER_QUALITY if share >= least), 1.0)


def has_dangling_pronoun(tokens: Sequence[Token]) -> bool:
    """Whether a pronoun comes before anybody or anything that it could mean."""
    if tokens and tokens[0].plain in _LEADING_PRONOUNS:
        return True
    if _leads_to_pronoun(tokens):
        return True
    for place, token in enumerate(tokens):
        named = token.kind is Kind.NAME or token.plain in _SOMEBODY
        if named or (place == 0 and token.content):
            return False
        if token.plain in PLURAL_PRONOUNS:
            return not any(before.content for before in tokens[:place])
        if token.plain in MALE_PRONOUNS | FEMALE_PRONOUNS:
            return True
    return False


def _leads_to_pronoun(tokens: Sequence[Token]) -> bool:
    """Whether all before the first comma only leads to a "he": "Speaking to a nurse, he smiled"."""
    comma = next((place for place, token in enumerate(tokens) if token.plain == ","), None)
    if comma is None or any(token.kind is Kind.NAME for token in tokens[:comma]):
        return False
    opens = tokens[0].kind is Kind.FUNCTION and tokens[0].plain not in DETERMINERS
    led = opens or tokens[0].plain.endswith("ing")
    return led and any(
        token.plain in MALE_PRONOUNS | FEMALE_PRONOUNS | PLURAL_PRONOUNS
        for token in tokens[comma + 1 :][:1]
    )


def is_first_person(tokens: Sequence[Token]) -> bool:
    """Whether an "I", "we" or "you" stands outside quotation marks: someone's bare words."""
    inside = False
    for token in tokens:
        if token.plain == '"':
            inside = not inside
        elif not inside and token.kind is Kind.FUNCTION and token.plain in _FIRST_AND_SECOND_PERSON:
            return True
    return False


def _is_fragment(text: str) -> bool:
    """`"however, it sank." -> True`, `"It has:" -> True`, `"iPhones sell well." -> False`."""
    halves = any(text.count(opening) != text.count(closing) for opening, closing in _PAIRS)
    return text[:2].islower() or text.endswith((":", ",", ";")) or halves


def score_in_context(text: str, tokens: Sequence[Token], *, quoted: bool, before: bool) -> float:
    """Like `worth_alone`, where the sentence that the article has `before` it may be shown, too.

    Then its "He" and "But" say what they say in the article, and only what is broken, or
    somebody's bare words, counts against it.
    """
    worth = score_alone(text, tokens, quoted=quoted)
    leaning = (
        has_dangling_pronoun(tokens)
        or find_description(tokens)
        or (tokens and tokens[0].plain in ANAPHORIC_OPENERS)
    )
    whole = not (
        is_first_person(tokens) or quoted or _is_fragment(text) or quotation_marks(tokens) % 2
    )
    return score_off_page(text) * _score_fluency(tokens) if before and leaning and whole else worth
