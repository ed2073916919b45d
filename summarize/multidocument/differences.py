"""Differences: what documents say differently of the same thing: figures, dates, names, outcomes.

Two sentences differ only if they otherwise say the same: they share most of their words, no name
or date of the one speaks against that of the other, and neither document says elsewhere what the
other one says. What is not certain is not told: a difference that is none would accuse somebody.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from summarize.multidocument.readings import (
    DocumentReadings,
    Reading,
    find_intentions,
    find_subject,
    is_event,
    list_people,
    measure_overlap,
    share_forms,
)
from summarize.nlp.annotated_document import AnnotatedDocument
from summarize.nlp.normalize import has_tables
from summarize.nlp.normalize.numbers import AMBIGUOUS_MARK, is_ordinal
from summarize.nlp.tokens import Token, count_quotation_marks, join_surfaces, plain_at
from summarize.verification.checker import Checker
from summarize.verification.checks.amounts import PLAIN, Amount, is_close, is_rounding_of

# The shares of the words of the shorter sentence that the other has, and the words, at least.
_FOR_FIGURES, _FOR_DATES, _FOR_OUTCOMES, _FOR_NAMES = 0.5, 0.75, 0.6, 0.75
_LEAST_SHARED = 3
# Of a sentence so short that it has fewer, nearly all stand in the other.
_LEAST_OF_SHORT, _ALL_OF_SHORT = 2, 0.99
# A figure without a unit or a thing that it counts has so many words around it in both.
_LEAST_AROUND = 2
# Of the words around two figures, so many of those around the one stand around the other.
_SAME_AROUND = 0.6
# So many sentences of the other document are compared with each.
_NEAREST = 4
_ALIKE = 0.7  # the least similarity, by difflib, of two spellings of a name
_OUTCOME_CHECKS = frozenset({"negation", "antonyms"})


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two sentences, each by the place of its document and its number, and where they differ."""

    here: tuple[int, int]
    there: tuple[int, int]
    own: tuple[Token, ...]
    others: tuple[Token, ...]


@dataclass(frozen=True)
class Party:
    """A document in the comparison: `place` in the order given, the sentences to compare."""

    place: int
    checker: Checker
    readings: DocumentReadings
    numbers: Sequence[int]

    @property
    def annotated(self) -> AnnotatedDocument:
        """The document."""
        return self.checker.annotated

    @property
    def is_known_language(self) -> bool:
        """Whether there are tables by which to tell figures, dates and opposites."""
        return has_tables(self.annotated.language)


def find_disagreements(here: Party, there: Party) -> Iterator[Disagreement]:
    """Yield where the sentences of two documents about the same subject differ."""
    if not (here.is_known_language and there.is_known_language):
        return
    seen: set[tuple[int, int]] = set()
    for one, other in ((here, there), (there, here)):
        for number in one.numbers:
            reading = one.readings.read(number)
            for near in other.readings.find_near(reading, _NEAREST):
                pair = (number, near.number) if one is here else (near.number, number)
                if pair in seen:
                    continue
                seen.add(pair)
                found = _compare(reading, near, one, other)
                if found:
                    yield Disagreement(
                        (one.place, number), (other.place, near.number), found[0], found[1]
                    )


def _is_one_subject(one: Reading, other: Reading, here: Party, there: Party) -> bool:
    """Whether what stands around two sentences speaks of the same people and places, and years."""
    around = here.readings.find_names_around(one.number)
    beyond = there.readings.find_names_around(other.number)
    if around and beyond and around.isdisjoint(beyond):
        return False
    titles = here.readings.title_years, there.readings.title_years
    if all(titles) and titles[0].isdisjoint(titles[1]):
        return False
    years = here.readings.find_years(one.number), there.readings.find_years(other.number)
    own = one.dates.get("year"), other.dates.get("year")
    return all(own) or not all(years) or not years[0].isdisjoint(years[1])


Marks = tuple[tuple[Token, ...], tuple[Token, ...]]


