"""Mentions of people in a sentence, by name or noun, with gender as far as it is known. Pure.

A name alone does not show whether it is a person's. A name of unknown kind counts as a
possible antecedent: it keeps a pronoun from being resolved.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from summarize.nlp.english import function_words, gazetteer
from summarize.nlp.english.namesake_words import NAMED_ANIMALS, NAMED_VESSELS
from summarize.nlp.english.nouns import (
    FEMALE_NOUNS,
    FEMALE_TITLES,
    GROUP_NOUNS,
    HONORIFICS,
    MALE_NOUNS,
    MALE_TITLES,
    NON_NAME_OPENERS,
    NON_PERSON_NAME_WORDS,
    NON_PERSON_NOUNS,
    PERSON_NOUNS,
    PERSON_SUFFIXES,
    ROLE_NOUNS,
    TITLE_NOUNS,
)
from summarize.nlp.english.number_words import DATE_NAMES
from summarize.nlp.tokens import POSSESSIVE_MARK, Kind, Token, Tokens, plain_at

_PARTICLES = gazetteer.NAME_PARTICLES | {"ter"}
_AROUND_AGES = frozenset(",().")
_TITLES = MALE_TITLES | FEMALE_TITLES
_FIRST_NAMES = gazetteer.MALE_FIRST_NAMES | gazetteer.FEMALE_FIRST_NAMES
_TRAINED = frozenset("dr prof professor rev pc sgt cllr".split())
_THING_NAMES = NON_PERSON_NAME_WORDS | gazetteer.PLACE_NAMES
# Behind a determiner these are people as well: "the duchess", "an architect".
_LED_PEOPLE = ROLE_NOUNS | TITLE_NOUNS
# "He" and "she" may mean one of these, a ship only "she".
_ANIMATE = NAMED_ANIMALS | frozenset(
    "android angel chatbot devil doll fairy ghost god goddess mermaid puppet robot statue".split()
)
_SHIPS = NAMED_VESSELS - {"boat", "ferry"}
_MARRIED = HONORIFICS - {"dr"}


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a sentence: its tokens, `start` up to `end`, and what they show of the bearer.

    `gender` is MALE_PRONOUNS or FEMALE_PRONOUNS, empty where unknown. `is_person` is true only
    where it is certain. `has_title` is whether a "Mr" or "Mrs" stands before it: then the
    gender is this bearer's, even if somebody else has the same name.
    """

    start: int
    end: int
    tokens: tuple[Token, ...]
    gender: frozenset[str] = frozenset()
    is_person: bool = False
    has_title: bool = False

    @property
    def surname(self) -> str:
        """The key of the last word, which shorter forms of the name share."""
        return self.tokens[-1].key


def find_mentions(tokens: Tokens, is_name: Callable[[Token], bool]) -> Iterator[Mention]:
    """Find the names that may be people's, in order.

    `is_name` returns whether a capitalised word at the beginning of a sentence is a name.
    """
    place = 0
    while place < len(tokens):
        end = _find_name_end(tokens, place, is_name)
        start = _skip_titles(tokens, place, end)
        if end > start and not _is_no_person(tokens, start, end):
            yield _build_mention(tokens, start, end)
        place = max(end, place + 1)


def _find_name_end(tokens: Tokens, start: int, is_name: Callable[[Token], bool]) -> int:
    """Return where the name that begins at `start` ends; `start` if none begins there."""
    if not _begins_name(tokens, start, is_name):
        return start
    end = start + 1
    while end < len(tokens):
        if tokens[end].kind is Kind.NAME:
            end += 1
            continue
        ahead = end
        while ahead < len(tokens) and tokens[ahead].surface in _PARTICLES:
            ahead += 1
        if ahead == end or ahead == len(tokens) or tokens[ahead].kind is not Kind.NAME:
            break
        end = ahead + 1
    return end


def _skip_titles(tokens: Tokens, start: int, end: int) -> int:
    """Return where a name begins behind capitalised words such as "After" or "Prime Minister"."""
    while start < end and tokens[start].plain in NON_NAME_OPENERS:
        start += 1
    # "Romantic Bo Lind": the first word has its capital from beginning the sentence
    begun = end - start > 1 and tokens[start].kind is Kind.WORD
    if begun and [t.plain in _FIRST_NAMES for t in tokens[start : start + 2]] == [False, True]:
        start += 1
    titles = [at for at in range(start, end - 1) if tokens[at].plain in PERSON_NOUNS]
    return titles[-1] + 1 if titles else start


def _begins_name(tokens: Tokens, place: int, is_name: Callable[[Token], bool]) -> bool:
    token = tokens[place]
    begins = place == 0 or tokens[place - 1].kind is Kind.MARK
    capital = token.kind is Kind.WORD and begins and token.surface[:1].isupper()
    return token.kind is Kind.NAME or (capital and is_name(token))


def _is_no_person(tokens: Tokens, start: int, end: int) -> bool:
    """Whether a name is no person's: "in Kallen", "the Orr", "BBC", "Kallen Council", "March"."""
    name = tokens[start:end]
    before = _find_word_before(tokens, start)
    capitals = [token.surface.isupper() and len(token.surface) > 2 for token in name]
    acronym = any(capitals) if len(name) > 1 else name[0].surface.isupper()
    thing = any(token.plain in _THING_NAMES for token in name)
    if acronym or thing or name[0].plain in DATE_NAMES or end - start > 4:
        return True
    return (
        before in function_words.ARTICLES | function_words.LOCATIVE_PREPOSITIONS
    )  # "a Marriner" is a common noun


