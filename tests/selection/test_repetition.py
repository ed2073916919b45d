"""Whether a statement says again, in its own words, what printed sentences say."""

from __future__ import annotations

import pytest

from summarize.selection.repetition import SaidBefore
from support.checkers import checker_for

ARTICLE = (
    "Rosa Kim bought the old quay of Kallen on Monday. "
    "She plans a film museum in its three warehouses. "
    "The council of Marrin closed the northern pier because of a long crack. "
    "Fishermen from Brannick protested in front of the town hall. "
    "The ferry to Veldrin carries nine hundred people on summer days. "
    "A storm tore the roof from the library and broke its windows. "
    "Teachers want a new school with a swimming pool near the station. "
    "Bo Lee grows pears behind the brewery and sells them at the market."
)


@pytest.fixture(scope="module")
def said() -> SaidBefore:
    checker = checker_for(ARTICLE, language="en")
    before = SaidBefore(checker.annotated)
    for number in (1, 2, 3):
        before.add(checker.quote_sentence(number), number)
    return before


@pytest.mark.parametrize(
    "text",
    [
        "The old quay of Kallen was bought by Rosa Kim on Monday.",
        "Kim purchased the quay of Kallen.",  # a synonym
        "Rosa Kim plans a movie museum.",  # the "she" of the sentence
        "Rosa Kim, who bought the old quay, plans a museum in its warehouses.",  # two together
        "Marrin council closed the northern pier, angering anglers, sailors and swimmers.",
    ],
)
def test_said_again(said: SaidBefore, text: str) -> None:
    assert said.says(text)


@pytest.mark.parametrize(
    "text",
    [
        "Fishermen from Brannick protested in front of the town hall.",
        "Rosa Kim grew up in Veldrin and studied law.",
        "The council of Marrin wants a new school near the station.",
        "The council closed the northern pier for 90 days and 4 hours.",  # new figures
    ],
)
def test_something_new(said: SaidBefore, text: str) -> None:
    assert not said.says(text)


def test_nothing_is_said_by_no_words(said: SaidBefore) -> None:
    assert said.says("It was.")


def test_before_anything_is_said_all_is_new() -> None:
    before = SaidBefore(checker_for(ARTICLE, language="en").annotated)
    assert not before.says("Rosa Kim bought the quay.")


def test_other_languages_by_their_words() -> None:
    checker = checker_for("Rosa Kim kaufte am Montag den alten Kai von Kallen. Es regnete.", "de")
    before = SaidBefore(checker.annotated)
    before.add(checker.quote_sentence(1), 1)
    assert before.says("Rosa Kim kaufte den Kai von Kallen.")
    assert not before.says("Fischer aus Brannick streikten im Rathaus.")
