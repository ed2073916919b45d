"""Pronoun resolution: "he", "she", "they" -> the name they refer to, where only one is possible.

A pronoun is resolved only if the sentence before has one name that it could refer to, which is
the subject and surely a person's. Any other possible antecedent, named or not, prevents this: a
wrong name would let a false claim pass.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from summarize.document import Document, Role
from summarize.nlp.coreference.mentions import (
    Mention,
    find_unnamed_people,
    is_owner,
    may_be_same_person,
)
from summarize.nlp.coreference.people import Identified, People
from summarize.nlp.coreference.subjects import (
    GROUPS,
    cannot_be_cataphoric,
    describes_same_person,
    find_first_pronoun,
    is_fronted_phrase,
    is_non_subject,
    is_pronoun_quoted,
    is_speaker,
    may_precede_pronoun_subject,
    may_precede_subject,
)
from summarize.nlp.english.function_words import (
    FEMALE_PRONOUNS,
    MALE_PRONOUNS,
    OBJECT_PRONOUNS,
    PLURAL_PRONOUNS,
    POSSESSIVE_PRONOUNS,
)
from summarize.nlp.english.stance_words import ATTRIBUTION
from summarize.nlp.tokens import POSSESSIVE_MARK, Kind, Token, Tokens

# In sentences: how many may follow the name, each with the pronoun as its subject.
_LONGEST_CHAIN = 6

_QUOTE = re.compile("[\"“”„«»‘`]|(?:^|[\\s(])'")
_SINGLE_QUOTE = re.compile(r"(?:^|[\s(])['‘`]\w")
_OWNED = re.compile("['’]s?$")
_ENDED = re.compile(r"[.!?…:;,\-–—”\"'’»)\]]\s*$")
_ANY_PRONOUN = re.compile(
    rf"\b(?:{'|'.join(MALE_PRONOUNS | FEMALE_PRONOUNS | PLURAL_PRONOUNS)})\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class ResolvedSentence:
    """A sentence with a name in place of a pronoun; `antecedents` are the sentences with the name.

    `name` are the tokens written for the first occurrence of the words `replaced`, which are
    in lower case.
    """

    tokens: tuple[Token, ...]
    antecedents: tuple[int, ...]
    name: tuple[Token, ...] = ()
    replaced: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom a sentence is about: the name, the sentences with the name, and its pronouns."""

    tokens: tuple[Token, ...]
    antecedents: tuple[int, ...]
    group: frozenset[str]


