"""Tests of the check of absent, repeated and omitted words."""

from __future__ import annotations

import pytest

from summarize.nlp.annotated_document import AnnotatedDocument
from summarize.nlp.normalize import tokenize
from summarize.sources import read
from summarize.verification.checks import content
from summarize.verification.comparison import BARRING, Comparison, Reason

DIVERS = "Three divers from Brannick found a hollow 31 metres long under the pier on Tuesday."


def held_against(part: str, source: str) -> Comparison:
    document = read(text=source, language="en")
    return Comparison(tokenize(part), tokenize(source), AnnotatedDocument(document).vocabulary)


def absent(part: str) -> list[Reason]:
    return list(content.check_absent_words(held_against(part, DIVERS)))


@pytest.mark.parametrize(
    ("part", "wrong", "instead"),
    [
        ("Divers blew a hollow", ["blew"], "found"),
        ("Divers found a cavern 31 metres long", ["cavern"], "hollow"),
        ("Sailors from Brannick found a hollow", ["Sailors"], "divers"),
        ("Divers wildly blew a hollow", ["wildly", "blew"], ""),
        ("Divers found a hollow under the boat", ["boat"], "pier"),
        ("Divers found a hollow under a boat", ["boat"], ""),
    ],
)
def test_absent_names_the_words_and_what_is_there(
    part: str, wrong: list[str], instead: str
) -> None:
    (reason,) = absent(part)
    assert not reason.contradiction
    assert [token.surface for token in reason.wrong_tokens] == wrong
    assert reason.correction == instead
    assert all(f"“{word}”" in reason.text for word in wrong)
    assert f"“{instead}”" in reason.text or not instead


@pytest.mark.parametrize("part", ["Divers found a hollow", "", "of the", "Four from Oddmund"])
def test_absent_leaves_names_numbers_and_known_words_to_others(part: str) -> None:
    assert absent(part) == []


def test_repeated_words_must_be_repeated_in_the_sentence() -> None:
    source = "The plates below the line were cut, the plates above it were kept."
    assert list(
        content.check_repeated_words(held_against("The plates above the line above it", source))
    )
    assert not list(
        content.check_repeated_words(held_against("The plates below, the plates above", source))
    )


def test_incomplete_names_the_first_word_left_out() -> None:
    (reason,) = content.check_omitted_words(held_against("Divers found a hollow", DIVERS))
    assert "Three" in reason.text
    assert not list(content.check_omitted_words(held_against(DIVERS, DIVERS)))


ADDED = ("in a hurry", "on the ferry", "with his daughter", "after a long quarrel", "Ingrid says")


@pytest.mark.parametrize("end", [".", "…", ".12", ".[1]", "!"])
@pytest.mark.parametrize("added", ADDED)
def test_what_stands_behind_the_end_of_the_source_is_added(added: str, end: str) -> None:
    source = "Divers from Brannick found a hollow under the old pier"
    pair = held_against(f"{source} {added}.", source + end)
    (reason,) = content.check_added_words(pair)
    assert reason.check == BARRING
    assert not reason.contradiction
    assert all(token.surface in added.split() for token in reason.wrong_tokens)


@pytest.mark.parametrize(
    ("part", "source"),
    [
        ("Divers found a hollow under the jetty.", "Divers found a hollow under the pier."),
        ("Divers found a hollow quickly.", "Divers found a hollow in no time."),
        ("In a hurry divers found a hollow.", "Divers found a hollow."),
        ("Divers hurriedly found a hollow.", "Divers found a hollow."),
        ("Divers found a hollow.", "Divers found a hollow."),
        ("Sailors saw a boat in a storm.", "Divers found a hollow."),
        ("Sailors saw, to the joy of all who came, a pier in a storm.", "Divers mend a pier."),
        ("", "Divers found a hollow."),
        ("Divers found a hollow.", "Nobody came."),
    ],
)
def test_other_words_in_a_place_of_the_source_are_not_added(part: str, source: str) -> None:
    assert not list(content.check_added_words(held_against(part, source)))
