"""Name aliases of a document: short forms, titles, initials and acronyms of the same entity. Pure.

`alias_builder.find_aliases` reads the names of a document once; `substitution.substitute_names`
then writes the names of a claim as the evidence sentence has them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import combinations

from summarize.nlp.english.gazetteer import FEMALE_FIRST_NAMES, MALE_FIRST_NAMES
from summarize.nlp.english.nouns import (
    FEMALE_TITLES,
    NAME_DESCRIPTORS,
    PERSON_TITLES,
)
from summarize.nlp.names import name_parts, namesakes
from summarize.nlp.names.name_parts import Keys
from summarize.nlp.tokens import Kind, Token, Tokens, plain_at

MOST_NAMESAKES = 12
"""A last word that ends more names than this ("Street") identifies nobody."""

_SEXED_HONORIFICS = frozenset({"mr", "mrs", "ms", "miss"})
_SENTENCE_STARTS = frozenset({".", "!", "?", '"', ":"})


@dataclass(frozen=True)
class Aliases:
    """The names of a document, by the keys of their tokens.

    `families` maps the last word of a name to the first names before it and to the name as
    the document prints it: "kim" -> {("john",): "John Kim"}. `titles` maps the last word to the
    titles that its bearer certainly has. `surnames` maps a first name that the document uses
    alone to the last name. `acronyms` maps initials to the words of the only name that they
    stand for. `capitalized` are the keys that the document always writes with a capital,
    `lowercase` those that it also writes without one. `sexes` maps a last word to what
    titles and first names before it say: True for a woman. `divided` are the last words of two
    who are no namesakes by their first names: a man and a woman, Dirk Voss and a General Voss.
    `people` are the names that stand alone where a person must be meant, `things` those that
    stand alone, or before "Ltd", where a place or a firm must be. `honorifics` maps a last word
    to those that the document puts before it: "mr", "dr".
    """

    families: Mapping[str, Mapping[Keys, str]] = field(default_factory=dict)
    titles: Mapping[str, frozenset[str]] = field(default_factory=dict)
    surnames: Mapping[str, str] = field(default_factory=dict)
    acronyms: Mapping[str, Keys] = field(default_factory=dict)
    capitalized: frozenset[str] = frozenset()
    lowercase: frozenset[str] = frozenset()
    sexes: Mapping[str, frozenset[bool]] = field(default_factory=dict)
    divided: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()
    things: frozenset[str] = frozenset()
    honorifics: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def may_be_one_person(self, last: str) -> bool:
        """Whether all names with this last word may be one person's."""
        return last not in self.divided and may_be_one_person(self.families.get(last, {}))

    def may_mean_person(self, tokens: Tokens, place: int) -> bool:
        """Whether the name alone at `place` may be the person's with that first or last name.

        "Ford" need not be Alice Ford: not where the sentence is about a firm, and of a name
        that a place or a firm has only where the document shows that it means the person.
        """
        name = tokens[place]
        if namesakes.shows_thing(tokens, place):
            return False
        titled = plain_at(tokens, place - 1) in PERSON_TITLES
        if not titled and namesakes.may_be_bare_noun(tokens, place):
            return False
        if namesakes.shows_person(tokens, place):
            return True
        known = namesakes.is_known_thing(name) and name.key not in self.people
        return name.key not in self.things and not known

    def may_be_called(self, honorific: str, name: Tokens) -> bool:
        """Whether the document shows that a name may have this "Mr" or "Dr" before it.

        Of a man or woman by the first name, by another "Mr" or "Ms", or in the same words.
        """
        last, firsts = name[-1].key, {token.plain for token in name[:-1]}
        female = honorific in FEMALE_TITLES
        sexed = honorific in _SEXED_HONORIFICS
        own = FEMALE_FIRST_NAMES if female else MALE_FIRST_NAMES
        if sexed and firsts & own:
            return True
        if not self.may_be_one_person(last):
            return False
        known = sexed and self.sexes.get(last) == frozenset({female})
        return known or honorific in self.honorifics.get(last, ())

    def may_shorten(self, mention: Tokens) -> bool:
        """Whether a name without its titles is the same: "General Voss" may not be "Dirk Voss"."""
        offices = name_parts.find_offices(mention)
        certain = offices <= self.titles.get(mention[-1].key, frozenset())
        return certain and not name_parts.is_other_name(mention)

    def canonicalize(self, tokens: Tokens) -> tuple[Token, ...]:
        """Strip the stops of initials and short titles, and correct which tokens are names.

        At the beginning of a sentence, and in a text without any capitals, the case of a
        word does not show whether it is a name: the other sentences of the document do.
        """
        joined = self._strip_bracketed_acronyms(list(name_parts.strip_abbreviation_stops(tokens)))
        small = not any(token.surface[:1].isupper() for token in tokens)
        for place, token in enumerate(joined):
            begins = place == 0 or joined[place - 1].plain in _SENTENCE_STARTS
            if small or (begins and token.surface[:1].isupper()):
                joined[place] = self._correct_kind(token)
        return tuple(joined)

    def _correct_kind(self, token: Token) -> Token:
        """Return the token as a name or as a word, where its case does not show which it is."""
        known = token.key in self.capitalized or (token.plain,) in name_parts.COUNTRY_SYNONYMS
        if token.kind is Kind.WORD and known:
            return replace(token, kind=Kind.NAME)
        word = token.key in self.lowercase or token.plain in NAME_DESCRIPTORS
        if token.kind is Kind.NAME and word and not known:
            return replace(token, kind=Kind.WORD)
        return token

    def _strip_bracketed_acronyms(self, tokens: list[Token]) -> list[Token]:
        """Strip an acronym in brackets behind its name: "World Health Organization (WHO)"."""
        for place in range(len(tokens) - 3, 1, -1):
            plain = [token.plain for token in tokens[place : place + 3]]
            name = self.acronyms.get(plain[1], ()) if plain[::2] == ["(", ")"] else ()
            if name and tokens[place - 1].key == name[-1]:
                tokens[place : place + 3] = []
        return tokens


def may_be_one_person(known: Mapping[Keys, str]) -> bool:
    """Whether all first names that go with a last name may be one person's."""
    alike = (name_parts.may_be_same_first_names(*pair) for pair in combinations(known, 2))
    return len(known) <= MOST_NAMESAKES and all(alike)
