"""Readings: sentences of different documents in a form in which they can be compared. Pure.

Nothing here decides whether a statement is supported. Words are compared by what they name, so
that "killing 14" and "14 dead" are about the same figure.
"""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from summarize.nlp.annotated_document import AnnotatedDocument
from summarize.nlp.clauses import find_main_verb
from summarize.nlp.english.event_words import EVENTS, INTENTIONS, PEOPLE
from summarize.nlp.english.irregular_forms import LEMMAS
from summarize.nlp.english.stance_words import ATTRIBUTION
from summarize.nlp.normalize import get_stemmer, tokenize
from summarize.nlp.normalize.dates import is_month, is_weekday, is_year
from summarize.nlp.tokens import Kind, Token, Tokens, lemmatize
from summarize.verification.checks.amounts import DAY, YEAR, Amount, find_amounts
from summarize.verification.paraphrase.synonyms import find_synonym_groups

# In tokens: how far from a number the words stand that say what it is of.
_REACH = 6
# How many sentences before a sentence without names or years say what and when it is about.
_NAMED_BEFORE, _DATED_BEFORE = 2, 3
_LEAST_HEAD = 5  # in characters: "bridge" of "footbridge"; a shorter end says nothing
_CLAUSE_ENDS = frozenset("and but while whereas".split())
# A part of a sentence of at most so many tokens between marks may only say who says so.
_LONGEST_ATTRIBUTION = 14
_LEAST_LEFT = 3  # content words that such a part leaves


@dataclass(frozen=True)
class Reading:
    """One sentence of a document, or a statement about it.

    `number` is that of the sentence. `forms` are the content words but for figures and dates by
    what they name, each with its token; `names` those that are names, `mentioned` with that of who
    says so. `amounts` are the figures that are no dates, `dates` the values of each kind of date,
    each with its token: `{"weekday": {"monday": ...}}`.
    """

    number: int
    tokens: Tokens
    forms: Mapping[str, Token]
    names: frozenset[str]
    mentioned: frozenset[str]
    amounts: tuple[Amount, ...]
    dates: Mapping[str, Mapping[str, Token]]

    def profile(self, amount: Amount) -> frozenset[str]:
        """Return the forms around a figure, in its clause: what it is of."""
        return self.find_forms_around(amount.place, amount.unit)

    def find_forms_around(self, center: int, unit: Token | None = None) -> frozenset[str]:
        """Return the forms around a place, in its clause, but for a unit."""
        around: set[str] = set()
        for step in (-1, 1):
            place = center + step
            for _ in range(_REACH):
                if not 0 <= place < len(self.tokens):
                    break
                token = self.tokens[place]
                if token.kind is Kind.MARK or token.plain in _CLAUSE_ENDS:
                    break
                if token.kind in (Kind.WORD, Kind.NAME) and token is not unit:
                    around.add(name_form(token))
                place += step
        return frozenset(around)


def find_subject(reading: Reading) -> frozenset[str]:
    """Return the forms before the first verb of a sentence: of whom or what it speaks."""
    end = find_main_verb(reading.tokens)
    before = {id(token) for token in reading.tokens[:end]}
    return frozenset(form for form, token in reading.forms.items() if id(token) in before)


def read_tokens(tokens: Tokens, number: int = 0) -> Reading:
    """Return the reading of a sentence, without the part that says who says so."""
    mentioned = frozenset(name_form(token) for token in tokens if token.kind is Kind.NAME)
    tokens = _strip_attribution(tokens)
    amounts = find_amounts(tokens)
    dates = _find_dates(tokens, amounts)
    dated = {id(token) for found in dates.values() for token in found.values()}
    figures = {id(token) for one in amounts for token in one.tokens}
    content = [t for t in tokens if t.is_content and id(t) not in dated | figures]
    return Reading(
        number,
        tokens,
        {name_form(token): token for token in content},
        frozenset(name_form(token) for token in content if token.kind is Kind.NAME),
        mentioned,
        tuple(one for one in amounts if one.sort not in (DAY, YEAR) and not _is_decade(one)),
        dates,
    )


@functools.lru_cache(maxsize=65536)
def name_form(token: Token) -> str:
    """Return what a word names: `"killed" -> "event 0"`, `"cars" -> "synonyms 20"`, or its stem."""
    if token.kind is not Kind.WORD:
        return token.key
    event = _events().get(lemmatize(token))
    if event is not None:
        return f"event {event}"
    groups = find_synonym_groups(token)
    return f"synonyms {min(groups)}" if groups else lemmatize(token)


@functools.cache
def _events() -> dict[str, int]:
    stem = get_stemmer("en")
    return {stem(word): number for number, group in enumerate(EVENTS) for word in group}


@functools.cache
def list_people() -> frozenset[str]:
    """Return the keys and forms of the words that say of a number only that it counts people."""
    stem = get_stemmer("en")
    return frozenset({form for word in PEOPLE for form in (stem(word), LEMMAS.get(word, word))})


def find_intentions(reading: Reading) -> frozenset[str]:
    """Return the forms of the words by which what a sentence tells is a wish, an offer, a guess."""
    stem = get_stemmer("en")
    return frozenset(map(stem, INTENTIONS)) & reading.forms.keys()


