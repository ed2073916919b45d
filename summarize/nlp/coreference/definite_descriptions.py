"""Definite descriptions -> names: whom "the company", "the striker" or "the 31-year-old" means.

A document that introduces a name with a description ("the energy firm Orr", "Ola Kvist, 31,
a striker") may refer to it later by the description alone. A description is resolved only
where the document uses it for one name, and for nothing that has no name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from summarize.nlp.english import words
from summarize.nlp.english.function_words import (
    BE_FORMS,
    DETERMINERS,
    INDEFINITE_DETERMINERS,
    POSSESSIVE_DETERMINERS,
    PREPOSITIONS,
    RELATIVE_CLAUSE_OPENERS,
)
from summarize.nlp.english.nouns import ORGANISATION_NOUNS, ROLE_NOUNS
from summarize.nlp.tokens import POSSESSIVE_MARK, Kind, Token, Tokens, plain_at

_NOUNS = ORGANISATION_NOUNS | ROLE_NOUNS
_ENDS = PREPOSITIONS | RELATIVE_CLAUSE_OPENERS - {"whom"} | words("that based , . ; : ) -")
# Before a description these show that it is another entity's: "his club", "rival firm".
_OTHERS = POSSESSIVE_DETERMINERS | words("former previous ex old rival fellow another")
_LONGEST_NAME = 7


@dataclass(frozen=True, slots=True)
class DescribedName:
    """A name introduced with a description: its tokens, empty for what has no name."""

    tokens: tuple[Token, ...]
    sentence: int

    @property
    def antecedents(self) -> tuple[int, ...]:
        """The numbers of the sentences that give the name."""
        return (self.sentence,)

    @property
    def keys(self) -> frozenset[str]:
        """The keys that identify the name."""
        return frozenset(token.key for token in self.tokens if token.kind is Kind.NAME)


class DescriptionIndex:
    """The names of a document by their descriptions, built at the first query.

    `numbers` yields the numbers of all sentences, `tokens` returns the tokens of one.
    """

    def __init__(self, numbers: Callable[[], Iterable[int]], tokens: Callable[[int], Tokens]):
        self._numbers = numbers
        self._tokens = tokens

    def has_age(self, years: str) -> bool:
        """Whether the document names somebody of this age."""
        return years in self._known

    def resolve(self, number: int, description: Sequence[str]) -> DescribedName | None:
        """Return the name for a `description`, like ("the", "striker"), that begins a sentence.

        None where no name or more than one fits, or where the last one is too far away.
        """
        known = self._known.get(description[-1], [])
        before = [one for one in known if one.sentence < number]
        # further from the name the description may refer to another entity by now
        near = before and number - max(one.sentence for one in before) <= 12
        if not near or not all(one.tokens for one in before):
            return None
        fullest = max(before, key=lambda one: len(one.tokens))
        return fullest if all(one.keys <= fullest.keys for one in before) else None

    @cached_property
    def _known(self) -> dict[str, list[DescribedName]]:
        known = defaultdict[str, list[DescribedName]](list)
        for number in self._numbers():
            for noun, name in _find_introductions(self._tokens(number)):
                known[noun].append(DescribedName(name, number))
        return known


def find_description(tokens: Tokens) -> tuple[str, ...] | None:
    """Find the description that begins a sentence: `"The club lost." -> ("the", "club")`.

    Of an age only the number is returned: `"The 31-year-old left." -> ("the", "31")`. None where
    a modifier follows: "The club of the year", "The club that lost".
    """
    plain = [token.plain for token in tokens[:5]]
    if plain[:2] == ["the", "aged"] and len(tokens) > 3 and tokens[2].kind is Kind.NUMBER:
        modifies = tokens[3].kind is Kind.WORD and tokens[3].plain in _NOUNS
        return None if modifies else ("the", plain[2])
    if len(plain) < 4 or plain[0] != "the" or plain[1] not in _NOUNS:
        return None
    restricted = plain[2] in _ENDS or tokens[2].kind is Kind.NAME
    return None if restricted else ("the", plain[1])


def _find_introductions(tokens: Tokens) -> Iterator[tuple[str, tuple[Token, ...]]]:
    """Find each descriptive noun or age in a sentence with its name; () where it has no name."""
    for place, token in enumerate(tokens):
        plain = token.plain
        if token.kind is Kind.NUMBER and plain.isdecimal() and len(plain) == 2:
            name = _find_aged_name(tokens, place)
            if name:
                yield plain, name
        singular = plain.removesuffix("s")
        if token.kind is Kind.NAME and plain in ORGANISATION_NOUNS:
            name = _name_around(tokens, place)
            ends = name and (name[-1] == token or tokens[place + 1].plain in {"of", "for"})
            if ends and len(name) > 1:
                yield plain, name
        elif plain in _NOUNS:
            described = _find_described_name(tokens, place)
            if described is not None:
                yield plain, described
        elif singular in _NOUNS and token.kind is Kind.WORD:
            yield singular, ()


def _find_aged_name(tokens: Tokens, place: int) -> tuple[Token, ...]:
    """Find whose age is at `place`: "Ola Kvist, 31,", "Ola Kvist, aged 31,"; () if nobody's."""
    before = place - 1 - (tokens[place - 1].plain == "aged") if place else -1
    after = plain_at(tokens, place + 1)
    set_apart = before > 0 and tokens[before].plain in {",", "("} and after in {",", ")", ".", ";"}
    return _name_ending_at(tokens, before) if set_apart else ()


