"""Lemmas and verb forms of tokens: past tense, participle, passive, by their look."""

from __future__ import annotations

from collections.abc import Sequence

from summarize.nlp.english.function_words import BE_FORMS
from summarize.nlp.english.irregular_forms import ED_NON_VERBS, ING_NON_VERBS, LEMMAS, PAST_FORMS
from summarize.nlp.tokens import Kind, Token

Tokens = Sequence[Token]

# How many tokens may stand between "was" and "sued": "was not also sued".
_ADVERBS = 2


def lemmatize(token: Token) -> str:
    """Return the lemma of an irregular form, else the stem: `"bought" -> "buy"`."""
    return LEMMAS.get(token.plain, token.key)


def is_past_form(token: Token) -> bool:
    """Whether a word looks like a past tense or participle: "sued", "bought"; not "red"."""
    if token.kind is not Kind.WORD:
        return False
    return token.plain in PAST_FORMS or (
        token.plain.endswith("ed") and token.plain not in ED_NON_VERBS
    )


def is_verb_form(token: Token) -> bool:
    """Whether a word looks like a verb's past, participle or form in "-ing"."""
    ing = token.kind is Kind.WORD and token.plain.endswith("ing")
    return is_past_form(token) or (
        ing and token.plain not in ING_NON_VERBS and len(token.plain) > 4
    )


def is_passive_at(tokens: Tokens, place: int) -> bool:
    """Whether the participle at `place` has a form of "be" before it: "was sued"."""
    before = tokens[max(0, place - 1 - _ADVERBS) : place]
    for token in reversed(before):
        if token.plain in BE_FORMS:
            return True
        if token.kind not in (Kind.NEGATION, Kind.FUNCTION):
            return token.plain.endswith("ly") and any(t.plain in BE_FORMS for t in before)
    return False