def is_event(form: str) -> bool:
    """Whether a form, or the key of a word, names something that happens: "die", "cost"."""
    return form.startswith("event ") or form in _events()


def _is_decade(amount: Amount) -> bool:
    return amount.token.surface.endswith("s") and amount.token.surface[:-1].strip("'’").isdigit()


def _find_dates(tokens: Tokens, amounts: list[Amount]) -> dict[str, dict[str, Token]]:
    found: defaultdict[str, dict[str, Token]] = defaultdict(dict)
    days = {one.place: one for one in amounts if one.sort == DAY}
    for place, token in enumerate(tokens):
        if is_weekday(tokens, place):
            found["weekday"][token.plain] = token
        elif is_month(tokens, place):
            day = days.get(place - 1)
            found["month"][token.plain] = token
            if day:
                found["day"][f"{day.token.key} {token.plain}"] = day.token
    for one in amounts:
        if one.sort == YEAR or (one.unit is None and is_year(one.token.key) and not one.counted):
            found["year"][one.token.key] = one.token
    return dict(found)


def _strip_attribution(tokens: Tokens) -> Tokens:
    """Return a sentence without "..., the police said", "Kim said that"; others may say so, too."""
    for at, (token, behind) in enumerate(pairwise(tokens[:_LONGEST_ATTRIBUTION])):
        if token.plain in ATTRIBUTION and behind.plain == "that":
            return tokens[at + 2 :]
    marks = [-1, *(at for at, t in enumerate(tokens) if t.plain == ","), len(tokens)]
    for start, end in ((marks[-2], marks[-1]), (marks[0], marks[1])):
        part = tokens[start + 1 : end]
        says = any(t.plain in ATTRIBUTION or t.plain == "according" for t in part)
        rest = sum(t.is_content for t in (*tokens[: max(0, start)], *tokens[end:]))
        if says and len(part) <= _LONGEST_ATTRIBUTION and rest >= _LEAST_LEFT:
            return [*tokens[: max(0, start)], *tokens[end:]]
    return tokens


@dataclass
class DocumentReadings:
    """The readings of the sentences of one document, made when they are needed."""

    annotated: AnnotatedDocument
    _known: dict[int, Reading] = field(default_factory=dict)

    def read(self, number: int) -> Reading:
        """Return the reading of the sentence with this number."""
        if number not in self._known:
            self._known[number] = read_tokens(self.annotated.tokens(number), number)
        return self._known[number]

    def find_names_around(self, number: int) -> frozenset[str]:
        """Return the names of a sentence and of the two named ones before it: what it is about."""
        found, left = set(self.read(number).mentioned), _NAMED_BEFORE
        for before in range(number - 1, 0, -1):
            if not left:
                break
            names = self.read(before).mentioned if before in self._prose else frozenset()
            found |= names
            left -= bool(names)
        return frozenset(found)

    def find_years(self, number: int) -> frozenset[str]:
        """Return the years that a sentence is about: its own, those before it, or the title's."""
        for one in range(number, max(0, number - 1 - _DATED_BEFORE), -1):
            years = self.read(one).dates.get("year") if one in self._prose else None
            if years:
                return frozenset(years)
        return self.title_years

    @cached_property
    def title_years(self) -> frozenset[str]:
        """The years in the title."""
        tokens = tokenize(self.annotated.document.title or "", self.annotated.language)
        return frozenset(token.key for token in tokens if is_year(token.key))

    @cached_property
    def _prose(self) -> frozenset[int]:
        return frozenset(self.annotated.numbers)

    def find_near(self, reading: Reading, most: int) -> Iterator[Reading]:
        """Yield the sentences of this document that share most words with a reading."""
        for _, number in self.annotated.find_similar(reading.tokens, most):
            if number not in self.annotated.nonfactual:
                yield self.read(number)


def measure_overlap(
    one: Reading, other: Reading, here: AnnotatedDocument, there: AnnotatedDocument
) -> tuple[float, int]:
    """Return the share of the shorter reading's content that the other has, and how many words.

    Rare words of either document count more; the share is 0 to 1.
    """

    def weigh(forms: Mapping[str, Token]) -> float:
        return sum(here.weight(t.key) + there.weight(t.key) for t in forms.values())

    shared = share_forms(one.forms, other.forms)
    smaller = min(weigh(one.forms), weigh(other.forms))
    common = weigh({form: one.forms[form] for form in shared})
    return (common / smaller if smaller else 0.0), len(shared)


def share_forms(some: Iterable[str], others: Iterable[str]) -> frozenset[str]:
    """Return those of some forms that others have, too, or that are the end of one, or end in one.

    `{"bridg", "cost"}, {"footbridg", "town"} -> {"bridg"}`
    """
    every = list(others)
    return frozenset(
        form
        for form in some
        if form in every or any(_is_compound(form, one) or _is_compound(one, form) for one in every)
    )


def _is_compound(whole: str, head: str) -> bool:
    return len(head) >= _LEAST_HEAD and len(whole) > len(head) and whole.endswith(head)
