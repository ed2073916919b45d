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

from summarize.multidocument.differing_dates import (
    Marks,
    are_dated_alike,
    differ_in_date,
    find_other_dates,
    says_date,
)
from summarize.multidocument.differing_figures import find_rivals, is_of_one_event, says_figure
from summarize.multidocument.readings import (
    DocumentReadings,
    Reading,
    find_intentions,
    measure_overlap,
)
from summarize.nlp.annotated_document import AnnotatedDocument
from summarize.nlp.normalize import has_tables
from summarize.nlp.tokens import Token, count_quotation_marks, join_surfaces
from summarize.verification.checker import Checker

# The shares of the words of the shorter sentence that the other has, and the words, at least.
_FOR_FIGURES, _FOR_DATES, _FOR_OUTCOMES, _FOR_NAMES = 0.5, 0.75, 0.6, 0.75
_LEAST_SHARED = 3
# Of a sentence so short that it has fewer, nearly all stand in the other.
_LEAST_OF_SHORT, _ALL_OF_SHORT = 2, 0.99
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
    dated = find_other_dates(one, other)
    if mine and theirs:
        if not enough or share < _FOR_NAMES or dated:
            return None
        return _compare_names(one, other, here, there)
    if dated:
        alike = enough and share >= _FOR_DATES
        sure = are_dated_alike(one, other, dated, alike=alike)
        return dated if sure and _is_new(dated, one, other, here, there) else None
    pairs = [
        (first, second)
        for first, second in find_rivals(one, other)
        if (enough or is_of_one_event(first, one, second, other))
        and not says_figure(there.readings, first, one)
        and not says_figure(here.readings, second, other)
    ]
    if pairs:
        return tuple(a.token for a, _ in pairs), tuple(b.token for _, b in pairs)
    return _compare_outcomes(one, other, here, there) if enough and share >= _FOR_OUTCOMES else None


def _is_new(dated: Marks, one: Reading, other: Reading, here: Party, there: Party) -> bool:
    """Whether two dates are all in which two sentences differ, and neither document has both."""
    known = says_date(there.readings, dated[0][0], one)
    known = known or says_date(here.readings, dated[1][0], other)
    return differ_in_date(one, other, dated) and not known


def _tells_of_change(reading: Reading) -> bool:
    return any(a.plain == "no" and b.plain == "longer" for a, b in pairwise(reading.tokens))


def _compare_names(one: Reading, other: Reading, here: Party, there: Party) -> Marks | None:
    """Return the names that stand for each other, where neither document has the other's."""
    mine = [one.forms[form] for form in sorted(one.names - other.names)]
    theirs = [other.forms[form] for form in sorted(other.names - one.names)]
    known = any(there.annotated.vocabulary.has(t) for t in mine) or any(
        here.annotated.vocabulary.has(t) for t in theirs
    )
    if known or find_rivals(one, other) or _are_spelt_alike(mine, theirs):
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