def _find_described_name(tokens: Tokens, place: int) -> tuple[Token, ...] | None:
    """Find the name that the noun at `place` describes.

    () if it describes something without a name, None if it introduces nothing.
    """
    following = tokens[place + 1] if place + 1 < len(tokens) else None
    if following is not None and following.kind is Kind.NAME:
        other = any(token.plain in _OTHERS for token in tokens[max(0, place - 3) : place])
        return () if other else _name_starting_at(tokens, place + 1)
    ends = following is None or following.plain in _ENDS
    at = place - 1
    kinds = (Kind.WORD, Kind.NAME, Kind.NUMBER)
    while at >= 0 and place - at <= 7 and tokens[at].kind in kinds:  # "the troubled energy firm"
        at -= 1
    if at < 0 or tokens[at].plain not in DETERMINERS | INDEFINITE_DETERMINERS:
        return None
    before = plain_at(tokens, at - 1)
    if ends and (before == "," or before in BE_FORMS):
        name = _name_ending_at(tokens, at - 1)
        if name and (before == "," or at - 1 == len(name)):
            return name
    return () if tokens[at].plain in INDEFINITE_DETERMINERS else None


def _name_ending_at(tokens: Tokens, end: int) -> tuple[Token, ...]:
    """Return the name that ends before `end`, with its "of": "University of Kallen"."""
    start = end
    while start and _is_part_of_name(tokens, start - 1, end):
        start -= 1
    while start < end and tokens[start].kind is not Kind.NAME:
        start += 1
    return tuple(tokens[start:end]) if end - start <= _LONGEST_NAME else ()


def _name_starting_at(tokens: Tokens, start: int) -> tuple[Token, ...]:
    end = start
    while end < len(tokens) and _is_part_of_name(tokens, end, len(tokens)):
        end += 1
    while end > start and tokens[end - 1].kind is not Kind.NAME:
        end -= 1
    return tuple(tokens[start:end]) if end - start <= _LONGEST_NAME else ()


def _name_around(tokens: Tokens, place: int) -> tuple[Token, ...]:
    """Return the name that includes the noun at `place`: "Kallen City Council"."""
    start = place
    while start and tokens[start - 1].kind is Kind.NAME:
        start -= 1
    return _name_starting_at(tokens, start)


def _is_part_of_name(tokens: Tokens, place: int, end: int) -> bool:
    if tokens[place].kind is Kind.NAME:
        return True
    inside = 0 < place < end - 1 and tokens[place].plain in {"of", "for"}
    return inside and all(tokens[at].kind is Kind.NAME for at in (place - 1, place + 1))


def replace_description(
    tokens: Tokens, description: Sequence[str], name: Tokens
) -> tuple[Token, ...]:
    """Replace the leading description by the name: "The club lost" -> "Kallen United lost"."""
    length = 3 if tokens[1].plain == "aged" else len(description)
    bare = [token for token in name if token != POSSESSIVE_MARK]
    printed = [replace(t, surface=t.surface.removesuffix("'s").removesuffix("’s")) for t in bare]
    return (*printed, *tokens[length:])
