"""Which pronouns mean something that their own sentence names; templates fill each form."""

from __future__ import annotations

from itertools import product

import pytest

from summarize.nlp.coreference.anaphors import Reference, find_unbound
from support.checkers import checker_for

KNOWN = "Rosa Kim, 41, and Mr Bo Lee live in Kallen. The Harbour Trust runs the piers."
WOMEN = ("Rosa Kim", "A nurse", "Mrs Kim", "The Duchess of Kallen")
MEN = ("Bo Lee", "Mr Lee", "The driver", "A man from Kallen")
THINGS = ("The council", "The Harbour Trust", "A ferry", "Kallen")
SEVERAL = ("Residents", "Rosa Kim and Bo Lee", "The people of Kallen", "The crew", "Two boats")
POSSESSIVE = "{} lost {} place."
REFERRING = "{} said that {} was broken."
FORMS = {
    Reference.WOMAN: (WOMEN, "her", "she"),
    Reference.MAN: (MEN, "his", "he"),
    Reference.THING: (THINGS, "its", "it"),
    Reference.SEVERAL: (SEVERAL, "their", "they"),
}


def unbound_in(sentence: str) -> list[Reference]:
    annotated = checker_for(f"{KNOWN} {sentence}", language="en").annotated
    tokens = annotated.tokens(3)
    people = [known for known, _ in annotated.identify_people(tokens)]
    return [one.reference for one in find_unbound(tokens, people)]


BOUND = [
    template.format(noun, pronoun)
    for nouns, owner, subject in FORMS.values()
    for noun, (template, pronoun) in product(nouns, ((POSSESSIVE, owner), (REFERRING, subject)))
]


@pytest.mark.parametrize("sentence", BOUND)
def test_what_the_sentence_names_is_no_anaphor(sentence: str) -> None:
    assert unbound_in(sentence) == []


OTHERS = {
    Reference.WOMAN: ("Two authorities", "Mr Lee", "The storm"),
    Reference.MAN: ("Two authorities", "Rosa Kim", "The storm"),
    Reference.THING: ("Mr Lee", "The driver"),
    Reference.SEVERAL: ("Mr Lee", "Rosa Kim", "The driver"),
}
UNBOUND = [
    (template.format(other, pronoun), reference)
    for reference, others in OTHERS.items()
    for other, (template, pronoun) in product(
        others, ((POSSESSIVE, FORMS[reference][1]), (REFERRING, FORMS[reference][2]))
    )
]


@pytest.mark.parametrize(
    "sentence",
    [
        "The Harbour Trust will waive their fees and pay for fuel.",
        "The boats will lose their berths, and the pier is closed.",
        "Residents who sold the boats that served them left.",
    ],
)
def test_a_group_may_be_several_where_no_verb_says_it_is_one(sentence: str) -> None:
    assert unbound_in(sentence) == []


@pytest.mark.parametrize(("sentence", "reference"), UNBOUND)
def test_what_the_sentence_does_not_name_is_one(sentence: str, reference: Reference) -> None:
    assert unbound_in(sentence) == [reference]


@pytest.mark.parametrize(
    ("sentence", "reference"),
    [
        ("Two authorities then disagreed over her head.", Reference.WOMAN),
        ("The Harbour Trust will waive their fees and has paid for fuel.", Reference.SEVERAL),
        ("Eleven of the boats that use them left.", Reference.SEVERAL),
        ("The mayor said that their berth fees rose.", Reference.SEVERAL),
        ("The council approved it.", Reference.THING),
        ("Mr Lee beat him.", Reference.MAN),
        ("Rosa Kim praised her.", Reference.WOMAN),
        ("The owner sells them.", Reference.SEVERAL),
        ("“Kim is late,” he said.", Reference.MAN),
        ("It sank in May.", Reference.THING),
        ("It was sold to Kim.", Reference.THING),
    ],
)
def test_objects_and_speakers_are_somebody_else(sentence: str, reference: Reference) -> None:
    assert unbound_in(sentence) == [reference]


@pytest.mark.parametrize(
    "sentence",
    [
        "It is clear that the pier is old.",
        "It took an hour to reach the pier.",
        "It rained on Monday.",
        "It is hard to sail.",
        "The storm made it hard to sail.",
        "The council made it clear that the pier is old.",
        "There is a pier.",
        "In her first speech, Mayor Kim spoke of the pier.",
        "When he arrived, Mr Lee sat down.",
        "Rosa Kim hurt herself.",
        "Rosa Kim’s goals took her to Marrin.",
        "The council bought the boat and sold it.",
        "May 4: Kallen lose their captain.",
    ],
)
def test_what_means_nothing_or_what_follows_is_none(sentence: str) -> None:
    assert unbound_in(sentence) == []
