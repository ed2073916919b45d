"""Full names for people where a statement is read alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from summarize.results import Origin, Verdict
from summarize.rewriting.introduce_people import introduce_people
from support.checkers import checker_for

FIRST = "Rosa Kim and her husband, Peter Orr, own the quay of Kallen. "


def introduced(
    sentence: str, room: int = 10, unread: frozenset[int] = frozenset(), before: str = FIRST
) -> str:
    checker = checker_for(before + sentence, language="en")
    number = max(checker.annotated.numbers)
    found = introduce_people(checker.quote_sentence(number), checker, room, unread)
    assert found.verdict is Verdict.SUPPORTED
    return found.text


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Kim sold the boat in May.", "Rosa Kim sold the boat in May."),
        ("In May the council offered Kim a boat.", "In May the council offered Rosa Kim a boat."),
        ("Divers found Kim’s boat in the river.", "Divers found Rosa Kim’s boat in the river."),
        ("Ms Kim sold the boat in May.", "Rosa Kim sold the boat in May."),
        ("Kim sold Orr the boat in May.", "Rosa Kim sold Peter Orr the boat in May."),
        ("Rosa Kim sold the boat in May.", "Rosa Kim sold the boat in May."),
        ("Divers said: “Kim sold the boat in May.”", "Divers said: “Kim sold the boat in May.”"),
    ],
)
def test_a_surname_gets_its_first_name(sentence: str, expected: str) -> None:
    assert introduced(sentence) == expected


def test_only_as_far_as_there_is_room() -> None:
    assert introduced("Kim sold the boat.", room=0) == "Kim sold the boat."
    assert introduced("Kim sold Orr the boat.", room=1) == "Rosa Kim sold Orr the boat."


def test_no_name_from_what_was_not_read() -> None:
    assert introduced("Kim sold the boat.", unread=frozenset({1})) == "Kim sold the boat."


def test_two_of_one_name_stay_apart() -> None:
    text = "Rosa Kim owns the quay. Adam Kim owns the pier. "
    assert introduced("Kim sold the boat.", before=text) == "Kim sold the boat."


def test_what_a_model_wrote_stays() -> None:
    checker = checker_for(FIRST + "Kim sold the boat.", language="en")
    own = replace(checker.quote_sentence(2), origin=Origin.MODEL)
    assert introduce_people(own, checker, 9) is own


def test_other_languages_stay() -> None:
    checker = checker_for("Rosa Kim kam. Kim verkaufte das alte Boot im Mai.", language="de")
    own = checker.quote_sentence(2)
    assert introduce_people(own, checker, 9) is own
