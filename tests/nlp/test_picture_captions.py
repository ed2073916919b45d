"""Captions among the sentences of a report: a whole name, and what its bearer does just now."""

from __future__ import annotations

from itertools import product

import pytest

from summarize.nlp.normalize import tokenize
from summarize.nlp.picture_captions import find_picture_captions

TOLD = ("Rosa Kim won the cup.", "Lee lost in May.", "It rained.", "The fans left early.")
NAMES = ("Rosa Kim", "Peter Orr (left)", "Anna Maria Lee")
SHOWN = (
    "celebrates after the goal in Kallen.",
    "stretches to reach the ball.",
    "hits a forehand on her way to a victory.",
    "looks on as her team loses.",
    "diverts a corner past her own goalkeeper.",
)


def found(*texts: str) -> frozenset[int]:
    return find_picture_captions({n: tokenize(one, "en") for n, one in enumerate(texts, 1)})


@pytest.mark.parametrize(("name", "shown"), list(product(NAMES, SHOWN)))
def test_what_a_picture_shows_is_found_in_a_report(name: str, shown: str) -> None:
    assert found(*TOLD, f"{name} {shown}") == {5}
    assert not found(f"{name} {shown}", "It rains.", "Lee sells boats.")  # told in the present


@pytest.mark.parametrize("when", ["last year", "last month", "last week"])
def test_nobody_does_now_what_was_then(when: str) -> None:
    assert found(*TOLD, f"Peter Orr, 36, rides his old bicycle in the Alps {when}.") == {5}
    assert not found(*TOLD, f"Sales are above those of {when}.")
    assert not found(*TOLD, f"Peter Orr says that he sold it {when}.")
    assert not found(*TOLD, f"Peter Orr, who sold a boat {when}, runs a school.")


@pytest.mark.parametrize(
    "sentence",
    [
        "Rosa Kim runs the library and will hire a student.",
        "Rosa Kim leaves Kallen in May.",
        "Rosa Kim looks for a boat.",
        "Kim celebrates her birthday in May.",
        "The team celebrates in Kallen.",
        "Rosa Kim celebrated after the goal.",
    ],
)
def test_what_somebody_does_in_general_is_none(sentence: str) -> None:
    assert not found(*TOLD, sentence)


def test_a_pose_at_the_end_of_what_is_so_now_is_a_caption() -> None:
    assert found(*TOLD, "Tull are eyeing a move for Rosa Kim, celebrating against Kallen.") == {5}
    assert found("It rains.", "Tull want Rosa Kim, eluding Peter Orr.") == {2}
    assert not found(*TOLD, "Tull lost to Rosa Kim, celebrating against Kallen.")
    assert not found(*TOLD, "Tull are eyeing a move for Rosa Kim, celebrating their win.")