def _compare(one: Reading, other: Reading, here: Party, there: Party) -> Marks | None:
    """Return the words in which two sentences differ; None if they don't, or may not."""
    if any(reading.tokens and reading.tokens[-1].plain == "?" for reading in (one, other)):
        return None
    share, shared = measure_overlap(one, other, here.annotated, there.annotated)
    if shared < _LEAST_OF_SHORT or share < _FOR_FIGURES:
        return None
    enough = shared >= _LEAST_SHARED or share >= _ALL_OF_SHORT
    if not _is_one_subject(one, other, here, there):
        return None
    if find_intentions(one) != find_intentions(other):
        return None
    mine, theirs = one.names - other.names, other.names - one.names
    dated = _find_other_dates(one, other)
    if mine and theirs:
        if not enough or share < _FOR_NAMES or dated:
            return None
        return _compare_names(one, other, here, there)
    if dated:
        sure = _are_dated_alike(
            one, other, dated, alike=enough and share >= _FOR_DATES
        ) and _differ_in_date(one, other, dated)
        known = _says_date(there, dated[0][0], one) or _says_date(here, dated[1][0], other)
        return dated if sure and not known else None
    pairs = [
        (first, second)
        for first, second in _find_rivals(one, other)
        if not (_says_figure(there, first, one) or _says_figure(here, second, other))
        and (enough or _is_of_one_event(first, one, second, other))
    ]
    if pairs:
        return tuple(a.token for a, _ in pairs), tuple(b.token for _, b in pairs)
    return _compare_outcomes(one, other, here, there) if enough and share >= _FOR_OUTCOMES else None


# figures


def _find_rivals(one: Reading, other: Reading) -> list[tuple[Amount, Amount]]:
    """Return the figures that stand for each other, and are not the same or one of them rounded."""
    left, right = list(one.amounts), list(other.amounts)
    for first in one.amounts:  # what both say
        same = next((second for second in right if _is_same(first, second)), None)
        if same is not None:
            left.remove(first)
            right.remove(same)
    found = []
    for first in left:
        profile = one.profile(first)
        rivals = [second for second in right if _may_rival(first, profile, second, other)]
        back = [
            another
            for another in left
            if rivals and _may_rival(another, one.profile(another), rivals[0], other)
        ]
        if len(rivals) == 1 and len(back) == 1:
            found.append((first, rivals[0]))
    return found


def _is_same(one: Amount, other: Amount) -> bool:
    """Whether two figures may be the same: rounded, with an "about", written otherwise."""
    if one.token.key == other.token.key:
        return True
    if AMBIGUOUS_MARK in one.token.key + other.token.key:
        return True
    pairs = ((one, other), (other, one))
    return any(is_rounding_of(a, b) or is_close(a, b) for a, b in pairs)


def _may_rival(one: Amount, profile: frozenset[str], other: Amount, there: Reading) -> bool:
    """Whether two figures are of one thing: same unit, and the same words around them."""
    if one.sort != other.sort or is_ordinal(one.token) or is_ordinal(other.token):
        return False
    if one.sort == PLAIN and not _count_alike(one, other):
        return False
    around = there.profile(other)
    common = share_forms(profile, around)
    if len(common) < _SAME_AROUND * min(len(profile), len(around)):
        return False
    mine, theirs = (frozenset(filter(is_event, forms)) for forms in (profile, around))
    if mine - theirs and theirs - mine:  # "killed 12", "injured 30"
        return False
    shared = common - list_people()
    bare = one.sort == PLAIN and not (one.counted and other.counted)
    return len(shared) >= (_LEAST_AROUND if bare else 1)


def _is_of_one_event(one: Amount, mine: Reading, other: Amount, theirs: Reading) -> bool:
    """Whether two figures are surely of one thing, whatever else is said: "killed 12 people"."""
    shared = share_forms(mine.profile(one), theirs.profile(other))
    return len(shared) >= _LEAST_AROUND and any(map(is_event, shared))


def _count_alike(one: Amount, other: Amount) -> bool:
    """Whether two plain figures may count the same: "12 people", "14 dead", "14 people"."""
    heads = [amount.counted[0] if amount.counted else "" for amount in (one, other)]
    if not all(heads):
        return True
    if heads[0] == heads[1]:  # "one international goal", "two international caps"
        more = [set(amount.counted[1:]) for amount in (one, other)]
        return heads[0] in list_people() or not all(more) or not more[0].isdisjoint(more[1])
    return all(head in list_people() or is_event(head) for head in heads)


def _says_figure(party: Party, amount: Amount, said: Reading) -> bool:
    """Whether a document has another's figure anywhere, of a thing with the same words around."""
    profile = said.profile(amount)
    for number in party.annotated.find_by_key(amount.token.key):
        reading = party.readings.read(number)
        for own in reading.amounts:
            if own.token.key == amount.token.key and profile & reading.profile(own):
                return True
    return False


# dates


