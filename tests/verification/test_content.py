"""Tests of the check of absent, repeated and omitted words."""

from __future__ import annotations

import pytest

from summarize.nlp.annotated_document import AnnotatedDocument
from summarize.nlp.normalize import tokenize
from summarize.sources import read
from summarize.verification.checks import content
from summarize.verification.comparison import Comparison, Reason

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