def _find_word_before(tokens: Tokens, start: int) -> str:
    """Return the word before a name; the stop of "Mr." is passed over."""
    titled = start > 1 and tokens[start - 1].plain == "." and tokens[start - 2].plain in _TITLES
    return plain_at(tokens, start - 1 - titled)


def _build_mention(tokens: Tokens, start: int, end: int) -> Mention:
    name = tuple(tokens[start:end])
    before = _find_word_before(tokens, start)
    gender = _find_gender(name, before)
    relative = [token.plain for token in tokens[end : end + 2]] == [",", "who"]
    person = bool(gender) or before in PERSON_NOUNS | _TRAINED or relative or _has_age(tokens, end)
    says = plain_at(tokens, end) in ("said", "says", "told", "recalled")  # "Oddmund Kvale said"
    person = person or (len(name) > 1 and says)
    return Mention(start, end, name, gender, person, before in _MARRIED)


def _find_gender(name: Tokens, before: str) -> frozenset[str]:
    first = name[0].plain
    if before in MALE_TITLES | MALE_NOUNS or (first in MALE_TITLES and len(name) > 1):
        return function_words.MALE_PRONOUNS
    if before in FEMALE_TITLES | FEMALE_NOUNS or (first in FEMALE_TITLES and len(name) > 1):
        return function_words.FEMALE_PRONOUNS
    if first in gazetteer.MALE_FIRST_NAMES:
        return function_words.MALE_PRONOUNS
    return function_words.FEMALE_PRONOUNS if first in gazetteer.FEMALE_FIRST_NAMES else frozenset()


def _has_age(tokens: Tokens, end: int) -> bool:
    """Whether an age follows: "Ola Kvist, 31,", "Ola Kvist (31)"."""
    after = [token for token in tokens[end : end + 4] if token.plain != "aged"][:3]
    return (
        [token.plain in _AROUND_AGES for token in after] == [True, False, True]
        and after[1].kind is Kind.NUMBER
        and after[1].key.isdecimal()
        and 10 <= int(after[1].key) <= 110
    )


def is_owner(tokens: Tokens, mention: Mention) -> bool:
    """Whether a name is a possessive: "Kim's brother"."""
    return mention.end < len(tokens) and tokens[mention.end] == POSSESSIVE_MARK


def find_unnamed_people(tokens: Tokens, group: frozenset[str] = frozenset()) -> Iterator[int]:
    """Find the places of people without a name: "the driver", "his wife", "two women", "nobody".

    With MALE_PRONOUNS or FEMALE_PRONOUNS as `group`, only those to whom "he" or "she" can refer:
    one person, not several.
    """
    others = {
        function_words.MALE_PRONOUNS: FEMALE_NOUNS | GROUP_NOUNS,
        function_words.FEMALE_PRONOUNS: MALE_NOUNS | GROUP_NOUNS,
    }.get(group, frozenset())
    for place, token in enumerate(tokens):
        plain, singular = token.plain, token.plain.removesuffix("s")
        # "divers", "nurses"; not "boss", "princess"
        plural = singular != plain and not singular.endswith("s") and plain not in PERSON_NOUNS
        before = [other.plain for other in tokens[max(0, place - 2) : place]]
        if token.kind is Kind.NAME:
            noun = place + 1 < len(tokens) and tokens[place + 1].is_content
            if before[-1:] in (["a"], ["an"], ["another"]) and not noun:
                yield place  # "a Swede"
            continue
        if plain in others or (others and plural):
            continue
        led = any(word in function_words.DETERMINERS or word == "another" for word in before)
        led_person = led and (plain in _LED_PEOPLE or singular in _LED_PEOPLE)
        animate = bool(others) and _may_be_called_he_or_she(plain, group)
        aged = plain == "aged" and led and token.surface != "age"  # "the 31-year-old"
        formed = led and singular.endswith(PERSON_SUFFIXES) and singular not in NON_PERSON_NOUNS
        if (
            aged
            or formed
            or led_person
            or animate
            or plain in PERSON_NOUNS
            or singular in PERSON_NOUNS
        ):
            yield place


def _may_be_called_he_or_she(noun: str, group: frozenset[str]) -> bool:
    """Whether a pronoun of the group may mean an animal or a thing: "he" a dog, "she" a ship."""
    return noun in _ANIMATE or (group is function_words.FEMALE_PRONOUNS and noun in _SHIPS)


def may_be_same_person(left: Mention, right: Mention) -> bool:
    """Whether two names may be one person's: one is the beginning or the end of the other.

    `"Kim", "Anna Kim" -> True`, `"Bo Kim", "Anna Kim" -> False`
    """
    short, long = sorted(([t.key for t in one.tokens] for one in (left, right)), key=len)
    return short in (long[-len(short) :], long[: len(short)])


def _begins_with_first_name(one: Mention) -> bool:
    return len(one.tokens) > 1 and one.tokens[0].plain in _FIRST_NAMES


def merge_mentions(left: Mention, right: Mention) -> Mention:
    """Return the fuller of two names with what both show; not a person if they contradict.

    Words before the first name are no part of the name: "Nike athlete", "Slovakian".
    """
    fuller = max(left, right, key=lambda one: (_begins_with_first_name(one), len(one.tokens)))
    gender = left.gender | right.gender
    if gender not in (function_words.MALE_PRONOUNS, function_words.FEMALE_PRONOUNS, frozenset()):
        return replace(fuller, gender=frozenset(), is_person=False)
    return replace(fuller, gender=gender, is_person=left.is_person or right.is_person)
