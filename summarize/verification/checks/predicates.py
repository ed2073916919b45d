"""Predicates: a verb with its auxiliaries, and the tense that they show. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum, auto

from summarize.nlp.english import function_words
from summarize.nlp.english.stance_words import IMPLICATIVE_VERBS
from summarize.nlp.tokens import (
    POSSESSIVE_MARK,
    Kind,
    Token,
    Tokens,
    VerbForm,
    classify_verb_form,
    plain_at,
)

REACH = 5
"""In tokens: how far before a word its auxiliary may be."""

BETWEEN = function_words.AUXILIARY_ADVERBS | {"about", "going"}
"""What may come between an auxiliary and its verb, besides words in "-ly"."""

# How far behind its auxiliary the second of two verbs may be: "will sell the ferry and close".
_COORDINATION_REACH = 10
_TENSED = function_words.AUXILIARY_VERBS | function_words.DO_FORMS
_PARTICIPLES = {VerbForm.PAST, VerbForm.INVARIABLE}


class Tense(Enum):
    """The tense of a word, as its auxiliaries or its own form show."""

    PAST = auto()
    PRESENT = auto()
    PERFECT = auto()
    PLUPERFECT = auto()
    FUTURE = auto()
    MODAL = auto()
    INFINITIVE = auto()


@dataclass(frozen=True, slots=True)
class Predicate:
    """The form of a word, its tense, and the auxiliaries that show it: "has been", "will".

    `infinitive` is whether a "to" stands before the word: "plans to sell".
    """

    form: VerbForm
    tense: Tense | None = None
    auxiliaries: tuple[Token, ...] = ()
    infinitive: bool = False

    @property
    def has_be(self) -> bool:
        """Whether a form of "be" is among the auxiliaries."""
        return any(token.plain in function_words.BE_FORMS for token in self.auxiliaries)

    @property
    def is_perfect(self) -> bool:
        """Whether it is over, as a "have" shows: "may have sold", "will have been sold"."""
        return any(token.plain in function_words.HAVE_FORMS for token in self.auxiliaries)

    @property
    def is_going_on(self) -> bool:
        """Whether it is not yet over, as a "being" shows: "was being sold"."""
        return any(token.plain == "being" for token in self.auxiliaries)

    @property
    def shape(self) -> tuple[bool, bool]:
        """Whether the verb is in the progressive, and whether it is in the passive."""
        return self.form is VerbForm.ING, self.form in _PARTICIPLES and self.has_be


def parse_predicate(tokens: Tokens, place: int) -> Predicate:
    """Parse a word and the auxiliaries before it.

    `"will have been sold" -> FUTURE`, `"has a boat" -> PRESENT`, `"works" -> no tense by itself`
    """
    form = classify_verb_form(get_word(tokens[place]))
    if tokens[place].kind is not Kind.WORD:
        form = VerbForm.NONE
    found = _parse_auxiliaries(tokens, place, form)
    if not found.tense and not found.infinitive:
        found = _parse_coordinated(tokens, place, form) or found
    if found.tense or found.infinitive:
        return found
    if form is VerbForm.PRESENT and _is_noun(tokens, place):
        return replace(found, form=VerbForm.NONE)
    # "they cut the tax" may be the present too, but not beside "it cuts the tax"
    past = form is VerbForm.PAST or (form is VerbForm.INVARIABLE and _has_object(tokens, place))
    return replace(found, tense=Tense.PAST) if past else found


def _parse_auxiliaries(tokens: Tokens, place: int, form: VerbForm) -> Predicate:
    """Parse the auxiliaries right before a word, with only adverbs and articles between."""
    words, articled, infinitive = list[Token](), False, False
    tense: Tense | None = None
    nearest = range(place - 1, max(-1, place - 1 - REACH), -1)
    for at in nearest:
        token = tokens[at]
        own = _classify_auxiliary(token.plain, articled or form not in _PARTICIPLES)
        if own and any(one.plain == "been" for one in words):
            own = _classify_auxiliary(token.plain, main_verb=False)
        adverb = token.kind is Kind.WORD and token.plain.endswith("ly")  # "was recently sold"
        if own:
            tense = own
        if own or token.plain in function_words.NONFINITE_BE_FORMS:
            words.insert(0, token)
        elif token.plain in function_words.DETERMINERS:
            articled = True
        elif token.plain == "to" and not articled and form is not VerbForm.PAST:
            governor = plain_at(tokens, at - 1)
            if governor == "used":
                return Predicate(form, Tense.PAST, (tokens[at - 1], token))
            if governor in IMPLICATIVE_VERBS:
                past = Tense.PAST if classify_verb_form(governor) is VerbForm.PAST else None
                return Predicate(form, past, (tokens[at - 1], token))
            infinitive = True
            words.insert(0, token)
        elif token.plain == "to" and plain_at(tokens, at - 1) == "ought":
            words.insert(0, token)  # "ought to have sunk"
        elif not (adverb or token.kind is Kind.NEGATION or token.plain in BETWEEN):
            break
    return Predicate(form, tense, tuple(words), infinitive)


def _parse_coordinated(tokens: Tokens, place: int, form: VerbForm) -> Predicate | None:
    """Parse the auxiliaries of the verb with which a verb is coordinated: "was sold and closed"."""
    start = place - 1
    while plain_at(tokens, start).endswith("ly") or plain_at(tokens, start) in BETWEEN:
        start -= 1
    if plain_at(tokens, start) not in {"and", "or"}:
        return None
    for at in range(start - 1, max(0, start - _COORDINATION_REACH), -1):
        if tokens[at].kind is Kind.MARK:
            return None
        if classify_verb_form(tokens[at].plain) is form and tokens[at].kind is Kind.WORD:
            found = _parse_auxiliaries(tokens, at, form)
            if found.tense or found.infinitive:
                return found
    return None


def _is_noun(tokens: Tokens, place: int) -> bool:
    """Whether a word like "works" is surely a noun, by what stands before it: "the works"."""
    before = tokens[place - 1] if place else POSSESSIVE_MARK
    ties = function_words.DETERMINERS | (function_words.PREPOSITIONS - {"to"})
    return before is POSSESSIVE_MARK or before.plain in ties or before.kind is Kind.NUMBER


def _has_object(tokens: Tokens, place: int) -> bool:
    """Whether an object may follow: "costs 5 pounds", "hit the wall"."""
    return any(
        token.plain in function_words.DETERMINERS or token.kind in (Kind.NUMBER, Kind.NAME)
        for token in tokens[place + 1 : place + 2]
    )


def _classify_auxiliary(word: str, main_verb: bool) -> Tense | None:
    """Return the tense of an auxiliary; as the main verb, a "has" or "had" is no perfect."""
    if word in function_words.PRESENT_HAVE_FORMS:
        return Tense.PRESENT if main_verb else Tense.PERFECT
    if word in function_words.FUTURE_AUXILIARIES:
        return Tense.FUTURE
    if word == "had" and not main_verb:
        return Tense.PLUPERFECT
    if word in function_words.PAST_AUXILIARIES:
        return Tense.PAST
    if word in function_words.MODAL_VERBS:
        return Tense.MODAL
    return Tense.PRESENT if word in function_words.PRESENT_AUXILIARIES else None


def find_auxiliaries(tokens: Tokens) -> dict[int, Tense]:
    """Find the place and tense of each auxiliary: "has sold", "has a boat", "to have"."""
    found: dict[int, Tense] = {}
    for place, token in enumerate(tokens):
        if token.plain not in _TENSED:
            continue
        before = plain_at(tokens, place - 1)
        bare = token.plain in {"be", "have", "do"}
        if before == "to" and bare:
            used = plain_at(tokens, place - 2) == "used"
            found[place] = Tense.PAST if used else Tense.INFINITIVE
        elif bare and before in function_words.MODAL_VERBS:
            continue
        elif tense := _classify_auxiliary(token.plain, main_verb=True):
            if token.plain in function_words.HAVE_FORMS and _has_participle(tokens, place):
                tense = _classify_auxiliary(token.plain, main_verb=False) or tense
            found[place] = tense
    return found


def _has_participle(tokens: Tokens, place: int) -> bool:
    """Whether a participle follows, with only adverbs between: "has not been", "has sold"."""
    for token in tokens[place + 1 : place + 1 + REACH]:
        form = classify_verb_form(token.plain)
        if token.plain == "been" or (token.kind is Kind.WORD and form in _PARTICIPLES):
            return True
        adverb = token.plain.endswith("ly") or token.plain in BETWEEN
        if not adverb and token.kind is not Kind.NEGATION:
            return False
    return False


def get_word(token: Token) -> str:
    """Return the word as the text has it: a synonym put in its place keeps the surface."""
    surface = token.surface.lower().removesuffix("'s").removesuffix("’s")
    return surface if surface.isalpha() else token.plain