class PronounResolver:
    """Resolves the pronouns in the sentences of a document.

    `tokens` returns a sentence by its number, `find_by_key` the numbers of those with a key.
    `quoted` are the numbers of the sentences that begin inside a quotation.
    """

    def __init__(
        self,
        document: Document,
        tokens: Callable[[int], Tokens],
        find_by_key: Callable[[str], Sequence[int]],
        quoted: frozenset[int] = frozenset(),
    ) -> None:
        self._document = document
        self._quoted = quoted
        self._tokens = tokens
        self.people = People(tokens, find_by_key)
        self._resolved_by_number: dict[int, tuple[ResolvedSentence, ...]] = {}

    def resolve(self, number: int) -> tuple[ResolvedSentence, ...]:
        """Return the sentence with its first pronoun resolved, and with all of them; () if not.

        `"He beat Lee." -> "Rafael Nadal beat Lee."`
        """
        if number not in self._resolved_by_number:
            self._resolved_by_number[number] = tuple(self._find_resolutions(number))
        return self._resolved_by_number[number]

    def _find_resolutions(self, number: int) -> Iterator[ResolvedSentence]:
        tokens = self._tokens(number)
        subject = self._find_referent(number, _LONGEST_CHAIN)
        if subject is None:
            return
        places = [at for at, token in enumerate(tokens) if token.plain in subject.group]
        first = tokens[places[0]].plain
        once = _replace_pronouns(tokens, places[:1], subject.tokens)
        yield ResolvedSentence(once, subject.antecedents, subject.tokens, (first,))
        text = self._document.sentence_text(self._document.sentence(number))
        alone = not self._find_people(tokens, number) and not _QUOTE.search(text)
        if len(places) > 1 and alone:
            replaced = _replace_pronouns(tokens, places, subject.tokens)
            yield ResolvedSentence(replaced, subject.antecedents)

    def _find_referent(self, number: int, chain: int) -> Subject | None:
        """Find whom the first pronoun of a sentence refers to, at most `chain` sentences back."""
        tokens = self._tokens(number)
        place = find_first_pronoun(tokens)
        if place is None or not chain:
            return None
        if self._may_be_speech(number) or not self._continues_prose(number):
            return None
        group = next(group for group in GROUPS if tokens[place].plain in group)
        others = self._find_people(tokens, number)
        if any(at < place for at in others) or (others and not cannot_be_cataphoric(tokens, place)):
            return None
        speaks = is_speaker(tokens, place, place + 1)
        before = self._find_speaker_sentence(number) if speaks else number - 1
        return self._find_subject(before, group, chain - 1, speaks=speaks)

    def _find_speaker_sentence(self, number: int) -> int:
        """Find the sentence with the speaker whom "He added:" continues: before the quotation."""
        before = number - 1
        while before > max(1, number - _LONGEST_CHAIN) and self._is_quotation(before):
            before -= 1
        attributed = any(token.plain in ATTRIBUTION for token in self._tokens(before))
        return before if attributed else number - 1

    def _is_quotation(self, number: int) -> bool:
        """Whether a sentence consists of quoted words only."""
        outside, is_open = False, number in self._quoted
        for place, token in enumerate(self._tokens(number)):
            if token.plain == '"':
                is_open = not is_open if place else True
            outside = outside or (not is_open and token.kind is not Kind.MARK)
        return number in self._quoted and not outside

    def _continues_prose(self, number: int) -> bool:
        """Whether the sentence before is prose in the same paragraph or the one before."""
        if number < 2:
            return False
        before, own = self._document.sentence(number - 1), self._document.sentence(number)
        ended = _ENDED.search(self._document.sentence_text(before)) is not None  # captions don't
        near = own.paragraph - before.paragraph <= 1
        return before.role is Role.PROSE and near and ended

    def _may_be_speech(self, number: int) -> bool:
        """Whether the first pronoun may be in quoted words, where it has another referent."""
        text = self._document.sentence_text(self._document.sentence(number))
        inside = number in self._quoted and not text.startswith(tuple('"“„«'))
        found = _ANY_PRONOUN.search(text)
        return inside or _SINGLE_QUOTE.search(text[: found.end()] if found else text) is not None

    def _find_people(self, tokens: Tokens, number: int) -> list[int]:
        """Find the places at which a sentence mentions people, by a name or a noun."""
        named = [mention.start for mention in self.people.mentions(number)]
        return sorted([*named, *find_unnamed_people(tokens)])

    def _find_subject(
        self, number: int, group: frozenset[str], chain: int, *, speaks: bool = False
    ) -> Subject | None:
        """Find the subject of a sentence, if a pronoun of the next can refer to nobody else.

        Where the next sentence continues somebody's words (`speaks`), the speaker of this one is
        meant, whoever else is mentioned.
        """
        tokens = self._tokens(number)
        found = self.people.identify_all(number)
        if group is PLURAL_PRONOUNS:
            quoted = is_pronoun_quoted(tokens, group)
            return None if quoted else _find_joint_subject(tokens, found, number)
        first = find_first_pronoun(tokens)
        able = [(one, places) for one, places in found if one.gender in (group, frozenset())]
        # "For Orrin, Ek was a find": the subject goes before a name that is none
        able.sort(key=lambda pair: is_non_subject(tokens, pair[0]))
        begins = first is not None and (not able or first < able[0][0].start)
        if begins and not (able and is_fronted_phrase(tokens[: able[0][0].start])):
            return self._follow_chain(number, group, chain, speaks=speaks)
        if not able:
            return None
        name, places = able[0]
        alone = self._is_only_candidate(tokens, group, name, able)
        only = alone and not is_pronoun_quoted(tokens, group)
        heard = speaks and is_speaker(tokens, name.start, name.end)
        subject = may_precede_subject(tokens[: name.start]) and not is_owner(tokens, name)
        sure = name.is_person and subject
        if not sure or not (only or heard):
            return None
        return Subject(_as_name(name.tokens), tuple(sorted({number, *places})), group)

    def find_sole_person(self, number: int) -> Subject | None:
        """Find the only person in the sentence before one with "The 31-year-old": its subject."""
        if not self._continues_prose(number):
            return None
        tokens = self._tokens(number - 1)
        named = [
            one
            for one, _ in self.people.identify_all(number - 1)
            if one.is_person or not is_non_subject(tokens, one)
        ]
        if not named or not all(may_be_same_person(named[0], one) for one in named):
            return None
        first = named[0]
        people = find_unnamed_people(tokens)
        nouns = (describes_same_person(tokens, first.start, first.end, at) for at in people)
        groups = MALE_PRONOUNS, FEMALE_PRONOUNS
        found = [self._find_subject(number - 1, group, 1) for group in groups]
        return next((each for each in found if each), None) if all(nouns) else None

    def _is_only_candidate(
        self, tokens: Tokens, group: frozenset[str], name: Mention, able: Sequence[Identified]
    ) -> bool:
        """Whether a sentence mentions nobody else to whom the pronoun could refer."""
        others = [one for one, _ in able if not may_be_same_person(name, one)]
        known = name.gender == group or name.is_person
        if _is_named_for(tokens, name, group):
            return False
        excluded = all(known and is_non_subject(tokens, one) for one in others)
        return excluded and all(
            describes_same_person(tokens, name.start, name.end, at)
            for at in find_unnamed_people(tokens, group)
        )

    def _follow_chain(
        self, number: int, group: frozenset[str], chain: int, *, speaks: bool
    ) -> Subject | None:
        """Find the referent of a pronoun that is the only person and subject of a sentence."""
        tokens = self._tokens(number)
        place = find_first_pronoun(tokens) or 0
        others = [
            one
            for one in self.people.mentions(number)
            if one.gender == group
            or one.is_person
            or not (one.gender or _is_no_object(tokens, one))
        ]
        people = find_unnamed_people(tokens, group)
        nouns = [at for at in people if not describes_same_person(tokens, place, place + 1, at)]
        if tokens[place].plain not in group or not (
            may_precede_subject(tokens[:place]) or may_precede_pronoun_subject(tokens[:place])
        ):
            return None
        only = not is_pronoun_quoted(tokens, group) and not others and not nouns
        heard = speaks and is_speaker(tokens, place, place + 1)
        return self._find_referent(number, chain) if only or heard else None


