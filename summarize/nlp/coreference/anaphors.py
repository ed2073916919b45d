"""Anaphors: pronouns whose noun is in another sentence, and sentences that may have that noun.

"The council said its budget grew" says itself whose budget; "Two authorities disagreed over her
head" does not say whose head. What may be meant is told generously: a wrong "nobody is meant
here" loses a good sentence. English. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from summarize.nlp.coreference.mentions import Mention, find_unnamed_people
from summarize.nlp.coreference.subjects import mark_quoted
from summarize.nlp.english import anaphor_words as aw
from summarize.nlp.english import words
from summarize.nlp.english.function_words import (
    ARTICLES,
    BASIC_PREPOSITIONS,
    CLAUSE_OPENERS,
    COORDINATING_CONJUNCTIONS,
    FEMALE_PRONOUNS,
    FILLED_PAUSES,
    LOCATIVE_PREPOSITIONS,
    MALE_PRONOUNS,
    OBJECT_PRONOUNS,
    PLURAL_PRONOUNS,
    POSSESSIVE_DETERMINERS,
    PREPOSITIONS,
    RELATIVE_PRONOUNS,
    SUBORDINATE_CLAUSE_OPENERS,
)
from summarize.nlp.english.nouns import (
    FEMALE_NOUNS,
    GROUP_NOUNS,
    MALE_NOUNS,
    ORGANISATION_NOUNS,
    PERSON_NOUNS,
    ROLE_NOUNS,
    TITLE_NOUNS,
)
from summarize.nlp.english.stance_words import ATTRIBUTION, FINITE_VERBS
from summarize.nlp.tokens import (
    POSSESSIVE_MARK,
    Kind,
    Token,
    Tokens,
    is_past_form,
    is_verb_form,
    plain_at,
)


class Reference(Enum):
    """What an anaphor may mean."""

    MAN = auto()
    WOMAN = auto()
    THING = auto()
    SEVERAL = auto()


_GROUPS = {
    **dict.fromkeys(MALE_PRONOUNS, Reference.MAN),
    **dict.fromkeys(FEMALE_PRONOUNS, Reference.WOMAN),
    **dict.fromkeys(PLURAL_PRONOUNS, Reference.SEVERAL),
    **dict.fromkeys(aw.NEUTER_PRONOUNS, Reference.THING),
}
_TITLES = PERSON_NOUNS | TITLE_NOUNS | ROLE_NOUNS
_SEVERAL = aw.PLURALS | aw.ANYBODY | aw.COLLECTIVES | GROUP_NOUNS | ORGANISATION_NOUNS
_PLACING = BASIC_PREPOSITIONS | LOCATIVE_PREPOSITIONS
_PERSONS = {Reference.MAN: MALE_PRONOUNS, Reference.WOMAN: FEMALE_PRONOUNS}
_OBJECTS = OBJECT_PRONOUNS | {"it"}
_OPENERS = CLAUSE_OPENERS | SUBORDINATE_CLAUSE_OPENERS | RELATIVE_PRONOUNS | ATTRIBUTION
_FRONTING = PREPOSITIONS | SUBORDINATE_CLAUSE_OPENERS
_EMPTY_IT, _EMPTY_OBJECT = re.compile(aw.EMPTY_IT), re.compile(aw.EMPTY_OBJECT_IT)
_NO_THINGS = (PERSON_NOUNS - aw.COLLECTIVES) | FILLED_PAUSES | {"well", "maybe", "perhaps"}
_BREAKS = words(', : ; "')
# "Praised her for it", not "her boat", "her 20-year-old son".
_BEHIND_OBJECTS = _FRONTING | COORDINATING_CONJUNCTIONS | ARTICLES | words('. , ; : ! ? ) "')
_PLURAL_VERBS = frozenset("are were have".split())
# In tokens: how far behind "it" what makes it empty may stand.
_EMPTY_REACH = 14
# "Two of the old boats".
_COUNTED = 5
_JOINTS = frozenset(("and", "&", "with"))
_BARE_PLURAL = re.compile(r"[a-z].*[^s]s\Z")


@dataclass(frozen=True, slots=True)
class Anaphor:
    """A pronoun, at `place` among the tokens of its sentence, and what it may mean."""

    place: int
    reference: Reference


def find_unbound(tokens: Tokens, people: Sequence[Mention]) -> Iterator[Anaphor]:
    """Find the pronouns that mean nothing that their sentence names, the first of each kind.

    `people` are the names in it that may be people's. `"Lee lost his seat." -> ()`,
    `"Two clubs disagreed over her head." -> (Anaphor(4, Reference.WOMAN),)`
    """
    seen: set[Reference] = set()
    for place, token in enumerate(tokens):
        reference = _GROUPS.get(token.plain)
        if reference is None or reference in seen:
            continue
        if reference is Reference.THING and _is_empty(tokens, place):
            continue
        if not _is_bound(tokens, place, reference, people):
            yield Anaphor(place, reference)
        seen.add(reference)


def may_name(tokens: Tokens, people: Sequence[Mention], reference: Reference) -> bool:
    """Whether a sentence names what a pronoun in the next one may mean, not by a pronoun."""
    return bool(_find_candidates(tokens, people, reference))


def find_named(tokens: Tokens, people: Sequence[Mention], reference: Reference) -> set[str]:
    """Return the keys of all that a pronoun in the next sentence may mean."""
    return {tokens[at].key for at in _find_candidates(tokens, people, reference)}


def may_continue(tokens: Tokens, reference: Reference) -> bool:
    """Whether a sentence has such a pronoun itself: "She left. She came back."."""
    return any(_GROUPS.get(token.plain) is reference for token in tokens)


def _is_bound(tokens: Tokens, place: int, reference: Reference, people: Sequence[Mention]) -> bool:
    end = _find_fronted_end(tokens, place)
    quoted = list(mark_quoted(tokens))
    known = [
        at
        for at in _find_candidates(tokens, people, reference)
        if at < (place if end is None else len(tokens))
        and at != place
        # "“Kim won,” she said": who speaks is not in the quotation
        and quoted[at] <= quoted[place]
    ]
    if end is None and _is_object(tokens, place):
        clause = _find_clause_start(tokens, place)
        subject = next((at for at in known if at >= clause), None)
        if subject is not None and _may_be_subject(tokens, subject, clause):
            known.remove(subject)
        if subject is None and plain_at(tokens, clause - 1) in RELATIVE_PRONOUNS:
            known = [at for at in known if not _is_head(tokens, at, clause - 2)]
    if reference is Reference.SEVERAL and _has_singular_predicate(tokens, place):
        known = [at for at in known if not _is_singular_group(tokens, at)]
    return bool(known)


def _is_head(tokens: Tokens, place: int, head: int) -> bool:
    """Whether a word is the noun before a relative clause, or counts it: "two of the boats"."""
    counts = plain_at(tokens, place + 1) == "of" and head - place <= _COUNTED
    return place == head or (counts and tokens[place].kind is Kind.NUMBER)


def _has_singular_predicate(tokens: Tokens, place: int) -> bool:
    """Whether the subject goes on with a singular verb: "will waive their fees and has paid"."""
    return any(
        tokens[at].plain == "and" and tokens[at + 1].plain in aw.SINGULAR_VERBS
        for at in range(place, len(tokens) - 1)
    )


def _is_singular_group(tokens: Tokens, place: int) -> bool:
    """Whether what "they" may be is one group: "the trust", "Kallen", not "boats"."""
    token = tokens[place]
    plural = token.plain in aw.PLURALS | aw.ANYBODY or _BARE_PLURAL.match(token.plain)
    return not (plural or token.plain in _JOINTS or token.kind is Kind.NUMBER)


def _find_clause_start(tokens: Tokens, place: int) -> int:
    """Return where the clause of a pronoun begins: behind a "that", an "and" or a comma."""
    opens = _OPENERS | _BREAKS
    return next((at + 1 for at in range(place - 1, -1, -1) if tokens[at].plain in opens), 0)


def _may_be_subject(tokens: Tokens, place: int, clause: int) -> bool:
    """Whether the first noun of a clause may be its subject: not in "Kane's goals took him"."""
    owns = POSSESSIVE_MARK in tokens[place + 1 : place + 4]
    return not owns and tokens[clause].plain not in PREPOSITIONS


def _find_fronted_end(tokens: Tokens, place: int) -> int | None:
    """Return the comma behind a phrase with the pronoun: "In her speech, Mayor Lopez said".

    None where the pronoun is in no phrase before a subject.
    """
    if place == 0:
        return None
    first = tokens[0].plain
    if first not in _FRONTING and not first.endswith(("ing", "ed")) and first != "asked":
        return None
    comma = next((at for at, token in enumerate(tokens) if token.plain == ","), -1)
    return comma if place < comma else None


def _is_object(tokens: Tokens, place: int) -> bool:
    """Whether a pronoun is an object: it can't mean the subject of its clause."""
    token = tokens[place]
    if token.plain not in _OBJECTS or token.plain in aw.REFLEXIVE_PRONOUNS:
        return False
    after = tokens[place + 1] if place + 1 < len(tokens) else None
    if token.plain == "her" and after is not None and after.plain not in _BEHIND_OBJECTS:
        return False
    return token.plain != "it" or after is None or not _may_be_predicate(after)


