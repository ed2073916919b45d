"""A measure with several figures, whose owners other sentences name, belongs to nobody alone."""

from __future__ import annotations

from itertools import product

import pytest

from summarize.nlp.annotated_document import AnnotatedDocument
from summarize.nlp.normalize import tokenize
from summarize.nlp.repeated_measures import find_repeated_measures
from summarize.rewriting.context_needs import find_needs
from summarize.rewriting.needs import score_needs
from summarize.sources import read

MEASURES = ("Gross margin", "Occupancy", "The median age", "Book-to-bill ratio", "Average yield")
PERIODS = ("", " in the quarter", " in the second quarter", " in the prior year")
VERBS = ("was", "reached", "remained at", "fell to", "improved further to")
OTHERS = (("is", "metres long"), ("is", "years old"), ("cost", "dollars"))
UNITS = ("%", " percent", " tonnes", "")


def found(*texts: str) -> frozenset[int]:
    return find_repeated_measures({n: tokenize(one, "en") for n, one in enumerate(texts, 1)})


def ladder(measure: str, unit: str, figures: tuple[int, ...], shift: int = 0) -> list[str]:
    """The measure with each of the figures, in changing words."""
    return [
        f"{measure}{PERIODS[(n + shift) % 4]} {VERBS[(n + shift) % 5]} {figure}{unit}."
        for n, figure in enumerate(figures)
    ]


@pytest.mark.parametrize(("measure", "unit"), list(product(MEASURES, UNITS)))
def test_three_figures_of_a_measure_are_of_several_things(measure: str, unit: str) -> None:
    for shift in range(20):
        assert found(*ladder(measure, unit, (30, 24, 18), shift)) == {1, 2, 3}
        assert not found(*ladder(measure, unit, (30, 24), shift))  # before and after
        assert not found(*ladder(measure, unit, (30, 30, 24, 30), shift))  # told again


@pytest.mark.parametrize("measure", MEASURES)
def test_who_names_what_it_is_of_is_understood(measure: str) -> None:
    bare = ladder(measure, "%", (30, 24, 18))
    assert found(*bare, f"{measure} in Asia was 12%.", f"At Orr Tools, {measure} was 9%.") == {
        1, 2, 3,
    }  # fmt: skip
    named = [f"{measure} of {name} was {n}%." for n, name in enumerate(("Orr", "Ito", "Pell"))]
    assert not found(*named)


@pytest.mark.parametrize("measure", MEASURES)
def test_figures_of_other_times_are_no_others(measure: str) -> None:
    measure = measure.lower()
    for times in (("2019", "2020", "2021"), ("May", "June", "July")):
        assert not found(*(f"In {time}, {measure} was {n}%." for n, time in enumerate(times)))
        assert found(*(f"In {times[0]}, {measure} was {n}%." for n in range(3))) == {1, 2, 3}


def test_other_units_are_other_measures() -> None:
    assert not found(
        "The pier was 90 metres long.", "The pier was 200 years old.", "The pier was 4 m wide."
    )


def test_somebody_is_no_measure() -> None:
    for who in ("The company", "He", "The driver", "The team", "They"):
        assert not found(*(f"{who} sold {n} boats." for n in range(2, 6)))


def test_such_a_sentence_is_not_understood_alone() -> None:
    names = ("Chairs", "Tables", "Lamps")
    text = "\n\n".join(
        f"{name} are made of wood. The gross margin was {30 - n}% of sales."
        for n, name in enumerate(names)
    )
    annotated = AnnotatedDocument(read(text=text))
    for number in (2, 4, 6):
        needs = find_needs(
            annotated.sentence_text(number), annotated.tokens(number), number, annotated
        )
        assert score_needs(needs) < 0.5
