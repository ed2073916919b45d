"""Who is meant by "he", "she" or "they", where it can only be one.

A pronoun is resolved only if the sentence before has one name that it could mean, and this
is its subject, and surely a person's. Everybody else whom it might mean, named or not, keeps
it as it is: a wrong name would let a false statement pass.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from summarize.checking.english.pronouns import (
    FEMALE,
    LOCATING,
    MALE,
    OBJECTS,
    OWNING,
    THEY,
)
from summarize.checking.english.words import ATTRIBUTION
from summarize.checking.finding.mentions import (
    Mention,
    Tokens,
    mentions,
    merged,
    owns,
    people,
    same,
)
from summarize.checking.finding.subjects import (
    GROUPS,
    aside,
    first_pronoun,
    in_quotation,
    leads,
    precedes,
    reports_on,
    same_person,
)
from summarize.checking.tokens import OWNS, Kind, Token
from summarize.document import Document, Role

# So many sentences may follow the name, each with the pronoun for its subject.
_LONGEST_CHAIN = 6
# Sentences that are looked at to learn whose name it is.
_LOOKUPS = 30
_QUOTE = re.compile("[\"“”„«»‘`]|(?:^|[\\s(])'")
_SINGLE_QUOTE = re.compile(r"(?:^|[\s(])['‘`]\w")
_OWNED = re.compile("['’]s?$")
_ANY_PRONOUN = re.compile(rf"\b(?:{'|'.join(MALE | FEMALE | THEY)})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence with a name in a pronoun's place, and the sentences that the name is from.

    `name` stands for the words `replaced`, in small letters, at their first place.
    """

    tokens: tuple[Token, ...]
    antecedents: tuple[int, ...]
    name: tuple[Token, ...] = ()
    replaced: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom a sentence is about: the words for them, and the sentences that name them."""

    tokens: tuple[Token, ...]
    named_in: tuple[int, ...]
    group: frozenset[str]


class Coreference:
    """Resolves the pronouns of an article's sentences.

    `tokens` gives a sentence by its number, `found` the numbers of those with a key;
    those `quoted` begin inside somebody's quoted words.
    """

    def __init__(
        self,
        document: Document,
        tokens: Callable[[int], Tokens],
        found: Callable[[str], Sequence[int]],
        quoted: frozenset[int] = frozenset(),
    ) -> None:
        self._document = document
        self._quoted = quoted
        self._tokens = tokens
        self._found = found
        self._readings: dict[int, tuple[Reading, ...]] = {}
        self._names: dict[str, bool] = {}
        self._mentioned: dict[int, list[Mention]] = {}

    def readings(self, number: int) -> tuple[Reading, ...]:
        """The sentence with its first pronoun, and with all of them, put in full; () if it can't.

        `"He beat Lee." -> "Rafael Nadal beat Lee."`
        """
        if number not in self._readings:
            self._readings[number] = tuple(self._resolved(number))
        return self._readings[number]

    def _resolved(self, number: int) -> Iterator[Reading]:
        tokens = self._tokens(number)
        subject = self._meant(number, _LONGEST_CHAIN)
        if subject is None:
            return
        places = [at for at, token in enumerate(tokens) if token.plain in subject.group]
        first = tokens[places[0]].plain
        once = _replaced(tokens, places[:1], subject.tokens)
        yield Reading(once, subject.named_in, subject.tokens, (first,))
        text = self._document.words_of(self._document.sentence(number))
        alone = not self._others(tokens, number) and not _QUOTE.search(text)
        if len(places) > 1 and alone:
            yield Reading(_replaced(tokens, places, subject.tokens), subject.named_in)

    def _meant(self, number: int, chain: int) -> Subject | None:
        """Whom the first pronoun of a sentence means."""
        tokens = self._tokens(number)
        place = first_pronoun(tokens)
        if place is None or not chain or self._is_speech(number) or not self._follows(number):
            return None
        group = next(group for group in GROUPS if tokens[place].plain in group)
        others = self._others(tokens, number)
        if any(at < place for at in others) or (others and not precedes(tokens, place)):
            return None
        before = self._speaker_of(number) if reports_on(tokens, place) else number - 1
        return self._subject(before, group, chain - 1)

    def _speaker_of(self, number: int) -> int:
        """The sentence before the quotation that "He added:" goes on with."""
        before = number - 1
        while before > max(1, number - _LONGEST_CHAIN) and self._is_quotation(before):
            before -= 1
        told = any(token.plain in ATTRIBUTION for token in self._tokens(before))
        return before if told else number - 1

    def _is_quotation(self, number: int) -> bool:
        """Whether a sentence is nothing but quoted words."""
        outside, is_open = False, number in self._quoted
        for place, token in enumerate(self._tokens(number)):
            if token.plain == '"':
                is_open = not is_open if place else True
            outside = outside or (not is_open and token.kind is not Kind.MARK)
        return number in self._quoted and not outside

    def _follows(self, number: int) -> bool:
        """Whether the sentence before is prose in the same paragraph or the one before."""
        if number < 2:
            return False
        before, own = self._document.sentence(number - 1), self._document.sentence(number)
        return before.role is Role.PROSE and own.paragraph - before.paragraph <= 1

    def _is_speech(self, number: int) -> bool:
        """Whether the first pronoun may be in what somebody else says."""
        text = self._document.words_of(self._document.sentence(number))
        inside = number in self._quoted and not text.startswith(tuple('"“„«'))
        found = _ANY_PRONOUN.search(text)
        return inside or _SINGLE_QUOTE.search(text[: found.end()] if found else text) is not None

    def _others(self, tokens: Tokens, number: int) -> list[int]:
        """Where a sentence speaks of people by a name or a noun."""
        named = [mention.start for mention in self._mentions(number)]
        return sorted([*named, *people(tokens)])

    def _subject(self, number: int, group: frozenset[str], chain: int) -> Subject | None:
        """The only one in a sentence that a pronoun of the next can mean: its subject."""
        tokens = self._tokens(number)
        found = [one for mention in self._mentions(number) if (one := self._known(mention))]
        if in_quotation(tokens, group):
            return None
        if group is THEY:
            return _both(tokens, found, number)
        first = first_pronoun(tokens)
        if first is not None and (not found or first < found[0][0].start):
            return self._again(number, group, chain)
        able = [(one, places) for one, places in found if one.gender in (group, frozenset())]
        if not able or not all(
            same(able[0][0], one) or (able[0][0].gender == group and aside(tokens, one))
            for one, _ in able
        ):
            return None
        name, places = able[0]
        sure = name.person and not owns(tokens, name) and leads(tokens[: name.start])
        if not sure or not all(same_person(tokens, name, at) for at in people(tokens, group)):
            return None
        return Subject(_named(name.tokens), tuple(sorted({number, *places})), group)

    def _again(self, number: int, group: frozenset[str], chain: int) -> Subject | None:
        """Whom a sentence is about that has a pronoun for its subject and speaks of nobody else."""
        tokens = self._tokens(number)
        place = first_pronoun(tokens) or 0
        others = [
            one
            for one in self._mentions(number)
            if one.gender == group or not (one.gender or aside(tokens, one))
        ]
        if tokens[place].plain not in group or others or any(True for _ in people(tokens, group)):
            return None
        return self._meant(number, chain) if leads(tokens[:place]) else None

    def _mentions(self, number: int) -> list[Mention]:
        if number not in self._mentioned:
            self._mentioned[number] = list(mentions(self._tokens(number), self._is_name))
        return self._mentioned[number]

    def _is_name(self, token: Token) -> bool:
        """Whether a word that begins a sentence has its capital elsewhere, too."""
        if token.key not in self._names:
            same_key = (
                (place, other)
                for number in self._found(token.key)[:_LOOKUPS]
                for place, other in enumerate(self._tokens(number))
                if other.key == token.key
            )
            inside = [other for place, other in same_key if place or other.kind is Kind.NAME]
            self._names[token.key] = any(other.kind is Kind.NAME for other in inside) and not any(
                other.surface.islower() for other in inside
            )
        return self._names[token.key]

    def _known(self, mention: Mention) -> tuple[Mention, tuple[int, ...]] | None:
        """A name with all that the article tells of its bearer, and where its full form stands.

        Not surely a person if others share the last name; None if it is a place's.
        """
        known, located = mention, False
        full: tuple[int, ...] = ()
        for number in self._found(mention.surname)[:_LOOKUPS]:
            alike = [one for one in self._mentions(number) if _shares(one, mention)]
            if not all(same(one, known) for one in alike):
                return (mention if mention.titled else replace(mention, person=False)), ()
            located = located or _located(self._tokens(number), mention.surname)
            for one in alike:
                if merged(known, one).tokens != known.tokens:
                    full = (number,)
                known = merged(known, one)
        if located and not known.person:
            return None
        sure = known.person and not located
        if mention.titled and known.gender != mention.gender:
            return mention, ()
        return replace(known, start=mention.start, end=mention.end, person=sure), full


def _shares(one: Mention, other: Mention) -> bool:
    return any(token.key == other.surname for token in one.tokens)


def _located(tokens: Tokens, key: str) -> bool:
    """Whether a name stands for a place: "in Kallen"."""
    return any(right.key == key and left.plain in LOCATING for left, right in pairwise(tokens))


def _both(
    tokens: Tokens, found: Sequence[tuple[Mention, tuple[int, ...]]], number: int
) -> Subject | None:
    """Two people who are the subject together: "Ann Ek and Bo Lind met"; nobody else is there."""
    if len(found) != 2 or any(True for _ in people(tokens)):
        return None
    (left, _), (right, _) = found
    joined = [token.plain for token in tokens[left.end : right.start]]
    plurals = any(
        token.kind is Kind.WORD and token.plain.endswith("s") and not token.plain.endswith("ss")
        for token in tokens[right.end :]
    )
    sure = left.person and right.person and not same(left, right) and not owns(tokens, right)
    if joined != ["and"] or plurals or not sure or not leads(tokens[: left.start]):
        return None
    return Subject(_named(tokens[left.start : right.end]), (number,), THEY)


def _named(tokens: Tokens) -> tuple[Token, ...]:
    """The name as it is inside a sentence, where its first word is no plain word either."""
    return tuple(
        replace(token, kind=Kind.NAME, surface=_OWNED.sub("", token.surface))
        if token.content
        else token
        for token in tokens
    )


def _replaced(tokens: Tokens, places: Sequence[int], name: Tokens) -> tuple[Token, ...]:
    """The tokens with the name in place of the pronouns: "his" becomes the name and "'s"."""
    written: list[Token] = []
    for place, token in enumerate(tokens):
        if place not in places:
            written.append(token)
            continue
        written += name
        noun = place + 1 < len(tokens) and tokens[place + 1].content
        if token.plain in OWNING and (noun or token.plain not in OBJECTS):
            written.append(OWNS)
    return tuple(written)
