"""Spans of names in a sentence, their parts (titles, first names) and their spellings. Pure."""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import combinations, pairwise, zip_longest

from summarize.nlp.english import nouns
from summarize.nlp.english.gazetteer import (
    COUNTRY_NAMES,
    FEMALE_FIRST_NAMES,
    MALE_FIRST_NAMES,
)
from summarize.nlp.english.namesake_words import KIN, SIBLINGS
from summarize.nlp.english.number_words import CALENDAR_NAMES
from summarize.nlp.tokens import POSSESSIVE_MARK, Kind, Token, Tokens, plain_at

Keys = tuple[str, ...]

LONGEST_NAME = 8
"""In tokens: no organisation's name is longer. A headline in capitals may be."""

COUNTRY_SYNONYMS: Mapping[Keys, tuple[Keys, ...]] = {
    name: tuple(other for other in group if other != name)
    for group in COUNTRY_NAMES
    for name in group
}
"""Each name of a country -> its other names and adjectives: ("us",) -> ("america",)."""

# Letters that Unicode does not decompose, and how they are written in plain letters.
_LETTERS = str.maketrans({"ß": "ss", "ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe", "ı": "i"})
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})


_FIRST_NAMES = MALE_FIRST_NAMES | FEMALE_FIRST_NAMES


def find_name_spans(tokens: Tokens) -> Iterator[tuple[int, int]]:
    """Find the names as half-open ranges: neighbouring names are one, a weekday is none."""
    start = -1
    for place, token in enumerate(tokens):
        named = token.kind is Kind.NAME and token.plain not in CALENDAR_NAMES
        if named and start < 0:
            start = place
        elif not named and start >= 0:
            yield start, place
            start = -1
    if start >= 0:
        yield start, len(tokens)


def find_name_end(tokens: Tokens, start: int) -> int:
    """Return where the name that begins at `start` ends: `start` itself if none begins there."""
    for end in range(start, len(tokens)):
        if tokens[end].kind is not Kind.NAME or tokens[end].plain in CALENDAR_NAMES:
            return end
    return len(tokens)


def find_linked_name_end(tokens: Tokens, start: int) -> int:
    """Return the end of a name that may have "of the" inside: "Bank of England"."""
    end = find_name_end(tokens, start)
    while end - start <= LONGEST_NAME:
        after = end
        while after < len(tokens) and tokens[after].plain in nouns.NAME_LINKS:
            after += 1
        further = find_name_end(tokens, after)
        if after in (further, end):
            break
        end = further
    return end


def split_at_links(linked: Tokens) -> Iterator[Tokens]:
    """Split a linked name at its links: "Lee of the Marrin Trust" -> all, "Lee", "Marrin Trust"."""
    borders = [0, len(linked)]
    for place, (before, token) in enumerate(pairwise(linked), 1):
        if (before.kind is Kind.NAME) != (token.kind is Kind.NAME):
            borders.append(place)
    for start, end in combinations(sorted(set(borders)), 2):
        if linked[start].kind is Kind.NAME and linked[end - 1].kind is Kind.NAME:
            yield linked[start:end]


def find_name_ending_with(tokens: Tokens, last: str) -> Tokens | None:
    """Return the first mention in a sentence whose last word has this key; None if none has."""
    names = (tokens[start:end] for start, end in find_name_spans(tokens))
    return next((name for name in names if name[-1].key == last), None)


def strip_abbreviation_stops(tokens: Tokens) -> Iterator[Token]:
    """Strip the stops of initials and titles, which end no sentence: "J. K. Rowling", "Ms. Diaz".

    A capitalised word beside such a stop becomes a name.
    """
    skipped = False
    for place, token in enumerate(tokens):
        before = tokens[place - 1] if place else None
        after = tokens[place + 1] if place + 1 < len(tokens) else None
        if token.plain == "." and before and after:
            short = _is_initial(before) or before.plain in nouns.ABBREVIATED_TITLES
            if short and after.surface[:1].isupper() and after.kind in (Kind.WORD, Kind.NAME):
                skipped = True
                continue
        initial = after is not None and after.plain == "." and _is_initial(token)
        name = token.kind is Kind.WORD and (skipped or initial) and token.surface[:1].isupper()
        yield replace(token, kind=Kind.NAME) if name else token
        skipped = False


def _is_initial(token: Token) -> bool:
    return len(token.surface) == 1 and token.surface.isupper()


def find_first_names(mention: Tokens) -> Keys:
    """Return the keys of the first names: all before the last word without titles and origin.

    `"Prof John Kim" -> ("john",)`, and `()` for "Argentine Kim".
    """
    start = 0
    for place, token in enumerate(mention[:-1]):
        country = (token.plain,) in COUNTRY_SYNONYMS and token.plain not in _FIRST_NAMES
        origin = token.plain in nouns.NAME_DESCRIPTORS or country
        if token.plain in nouns.PERSON_TITLES or (place == 0 and origin):
            start = place + 1
    return tuple(token.key for token in mention[start:-1])