def _is_named_for(tokens: Tokens, name: Mention, group: frozenset[str]) -> bool:
    """Whether behind a name its clause has another "she": "Helen Gray, for whom she is named"."""
    behind = [token.plain for token in tokens[name.end : name.end + 4]]
    return any(
        left in {"whom", "whose", "which"} and right in group for left, right in pairwise(behind)
    )


def _is_no_object(tokens: Tokens, mention: Mention) -> bool:
    """Whether a name of unknown kind is not the object of a verb."""
    object_ = mention.start > 0 and tokens[mention.start - 1].kind is Kind.WORD
    return is_non_subject(tokens, mention) or (mention.start > 0 and not object_)


def _find_joint_subject(tokens: Tokens, found: Sequence[Identified], number: int) -> Subject | None:
    """Find two people who are the subject together, alone: "Ann Ek and Bo Lind met"."""
    if len(found) != 2 or any(True for _ in find_unnamed_people(tokens)):
        return None
    (left, _), (right, _) = found
    joined = [token.plain for token in tokens[left.end : right.start]]
    plurals = any(
        token.kind is Kind.WORD and token.plain.endswith("s") and not token.plain.endswith("ss")
        for token in tokens[right.end :]
    )
    two_people = left.is_person and right.is_person and not may_be_same_person(left, right)
    sure = two_people and not is_owner(tokens, right)
    if joined != ["and"] or plurals or not sure or not may_precede_subject(tokens[: left.start]):
        return None
    return Subject(_as_name(tokens[left.start : right.end]), (number,), PLURAL_PRONOUNS)


def _as_name(tokens: Tokens) -> tuple[Token, ...]:
    """Return the tokens of a name as names without "'s", as inside a sentence."""
    return tuple(
        replace(token, kind=Kind.NAME, surface=_OWNED.sub("", token.surface))
        if token.is_content
        else token
        for token in tokens
    )


def _replace_pronouns(tokens: Tokens, places: Sequence[int], name: Tokens) -> tuple[Token, ...]:
    """Replace the pronouns at `places` by the name: "his" becomes the name and "'s"."""
    written: list[Token] = []
    for place, token in enumerate(tokens):
        if place not in places:
            written.append(token)
            continue
        written += name
        noun = place + 1 < len(tokens) and tokens[place + 1].is_content
        if token.plain in POSSESSIVE_PRONOUNS and (noun or token.plain not in OBJECT_PRONOUNS):
            written.append(POSSESSIVE_MARK)
    return tuple(written)
