"""People named in a document: full name, gender, and whether the name is surely a person's."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from summarize.nlp.coreference.mentions import (
    Mention,
    find_mentions,
    find_unnamed_people,
    may_be_same_person,
    merge_mentions,
)
from summarize.nlp.english.function_words import (
    FEMALE_PRONOUNS,
    LOCATIVE_PREPOSITIONS,
    MALE_PRONOUNS,
)
from summarize.nlp.english.nouns import HONORIFICS
from summarize.nlp.tokens import POSSESSIVE_MARK, Kind, Token, Tokens

Identified = tuple[Mention, tuple[int, ...]]
"""A name with all that the document shows of its bearer, and the sentences with its full form."""

# In sentences: how many with a name are read to learn about its bearer.
_LOOKUPS = 30


class People:
    """The people named in a document.

    `tokens` returns a sentence by its number, `find_by_key` the numbers of those with a key.
    """

    def __init__(
        self, tokens: Callable[[int], Tokens], find_by_key: Callable[[str], Sequence[int]]
    ) -> None:
        self._tokens = tokens
        self._find_by_key = find_by_key
        self._is_name_by_key: dict[str, bool] = {}
        self._mentions: dict[int, list[Mention]] = {}
        self._genders: dict[str, frozenset[str]] = {}
        self._bearers: dict[Mention, Identified | None] = {}  # by names at place 0

    def mentions(self, number: int) -> list[Mention]:
        """Return the names in a sentence that may be people's, in order."""
        if number not in self._mentions:
            self._mentions[number] = list(find_mentions(self._tokens(number), self._is_name))
        return self._mentions[number]

    def identify_all(self, number: int) -> list[Identified]:
        """Identify the names in a sentence that may be people's; see `identify`."""
        return [known for each in self.mentions(number) if (known := self.identify(each))]

    def identify_in(self, tokens: Tokens) -> list[Identified]:
        """Identify the names in any text about the document."""
        mentions = find_mentions(tokens, self._is_name)
        return [known for each in mentions if (known := self.identify(each))]

    def identify(self, mention: Mention) -> Identified | None:
        """Return a name with all that the document shows of its bearer, and where its full form is.

        It is not surely a person's if others share the surname and neither a title nor a first
        name distinguishes this one. None if it is a place's.
        """
        # What a name shows, not where it stands: a document repeats its names.
        name = replace(mention, start=0, end=0)
        if name not in self._bearers:
            self._bearers[name] = self._find_bearer(name)
        found = self._bearers[name]
        return found and (replace(found[0], start=mention.start, end=mention.end), found[1])

    def _find_bearer(self, mention: Mention) -> Identified | None:
        known, located = mention, False
        apart = mention.has_title or (len(mention.tokens) > 1 and bool(mention.gender))
        full: tuple[int, ...] = ()
        for number in self._find_by_key(mention.surname)[:_LOOKUPS]:
            named = self.mentions(number)
            alike = [one for one in named if any(t.key == mention.surname for t in one.tokens)]
            if not all(may_be_same_person(one, known) for one in alike):
                return (mention if apart else replace(mention, is_person=False)), ()
            located = located or _names_place(self._tokens(number), mention.surname)
            for one in alike:
                if merge_mentions(known, one).tokens != known.tokens:
                    full = (number,)
                known = merge_mentions(known, one)
        if located and not known.is_person:
            return None
        if apart and known.gender != mention.gender:
            return mention, ()
        if not known.gender:
            gender = self._infer_gender(mention.surname)
            known = replace(known, gender=gender, is_person=known.is_person or bool(gender))
        sure = known.is_person and not located
        return replace(known, is_person=sure), full

    def find_full_name(self, number: int) -> tuple[Mention, Mention, tuple[int, ...]] | None:
        """Return the short name that begins a sentence, its full form, and the sentences with that.

        Only for a person whom the document has named in full before: "Kim" for "Rosa Kim".
        """
        found = self.find_full_name_in(self._tokens(number))
        return found if found and all(place < number for place in found[2]) else None

    def find_full_name_in(self, tokens: Tokens) -> tuple[Mention, Mention, tuple[int, ...]] | None:
        """Return the same of a sentence that need not be the document's."""
        first = next(iter(find_mentions(tokens, self._is_name)), None)
        titled = first is not None and first.start == 1 and tokens[0].plain in HONORIFICS
        if first is None or len(first.tokens) != 1 or not (first.start == 0 or titled):
            return None
        known, places = self.identify(first) or (first, ())
        longer = len(known.tokens) > 1 and known.tokens[-1].key == first.surname
        return (first, known, places) if known.is_person and longer and places else None

    def find_people(self, tokens: Tokens) -> Iterator[Token]:
        """Yield the tokens of a sentence that surely name people."""
        for mention in find_mentions(tokens, self._is_name):
            known = self.identify(mention)
            if known and known[0].is_person:
                yield from mention.tokens

    def _infer_gender(self, surname: str) -> frozenset[str]:
        """Infer the gender of a surname from the pronouns that follow it: "Kvale said he left"."""
        if surname not in self._genders:
            numbers = self._find_by_key(surname)[:_LOOKUPS]
            votes = [group for number in numbers if (group := self._find_following_gender(number))]
            agreed = len(votes) >= 2 and all(group == votes[0] for group in votes)
            self._genders[surname] = votes[0] if agreed else frozenset()
        return self._genders[surname]

    def _find_following_gender(self, number: int) -> frozenset[str]:
        """Return the gender of the pronouns after the only name of a sentence that begins it."""
        named, tokens = self.mentions(number), self._tokens(number)
        if len(named) != 1 or any(token.plain == '"' for token in tokens):
            return frozenset()
        after = {token.plain for token in tokens[named[0].end :]}
        male, female = "he" in after, "she" in after
        first = named[0].start == 0 and not list(find_unnamed_people(tokens))
        if male == female or not first:
            return frozenset()
        return MALE_PRONOUNS if male else FEMALE_PRONOUNS

    def _is_name(self, token: Token) -> bool:
        """Whether a word that begins a sentence is capitalised inside sentences, too."""
        if token.key not in self._is_name_by_key:
            inside = [
                other
                for number in self._find_by_key(token.key)[:_LOOKUPS]
                for place, other in enumerate(self._tokens(number))
                if other.key == token.key and (place or other.kind is Kind.NAME)
            ]
            named = any(other.kind is Kind.NAME for other in inside)
            small = any(other.surface.islower() for other in inside)
            self._is_name_by_key[token.key] = named and not small
        return self._is_name_by_key[token.key]


def _names_place(tokens: Tokens, name: str) -> bool:
    """Whether a name stands where a place does: "in Kallen", not "in Kallen's thinking"."""
    return any(
        token.key == name
        and left.plain in LOCATIVE_PREPOSITIONS
        and tokens[place + 2 : place + 3] != (POSSESSIVE_MARK,)
        for place, (left, token) in enumerate(pairwise(tokens))
    )
