"""Token: a word, name, number, negation or mark of normalized text; its lemma and verb form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import pairwise

from summarize.characters import UNSPACED, find_gap
from summarize.nlp.english.function_words import BE_FORMS
from summarize.nlp.english.irregular_forms import (
    AMBIGUOUS_ING_FORMS,
    ED_NON_VERBS,
    ING_NON_VERBS,
    INVARIABLE_VERBS,
    LEMMAS,
    PAST_FORMS,
)


class Kind(Enum):
    """What a token contributes to a statement."""

    WORD = auto()
    NAME = auto()
    NUMBER = auto()
    NEGATION = auto()
    FUNCTION = auto()
    MARK = auto()  # punctuation that borders a clause

    # Looked up for every token of a book: an enumeration's own hash is slow Python.
    __hash__ = object.__hash__


class VerbForm(Enum):
    """The form that a word has if it is a verb; a table knows the irregular ones."""

    PRESENT = auto()  # "work", "works": the base form too
    PAST = auto()  # "worked", "took", "taken": the participle too
    INVARIABLE = auto()  # "cut": all of these
    ING = auto()
    NONE = auto()  # no verb at all


_UNSPACED = re.compile(f"[{UNSPACED}]")
_ING_NOUNS = ING_NON_VERBS - AMBIGUOUS_ING_FORMS
_CONTENT_KINDS = frozenset({Kind.WORD, Kind.NAME, Kind.NUMBER})


@dataclass(frozen=True, slots=True)
class Token:
    """One word, number or mark: `key` is what is compared, `surface` what the text has.

    `plain` is the normalized word before stemming. Numbers have a canonical key: "10000".
    """

    key: str
    kind: Kind
    surface: str
    plain: str

    @property
    def is_content(self) -> bool:
        """Whether a claim must have the token from its evidence."""
        return self.kind in _CONTENT_KINDS


Tokens = Sequence[Token]

# Comes after the owner: "Kim's brother" is tokenized to "kim", "'s", "brother".
POSSESSIVE_MARK = Token("'s", Kind.FUNCTION, "'s", "'s")


def plain_at(tokens: Tokens, place: int) -> str:
    """Return the plain form of the token at `place`; "" where there is none."""
    return tokens[place].plain if 0 <= place < len(tokens) else ""


def join_surfaces(tokens: Iterable[Token]) -> str:
    """Return the words of the tokens as the text has them, with a space between them.

    In scripts without spaces there is none.
    """
    joined = ""
    for token in tokens:
        if joined and not (_is_unspaced(joined[-1]) and _is_unspaced(token.surface[:1])):
            joined += find_gap(joined, token.surface)
        joined += token.surface
    return joined


def name_words(words: Iterable[Token], tokens: Tokens) -> list[str]:
    """Return what some of the `tokens` are in the text: a run without spaces is one word.

    `[left, the], ... -> ["left", "the"]`, `[过路, 路费], ... -> ["过路费"]`
    """
    place = {id(token): at for at, token in enumerate(tokens)}
    runs: list[list[Token]] = []
    for token in words:
        last = runs[-1][-1] if runs else None
        follows = last is not None and place.get(id(last), -2) + 1 == place.get(id(token))
        if last and follows and _is_unspaced(last.surface[-1:]) and _is_unspaced(token.surface[:1]):
            runs[-1].append(token)
        else:
            runs.append([token])
    # A pair that other pairs follow shows its first character: "过" of "过路".
    return [join_surfaces(run) + _find_hidden(run[-1]) for run in runs]


def _find_hidden(token: Token) -> str:
    hidden = _is_unspaced(token.key[-1:]) and token.key.startswith(token.surface)
    return token.key[len(token.surface) :] if hidden else ""


def _is_unspaced(character: str) -> bool:
    return not character.isascii() and _UNSPACED.match(character) is not None


def count_quotation_marks(tokens: Iterable[Token]) -> int:
    """Return the number of quotation marks; normalized text has one mark for all sorts."""
    return sum(token.plain == '"' for token in tokens)


def find_bigrams(tokens: Tokens) -> frozenset[tuple[str, str]]:
    """Return the pairs of neighbouring words by their keys, without the marks between them."""
    return frozenset(pairwise(token.key for token in tokens if token.kind is not Kind.MARK))


def lemmatize(token: Token) -> str:
    """Return the lemma of an irregular form, else the stem: `"bought" -> "buy"`."""
    return LEMMAS.get(token.plain, token.key)


def classify_verb_form(word: str) -> VerbForm:
    """Return the form that a word has if it is a verb: `"takes" -> PRESENT`, `"took" -> PAST`."""
    if word in INVARIABLE_VERBS:
        return VerbForm.INVARIABLE
    if word in PAST_FORMS or (word.endswith("ed") and word not in ED_NON_VERBS):
        return VerbForm.PAST
    stem = word.removesuffix("s")
    ing = stem.endswith("ing") and stem not in _ING_NOUNS and len(stem) > 4
    return VerbForm.ING if ing else VerbForm.PRESENT


def is_past_form(token: Token) -> bool:
    """Whether a word looks like a past tense or participle: "sued", "bought"; not "red"."""
    ends = token.plain.endswith("ed") and token.plain not in ED_NON_VERBS
    return token.kind is Kind.WORD and (ends or token.plain in PAST_FORMS)


def is_verb_form(token: Token) -> bool:
    """Whether a word looks like a verb's past, participle or form in "-ing"."""
    ing = token.kind is Kind.WORD and token.plain.endswith("ing")
    return is_past_form(token) or (
        ing and token.plain not in ING_NON_VERBS and len(token.plain) > 4
    )


def is_passive_at(tokens: Tokens, place: int) -> bool:
    """Whether the participle at `place` has a form of "be" before it: "was sued"."""
    before = tokens[max(0, place - 3) : place]  # "was not also sued"
    for token in reversed(before):
        if token.plain in BE_FORMS:
            return True
        if token.kind not in (Kind.NEGATION, Kind.FUNCTION):
            return token.plain.endswith("ly") and any(t.plain in BE_FORMS for t in before)
    return False
