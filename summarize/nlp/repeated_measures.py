"""Measures that a document gives of several things in the same words. English. Pure.

"The margin was 30 %." under one product, "The margin was 24 %." under the next and "The margin
fell to 18 %." under a third: read by itself, each seems to be the margin of the whole company.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from summarize.nlp.clauses import find_main_verb
from summarize.nlp.english.function_words import PREPOSITIONS, SUBJECT_PRONOUNS
from summarize.nlp.english.nouns import GROUP_NOUNS, ORGANISATION_NOUNS, PERSON_NOUNS, ROLE_NOUNS
from summarize.nlp.english.number_words import CALENDAR_PERIODS, DATE_NAMES
from summarize.nlp.normalize.numbers import is_ordinal
from summarize.nlp.tokens import Kind, Token, Tokens

# So many different figures are of several things: two may be before and after.
_FEWEST = 3
_NO_TIME = frozenset[str]()
_LONGEST_MEASURE = 4  # content words
# Who has and does many things is no measure.
_BEARERS = SUBJECT_PRONOUNS | PERSON_NOUNS | ROLE_NOUNS | GROUP_NOUNS | ORGANISATION_NOUNS
_PERIODS = CALENDAR_PERIODS | {"quarter", "quarters", "prior", "previous", "last", "current"}


class _Measured(NamedTuple):
    """What a sentence measures (keys of its words, and the unit), the figure, and of what time."""

    measure: tuple[frozenset[str], str]
    figure: str
    times: frozenset[str]


def find_repeated_measures(texts: Mapping[int, Tokens]) -> frozenset[int]:
    """Return the numbers of the sentences whose measure has other figures in other sentences.

    `{1: "The rate was 30 %.", 2: "The rate was 24 %.", 3: "The rate was 18 %."} -> {1, 2, 3}`; none
    of those that name what they speak of, or another time than the others.
    """
    told: defaultdict[object, dict[int, _Measured]] = defaultdict(dict)
    for number, tokens in texts.items():
        if measured := _find_measure(tokens):
            told[measured.measure][number] = measured
    return frozenset(number for group in told.values() for number in _find_several(group))


def _find_several(group: Mapping[int, _Measured]) -> Iterator[int]:
    """Yield the sentences about one measure that have three figures at what may be one time.

    A figure of no named time may be of any.
    """
    figures: defaultdict[frozenset[str], set[str]] = defaultdict(set)
    for one in group.values():
        figures[one.times].add(one.figure)
    every, of_any_time = set().union(*figures.values()), figures[_NO_TIME]
    for number, one in group.items():
        at_once = figures[one.times] | of_any_time if one.times else every
        if len(at_once) >= _FEWEST:
            yield number


def _find_measure(tokens: Tokens) -> _Measured | None:
    """Return what a sentence measures; None if it measures nothing, or names whose it is."""
    verb = find_main_verb(tokens)
    if not verb or any(token.kind is Kind.NAME and not _is_time(token) for token in tokens):
        return None
    subject = tokens[:verb]
    place = next((at for at in range(verb, len(tokens)) if tokens[at].kind is Kind.NUMBER), None)
    if place is None or any(token.plain in _BEARERS for token in subject):
        return None
    words = [token for token in subject if token.is_content and token.kind is Kind.WORD]
    keys = frozenset(one.key for one in words if not _is_time(one) and one.plain not in _PERIODS)
    if not 0 < len(keys) <= _LONGEST_MEASURE:
        return None
    times = frozenset(token.key for token in tokens[:place] if _is_time(token))
    return _Measured((keys, _find_unit(tokens, place + 1)), tokens[place].key, times)


def _find_unit(tokens: Tokens, place: int) -> str:
    """Return the key of what stands behind a figure: "percent", "dollar"; "" for no unit."""
    if place == len(tokens) or tokens[place].plain in PREPOSITIONS:
        return ""
    return tokens[place].key if tokens[place].kind is Kind.WORD else ""


def _is_time(token: Token) -> bool:
    """Whether a word tells one time from another: "second", "May", "2019"."""
    year = token.plain.isdigit() and len(token.plain) == 4
    return token.plain in DATE_NAMES or year or is_ordinal(token)
