from __future__ import annotations

import pytest

from summarize.nlp.normalize import tokenize
from summarize.selection.concepts import find_concepts


def spoken_of(text: str, language: str = "en") -> frozenset[str]:
    return find_concepts(tokenize(text, language))


def test_words_and_pairs_of_neighbours() -> None:
    kim, opened, bridge = "kim", "open", "bridg"
    assert spoken_of("Kim opened the bridge") == {
        kim,
        opened,
        bridge,
        f"{kim} {opened}",
        f"{opened} the",
        f"the {bridge}",
    }


@pytest.mark.parametrize("text", ["", "—", "of the", "…!?"])
def test_what_says_nothing_speaks_of_nothing(text: str) -> None:
    assert spoken_of(text) == frozenset()


def test_marks_stand_between_no_neighbours() -> None:
    assert spoken_of("Kim, Rosa") == spoken_of("Kim Rosa")


def test_inflection_makes_no_other_thing() -> None:
    assert spoken_of("bridges") == spoken_of("bridge")


def test_said_twice_is_one_thing() -> None:
    assert spoken_of("bridge bridge bridge") == {"bridg", "bridg bridg"}


def test_who_does_what_to_whom_makes_a_difference() -> None:
    """The words of both are the same, but not their neighbours."""
    one, other = spoken_of("Kim praised Ito"), spoken_of("Ito praised Kim")
    assert {"kim", "ito"} <= one & other
    assert one != other


def test_a_language_without_tables_has_concepts_too() -> None:
    """Folded, too: a mark on a letter makes no other word."""
    assert spoken_of("Brücke gesperrt", "de") == {"bruck", "gesperrt", "bruck gesperrt"}