def _may_be_predicate(token: Token) -> bool:
    """Whether a word behind "it" makes it a subject: "the plan it backs", "it was"."""
    verb = token.kind is Kind.WORD and not token.plain.endswith("ly")
    return verb or token.plain in FINITE_VERBS


def _is_empty(tokens: Tokens, place: int) -> bool:
    """Whether an "it" means nothing: "it is clear that", "made it hard to"."""
    if tokens[place].plain != "it":
        return False
    text = " ".join(token.plain for token in tokens[place : place + _EMPTY_REACH])
    subject = _EMPTY_IT.match(text)
    return subject is not None or (place > 0 and _EMPTY_OBJECT.match(text) is not None)


def _find_candidates(tokens: Tokens, people: Sequence[Mention], reference: Reference) -> list[int]:
    """Return the places of what a pronoun may mean."""
    group = _PERSONS.get(reference)
    if group is not None:
        able = (one for one in people if one.gender in (group, frozenset()))
        named = {one.start for one in able if one.is_person or _may_be_person(tokens, one)}
        others = FEMALE_NOUNS if group is MALE_PRONOUNS else MALE_NOUNS
        titled = {
            at
            for at, token in enumerate(tokens)  # "the Duchess of Kallen"
            if token.kind is Kind.NAME and token.plain in _TITLES - others
        }
        begins = {0} if _may_begin_with_name(tokens) else set[int]()
        return sorted(named | titled | begins | set(find_unnamed_people(tokens, group)))
    sure = (one for one in people if one.is_person and one.gender)
    persons = {at for one in sure for at in range(one.start, one.end)}
    if reference is Reference.THING:
        unnamed = find_unnamed_people(tokens)
        persons |= {at for at in unnamed if tokens[at].plain not in aw.COLLECTIVES}
        things = [at for at in range(len(tokens)) if at not in persons and _is_thing(tokens, at)]
        return [at for at in things if at + 1 not in things]  # a phrase is one thing
    joint = [at for at in range(1, len(tokens) - 1) if _joins_names(tokens, at)]
    found = [at for at in range(len(tokens)) if at not in persons and _is_several(tokens, at)]
    return sorted({*joint, *found})


