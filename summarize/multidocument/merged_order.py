"""Ordering: chosen statements of several documents -> an order that reads well. Pure.

Each document keeps its own order, and what leans on the sentence before it stays behind that one.
Subject by subject, the next statement is the one that comes early in its document and speaks of
what the last one spoke of.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from summarize.multidocument.pooling import locate, refers_back
from summarize.rewriting.self_contained import SELF_CONTAINED_FROM
from summarize.selection.optimizer import Candidate

# How much it counts that two statements speak of the same, beside the place in the document.
_LIKENESS_WEIGHT = 0.6
# What a change to another document costs: a sentence may be misread behind one that is not its own.
_CHANGE_COST = 0.4
# A paragraph of so many words ends before a statement that speaks of something else.
_PARAGRAPH_WORDS, _OTHER_MATTER = 80, 0.15

Unit = tuple[Candidate, ...]


def order_units(
    chosen: Sequence[Candidate],
    subjects: Mapping[int, int],
    sizes: Mapping[int, int],
    dates: Mapping[int, str],
    weights: Mapping[str, float],
) -> list[list[Unit]]:
    """Return the statements by paragraph, those that have to stand together as one unit.

    `subjects` has the subject of each source, `sizes` how many sentences it has, `dates` its date.
    The subject with most documents comes first.
    """
    queues: defaultdict[int, dict[int, list[Unit]]] = defaultdict(dict)
    for unit in _build_units(chosen):
        source = locate(unit[0])[0]
        queues[subjects[source]].setdefault(source, []).append(unit)
    members = list(subjects.values())
    order = sorted(queues, key=lambda subject: (-members.count(subject), subject))
    paragraphs: list[list[Unit]] = []
    for subject in order:
        paragraphs += _divide(_merge(queues[subject], sizes, dates, weights), weights)
    return paragraphs


def _build_units(chosen: Sequence[Candidate]) -> list[Unit]:
    """Join what leans on the sentence before it in its document to that sentence."""
    units: list[list[Candidate]] = []
    for one in sorted(chosen, key=lambda one: one.sentence_number):
        if units:
            last = units[-1][-1]
            same = locate(last)[0] == locate(one)[0]
            follows = same and last.sentence_number == one.sentence_number - 1
            if follows or (same and _leans(one)):
                units[-1].append(one)
                continue
        units.append([one])
    return [tuple(unit) for unit in units]


def _leans(one: Candidate) -> bool:
    """Whether a statement may be misread behind one of another document: "The club", "there"."""
    text = one.statement.text
    alone = one.self_containedness_beside(frozenset()) >= SELF_CONTAINED_FROM
    return not alone or refers_back(text) or _begins_with_definite(text)


def _begins_with_definite(text: str) -> bool:
    """Whether a statement begins with "The club" and not with a name: "The Orla"."""
    article, _, rest = text.partition(" ")
    return article == "The" and rest[:1].islower()


def _merge(
    queues: dict[int, list[Unit]],
    sizes: Mapping[int, int],
    dates: Mapping[int, str],
    weights: Mapping[str, float],
) -> list[Unit]:
    """Merge the units of the documents about one subject; among equals the older one is first."""
    merged: list[Unit] = []
    waiting = {source: list(units) for source, units in queues.items()}

    def rate(source: int, unit: Unit) -> tuple[float, str, int]:
        place = (locate(unit[0])[1] - 1) / max(1, sizes[source])
        like = measure_likeness(merged[-1], unit, weights) if merged else 0.0
        changes = bool(merged) and locate(merged[-1][-1])[0] != source
        cost = place - _LIKENESS_WEIGHT * like + _CHANGE_COST * changes
        return round(cost, 1), dates[source], source

    while waiting:
        _, _, source = min(rate(source, units[0]) for source, units in waiting.items())
        merged.append(waiting[source].pop(0))
        waiting = {number: units for number, units in waiting.items() if units}
    return merged


def _divide(units: Sequence[Unit], weights: Mapping[str, float]) -> list[list[Unit]]:
    """Divide the units about one subject into paragraphs."""
    paragraphs: list[list[Unit]] = []
    words = 0
    for unit in units:
        other = paragraphs and (measure_likeness(paragraphs[-1][-1], unit, weights) < _OTHER_MATTER)
        if not paragraphs or (other and words >= _PARAGRAPH_WORDS):
            paragraphs.append([])
            words = 0
        paragraphs[-1].append(unit)
        words += sum(one.words for one in unit)
    return paragraphs


def measure_likeness(one: Unit, other: Unit, weights: Mapping[str, float]) -> float:
    """Return the share of the weight of the one with fewer concepts that the other has, 0 to 1."""
    left, right = (
        {concept for candidate in unit for concept in candidate.concepts if concept[0] != "\0"}
        for unit in (one, other)
    )

    def weigh(concepts: set[str]) -> float:
        return sum(weights.get(concept, 0.0) for concept in sorted(concepts))

    smaller = min(weigh(left), weigh(right))
    return weigh(left & right) / smaller if smaller else 0.0