def _find_other_dates(one: Reading, other: Reading) -> Marks | None:
    """Return the dates in which two sentences differ; None if no kind of date stands in both."""
    mine: list[Token] = []
    theirs: list[Token] = []
    for kind in ("year", "month", "day", "weekday"):
        own, others = one.dates.get(kind, {}), other.dates.get(kind, {})
        if own and others and own.keys().isdisjoint(others):
            mine += own.values()
            theirs += others.values()
    return (tuple(mine), tuple(theirs)) if mine else None


def _differ_in_date(one: Reading, other: Reading, dated: Marks) -> bool:
    """Whether two sentences say of one thing that it is at two dates, and nothing else."""
    single = len(dated[0]) == len(dated[1]) == 1
    return single and _have_one_subject(one, other) and not _has_other_figures(one, other)


def _have_one_subject(one: Reading, other: Reading) -> bool:
    """Whether all that the shorter subject of two sentences names is in the other's, too."""
    first, second = sorted((find_subject(one), find_subject(other)), key=len)
    return bool(first) and share_forms(first, second) == first


def _are_dated_alike(one: Reading, other: Reading, dated: Marks, *, alike: bool) -> bool:
    """Whether the same stands around two dates: "will open in May", "opens in June".

    Where nothing happens there, the sentences must be `alike`.
    """
    around, before = [], []
    for reading, (token, *_) in zip((one, other), dated, strict=True):
        place = next(at for at, own in enumerate(reading.tokens) if own is token)
        around.append(reading.find_forms_around(place))
        before.append(plain_at(reading.tokens, place - 1))
    shared = share_forms(*around)
    enough = len(shared) >= _SAME_AROUND * min(map(len, around))
    return before[0] == before[1] and (any(map(is_event, shared)) or (alike and enough))


def _has_other_figures(one: Reading, other: Reading) -> bool:
    """Whether both sentences have figures that the other one lacks: they tell of two things."""
    left, right = ({amount.token.key for amount in reading.amounts} for reading in (one, other))
    return bool(left - right) and bool(right - left)


def _says_date(party: Party, token: Token, said: Reading) -> bool:
    """Whether a document has another's date in a sentence that may be about the same."""
    for number in party.annotated.find_by_key(token.key):
        reading = party.readings.read(number)
        has = any(
            token.key == own.key for found in reading.dates.values() for own in found.values()
        )
        if has and len(reading.forms.keys() & said.forms.keys()) >= _LEAST_SHARED - 1:
            return True
    return False


# names and outcomes


def _tells_of_change(reading: Reading) -> bool:
    return any(a.plain == "no" and b.plain == "longer" for a, b in pairwise(reading.tokens))


def _compare_names(one: Reading, other: Reading, here: Party, there: Party) -> Marks | None:
    """Return the names that stand for each other, where neither document has the other's."""
    mine = [one.forms[form] for form in sorted(one.names - other.names)]
    theirs = [other.forms[form] for form in sorted(other.names - one.names)]
    known = any(there.annotated.vocabulary.has(t) for t in mine) or any(
        here.annotated.vocabulary.has(t) for t in theirs
    )
    if known or _find_rivals(one, other) or _are_spelt_alike(mine, theirs):
        return None
    return tuple(mine), tuple(theirs)


def _are_spelt_alike(mine: Sequence[Token], theirs: Sequence[Token]) -> bool:
    """Whether two names may be spellings of one: "Étienne", "Etienne"."""
    one, other = (" ".join(token.plain for token in tokens) for tokens in (mine, theirs))
    return SequenceMatcher(None, one, other).ratio() >= _ALIKE


def _compare_outcomes(one: Reading, other: Reading, here: Party, there: Party) -> Marks | None:
    """Return the words in which one sentence denies the other, or says the opposite.

    What is quoted is somebody's own, and "no longer" tells of two times.
    """
    if any(count_quotation_marks(r.tokens) or _tells_of_change(r) for r in (one, other)):
        return None
    for first, second, asked in ((one, other, there), (other, one, here)):
        check = asked.checker.check_sentence(join_surfaces(first.tokens))
        aligned = {part.sentence_number for part in check.parts}
        reasons = [
            reason
            for reason in check.reasons
            if reason.contradiction and reason.check in _OUTCOME_CHECKS
        ]
        if not reasons or aligned != {second.number}:
            continue
        wrong = tuple(token for reason in reasons for token in reason.wrong_tokens)
        right = {reason.correction.casefold() for reason in reasons if reason.correction}
        others = tuple(token for token in second.tokens if token.surface.casefold() in right)
        return (wrong, others) if first is one else (others, wrong)
    return None