def _may_begin_with_name(tokens: Tokens) -> bool:
    """Whether a sentence may begin with a name that is a noun, too: "Rat batted his eyes"."""
    if len(tokens) < 2 or tokens[0].kind is not Kind.WORD or not tokens[0].surface[:1].isupper():
        return False
    verb = is_past_form(tokens[1]) or tokens[1].plain in FINITE_VERBS | ATTRIBUTION
    return verb and not tokens[0].plain.endswith(("s", "ly", "ing"))


def _may_be_person(tokens: Tokens, name: Mention) -> bool:
    """Whether a name of unknown kind may be a "he": not in "goals for Chelsea", "Bolton were"."""
    placed = name.end - name.start == 1 and plain_at(tokens, name.start - 1) in _PLACING
    return not placed and plain_at(tokens, name.end) not in _PLURAL_VERBS


def _joins_names(tokens: Tokens, place: int) -> bool:
    """Whether an "and" has two names beside it: "Kim and Lee", "his wife and the driver"."""
    ends = (Kind.NAME, Kind.WORD)
    left, right = tokens[place - 1], tokens[place + 1]
    if tokens[place].plain not in _JOINTS or left.kind not in ends:
        return False
    determined = right.plain in ARTICLES | POSSESSIVE_DETERMINERS
    return right.kind is Kind.NAME or determined


def _is_thing(tokens: Tokens, place: int) -> bool:
    """Whether a word may be a thing or an organisation: no person, verb, adverb or plural."""
    token = tokens[place]
    if token.kind is Kind.NAME:
        return True
    if token.kind is not Kind.WORD or token.plain in _NO_THINGS:
        return False
    leading = place == 0 and token.plain.endswith("ing")  # "Losing to Kallen"
    verbal = is_verb_form(token) or token.plain in FINITE_VERBS | ATTRIBUTION
    plural = _BARE_PLURAL.match(token.plain) is not None and token.plain not in aw.SINGULAR_S
    return leading or not (verbal or plural or token.plain.endswith("ly"))


def _is_several(tokens: Tokens, place: int) -> bool:
    """Whether a word may be what "they" are: a plural, a group, a name of many, anybody."""
    token = tokens[place]
    plain = token.plain
    if plain in _SEVERAL:
        return True
    begun = place and tokens[place - 1].plain == ":" and token.surface[:1].isupper()
    if token.kind is Kind.NAME or begun or (not place and plain_at(tokens, 1) in FINITE_VERBS):
        return True  # "Kallen are", "May: Kallen lose"
    if token.kind is Kind.NUMBER:  # "of 46,000", "two of"
        return plain_at(tokens, place + 1) in PREPOSITIONS | FINITE_VERBS
    if token.kind is not Kind.WORD or plain in FINITE_VERBS | ATTRIBUTION:
        return False
    if _BARE_PLURAL.match(plain) is None or plain in aw.SINGULAR_S:
        return False
    # "Lee sells", "the owner keeps": a verb behind its subject
    before = tokens[place - 1] if place else None
    led = before is not None and (
        before.kind is Kind.NAME
        or before.plain in PERSON_NOUNS
        or before.plain in RELATIVE_PRONOUNS
    )
    object_follows = plain_at(tokens, place + 1) in ARTICLES | POSSESSIVE_DETERMINERS
    return not (led and object_follows)
