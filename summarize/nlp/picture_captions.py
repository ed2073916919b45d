"""Captions of pictures that stand among the sentences of news. English. Pure.

"Rosa Kim hits a forehand on her way to victory." says what a picture shows, where the report tells
what happened: the whole name again, and what somebody does at a moment, in the present tense, even
"last year".
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import takewhile

from summarize.nlp.english import words
from summarize.nlp.english.function_words import (
    BE_FORMS,
    DO_FORMS,
    HAVE_FORMS,
    MODAL_VERBS,
    PREPOSITIONS,
)
from summarize.nlp.english.number_words import CALENDAR_PERIODS
from summarize.nlp.english.stance_words import ATTRIBUTION
from summarize.nlp.tokens import Kind, Tokens, is_past_form, plain_at

# Not "runs", "plays", "leaves", "holds": what somebody does in general, or will do.
_POSES = words(
    """hits stretches celebrates poses smiles waves reacts shakes gestures applauds kisses hugs
    embraces salutes dives slides vies chases dribbles congratulates consoles warms dons strolls
    cheers shouts clutches sprints swings tees putts jumps kneels grimaces punches diverts scores
    tackles volleys curls celebrate pose smile wave embrace kiss"""
)
# "Kallen want Rosa Kim, celebrating against Tull": what a picture shows of what is told beside it.
_POSING = words(
    """celebrating eluding posing smiling waving gesturing applauding hugging embracing saluting
    vying dribbling congratulating consoling kneeling grimacing punching sprinting"""
)
_PHRASES = frozenset({("looks", "on"), ("holds", "off"), ("walks", "off"), ("shows", "off")})
# No act at a moment: "Sales are above those of last year", "Kim says that it was sold last year".
_NO_ACTS = BE_FORMS | HAVE_FORMS | DO_FORMS | MODAL_VERBS | ATTRIBUTION
_FEWEST_NAMES, _LONGEST_NAME = 2, 4
# The share of a report's sentences that tell of the past.
_TOLD = 0.6


def find_picture_captions(texts: Mapping[int, Tokens]) -> frozenset[int]:
    """Return the numbers of the captions among the sentences of a report.

    Of a text that is told in the present tense, only those that end with a pose.
    """
    told = sum(any(map(is_past_form, tokens)) for tokens in texts.values())
    posing = frozenset(number for number, tokens in texts.items() if _ends_with_pose(tokens))
    if told < _TOLD * len(texts):
        return posing
    return posing | frozenset(
        number for number, tokens in texts.items() if _shows_pose(tokens) or _shows_past(tokens)
    )


def _shows_pose(tokens: Tokens) -> bool:
    """Whether a whole name begins a sentence, and what its bearer does at the moment follows."""
    place = named = _count_leading_names(tokens)
    if plain_at(tokens, place) == "(":  # "(left)"
        closing = next((at for at in range(place, len(tokens)) if tokens[at].plain == ")"), place)
        place = closing + 1
    verb = plain_at(tokens, place)
    shown = verb in _POSES or (verb, plain_at(tokens, place + 1)) in _PHRASES
    return shown and _FEWEST_NAMES <= named <= _LONGEST_NAME


def _shows_past(tokens: Tokens) -> bool:
    """Whether somebody does at the moment what was at a past time: "Rosa Kim rides last year"."""
    named = _count_leading_names(tokens)
    told = any(is_past_form(token) or token.plain in _NO_ACTS for token in tokens)
    if named < _FEWEST_NAMES or told:
        return False
    return any(
        tokens[place].plain == "last"
        and plain_at(tokens, place + 1) in CALENDAR_PERIODS
        and tokens[place - 1].plain not in PREPOSITIONS
        for place in range(named, len(tokens))
    )


def _ends_with_pose(tokens: Tokens) -> bool:
    """Whether a sentence of the present ends with a pose: "Lee is wanted, eluding Rosa Kim"."""
    commas = [place for place, token in enumerate(tokens) if token.plain == ","]
    posing = bool(commas) and plain_at(tokens, commas[-1] + 1) in _POSING
    if not posing or any(map(is_past_form, tokens)):
        return False
    shown = tokens[commas[-1] + 2 : commas[-1] + 4]
    return any(token.kind is Kind.NAME for token in shown)


def _count_leading_names(tokens: Tokens) -> int:
    return len(list(takewhile(lambda token: token.kind is Kind.NAME, tokens)))