def find_relatives(tokens: Tokens) -> Iterator[tuple[Token, Token]]:
    """Find first names that stand alone with the surname that the relative of each has.

    `"the sisters Ida and Klara Boman" -> "Ida", "Boman"`, `"Ole Brask and his son Tim" ->
    "Tim", "Brask"`. A relative need not have the same surname, but may.
    """
    spans = list(find_name_spans(tokens))
    begins = plain_at(tokens, 0) in _FIRST_NAMES and tokens[0].kind is Kind.WORD
    if begins and spans and _are_joined(tokens, 1, spans[0]):
        yield tokens[0], tokens[spans[0][1] - 1]
    full: Token | None = None
    for (start, end), following in zip_longest(spans, spans[1:]):
        if end - start > 1 and find_first_names(tokens[start:end]):
            full = tokens[end - 1]
            continue
        before = [token.plain for token in tokens[max(0, start - 3) : start] if token.plain != ","]
        alone = end - start == 1 and plain_at(tokens, end) != POSSESSIVE_MARK.plain
        if not alone:
            continue
        own = before[-2:-1] in (["his"], ["her"], ["'s"]) or before[-3:-2] in (["his"], ["her"])
        if full is not None and own and before[-1:] and before[-1] in KIN:
            yield tokens[start], full
        elif following is not None and _are_joined(tokens, end, following):
            siblings = bool(before) and before[-1] in SIBLINGS
            if siblings or tokens[start].plain in _FIRST_NAMES:
                yield tokens[start], tokens[following[1] - 1]


def _are_joined(tokens: Tokens, end: int, following: tuple[int, int]) -> bool:
    """Whether "and" alone is between a first name and the name with a surname behind it."""
    start, stop = following
    joined = start - end == 1 and plain_at(tokens, end) in {"and", "&"}
    return joined and stop - start > 1 and bool(find_first_names(tokens[start:stop]))


def add_titles(tokens: Tokens, name: Tokens) -> Tokens:
    """Return a name with the titles before it that begin the sentence: "Professor Voss"."""
    place = next(at for at, token in enumerate(tokens) if token is name[0])
    return tokens[find_title_start(tokens, place) : place + len(name)]


def find_title_start(tokens: Tokens, place: int) -> int:
    """Return where the titles before a name begin: `place` itself if none stands there.

    At the beginning of a sentence they look like words, in it they are part of the name.
    """
    while place and _may_begin_name(tokens[place - 1]):
        place -= 1
    return place


def _may_begin_name(token: Token) -> bool:
    before_name = token.plain in nouns.OFFICE_TITLES or token.plain in nouns.NAME_MAKERS
    return before_name and token.surface[:1].isupper()


def is_other_name(mention: Tokens) -> bool:
    """Whether a name is another one than its last word: "Lake Orrin" is not "Orrin"."""
    return len(mention) > 1 and mention[-2].plain in nouns.NAME_MAKERS


def find_offices(mention: Tokens) -> frozenset[str]:
    """Return the keys of the titles that tell one bearer of a surname from another.

    `"General Voss" -> {"general"}`; nothing for "Mr Voss" and "striker Voss".
    """
    titled = (token for token in mention[:-1] if token.plain in nouns.OFFICE_TITLES)
    return frozenset(token.key for token in titled)


def may_be_same_first_names(one: Keys, other: Keys) -> bool:
    """Whether both may be one person's first names: one has all that the other has, or more."""
    short, long = sorted((_split_initials(one), _split_initials(other)), key=len)
    return is_subsequence(short, long)


def is_subsequence(short: Keys, long: Keys) -> bool:
    """Whether all of `short` occurs in `long` in this order; an initial stands for a name."""
    rest = iter(_split_initials(long))
    return all(any(_is_same_or_initial(word, o) for o in rest) for word in _split_initials(short))


def _split_initials(given: Keys) -> Keys:
    """Split two initials that are one token: `("jk",) -> ("j", "k")`; else return them all."""
    if len(given) == 1 and len(given[0]) == 2 and not set(given[0]) & set("aeiouy"):
        return tuple(given[0])
    return given


def _is_same_or_initial(one: str, other: str) -> bool:
    return one == other or (1 in (len(one), len(other)) and one[:1] == other[:1])


def strip_accents(token: Token) -> tuple[str, ...]:
    """Return a word without accents, with umlauts in both spellings: "muller", "mueller".

    Only the word itself if it has no such letters.
    """
    if token.plain.isascii():
        return (token.plain,)
    return _strip_marks(token.plain), _strip_marks(token.plain.translate(_UMLAUTS))


@functools.lru_cache(maxsize=4096)
def _strip_marks(word: str) -> str:
    decomposed = unicodedata.normalize("NFD", word.translate(_LETTERS))
    return "".join(char for char in decomposed if not unicodedata.combining(char))
